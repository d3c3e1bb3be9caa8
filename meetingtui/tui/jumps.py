"""Going from one screen to another: screens do not know each other, so they are named here by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from meetingtui.domain.query import quoted
from meetingtui.domain.query_words import FIELDS, offered
from meetingtui.language import _

if TYPE_CHECKING:
    from datetime import date

    from meetingtui.tui.place import Page
    from meetingtui.tui.shell import Shell

PLAN = "meetingtui.tui.screens.plan:PlanScreen"
REPLAN = "meetingtui.tui.screens.replan:ReplanScreen"
YEAR_CHECK = "meetingtui.tui.screens.year_check:YearCheckScreen"
TAKEN_DAYS = "meetingtui.tui.screens.taken_days:TakenDays"
SITTING = "meetingtui.tui.screens.session:SessionPage"
PARTS = {
    "agenda": "meetingtui.tui.screens.agenda:AgendaPage",
    "roll": "meetingtui.tui.screens.roll:RollPage",
    "minutes": "meetingtui.tui.screens.minutes:MinutesPage",
    "notice": "meetingtui.tui.screens.notice:NoticePage",
    "papers": "meetingtui.tui.screens.papers:PapersPage",
}
"""The pages on one part of a sitting."""
OUTGOING = "meetingtui.tui.screens.outgoing:OutgoingPage"
PAPER_SETTINGS = "meetingtui.tui.dialogs.paper_settings:PaperSettingsForm"
SEARCH = "meetingtui.tui.screens.search:SearchPage"


@runtime_checkable
class Finds(Protocol):
    """A place with a query line."""

    def show_query(self, text: str) -> None:
        """Write a query line and show what it lets through."""


def field(name: str, value: str) -> str:
    """A term of the query line in the language in use: 會議:PIF-10."""
    return f"{offered(FIELDS[name])}:{quoted(value)}"


def day_field(day: date) -> str:
    """The term that lets one day through."""
    from meetingtui.dates.showing import show_date
    from meetingtui.language import current

    return field("date", show_date(day, "slash") if current() == "zh_TW" else day.isoformat())


async def to_sessions(app: Shell, query: str) -> None:
    """Show the sittings that a query line lets through."""
    await _to(app, "sessions", query)


async def to_series(app: Shell, code: str) -> None:
    """Show one series in its place."""
    await _to(app, "series", code)


async def to_calendar(app: Shell, year: int) -> None:
    """Show a (Gregorian) year in the calendar."""
    app.turn_to_year(year)
    await _to(app, "calendar", "")


async def _to(app: Shell, mode: str, query: str) -> None:
    app.year_typed = None
    await app.switch_mode(mode)
    place = app.screen
    if isinstance(place, Finds):
        place.show_query(query)


def open_plan(page: Page[Any], year: int, then: Callable[[bool | None], None] | None = None) -> None:
    """Draft a (Gregorian) year over `page`; `then` gets True when something was saved."""
    page.app.push_screen(_screen(PLAN)(year), then)


def open_replan(page: Page[Any], year: int) -> None:
    """What has to move in a (Gregorian) year, over `page`."""
    page.app.push_screen(_screen(REPLAN)(year))


def open_year_check(page: Page[Any], year: int) -> None:
    """What a (Gregorian) year breaks, over `page`."""
    page.app.push_screen(_screen(YEAR_CHECK)(year))


def open_taken_days(page: Page[Any], shelf: str) -> None:
    """The council's sessions or the busy times, over `page`."""
    page.app.push_screen(_screen(TAKEN_DAYS)(shelf))


def open_sitting(page: Page[Any], sitting_id: int) -> None:
    """Show one sitting on a page of its own, from which Esc leads back."""
    page.app.push_screen(_screen(SITTING)(sitting_id))


def open_outgoing(page: Page[Any], sitting_id: int | None = None) -> None:
    """What must go out again, over `page`, with the cursor on a sitting."""
    page.app.push_screen(_screen(OUTGOING)(sitting_id))


def open_paper_settings(page: Page[Any]) -> None:
    """How the papers of the office look, over `page`."""

    def saved(settings: object) -> None:
        if settings is not None:
            page.meeting_app.told(_("公文設定已儲存，之後的公文即依此編印。"))

    page.app.push_screen(_screen(PAPER_SETTINGS)(page), saved)


def sitting_part(part: str, sitting_id: int, **more: Any) -> Any:
    """The page on one part (a key of PARTS) of a sitting."""
    return _screen(PARTS[part])(sitting_id, **more)


def open_written(page: Page[Any], kind: str, sitting_id: int, point: int | None) -> None:
    """Show where something is written: the point on the page of its kind, else the sitting."""
    if point is None:
        open_sitting(page, sitting_id)
    else:
        page.app.push_screen(sitting_part(kind if kind in PARTS else "agenda", sitting_id, item=point))


def open_search(app: Shell) -> None:
    """Search everything written, over whatever is shown; once is enough."""
    page = _screen(SEARCH)
    if not isinstance(app.screen, page):
        app.push_screen(page())


def _screen(path: str) -> Any:
    """The class of a screen, imported at its first visit."""
    from importlib import import_module

    module, _colon, name = path.partition(":")
    return getattr(import_module(module), name)
