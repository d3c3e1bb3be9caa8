"""Sittings that still stand when a series, track or post is given up: refused by name, or called off with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import written
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork


class StillPlanned(Refusal):
    """A series or track is to end while sittings of it stand on the books after that day."""

    def __init__(self, name: str, numbers: list[str]) -> None:
        self.standing = _("{name}停用後尚有{count}場待召開：{numbers}。").format(
            name=name, count=len(numbers), numbers=written.few(numbers)
        )
        advice = _("請先取消或改期，或註明一併取消（--cancel --reason 事由）。")
        super().__init__("{standing}{advice}", standing=self.standing, advice=advice)


def after(office: Office, registry: Registry, wanted: SessionFilter, day: str) -> list[SessionView]:
    """The open sittings of a filter on or after an ISO day; one without a date counts by the end of its year."""
    open_ones = wanted._replace(statuses=tuple(str(status) for status in OPEN))
    found = session_rows.page(office.reader, registry, open_ones)
    return [one for one in found if (one.day or f"{one.year}-12-31") >= day]


def call_off(work: UnitOfWork, sittings: list[SessionView], reason: str) -> None:
    """Cancel sittings inside the transaction that ends their series or track."""
    from meetingtui.services.scheduling import turn
    from meetingtui.store.tables import Session

    for one in sittings:
        row = work.get(Session, one.id, base_version=one.version)
        row.status = Status.CANCELLED
        turn(work, row, "cancelled", row.start_at, row.start_at, reason)


def tell_calendars(work: UnitOfWork, sittings: list[SessionView]) -> None:
    """Raise the sequence of sittings whose calendar entry says something new, so that it is sent again."""
    from meetingtui.store.tables import Session

    for one in sittings:
        row = work.get(Session, one.id)
        row.sequence += 1
        row.changed_at = work.at
