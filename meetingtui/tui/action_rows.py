"""Action items as rows of a list: its columns, the orders it can be sorted by, and the window over the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetingtui.domain.action_words import GROUPED, View
from meetingtui.domain.actions import ActionGroup, ActionView
from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services import action_views
from meetingtui.services.action_views import Listing, NamedGroup
from meetingtui.services.office import Office
from meetingtui.tui import action_words
from meetingtui.tui.sitting_words import near_day
from meetingtui.tui.widgets.column_board import BoardColumn
from meetingtui.tui.widgets.record_list import Grouped, ListColumn, Row, RowId, Source

COLUMNS = (
    ListColumn("number", N_("編號"), 19, importance=8),
    ListColumn("text", N_("列管事項"), 22, importance=10, grow=6),
    ListColumn("lead", N_("列管主辦"), 8, importance=9, grow=1),
    ListColumn("assists", N_("協辦"), 10, importance=3, grow=1),
    ListColumn("due", N_("辦理期限"), 10, importance=7),
    ListColumn("status", N_("狀態"), 12, importance=8),
    ListColumn("passed", N_("未裁示"), 6, importance=5),
    ListColumn("priority", N_("優先"), 5, importance=4),
    ListColumn("series", N_("會議別"), 8, importance=2),
)
ORDERS = {
    "number": "number", "text": "all", "lead": "lead", "due": "due", "status": "status", "passed": "ruled",
    "series": "series",
}  # fmt: skip
"""Columns by which the list can be sorted, with the order that the store knows; by the text it stands as usual."""


class ActionRows:
    """The items of a query line and a view as rows; each count asks the store anew."""

    def __init__(self, office: Office, text: str, view: View, order: str = "") -> None:
        self.office = office
        self.text = text
        self.view = view
        self.order = order
        self.seen: dict[RowId, ActionView] = {}
        self.listing = self._fresh()

    def count(self) -> int:
        """How many there are now."""
        self.listing = self._fresh()
        return self.listing.count()

    def _fresh(self) -> Listing:
        self.seen.clear()
        return action_views.listing(self.office, self.text, view=self.view, order=self.order)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Some of them, in order; each is kept as long as the list stands."""
        found = self.listing.page(offset, limit)
        self.seen.update((one.id, one) for one in found)
        registry = self.office.registry()
        return [row_of(one, registry) for one in found]

    def source(self) -> Source:
        """The rows, under headings where the view is grouped."""
        return Grouped(self, self._headings) if self.view in GROUPED else self

    def _headings(self) -> list[tuple[str, int]]:
        return [(heading(one), one.group.items) for one in self._fresh().groups(self.view)]


def heading(one: NamedGroup) -> str:
    """A group with how many items it has, and how many of them are late."""
    words = _("{name}　{count}項").format(name=one.name, count=f"{one.group.items:,}")
    return words + _("，逾期{count}").format(count=f"{one.group.overdue:,}") if one.group.overdue else words


class AgencyRows:
    """What one agency leads, then what it assists in, as a column of the board."""

    def __init__(self, rows: ActionRows, one: NamedGroup) -> None:
        self._rows = rows
        self._agency = one.group.key
        self._count = _size(one)
        self._listing = rows.listing.of_agency(self._agency)

    def count(self) -> int:
        """How many there are."""
        return self._count

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Some of them, each by its day and text."""
        found = self._listing.page(offset, limit)
        self._rows.seen.update((one.id, one) for one in found)
        return [Row(one.id, (self._text(one),), action_words.look(one)) for one in found]

    def _text(self, one: ActionView) -> str:
        day = near_day(date.fromisoformat(one.due), self._rows.office.clock.today()) if one.due else ""
        late = _("逾期") if one.overdue_days else ""
        part = _("協辦") if one.lead_id != self._agency else ""
        return " ".join(text for text in (late, day, part, one.text) if text)


def columns_of(rows: ActionRows) -> list[BoardColumn]:
    """A column for each agency that leads or assists in something."""
    registry = rows.office.registry()
    columns = []
    for one in rows.listing.groups(View.AGENCY):
        heading = _column_heading(_short(registry, one.group.key) or one.name, one.group)
        columns.append(BoardColumn(heading, _size(one), AgencyRows(rows, one)))
    return columns


def _size(one: NamedGroup) -> int:
    return one.group.items + one.group.assisting


def _column_heading(name: str, group: ActionGroup) -> str:
    counts = [_("{count}項").format(count=f"{group.items:,}")]
    if group.overdue:
        counts.append(_("逾期{count}").format(count=f"{group.overdue:,}"))
    if group.assisting:
        counts.append(_("協辦{count}").format(count=f"{group.assisting:,}"))
    return f"{name} " + " ".join(counts)


def row_of(one: ActionView, registry: Registry) -> Row:
    """An item as a line of the list, agencies by their short names."""
    lead, *assists = (_short(registry, agency) for agency in (one.lead_id, *one.assist_ids))
    texts = (
        one.number, one.text, lead or action_words.lead(one), _("、").join(assists), action_words.due(one),
        action_words.state(one), action_words.passed_over(one), action_words.priority(one), one.series,
    )  # fmt: skip
    return Row(one.id, texts, action_words.look(one))


def _short(registry: Registry, agency_id: int | None) -> str:
    agency = registry.agencies.get(agency_id or 0)
    return (agency.short or agency.name) if agency else ""
