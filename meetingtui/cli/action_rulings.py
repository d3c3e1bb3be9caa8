"""`actions rule`, `retract` and `carried`: what sittings say of the items that come before them."""

from __future__ import annotations

import argparse
from typing import Any

from meetingtui.cli import printing
from meetingtui.cli.action_words import as_dict, day, print_list
from meetingtui.cli.desk import Desk
from meetingtui.domain.actions import STATUS_WORDS
from meetingtui.domain.registry_values import explained
from meetingtui.domain.reports import PROPOSAL_WORDS
from meetingtui.domain.ruling_refusals import RulingUnclear
from meetingtui.domain.rulings import RULING_WORDS, Carried, Part, Ruling, RulingView
from meetingtui.language import _

SAID = {one: word for one, word in RULING_WORDS.items() if one is not Ruling.MADE}


def rule_words(parser: argparse.ArgumentParser) -> None:
    """The words of `actions rule`."""
    parser.add_argument("numbers", nargs="+", metavar="ID", help=_("列管編號，可多項"))
    parser.add_argument("ruling", metavar="RULING", help=_("裁示：{values}").format(values=explained(SAID)))
    _at_word(parser)
    parser.add_argument(
        "--due", metavar="DATE",
        help=_("期限：日期、+30（會後30日）、「下次會議」或「各依建議」；不寫則不變，原期限已屆者仍列為逾期並提醒"),
    )  # fmt: skip
    parser.add_argument("--lead", metavar="A", help=_("改由哪個機關主辦"))
    parser.add_argument("--assist", action="append", metavar="A", help=_("協辦機關或網絡，可重複，例如：社 衛"))
    parser.add_argument("--into", metavar="ID", help=_("併案：併入哪一項"))
    parser.add_argument(
        "--part", action="append", nargs="+", default=[], metavar=("TEXT", "A"),
        help=_("分案的一項，可重複：事項 [主辦 [協辦 [期限]]]；未寫者同原項"),
    )  # fmt: skip
    parser.add_argument("--to", default="", metavar="S|central", help=_("提報上級：上級會議別，或 central 中央"))
    parser.add_argument("--doc-no", default="", metavar="NO", help=_("提報中央的發文字號"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("理由；重新列管時必填"))


def retract_words(parser: argparse.ArgumentParser) -> None:
    """The words of `actions retract`."""
    parser.add_argument("numbers", nargs="+", metavar="ID", help=_("列管編號，可多項"))
    _at_word(parser)


def carried_words(parser: argparse.ArgumentParser) -> None:
    """The words of `actions carried`."""
    parser.add_argument("session", metavar="N", help=_("場次編號"))


def _at_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", required=True, metavar="N", help=_("作成裁示的場次"))


def rule(options: argparse.Namespace, desk: Desk) -> None:
    """`actions rule`."""
    from meetingtui.services import lapsed_days, rulings

    office = desk.open_office()
    found = rulings.rule(
        office, options.numbers, options.ruling, at=options.at, due=options.due, lead=options.lead,
        assists=options.assist, reason=options.reason, into=options.into, parts=[_part(one) for one in options.part],
        to=options.to, doc_no=options.doc_no,
    )  # fmt: skip
    print_list(found, options)
    if lapsed := lapsed_days.told(office, options.at, found):
        printing.told(lapsed)


def _part(words: list[str]) -> Part:
    """What one `--part` says. Raises RulingUnclear for more words than a part has."""
    if len(words) > len(Part._fields):
        raise RulingUnclear(_("--part 最多四項：事項、主辦、協辦、期限。請用引號把每一項括起來。"))
    return Part(*words)


def retract(options: argparse.Namespace, desk: Desk) -> None:
    """`actions retract`."""
    from meetingtui.services import rulings

    office = desk.open_office()
    parts = rulings.goes_with(office, options.numbers, at=options.at)
    withdrawn = rulings.withdrawn(office, options.numbers, at=options.at)
    print_list(rulings.retract(office, options.numbers, at=options.at), options)
    if parts:
        gone = _("、").join(one.number for one in parts)
        printing.told(_("已一併刪除分出的{parts}。要復原請執行 undo。").format(parts=gone))
    if withdrawn:
        printing.told(withdrawn + _("要復原請執行 undo。"))


def carried(options: argparse.Namespace, desk: Desk) -> None:
    """`actions carried`."""
    from meetingtui.services import rulings

    found = rulings.carried(desk.open_office(), options.session)
    if options.json:
        printing.as_json([_as_dict(one) for one in found])
        return
    if not found:
        printing.line(_("沒有列管至本次會議的事項。"))
        return
    printing.table(
        [_("編號"), _("事項"), _("列管主辦"), _("期限"), _("狀態"), _("未裁示次數"), _("建議"), _("本次裁示")],
        [_cells(one) for one in found],
        right=frozenset({5}),
    )
    printing.line(_("共{count}項。").format(count=len(found)))


def _cells(one: Carried) -> list[object]:
    proposal = _(PROPOSAL_WORDS[one.proposal]) if one.proposal else ""
    return [
        one.item.number, one.item.text, one.item.lead, day(one.item.due, "dot"), _(STATUS_WORDS[one.item.status]),
        one.passed_over or "", proposal, _("、").join(_(RULING_WORDS[each.verb]) for each in one.rulings),
    ]  # fmt: skip


def _as_dict(one: Carried) -> dict[str, Any]:
    return as_dict(one.item) | {
        "passed_over": one.passed_over, "proposal": one.proposal,
        "rulings": [ruling_as_dict(each) for each in one.rulings],
    }  # fmt: skip


def ruling_as_dict(one: RulingView) -> dict[str, Any]:
    """One ruling: by which sitting, what it said, and how the item stood after it."""
    return {
        "session": one.session_number, "day": one.day or None, "ruling": one.verb, "status": one.status,
        "lead": one.lead or None, "assists": list(one.assists), "due": one.due or None, "level": one.level,
        "reason": one.reason, "other": list(one.other), "sent_to": one.sent_to or None, "doc_no": one.doc_no,
        "who": one.who, "at": one.at,
    }  # fmt: skip
