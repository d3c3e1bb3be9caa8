"""Sheets from outside (CSV, XLSX) as headings and rows of text, each row with the number it has in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from meetingtui.intake.reading import MOST_COLUMNS, MOST_ROWS, clean_text, decoded, refused, within
from meetingtui.language import _

MOST_OCTETS = 20_000_000
_LONGEST_CELL = 5_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class SheetRow(NamedTuple):
    """One row: its number in the file (the first is 1) and a text for each heading."""

    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A list with headings; `filename` stands in every refusal about it."""

    filename: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


class Problem(NamedTuple):
    """What is wrong at one place: row number in the file, heading (may be empty), one sentence.

    `number` is what the file itself calls the row, where it numbers its rows.
    """

    row: int
    column: str
    text: str
    number: str = ""

    def sentence(self) -> str:
        """Place and reason in one line for people."""
        if self.number and self.column:
            place = _("第{row}列（{number}）「{column}」：{text}")
            return place.format(row=self.row, number=self.number, column=self.column, text=self.text)
        if self.number:
            return _("第{row}列（{number}）：{text}").format(row=self.row, number=self.number, text=self.text)
        if self.column:
            return _("第{row}列「{column}」：{text}").format(row=self.row, column=self.column, text=self.text)
        return _("第{row}列：{text}").format(row=self.row, text=self.text)


def read_rows(data: bytes, filename: str = "") -> Sheet:
    """The first sheet that holds anything. Texts are cleaned and on one line; dates come as ISO.

    Rows above the headings (a title over one cell) are passed over. Raises WrongFile.
    """
    within(data, MOST_OCTETS, filename)
    if data.startswith(_OLD_OFFICE):
        raise refused(filename, _("是舊版 XLS 或設有密碼的檔案。請取消密碼，另存為 XLSX 或 CSV 後再匯入。"))
    if data.startswith(b"PK"):
        from meetingtui.intake.workbooks import workbook_rows

        return _sheet(workbook_rows(data, filename), filename)
    if data.startswith(b"%PDF"):
        raise refused(filename, _("是 PDF。請匯入 CSV 或 XLSX。"))
    return _sheet(csv_rows(data, filename), filename)


def column_of(sheet: Sheet, aliases: Sequence[str]) -> int | None:
    """The place of the first column whose heading is one of `aliases` (width, blanks and case do not matter)."""
    wanted = {plain_heading(alias) for alias in aliases}
    return next((place for place, heading in enumerate(sheet.headings) if plain_heading(heading) in wanted), None)


def plain_heading(text: str) -> str:
    """A heading as it is compared: `Ｅ-mail（公務）` is `email`, 台 is 臺."""
    import re
    import unicodedata

    text = unicodedata.normalize("NFKC", text).casefold().replace("台", "臺")
    return re.sub(r"\(.*?\)|[\s\-_.:*/、]", "", text)


def csv_rows(data: bytes, filename: str) -> Iterable[tuple[int, list[str]]]:
    """Each row of a CSV with the line on which it ends. Raises WrongFile."""
    import csv
    import io

    text = decoded(data, filename)
    delimiter = max(",\t;", key=text[:10_000].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as broken:
        raise refused(
            filename, _("第{row}列的引號或欄位不合 CSV 格式。請另存為 CSV 後再匯入。"), row=reader.line_num
        ) from broken


def _sheet(rows: Iterable[tuple[int, Sequence[str]]], filename: str) -> Sheet:
    headings: tuple[str, ...] = ()
    taken: list[SheetRow] = []
    alone: list[SheetRow] = []
    for number, cells in rows:
        _refuse_too_much(number, len(cells), filename)
        texts = tuple(clean_text(cell, _LONGEST_CELL) for cell in cells)
        if headings and any(texts):
            if any(texts[len(headings) :]):
                raise refused(filename, _("第{row}列的欄數比標題列多。請補上標題或刪除多出的欄。"), row=number)
            taken.append(SheetRow(number, texts[: len(headings)] + ("",) * (len(headings) - len(texts))))
        elif sum(map(bool, texts)) > 1:
            headings = _headings(texts, number, filename)
        elif any(texts):
            alone.append(SheetRow(number, (next(filter(None, texts)),)))
    if headings:
        return Sheet(filename, headings, tuple(taken))
    if not alone:
        raise refused(filename, _("檔案裡沒有資料。請確認第一個工作表有標題列與資料。"))
    return Sheet(filename, alone[0].cells, tuple(alone[1:]))


def _headings(texts: tuple[str, ...], number: int, filename: str) -> tuple[str, ...]:
    last = max(place for place, text in enumerate(texts) if text)
    headings = texts[: last + 1]
    named = [plain_heading(text) for text in headings if text]
    for place, name in enumerate(named):
        if name in named[:place]:
            raise refused(
                filename,
                _("第{row}列有兩欄都叫「{column}」。請改成不同的標題。"),
                row=number,
                column=[text for text in headings if text][place],
            )
    return headings


def _refuse_too_much(rows: int, columns: int, filename: str) -> None:
    if rows > MOST_ROWS:
        raise refused(filename, _("超過{most}列。請分成幾個檔案匯入。"), most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise refused(filename, _("第{row}列超過{most}欄。請刪除多餘的欄。"), row=rows, most=MOST_COLUMNS)
