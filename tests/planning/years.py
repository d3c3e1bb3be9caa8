"""Registries to plan, of three sizes, the same each time: a county of 155 sittings, one of 317, and all 22 counties.

Normal and tight (one delegate per agency, a deputy magistrate who is free 35 % of his half days), with and without
longest gaps. What looks like chance is a checksum of names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zlib import crc32

from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.request import Busy, ChairPost, PlanRequest, SeriesPlan, TrackPlan

YEAR = 2027
DEPUTY, MAGISTRATE, SOCIAL, HEALTH, POLICE, SCHOOLS, COURT, VICE = range(1, 9)
_NAMES = ("副縣長", "縣長", "社會處處長", "衛生局局長", "警察局局長", "教育處處長", "法院院長", "社會處副處長")
_POSTS = {number: ChairPost(number, name) for number, name in enumerate(_NAMES, 1)}
_HEADS = 100
"""Post numbers from here on are heads of centres; each has two."""
_FREE = 35
"""Per cent of half days on which the deputy magistrate of a tight year is free."""


class Size(NamedTuple):
    """How many places a county holds its travelling and its case meetings in, and outreach sittings a year."""

    centres: int
    reviews: int
    clinics: int
    drugs: int
    police: int
    outreach: int


SMALL = Size(4, 1, 2, 1, 1, 18)
MIDDLE = Size(7, 1, 2, 2, 1, 18)
"""155 sittings a year."""
LARGE = Size(18, 2, 6, 6, 2, 28)
"""317 sittings a year."""
COUNTIES = (*[LARGE] * 6, *[MIDDLE] * 8, *[SMALL] * 8)
"""The whole country: 4,190 sittings a year."""


class _Line(NamedTuple):
    """A series as a registry states it; `gap` is its longest gap in months where gaps are asked for."""

    rhythm: Rhythm
    per_period: int
    posts: tuple[int, ...]
    deputies: tuple[int, ...]
    weekday: int | None
    start: time
    minutes: int
    room: str
    agencies: str
    gap: int | None
    tracks: int = 0
    travels: bool = False
    external: bool = False


def county(size: Size = MIDDLE, *, tight: bool = False, gaps: bool = False, name: str = "甲縣") -> PlanRequest:
    """One county's year."""
    return PlanRequest(
        YEAR, tuple(_series(name, n, line, tight, gaps) for n, line in enumerate(_lines(size), 1)), OfficeCalendar(),
        busy=tuple(_away(name)) if tight else (), who=lambda post_id, _day: f"person:{post_id}",
    )  # fmt: skip


def nation(*, tight: bool = False, gaps: bool = False) -> list[PlanRequest]:
    """The 22 counties' years."""
    return [county(size, tight=tight, gaps=gaps, name=f"{n}縣") for n, size in enumerate(COUNTIES)]


def due(request: PlanRequest) -> int:
    """How many sittings a year asks for."""
    return sum(one.cadence.computed(len(one.tracks)) or 0 for one in request.series)


def _lines(size: Size) -> list[_Line]:
    early, late, house = time(9, 30), time(14), "第一會議室"
    q, h, b, m = Rhythm.QUARTER, Rhythm.HALF, Rhythm.BIMONTH, Rhythm.MONTH
    return [
        _Line(h, 1, (MAGISTRATE,), (DEPUTY,), 1, early, 120, house, "社衛警教", None),
        _Line(q, 1, (DEPUTY,), (SOCIAL, POLICE), 1, late, 120, house, "社警教", 3),
        _Line(h, 1, (DEPUTY,), (SOCIAL,), 2, late, 120, house, "社衛警", None),
        _Line(h, 1, (DEPUTY,), (HEALTH,), 3, late, 120, house, "社衛", None),
        _Line(b, 1, (DEPUTY,), (POLICE,), 0, late, 120, house, "衛警教", 3),
        _Line(h, 1, (COURT,), (), 2, early, 120, "法院會議室", "社警", None, external=True),
        _Line(h, 1, (MAGISTRATE,), (DEPUTY, SCHOOLS), 3, early, 150, house, "社教", None),
        _Line(Rhythm.THIRD, 1, (DEPUTY,), (SOCIAL,), 3, early, 150, house, "社衛警教勞", 5),
        _Line(q, 1, (DEPUTY,), (), 4, late, 120, house, "社衛勞", 3),
        _Line(q, 1, (SOCIAL,), (VICE,), 2, late, 120, "社會處", "社勞", 4),
        _Line(b, 1, (HEALTH,), (), 2, late, 120, "衛生局會議室", "衛社", 3),
        _Line(m, 1, (POLICE,), (), 4, early, 90, "警察局會議室", "警社教", None, size.police),
        _Line(q, 1, (), (VICE,), 4, early, 120, "", "社衛警教", 4, size.centres, travels=True),
        _Line(m, 2, (VICE, HEALTH, POLICE, SCHOOLS), (SOCIAL,), 3, late, 180, "社會處", "社衛警", None, size.reviews),
        _Line(b, 1, (HEALTH,), (VICE,), 2, late, 120, "衛生局會議室", "衛社警", 3, size.clinics),
        _Line(m, 1, (HEALTH, SOCIAL), (), 1, late, 120, "衛生局會議室", "衛社", None, size.drugs),
        _Line(Rhythm.COUNT, size.outreach, (VICE,), (), None, early, 60, "", "社", None),
    ]  # fmt: skip


def _series(name: str, number: int, line: _Line, tight: bool, gaps: bool) -> SeriesPlan:
    code = f"{name}-{number:02}"
    return SeriesPlan(
        number, code, Cadence(line.rhythm, line.per_period), tuple(_tracks(code, line)),
        tuple(_POSTS[post] for post in line.posts), rota=len(line.posts) > 1,
        deputies=tuple(_POSTS[post] for post in line.deputies), weekday=line.weekday, start=line.start,
        minutes=line.minutes, room=line.room, rotate_townships=line.travels, external=line.external,
        max_gap_months=line.gap if gaps else None, last_held=_last(code),
        agencies=tuple(f"agency:{one}" for one in line.agencies) if tight else (),
    )  # fmt: skip


def _tracks(code: str, line: _Line) -> Iterator[TrackPlan]:
    for n in range(line.tracks):
        track = f"T{n + 1}"
        head = (ChairPost(_HEADS + n // 2, f"第{n // 2 + 1}督導"),) if line.travels else ()
        towns = tuple(f"{track}第{k}鄉" for k in range(1, 4)) if line.travels else ()
        yield TrackPlan(n + 1, track, towns, head, _last(f"{code}-{track}"))


def _last(name: str) -> date:
    """The final sitting of the year before, in November or December."""
    return date(YEAR - 1, 11, 10) + timedelta(days=crc32(name.encode()) % 48)


def _away(name: str) -> Iterator[Busy]:
    """The half days on which the deputy magistrate has no time."""
    for n in range(365):
        day = date(YEAR, 1, 1) + timedelta(days=n)
        for begin, end in ((8, 12), (13, 18)):
            if crc32(f"{name} {day} {begin}".encode()) % 100 >= _FREE:
                yield Busy(f"post:{DEPUTY}", *(datetime.combine(day, time(hour)) for hour in (begin, end)))
