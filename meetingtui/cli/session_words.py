"""The words of `sessions`: its verbs and what each of them may be told."""

from __future__ import annotations

import argparse
from typing import Any

from meetingtui.cli import usage_words
from meetingtui.cli.verbs import of
from meetingtui.domain.attendance import PRESENCE_WORDS
from meetingtui.domain.registry_values import explained, meant
from meetingtui.domain.sessions import RULE_WORDS, STATUS_WORDS, Rule
from meetingtui.language import N_, _

ORDERS = {
    "day": N_("日期"), "number": N_("編號"), "status": N_("狀態"), "room": N_("地點"), "series": N_("會議別"),
    "track": N_("分區"), "chair": N_("主持人"), "credits": N_("認列"), "locked": N_("鎖定"), "changed": N_("異動時間"),
}  # fmt: skip
"""What a list of sittings may be ordered by; a - before it turns the order round."""


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    verbs = of(parser, common)
    verbs.verb("list", _("場次清單"), _list_words)
    verbs.verb("show", _("一場的內容與異動"), _number_word)
    verbs.verb("add", _("新增一場"), _add_words)
    verbs.verb("move", _("改期"), _move_words)
    verbs.verb("postpone", _("延期"), _postpone_words)
    verbs.verb("cancel", _("取消"), _number_and_reason)
    verbs.verb("merge", _("併入另一場"), _merge_words)
    verbs.verb("hold", _("登記已召開"), _hold_words)
    verbs.verb("unhold", _("取消召開登記"), _number_and_reason)
    verbs.verb("lock", _("鎖定日期"), _number_word)
    verbs.verb("unlock", _("解除鎖定"), _number_word)
    verbs.verb("credit", _("認列於另一會議別"), _credit_words)
    verbs.verb("uncredit", _("取消認列"), _uncredit_words)
    verbs.verb("arrange", _("只改這一場的場地、代理主席、主辦或備註"), _arrange_words)
    verbs.verb("invite", _("只邀這一場的網絡或單位，取代先前另邀者"), _invite_words)
    verbs.verb("attend", _("登記出席情形"), _attend_words)
    verbs.verb("import", _("由自己的 CSV 或 XLSX 清單匯入過去的場次"), _import_words)


def _list_words(parser: argparse.ArgumentParser) -> None:
    narrowing(parser)
    parser.add_argument(
        "--order",
        type=order,
        default="day",
        metavar="ORDER",
        help=_("排序，前加 - 為反序：{values}").format(values=explained(ORDERS)),
    )


def narrowing(parser: argparse.ArgumentParser) -> None:
    """The words that narrow a list of sittings."""
    parser.add_argument("--year", metavar="Y", help=_("年度（民國或西元）"))
    parser.add_argument("--series", metavar="S", help=_("會議別（代碼、名稱或別名）"))
    parser.add_argument("--agency", metavar="A", help=_("主辦或應出席的網絡單位，含只受邀一次者"))
    parser.add_argument(
        "--status", metavar="X", help=_("狀態，可用逗號並列：{values}").format(values=explained(STATUS_WORDS))
    )
    parser.add_argument("--query", metavar="TEXT", help=_("查詢句，例如：會議:高危機 狀態:預定 3月 主席:副縣長"))


def narrowed(office: Any, options: argparse.Namespace) -> Any:
    """The filter that those words write."""
    from meetingtui.services import filtering

    return filtering.chosen(
        office, year=options.year, series=options.series, agency=options.agency, status=options.status,
        query=options.query,
    )  # fmt: skip


def _number_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N")


def _number_and_reason(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    _reason_word(parser)


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="S", help=_("會議別（代碼、名稱或別名）"))
    parser.add_argument(
        "--start", required=True, metavar="DATETIME", help=_("日期時間，例如 115.3.5 14:00；未寫時間則依慣例")
    )
    parser.add_argument("--track", default="", metavar="T", help=_("分區"))
    parser.add_argument("--extraordinary", action="store_true", help=_("臨時會"))
    parser.add_argument("--credit", action="append", default=[], metavar="S2[:T]", help=_("另認列的會議別（與分區）"))
    _texts(
        parser, ("room", "ROOM", _("場地")), ("township", "TOWNSHIP", _("鄉鎮市區")),
        ("chair", "POST", _("主席職務或姓名")), ("host", "AGENCY", _("主辦單位")), ("note", "TEXT", _("備註")),
        ("guests", "TEXT", _("只邀這一場的網絡或單位，例如：學 就 治")),
    )  # fmt: skip
    parser.add_argument("--minutes", type=minutes, metavar="M", help=_("會議長度（分鐘）"))
    _despite_words(parser)


def _move_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("--to", required=True, metavar="DATETIME", help=_("新的日期時間；未寫時間則不改時間"))
    _texts(parser, ("room", "ROOM", _("場地")), ("township", "TOWNSHIP", _("鄉鎮市區")))
    parser.add_argument("--minutes", type=minutes, metavar="M", help=_("會議長度（分鐘）"))
    _despite_words(parser)


def _postpone_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("--to", metavar="DATETIME", help=_("新的日期時間；未定則不填"))
    _despite_words(parser)


def _merge_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("into", metavar="INTO")
    _reason_word(parser)


def _hold_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    people = parser.add_mutually_exclusive_group()
    people.add_argument("--persons", type=usage_words.whole, metavar="K", help=_("出席人次"))
    people.add_argument("--about", type=usage_words.whole, metavar="K", help=_("出席人次（約數）"))


def _uncredit_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("series", metavar="S2")
    parser.add_argument("--track", default="", metavar="T", help=_("分區"))


def _credit_words(parser: argparse.ArgumentParser) -> None:
    _uncredit_words(parser)
    _reason_word(parser)


def _arrange_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    _texts(
        parser, ("room", "ROOM", _("場地")), ("township", "TOWNSHIP", _("鄉鎮市區")),
        ("acting", "POST", _("代理主席的職務或姓名；空白為照常")), ("host", "AGENCY", _("主辦單位；空白為照常")),
        ("note", "TEXT", _("備註")),
    )  # fmt: skip
    _despite_words(parser)


def _invite_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("guests", metavar="TEXT", help=_("網絡或單位，例如：學 就 治；空白為不另邀"))


def _attend_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("agency", metavar="AGENCY")
    parser.add_argument(
        "--status", required=True, type=usage_words.one_of(PRESENCE_WORDS), metavar="X",
        help=_("出席情形：{values}").format(values=explained(PRESENCE_WORDS)),
    )  # fmt: skip
    parser.add_argument("--persons", type=usage_words.whole, metavar="K", help=_("出席人數"))


def _import_words(parser: argparse.ArgumentParser) -> None:
    """Past sittings from the secretary's own lists stand in a module of their own."""
    from meetingtui.cli import past_sittings

    past_sittings.words(parser)


def _texts(parser: argparse.ArgumentParser, *options: tuple[str, str, str]) -> None:
    """Options that take a text: name, placeholder, help."""
    for name, shown, about in options:
        parser.add_argument(f"--{name}", metavar=shown, help=about)


def _reason_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("事由"))


def _despite_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--despite", type=rules, default=frozenset(), metavar="RULES",
        help=_("仍要排入：clash（撞期）、holiday（假日）、window（超出時段）、notice（通知天數不足），以逗號分隔"),
    )  # fmt: skip
    _reason_word(parser)


def order(text: str) -> str:
    """What a list is ordered by."""
    found = meant(text.removeprefix("-"), ORDERS)
    if found is None:
        raise argparse.ArgumentTypeError(
            _("沒有「{text}」這種排序，可用：{orders}").format(text=text, orders=explained(ORDERS))
        )
    return f"-{found}" if text.startswith("-") else found


def rules(text: str) -> frozenset[Rule]:
    """The rules that `--despite` names."""
    found = [meant(word, RULE_WORDS) for word in text.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    if None in found:
        raise argparse.ArgumentTypeError(
            _("「{text}」不是可排除的規則，可用：{rules}").format(text=text, rules=explained(RULE_WORDS))
        )
    return frozenset(Rule(word) for word in found if word)


def minutes(text: str) -> int:
    """A length in minutes, 1 to a day."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= 1440):
        raise argparse.ArgumentTypeError(_("會議長度須為1至1440分鐘的整數"))
    return int(text)
