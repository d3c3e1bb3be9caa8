"""The real app on a real database, opened at the place of the sittings."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from meetingtui.services import sessions
from meetingtui.services.office import Office
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.sessions import Sessions
from tests.tui.screen_picture import picture


class SittingsApp(MeetingApp):
    """The app with one place, so that tests do not wait for the others."""

    DEFAULT_MODE = "sessions"
    PLACES = tuple(entry for entry in MeetingApp.PLACES if entry.mode == "sessions")


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until every service has answered and every screen has drawn it."""
    for _turn in range(4):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type a text, character by character."""
    for character in text:
        await pilot.press(character)


def place(app: MeetingApp) -> Sessions:
    """The place of the sittings."""
    found = app.screen_stack[0]
    assert isinstance(found, Sessions)
    return found


async def put_cursor(pilot: Pilot[Any], office: Office, number: str) -> None:
    """Put the cursor of the list on a sitting."""
    app = pilot.app
    assert isinstance(app, MeetingApp)
    assert place(app).sittings.move_to(sessions.show(office, number).id)
    await pilot.pause()


def screen_text(app: MeetingApp) -> str:
    """What stands on the screen, line by line."""
    return picture(app)


def notes(app: MeetingApp) -> str:
    """What the app has told."""
    return "\n".join(str(note.message) for note in app._notifications)
