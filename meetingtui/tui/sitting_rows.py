"""Sittings as rows of a list: its columns, the orders they can be sorted by, and the window over the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.services import sessions
from meetingtui.services.office import Office
from meetingtui.services.sessions import Listing
from meetingtui.tui import sitting_words
from meetingtui.tui.widgets.record_list import ListColumn, Row

COLUMNS = (
    ListColumn("number", N_("編號"), 16, importance=10),
    ListColumn("day", N_("日期"), 15, importance=9),
    ListColumn("start", N_("時間"), 5, importance=8),
    ListColumn("series", N_("會議別"), 14, importance=9, grow=4),
    ListColumn("track", N_("分區"), 12, importance=3, grow=1),
    ListColumn("chair", N_("主持"), 10, importance=6, grow=1),
    ListColumn("room", N_("地點"), 18, importance=4, grow=2),
    ListColumn("status", N_("狀態"), 9, importance=7),
    ListColumn("credits", N_("認列"), 10, importance=2, grow=1),
    ListColumn("locked", N_("鎖"), 2, importance=5),
)
ORDERS = {
    "number": "number", "day": "day", "start": "day", "series": "series", "track": "track", "chair": "chair",
    "room": "room", "status": "status", "credits": "credits", "locked": "locked",
}  # fmt: skip
"""Columns by which the list can be sorted, with the order that the store knows."""
_LOOKS = {Status.CANCELLED: "muted", Status.MERGED: "muted", Status.POSTPONED: "warning"}


class SittingRows:
    """The sittings of a filter as rows; a new window asks the store anew."""

    def __init__(self, office: Office, wanted: SessionFilter, order: str) -> None:
        self.office = office
        self.wanted = wanted
        self.order = order
        self._today = office.clock.today()
        self._listing = self._fresh()

    def count(self) -> int:
        """How many there are now."""
        self._listing = self._fresh()
        return self._listing.count()

    def _fresh(self) -> Listing:
        return sessions.listing(self.office, self.wanted, order=self.order)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Some of them, in order."""
        return [row_of(one, self._today) for one in self._listing.page(offset, limit)]


def row_of(one: SessionView, today: date) -> Row:
    """A sitting as a line of the list."""
    look = "warning" if sitting_words.is_late(one, today) else _LOOKS.get(Status(one.status), "")
    texts = (
        one.number, sitting_words.short_day(one.day), sitting_words.clock(one.start), one.name, one.track_name,
        sitting_words.chair(one), sitting_words.place(one), sitting_words.status(one, today),
        sitting_words.credits(one), _("鎖") if one.locked else "",
    )  # fmt: skip
    return Row(one.id, texts, look)
