"""Worksheets in an office: a sitting that asks two agencies, and their files as a spreadsheet program fills them in."""

from __future__ import annotations

import io
from collections.abc import Mapping

import xlsxwriter

from meetingtui.domain.actions import ActionView
from meetingtui.domain.sittings import SessionView
from meetingtui.domain.worksheets import Column, Worksheet
from meetingtui.formats.worksheet_layout import COLUMNS, cells, headings, signature
from meetingtui.services import actions, rounds, worksheet_pages
from meetingtui.services.office import Office
from tests.services import sitting_desk

Typed = Mapping[int, Mapping[Column, str]]
"""What somebody types, by place of the row (from 1) and column."""


def asked(office: Office, *, series: str = "PIF-10") -> tuple[SessionView, list[ActionView]]:
    """A sitting to come, and three items of the one before: of 教育處 with 衛生局, and of 衛生局 twice."""
    before = sitting_desk.sitting(office, "2026-11-20", series)
    coming = sitting_desk.sitting(office, "2026-12-18", series)
    items = [
        actions.from_decision(
            office, before.number, item_id=None, text="修正資訊交換表單。", lead="教育處", assists="衛生局"
        ),
        actions.from_decision(office, before.number, item_id=None, text="研訂共訪流程。", lead="衛生局", due="+30"),
        actions.from_decision(office, before.number, item_id=None, text="=1+1", lead="衛生局"),
    ]
    rounds.ask(office, coming.number, due="115.12.10")
    return coming, items


def sheet(office: Office, session: str, agency: str = "衛生局") -> Worksheet:
    """What an agency gets."""
    [found] = worksheet_pages.each(office, session, agency=agency)
    return found


def returned(
    made: Worksheet, typed: Typed, *, without: int = 0, name: str = "衛生局.xlsx", more: Worksheet | None = None
) -> tuple[str, bytes]:
    """The file as it came back; `without` leaves out a row, the rows of `more` are pasted below."""
    rows = [cells(made, line) for line in made.lines]
    for place, answers in typed.items():
        for column, text in answers.items():
            rows[place - 1][COLUMNS.index(column)] = text
    rows = [row for place, row in enumerate(rows, 1) if place != without]
    rows += [cells(more, line) for line in more.lines] if more else []
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("會前資料表")
    for number, row in enumerate([headings(), *rows]):
        page.write_row(number, 0, row)
    hidden = book.add_worksheet("x")
    for number, facts in enumerate(signature(made)):
        hidden.write_row(number, 0, facts)
    hidden.hide()
    book.close()
    return name, out.getvalue()
