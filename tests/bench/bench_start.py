"""Start-up: CPU until the first screen with its rows is painted, against a bare Textual app with sixty rows.

The bare app shows them in Textual's table, which the limit is held against. Beside it, without a limit, stands the
same as a single text: the least that Textual can do, without columns, headings, cursor or scrolling.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter
from meetingtui.services import sessions
from tests import builders
from tests.bench import bare_screen
from tests.bench.databases import SAMPLE, TODAY, Workshop
from tests.bench.measure import MEETINGTUI, PYTHON, Ratio, in_turns
from tests.bench.terminal import LINES, Terminal


def first_screen(workshop: Workshop) -> list[Ratio]:
    """With the sample, and with a hundred thousand sittings."""
    many = workshop.sizes.long_list
    return [
        *_started(workshop, SAMPLE, "the sample"),
        *_started(workshop, workshop.sittings(many), f"{many:,} sittings"),
    ]


def program(database: Path) -> list[str]:
    """The words that open the app on a database, on the day of the tests."""
    return [*MEETINGTUI, "--db", str(database), "--today", TODAY]


def bare_program(database: Path, form: str = "text") -> list[str]:
    """The words that open the bare app on a database, with its rows in a `table` or as one `text`."""
    return [PYTHON, bare_screen.__file__, str(database), form]


def last_shown(database: Path) -> str:
    """The number in the last row of the bare app that a terminal has room for."""
    rows: list[str] = [row[0] for row in sqlite3.connect(database).execute(bare_screen.ROWS)]
    return rows[: LINES - 3][-1]  # a table has a heading and may have a scrollbar below


def coming(database: Path) -> tuple[str, str]:
    """What stands on the painted first screen: its line of what is due, and the name of the next sitting."""
    office = builders.open_office(database)
    wanted = SessionFilter(first=TODAY, statuses=tuple(str(one) for one in OPEN))
    found = sessions.listing(office, wanted).page(0, 1)
    office.close()
    return "項該辦", found[0].name[:6]


def _started(workshop: Workshop, database: Path, what: str) -> list[Ratio]:
    texts, last = coming(database), last_shown(database)
    ours, table, text = in_turns(
        workshop.sizes.rounds,
        lambda: _cpu_until(program(database), *texts),
        lambda: _cpu_until(bare_program(database, "table"), last),
        lambda: _cpu_until(bare_program(database), last),
    )
    what = f"first painted screen, {what}"
    return [
        Ratio(what, "bare Textual, 60 rows in a table", ours, table, 1.3),
        Ratio(what, "bare Textual, 60 rows as one text", ours, text, None),
    ]


def _cpu_until(words: list[str], *texts: str) -> float:
    with Terminal(words) as terminal:
        terminal.wait_for(*texts)
        return terminal.end()
