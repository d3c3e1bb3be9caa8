"""Counts: the command against a bare Python that prints the same figures; a million sittings against raw SQL."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

from meetingtui.services import counts
from tests import builders
from tests.bench.databases import SAMPLE, TODAY, Workshop
from tests.bench.measure import MEETINGTUI, PYTHON, Ratio, cpu_of, cpu_of_process, environment, in_turns

BARE = """
import argparse, json, sqlite3
parser = argparse.ArgumentParser()
parser.add_argument("file")
rows = sqlite3.connect(parser.parse_args().file).execute("SELECT body FROM answer").fetchone()[0]
print(json.dumps(json.loads(rows), ensure_ascii=False, indent=1))
"""
"""The figures lie ready in a database of their own: this side counts nothing, it only starts, reads and prints."""
RAW = """
SELECT series_id,
       SUM(status NOT IN ('cancelled', 'merged')), SUM(status = 'held' AND day <= :as_of), SUM(postponed_times > 0),
       SUM(status = 'cancelled'), SUM(kind = 'extraordinary' AND status NOT IN ('cancelled', 'merged')),
       SUM(CASE WHEN status = 'held' AND day <= :as_of THEN person_times ELSE 0 END)
FROM session WHERE year = :year GROUP BY series_id
"""
RAW_GAPS = """
SELECT series_id, MAX(gap) FROM (
    SELECT series_id, julianday(day) - julianday(LAG(day) OVER (PARTITION BY series_id ORDER BY day)) AS gap
    FROM (SELECT DISTINCT series_id, day FROM session WHERE status = 'held' AND day >= :first AND day <= :as_of)
) GROUP BY series_id
"""
RAW_CARRIED = """
SELECT id, (SELECT MAX(day) FROM session WHERE series_id = series.id AND status = 'held' AND day < :first) FROM series
"""


def command(workshop: Workshop) -> list[Ratio]:
    """`counts 115 --json` on the sample, as a whole process."""
    words = [*MEETINGTUI, "--db", str(SAMPLE), "--today", TODAY, "counts", "115", "--json"]
    answer = json.loads(subprocess.run(words, check=True, capture_output=True, env=environment()).stdout)
    stored, script = workshop.folder / "answer.db", workshop.folder / "bare_counts.py"
    script.write_text(BARE, encoding="utf-8")
    _store(stored, json.dumps(answer, ensure_ascii=False))
    bare = [PYTHON, str(script), str(stored)]
    sides = in_turns(2 * workshop.sizes.rounds, lambda: cpu_of_process(words), lambda: cpu_of_process(bare))
    return [Ratio("counts 115 --json", "bare Python that prints the same", sides[0], sides[1], 2.0)]


def _store(path: Path, answer: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS answer (body TEXT)")
        connection.execute("INSERT INTO answer VALUES (?)", (answer,))
    connection.close()


def million(workshop: Workshop) -> list[Ratio]:
    """A year's counts over a million sittings against the best raw SQL for the same figures."""
    size = workshop.sizes.counted
    path = workshop.sittings(size)
    office = builders.open_office(path)
    raw = sqlite3.connect(path)
    year = builders.YEAR
    asked = {"year": year, "as_of": TODAY, "first": f"{year}-01-01"}

    def ours() -> None:
        counts.count(office, counts.year_span(year), as_of=date.fromisoformat(TODAY))

    def other() -> None:
        for sql in (RAW, RAW_GAPS, RAW_CARRIED):
            raw.execute(sql, asked).fetchall()

    sides = in_turns(workshop.sizes.rounds, lambda: cpu_of(ours), lambda: cpu_of(other))
    office.close()
    raw.close()
    return [Ratio(f"a year's counts over {size:,} sittings", "raw SQL", sides[0], sides[1], 1.3)]
