"""`actions figures`: how many items were made, have left and are still open, and who answers on time."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing, typed_words, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.domain.action_figures import GROUPINGS
from meetingtui.domain.registry_values import explained
from meetingtui.language import _


def words(parser: argparse.ArgumentParser) -> None:
    """The words of the verb."""
    parser.add_argument("year", nargs="?", metavar="YEAR", help=_("年度（民國或西元）；不指定則為歷年"))
    parser.add_argument(
        "--by", type=usage_words.one_of(GROUPINGS), default="agency", metavar="BY",
        help=_("分組：{values}").format(values=explained(GROUPINGS)),
    )  # fmt: skip
    parser.add_argument(
        "--as-of", metavar="D", help=_("統計基準日，預設今天；之前的日期只計到那天為止的會議裁示與回復，例如 12/31")
    )
    parser.add_argument(
        "-o", dest="output", type=typed_words.path, metavar="F",
        help=_("存成 .csv、.xlsx、.json、.txt，或公文 .pdf、.odt、.docx；- 為標準輸出"),
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))


def figures(options: argparse.Namespace, desk: Desk) -> None:
    """Count, and say or write it."""
    from meetingtui.services import action_figures, exporting, finding, table_files

    office = desk.open_office()
    year = finding.year(options.year) if options.year is not None else None
    to_file = bool(options.output) and options.output != "-"
    ending = table_files.ending_of(options.output) if to_file else ""
    as_of = action_figures.day_of(office, options.as_of or "")
    found = action_figures.count(office, year, by=options.by, as_of=as_of)
    if to_file:
        made = action_figures.made(office, found, ending)
        what = _("{period}列管事項統計").format(period=action_figures.period(found))
        done = exporting.write(office, options.output, made.bytes, what, force=options.force)
        printing.exported(done, json=options.json)
        if made.missing:
            printing.told(made.missing)
    elif options.json:
        printing.as_json(action_figures.document(found))
    else:
        width = printing.width() if not options.output else None
        printing.line(action_figures.text(office, found, width=width).rstrip())
