"""What pages, bars and the palette know of the app: the office, the year, notes, and where to turn."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual.notifications import SeverityLevel
from textual.reactive import reactive

from meetingtui.domain.visible import visible
from meetingtui.tui.key_order import KeysInOrder
from meetingtui.tui.places import PlaceEntry

if TYPE_CHECKING:
    from meetingtui.tui.needs import Office, Settings


SEEN = 0.4
"""Seconds that a note stands at least, however fast one types."""


class Shell(KeysInOrder, inherit_bindings=False):
    """The app as everything inside it sees it; `MeetingApp` is the one that is made."""

    PLACES: ClassVar[tuple[PlaceEntry, ...]] = ()

    settings: Settings
    office: Office | None = None
    revision: int = 0
    """Rises with every save, so that a page knows whether it is fresh."""
    year: reactive[int] = reactive(0, init=False, repaint=False)
    """The 西元 year in view, the same in every place."""
    year_typed: reactive[str | None] = reactive(None, init=False, repaint=False)
    left_minutes: dict[int, dict[str | int, Any]]
    """The points of the minutes that were left, by sitting: taken up again with all that can be taken back."""
    unsaved: reactive[int] = reactive(0, init=False, repaint=False)
    """How many forms hold words that are not saved; the title bar says so, and quitting asks."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - Textual's parameter; markup in a note is never obeyed
    ) -> None:
        """Show a note for `timeout` seconds in place of the one before; markup in what it quotes is never obeyed."""
        self.clear_notifications()
        super().notify(visible(message), title=visible(title), severity=severity, timeout=timeout, markup=False)

    def told(self, text: str) -> None:
        """Say that something was done, long enough to be read."""
        self.notify(text, timeout=5 + len(text) / 12)

    def refuse(self, refusal: Exception) -> None:
        """Say why something was not done, long enough to be read."""
        text = str(refusal)
        self.notify(text, severity="error", timeout=8 + len(text) / 6)

    def drop_read_notes(self) -> None:
        """Take away what has stood long enough to be seen: the next key is about something else."""
        if any(note.timeout - note.time_left > SEEN for note in self._notifications):
            self.clear_notifications()

    @abstractmethod
    def open_office(self) -> None:
        """Open the office and show the year of today."""

    @abstractmethod
    def records_changed(self) -> None:
        """Make every page read again."""

    @abstractmethod
    def turn_to_year(self, year: int) -> None:
        """Show another 西元 year in every place."""

    @abstractmethod
    def use_theme(self, name: str) -> None:
        """Take another look and keep it."""

    @abstractmethod
    async def use_language(self, name: str) -> None:
        """Speak another language at once and keep it."""

    @abstractmethod
    def keep_ascii(self, on: bool) -> None:
        """Draw only ASCII lines, or all, and keep the choice."""

    @abstractmethod
    def action_edit_keys(self) -> None:
        """Let the person put commands on keys of her own."""
