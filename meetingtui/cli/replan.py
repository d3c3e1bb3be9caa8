"""`replan`: the fewest and nearest moves that make a year right again; saves them with --apply."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.language import _
from meetingtui.services import finding

if TYPE_CHECKING:
    from meetingtui.services.replanning import NewTime, Proposed


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("year", metavar="YEAR", nargs="?", help=_("年度（民國或西元）；不填為今年"))
    parser.add_argument("--moving-noticed", action="store_true", help=_("也可更動已發開會通知的場次"))
    parser.add_argument("--no-deputies", dest="deputies", action="store_false", help=_("只改時間，不改由代理人主持"))
    parser.add_argument("--apply", action="store_true", help=_("依提案改期"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("改期事由（--apply 時必填）"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Propose, and with --apply save."""
    from meetingtui.services import replanning

    office = desk.open_office()
    year = finding.year(options.year) if options.year else office.clock.today().year
    noticed, deputies = options.moving_noticed, options.deputies
    proposed = replanning.propose(office, year, moving_noticed=noticed, deputies=deputies)
    follows = ""
    if options.apply and proposed.moves:
        saved = replanning.accept(
            office, year, proposed.moves, reason=options.reason, moving_noticed=noticed, deputies=deputies
        )
        follows = replanning.what_follows(office, saved)
    if options.json:
        printing.as_json(_document(year, proposed, applied=options.apply))
    else:
        _print(year, proposed, follows)
    return 0


def _document(year: int, proposed: Proposed, *, applied: bool) -> dict[str, Any]:
    return {
        "year": year,
        "moves": [
            {
                "number": one.sitting.number, "name": one.sitting.name, "before": one.sitting.start,
                "start": f"{one.start.isoformat()}+08:00", "acting": one.acting or None, "hit": one.hit,
                "why": one.why,
            }
            for one in proposed.moves
        ],
        "left": [{"number": one.sitting.number, "name": one.sitting.name, "why": one.why} for one in proposed.left],
        "applied": applied,
    }  # fmt: skip


def _print(year: int, proposed: Proposed, follows: str) -> None:
    """The moves of a (Gregorian) year; `follows` is what is to be done after they were made, "" before that."""
    from meetingtui.dates.showing import show_year
    from meetingtui.services.replanning import tally

    if proposed.moves:
        printing.table(
            [_("場次"), _("會議"), _("原定"), _("改為"), _("原因")], [_row(one) for one in proposed.moves]
        )  # fmt: skip
    for one in proposed.left:
        printing.line(_("未能改期：{number} {name}：{why}").format(
            number=one.sitting.number, name=one.sitting.name, why=one.why))  # fmt: skip
    if not proposed.moves and not proposed.left:
        printing.line(_("{year}沒有須更動的場次。").format(year=show_year(year)))
    elif follows:
        printing.line(_("已{done}。{follows}").format(done=tally(proposed.moves), follows=follows))
    elif proposed.moves:
        text = _("建議{done}；尚未存入，確定採用請加上 --apply --reason 事由。")
        printing.line(text.format(done=tally(proposed.moves)))


def _row(one: NewTime) -> list[str]:
    before = datetime.fromisoformat(one.sitting.start).replace(tzinfo=None)
    acting = " " + _("由{who}代理主持").format(who=one.acting) if one.acting else ""
    return [one.sitting.number, one.sitting.name, _when(before), _when(one.start) + acting, one.why]


def _when(moment: datetime) -> str:
    from meetingtui.dates.showing import show_date

    return f"{show_date(moment.date(), 'dot')} {moment:%H:%M}"
