"""The real app on a real database, opened at the place of the action items."""

from __future__ import annotations

from meetingtui.tui.app import MeetingApp
from meetingtui.tui.screens.actions import Actions
from tests.tui.screen_picture import picture


class ActionsApp(MeetingApp):
    """The app with one place, so that tests do not wait for the others."""

    DEFAULT_MODE = "actions"
    PLACES = tuple(entry for entry in MeetingApp.PLACES if entry.mode == "actions")


def place(app: MeetingApp) -> Actions:
    """The place of the action items."""
    found = app.screen_stack[0]
    assert isinstance(found, Actions)
    return found


def listed(app: MeetingApp) -> list[str]:
    """The lines of the list: the number of an item, or a heading."""
    items = place(app).items
    return [row.cells[0] for at in range(items.total) if (row := items.row(at)) is not None]


def screen_text(app: MeetingApp) -> str:
    """What stands on the screen, line by line."""
    return picture(app)
