"""Screens: opening and paging the list of sittings, and turning the calendar's year, against bare Textual."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.geometry import Size
from textual.pilot import Pilot

from meetingtui.config import Settings
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.year_grid import YearGrid
from tests import builders
from tests.bench.bare_view import BareApp
from tests.bench.databases import SAMPLE, Workshop
from tests.bench.measure import Ratio, cpu_of_waiting
from tests.bench.terminal import COLUMNS, LINES

SIZE = (COLUMNS, LINES)
Side = Callable[[], Awaitable[float]]


def opening(workshop: Workshop) -> list[Ratio]:
    """場次 opened on a long year against the same place on a short one."""
    long, short = workshop.sizes.long_list, workshop.sizes.short_list
    ours, other = (_opening(workshop, workshop.sittings(count, years=1)) for count in (long, short))
    sides = asyncio.run(_in_turns(ours, other, workshop.sizes.rounds))
    return [Ratio(f"opening a list of {long:,}", f"one of {short:,}", *sides, 1.5)]


def paging(workshop: Workshop) -> list[Ratio]:
    """A page down in 場次 against a bare view of the same area."""
    long = workshop.sizes.long_list
    path = workshop.sittings(long, years=1)
    area = asyncio.run(_area(workshop, path, "4", RecordList))
    sides = asyncio.run(_in_turns(_paging(workshop, path), _bare_paging(workshop, area), workshop.sizes.rounds))
    return [Ratio(f"page down in a list of {long:,}", "bare Textual, same area", *sides, 3.0)]


def turning(workshop: Workshop) -> list[Ratio]:
    """The key for another year in the calendar, reading and drawing, against a bare view that redraws the same area."""
    area = asyncio.run(_area(workshop, SAMPLE, "2", YearGrid))
    sides = asyncio.run(_in_turns(_year_turned(workshop), _bare_redraw(workshop, area), workshop.sizes.rounds))
    return [Ratio("year change in the calendar", "bare Textual, same area", *sides, 3.0)]


# ----- both sides


async def _in_turns(ours: Side, other: Side, rounds: int) -> tuple[list[float], list[float]]:
    pairs = [(await ours(), await other()) for _round in range(rounds + 1)][1:]
    return [one for one, _two in pairs], [two for _one, two in pairs]


@asynccontextmanager
async def _app(workshop: Workshop, path: Path) -> AsyncIterator[Pilot[Any]]:
    """The program on its first place, at rest."""
    office = builders.open_office(path)
    office.warm()  # not while something is measured
    app = MeetingApp(lambda: office, Settings(workshop.settings_file(), {}), ascii_only=False)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await _rest(pilot)
            yield pilot
    finally:
        office.close()


async def _rest(pilot: Pilot[Any]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _go(pilot: Pilot[Any], key: str) -> None:
    await pilot.press(key)
    await _rest(pilot)


async def _area(workshop: Workshop, path: Path, place: str, kind: type[RecordList] | type[YearGrid]) -> Size:
    async with _app(workshop, path) as pilot:
        await _go(pilot, place)
        return pilot.app.screen.query_one(kind).size


def _times(count: int, key: Callable[[int], str], pilot: Pilot[Any]) -> Callable[[], Awaitable[None]]:
    async def press() -> None:
        for number in range(count):
            await _go(pilot, key(number))

    return press


# ----- what is measured


def _opening(workshop: Workshop, path: Path) -> Side:
    async def measure() -> float:
        async with _app(workshop, path) as pilot:
            spent = await cpu_of_waiting(lambda: _go(pilot, "4"))
            if not pilot.app.screen.query_one(RecordList).total:
                raise ValueError("the list is empty")
            return spent

    return measure


def _paging(workshop: Workshop, path: Path) -> Side:
    async def measure() -> float:
        async with _app(workshop, path) as pilot:
            await _go(pilot, "4")
            keys = workshop.sizes.keys
            return await cpu_of_waiting(_times(keys, lambda _number: "pagedown", pilot)) / keys

    return measure


def _bare_paging(workshop: Workshop, area: Size) -> Side:
    async def measure() -> float:
        async with BareApp(area, workshop.sizes.long_list).run_test(size=SIZE) as pilot:
            await _rest(pilot)
            keys = workshop.sizes.keys
            return await cpu_of_waiting(_times(keys, lambda _number: "pagedown", pilot)) / keys

    return measure


def _year_turned(workshop: Workshop) -> Side:
    async def measure() -> float:
        async with _app(workshop, SAMPLE) as pilot:
            await _go(pilot, "2")
            keys = workshop.sizes.keys
            there = ("left_square_bracket", "right_square_bracket")
            return await cpu_of_waiting(_times(keys, lambda number: there[number % 2], pilot)) / keys

    return measure


def _bare_redraw(workshop: Workshop, area: Size) -> Side:
    async def measure() -> float:
        async with BareApp(area, area.height).run_test(size=SIZE) as pilot:
            await _rest(pilot)
            keys = workshop.sizes.keys
            return await cpu_of_waiting(_times(keys, lambda _number: "r", pilot)) / keys

    return measure
