"""`minutes phrases`: the set phrases of this office, seen and changed."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing, typed_words, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.text_files import text_in
from meetingtui.language import _


def words(parser: argparse.ArgumentParser) -> None:
    """What one does with the phrases."""
    parser.add_argument("--add", action="append", default=[], metavar="TEXT", help=_("增列一則；可重複"))
    parser.add_argument(
        "--remove", action="append", default=[], type=usage_words.whole, metavar="K", help=_("刪除第幾則；可重複")
    )
    parser.add_argument(
        "--file", type=typed_words.path, metavar="F|-", help=_("以檔案的各行取代全部（UTF-8）；- 為標準輸入")
    )
    parser.add_argument("--reset", action="store_true", help=_("恢復為預設的常用語"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Change the phrases where that is asked, and show them as they are then."""
    from meetingtui.services import phrases

    office = desk.open_office()
    found = phrases.of(office)
    if options.reset:
        found = phrases.change(office, ())
    if options.file is not None:
        found = phrases.change(office, text_in(options.file).splitlines())
    if options.remove or options.add:
        found = phrases.change(office, [*phrases.without(office, options.remove), *options.add])
    if options.json:
        printing.as_json(list(found))
    else:
        rows = [[place, one] for place, one in enumerate(found, 1)]
        printing.table([_("序"), _("常用語")], rows, right=frozenset({0}))
    return 0
