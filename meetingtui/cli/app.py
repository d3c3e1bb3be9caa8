"""`demo` and the app itself; and what they say where there is no terminal to open them in."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from meetingtui.cli import printing, session_views
from meetingtui.cli.desk import Desk
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office

NEXT_SITTINGS = 10


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of `demo`."""
    parser.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=_("只用 ASCII 畫線"))
    parser.set_defaults(run=overview)


def overview(options: argparse.Namespace, desk: Desk) -> int:
    """The year's counts and the next sittings in words, and the year's feed as a file, whose place is said."""
    from meetingtui.services import count_reports, counts, sessions

    office = desk.open_office()
    year = office.clock.today().year
    found = counts.count(office, counts.year_span(year))
    coming = sessions.coming(office, NEXT_SITTINGS)
    folder = os.path.dirname(desk.address) if options.command == "demo" else str(desk.settings.data_folder)
    feed = _write_feed(office, year, desk.settings.alarm_minutes, folder)
    if options.json:
        printing.as_json({
            "county": office.county_name,
            "today": office.clock.today().isoformat(), "counts": count_reports.document(found),
            "next": [session_views.as_dict(one) for one in coming], "feed": feed or None,
        })  # fmt: skip
        return 0
    printing.line(_("這裡不是終端機，不開啟畫面；以下是{county}的摘要。").format(county=office.county_name))
    printing.line("")
    printing.line(count_reports.text(office.county_name, found, width=printing.width()).rstrip())
    printing.line("")
    printing.line(_("接下來的場次："))
    session_views.print_list(coming, json=False)
    if feed:
        printing.line(_("{year}年的行事曆檔已匯出到 {where}。").format(year=year - 1911, where=feed))
    return 0


def _write_feed(office: Office, year: int, alarm_minutes: int, folder: str) -> str:
    """Write the year's feed into a folder, or a fresh private one where that cannot be; where it lies, or nothing."""
    from meetingtui.domain.errors import Refusal
    from meetingtui.domain.invitations import Method, NothingToExport
    from meetingtui.services import exporting, invitations

    wanted = SessionFilter(years=(year,))
    try:
        made = invitations.export(office, wanted, Method.PUBLISH, alarm_minutes=alarm_minutes)
    except NothingToExport:
        return ""
    what = _("{year}年行事曆檔").format(year=year - 1911)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        done = exporting.write_folder(office, folder, made, what, force=True)
    except (OSError, Refusal):
        from tempfile import mkdtemp

        done = exporting.write_folder(office, mkdtemp(prefix="meetingtui-"), made, what)
    return str(done.where / next(iter(made)))
