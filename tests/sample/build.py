"""Builds sample.db: a year of 屏東縣 as its secretary would have kept it, day by day, on a clock of its own.

`python -m tests.sample.build sample.db` writes the same content every time. The registry is the county's as its
document states it; every person, address, typhoon and turn of events is invented.
"""

from __future__ import annotations

import sqlite3
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from meetingtui import language
from meetingtui.dates.clock import Clock, to_utc
from meetingtui.services import founding, planning
from meetingtui.services.office import Office
from meetingtui.store import tables
from tests.builders import at
from tests.sample import cast, events, papers

WHO = "示範承辦"
OFFICE_UID = "00000000000040008000000000000115"
FOUNDED = at("2025-09-30", "09:00")
PLANNED_115 = at("2025-11-20", "09:00")
PLANNED_116 = at("2026-11-19", "09:00")


class SampleClock(Clock):
    """A clock that stands where the story is, and goes on by a second with every change."""

    __slots__ = ("moment",)

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def today(self) -> date:
        """The day of the story."""
        return self.moment.date()

    def now(self) -> datetime:
        """The moment of the story in UTC."""
        self.moment += timedelta(seconds=1)
        return to_utc(self.moment)


def build(target: Path) -> None:
    """Write the sample to `target`, in place of what stands there."""
    language.use("zh_TW")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        clock = SampleClock(FOUNDED)
        office = founding.found(str(path), "pingtung", clock, WHO)
        _mark_as_sample(office)
        cast.engage(office)
        events.add_prosecutors_series(office)
        papers.lay_down(office)
        planning.apply(office, planning.propose(office, 2025))
        events.keep(office, clock, date(2025, 10, 1), PLANNED_115.date() - timedelta(days=1))
        clock.moment = PLANNED_115
        planning.apply(office, planning.propose(office, 2026))
        events.keep(office, clock, PLANNED_115.date(), PLANNED_116.date() - timedelta(days=1))
        clock.moment = PLANNED_116
        planning.apply(office, planning.propose(office, 2027))
        events.keep(office, clock, PLANNED_116.date(), events.LAST_HELD)
        office.close()
        _settle(path)
        target.write_bytes(path.read_bytes())


def _mark_as_sample(office: Office) -> None:
    with office.begin() as work:
        county = work.all(tables.County)[0]
        county.office_uid = OFFICE_UID
        county.organizer_email = "safety-net@example.invalid"
        county.is_demo = True
        work.audit("edited", county.name, "office_uid", "organizer_email", "is_demo", undoable=False)
        work.commit()


def _settle(path: Path) -> None:
    """Leave one small file without a log beside it, which can be read from a folder that cannot be written."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
