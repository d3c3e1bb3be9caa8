"""Minutes: a key in a long text against the same key in an empty one, and opening a sitting with many points."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

from meetingtui.config import Settings
from meetingtui.domain.sessions import Rule
from meetingtui.services import agenda, minutes, sessions
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui import jumps
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.minutes import MinutesPage
from tests import builders
from tests.bench.databases import Workshop
from tests.bench.measure import Ratio, cpu_of_waiting
from tests.bench.terminal import COLUMNS, LINES

SENTENCE = "衛生局、教育處、警察局等機關均應派員出席，並於會後一個月內提報辦理情形。"
CLAUSE = "衛生局教育處警察局等機關均應派員出席，"
NUMBER = "PIF-10-115-01"
Side = Callable[[], Awaitable[float]]


def typing(workshop: Workshop) -> list[Ratio]:
    """A key in the middle of a long text, in short paragraphs and in a paste without a line break or full stop."""
    length, wall = workshop.sizes.written, workshop.sizes.written // 5
    long = "\n".join([SENTENCE * 4] * (length // (len(SENTENCE) * 4) + 1))[:length]
    clauses = (CLAUSE * (wall // len(CLAUSE) + 1))[:wall]
    empty = _typing(workshop, "")
    return [
        _against(_typing(workshop, long), empty, workshop, f"a key in minutes of {length:,} characters"),
        _against(
            _typing(workshop, long, pasted=clauses), empty, workshop, f"the same with {wall:,} pasted in one line"
        ),
    ]  # fmt: skip


def points(workshop: Workshop) -> list[Ratio]:
    """The minutes of a sitting with a hundred points opened, against one with five."""
    many, few = workshop.sizes.points, 5
    sides = asyncio.run(_in_turns(_opening(workshop, many), _opening(workshop, few), workshop.sizes.rounds))
    return [Ratio(f"opening the minutes of {many} points", f"of {few}", *sides, 1.5)]


def _against(ours: Side, empty: Side, workshop: Workshop, what: str) -> Ratio:
    sides = asyncio.run(_in_turns(ours, empty, workshop.sizes.rounds))
    return Ratio(what, "empty minutes", *sides, 2.0)


async def _in_turns(ours: Side, other: Side, rounds: int) -> tuple[list[float], list[float]]:
    pairs = [(await ours(), await other()) for _round in range(rounds + 1)][1:]
    return [one for one, _two in pairs], [two for _one, two in pairs]


def _book(workshop: Workshop, count: int, text: str) -> Path:
    """A sitting that is held today with `count` points, the first of which says `text`; made at its first use."""
    path = workshop.folder / f"minutes-{count}-{len(text)}.db"
    if not path.exists():
        from meetingtui.services import adding
        from meetingtui.services.adding import NewSitting

        office = builders.found_office(path)
        adding.add(office, NewSitting("PIF-10", builders.at(builders.TODAY.isoformat()), reason="bench"),
                   despite=frozenset(Rule))  # fmt: skip
        for place in range(count):
            agenda.add(office, NUMBER, ItemForm("discussion", f"第{place}案"))
        first = agenda.of(office, NUMBER).items[0]
        minutes.save_item(office, NUMBER, first.id, text=text, decision_kind="", decision="", base_version=0)
        office.close()
    return path


@asynccontextmanager
async def _app(workshop: Workshop, path: Path) -> AsyncIterator[Pilot[Any]]:
    office = builders.open_office(path)
    office.warm()
    app = MeetingApp(lambda: office, Settings(workshop.settings_file(), {}), ascii_only=False)
    try:
        async with app.run_test(size=(COLUMNS, LINES)) as pilot:
            await _rest(pilot)
            yield pilot
    finally:
        office.close()


async def _rest(pilot: Pilot[Any]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _open(pilot: Pilot[Any]) -> MinutesPage:
    app: Any = pilot.app
    page: MinutesPage = jumps.sitting_part("minutes", sessions.show(app.office, NUMBER).id)
    await app.push_screen(page)
    while not page.points:
        await _rest(pilot)
    await _rest(pilot)
    return page


def _typing(workshop: Workshop, text: str, *, pasted: str = "") -> Side:
    async def measure() -> float:
        async with _app(workshop, _book(workshop, 1, text)) as pilot:
            page = await _open(pilot)
            editor = page.editor("text")
            editor.move_cursor((editor.document.line_count // 2, 3))
            if pasted:
                editor.post_message(Paste(pasted))
                await pilot.pause()
                editor.move_cursor((editor.cursor_location[0], len(pasted) // 2))
            await pilot.press("字", "字")
            keys = workshop.sizes.keys

            async def press() -> None:
                for _number in range(keys):
                    await pilot.press("字")

            return await cpu_of_waiting(press) / keys

    return measure


def _opening(workshop: Workshop, count: int) -> Side:
    async def measure() -> float:
        async with _app(workshop, _book(workshop, count, "")) as pilot:
            spent = await cpu_of_waiting(lambda: _open(pilot))
            page = pilot.app.screen
            if not isinstance(page, MinutesPage) or len(page.points) != count + 1:
                raise ValueError("the points are not there")
            return spent

    return measure
