"""Numbers for new sittings: the next of their series, track, year and kind, never given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.domain.numbers import SessionNumber
from meetingtui.domain.registry import Series, Track
from meetingtui.domain.sessions import Kind

if TYPE_CHECKING:
    from meetingtui.store.tables import Numbering, Session
    from meetingtui.store.unit_of_work import UnitOfWork


class Numbers:
    """Gives numbers within one transaction; the counters behind them are never turned back, not even by undo."""

    def __init__(self, work: UnitOfWork) -> None:
        from meetingtui.store.tables import County

        self._work = work
        self._office_uid = work.all(County)[0].office_uid
        self._counters: dict[tuple[int, int, int, str], Numbering] = {}

    def give(self, series: Series, track: Track | None, row: Session) -> str:
        """Give `row` its ordinal, its number and the UID that follows from it."""
        from uuid import NAMESPACE_URL, uuid5

        counter = self._counter(series.id, track.id if track else 0, row.year, row.kind)
        counter.last += 1
        row.ordinal = counter.last
        extraordinary = row.kind == Kind.EXTRAORDINARY
        row.number = str(SessionNumber(series.code, row.year, row.ordinal, track.code if track else "", extraordinary))
        row.uid = f"{uuid5(NAMESPACE_URL, self._office_uid + row.number)}@meetingtui.invalid"
        return row.number

    def _counter(self, series_id: int, track_id: int, year: int, kind: str) -> Numbering:
        from meetingtui.store.tables import Numbering

        key = (series_id, track_id, year, kind)
        if key not in self._counters:
            found = self._work.all(Numbering, series_id=series_id, track_id=track_id, year=year, kind=kind)
            counter = found[0] if found else Numbering(series_id=series_id, track_id=track_id, year=year, kind=kind)
            self._work.session.add(counter)
            self._counters[key] = counter
        return self._counters[key]
