"""The real app over a real office, standing in the place of the series."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from meetingtui.services.office import Office
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.dialogs.form_dialog import FormDialog
from tests.tui.conftest import Choices
from tests.tui.sittings_app import settle


class SeriesApp(MeetingApp):
    """Series and sessions only, so that no other place reads along."""

    DEFAULT_MODE = "series"
    PLACES = tuple(entry for entry in MeetingApp.PLACES if entry.mode in {"series", "sessions"})


@asynccontextmanager
async def desk(
    office: Office, folder: Path, size: tuple[int, int] = (120, 40), *, ascii_only: bool | None = None
) -> AsyncIterator[Pilot[Any]]:
    """Run the app; the list of series has been read."""
    app = SeriesApp(lambda: office, Choices(folder), ascii_only=ascii_only)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each after the last has been answered."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def on(pilot: Pilot[Any], code: str) -> None:
    """Put the cursor on an entry of the list that is shown."""
    screen: Any = pilot.app.screen
    assert screen.table.move_to(code)
    await settle(pilot)


async def fill(pilot: Pilot[Any], **texts: str) -> None:
    """Type into the fields of the form on top, and leave what is not named."""
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog), dialog
    for key, text in texts.items():
        dialog.form.field(key).text = text
    await settle(pilot)


async def save(pilot: Pilot[Any]) -> None:
    """Ctrl+S, and wait for the answer."""
    await press(pilot, "ctrl+s")


def error_of(pilot: Pilot[Any], key: str) -> str:
    """What stands below a field of the form on top."""
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog), dialog
    return dialog.form.field(key).error


def notes(pilot: Pilot[Any]) -> str:
    """What the program has said."""
    return "\n".join(one.message for one in pilot.app._notifications)
