"""`actions ask`, `board`, `remind` and `report`: the round before a sitting, and what agencies answer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, typed_words, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.text_files import STDIN, text_in
from meetingtui.domain.registry_values import explained
from meetingtui.domain.reports import (
    ANSWER_WORDS,
    LATENESS_WORDS,
    PROGRESS_WORDS,
    PROPOSAL_WORDS,
    BoardLine,
    ReportView,
    RoundView,
)
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.cli.verbs import Verbs


def add_to(said: Verbs) -> None:
    """Add the verbs to those of `actions`."""
    said.verb("ask", _("會前調查：向各機關調查尚在列管事項的辦理情形"), _ask_words)
    said.verb("board", _("已回、未回、逾期：各機關在各次調查的情形"), _board_words)
    said.verb("remind", _("提醒一個機關回復的文字，供電子郵件或 LINE"), _remind_words)
    said.verb("report", _("登記一個機關的辦理情形"), _report_words)


def _ask_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="N", help=_("場次編號"))
    parser.add_argument(
        "--due", metavar="DATE", help=_("回復期限：日期，或 -3 表示會前3個上班日；會議改期後不會自行更動，請改訂")
    )


def _board_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="N", nargs="?", help=_("場次編號；不指定則列出今後各場會前的調查"))
    parser.add_argument("--agency", metavar="A", help=_("只列這個機關"))
    parser.add_argument("--all", action="store_true", help=_("連同已召開的場次"))


def _remind_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="N", help=_("場次編號"))
    parser.add_argument("--agency", metavar="A", required=True, help=_("機關"))


def _report_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="ID", help=_("列管編號，例如 PIF-10-115-03-01"))
    parser.add_argument("--agency", metavar="A", required=True, help=_("主辦或協辦機關"))
    parser.add_argument(
        "--text", type=typed_words.lines, default="", metavar="TEXT", help=_("辦理情形；「-」表示由標準輸入讀取")
    )
    progress, proposal = explained(PROGRESS_WORDS), explained(PROPOSAL_WORDS)
    parser.add_argument("--progress", default="", metavar="P", help=_("辦理進度：{values}").format(values=progress))
    parser.add_argument("--proposal", default="", metavar="P", help=_("列管建議：{values}").format(values=proposal))
    parser.add_argument("--due", metavar="DATE", help=_("建議的新期限"))
    parser.add_argument("--percent", type=usage_words.whole, metavar="N", help=_("完成百分比，0至100"))
    parser.add_argument("--on", metavar="DATE", help=_("機關回復的日期；不指定則為今天"))
    parser.add_argument("--for-session", metavar="N", help=_("回復哪一場會前的調查；不指定則為機關目前該回復的那一次"))


def ask(options: argparse.Namespace, desk: Desk) -> None:
    """`actions ask`."""
    from meetingtui.services import round_days, rounds

    office = desk.open_office()
    one = rounds.ask(office, options.session, due=options.due)
    if unfit := round_days.told(office, one):
        printing.told(unfit)
    if options.json:
        printing.as_json(round_as_dict(one))
        return
    printing.line(
        _("{session} {name}：已向{asked}個機關調查辦理情形，請於{due}前回復；已回{answered}個，逾期{late}個。").format(
            session=one.session_number, name=one.name, asked=one.asked, due=_day(one.due_on, "long"),
            answered=one.answered, late=one.late,
        )
    )  # fmt: skip


def board(options: argparse.Namespace, desk: Desk) -> None:
    """`actions board`."""
    from meetingtui.services import rounds, rounds_off, sessions

    office = desk.open_office()
    found = rounds.board(office, session=options.session, agency=options.agency, every=options.all)
    if options.session and (off := rounds_off.told(office, sessions.show(office, options.session))):
        printing.told(off)
    if options.json:
        printing.as_json([board_as_dict(one) for one in found])
        return
    if not found:
        printing.line(_("沒有進行中的辦理情形調查。"))
        return
    printing.table(
        [
            _("場次"), _("機關"), _("列管主辦"), _("協辦"), _("已回"), _("未調查"), _("狀態"), _("最近回復"),
            _("逾期回復"),
        ],
        [
            [
                one.session_number, one.agency, one.leads or "", one.assists or "", one.answered or "",
                one.unasked or "", _(ANSWER_WORDS[one.state]), _day(one.last), one.late_answers or "",
            ]
            for one in found
        ],
        right=frozenset({2, 3, 4, 5, 8}),
    )  # fmt: skip


def remind(options: argparse.Namespace, desk: Desk) -> None:
    """`actions remind`."""
    from meetingtui.services import rounds

    text = rounds.reminder(desk.open_office(), options.session, options.agency)
    if options.json:
        printing.as_json({"session": options.session, "agency": options.agency, "text": text})
    else:
        printing.line(text)


def report(options: argparse.Namespace, desk: Desk) -> None:
    """`actions report`."""
    from meetingtui.services import reports

    text = text_in(STDIN) if options.text == STDIN else options.text
    one = reports.report(
        desk.open_office(), options.number, options.agency, text, progress=options.progress,
        proposal=options.proposal, proposed_due=options.due, percent=options.percent, on=options.on,
        for_session=options.for_session,
    )  # fmt: skip
    if options.json:
        printing.as_json(report_as_dict(one))
        return
    for name, value in (
        (_("編號"), one.action_number), (_("機關"), one.agency), (_("場次"), one.round),
        (_("日期"), _day(one.day, "long")), (_("辦理情形"), one.text),
        (_("辦理進度"), _(PROGRESS_WORDS[one.progress]) if one.progress else ""),
        (_("列管建議"), _(PROPOSAL_WORDS[one.proposal]) if one.proposal else ""),
        (_("建議的新期限"), _day(one.proposed_due, "long")),
        (_("完成百分比"), "" if one.percent is None else f"{one.percent}%"),
        (_("逾期"), _(LATENESS_WORDS[one.lateness]) if one.lateness else ""),
    ):  # fmt: skip
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))


VERBS: dict[str, Callable[[argparse.Namespace, Desk], None]] = {
    "ask": ask, "board": board, "remind": remind, "report": report,
}  # fmt: skip


def round_as_dict(one: RoundView) -> dict[str, Any]:
    """A round as programs read it."""
    return {
        "session": one.session_number, "name": one.name, "day": one.day or None, "asked_on": one.asked_on,
        "due_on": one.due_on, "set_for": one.set_for or None, "asked": one.asked,
        "answered": one.answered, "late": one.late,
    }  # fmt: skip


def board_as_dict(one: BoardLine) -> dict[str, Any]:
    """A line of the board as programs read it."""
    return {
        "session": one.session_number, "agency": one.agency, "leads": one.leads, "assists": one.assists,
        "answered": one.answered, "unasked": one.unasked, "state": one.state, "last": one.last or None,
        "late_answers": one.late_answers,
    }  # fmt: skip


def report_as_dict(one: ReportView) -> dict[str, Any]:
    """An answer as programs read it."""
    return {
        "id": one.id, "item": one.action_number, "agency": one.agency, "session": one.round or None, "day": one.day,
        "text": one.text, "progress": one.progress, "proposal": one.proposal, "proposed_due": one.proposed_due or None,
        "percent": one.percent, "lateness": one.lateness, "from_worksheet": one.from_worksheet, "who": one.who,
        "at": one.at,
    }  # fmt: skip


def _day(day: str, form: str = "dot") -> str:
    from datetime import date

    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(day), form) if day else ""
