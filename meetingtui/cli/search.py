"""`search`: everything written that holds all words, with the words marked."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.search import KIND_WORDS
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.search import Found, Hit


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    kinds = _("、").join(f"{code}（{_(word)}）" for code, word in KIND_WORDS.items())
    parser.add_argument("text", nargs="+", metavar="TEXT", help=_("要查的詞、案號或場次編號；多個詞須都出現"))
    parser.add_argument("--series", metavar="S", default="", help=_("只查這個會議別"))
    parser.add_argument("--year", metavar="Y", help=_("只查這個年度（民國或西元）"))
    parser.add_argument("--agency", metavar="A", default="", help=_("只查這個機關提案、主辦、協辦或召開的"))
    parser.add_argument("--kind", metavar="KIND", default="", help=_("只查這一類：{kinds}").format(kinds=kinds))
    parser.add_argument("--newest", action="store_true", help=_("最近的在前，沒有日期的依寫下之日；預設最相關的在前"))
    parser.add_argument("--limit", metavar="N", type=_count, default=50, help=_("最多列出幾筆，預設50"))
    parser.add_argument("--skip", metavar="N", type=_skip, default=0, help=_("略過前幾筆，接續前一次的清單"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Search, and print what was found."""
    from meetingtui.services import finding, search

    office = desk.open_office()
    found = search.find(
        office, " ".join(options.text), series=options.series,
        year=finding.year(options.year) if options.year is not None else None,
        agency=options.agency, kind=options.kind, newest=options.newest, limit=options.limit,
        skip=options.skip,
    )  # fmt: skip
    if options.json:
        printing.as_json([_as_dict(one) for one in found.hits])
        return 0
    if not found.hits:
        printing.line(_("沒有找到。可減少字數、改用案號或場次編號，或去掉會議別、年度、機關的限制。"))
        return 0
    _print(found, newest=options.newest)
    return 0


def _print(found: Found, *, newest: bool) -> None:
    """The hits for people, two lines each."""
    from meetingtui.domain.visible import visible_line
    from meetingtui.services.search import WEIGHED

    for one in found.hits:
        head = [one.session_number or one.series, _day(one), _(KIND_WORDS[one.kind]), _(one.where)]
        if one.confidential:
            head.append(_("密"))
        printing.line(visible_line("  ".join(part for part in head if part)))
        printing.line("    " + visible_line(_marked(one)))
    shown = len(found.hits)
    if found.total is not None:
        printing.line(_("共{total}筆，列出{shown}筆。").format(total=found.total, shown=shown))
    elif newest:
        printing.line(_("列出最近的{shown}筆，還有更多。").format(shown=shown))
    else:
        said = _(
            "超過{most}筆，只比較最近的{most}筆與會議別，列出其中最相關的{shown}筆。請加上詞語，或限定會議別、年度、機關。"
        )
        printing.line(said.format(most=WEIGHED, shown=shown))


def _day(hit: Hit) -> str:
    from datetime import date

    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(hit.date), "dot") if hit.date else _(hit.undated) if hit.undated else ""


def _marked(hit: Hit) -> str:
    """The snippet with its words between signs."""
    parts, last = [], 0
    for start, end in hit.marks:
        parts += [hit.snippet[last:start], "【", hit.snippet[start:end], "】"]
        last = end
    return "".join([*parts, hit.snippet[last:]])


def _as_dict(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind, "id": hit.item_id, "session_number": hit.session_number or None, "snippet": hit.snippet,
        "date": hit.date or None, "place": hit.place, "line": hit.line, "session_id": hit.session_id,
        "series": hit.series, "marks": [list(one) for one in hit.marks], "confidential": hit.confidential,
    }  # fmt: skip


def _count(text: str) -> int:
    """A number of hits from 1 to 1000."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 1000:
        raise argparse.ArgumentTypeError(_("請輸入1到1000的數字"))
    return int(text)


def _skip(text: str) -> int:
    """A number of hits from 0 to 5000."""
    if not text.isdecimal() or int(text[:9]) > 5000:
        raise argparse.ArgumentTypeError(_("請輸入0到5000的數字"))
    return int(text)
