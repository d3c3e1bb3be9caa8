"""The real app with one part of a sitting on top of the list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from textual.pilot import Pilot

from meetingtui.services import sessions
from meetingtui.services.office import Office
from tests import builders
from tests.tui.conftest import Choices
from tests.tui.sittings_app import SittingsApp, settle


def on_day(office: Office, day: str) -> Office:
    """The same office on another day."""
    return builders.open_office(office.location.path, date.fromisoformat(day))


@asynccontextmanager
async def part_of(
    office: Office, number: str, key: str, choices: Choices, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[Any]]:
    """The app with the cursor of the list on a sitting, after `key`."""
    app = SittingsApp(lambda: office, choices, ascii_only=False)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        place: Any = app.screen
        assert place.sittings.move_to(sessions.show(office, number).id)
        await pilot.press(key)
        await settle(pilot)
        yield pilot


def press_and_settle(pilot: Pilot[Any]) -> Callable[..., Any]:
    """Press keys, and wait until every service has answered."""

    async def press(*keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return press
