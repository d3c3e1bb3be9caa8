"""A small app in the real frame: places of its own, an office that knows only what the frame asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui import language
from meetingtui.dates.clock import Clock
from meetingtui.language import N_
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Place
from meetingtui.tui.widgets.text_field import TextField


class QuietOffice:
    """What the title bar asks."""

    clock = Clock(date(2026, 11, 22))
    county_name = "屏東縣"
    database_name = "county.db"
    is_demo = True
    read_only = False

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass


class Choices:
    """Settings that stay in memory and count how often they were kept."""

    def __init__(self, folder: Path) -> None:
        self.data_folder = folder
        self.language = "zh_TW"
        self.theme = ""
        self.keymap: dict[str, str] = {}
        self.ascii: bool | None = None
        self.saved = 0

    def save(self) -> bool:
        self.saved += 1
        return True


class Desk(Place):
    """A place that counts how often it read, with one command and one field."""

    HELP: ClassVar[str] = N_("今日")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="desk.add", tooltip=N_("新增")),
        Binding("g", "fail", N_("執行"), id="desk.fail", show=False),
    ]
    text = "少年輔導委員會"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.read: list[int] = []
        self.added = 0

    def body(self) -> ComposeResult:
        yield Static(id="text")
        yield TextField(id="field")

    def on_mount(self) -> None:
        self.set_focus(None)

    def reload(self) -> None:
        self.read.append(self.year)
        self.query_one("#text", Static).update(shown(f"{self.name} {self.year} {self.text}"))

    def action_add(self) -> None:
        self.added += 1

    def action_fail(self) -> None:
        name = "王小明"
        raise ValueError(name)


class OtherDesk(Desk):
    """A second place, so that one can go somewhere."""

    HELP: ClassVar[str] = N_("行事曆")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("k", "check", N_("勾選"), id="other.check")]
    checked = 0

    def action_check(self) -> None:
        self.checked += 1


class SmallApp(MeetingApp):
    """The real app with two places of the tests."""

    AUTO_FOCUS = None
    PLACES = tuple(
        entry._replace(path=f"{__name__}:{name}")
        for entry, name in zip(MeetingApp.PLACES[:2], ("Desk", "OtherDesk"), strict=True)
    )


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins and leaves in Chinese."""
    language.use("zh_TW")
    yield
    language.use("zh_TW")


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    """Settings nobody has touched yet."""
    return Choices(tmp_path)


@pytest.fixture
def small_app(choices: Choices) -> Callable[..., SmallApp]:
    """Makes the small app; `office` and the app's own options may be given."""

    def make(office: Any = None, **options: Any) -> SmallApp:
        return SmallApp(lambda: office or QuietOffice(), choices, **options)

    return make
