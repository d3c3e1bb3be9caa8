"""`counts`: sittings held against what is asked, for a year or any other period."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import printing, typed_words, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.domain.registry_values import explained
from meetingtui.language import _
from meetingtui.services import count_reports, counts, finding, frozen_counts, table_files

if TYPE_CHECKING:
    from datetime import date

    from meetingtui.domain.counts import Counts
    from meetingtui.services.office import Office


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("year", nargs="?", metavar="YEAR", help=_("年度（民國或西元），預設今年"))
    parser.add_argument(
        "--by", type=usage_words.one_of(counts.GROUPINGS), default="series", metavar="BY",
        help=_("分組：{values}").format(values=explained(counts.GROUPINGS)),
    )  # fmt: skip
    parser.add_argument("--until", metavar="YEAR2", help=_("統計到這一年度"))
    parser.add_argument("--from", dest="first", metavar="D", help=_("起日"))
    parser.add_argument("--to", dest="last", metavar="D", help=_("迄日"))
    parser.add_argument("--school-year", metavar="Y", help=_("學年度"))
    parser.add_argument("--phase", metavar="P", help=_("計畫期別（編號或名稱）"))
    parser.add_argument("--as-of", metavar="D", help=_("統計基準日，預設今天"))
    parser.add_argument(
        "-o",
        dest="output",
        type=typed_words.path,
        metavar="F",
        help=_("存成 .csv、.xlsx、.json、.txt，或公文 .pdf、.odt、.docx；- 為標準輸出"),
    )
    parser.add_argument("--freeze", action="store_true", help=_("凍結此次統計，供日後比對"))
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案，或取代已凍結的統計"))
    parser.set_defaults(run=run, misused=parser.error)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Count, say or write it, and hold it against the frozen copy."""
    _require_one_period(options)
    office = desk.open_office()
    as_of = finding.day(office, options.as_of) if options.as_of is not None else None
    found = counts.count(office, _span(office, options), by=options.by, as_of=as_of)
    if options.output and options.output != "-":
        table_files.ending_of(options.output)
    if options.freeze:
        frozen: frozen_counts.Frozen | None = frozen_counts.freeze(office, found, force=options.force)
    else:
        frozen = frozen_counts.compare(office, found)
    if options.output and options.output != "-":
        return _write(office, found, frozen, options, as_of)
    if options.json:
        printing.as_json(count_reports.document(found, frozen))
    else:
        width = printing.width() if not options.output else None
        printing.line(count_reports.text(office.county_name, found, frozen, width=width).rstrip())
    return 0


def _write(
    office: Office, found: Counts, frozen: frozen_counts.Frozen | None, options: argparse.Namespace, as_of: date | None
) -> int:
    from meetingtui.services import count_files, exporting

    ending = table_files.ending_of(options.output)
    made = count_files.made(office, found, ending, frozen, span=_span(office, options), as_of=as_of)
    what = _("{period}場次統計").format(period=found.period)
    done = exporting.write(office, options.output, made.bytes, what, force=options.force)
    printing.exported(done, json=options.json)
    if made.missing:
        printing.told(made.missing)
    return 0


def _span(office: Office, options: argparse.Namespace) -> counts.Span:
    if options.school_year is not None:
        return counts.school_span(finding.year(options.school_year))
    if options.phase is not None:
        return counts.phase_span(options.phase)
    if options.first is not None:
        last = finding.day(office, options.last) if options.last is not None else office.clock.today()
        return counts.free_span(finding.day(office, options.first), last)
    year = finding.year(options.year) if options.year is not None else office.clock.today().year
    return counts.year_span(year, finding.year(options.until) if options.until is not None else None)


def _require_one_period(options: argparse.Namespace) -> None:
    """End with 2 when more than one period is asked for, or half of one."""
    asked = [options.year or options.until, options.first or options.last, options.school_year, options.phase]
    if sum(one is not None for one in asked) > 1:
        options.misused(_("年度、起迄日、學年度、計畫期別只能擇一"))
    if options.last is not None and options.first is None:
        options.misused(_("--to 須與 --from 並用"))
