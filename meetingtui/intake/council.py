"""A council's sessions out of a list (CSV, XLSX): session, phase, days, who must sit in it; each problem by its row."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from meetingtui.dates.errors import DateError
from meetingtui.dates.roc import parse_date
from meetingtui.domain.council import needs_everybody
from meetingtui.intake.reading import clean_text, refused
from meetingtui.intake.spreadsheets import Problem, Sheet, column_of
from meetingtui.language import _

HEADINGS = {
    "name": ("會期", "會次", "名稱", "定期會", "會議名稱", "session", "name"),
    "phase": ("議程", "階段", "事項", "內容", "phase", "agenda"),
    "first": ("起", "開始", "起日", "開始日期", "自", "from", "start", "first"),
    "last": ("迄", "結束", "迄日", "訖", "結束日期", "至", "to", "end", "last"),
    "required": ("應列席", "須列席", "列席", "必須列席", "required"),
    "posts": ("職務", "列席職務", "列席人員", "列席首長", "posts"),
}
YES = frozenset({"是", "應", "須", "要", "v", "y", "yes", "1", "o", "○", "✓", "true"})
NO = frozenset({"否", "不", "免", "n", "no", "0", "x", "×", "false"})
MOST_POSTS = 60


class PhaseRow(NamedTuple):
    """One phase; `row` is its row in the file, `posts` are names still to be found in the registry."""

    row: int
    name: str
    phase: str
    first: date
    last: date
    required: bool
    posts: tuple[str, ...]


class PhaseRows(NamedTuple):
    """What was read, and what is wrong; with any problem nothing is to be taken over."""

    rows: tuple[PhaseRow, ...]
    problems: tuple[Problem, ...]


def read_council(sheet: Sheet, *, year: int, near: date) -> PhaseRows:
    """The phases of a sheet with headings for session, from and to; a date without year is in `year`.

    Where nothing says whether one must sit in a phase, its name does (總質詢 and the like). Raises WrongFile when the
    headings are not there.
    """
    places = {field: column_of(sheet, aliases) for field, aliases in HEADINGS.items()}
    for field in ("name", "first", "last"):
        if places[field] is None:
            raise refused(
                sheet.filename, _("找不到「{column}」欄。請在標題列補上，再匯入。"), column=HEADINGS[field][0]
            )
    rows: list[PhaseRow] = []
    problems: list[Problem] = []
    for number, cells in sheet.rows:
        texts = {field: "" if place is None else clean_text(cells[place]) for field, place in places.items()}
        try:
            rows.append(_row(number, texts, year, near))
        except DateError as wrong:
            problems.append(Problem(number, "", str(wrong)))
    if not rows and not problems:
        raise refused(sheet.filename, _("只有標題，沒有會期。請補上資料再匯入。"))
    return PhaseRows(tuple(rows), tuple(problems))


def _row(number: int, texts: dict[str, str], year: int, near: date) -> PhaseRow:
    """A row of the sheet. Raises DateError for whatever is wrong with it."""
    if not texts["name"]:
        raise DateError(_("沒有會期名稱。請補上。"))
    first = parse_date(texts["first"], year=year, near=near)
    last = parse_date(texts["last"], year=year, near=near) if texts["last"] else first
    said = texts["required"].casefold()
    if said and said not in YES | NO:
        raise DateError(_("「{said}」看不出是否應列席。請寫是或否。").format(said=texts["required"][:20]))
    required = said in YES if said else needs_everybody(texts["phase"])
    posts = tuple(filter(None, re.split(r"[、,，;；\s]+", texts["posts"])))[:MOST_POSTS]
    return PhaseRow(number, texts["name"], texts["phase"], first, last, required, posts)
