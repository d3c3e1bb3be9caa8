"""The real app with a year drafted from the calendar."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.message import Message
from textual.pilot import Pilot

from meetingtui.services.office import Office
from meetingtui.tui.screens.plan import PlanScreen
from tests import builders
from tests.tui.calendar_app import CalendarApp
from tests.tui.conftest import Choices
from tests.tui.keyboard import press, settled

NEXT = builders.YEAR + 1
DRAFTED = 111
"""Sittings that the registry of 屏東縣 asks of a year."""


@asynccontextmanager
async def draft_of(
    office: Office, choices: Choices, year: str = "116", size: tuple[int, int] = (80, 24),
    heard: Callable[[Message], None] | None = None,
) -> AsyncIterator[Pilot[Any]]:  # fmt: skip
    """The draft of a (ROC) year, looked at by the keys of the calendar; `heard` gets every message of the app."""
    app = CalendarApp(lambda: office, choices)
    async with app.run_test(size=size, notifications=True, message_hook=heard) as pilot:
        await settled(pilot)
        await press(pilot, "y", *year, "g")
        yield pilot


def draft(pilot: Pilot[Any]) -> PlanScreen:
    """The draft, which is in front."""
    screen = pilot.app.screen
    assert isinstance(screen, PlanScreen)
    return screen
