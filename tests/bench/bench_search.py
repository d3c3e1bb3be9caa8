"""Search: the newest 50 of many paragraphs against a scan with LIKE, and what filing them costs a save."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from meetingtui.domain import search_text
from meetingtui.domain.search import Scope
from meetingtui.services import search
from meetingtui.services.office import Office
from meetingtui.store import search_index, tables
from meetingtui.store.queries import search as search_rows
from tests import builders
from tests.bench.databases import FIRST_YEAR, INSERT, YEARS, Workshop
from tests.bench.measure import Ratio, cpu_of, in_turns

POINTS = 20
LINES = 5
"""Points of the agenda of each sitting, and lines of each point."""
ALLOWED = 50
"""Searches that may take as long as one scan."""
TIMES = 10
SAID = """
INSERT INTO agenda_item (version, series_id, session_id, position, kind, matter, explanation, proposal, papers,
    case_code, origin, postponed)
VALUES (1, 1, ?, ?, 'discussion', ?, ?, ?, '[]', '', '', 0)
"""
COMMON = (
    "衛生局", "教育處", "警察局", "社會處", "勞青處", "個案", "家庭", "網絡", "追蹤", "輔導", "通報", "服務",
    "會議", "資源", "合作", "本府", "各單位", "辦理", "情形", "報告", "委員", "建議", "評估", "處遇", "學校",
    "醫院", "中心", "社工", "說明", "提供",
)  # fmt: skip
SELDOM = [one + two for one in "遷居銜接轉介出監結訪" for two in "案件函復站員表單機構"]
ASKED = {
    "everywhere": "家庭",
    "seldom": "遷函",
    "one sign": "監",
    "a code": "115-IPV-0042",
    "two common words": "家庭 追蹤",
    "three common words": "衛生局 教育處 家庭",
    "common and seldom": "家庭 遷函",
    "two seldom that never meet": "遷函 銜案",
    "three words": "衛生局 遷函 追蹤",
    "a code and a word": "115-IPV-0042 家庭",
    "never written": "颱風",
}
"""What is looked for: words of two signs but for the names."""


def newest(workshop: Workshop) -> list[Ratio]:
    """The newest 50 of all paragraphs that hold some words, against LIKE over one table of the same texts."""
    size = workshop.sizes.paragraphs
    path = workshop.folder / f"searched-{size}.db"
    fill(path, size)
    office = builders.open_office(path)
    plain = _plain(office)
    rounds = workshop.sizes.rounds
    lines = []
    for what, asked in ASKED.items():
        sides = in_turns(rounds, _cost(_indexed(office, asked), ALLOWED), _cost(_scan(plain, asked)))
        title = f"{ALLOWED} searches for the newest 50 of {size:,} paragraphs, {what}"
        lines.append(Ratio(title, "one scan with LIKE", sides[0], sides[1], 1.0))
    for name, first in (("newest", True), ("most relevant", False)):
        sides = in_turns(rounds, _cost(_shown(office, newest=first)), _cost(_scan(plain, "遷函")))
        lines.append(Ratio(f"{name} 50 as they are shown, seldom", "one scan with LIKE", sides[0], sides[1], None))
    plain.close()
    lines.append(_saving(office, rounds))
    office.close()
    return lines


def _cost(call: Callable[[], object], times: int = 1) -> Callable[[], float]:
    return lambda: cpu_of(lambda: [call() for _time in range(times)])


def _indexed(office: Office, asked: str) -> Callable[[], object]:
    terms = search_text.terms(asked)
    return lambda: search_rows.holding(office.reader, terms, Scope(), 50)


def _shown(office: Office, *, newest: bool) -> Callable[[], object]:
    return lambda: search.find(office, "遷函", newest=newest)


def _scan(plain: sqlite3.Connection, asked: str) -> Callable[[], object]:
    terms = search_text.terms(asked)
    held = " AND ".join("text LIKE ?" for _term in terms)
    sql = f"SELECT id FROM said WHERE {held} ORDER BY day DESC LIMIT 50"  # noqa: S608 - values are parameters
    return lambda: plain.execute(sql, [f"%{term}%" for term in terms]).fetchall()


def _saving(office: Office, rounds: int) -> Ratio:
    """A line of a point with twenty is changed and saved, with and without filing what it says."""
    number = office.reader.value("SELECT MAX(id) FROM agenda_item")
    turn = iter(range(10_000))

    def save() -> None:
        with office.begin() as work:
            item = work.get(tables.AgendaItem, number)
            lines = ["請衛生局於一個月內提出追蹤情形，社工持續輔導。"] * 20
            item.explanation = "\n".join([*lines[:7], f"第{next(turn)}稿", *lines[7:]])
            work.audit("edited", "議程")
            work.commit()

    def unfiled() -> None:
        with mock.patch.object(search_index, "refresh"):
            save()

    save()
    sides = in_turns(rounds, _cost(save, TIMES), _cost(unfiled, TIMES))
    return Ratio(f"{TIMES} saves of a text of 20 lines", "the same unfiled", sides[0], sides[1], 2.0)


def _plain(office: Office) -> sqlite3.Connection:
    """The same texts in one table, as they would be searched without an index."""
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, day TEXT, text TEXT)")
    sql = "SELECT p.id, s.day, p.key FROM paragraph p JOIN session s ON s.id = p.session_id"
    plain.executemany("INSERT INTO said VALUES (?, ?, ?)", office.reader.rows(sql))
    return plain


def fill(path: Path, count: int) -> None:
    """A county whose agendas hold `count` lines, and all of them filed."""
    if path.exists():
        return
    builders.found_office(path).close()
    chance = random.Random(115)
    connection = sqlite3.connect(path)
    sittings = max(1, count // POINTS // LINES)
    with connection:
        first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM session").fetchone()[0]
        connection.executemany(INSERT, _sittings(sittings))
        for number in range(first, first + sittings):
            for place in range(POINTS):
                lines = [_line(chance) for _line_of_five in range(LINES)]
                connection.execute(SAID, (number, place, lines[0], "\n".join(lines[1:3]), "\n".join(lines[3:])))
    connection.close()
    office = builders.open_office(path)
    with office.engine().begin() as writer:
        search_index.refill(writer)
    office.close()


def _sittings(count: int) -> Iterator[tuple[object, ...]]:
    for index in range(count):
        year = FIRST_YEAR + index * YEARS // count
        day = (date(year, 1, 1) + timedelta(days=index % 365)).isoformat()
        yield (
            1, f"PIF-01-{year - 1911}-{index:05d}", year, index, "held", day, f"{day}T06:00:00Z", f"{day}T08:00:00Z",
            None, 0, None, f"{index:05d}@bench.invalid",
        )  # fmt: skip


def _line(chance: random.Random) -> str:
    """A line of about sixty signs: common words, now and then a seldom one, a case code or a date."""
    words = chance.choices(COMMON, k=28)
    if chance.random() < 0.2:
        words.append(chance.choice(SELDOM))
    if chance.random() < 0.1:
        words.append(f"115-IPV-{chance.randrange(5000):04d}")
    if chance.random() < 0.3:
        words.append(f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日")
    chance.shuffle(words)
    return "".join(words) + "。"
