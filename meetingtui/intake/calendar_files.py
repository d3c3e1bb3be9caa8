"""Foreign calendar files, cut down to what is asked of them before any library sees them.

Only times, repeats and answers are kept: titles, texts, attachments and alarms are dropped unread.
RFC 5545 for the form, RFC 5546 for the methods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.reading import refused, within
from meetingtui.language import _

if TYPE_CHECKING:
    from icalendar import Component

MOST_OCTETS = 5_000_000
MOST_COMPONENTS = 20_000
_LONGEST_LINE = 20_000
_MOST_RULES_OF_ZONES = 60
_TIMES = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"}
_KEPT: dict[str, set[str]] = {
    "VCALENDAR": {"VERSION", "METHOD"},
    "VEVENT": _TIMES
    | {"UID", "SEQUENCE", "DTSTAMP", "STATUS", "TRANSP", "ATTENDEE", "COMMENT", "X-MICROSOFT-CDO-BUSYSTATUS"},
    "VFREEBUSY": {"UID", "DTSTAMP", "DTSTART", "DTEND", "FREEBUSY"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
}
_INSIDE = {"VCALENDAR": "", "VEVENT": "VCALENDAR", "VFREEBUSY": "VCALENDAR", "VTIMEZONE": "VCALENDAR"} | dict.fromkeys(
    ("STANDARD", "DAYLIGHT"), "VTIMEZONE"
)
_ZONE_PARTS = {"VTIMEZONE", "STANDARD", "DAYLIGHT"}
_NAME = re.compile(r"([A-Za-z0-9-]+)[ \t]*(?=[;:])")
_RULE_OF_ZONE = re.compile(
    r"RRULE[^:]*:FREQ=YEARLY(?:;(?:BYMONTH=\d\d?|BYDAY=[-+]?\d?[A-Z]{2}|BYMONTHDAY=[-\d,]{1,20}|INTERVAL=1"
    r"|WKST=[A-Z]{2}|UNTIL=[0-9TZ]{8,16}))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The part of a foreign calendar file that is of use; `method` in capitals, empty where none is given."""

    method: str
    events: tuple[Component, ...]
    free_busy: tuple[Component, ...]


def kind_of(data: bytes, *, filename: str = "") -> Literal["reply", "busy"]:
    """Whether the file answers an invite, or tells when somebody is busy. Raises WrongFile for anything else."""
    method, has_events = "", False
    for _number, line in _lines(data, filename):
        head = line[:40].upper().replace(" ", "")
        if head.startswith("METHOD:"):
            method = head[7:]
        has_events = has_events or head == "BEGIN:VEVENT"
    if method == "REPLY" and has_events:
        return "reply"
    if method in {"", "PUBLISH", "REQUEST", "REPLY"}:
        return "busy"
    raise refused(
        filename,
        _("檔案的用途是「{method}」，這裡只收出席回覆（REPLY）與行事曆（忙碌時段）。請在行事曆軟體重新匯出。"),
        method=method,
    )


def read(data: bytes, *, filename: str = "") -> CalendarFile:
    """Events and busy times of a file of at most 5 MB and 20,000 entries. Raises WrongFile."""
    import warnings

    from icalendar import Calendar
    from icalendar.timezone import tzp

    tzp.use_default()  # forgets the time zones that an earlier file defined
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            method, text = _cut_down(data, filename)
            calendars = Calendar.from_ical(text, multiple=True)
    except WrongFile:
        raise
    except Exception as broken:
        raise _broken(filename) from broken
    parts = [part for calendar in calendars for part in calendar.subcomponents]
    events = tuple(part for part in parts if part.name == "VEVENT")
    free_busy = tuple(part for part in parts if part.name == "VFREEBUSY")
    if not events and not free_busy:
        raise refused(filename, _("檔案裡沒有行程。請確認匯出的期間內有行程後再匯出一次。"))
    return CalendarFile(method, events, free_busy)


def _broken(filename: str) -> WrongFile:
    return refused(filename, _("行事曆檔的內容不合格式。請在行事曆軟體重新匯出後再試。"))


def _lines(data: bytes, filename: str) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number of the physical line that each begins on; blank ones are left out."""
    within(data, MOST_OCTETS, filename)
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data[:15].upper() != b"BEGIN:VCALENDAR":
        raise refused(filename, _("不是行事曆檔（iCalendar，.ics）。請在行事曆軟體匯出成 .ics 檔。"))
    pieces: list[bytes] = []
    begun = 1
    for number, piece in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        if piece[:1] in {b" ", b"\t"} and pieces:
            pieces.append(piece[1:])
            continue
        if pieces and (line := _text(b"".join(pieces))):
            yield begun, line
        pieces, begun = [piece], number
    if pieces and (line := _text(b"".join(pieces))):
        yield begun, line


def _text(octets: bytes) -> str:
    """The line as text; what is kept of a calendar is nearly all ASCII, so odd bytes do no harm."""
    return octets.decode("utf-8", "replace").replace("\x00", "").strip()


def _cut_down(data: bytes, filename: str) -> tuple[str, str]:
    """The method, and the file with nothing in it but the components and properties of use.

    Time zones come first, as some programs write them after the events that need them.
    """
    cut = _Cut(filename)
    for number, line in _lines(data, filename):
        word, _colon, value = line.partition(":")
        word, value = word.strip().upper(), value.strip().upper()
        if word == "BEGIN":
            cut.begin(value)
        elif word == "END":
            cut.end(value, number)
        else:
            cut.keep(line, number)
            if word == "METHOD" and cut.open_parts == ["VCALENDAR"]:
                cut.method = value
    if cut.open_parts:
        raise refused(filename, _("檔案不完整，結尾被截斷。請重新下載或匯出。"))
    zones = ["BEGIN:VCALENDAR", *cut.zones, "END:VCALENDAR"] if cut.zones else []
    return cut.method, "\r\n".join([*zones, *cut.kept, ""])


class _Cut:
    """The lines kept so far, and the components that are open; `unused` counts the open ones not kept."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.kept: list[str] = []
        self.zones: list[str] = []
        self.open_parts: list[str] = []
        self.unused = 0
        self.method = ""
        self.components = 0
        self.zone: list[str] = []
        self.rules_of_zones = 0

    def begin(self, name: str) -> None:
        if self.unused or _INSIDE.get(name) != (self.open_parts[-1] if self.open_parts else ""):
            self.unused += 1
        else:
            self.components += 1
            self._lines_of(name).append(f"BEGIN:{name}")
        if self.components > MOST_COMPONENTS:
            raise refused(self.filename, _("行程超過{most}筆。請縮短匯出的期間。"), most=MOST_COMPONENTS)
        self.open_parts.append(name)

    def end(self, name: str, number: int) -> None:
        if not self.open_parts or self.open_parts.pop() != name:
            raise refused(self.filename, _("第{row}行的 END 與 BEGIN 不成對。請重新匯出後再試。"), row=number)
        if self.unused:
            self.unused -= 1
            return
        self._lines_of(name).append(f"END:{name}")
        if name == "VTIMEZONE":
            self._end_zone(number)

    def keep(self, line: str, number: int) -> None:
        part = self.open_parts[-1] if self.open_parts else ""
        name = _NAME.match(line)
        if self.unused or name is None or name[1].upper() not in _KEPT.get(part, ()):
            return
        if len(line) > _LONGEST_LINE:
            raise refused(self.filename, _("第{row}行太長。請縮短匯出的期間後再試。"), row=number)
        self._lines_of(part).append(line)

    def _lines_of(self, part: str) -> list[str]:
        return self.zone if part in _ZONE_PARTS else self.kept

    def _end_zone(self, number: int) -> None:
        """Keep the rules of a time zone that nobody knows by name, as far as they are plain yearly ones."""
        zone, self.zone = self.zone, []
        if any(_is_known(line.partition(":")[2]) for line in zone if line.upper().startswith("TZID")):
            return
        rules = [line for line in zone if line.upper().startswith(("RRULE", "RDATE"))]
        self.rules_of_zones += len(rules)
        sound = all(line[1] in "Dd" or _RULE_OF_ZONE.fullmatch(line) for line in rules)
        if not sound or self.rules_of_zones > _MOST_RULES_OF_ZONES:
            raise refused(self.filename, _("第{row}行以前的時區規則無法採用。請將時區改為臺北後重新匯出。"), row=number)
        self.zones += zone


def _is_known(zone: str) -> bool:
    """Whether a time zone is known by its name, from Asia/Taipei to Taipei Standard Time."""
    from icalendar.timezone import tzp

    try:
        return len(zone) < 100 and tzp.timezone(zone) is not None
    except (OSError, ValueError):
        return False
