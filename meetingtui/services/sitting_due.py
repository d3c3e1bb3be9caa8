"""Something due about a sitting, as one thing to do."""

from __future__ import annotations

from datetime import date

from meetingtui.dates.showing import show_date
from meetingtui.domain.due import Due
from meetingtui.domain.sessions import STATUS_WORDS, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _


def of_sitting(kind: str, text: str, one: SessionView, day: str, *, late: bool = False, **facts: object) -> Due:
    """What is due by the ISO day `day`; `text` names the sitting's name, number, day, time or state, and `facts`."""
    sentence = text.format(
        name=one.name, number=one.number, day=short(one.day), deadline=short(day), time=one.start[11:16],
        status=_(STATUS_WORDS[Status(one.status)]), **facts,
    )  # fmt: skip
    name = f"{one.name} {one.track_name}".rstrip()
    return Due(kind, sentence, day, one.id, one.number, one.series_id, one.series, late, name, one.start)


def short(day: str) -> str:
    """An ISO day inside a sentence; empty for none."""
    return show_date(date.fromisoformat(day), "dot") if day else ""
