"""`weights`: what a plan is judged by, seen and changed in one place."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import printing, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.plan_weights import WeightView


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("list", _("各項權重與上限"))
    said.verb("set", _("更改權重"), _set_words)
    said.verb("reset", _("全部恢復為預設值"))
    parser.set_defaults(run=run)


def _set_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "weights", metavar="NAME=VALUE", nargs="+", help=_("例如 weekday=3；0為不計，最多1000（名稱見 weights list）")
    )


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says, and show the weights as they are then."""
    from meetingtui.services import plan_weights

    office = desk.open_office()
    if options.verb == "set":
        found = plan_weights.change(office, plan_weights.read(options.weights))
    elif options.verb == "reset":
        found = plan_weights.reset(office)
    else:
        found = plan_weights.listing(office)
    _print(found, json=options.json)
    return 0


def _print(found: list[WeightView], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("名稱"), _("數值"), _("預設"), _("期望或上限")],
        [[one.name, one.value, one.usual, one.label] for one in found],
        right=frozenset({1, 2}),
    )
