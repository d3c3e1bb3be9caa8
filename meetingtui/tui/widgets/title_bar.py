"""The title bar: the places, and above what one is working: county, year, database, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from meetingtui import language
from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import _
from meetingtui.tui.gate import shown_line
from meetingtui.tui.kept import key_shown
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.bar import Bar, Piece, pieces_width

if TYPE_CHECKING:
    from meetingtui.tui.needs import Office
    from meetingtui.tui.shell import Shell


class TitleBar(Bar):
    """Places on the left; county, year, database and lock on the right, which never give way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title-bar--text",
        "title-bar--place",
        "title-bar--demo",
        "title-bar--lock",
    }
    DEFAULT_CSS = """
    TitleBar {
        dock: top; height: 1; background: $title-background; color: $title-foreground;
        & > .title-bar--text { background: $title-background; color: $title-foreground; }
        & > .title-bar--place { background: $title-place-background; color: $title-place-foreground; text-style: bold; }
        & > .title-bar--demo { background: $title-demo-background; color: $title-demo-foreground; text-style: bold; }
        & > .title-bar--lock { background: $title-demo-background; color: $title-demo-foreground; }
    }
    """

    _asked: tuple[int, tuple[str, str, bool, bool]] | None = None

    @property
    def _meeting_app(self) -> Shell:
        return cast("Shell", self.app)

    def _places(self, form: str) -> list[Piece]:
        """The places with their digit: `wide`, `tight`, or `short`, where only the one shown has its name."""
        pieces = []
        app = self._meeting_app
        for entry in app.PLACES if app.office is not None else ():
            here = entry.mode == app.current_mode
            label = _(entry.label) if here or form != "short" else ""
            text = f"{entry.digit} {label}".rstrip() if label.isascii() else f"{entry.digit}{label}"
            text = f" {text} " if here or form != "tight" else f" {text}"
            pieces.append(Piece(text, "title-bar--place" if here else "title-bar--text", f"app.go('{entry.mode}')"))
        return pieces

    def _office_signs(self, office: Office) -> tuple[str, str, bool, bool]:
        """County, database, demo or not, read-only or not; asked of the office once for every change of records."""
        revision = self._meeting_app.revision
        if self._asked is None or self._asked[0] != revision:
            county = cells.cut(shown_line(office.county_name).plain, 12)
            database = cells.cut(shown_line(office.database_name).plain, 16)
            self._asked = revision, (county, database, office.is_demo, office.read_only)
        return self._asked[1]

    def _state(self, *, short: bool = False) -> list[Piece]:
        """County, year, database and whether it can be changed; `short` leaves out a word that explains itself."""
        app = self._meeting_app
        office = app.office
        if office is None:
            return []
        county, database, demo, read_only = self._office_signs(office)
        year = _("民國{year}").format(year=show_year(app.year))
        pieces = [Piece(f" {county} {year} ", "title-bar--text")]
        if demo:
            today = office.clock.today()
            day = show_date(today, "dot") if language.current() == "zh_TW" else today.isoformat()
            text = _("示範 {day}") if short else _("示範 今天{day}")
            pieces.append(Piece(" " + text.format(day=day) + " ", "title-bar--demo"))
        else:
            pieces.append(Piece(f"{database} ", "title-bar--text"))
        if app.unsaved:
            text = _("未存{count}").format(count=app.unsaved)
            pieces.append(Piece(f" {text} {key_shown(app.settings)} ", "title-bar--lock", "app.kept"))
        if read_only:
            pieces.append(Piece(" " + _("唯讀") + " ", "title-bar--lock"))
        return pieces

    def pieces(self, room: int) -> list[Piece]:
        for form, short in (("wide", False), ("tight", False), ("tight", True), ("short", True)):
            state = self._state(short=short)
            places = self._places(form)
            gap = room - pieces_width(state) - pieces_width(places)
            if gap >= 0:
                break
        return [*places, Piece(" " * max(0, gap), "title-bar--text"), *state]
