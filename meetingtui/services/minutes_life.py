"""The life of minutes: 草稿 › 送核 › 核定 › 函送 › 確認, and back with a reason.

Handing in and approving keep a version; the approved one is what the hash of the minutes stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.dates.showing import show_date
from meetingtui.domain.agenda import Origin
from meetingtui.domain.errors import Refusal
from meetingtui.domain.minutes import (
    TURNS,
    URGENCIES,
    AlreadyConfirmed,
    MinutesStatus,
    MinutesView,
    NotHeldYet,
    Unfinished,
    WrongConfirmation,
    WrongLifeDay,
    WrongStep,
)
from meetingtui.domain.sessions import Status, require_reason
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import finding, minutes, minutes_lint, minutes_versions, written
from meetingtui.services.minutes_lock import require_open_minutes, require_undoable
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.domain.minutes_lint import Finding
    from meetingtui.store.tables import Minutes
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = [
    "approve", "confirm", "found_since_submitted", "reopen", "require_open_minutes", "require_undoable", "send",
    "submit", "unconfirm",
]  # fmt: skip
CONFIRMED = "紀錄確認。"
"""What a sitting decides on the last minutes when nothing is corrected."""
OVER = frozenset({MinutesStatus.SUBMITTED, MinutesStatus.APPROVED, MinutesStatus.SENT})
"""States from which minutes can be reopened."""
NOTHING_SENT = {"sent_on": None, "doc_no": "", "urgency": ""}
NOTHING_APPROVED = {"approved_on": None, "approved_by": "", "hash": ""}


def submit(office: Office, name: str | int, *, despite_findings: bool = False) -> MinutesView:
    """送核: hand the minutes in. Raises NotHeldYet, WrongStep, and Unfinished unless `despite_findings`."""
    sitting = _sitting(office, name)
    if sitting.status != Status.HELD:
        raise NotHeldYet(sitting.number)
    found = minutes_lint.findings(office, sitting.id)
    if found and not despite_findings:
        _require_turn(sitting.number, minutes.of(office, sitting.id).status, MinutesStatus.SUBMITTED)
        raise Unfinished(sitting.number, [one.sentence for one in found])
    with _turn(office, sitting, MinutesStatus.SUBMITTED) as (work, row, view):
        row.status, row.submitted_at = MinutesStatus.SUBMITTED, work.at
        minutes_versions.keep(office, work, sitting, view, "submitted")
        work.audit("submitted", sitting.number)
        work.commit()
    return minutes.of(office, sitting.id)


def found_since_submitted(office: Office, name: str | int) -> list[Finding]:
    """What should be mended in minutes that were changed after 送核; empty where nothing is, or nothing was changed."""
    sitting = _sitting(office, name)
    kept = minutes_versions.all_of(office, sitting.id)
    return minutes_lint.findings(office, sitting.id) if kept and not kept[-1].current else []


def approve(
    office: Office, name: str | int, *, chair: str = "", on: date | None = None, despite_findings: bool = False
) -> MinutesView:  # fmt: skip
    """核定: the text is locked, and its hash kept. `chair` is who presided unless said, `on` today.

    Raises WrongStep and WrongLifeDay, and Unfinished for what was changed after 送核 unless `despite_findings`.
    """
    sitting = _sitting(office, name)
    _require_turn(sitting.number, minutes.of(office, sitting.id).status, MinutesStatus.APPROVED)
    found = [] if despite_findings else found_since_submitted(office, sitting.id)
    if found:
        raise Unfinished(sitting.number, [one.sentence for one in found])
    day = _day(office, on, sitting.day, _("核定日期"), _("會議日期"))
    presided = f"{sitting.acting or sitting.chair} {sitting.chair_person}"
    by = written.line(chair.strip() or presided, _("核定者"), required=True)
    with _turn(office, sitting, MinutesStatus.APPROVED) as (work, row, view):
        row.status, row.approved_on, row.approved_by = MinutesStatus.APPROVED, day, by
        row.hash = minutes_versions.keep(
            office, work, sitting, view._replace(approved_on=day, approved_by=by), "approved"
        )
        work.audit("approved", sitting.number, "status", "approved_on", "approved_by", f"sha256:{row.hash}")
        work.commit()
    return minutes.of(office, sitting.id)


def send(office: Office, name: str | int, *, doc_no: str, urgency: str = "", on: date | None = None) -> MinutesView:
    """函送: the letter that carries the minutes; said again it corrects what was noted of the letter.

    Raises WrongStep, WrongLifeDay, and Refusal for a letter without number or of an unknown 速別.
    """
    sitting = _sitting(office, name)
    now = minutes.of(office, sitting.id)
    number = written.line(doc_no, _("發文字號"), required=True)
    day = _day(office, on, now.approved_on or sitting.day, _("函送日期"), _("核定日期"))
    quick = _urgency(urgency)
    with _turn(office, sitting, MinutesStatus.SENT, also=MinutesStatus.SENT) as (work, row, _view):
        row.status, row.sent_on, row.doc_no, row.urgency = MinutesStatus.SENT, day, number, quick
        work.audit("sent", sitting.number)
        work.commit()
    return minutes.of(office, sitting.id)


def confirm(office: Office, name: str | int, *, at: str | int, corrections: str = "") -> MinutesView:
    """確認: the sitting `at` has confirmed these minutes, with `corrections` noted.

    Where its own minutes are open and do not yet say what it decided on that point, they now do. Raises WrongStep, and
    WrongConfirmation for a sitting that cannot.
    """
    sitting, later = _sitting(office, name), _sitting(office, at)
    noted = minutes.body_text(corrections.strip())
    _require_later(office, sitting, later)
    with _turn(office, sitting, MinutesStatus.CONFIRMED) as (work, row, _view):
        row.status, row.confirmed_in, row.confirmed_on = MinutesStatus.CONFIRMED, later.id, later.day
        row.corrections = noted
        _decide_there(office, work, sitting, later, noted)
        work.audit("confirmed", f"{sitting.number} {later.number}")
        work.commit()
    return minutes.of(office, sitting.id)


def unconfirm(office: Office, name: str | int, *, reason: str) -> MinutesView:
    """Take back a confirmation that was noted by mistake. Raises ReasonNeeded and WrongStep."""
    said = written.line(require_reason(reason), _("事由"), most=written.TEXT_MOST)
    sitting = _sitting(office, name)
    with office.begin() as work:
        row = minutes.head_of(office, work, sitting)
        if row.status != MinutesStatus.CONFIRMED:
            raise Refusal(_("{number}的紀錄尚未確認，沒有可撤回的確認。"), number=sitting.number)
        minutes_versions.keep(office, work, sitting, minutes.of(office, sitting.id), "unconfirmed", said)
        row.status = MinutesStatus.SENT if row.sent_on else MinutesStatus.APPROVED
        row.confirmed_in, row.confirmed_on, row.corrections = None, None, ""
        work.audit("unconfirmed", sitting.number, "status", "confirmed_in", "corrections")
        work.commit()
    return minutes.of(office, sitting.id)


def reopen(office: Office, name: str | int, *, reason: str) -> MinutesView:
    """Back to 草稿: what was approved stays as a version. Raises ReasonNeeded, AlreadyConfirmed and WrongStep."""
    said = written.line(require_reason(reason), _("事由"), most=written.TEXT_MOST)
    sitting = _sitting(office, name)
    with office.begin() as work:
        row = minutes.head_of(office, work, sitting)
        view = minutes.of(office, sitting.id)
        if view.status == MinutesStatus.CONFIRMED:
            raise AlreadyConfirmed(sitting.number, view.confirmed_in)
        if view.status not in OVER:
            raise Refusal(_("{number}的紀錄仍為草稿，可以直接修改。"), number=sitting.number)
        minutes_versions.keep(office, work, sitting, view, "unsealed", said)
        for field, value in (NOTHING_APPROVED | NOTHING_SENT).items():
            setattr(row, field, value)
        row.status, row.submitted_at = MinutesStatus.DRAFT, None
        work.audit("unsealed", sitting.number)
        work.commit()
    return minutes.of(office, sitting.id)


def _sitting(office: Office, name: str | int) -> SessionView:
    return finding.session_of(office, office.registry(), name)


@contextmanager
def _turn(
    office: Office, sitting: SessionView, wanted: MinutesStatus, *, also: MinutesStatus | None = None
) -> Iterator[tuple[UnitOfWork, Minutes, MinutesView]]:
    """A transaction that takes minutes to `wanted`, also from the state `also`. Raises WrongStep."""
    with office.begin() as work:
        row = minutes.head_of(office, work, sitting)
        if row.status != also:
            _require_turn(sitting.number, MinutesStatus(row.status), wanted)
        yield work, row, minutes.of(office, sitting.id)


def _decide_there(office: Office, work: UnitOfWork, sitting: SessionView, later: SessionView, noted: str) -> None:
    """Write the decision into the minutes of the sitting that confirms; it goes on paper, so it is Chinese."""
    from meetingtui.store.tables import AgendaItem

    now = minutes.of(office, later.id)
    if not now.version or now.status != MinutesStatus.DRAFT:
        return
    confirming = {"session_id": later.id, "origin": str(Origin.CONFIRM), "origin_id": sitting.id}
    for point in work.all(AgendaItem, **confirming):
        said = f"修正後確認：{noted}" if noted else CONFIRMED
        minutes.decide(office, work, later, point, said, instead_of=CONFIRMED)


def _require_turn(number: str, now: MinutesStatus, wanted: MinutesStatus) -> None:
    if now not in TURNS[wanted]:
        raise WrongStep(number, now, wanted)


def _day(office: Office, on: date | None, earliest: str, what: str, before: str) -> str:
    """The ISO day, today unless said; neither ahead nor before `earliest`."""
    today = office.clock.today()
    day = on or today
    if day > today:
        raise WrongLifeDay(_("{what}{day}在今天之後。請更正日期。"), what=what, day=show_date(day, "dot"))
    if earliest and day.isoformat() < earliest:
        raise WrongLifeDay(
            _("{what}{day}早於{before}（{earliest}）。請更正日期。"),
            what=what, day=show_date(day, "dot"), before=before, earliest=written.roc_iso(earliest),
        )  # fmt: skip
    return day.isoformat()


def _urgency(text: str) -> str:
    wanted = text.strip()
    for one in URGENCIES:
        if wanted in {"", one, _(one)}:
            return one if wanted else ""
    raise Refusal(
        _("速別「{text}」無法辨識。可用：{known}。"), text=wanted[:20], known=_("、").join(_(one) for one in URGENCIES)
    )


def _require_later(office: Office, sitting: SessionView, later: SessionView) -> None:
    facts: dict[str, Any] = {"number": sitting.number, "later": later.number}
    same = later.series_id == sitting.series_id or any(one.series_id == sitting.series_id for one in later.credits)
    if not same or (sitting.track_id and later.track_id and sitting.track_id != later.track_id):
        raise WrongConfirmation(_("{later}與{number}不是同一會議（分區），不能確認其紀錄。請改選場次。"), **facts)
    if later.id == sitting.id or not later.start or later.start <= sitting.start:
        raise WrongConfirmation(_("{later}不在{number}之後，不能確認其紀錄。請改選之後的場次。"), **facts)
    if later.status in (Status.CANCELLED, Status.MERGED, Status.POSTPONED):
        raise WrongConfirmation(_("{later}沒有召開，不能確認{number}的紀錄。請改選場次。"), **facts)
    if later.day > office.clock.today().isoformat():
        raise WrongConfirmation(_("{later}尚未召開，不能確認{number}的紀錄。請於該次會議後登記。"), **facts)
