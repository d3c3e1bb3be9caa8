"""Which days are worked: layers of weekend, fixed holidays, official calendar, its revision and local closures."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.dates.errors import DateError
from meetingtui.dates.official import OfficialYear, shipped
from meetingtui.dates.showing import show_date
from meetingtui.language import N_, _, current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Literal

    Layer = Literal["weekend", "fixed", "official", "revised", "local"]
    Half = Literal["am", "pm"]

ONE_DAY = timedelta(days=1)
NOON = time(12)
FURTHEST = 3660
"""Days searched for a working day before giving up: ten years."""

FIXED_HOLIDAYS = {
    (1, 1): N_("開國紀念日"),
    (2, 28): N_("和平紀念日"),
    (4, 4): N_("兒童節"),
    (4, 5): N_("清明節"),
    (5, 1): N_("勞動節"),
    (9, 28): N_("孔子誕辰紀念日/教師節"),
    (10, 10): N_("國慶日"),
    (10, 25): N_("臺灣光復暨金門古寧頭大捷紀念日"),
    (12, 25): N_("行憲紀念日"),
}
"""紀念日及節日實施條例 (114-05-28), the holidays bound to a date; those of the moon wait for the official calendar."""


class DayStatus(NamedTuple):
    """Whether a day is off, its remark, and the layer that spoke last."""

    off: bool
    label: str
    layer: Layer


class Closure(NamedTuple):
    """A day or half day without office (天然災害停止上班), in the whole county or one township."""

    day: date
    half: Half | None = None
    place: str | None = None
    reason: str = ""

    def meets(self, start: time, end: time, place: str | None) -> bool:
        """Whether a sitting of these hours, held at `place`, falls into it; an unknown place is in no township."""
        if self.place and _place(self.place) not in _place(place or ""):
            return False
        if self.half == "am":
            return start < NOON
        return self.half is None or start >= NOON or end > NOON


class DayChange(NamedTuple):
    """A day that a newly issued calendar changes."""

    day: date
    was: DayStatus
    now: DayStatus


def _place(name: str) -> str:
    return name.replace("台", "臺").strip()


class OfficeCalendar:
    """Working days of a county: the shipped calendars, issues imported later, and local closures.

    A later issue wins over an earlier one day by day; an imported issue without date counts as the latest.
    """

    def __init__(
        self,
        issues: Iterable[OfficialYear] = (),
        closures: Iterable[Closure] = (),
        *,
        base: Callable[[int], OfficialYear | None] | None = shipped,
    ) -> None:
        """`base` gives a 西元 year's shipped calendar (None: nothing is shipped); it is asked at first use."""
        self._base = base
        self._imported: dict[int, list[OfficialYear]] = {}
        for issue in issues:
            self._imported.setdefault(issue.year, []).append(issue)
        self._closures: dict[date, list[Closure]] = {}
        for closure in closures:
            self._closures.setdefault(closure.day, []).append(closure)
        self._issues: dict[int, list[OfficialYear]] = {}
        self._days: dict[date, DayStatus] = {}

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[tuple[date, bool, str, date | None]],
        closures: Iterable[Closure] = (),
        *,
        base: Callable[[int], OfficialYear | None] | None = shipped,
    ) -> OfficeCalendar:
        """From stored rows (date, off, label, date of issue), any number of years and issues mixed."""
        grouped: dict[tuple[int, date | None], dict[date, tuple[bool, str]]] = {}
        for day, off, label, issued in rows:
            grouped.setdefault((day.year, issued), {})[day] = (off, label)
        issues = [OfficialYear(year, issued, days) for (year, issued), days in grouped.items()]
        return cls(issues, closures, base=base)

    def issues(self, year: int) -> list[OfficialYear]:
        """Every issue known for a 西元 year, the one in force last."""
        if year not in self._issues:
            base = self._base(year) if self._base else None
            dated = [((one.issued or date.max), one) for one in self._imported.get(year, [])]
            dated += [((base.issued or date.min), base)] if base else []
            self._issues[year] = [one for _issued, one in sorted(dated, key=lambda pair: pair[0])]
        return self._issues[year]

    def covers(self, year: int) -> bool:
        """Whether official data speak for a 西元 year; without them only weekends and fixed dates are known."""
        return bool(self.issues(year))

    def issued(self, year: int) -> date | None:
        """Date of issue of the calendar in force; None when unknown or not covered."""
        known = self.issues(year)
        return known[-1].issued if known else None

    def day(self, day: date) -> DayStatus:
        """What is known of `day`, closures of the whole county included, those of half days or townships not."""
        if day not in self._days:
            self._days[day] = self._local(day) or self._public(day)
        return self._days[day]

    def closures(self, day: date) -> tuple[Closure, ...]:
        """Every local closure of that day."""
        return tuple(self._closures.get(day, ()))

    def is_working(self, day: date) -> bool:
        """Whether offices work that day, make-up Saturdays included."""
        return not self.day(day).off

    def is_offered(self, day: date) -> bool:
        """Whether the day is proposed for sittings: a working day that is no make-up Saturday."""
        return day.weekday() < 5 and self.is_working(day)

    def is_open(self, day: date, start: time, end: time, place: str | None = None) -> bool:
        """Whether a sitting of these hours at that place falls into office hours."""
        return self.is_working(day) and not any(one.meets(start, end, place) for one in self.closures(day))

    def why_closed(self, day: date, start: time, end: time, place: str | None = None) -> str | None:
        """The sentence that says why a sitting cannot be held then; None when it can."""
        hit = next((one for one in self.closures(day) if one.meets(start, end, place)), None)
        if hit is not None:
            halves = {None: "", "am": _("上午"), "pm": _("下午")}
            where = [show_date(day), halves[hit.half], hit.place or ""]
            return _("{where}停止上班（{reason}）。").format(
                where=("" if current() == "zh_TW" else " ").join(filter(None, where)),
                reason=hit.reason or _("未註明原因"),
            )
        status = self.day(day)
        if not status.off:
            return None
        if not status.label:
            return _("{date}是例假日，不上班。").format(date=show_date(day))
        return _("{date}放假（{label}）。").format(date=show_date(day), label=_(status.label))

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return next(self._walk(day, 1))

    def previous_working(self, day: date) -> date:
        """The last working day before `day`."""
        return next(self._walk(day, -1))

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both included."""
        span = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in span if self.is_working(day)]

    def minus_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day before `day` (after it when negative); `day` itself for 0."""
        walk = self._walk(day, -1 if count > 0 else 1)
        for _step in range(abs(count)):
            day = next(walk)
        return day

    def before_long_holiday(self, day: date) -> bool:
        """Whether three or more days off follow directly on this working day."""
        return self.is_working(day) and not any(self.is_working(day + ONE_DAY * number) for number in (1, 2, 3))

    def changes(self, issue: OfficialYear) -> list[DayChange]:
        """What a calendar about to be imported would change, day by day, against what holds now."""
        changed = []
        for day, (off, label) in sorted(issue.days.items()):
            was = self._public(day)
            if was.off != off or (was.label != label and was.layer in ("official", "revised")):
                now = DayStatus(off, label, "revised" if self.covers(day.year) else "official")
                changed.append(DayChange(day, was, now))
        return changed

    def _local(self, day: date) -> DayStatus | None:
        everywhere = [one for one in self.closures(day) if not one.place]
        halves = {one.half for one in everywhere}
        if not everywhere or not (None in halves or halves == {"am", "pm"}):
            return None
        return DayStatus(True, "；".join(dict.fromkeys(one.reason for one in everywhere if one.reason)), "local")

    def _public(self, day: date) -> DayStatus:
        weekend = DayStatus(day.weekday() >= 5, "", "weekend")
        known = [issue.days[day] for issue in self.issues(day.year) if day in issue.days]
        if known:
            return DayStatus(*known[-1], "official" if known[-1] == known[0] else "revised")
        if not self.covers(day.year) and (day.month, day.day) in FIXED_HOLIDAYS:
            return DayStatus(True, FIXED_HOLIDAYS[day.month, day.day], "fixed")
        return weekend

    def _walk(self, day: date, step: int) -> Iterator[date]:
        """Working days from `day` on (not it itself). Raises DateError when ten years hold none."""
        idle = 0
        while idle < FURTHEST and (date.min if step < 0 else date.max) != day:
            day += ONE_DAY * step
            idle += 1
            if self.is_working(day):
                idle = 0
                yield day
        raise DateError(_("{date}前後找不到上班日。請檢查辦公日曆。").format(date=show_date(day)))
