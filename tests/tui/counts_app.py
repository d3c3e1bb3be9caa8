"""The real app gone to the counts, and what its tables and lines say there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from meetingtui.domain.counts import CountRow
from meetingtui.services import counts
from meetingtui.services.office import Office
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.counts import Counts
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar
from tests import builders
from tests.tui.conftest import Choices
from tests.tui.keyboard import press, settled

YOUTH = "PIF-02-B"
"""少年輔導委員會: a duty with a floor of four and a gap of three months."""


@asynccontextmanager
async def counts_of(
    office: Office,
    choices: Choices,
    size: tuple[int, int] = (80, 24),
    key: str = "7",
    *,
    ascii_only: bool | None = None,
) -> AsyncIterator[Pilot[Any]]:
    """The counts of an office, gone to by their key."""
    app = MeetingApp(lambda: office, choices, ascii_only=ascii_only)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, key)
        yield pilot


def page(pilot: Pilot[Any]) -> Counts:
    """The counts, which are in front."""
    screen = pilot.app.screen
    assert isinstance(screen, Counts)
    return screen


def table(pilot: Pilot[Any]) -> RecordList:
    """The list of figures."""
    return page(pilot).query_one(RecordList)


def lines(pilot: Pilot[Any]) -> list[dict[str, str]]:
    """The lines of the list by the keys of their columns; headings have only a name."""
    shown = table(pilot)
    keys = [column.key for column in shown.columns]
    return [dict(zip(keys, shown.row(at).cells, strict=False)) for at in range(shown.total)]


def line(pilot: Pilot[Any], code: str) -> dict[str, str]:
    """The line of a series."""
    return next(one for one in lines(pilot) if one.get("key") == code)


def above(pilot: Pilot[Any]) -> str:
    """The line above the figures: period, as-of date, grouping."""
    return page(pilot).query_one(ViewBar).words


def words(pilot: Pilot[Any], part: str) -> str:
    """What one of the lines below the figures says."""
    return str(page(pilot).query_one(f"#counts--{part}").render())


def told(pilot: Pilot[Any]) -> str:
    """The note that is shown."""
    return "".join(one.message for one in pilot.app._notifications)


def query(pilot: Pilot[Any]) -> str:
    """The query of the sittings that a figure led to."""
    return str(pilot.app.screen.query_one("#query").value)


def truth(office: Office, year: int = builders.YEAR) -> dict[str, CountRow]:
    """The figures as the service gives them."""
    return counts.year(office, year)
