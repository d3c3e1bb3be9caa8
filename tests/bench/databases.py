"""What benchmarks work on: how large and how often, a folder, and founded counties whose books plain SQL has filled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tests import builders

SAMPLE = Path(__file__).parents[2] / "sample.db"
FIRST_YEAR = builders.YEAR - 6
YEARS = 10
"""Years that the books of a large county cover, the year of the tests among them."""
TODAY = builders.TODAY.isoformat()
NOT_HELD = {7: "cancelled", 11: "merged"}
"""Which of every sixteen sittings of the past were not held."""
INSERT = """
INSERT INTO session (version, series_id, number, year, ordinal, kind, status, day, start_at, end_at, room, township,
    chair_post_id, chair_person, locked, reason, postponed_times, person_times, person_times_about, note, uid, sequence,
    changed_at)
VALUES (1, ?, ?, ?, ?, 'ordinary', ?, ?, ?, ?, '第一會議室', '', ?, '', 0, '', ?, ?, 0, '', ?, 0,
    '2025-11-20T01:00:00Z')
"""


class Sizes(NamedTuple):
    """How much each benchmark works on, and how often each side is run."""

    rounds: int = 9
    counted: int = 1_000_000
    long_list: int = 100_000
    short_list: int = 1_000
    calendar: int = 10_000
    keys: int = 60
    counties: int = 22
    paragraphs: int = 200_000
    written: int = 100_000
    points: int = 100
    actions: int = 20_000
    rows: int = 5_000


SMALL = Sizes(rounds=1, counted=300, long_list=300, short_list=150, calendar=20, keys=3, counties=1, paragraphs=400,
              written=1_000, points=12, actions=200, rows=30)  # fmt: skip
"""Enough to see that every benchmark still runs; its ratios say nothing."""


class Workshop(NamedTuple):
    """Where benchmarks keep what they make, and what they work on."""

    folder: Path
    sizes: Sizes

    def sittings(self, count: int, years: int = YEARS) -> Path:
        """A 屏東 database with `count` sittings spread evenly over `years` years, made at its first use."""
        path = self.folder / f"{count}-in-{years}.db"
        if not path.exists():
            fill(path, count, years)
        return path

    def actions(self, count: int) -> Path:
        """The same with `count` action items on an eighth as many sittings, made at its first use."""
        from tests.bench import bench_actions

        path = self.folder / f"{count}-actions.db"
        if not path.exists():
            fill(path, max(1, count // 8), YEARS)
            bench_actions.fill(path, count)
        return path

    def settings_file(self) -> Path:
        """Where nobody has kept a setting yet."""
        return self.folder / "settings.json"


def fill(path: Path, count: int, years: int) -> None:
    """Found a county and put `count` sittings into its books: past ones held, but for a few, later ones planned."""
    office = builders.found_office(path)
    series = [(one.id, one.code, one.rules[-1].chairs[:1]) for one in office.registry().series.values() if one.planned]
    office.close()
    first = builders.YEAR if years == 1 else FIRST_YEAR
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(INSERT, _rows(count, first, years, series))
    connection.close()


def _rows(
    count: int, first: int, years: int, series: list[tuple[int, str, tuple[int, ...]]]
) -> Iterator[tuple[object, ...]]:
    for index in range(count):
        year = first + index * years // count
        day = (date(year, 1, 1) + timedelta(days=index % 365)).isoformat()
        series_id, code, chairs = series[index % len(series)]
        status = "planned" if day >= TODAY else NOT_HELD.get(index % 16, "held")
        yield (
            series_id, f"{code}-{year - 1911}-{index:07d}", year, index, status, day, f"{day}T06:00:00Z",
            f"{day}T08:00:00Z", chairs[0] if chairs else None, int(index % 10 == 0),
            index % 30 if status == "held" else None, f"{index:07d}@bench.invalid",
        )  # fmt: skip
