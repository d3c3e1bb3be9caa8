"""What every command gets: where it works, when it is, who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from meetingtui.dates.clock import Clock
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from pathlib import Path


class Settings(Protocol):
    """The user's settings, loaded; `save` keeps them."""

    language: str
    theme: str
    keymap: dict[str, str]
    ascii: bool | None
    alarm_minutes: int

    @property
    def data_folder(self) -> Path:
        """Where the database and the error log live."""

    @property
    def editor(self) -> str:
        """The person's own editor, as a command; empty for none."""

    @property
    def has_display(self) -> bool:
        """Whether other programs can show windows here."""

    def save(self) -> bool:
        """Keep them; False when that is not possible."""


class Desk(NamedTuple):
    """The place where a command works."""

    address: str
    clock: Clock
    who: str
    settings: Settings
    sample: str
    open_office: Callable[[], Office]
    terminal_report: Callable[[], list[tuple[str, str, str]]] = list
    """What this terminal can do, as (what, value, advice)."""
