"""Where the headings of somebody's own list stand, below titles and over several rows, and which column is what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from meetingtui.intake.cells import lines_of
from meetingtui.intake.grids import Grid, text_of
from meetingtui.intake.reading import refused, short
from meetingtui.intake.spreadsheets import plain_heading
from meetingtui.language import _

FIELDS: dict[str, tuple[str, ...]] = {
    "number": ("列管編號", "編號", "原編號", "案件編號", "管考編號", "項次", "序號", "項號", "number", "no"),
    "session": (
        "會議名稱", "會議", "會議別", "來源會議", "列管會議", "會議場次", "場次", "列管來源", "會議名稱及日期",
        "會議名稱與日期", "會議及日期", "會議日期及名稱", "meeting", "session",
    ),
    "date": ("會議日期", "開會日期", "召開日期", "決議日期", "裁示日期", "列管日期", "日期", "date"),
    "text": (
        "列管事項", "裁示事項", "決議事項", "交辦事項", "應辦事項", "主席裁示", "裁示", "裁示內容", "決議", "決議內容",
        "會議決議", "列管案由", "交辦內容", "列管內容", "案由", "事項", "text", "item",
    ),
    "parties": ("主協辦單位", "主協辦機關", "主協辦", "主協辦局處"),
    "lead": (
        "主辦", "主辦單位", "主辦機關", "主辦局處", "權責單位", "權責機關", "承辦單位", "主責單位", "主政單位",
        "辦理單位", "辦理機關", "lead",
    ),
    "assists": ("協辦", "協辦單位", "協辦機關", "協辦局處", "配合單位", "assists"),
    "due": (
        "辦理期限", "期限", "預定完成日", "預定完成日期", "預定完成期限", "預計完成日", "預計完成日期", "完成期限",
        "列管期限", "due",
    ),
    "report": ("辦理情形", "執行情形", "目前辦理情形", "最新辦理情形", "辦理情形說明", "辦理進度", "report"),
    "proposal": ("列管建議", "管考建議", "解列建議", "proposal"),
    "status": (
        "狀態", "列管狀態", "列管情形", "列管結果", "管制情形", "管制狀態", "管制結果", "管考情形", "管考狀態",
        "管考結果", "是否解列", "是否解除列管", "status",
    ),
    "kind": ("類別", "列管類別", "事項類別", "種類", "事項種類", "列管性質", "kind"),
    "priority": (
        "優先順序", "優先", "優先等級", "優先次序", "優先性", "重要性", "重要程度", "急迫性", "急迫程度", "輕重緩急",
        "priority",
    ),
    "labels": ("標籤", "標記", "關鍵字", "關鍵詞", "labels", "label", "tags"),
    "note": ("備註", "附註", "備考", "note", "notes", "remarks"),
}  # fmt: skip
"""Each field with the headings it is known by, the likeliest first."""
_FIELD_OF = {plain_heading(alias): field for field, aliases in FIELDS.items() for alias in aliases}
_TOGETHER = re.compile(r"主(?:辦)?[\(/、及與]?協(?:辦)?\)?(?:辦)?(?:單位|機關|局處)?")
_DATED = re.compile(r"^[0-9年月日.~～至截第次季止/\-]+")
_HEADING_ROWS = 60
"""Rows in which the headings are looked for."""
_MOST_WORDS = 20
"""Signs of a heading; whatever is longer is not looked at."""


class Column(NamedTuple):
    """A column of a list: its place from 0, its letter, and its heading (may be empty)."""

    place: int
    letter: str
    heading: str

    @property
    def named(self) -> str:
        """What people find it by."""
        return self.heading or _("{letter}欄").format(letter=self.letter)


class Layout(NamedTuple):
    """A sheet with headings: `top` is their last row (from 0), `titles` the texts above them."""

    grid: Grid
    top: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    mapping: dict[str, Column]
    """What each field seems to be."""


def layout(grid: Grid) -> Layout:
    """How a sheet is laid out: the row that names most fields, with the headings right above and below it."""
    rows = grid.rows[:_HEADING_ROWS]
    known = [len(set(_fields(cells)) - {""}) for cells in rows]
    best = max(range(len(rows)), key=lambda row: (known[row], _filled(rows[row]) > 1, -row)) if rows else 0
    last = best
    while last + 1 < len(rows) and _filled(rows[last + 1]) and all(_fields(rows[last + 1])):
        last += 1
    first = best - 1 if best and known[best] and _filled(rows[best - 1]) > 1 and last == best else best
    width = max((len(cells) for cells in rows[first : last + 1]), default=0)
    columns = tuple(
        Column(
            place, letter_of(place), _heading([cells[place] for cells in rows[first : last + 1] if place < len(cells)])
        )
        for place in range(width)
    )
    titles = tuple(_text(cell) for cells in rows[:best] for cell in cells if cell != "")
    return Layout(grid, last, columns, titles, _guess(columns))


def mapped(found: Layout, asked: Mapping[str, str], filename: str) -> dict[str, Column]:
    """Which column each field is: as asked by letter or heading ("" for none), the others as they seem to be.

    Raises WrongFile for a column that is not there, or when none is the text.
    """
    chosen = {field: _column(found, said, filename) for field, said in asked.items() if said.strip()}
    used = {column.place for column in chosen.values()}
    for field, column in found.mapping.items():
        if field not in asked and column.place not in used:
            chosen[field] = column
    if "text" not in chosen:
        raise refused(
            filename, _("工作表「{sheet}」找不到「列管事項」欄。請指定哪一欄是它，例如 --map 事項=C。"),
            sheet=found.grid.name,
        )  # fmt: skip
    return chosen


def letter_of(place: int) -> str:
    """What a spreadsheet calls the column at a place from 0: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_heading(cells: Sequence[object]) -> bool:
    """Whether a row repeats the headings, as on the next page."""
    fields = [field for field in _fields(cells) if field]
    return len(fields) > 1 and len(fields) == _filled(cells)


def _column(found: Layout, said: str, filename: str) -> Column:
    wanted = said.strip()
    for column in found.columns:
        if column.heading and plain_heading(column.heading) == plain_heading(wanted):
            return column
    letter = unicodedata.normalize("NFKC", wanted).upper().removesuffix("欄")
    for column in found.columns:
        if column.letter == letter:
            return column
    offered = _("、").join(f"{one.letter} {short(one.heading)}".rstrip() for one in found.columns[:30])
    raise refused(
        filename, _("工作表「{sheet}」沒有「{column}」欄。請改用：") + offered.replace("{", "{{").replace("}", "}}"),
        sheet=found.grid.name, column=wanted,
    )  # fmt: skip


def _guess(columns: Sequence[Column]) -> dict[str, Column]:
    """The first column with the likeliest heading of each field; of several 辦理情形 the last, which is the newest."""
    ranked: dict[str, tuple[int, Column]] = {}
    for column in columns:
        field = _field(column.heading)
        if not field:
            continue
        plain = plain_heading(column.heading)
        rank = next((place for place, alias in enumerate(FIELDS[field]) if plain_heading(alias) == plain), len(plain))
        rank = -column.place if field == "report" else rank
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = rank, column
    found = {field: column for field, (_rank, column) in ranked.items()}
    if "lead" in found:
        found.pop("parties", None)
    return found


def _fields(cells: Sequence[object]) -> list[str]:
    """What each filled cell would head; empty for no heading."""
    return [_field(cell) if isinstance(cell, str) else "" for cell in cells if cell != ""]


def _field(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading).replace("\n", "").replace(" ", "").casefold()
    if not plain or len(plain) > _MOST_WORDS:
        return ""
    if _TOGETHER.fullmatch(plain):
        return "parties"
    dated = _FIELD_OF.get(plain_heading(_DATED.sub("", plain)))
    return _FIELD_OF.get(plain_heading(plain)) or ("report" if dated == "report" else "")


def _heading(cells: Sequence[object]) -> str:
    """Of headings over several rows the lowest one that is written."""
    return next((" ".join(_text(cell).split()) for cell in reversed(cells) if cell != ""), "")


def _text(cell: object) -> str:
    return lines_of(text_of(cell)).strip()


def _filled(cells: Sequence[object]) -> int:
    return sum(cell != "" for cell in cells)
