"""The whole life of an action item: what happened to it, in order of time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.actions import ActionView
from meetingtui.domain.reports import PROGRESS_WORDS, PROPOSAL_WORDS, ReportView
from meetingtui.domain.rulings import RULING_WORDS, RulingView
from meetingtui.language import N_, _


class Happening(StrEnum):
    """What can happen to an item; the order here is that within one day."""

    MADE = "made"
    EDITED = "edited"
    ASKED = "asked"
    REPORTED = "reported"
    RULED = "ruled"
    PASSED_OVER = "passed_over"
    LINKED = "linked"


HAPPENING_WORDS = {
    Happening.MADE: N_("決議列管"),
    Happening.EDITED: N_("內容修改"),
    Happening.ASKED: N_("調查辦理情形"),
    Happening.REPORTED: N_("辦理情形"),
    Happening.RULED: N_("裁示"),
    Happening.PASSED_OVER: N_("未裁示"),
    Happening.LINKED: N_("相關事項"),
}


class LifeEvent(NamedTuple):
    """One thing that happened on an ISO day, at the sitting `session` or for it, where there is one.

    `agencies` are those concerned: who leads and assists after a ruling, who was asked, who answered. `due` is the day
    for answers of a question; `others` are numbers of other items; `who` typed it.
    """

    day: str
    what: Happening
    session: str = ""
    agencies: tuple[str, ...] = ()
    due: str = ""
    others: tuple[str, ...] = ()
    who: str = ""
    ruling: RulingView | None = None
    report: ReportView | None = None


class Life(NamedTuple):
    """An item as it stands now, and everything that happened to it, oldest first."""

    item: ActionView
    events: tuple[LifeEvent, ...]


def said(one: LifeEvent) -> str:
    """What an event says, in the user's language, in one line."""
    if one.report is not None:
        progress = _(PROGRESS_WORDS[one.report.progress]) if one.report.progress else ""
        percent = "" if one.report.percent is None else f"{one.report.percent}%"
        proposal = _(PROPOSAL_WORDS[one.report.proposal]) if one.report.proposal else ""
        return " ".join(filter(None, (progress, percent, one.report.text, proposal)))
    if one.ruling is not None:
        verb = "" if one.what is Happening.MADE else _(RULING_WORDS[one.ruling.verb])
        facts = (verb, *one.others, one.ruling.sent_to, one.ruling.doc_no, _until(one.ruling.due), one.ruling.reason)
        return " ".join(filter(None, facts))
    if one.what is Happening.ASKED:
        return _until(one.due)
    return _("、").join(one.others)


def _until(due: str) -> str:
    return _("期限{day}").format(day=show_date(date.fromisoformat(due), "dot")) if due else ""
