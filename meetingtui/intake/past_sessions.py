"""Past sittings out of a secretary's own list, by a mapping of columns that she sees and may change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple, TypeVar

from meetingtui.dates.errors import DateError
from meetingtui.dates.roc import parse_date, parse_moment
from meetingtui.dates.times import parse_time
from meetingtui.domain.attendance import MOST_PERSONS
from meetingtui.domain.sessions import Status
from meetingtui.intake.reading import clean_text, refused
from meetingtui.intake.spreadsheets import Problem, Sheet, SheetRow, plain_heading
from meetingtui.language import _

FIELDS: dict[str, tuple[str, ...]] = {
    "series": ("會議別", "會議名稱", "會議", "名稱", "會議類別", "series", "meeting"),
    "date": ("日期", "會議日期", "開會日期", "召開日期", "辦理日期", "開會時間", "召開時間", "date"),
    "time": ("時間", "會議時間", "起訖時間", "開始時間", "time"),
    "place": ("地點", "會議地點", "開會地點", "場地", "會議室", "place", "room", "location"),
    "chair": ("主席", "主持人", "召集人", "會議主席", "chair"),
    "status": ("狀態", "辦理情形", "召開情形", "是否召開", "status"),
    "persons": ("人次", "出席人次", "參與人次", "出席人數", "參加人數", "人數", "persons", "attendance"),
    "ordinal": ("會次", "場次", "次別", "第幾次", "屆次", "ordinal", "no"),
    "track": ("分區", "中心", "區別", "社福中心", "track"),
    "note": ("備註", "說明", "附註", "note", "notes", "remarks"),
}
"""Each field with the headings it is known by, the likeliest first."""
NEEDED = ("series", "date")
_STATES = {
    Status.HELD: ("已召開", "召開", "已辦理", "辦理完成", "完成", "已開", "是", "held", "y", "yes"),
    Status.CANCELLED: ("取消", "已取消", "停開", "未召開", "未開", "否", "cancelled", "canceled", "n", "no"),
    Status.POSTPONED: ("延期", "延期待定", "延後", "改期待定", "postponed"),
    Status.PLANNED: ("預定", "未到期", "尚未召開", "planned"),
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}
_LONGEST = 500
_MOST_ORDINAL = 999
_PERSONS = re.compile(r"(?:約|大約)?([0-9]{1,7})(?:人次|人|餘人次|餘人)?")
_ORDINAL = re.compile(r"(?:第)?([0-9]{1,3})(?:次|場|場次|次會議)?")
_T = TypeVar("_T")


class PastRow(NamedTuple):
    """One past sitting; series, chair and track are names still to be found in the registry.

    Times are Taipei wall time. `about` when the persons are only estimated (約17人次).
    """

    row: int
    series: str
    date: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    chair: str = ""
    status: Status = Status.HELD
    persons: int | None = None
    about: bool = False
    ordinal: int | None = None
    track: str = ""
    note: str = ""


class PastRows(NamedTuple):
    """What was read, and what is wrong; with any problem nothing is to be taken over."""

    rows: tuple[PastRow, ...]
    problems: tuple[Problem, ...]


def guess_mapping(headings: Sequence[str]) -> dict[str, str]:
    """Field to heading, as far as headings are recognised; no heading is used twice."""
    mapping: dict[str, str] = {}
    free = dict.fromkeys(filter(None, headings))
    for field, aliases in FIELDS.items():
        for alias in aliases:
            found = next((heading for heading in free if plain_heading(heading) == plain_heading(alias)), None)
            if found is not None:
                mapping[field] = found
                del free[found]
                break
    return mapping


def read_past_sessions(sheet: Sheet, mapping: Mapping[str, str], *, year: int | None = None) -> PastRows:
    """The sittings of a sheet; `mapping` is field to heading, `year` (西元) goes with dates like 4/19.

    Raises WrongFile when the mapping lacks series or date, or names a heading that is not there.
    """
    places = _places(sheet, mapping)
    rows: list[PastRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[object, ...], int] = {}
    for row in sheet.rows:
        reader = _RowReader(row, places, mapping, year)
        past = reader.read()
        problems += reader.problems
        if past is None or reader.problems:
            continue
        key = (past.series, past.track, past.date, past.start)
        if key in seen:
            problems.append(Problem(past.row, "", _("與第{row}列重複。請刪去其中一列。").format(row=seen[key])))
        seen.setdefault(key, past.row)
        rows.append(past)
    if not rows and not problems:
        raise refused(sheet.filename, _("只有標題，沒有場次。請補上資料再匯入。"))
    return PastRows(tuple(rows), tuple(problems))


def _places(sheet: Sheet, mapping: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for field, heading in mapping.items():
        if not heading:
            continue
        if field not in FIELDS:
            raise refused(sheet.filename, _("沒有「{field}」這種欄位。請重新對應欄位。"), field=field)
        if heading not in sheet.headings:
            raise refused(sheet.filename, _("找不到「{column}」欄。請重新對應欄位。"), column=heading)
        places[field] = sheet.headings.index(heading)
    if missing := [FIELDS[field][0] for field in NEEDED if field not in places]:
        raise refused(sheet.filename, _("缺少「{column}」欄。請指定哪一欄是它。"), column=_("、").join(missing))
    return places


class _RowReader:
    """One row, field by field; what cannot be read is noted with its heading."""

    def __init__(self, row: SheetRow, places: Mapping[str, int], headings: Mapping[str, str], year: int | None) -> None:
        self.row, self.places, self.headings, self.year = row, places, headings, year
        self.problems: list[Problem] = []

    def read(self) -> PastRow | None:
        series = self._text("series")
        if not series:
            self._problem("series", _("沒有會議別。請補上。"))
        day, start, end = self._when()
        status = self._field("status", _status)
        persons = self._field("persons", _persons)
        past = {
            "status": status or Status.HELD,
            "persons": persons,
            "about": persons is not None and "約" in self._text("persons"),
            "ordinal": self._field("ordinal", _ordinal),
        }
        texts = {field: self._text(field) for field in ("place", "chair", "track", "note")}
        if day is None:
            return None
        return PastRow(self.row.number, series, day, start, end, **texts, **past)  # type: ignore[arg-type] # by name

    def _text(self, field: str) -> str:
        place = self.places.get(field)
        text = "" if place is None else self.row.cells[place]
        if len(text) > _LONGEST:
            self._problem(field, _("超過{most}字。請縮短。").format(most=_LONGEST))
        return clean_text(text, _LONGEST)

    def _field(self, field: str, read: Callable[[str], _T]) -> _T | None:
        text = self._text(field)
        if not text:
            return None
        try:
            return read(text)
        except DateError as wrong:
            self._problem(field, str(wrong))
        return None

    def _when(self) -> tuple[date | None, time | None, time | None]:
        """Day, start and end; a date column may hold the time too (115.3.5 14:00)."""
        if not self._text("date"):
            self._problem("date", _("沒有日期。請補上。"))
            return None, None, None
        both = self._field("date", self._day)
        day, start = both or (None, None)
        span = self._field("time", _span)
        return (day, *(span or (start, None)))

    def _day(self, text: str) -> tuple[date, time | None]:
        try:
            return parse_date(text, year=self.year), None
        except DateError:
            if not re.search(r"[0-9][ T].*[0-9]|[時點午]", text):
                raise
            moment = parse_moment(re.split(r"[~～]", text)[0], year=self.year)
            return moment.date(), moment.time()

    def _problem(self, field: str, text: str) -> None:
        self.problems.append(Problem(self.row.number, self.headings.get(field, ""), text))


def _span(text: str) -> tuple[time, time | None]:
    """14:00, or 14:00-16:00 (～, 至)."""
    start, _sign, end = re.sub(r"[~～–—至到]", "-", text).partition("-")
    begin = parse_time(start)
    finish = parse_time(end) if end.strip() else None
    if finish is not None and finish <= begin:
        raise DateError(_("結束時間不在開始之後。請更正。"))
    return begin, finish


def _status(text: str) -> Status:
    state = _STATE_OF.get(text.strip().casefold())
    if state is None:
        raise DateError(_("「{text}」不是認得的狀態。請寫已召開、取消或延期。").format(text=text[:20]))
    return state


def _persons(text: str) -> int:
    found = _PERSONS.fullmatch(_plain(text))
    if found is None or int(found[1]) > MOST_PERSONS:
        raise DateError(_("「{text}」不是人次。請寫數字，例如 17 或 約17人次。").format(text=text[:20]))
    return int(found[1])


def _ordinal(text: str) -> int:
    found = _ORDINAL.fullmatch(_plain(text))
    if found is None or not 1 <= int(found[1]) <= _MOST_ORDINAL:
        raise DateError(_("「{text}」不是會次。請寫數字，例如 3 或 第3次。").format(text=text[:20]))
    return int(found[1])


def _plain(text: str) -> str:
    """Figures as ASCII, Chinese numerals too, no blanks."""
    from meetingtui.dates.numerals import plain

    return re.sub(r"[\s,]", "", plain(text))
