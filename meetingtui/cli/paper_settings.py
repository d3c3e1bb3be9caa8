"""`paper settings`: how the papers of this office look, seen and changed in one place."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from meetingtui.cli import paper_files, printing, typed_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.paper_settings import SettingView


def words(common: argparse.ArgumentParser) -> Callable[[argparse.ArgumentParser], None]:
    """What one does with the settings, and the words of each."""

    def add(parser: argparse.ArgumentParser) -> None:
        said = verbs.of(parser, common, dest="act")
        said.verb("list", _("各項設定"))
        said.verb("preview", _("以這些設定試印一份通知單（文字或 PDF），不儲存"), _preview_words)
        said.verb("set", _("更改設定"), _set_words)
        said.verb("reset", _("恢復為預設值；未指名則全部"), _reset_words)
        parser.set_defaults(run=run)

    return add


def _set_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "settings", type=typed_words.lines, metavar="NAME=VALUE", nargs="+",
        help=_("例如 agency=屏東縣政府社會處 body=14 dotted=是；\\n 為換行（名稱見 paper settings list）"),
    )  # fmt: skip


def _preview_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("settings", type=typed_words.lines, metavar="NAME=VALUE", nargs="*", help=_("試用的設定"))
    parser.add_argument("--of", default="", metavar="N", help=_("以這一場試印；未指定為下一場"))
    parser.add_argument(
        "-o", dest="output", type=typed_words.path, default="-", metavar="F", help=_("PDF、ODT 或 DOCX 檔；- 為文字")
    )
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))


def _reset_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("settings", metavar="NAME", nargs="*", help=_("要恢復的設定"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says, and show the settings as they are then."""
    from meetingtui.services import paper_settings

    office = desk.open_office()
    if options.act == "preview":
        return _preview(office, options)
    if options.act == "set":
        found = paper_settings.change(office, paper_settings.read(options.settings))
        _tell_font(paper_settings.stored(office).font)
    elif options.act == "reset":
        found = paper_settings.reset(office, options.settings)
    else:
        found = paper_settings.listing(office)
    _print(found, json=options.json)
    return 0


def _preview(office: Office, options: argparse.Namespace) -> int:
    """A notice with settings that are only tried."""
    from meetingtui.services import paper_settings, papers

    tried = paper_settings.tried(office, paper_settings.read(options.settings))
    _tell_font(tried.font)
    document = papers.build(office, "notice", options.of or papers.example(office), tried=tried)
    return paper_files.write(office, document, options)


def _tell_font(font: str) -> None:
    from meetingtui.services import paper_settings

    if told := paper_settings.font_words(font):
        printing.told(told)


def _print(found: list[SettingView], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("名稱"), _("說明"), _("設定"), _("預設")],
        [[one.name, one.label, one.value, "" if one.usual == one.value else one.usual] for one in found],
    )
