"""The notices of the sample: out well before each sitting, and once more whenever something has changed since."""

from __future__ import annotations

from datetime import date, timedelta

from meetingtui.domain.outgoing import What
from meetingtui.domain.sittings import SessionView
from meetingtui.services import notices, outgoing
from meetingtui.services.office import Office

AHEAD = timedelta(days=12)
"""How long before a sitting its notice goes out."""
SATURDAY = 5


def go_out(office: Office, day: date, coming: list[SessionView]) -> None:
    """Issue the notices that are due, and anew those that something has overtaken; offices rest at the weekend."""
    if day.weekday() >= SATURDAY:
        return
    for one in coming:
        if not one.external and not one.noticed_at:
            notices.issue(office, one.id, doc_no=f"屏府社工字第{one.year - 1911}{one.id + 2000:07d}號")
    again = [one for one in outgoing.pending(office) if one.what == What.NOTICE]
    for place, late in enumerate(again):
        notices.issue(office, late.session.id, doc_no=f"屏府社工字第{day:%m%d}{place + 9001:07d}號")
