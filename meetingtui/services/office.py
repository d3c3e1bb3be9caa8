"""The office: one database, one clock, one person at the desk."""

from __future__ import annotations

from _thread import allocate_lock  # the one of `threading`, without loading the rest of it
from typing import TYPE_CHECKING, Any

from meetingtui.dates.clock import Clock, stamp
from meetingtui.domain.registry import Registry
from meetingtui.store import revision
from meetingtui.store.location import Location
from meetingtui.store.queries import registry as registry_rows
from meetingtui.store.reader import Reader
from meetingtui.store.windows import Window

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork


class Office:
    """What every service works on. Reading needs no ORM; the first `begin` loads it."""

    def __init__(self, location: Location, clock: Clock, who: str) -> None:
        self.location = location
        self.clock = clock
        self.who = who
        self.reader = Reader(location)
        self.window = Window(location)
        self._engine: Any = None
        self._opening = allocate_lock()

    @classmethod
    def open(cls, location: Location, clock: Clock, who: str) -> Office:
        """The office of a database. Raises DatabaseMissing, DatabaseBroken, DatabaseOlder or DatabaseNewer."""
        office = cls(location, clock, who)
        revision.require_head(office.reader)
        return office

    def registry(self) -> Registry:
        """The registry as it stands now; the same one until somebody changes the database."""
        return self.reader.unchanged(registry_rows.load)

    def now(self) -> str:
        """The stamp that a change made now gets."""
        return stamp(self.clock.now())

    def begin(self) -> UnitOfWork:
        """A transaction that takes the write lock at once. Raises DatabaseLocked or DatabaseReadOnly."""
        from meetingtui.store.unit_of_work import UnitOfWork

        return UnitOfWork(
            self.engine(), who=self.who, at=self.now(), where=self.location.shown, mark=self.clock.pretence()
        )

    def engine(self) -> Any:
        """The engine for writing, made at first use."""
        with self._opening:
            if self._engine is None:
                from meetingtui.store.engine import make_engine

                self._require_writable()
                self._engine = make_engine(self.location)
        return self._engine

    def warm(self) -> None:
        """Load what writing needs, in the background of a first screen, so that the first save does not wait."""
        import meetingtui.store.unit_of_work  # noqa: F401 - loaded for its imports

    def close(self) -> None:
        """Give the connections back."""
        self.window.let_go()
        self.reader.close()
        if self._engine is not None:
            self._engine.dispose()

    @property
    def county_name(self) -> str:
        """The county as stored, such as 屏東縣."""
        return str(self._county()[0])

    @property
    def is_demo(self) -> bool:
        """Whether this is a copy of the sample."""
        return bool(self._county()[1])

    @property
    def database_name(self) -> str:
        """The short name of the database, without folders or passwords."""
        return self.location.name

    def _county(self) -> tuple[Any, ...]:
        return self.reader.row("SELECT name, is_demo FROM county ORDER BY id LIMIT 1") or ("", False)

    @property
    def read_only(self) -> bool:
        """Whether changes are refused because the file or its folder cannot be written."""
        return is_read_only(self.location)

    def _require_writable(self) -> None:
        if self.read_only:
            from meetingtui.store.faults import DatabaseReadOnly

            raise DatabaseReadOnly(self.location.shown)


def is_read_only(location: Location) -> bool:
    """Whether a database file or its folder cannot be written; a server tells when it is asked to write."""
    import os

    file = location.file
    return bool(file) and not (os.access(file, os.W_OK) and os.access(os.path.dirname(file), os.W_OK))
