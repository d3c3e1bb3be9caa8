"""`actions`: what sittings have ruled that agencies must do."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from meetingtui.cli import (
    action_figures,
    action_import,
    action_life,
    action_list,
    action_rounds,
    action_rulings,
    action_words,
    printing,
    typed_words,
    usage_words,
    verbs,
)
from meetingtui.cli.desk import Desk
from meetingtui.domain.actions import (
    KIND_WORDS,
    LEVEL_WORDS,
    PRIORITY_WORDS,
)
from meetingtui.domain.registry_values import explained
from meetingtui.language import _


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("list", _("列管事項清單"), action_list.list_words)
    said.verb("show", _("一項的內容"), _name_word)
    said.verb("add", _("由一場的決議新增"), _add_words)
    said.verb("edit", _("修改；紀錄核定後不能改"), _edit_words)
    said.verb("remove", _("刪除；編號不再使用，紀錄核定後不能刪"), _name_word)
    said.verb("rule", _("會議對列管事項的裁示，可一次多項"), action_rulings.rule_words)
    said.verb("retract", _("撤回一場會議對事項的裁示；紀錄核定後不能撤回"), action_rulings.retract_words)
    said.verb("carried", _("一場會議之前列管至今的事項、辦理情形與該場的裁示"), action_rulings.carried_words)
    action_rounds.add_to(said)
    said.verb("import", _("由自己的列管清單匯入未結事項；加 --accept 才寫入"), action_import.import_words)
    said.verb("life", _("一項從列管到現在的歷程；列印見 paper life"), _name_word)
    said.verb("figures", _("列管事項統計：解除率、平均辦結日數、未結者的分齡、如期回復"), action_figures.words)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    VERBS[options.verb](options, desk)
    return 0


def _name_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="ID", help=_("列管編號，例如 PIF-10-115-03-01"))


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號"))
    parser.add_argument("--item", type=usage_words.whole, metavar="ITEM", help=_("議程項目編號，見 minutes show"))
    parser.add_argument("--text", type=typed_words.lines, required=True, metavar="TEXT", help=_("要辦的事"))
    _changing_words(parser)


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _name_word(parser)
    parser.add_argument("--text", type=typed_words.lines, metavar="TEXT", help=_("要辦的事"))
    _changing_words(parser)


def _changing_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lead", metavar="A", help=_("列管主辦"))
    parser.add_argument("--assist", action="append", metavar="A", help=_("協辦機關或網絡，可重複，例如：社 衛"))
    parser.add_argument("--due", metavar="DATE", help=_("期限：日期、+30（會後30日）或「下次會議」"))
    parser.add_argument("--kind", metavar="KIND", help=_("類別：{values}").format(values=explained(KIND_WORDS)))
    parser.add_argument("--note", metavar="TEXT", help=_("備註"))
    parser.add_argument(
        "--priority", metavar="P", help=_("優先順序：{values}").format(values=explained(PRIORITY_WORDS))
    )
    parser.add_argument("--label", action="append", dest="labels", metavar="TEXT", help=_("標籤，可重複"))
    parser.add_argument("--case", dest="case_code", metavar="CODE", help=_("案號"))
    parser.add_argument(
        "--level", metavar="L", help=_("政策建議的層級：{values}").format(values=explained(LEVEL_WORDS))
    )


def show(options: argparse.Namespace, desk: Desk) -> None:
    """`actions show`."""
    from meetingtui.services import actions

    action_words.print_one(actions.show(desk.open_office(), options.number), options)


def add(options: argparse.Namespace, desk: Desk) -> None:
    """`actions add`."""
    from meetingtui.services import actions

    one = actions.from_decision(
        desk.open_office(), options.number, item_id=options.item, text=options.text, lead=options.lead or "",
        assists=options.assist or (), due=options.due, kind=options.kind or "ruling", note=options.note or "",
        priority=options.priority or "", labels=options.labels or (), case_code=options.case_code or "",
        level=options.level or "",
    )  # fmt: skip
    action_words.print_one(one, options)


def edit(options: argparse.Namespace, desk: Desk) -> None:
    """`actions edit`: what is not given stays."""
    from meetingtui.services import actions

    one = actions.edit(
        desk.open_office(), options.number, text=options.text, lead=options.lead, assists=options.assist,
        due=options.due, kind=options.kind, note=options.note, priority=options.priority, labels=options.labels,
        case_code=options.case_code, level=options.level,
    )  # fmt: skip
    action_words.print_one(one, options)


def remove(options: argparse.Namespace, desk: Desk) -> None:
    """`actions remove`."""
    from meetingtui.services import actions

    gone = actions.remove(desk.open_office(), options.number)
    if options.json:
        printing.as_json({"deleted": gone.number})
    else:
        printing.line(_("已刪除列管事項{number}。").format(number=gone.number))


VERBS: dict[str, Callable[[argparse.Namespace, Desk], None]] = {
    "list": action_list.list_all, "show": show, "add": add, "edit": edit, "remove": remove, "rule": action_rulings.rule,
    "retract": action_rulings.retract, "carried": action_rulings.carried, "life": action_life.life,
    "import": action_import.take_in, **action_rounds.VERBS,
    "figures": action_figures.figures,
}  # fmt: skip
