"""Real offices for tests: founded and planned by the program's own services, on files and on servers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

from meetingtui.dates.clock import Clock
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services import finding, founding, planning, sessions
from meetingtui.services.office import Office
from meetingtui.store.location import Location

TODAY = date(2026, 11, 22)
"""The day on which tests take place: 115年11月22日."""
PLANNING_DAY = date(2025, 11, 20)
"""The day on which the year 115 of the tests was planned."""
SAMPLE = Path(__file__).parents[1] / "sample.db"
"""The sample that is shipped; to be copied, never written to."""
WHO = "tester"
YEAR = 2026
POSTGRES = "postgresql+psycopg://root@127.0.0.1/test"
"""The server that tests try unless MEETINGTUI_TEST_POSTGRES names another; they make and drop databases on it."""


def found_office(address: str | Path, county: str = "pingtung", today: date = TODAY) -> Office:
    """A new office from the registry of a county, with nothing on its books."""
    return founding.found(str(address), county, Clock(today), WHO)


def open_office(address: str | Path, today: date = TODAY, who: str = WHO) -> Office:
    """An office that stands already."""
    return Office.open(Location.of(str(address)), Clock(today), who)


def plan_year(office: Office, year: int = YEAR, on: date = PLANNING_DAY) -> list[SessionView]:
    """Plan a (Gregorian) year as if it were the day `on`, and save all of it."""
    with pretending(office, on):
        return planning.apply(office, planning.propose(office, year))


@contextmanager
def pretending(office: Office, day: date) -> Iterator[Office]:
    """Let an office believe that it is another day."""
    clock = office.clock
    office.clock = Clock(day)
    try:
        yield office
    finally:
        office.clock = clock


def sittings(office: Office, series: str = "", year: int = YEAR) -> list[SessionView]:
    """The sittings of a year, of one series (its code) or of all, by date."""
    found = sessions.all_of(office, SessionFilter(years=(year,)))
    return [one for one in found if series in {"", one.series}]


def busy(office: Office, post: str, first: date, last: date) -> None:
    """Let whoever holds a post be away from one day to another."""
    from meetingtui.store.tables import Blackout

    chair = finding.post_of(office.registry(), post)
    with office.begin() as work:
        work.session.add(
            Blackout(post_id=chair.id, start_at=f"{first}T00:00:00Z", end_at=f"{last}T00:00:00Z", source="test")
        )
        work.audit("imported", post)
        work.commit()


def give_addresses(office: Office) -> None:
    """Let every agency have an address, and the county an organizer who writes the invitations."""
    from meetingtui.store.tables import Agency, County

    with office.begin() as work:
        for agency in work.all(Agency):
            agency.email = f"{agency.code.lower()}@county.example"
        county = work.all(County)[0]
        county.organizer, county.organizer_email = "屏東縣政府", "office@county.example"
        work.audit("edited", "addresses")
        work.commit()


def at(day: date | str, time: str = "14:00") -> datetime:
    """A moment of a day (a date or ISO text) as services take it: Taipei time without zone."""
    return datetime.fromisoformat(f"{day}T{time}")


@cache
def why_no_postgres() -> str:
    """Why PostgreSQL cannot be tested here; empty where a server answers."""
    import psycopg

    try:
        with psycopg.connect(_plain(postgres_address()), connect_timeout=3):
            return ""
    except psycopg.Error as error:
        return f"PostgreSQL at {Location.of(postgres_address()).shown} does not answer: {str(error).splitlines()[0]}"


def postgres_address() -> str:
    """The server's address."""
    return os.environ.get("MEETINGTUI_TEST_POSTGRES", POSTGRES)


@contextmanager
def postgres_database(name: str, template: str = "") -> Iterator[str]:
    """A database of one's own on the server, empty or a copy of `template`, dropped at the end; its address."""
    import psycopg

    copied = f' TEMPLATE "{template}"' if template else ""
    with psycopg.connect(_plain(postgres_address()), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"{copied}')
        try:
            yield postgres_address().rsplit("/", 1)[0] + "/" + name
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _plain(address: str) -> str:
    return address.replace("postgresql+psycopg://", "postgresql://", 1)
