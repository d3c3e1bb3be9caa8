"""A stage for one widget: what it shows and which messages it posts."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from meetingtui.tui.hardware_cursor import HardwareCursor

HOSTILE = (
    "詳[/附件]",
    "[@click=app.quit]離開",
    "\x1b[31m紅\x1b[0m",
    "空\x00字",
    "\u202e反\u2066",
    "兩\n行\t字",
    "\ud800代",
)
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Stage:
    """A running app with the widgets, its pilot, and what was posted."""

    def __init__(self, app: App[None], pilot: Pilot[None], heard: list[Message]) -> None:
        self.app = app
        self.pilot = pilot
        self.heard = heard

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.text.splitlines()]

    def of(self, kind: type[Message]) -> list[Message]:
        """The posted messages of exactly this kind, in their order, each once."""
        found: list[Message] = []
        for message in self.heard:
            if type(message) is kind and all(message is not other for other in found):
                found.append(message)
        return found

    def harmless(self) -> bool:
        """Whether the app lives and nothing on its screen can act on a terminal."""
        return self.app.is_running and not UNSAFE.search(self.text.replace("\n", ""))


StageMaker = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage() -> StageMaker:
    """`async with stage(widget, size=(80, 24), ascii_only=False) as on: …`"""

    @asynccontextmanager
    async def make(
        *widgets: Widget, size: tuple[int, int] = (80, 24), ascii_only: bool = False
    ) -> AsyncIterator[Stage]:
        class Theatre(HardwareCursor):
            def compose(self) -> ComposeResult:
                yield from widgets

        heard: list[Message] = []
        app = Theatre()
        app.set_class(ascii_only, "-ascii")
        async with app.run_test(size=size, message_hook=heard.append) as pilot:
            await pilot.pause()
            yield Stage(app, pilot, heard)

    return make


@pytest.fixture(params=[(80, 24), (160, 45)], ids=["80x24", "160x45"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture
def hostile() -> tuple[str, ...]:
    return HOSTILE
