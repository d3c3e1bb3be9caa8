"""`calendar busy`: when chairs and rooms are taken, out of a calendar file or a list."""

from __future__ import annotations

import argparse

from meetingtui.cli import ics, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _


def words(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What one does with busy times, and the words of each."""
    said = verbs.of(parser, common, dest="act")
    said.verb("list", _("今天起的忙碌時段"))
    said.verb("import", _("由 ICS、CSV 或 XLSX 匯入；先預覽，加 --accept 才寫入"), ics.import_words)
    said.verb("remove", _("刪去一筆"), _remove_words)


def _remove_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("remove", metavar="ID", type=int, help=_("編號，見 calendar busy list"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what is asked."""
    if options.act == "import":
        return ics.take_in(options, desk)
    if options.act == "list":
        options.remove = None
    return ics.list_busy(options, desk)
