"""Rounds before sittings that take no place: nobody owes an answer there any more; what to do instead."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import OPEN, STATUS_WORDS, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import written
from meetingtui.services.office import Office
from meetingtui.services.reports import OFF
from meetingtui.store.queries import action_reports as rows
from meetingtui.store.queries import sessions as session_rows


class RoundOff(Refusal):
    """A reminder or a worksheet asked for before a sitting that takes no place."""

    def __init__(self, sentence: str) -> None:
        super().__init__("{sentence}", sentence=sentence)


def require_on(office: Office, sitting: SessionView) -> None:
    """Raises RoundOff for a sitting that was called off, merged or has no date."""
    sentence = told(office, sitting)
    if sentence:
        raise RoundOff(sentence)


def told(office: Office, sitting: SessionView) -> str:
    """Why nobody owes answers before a sitting, and what to do; empty for one that is to take place, or did."""
    status = Status(sitting.status)
    if status is Status.POSTPONED:
        asked = next(iter(rows.rounds(office.reader, [sitting.id])), None)
        text = _("{session}延期待定，原訂的回復期限{due}不再適用。請先排定日期、改訂回復期限，再通知機關。")
        if asked is None:
            text = _("{session}延期待定，還不能訂回復期限。請先排定日期。")
        return text.format(session=sitting.number, due=written.roc_iso(asked.due_on) if asked else "")
    if status not in OFF:
        return ""
    coming = _instead(office, sitting)
    text = _("{session}{status}，不再調查或提醒；已回復的列入下次會議。請改向{next}調查（actions ask {next}）。")
    if not coming:
        text = _("{session}{status}，不再調查或提醒；已回復的列入下次會議。請先排定下次會議，再調查。")
    return text.format(session=sitting.number, status=_(STATUS_WORDS[status]), next=coming)


def _instead(office: Office, sitting: SessionView) -> str:
    """The number of the sitting that stands for it, else of the next one of its series (and track); empty for none."""
    registry, today = office.registry(), office.clock.today()
    if sitting.merged_into is not None:
        found = session_rows.by_ids(office.reader, registry, [sitting.merged_into])
    else:
        first = max(today, date.fromisoformat(sitting.day)) if sitting.day else today
        asked = SessionFilter(
            series_ids=(sitting.series_id,), first=first.isoformat(), statuses=tuple(str(one) for one in OPEN),
            track_ids=None if sitting.track_id is None else (sitting.track_id,),
        )  # fmt: skip
        found = session_rows.page(office.reader, registry, asked)
    return next((one.number for one in found if one.id != sitting.id), "")
