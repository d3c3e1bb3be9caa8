"""Reading sittings: one, a list, its history; as the screens and the command line ask for them."""

from __future__ import annotations

from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import ChangeView, SessionFilter, SessionView
from meetingtui.services import finding
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows

OFFSET_LIMIT = 100_000
"""Beyond this many rows a list pages over its ids instead of by offset."""


class Listing:
    """A list of sittings as a window over a query: `count` and `page` are asked when the screen needs them."""

    def __init__(self, office: Office, registry: Registry, wanted: SessionFilter, order: str = "day") -> None:
        self.office = office
        self.registry = registry
        self.wanted = wanted
        self.order = order
        self._count: int | None = None
        self._ids: list[int] = []

    def count(self) -> int:
        """How many sittings there are."""
        if self._count is None:
            self._count = session_rows.count(self.office.reader, self.wanted)
        return self._count

    def page(self, offset: int, limit: int) -> list[SessionView]:
        """Some of them, in order."""
        if offset + limit <= OFFSET_LIMIT:
            return session_rows.page(
                self.office.reader, self.registry, self.wanted, order=self.order, offset=offset, limit=limit
            )
        if not self._ids:
            self._ids = session_rows.ids(self.office.reader, self.wanted, order=self.order)
        return session_rows.by_ids(self.office.reader, self.registry, self._ids[offset : offset + limit])


def listing(office: Office, wanted: SessionFilter, *, order: str = "day") -> Listing:
    """A list of sittings; nothing is read before its first page is asked for."""
    return Listing(office, office.registry(), wanted, order)


def all_of(office: Office, wanted: SessionFilter, *, order: str = "day") -> list[SessionView]:
    """All sittings that a filter lets through."""
    return session_rows.page(office.reader, office.registry(), wanted, order=order)


def coming(office: Office, limit: int) -> list[SessionView]:
    """The next sittings that are to be held, today's first."""
    open_ones = tuple(str(status) for status in OPEN)
    return listing(office, SessionFilter(first=office.clock.today().isoformat(), statuses=open_ones)).page(0, limit)


def show(office: Office, name: str | int) -> SessionView:
    """The sitting of that number or id. Raises NotFound."""
    return finding.session_of(office, office.registry(), name)


def history(office: Office, name: str | int) -> list[ChangeView]:
    """Every move, postponement and other turn of a sitting, oldest first."""
    return session_rows.changes(office.reader, show(office, name).id)
