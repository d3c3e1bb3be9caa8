"""When a chair or a room is taken, out of a list (CSV, XLSX): from, to; what for is never read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from meetingtui.dates.errors import DateError
from meetingtui.dates.roc import parse_date, parse_moment, parse_time
from meetingtui.intake.busy import TAIPEI, Busy, BusyResult, Skipped, Window, merged, midnight
from meetingtui.intake.reading import refused
from meetingtui.intake.spreadsheets import column_of, read_rows
from meetingtui.language import _

HEADINGS = {
    "day": ("日期", "date", "day"),
    "start": ("起", "自", "開始", "起始", "開始時間", "起始時間", "from", "start"),
    "end": ("迄", "至", "訖", "結束", "結束時間", "迄止時間", "to", "end"),
}
LONGEST = timedelta(days=366)
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


def is_list(filename: str) -> bool:
    """Whether a file of that name is a list and no calendar."""
    return filename.casefold().endswith(_ENDINGS)


def read_busy_list(data: bytes, first: date, last: date, *, filename: str = "") -> BusyResult:
    """What is busy on the days `first` to `last` (both in it).

    A row has a day with two times of day, or from and to as dates (whole days, the last one too) or moments; a row
    with one date is that whole day. Rows that cannot be understood, or are over, are named in `skipped`. Raises
    WrongFile.
    """
    sheet = read_rows(data, filename)
    places = {field: column_of(sheet, aliases) for field, aliases in HEADINGS.items()}
    if places["day"] is None and places["start"] is None:
        raise refused(filename, _("找不到「起」或「日期」欄。請在標題列補上，再匯入。"))
    busy: list[Busy] = []
    skipped: list[Skipped] = []
    for number, cells in sheet.rows:
        texts = {field: "" if place is None else cells[place] for field, place in places.items()}
        try:
            one = _busy(texts, first)
            if one.end <= midnight(first):
                skipped.append(Skipped(_("第{row}列").format(row=number), _("已經過去")))
            else:
                busy.append(one)
        except DateError as wrong:
            skipped.append(Skipped(_("第{row}列").format(row=number), str(wrong)))
        except OverflowError:
            skipped.append(Skipped(_("第{row}列").format(row=number), _("日期或時間寫法有誤")))
    if not busy and not skipped:
        raise refused(filename, _("只有標題，沒有忙碌時段。請補上資料再匯入。"))
    return BusyResult(merged(busy, Window(midnight(first), midnight(last + timedelta(days=1)))), tuple(skipped))


def _busy(texts: dict[str, str], near: date) -> Busy:
    """The time of a row. Raises DateError."""
    if texts["day"]:
        day = parse_date(texts["day"], near=near)
        start = _on(day, texts["start"]) if texts["start"] else midnight(day)
        end = _on(day, texts["end"]) if texts["end"] else midnight(day + timedelta(days=1))
    else:
        start, _whole = _moment(texts["start"], near)
        end, whole = _moment(texts["end"] or texts["start"], near)
        if whole:
            end += timedelta(days=1)
    if end <= start:
        raise DateError(_("結束不晚於開始。請更正。"))
    if end - start > LONGEST:
        raise DateError(_("長於一年，應是誤植。請更正。"))
    return Busy(start, end)


def _on(day: date, clock: str) -> datetime:
    return datetime.combine(day, parse_time(clock), TAIPEI)


def _moment(text: str, near: date) -> tuple[datetime, bool]:
    """A moment, or the first one of a date; and whether it is a date."""
    try:
        return midnight(parse_date(text, near=near)), True
    except DateError:
        return parse_moment(text, near=near).replace(tzinfo=TAIPEI), False
