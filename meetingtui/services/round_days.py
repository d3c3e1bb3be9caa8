"""The day by which a round asks for answers: what is typed of it, and whether the sitting has moved away from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from meetingtui.domain.errors import WrongDate
from meetingtui.domain.reports import RoundView
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import finding, paper_settings, written
from meetingtui.services.office import Office
from meetingtui.store.queries import action_reports as rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

MOST_DAYS = 60
"""Working days before a sitting that may be typed as `-3`."""


def day_for(office: Office, sitting: SessionView, due: date | str | None) -> str:
    """The ISO day by which answers are asked for: what is said, else the usual one. Raises WrongDate."""
    today, day = office.clock.today(), date.fromisoformat(sitting.day)
    if due is None:
        return usual(office, sitting.day)
    until = due if isinstance(due, date) else _typed(office, day, due)
    if until < today or until > day:
        raise WrongDate(
            _("回復期限{due}應在今天（{today}）到開會日（{day}）之間。請更正日期。").format(
                due=written.roc_day(until), today=written.roc_day(today), day=written.roc_day(day)
            )
        )
    return until.isoformat()


def usual(office: Office, day: str) -> str:
    """The ISO day by which answers are asked for before a sitting of the ISO `day`; never one that is over."""
    asked = _working_days_before(office, date.fromisoformat(day), paper_settings.of(office).answer_days)
    return max(asked, office.clock.today()).isoformat()


def note(work: UnitOfWork, sitting: SessionView) -> None:
    """Note for which day of the sitting a day for answers was set."""
    from meetingtui.store.tables import Session, SessionChange

    start = work.get(Session, sitting.id).start_at
    work.session.add(
        SessionChange(session_id=sitting.id, at=work.at, who=work.who, verb="asked", before=start, after=start)
    )


def set_for(office: Office, session_ids: Sequence[int]) -> dict[int, str]:
    """The ISO day of each sitting for which its day for answers was set last."""
    from meetingtui.dates.clock import iso_taipei

    return {one: iso_taipei(at)[:10] for one, at in rows.set_for(office.reader, session_ids).items()}


def moved(office: Office) -> list[int]:
    """Ids of the sittings to come that have moved to another day since a day for answers was set."""
    found = rows.current_rounds(office.reader, office.clock.today().isoformat(), False)
    known = set_for(office, [one.session_id for one in found])
    return [one.session_id for one in found if one.day and known.get(one.session_id, one.day) != one.day]


def told(office: Office, one: RoundView) -> str:
    """That a round's day no longer fits its sitting, and what to do; empty where it does."""
    if not one.is_unfit:
        return ""
    text = (
        _(
            "{session}已由{was}改到{day}，回復期限仍是{due}（機關已收到的日期），晚於開會日。"
            "請改訂（-3 或日期）並通知機關。"
        )
        if one.due_on > one.day
        else _(
            "{session}已由{was}改到{day}，回復期限仍是{due}（機關已收到的日期）；依設定應為{usual}。"
            "請改訂（-3 或日期）並通知機關，或再填一次{due}表示不改。"
        )
    )
    days = {
        "was": one.set_for, "day": one.day, "due": one.due_on, "usual": usual(office, one.day)
    }  # fmt: skip
    return text.format(session=one.session_number, **{name: written.roc_iso(day) for name, day in days.items()})


def _typed(office: Office, day: date, text: str) -> date:
    said = text.strip().replace("－", "-").replace("−", "-")
    if not said.startswith("-"):
        return finding.day(office, said)
    count = said.removeprefix("-").strip().removesuffix("日").removesuffix("天")
    if not (count.isdecimal() and len(count) < 4 and int(count) <= MOST_DAYS):
        raise WrongDate(_("回復期限「{text}」無法辨識。請寫成日期，或 -3 表示會前3個上班日。").format(text=text[:20]))
    return _working_days_before(office, day, int(count))


def _working_days_before(office: Office, day: date, count: int) -> date:
    from meetingtui.services import calendar

    return calendar.load(office).minus_working_days(day, count)
