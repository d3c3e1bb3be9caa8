"""`actions`: what sittings have ruled that agencies must do."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from meetingtui.cli import printing, usage_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.domain.actions import KIND_WORDS, STATUS_WORDS, STILL_OPEN, ActionFilter, ActionView
from meetingtui.domain.registry_values import explained
from meetingtui.language import _


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("list", _("列管事項清單"), _list_words)
    said.verb("show", _("一項的內容"), _name_word)
    said.verb("add", _("由一場的決議新增"), _add_words)
    said.verb("edit", _("修改；紀錄核定後不能改"), _edit_words)
    said.verb("remove", _("刪除；編號不再使用，紀錄核定後不能刪"), _name_word)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    VERBS[options.verb](options, desk)
    return 0


def _list_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", default="", metavar="A", help=_("主辦或協辦機關"))
    parser.add_argument("--series", default="", metavar="S", help=_("會議別（代碼、名稱或別名），含認列的場次"))
    parser.add_argument("--session", default="", metavar="N", help=_("場次"))
    parser.add_argument("--year", default="", metavar="Y", help=_("年度（民國或西元）"))
    parser.add_argument("--text", default="", metavar="TEXT", help=_("編號或內容中的文字"))
    parser.add_argument("--overdue", action="store_true", help=_("只列逾期未結者"))
    parser.add_argument("--open", action="store_true", help=_("只列尚在列管者"))


def _name_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="ID", help=_("列管編號，例如 PIF-10-115-03-01"))


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號"))
    parser.add_argument("--item", type=usage_words.whole, metavar="ITEM", help=_("議程項目編號，見 minutes show"))
    parser.add_argument("--text", required=True, metavar="TEXT", help=_("要辦的事"))
    _changing_words(parser)


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _name_word(parser)
    parser.add_argument("--text", metavar="TEXT", help=_("要辦的事"))
    _changing_words(parser)


def _changing_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lead", metavar="A", help=_("主辦機關"))
    parser.add_argument("--assist", action="append", metavar="A", help=_("協辦機關或網絡，可重複，例如：社 衛"))
    parser.add_argument("--due", metavar="DATE", help=_("期限：日期，或 +30 表示會後30日"))
    parser.add_argument("--kind", metavar="KIND", help=_("類別：{values}").format(values=explained(KIND_WORDS)))
    parser.add_argument("--note", metavar="TEXT", help=_("備註"))


def list_all(options: argparse.Namespace, desk: Desk) -> None:
    """`actions list`."""
    from meetingtui.services import actions, finding, sessions

    office = desk.open_office()
    registry = office.registry()
    asked = ActionFilter(overdue=options.overdue, text=options.text, credited=True)
    if options.agency:
        asked = asked._replace(agency_ids=(finding.agency_of(registry, options.agency).id,))
    if options.series:
        asked = asked._replace(series_ids=(finding.series_of(registry, options.series).id,))
    if options.session:
        asked = asked._replace(session_ids=(sessions.show(office, options.session).id,))
    if options.year:
        asked = asked._replace(years=(finding.year(options.year),))
    if options.open:
        asked = asked._replace(statuses=tuple(str(one) for one in STILL_OPEN))
    _print_list(actions.listed(office, asked), options)


def show(options: argparse.Namespace, desk: Desk) -> None:
    """`actions show`."""
    from meetingtui.services import actions

    _print(actions.show(desk.open_office(), options.number), options)


def add(options: argparse.Namespace, desk: Desk) -> None:
    """`actions add`."""
    from meetingtui.services import actions

    one = actions.from_decision(
        desk.open_office(), options.number, item_id=options.item, text=options.text, lead=options.lead or "",
        assists=options.assist or (), due=options.due, kind=options.kind or "ruling", note=options.note or "",
    )  # fmt: skip
    _print(one, options)


def edit(options: argparse.Namespace, desk: Desk) -> None:
    """`actions edit`: what is not given stays."""
    from meetingtui.services import actions

    one = actions.edit(
        desk.open_office(), options.number, text=options.text, lead=options.lead, assists=options.assist,
        due=options.due, kind=options.kind, note=options.note,
    )  # fmt: skip
    _print(one, options)


def remove(options: argparse.Namespace, desk: Desk) -> None:
    """`actions remove`."""
    from meetingtui.services import actions

    gone = actions.remove(desk.open_office(), options.number)
    if options.json:
        printing.as_json({"deleted": gone.number})
    else:
        printing.line(_("已刪除列管事項{number}。").format(number=gone.number))


VERBS: dict[str, Callable[[argparse.Namespace, Desk], None]] = {
    "list": list_all, "show": show, "add": add, "edit": edit, "remove": remove,
}  # fmt: skip


def as_dict(one: ActionView) -> dict[str, Any]:
    """The keys that the command line promises, then those it adds."""
    return {
        "id": one.id, "number": one.number, "text": one.text, "lead": one.lead or None, "assists": list(one.assists),
        "due": one.due or None, "status": one.status, "overdue_days": one.overdue_days,
        "source_session": one.session_number, "last_report": one.report or None, "rounds": one.rounds,
        "kind": one.kind, "series": one.series, "day": one.day or None, "agenda_item_id": one.agenda_item_id,
        "note": one.note, "version": one.version,
    }  # fmt: skip


def _day(due: str, form: str = "long") -> str:
    """A due day as people read it; empty stays empty."""
    from datetime import date

    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(due), form) if due else ""


def _print_list(found: Sequence[ActionView], options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json([as_dict(one) for one in found])
        return
    if not found:
        printing.line(_("沒有符合條件的列管事項。"))
        return
    printing.table(
        [_("編號"), _("事項"), _("主辦"), _("協辦"), _("期限"), _("狀態"), _("逾期天數")],
        [
            [
                one.number, one.text, one.lead, _("、").join(one.assists), _day(one.due, "dot"),
                _(STATUS_WORDS[one.status]), one.overdue_days or "",
            ]
            for one in found
        ],
        right=frozenset({6}),
    )  # fmt: skip
    printing.line(_("共{count}項。").format(count=len(found)))


def _print(one: ActionView, options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json(as_dict(one))
        return
    for name, value in (
        (_("編號"), one.number), (_("類別"), _(KIND_WORDS[one.kind])), (_("事項"), one.text), (_("主辦"), one.lead),
        (_("協辦"), _("、").join(one.assists)), (_("期限"), _day(one.due)), (_("狀態"), _(STATUS_WORDS[one.status])),
        (_("逾期天數"), one.overdue_days), (_("場次"), one.session_number), (_("備註"), one.note),
    ):  # fmt: skip
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
