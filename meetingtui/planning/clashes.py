"""Rules that a sitting's time may break: chair, room or agency taken, a day off, outside its window, too late a notice.

Each is pure and answers with sentences; the draft and every move ask the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.dates.showing import show_date
from meetingtui.language import N_, _

Kind = Literal["chair", "room", "agency", "travel"]
_KINDS: dict[str, Kind] = {"person": "chair", "post": "chair", "room": "room", "agency": "agency"}
_SENTENCES: dict[Kind, str] = {
    "chair": N_("{who}在{when}已有「{there}」，與「{here}」撞期。"),
    "room": N_("{who}在{when}已由「{there}」使用，與「{here}」撞期。"),
    "agency": N_("{who}在{when}要出席「{there}」，與「{here}」撞期。"),
    "travel": N_("{who}在{when}有「{there}」，與「{here}」間隔不到{minutes}分鐘車程（{places}）。"),
}
_NAMELESS: dict[Kind, str] = {
    "chair": N_("主持人"), "room": N_("場地"), "agency": N_("出席機關"), "travel": N_("主持人"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A time from `start` until before `end`."""

    start: datetime
    end: datetime

    def meets(self, other: Slot) -> bool:
        """Whether the two share a moment; one that ends when the other starts does not."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Booking:
    """Whom and what a sitting takes (`person:7`, `room:多功能會議室`, `agency:5`), and when.

    `place` is its township, "" in the county's own rooms, None where nobody knows or nobody travels.
    """

    keys: frozenset[str]
    start: datetime
    end: datetime
    label: str
    place: str | None = None

    @property
    def slot(self) -> Slot:
        """Its time."""
        return Slot(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sittings that need the same chair, room or agency at the same time, or a chair who cannot come in time."""

    kind: Kind
    a: str
    b: str
    sentence: str


def kind_of(key: str) -> Kind:
    """What a booking key stands for; an unknown one counts as an agency."""
    return _KINDS.get(key.partition(":")[0], "agency")


def named(key: str, names: Mapping[str, str]) -> str:
    """The name to show for a booking key: `names` first, then a room's own, else 「主持人」 and the like."""
    if key in names:
        return names[key]
    kind = kind_of(key)
    return (key.partition(":")[2] if kind == "room" else "") or _(_NAMELESS[kind])


def clashes(
    booking: Booking, others: Iterable[Booking], names: Mapping[str, str] | None = None, *, travel: int = 0
) -> list[Clash]:
    """Each way in which `booking` meets one of `others`: one for each kind and other, chairs first.

    `names` gives the words for keys (`person:7` to 「副縣長」). A chair needs `travel` minutes between two townships.
    """
    found: list[Clash] = []
    for other in others:
        shared = booking.keys & other.keys
        if shared and travel and (who := _too_near(booking, other, shared, travel)):
            sentence = _travel_sentence(who, booking, other, names or {}, travel)
            found.append(Clash("travel", booking.label, other.label, sentence))
        if not shared or not booking.slot.meets(other.slot):
            continue
        by_kind: dict[Kind, str] = {}
        for key in sorted(shared):
            by_kind.setdefault(kind_of(key), key)
        found += [
            Clash(kind, booking.label, other.label, clash_sentence(by_kind[kind], booking, other, names or {}))
            for kind in ("chair", "room", "agency") if kind in by_kind
        ]  # fmt: skip
    return found


def _too_near(here: Booking, there: Booking, shared: Iterable[str], travel: int) -> str:
    """The chair who has too little time between two places; "" for none, also where the times themselves meet."""
    if here.place is None or there.place is None or here.place == there.place or here.slot.meets(there.slot):
        return ""
    apart = timedelta(minutes=travel)
    if here.start >= there.end + apart or there.start >= here.end + apart:
        return ""
    return next((key for key in sorted(shared) if kind_of(key) == "chair"), "")


def _travel_sentence(key: str, here: Booking, there: Booking, names: Mapping[str, str], minutes: int) -> str:
    text = _SENTENCES["travel"]
    return _(text).format(
        who=named(key, names), when=time_words(there.start, there.end), there=there.label, here=here.label,
        places=_("與").join(place for place in (there.place, here.place) if place), minutes=minutes,
    )  # fmt: skip


def clash_sentence(key: str, here: Booking, there: Booking, names: Mapping[str, str]) -> str:
    """Who or what is taken when, by which sitting, against which; two of one name are told as one and another."""
    other = there.label if there.label != here.label else _("{label}（另一場）").format(label=there.label)
    return _(_SENTENCES[kind_of(key)]).format(
        who=named(key, names), when=time_words(there.start, there.end), there=other, here=here.label
    )


def time_words(start: datetime, end: datetime) -> str:
    """A time as people read it: 115年3月5日（星期四）14:00至16:00, whole days by their dates alone."""
    if start.time() == end.time() == time() and end > start:
        last = end.date() - timedelta(days=1)
        first = show_date(start.date())
        return first if last == start.date() else _("{first}至{last}").format(first=first, last=show_date(last))
    if start.date() != end.date():
        return _("{day}{start}至{last}{end}").format(
            day=show_date(start.date()), start=f"{start:%H:%M}", last=show_date(end.date()), end=f"{end:%H:%M}"
        )
    return _("{day}{start}至{end}").format(day=show_date(start.date()), start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def day_off(calendar: OfficeCalendar, start: datetime, end: datetime, place: str | None = None) -> str | None:
    """Why offices are closed at that time (in the township `place`), or None when they are open."""
    until = end.time() if end.date() == start.date() else time.max
    return calendar.why_closed(start.date(), start.time(), until, place)


def outside_window(day: date, first: date | None, last: date | None) -> str | None:
    """That `day` lies before or after the window of the sitting, or None; without a window nothing is outside."""
    if (first is None or first <= day) and (last is None or day <= last):
        return None
    if first is not None and last is not None:
        return _("{day}不在應召開的時段（{first}至{last}）內。").format(
            day=show_date(day), first=show_date(first), last=show_date(last)
        )
    if first is not None:
        return _("{day}早於可召開的第一日（{first}）。").format(day=show_date(day), first=show_date(first))
    return _("{day}晚於應召開的最後一日（{last}）。").format(day=show_date(day), last=show_date(last or day))


def notice_too_short(today: date, day: date, days: int) -> str | None:
    """That fewer than `days` days are left from `today` for the notice of a sitting on `day`, or None."""
    left = (day - today).days
    if left >= days:
        return None
    if left < 0:
        return _("{day}已過，無法通知。").format(day=show_date(day))
    return _("距{day}只剩{left}天，通知應於{days}天前送達。").format(day=show_date(day), left=left, days=days)


def gap_broken(dates: Sequence[date], months: int) -> list[tuple[date, date]]:
    """Neighbouring dates with the later after the earlier + `months` calendar months; none for `months` below one."""
    if months < 1:
        return []
    return [(a, b) for a, b in pairwise(sorted(dates)) if b > add_months(a, months)]
