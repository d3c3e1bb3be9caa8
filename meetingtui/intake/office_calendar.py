"""The official 政府行政機關辦公日曆表 as CSV (行政院人事行政總處), checked whole before a single day is believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from meetingtui.dates.official import OfficialYear
from meetingtui.intake.reading import clean_text, decoded, refused, within
from meetingtui.language import N_, _

MOST_OCTETS = 1_000_000
_COLUMNS = ["西元日期", "星期", "是否放假", "備註"]
_WEEKDAYS = "一二三四五六日"
_FIRST_YEAR, _LAST_YEAR = 1912, 2910
_LONGEST_LABEL = 100
_OTHER_LAYOUTS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"subject", "start date"}), N_("Google 行事曆專用的格式")),
    (frozenset({"date", "isholiday"}), N_("縣市開放資料的格式（date、isHoliday 欄）")),
    (frozenset({"西元日期", "是否放假"}), N_("欄位順序不同的格式")),
    (frozenset({"日期", "是否放假"}), N_("自行整理的格式（日期、是否放假欄）")),
)
_OTHER_FILES = (
    (b"BEGIN:VCALENDAR", N_("ICS 行事曆")),
    (b"%PDF", N_("PDF 檔")),
    (b"PK\x03\x04", N_("試算表或壓縮檔")),
    (b"\xd0\xcf\x11\xe0", N_("舊版 XLS")),
    (b"[", N_("JSON")),
    (b"{", N_("JSON")),
    (b"<", N_("網頁或 XML")),
)


class ChangedDay(NamedTuple):
    """A day that two issues tell differently; (day off, remark), None where an issue has no such day."""

    day: date
    was: tuple[bool, str] | None
    now: tuple[bool, str] | None

    @property
    def changes_work(self) -> bool:
        """Whether a working day becomes a day off or the other way, not only its remark."""
        return self.was is None or self.now is None or self.was[0] != self.now[0]


def read(data: bytes, filename: str = "", *, issued: date | None = None, document: str = "") -> OfficialYear:
    """One whole year: each day once, weekday right, 2 for a day off and 0 for a working day.

    `issued` and `document` are what the user says of the file; it does not tell itself. Raises WrongFile.
    """
    within(data, MOST_OCTETS, filename)
    _refuse_other_files(data, filename)
    rows = _rows(data, filename)
    headings = rows[0][:] if rows else []
    while headings and not headings[-1]:
        headings.pop()
    if headings != _COLUMNS:
        _refuse_other_layout(headings, filename)
    days: dict[date, tuple[bool, str]] = {}
    for number, texts in enumerate(rows[1:], 2):
        if not any(texts):
            continue
        day = _day(texts, number, filename)
        if day in days:
            raise refused(filename, _("第{row}列的{date}重複。請重新下載官方檔案。"), row=number, date=day)
        days[day] = (texts[2] == "2", texts[3] if len(texts) > 3 else "")
    return OfficialYear(_whole_year(days, filename), issued, days, document)


def difference(old: Mapping[date, tuple[bool, str]], new: Mapping[date, tuple[bool, str]]) -> list[ChangedDay]:
    """The days that `new` tells otherwise than `old`, in order; both as in `OfficialYear.days`."""
    return [
        ChangedDay(day, old.get(day), new.get(day))
        for day in sorted(old.keys() | new.keys())
        if old.get(day) != new.get(day)
    ]


def _rows(data: bytes, filename: str) -> list[list[str]]:
    import csv
    import io

    text = decoded(data, filename)
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as broken:
        raise refused(filename, _("引號或欄位不合 CSV 格式。請重新下載官方檔案。")) from broken
    return [[clean_text(cell, _LONGEST_LABEL) for cell in cells] for cells in rows]


def _refuse_other_files(data: bytes, filename: str) -> None:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, kind in _OTHER_FILES:
        if head.startswith(start):
            raise refused(
                filename, _("這是{kind}，不是官方的辦公日曆表 CSV。請到政府資料開放平臺下載 CSV 檔。"), kind=_(kind)
            )


def _refuse_other_layout(headings: list[str], filename: str) -> None:
    known = {heading.casefold() for heading in headings}
    for needed, kind in _OTHER_LAYOUTS:
        if needed <= known:
            raise refused(
                filename,
                _("這是{kind}。請改用官方的 CSV（欄位依序為西元日期、星期、是否放假、備註）。"),
                kind=_(kind),
            )
    raise refused(filename, _("標題列不是西元日期、星期、是否放假、備註。請下載官方的辦公日曆表 CSV。"))


def _day(texts: list[str], number: int, filename: str) -> date:
    """The date of a row whose weekday and day off are sound."""
    if len(texts) < 3 or any(texts[4:]):
        raise refused(filename, _("第{row}列的欄數不對。請重新下載官方檔案。"), row=number)
    written, weekday, off = texts[:3]
    if not (len(written) == 8 and written.isascii() and written.isdigit()):
        raise refused(
            filename,
            _("第{row}列「西元日期」寫成「{text}」，應為8位數字，例如20260305。請重新下載官方檔案。"),
            row=number,
            text=written,
        )
    try:
        day = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        raise refused(
            filename, _("第{row}列沒有{text}這一天。請重新下載官方檔案。"), row=number, text=written
        ) from None
    if weekday.removeprefix("星期").removeprefix("週") != _WEEKDAYS[day.weekday()]:
        raise refused(
            filename,
            _("第{row}列「星期」不符：{date}是星期{right}，檔案寫「{text}」。請重新下載官方檔案。"),
            row=number,
            date=day,
            right=_WEEKDAYS[day.weekday()],
            text=weekday,
        )
    if off not in {"0", "2"}:
        raise refused(
            filename,
            _("第{row}列「是否放假」寫成「{text}」，只能是2（放假）或0（上班）。請重新下載官方檔案。"),
            row=number,
            text=off,
        )
    return day


def _whole_year(days: Mapping[date, tuple[bool, str]], filename: str) -> int:
    if not days:
        raise refused(filename, _("檔案裡沒有日期。請重新下載官方檔案。"))
    first, last = min(days), max(days)
    if first.year != last.year:
        raise refused(filename, _("檔案含有{first}年與{last}年。請一年匯入一檔。"), first=first.year, last=last.year)
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR:
        raise refused(filename, _("{year}年不在可用的年度內。請檢查檔案。"), year=first.year)
    whole = (date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days
    if len(days) != whole:
        raise refused(
            filename, _("{year}年應有{whole}天，檔案只有{found}天。請重新下載官方檔案。"),
            year=first.year, whole=whole, found=len(days),
        )  # fmt: skip
    return first.year
