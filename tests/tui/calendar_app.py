"""The real app on a real database, beginning in the calendar."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from textual.pilot import Pilot

from meetingtui.dates.clock import Clock
from meetingtui.services.office import Office
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.calendar import Calendar
from tests import builders
from tests.tui.conftest import Choices
from tests.tui.keyboard import settled

STORM = date(2026, 2, 24)
EVE = date(2026, 2, 23)
"""A day of the planned year with one sitting in the morning and one in the afternoon."""


class CalendarApp(MeetingApp):
    """The real app, beginning in the calendar."""

    DEFAULT_MODE = "calendar"


@asynccontextmanager
async def calendar_on(
    office: Office,
    choices: Choices,
    today: date = builders.TODAY,
    size: tuple[int, int] = (80, 24),
    *,
    ascii_only: bool | None = None,
) -> AsyncIterator[Pilot[Any]]:
    """The calendar of an office on a day, read and shown."""
    office.clock = Clock(today)
    app = CalendarApp(lambda: office, choices, ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


def page(pilot: Pilot[Any]) -> Calendar:
    """The calendar, which is in front."""
    screen = pilot.app.screen
    assert isinstance(screen, Calendar)
    return screen
