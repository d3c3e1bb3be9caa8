"""What the app needs from outside: an office to ask and settings to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Clock(Protocol):
    """The one place that knows today."""

    def today(self) -> date:
        """The day it is, or pretends to be."""


class Change(Protocol):
    """What was taken back."""

    @property
    def verb(self) -> str:
        """What was done, as the audit trail calls it."""

    @property
    def words(self) -> str:
        """What it was done to."""


class Office(Protocol):
    """The secretariat's office as the frame sees it; the places ask the services for the rest."""

    @property
    def clock(self) -> Clock:
        """Today."""

    @property
    def county_name(self) -> str:
        """The county as stored, such as 屏東縣."""

    @property
    def database_name(self) -> str:
        """The short name of the database, without folders or passwords."""

    @property
    def is_demo(self) -> bool:
        """True on a private copy of the sample."""

    @property
    def read_only(self) -> bool:
        """True where nothing can be saved."""

    def warm(self) -> None:
        """Load what writing needs; called in a thread behind the first screen."""

    def close(self) -> None:
        """Give the connections back."""


class Settings(Protocol):
    """The person's choices that outlive the program."""

    language: str
    theme: str
    keymap: dict[str, str]
    ascii: bool | None

    @property
    def data_folder(self) -> Path:
        """Where faults are logged."""

    @property
    def editor(self) -> str:
        """The person's own editor, as a command; empty for none."""

    @property
    def has_display(self) -> bool:
        """Whether other programs can show windows here."""

    def save(self) -> bool:
        """Keep the choices; False where they cannot be kept."""


class FirstRun(NamedTuple):
    """What the first-run screen offers, and what makes the database from the choice.

    `counties` are (key, name); `create` is called in a thread with the chosen key.
    """

    counties: Sequence[tuple[str, str]]
    create: Callable[[str], None]
