"""What hands do at the keyboard in a test: strike, and wait until it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until what was asked in threads is shown."""
    quiet = 0
    while quiet < 3:  # an answer may ask again: a draft is shown, explained, bettered
        quiet = 0 if any(one.is_running for one in pilot.app.workers) else quiet + 1
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Strike keys one after the other, then wait for the answer to all of them."""
    await pilot.press(*keys)
    await settled(pilot)


def strike(app: App[Any], *keys: str) -> None:
    """All at once, as a terminal hands over what was typed meanwhile."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """Wait until something has become true."""
    for _turn in range(300):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came so")
