"""A small app in the real frame: places of its own over a real office, marked as the sample is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui import language
from meetingtui.language import N_
from meetingtui.services.office import Office
from meetingtui.store import tables
from meetingtui.tui.app import MeetingApp
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Place
from meetingtui.tui.widgets.text_field import TextField
from tests import builders


class Choices:
    """Settings that stay in memory and count how often they were kept."""

    def __init__(self, folder: Path) -> None:
        self.data_folder = folder
        self.editor = ""
        self.has_display = False
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


@pytest.fixture(scope="session")
def demo_file(founded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """屏東縣 with an empty year, marked as the sample is; only read, or copied before it is written to."""
    path = tmp_path_factory.mktemp("demo") / "county.db"
    shutil.copyfile(founded_file, path)
    path.chmod(0o600)
    office = builders.open_office(path)
    with office.begin() as work:
        county = work.all(tables.County)[0]
        county.is_demo = True
        work.audit("edited", county.name, "is_demo", undoable=False)
        work.commit()
    office.close()
    return path


@pytest.fixture
def small_app(choices: Choices, demo_file: Path) -> Iterator[Callable[..., SmallApp]]:
    """Makes the small app over an office of the sample, or over the `office` that is given."""
    opened: list[Office] = []

    def enter() -> Office:
        opened.append(builders.open_office(demo_file))
        return opened[-1]

    def make(office: Office | None = None, **options: Any) -> SmallApp:
        return SmallApp(enter if office is None else lambda: office, choices, **options)

    yield make
    for office in opened:
        office.close()
