"""Going from one screen to another: screens do not know each other, so they are named here by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from meetingtui.domain.query import quoted
from meetingtui.domain.query_words import FIELDS, offered
from meetingtui.language import _

if TYPE_CHECKING:
    from datetime import date

    from meetingtui.domain.search import Hit
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
    "rounds": "meetingtui.tui.screens.rounds:RoundsPage",
    "rulings": "meetingtui.tui.screens.rulings:RulingsPage",
}
"""The pages on one part of a sitting."""
ACTION_FIGURES = "meetingtui.tui.screens.action_figures:ActionFiguresPage"
ACTION = "meetingtui.tui.screens.action:ActionPage"
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


async def to_actions(app: Shell, query: str) -> None:
    """Show the action items that a query line lets through."""
    await _to(app, "actions", query)


async def to_overdue(app: Shell, lead: str) -> None:
    """Show the overdue action items that an agency leads; those that nobody leads for an empty name."""
    from meetingtui.domain import action_words as words

    whose = f"{offered(words.FIELDS['lead'])}:{quoted(lead)}" if lead else offered(words.VALUES["is"]["unled"])
    await to_actions(app, f"{whose} {offered(words.VALUES['is']['overdue'])}")


async def to_figure(app: Shell, by: str, key: str, year: int | None) -> None:
    """Show the action items that a line of their figures counts: of a lead, a series or a (Gregorian) year."""
    from meetingtui.domain import action_words as words

    terms = [f"{offered(words.FIELDS['year'])}:{year - 1911}"] if year is not None else []
    if by == "year" and key:
        terms = [f"{offered(words.FIELDS['year'])}:{int(key) - 1911}"]
    elif key == "-":
        terms.append(offered(words.VALUES["is"]["unled"]))
    elif key:
        terms.append(f"{offered(words.FIELDS['lead' if by == 'agency' else 'series'])}:{quoted(key)}")
    await to_actions(app, " ".join(terms))


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


def open_action(page: Page[Any], action_id: int) -> None:
    """Show one action item on a page of its own, from which Esc leads back."""
    page.app.push_screen(_screen(ACTION)(action_id))


def open_action_figures(page: Page[Any]) -> None:
    """How many action items have left and how old the rest is, over `page`."""
    page.app.push_screen(_screen(ACTION_FIGURES)())


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


def open_written(page: Page[Any], hit: Hit) -> None:
    """Show where a hit in the papers of a sitting stands: agenda, minutes or notice, else the sitting."""
    sitting_id = hit.session_id
    if sitting_id is None:
        raise ValueError("a hit that belongs to no sitting")
    word = next((hit.snippet[start:end] for start, end in hit.marks), "")
    if hit.kind == "agenda":
        page.app.push_screen(sitting_part("agenda", sitting_id, item=hit.point))
    elif hit.kind == "minutes":
        point = "remarks" if hit.place == "remarks" else hit.point
        field = "decision" if hit.place == "decision" else "text"
        page.app.push_screen(sitting_part("minutes", sitting_id, point=point, field=field, word=(hit.line, word)))
    elif hit.kind == "notice":
        page.app.push_screen(sitting_part("notice", sitting_id))
    else:
        open_sitting(page, sitting_id)


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
