"""Views of the action items: what a query line and a view let through, page by page, with counts and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from meetingtui.domain import names
from meetingtui.domain.action_words import ACTIONS, View
from meetingtui.domain.actions import DUE_GROUPS, STILL_OPEN, ActionFilter, ActionGroup, ActionTotals, ActionView
from meetingtui.domain.query import Query, Term, parse
from meetingtui.domain.registry import Registry
from meetingtui.language import _
from meetingtui.services import finding, query_terms
from meetingtui.services.office import Office
from meetingtui.store.queries import actions as rows

OFFSET_LIMIT = 100_000
"""Beyond this many rows a list pages over its ids instead of by offset."""
OPEN_ONES = tuple(str(one) for one in STILL_OPEN)
ORDER_OF = {
    View.ALL: "all", View.AGENCY: "lead", View.SERIES: "series", View.DUE: "group", View.OVERDUE: "due",
    View.PASSED: "ruled", View.MINE: "all",
}  # fmt: skip
"""The order in which a view comes unless another is asked for."""


class NamedGroup(NamedTuple):
    """A group of a view with what it is called: an agency, a series with its code, or a span of due days."""

    name: str
    group: ActionGroup


class Listing:
    """Action items as a window over a query: counts and pages are read when they are asked for."""

    def __init__(self, office: Office, asked: ActionFilter, order: str) -> None:
        self.office = office
        self.asked = asked
        self.order = order
        self._today = office.clock.today().isoformat()
        self._totals: ActionTotals | None = None
        self._ids: list[int] = []

    def totals(self) -> ActionTotals:
        """What the list sums up to."""
        if self._totals is None:
            self._totals = rows.totals(self.office.reader, self.asked, self._today)
        return self._totals

    def count(self) -> int:
        """How many items there are."""
        return self.totals().items

    def page(self, offset: int, limit: int) -> list[ActionView]:
        """Some of them, in order."""
        reader, registry = self.office.reader, self.office.registry()
        if offset + limit <= OFFSET_LIMIT:
            chosen = rows.ids(reader, self.asked, self._today, order=self.order, offset=offset, limit=limit)
        else:
            self._ids = self._ids or rows.ids(reader, self.asked, self._today, order=self.order)
            chosen = self._ids[offset : offset + limit]
        return rows.by_ids(reader, registry, chosen, self._today)

    def every(self) -> list[ActionView]:
        """All of them."""
        chosen = rows.ids(self.office.reader, self.asked, self._today, order=self.order)
        return rows.by_ids(self.office.reader, self.office.registry(), chosen, self._today)

    def groups(self, view: View) -> list[NamedGroup]:
        """The groups of a grouped view, in the order in which its items come; agencies with most to do first."""
        registry = self.office.registry()
        read = {View.AGENCY: rows.by_agency, View.SERIES: rows.by_series}.get(view, rows.by_due)
        groups = read(self.office.reader, self.asked, self._today)
        if view is View.AGENCY:
            groups.sort(key=lambda one: (one.key is None, -one.items, -one.assisting, one.key or 0))
            return [NamedGroup(_agency(registry, one.key), one) for one in groups]
        if view is View.SERIES:
            return [NamedGroup(_series(registry, one.key), one) for one in groups]
        return [NamedGroup(_(DUE_GROUPS[one.key or 0]), one) for one in groups]

    def of_agency(self, agency_id: int | None) -> Listing:
        """What one agency leads, then what it assists in; None: what nobody leads."""
        if agency_id is None:
            return Listing(self.office, self.asked._replace(also=(*self.asked.also, ActionFilter(no_lead=True))), "due")
        own = ActionFilter(agency_ids=(agency_id,))
        return Listing(self.office, self.asked._replace(also=(*self.asked.also, own)), f"part:{agency_id}")


def query(office: Office, text: str) -> ActionFilter:
    """The filter that a query line writes. Raises WrongQuery; a name nobody bears lets nothing through."""
    return _of_query(office, parse(text, near=office.clock.today(), words=ACTIONS))


def listing(
    office: Office, text: str, *, view: str = View.ALL, order: str = "", also: ActionFilter | None = None
) -> Listing:
    """What a query line and a view let through; nothing is read before its first page is asked for.

    The views by agency, series and due day, and those of one's own and of what was passed over, keep to what is still
    open unless the line says which states. `order` is a key of store.queries.actions.ORDERS; `also` narrows further.
    Raises WrongQuery.
    """
    asked = parse(text, near=office.clock.today(), words=ACTIONS)
    found = _of_query(office, asked)
    chosen = View(view)
    if chosen is View.OVERDUE:
        found = found._replace(overdue=True)
    elif chosen is View.PASSED:
        found = found._replace(passed_over=True)
    elif chosen is not View.ALL and not _says_state(asked):
        found = found._replace(statuses=OPEN_ONES)
    if chosen is View.MINE:
        found = found._replace(mine=office.who)
    if also is not None:
        found = found._replace(also=(*found.also, also))
    return Listing(office, found, order or ORDER_OF[chosen])


def listed(office: Office, text: str, *, view: str = View.ALL) -> list[ActionView]:
    """Every action item that a query line and a view let through, in the order of the view. Raises WrongQuery."""
    return listing(office, text, view=view).every()


def completions(office: Office, field: str, prefix: str) -> list[str]:
    """Values that a field of the query line may take, those that hold what was typed; at most fifty."""
    registry = office.registry()
    offered: Iterable[str] = ()
    if field == "series":
        offered = (one.name for one in registry.series.values() if not one.is_duty)
    elif field in {"lead", "assist", "agency"}:
        offered = (one.short or one.name for one in registry.agencies.values() if not one.retired_on)
    elif field == "label":
        offered = rows.labels(office.reader)
    wanted = names.key(prefix)
    return [one for one in dict.fromkeys(offered) if wanted in names.key(one)][:50]


def _agency(registry: Registry, agency_id: int | None) -> str:
    return registry.name("agency", agency_id) if agency_id is not None else _("（未定）")


def _series(registry: Registry, series_id: int | None) -> str:
    if series_id is None:
        return ""
    return f"{registry.series[series_id].code} {registry.name('series', series_id)}"


def _says_state(query: Query) -> bool:
    return any(term.field == "status" and not term.negated for term in query.terms)


def _of_query(office: Office, query: Query) -> ActionFilter:
    registry = office.registry()
    wanted = [_word(registry, word) for word in query.words]
    unwanted = [_word(registry, word) for word in query.without]
    for term in query.terms:
        (unwanted if term.negated else wanted).append(_meaning(office, registry, term))
    return ActionFilter(also=tuple(wanted), excluded=tuple(unwanted))


def _word(registry: Registry, word: str) -> ActionFilter:
    """A word without field: what is written, or the name of a series or a lead."""
    ((_typed, series),) = finding.words_as_ids(registry, [word])
    agencies = tuple(one.id for one in query_terms.agencies(registry, Term("agency", word)))
    return ActionFilter(words=((word, series, agencies),))


def _meaning(office: Office, registry: Registry, term: Term) -> ActionFilter:
    def agencies() -> tuple[int, ...]:
        return tuple(one.id for one in query_terms.agencies(registry, term))

    makers: dict[str, Callable[[], ActionFilter]] = {
        "is": lambda: _flag(office, registry, term.value),
        "lead": lambda: ActionFilter(lead_ids=agencies()),
        "assist": lambda: ActionFilter(assist_ids=agencies()),
        "agency": lambda: ActionFilter(agency_ids=agencies()),
        "due": lambda: _due(term),
        "status": lambda: ActionFilter(statuses=term.values),
        "series": lambda: ActionFilter(series_ids=query_terms.series_ids(registry, term), credited=True),
        "session": lambda: ActionFilter(session_number=term.value.upper()),
        "answer": lambda: ActionFilter(answer=term.value),
        "progress": lambda: ActionFilter(progress=term.values),
        "priority": lambda: ActionFilter(priorities=term.values),
        "label": lambda: ActionFilter(labels=term.values),
        "case": lambda: ActionFilter(case_code=term.value),
        "kind": lambda: ActionFilter(kinds=term.values),
        "number": lambda: ActionFilter(number=term.value.upper()),
        "level": lambda: ActionFilter(levels=term.values),
        "year": lambda: _held(query_terms.years(term)) if term.op != "=" else ActionFilter(years=_years(term)),
        "date": lambda: _held(query_terms.days(term)),
    }
    return makers[term.field]()


def _due(term: Term) -> ActionFilter:
    first, last = query_terms.days(term)
    return ActionFilter(first=first, last=last)


def _held(days: query_terms.Days) -> ActionFilter:
    return ActionFilter(held_first=days.first, held_last=days.last)


def _years(term: Term) -> tuple[int, ...]:
    return tuple(int(value) for value in term.values)


def _flag(office: Office, registry: Registry, flag: str) -> ActionFilter:
    today = office.clock.today().isoformat()
    makers: dict[str, Callable[[], ActionFilter]] = {
        "open": lambda: ActionFilter(statuses=OPEN_ONES),
        "overdue": lambda: ActionFilter(overdue=True),
        "passed_over": lambda: ActionFilter(passed_over=True),
        "undated": lambda: ActionFilter(undated=True),
        "unled": lambda: ActionFilter(no_lead=True),
        "reopened": lambda: ActionFilter(reopened=True),
        "mine": lambda: ActionFilter(mine=office.who),
        "confidential": lambda: ActionFilter(
            series_ids=tuple(one.id for one in registry.series.values() if one.confidential_on(today))
        ),
    }
    return makers[flag]()
