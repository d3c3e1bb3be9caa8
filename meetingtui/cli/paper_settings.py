"""`paper settings`: how the papers of this office look, seen and changed in one place."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from meetingtui.cli import printing, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.paper_settings import SettingView


def words(common: argparse.ArgumentParser) -> Callable[[argparse.ArgumentParser], None]:
    """What one does with the settings, and the words of each."""

    def add(parser: argparse.ArgumentParser) -> None:
        said = verbs.of(parser, common, dest="act")
        said.verb("list", _("各項設定"))
        said.verb("set", _("更改設定"), _set_words)
        said.verb("reset", _("恢復為預設值；未指名則全部"), _reset_words)
        parser.set_defaults(run=run)

    return add


def _set_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "settings", metavar="NAME=VALUE", nargs="+",
        help=_("例如 agency=屏東縣政府社會處 body=14 dotted=是；\\n 為換行（名稱見 paper settings list）"),
    )  # fmt: skip


def _reset_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("settings", metavar="NAME", nargs="*", help=_("要恢復的設定"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says, and show the settings as they are then."""
    from meetingtui.services import paper_settings

    office = desk.open_office()
    if options.act == "set":
        found = paper_settings.change(office, paper_settings.read(options.settings))
    elif options.act == "reset":
        found = paper_settings.reset(office, options.settings)
    else:
        found = paper_settings.listing(office)
    _print(found, json=options.json)
    return 0


def _print(found: list[SettingView], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("名稱"), _("說明"), _("設定"), _("預設")],
        [[one.name, one.label, one.value, "" if one.usual == one.value else one.usual] for one in found],
    )
