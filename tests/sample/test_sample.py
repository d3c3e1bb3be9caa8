"""The sample that is shipped is the one that its builder builds, whole and plainly invented."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.actions import ActionFilter, ActionKind, ActionStatus
from meetingtui.domain.minutes import DecisionKind, MinutesStatus
from meetingtui.domain.reports import Answer
from meetingtui.domain.rulings import Ruling
from meetingtui.domain.sittings import SessionFilter
from meetingtui.services import actions, counts, database, minutes, minutes_lint, minutes_versions, rounds, sessions
from meetingtui.services.office import Office
from tests import builders
from tests.sample import build, cast

SHIPPED = Path(__file__).parents[2] / "sample.db"


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Office]:
    """A private copy of the sample that is shipped."""
    office = builders.open_office(shutil.copy(SHIPPED, tmp_path / "sample.db"))
    yield office
    office.close()


def test_the_shipped_sample_is_what_its_builder_builds(tmp_path: Path) -> None:
    build.build(tmp_path / "rebuilt.db")

    rebuilt, shipped = _content(tmp_path / "rebuilt.db"), _content(SHIPPED)

    assert list(rebuilt) == list(shipped)
    for table, rows in shipped.items():
        assert rebuilt[table] == rows, f"{table} differs: run `make sample`"


def test_the_sample_is_small_whole_and_at_the_newest_structure(sample: Office) -> None:
    found = database.info(str(sample.location.path))

    assert found.up_to_date
    assert database.check(str(sample.location.path)) == []
    assert SHIPPED.stat().st_size < 7_000_000
    assert sqlite3.connect(SHIPPED).execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert sample.is_demo


def test_the_sample_holds_the_ninety_seven_sittings_of_115_and_counts_the_rest_apart(sample: Office) -> None:
    found = counts.count(sample, counts.year_span(2026), as_of=date(2026, 11, 22))
    rows = {row.key: row for row in found.rows}

    assert found.totals["sessions"] == 97
    stated = {key: rows[key].planned for key in ("PIF-10", "PIF-14", "PIF-15", "PIF-16", "PIF-17")}
    assert stated == {"PIF-10": 3, "PIF-14": 28, "PIF-15": 24, "PIF-16": 12, "PIF-17": 24}
    assert sum(stated.values()) == 91
    assert (rows["PIF-02"].planned, rows["PIF-07"].planned) == (4, 2)
    assert rows["PIF-05"].apart == "provisional"
    assert (rows["PIF-05"].extraordinary, rows["PIF-05"].cancelled) == (1, 1)
    assert rows["PIF-31"].apart == "external"


def test_the_sample_has_a_typhoon_that_stretched_the_gap_of_the_juvenile_committee(sample: Office) -> None:
    juvenile = counts.year(sample, 115)["PIF-02-B"]

    assert juvenile.credited == 4
    assert juvenile.longest_gap_days == 97
    assert juvenile.gap_broken == ("2026-05-12", "2026-08-17")
    assert [one.day for one in builders.sittings(sample) if one.postponed_times and one.status == "held"] == [
        "2026-08-17", "2026-08-17", "2026-08-17",
    ]  # fmt: skip


def test_all_but_the_last_sitting_is_entered_as_held_and_nothing_later_is_notified(sample: Office) -> None:
    books = builders.sittings(sample) + builders.sittings(sample, year=2025) + builders.sittings(sample, year=2027)
    standing = [one for one in books if one.day and one.status not in {"cancelled", "merged"}]

    assert {one.status for one in standing if one.day < "2026-11-12"} == {"held"}
    assert [one.number for one in standing if "2026-11-12" < one.day <= "2026-11-20"] == ["PIF-14-115-T4-04"]
    assert {one.status for one in standing if one.day > "2026-11-20"} == {"planned"}
    assert all(one.noticed_at for one in standing if one.status == "held" and not one.external)
    assert all(one.person_times for one in standing if one.status == "held")
    assert sum(one.year == 2027 for one in books) == 111
    assert [one.verb for one in sessions.history(sample, "PIF-10-115-01")] == [
        "moved", "noticed", "asked", "held",
    ]  # fmt: skip


def test_every_sitting_held_has_approved_minutes_and_the_last_one_is_being_written(sample: Office) -> None:
    held = sessions.all_of(sample, SessionFilter(statuses=("held",)))
    states = [minutes.of(sample, one.id).status for one in held]

    assert set(states) == {MinutesStatus.APPROVED, MinutesStatus.SENT, MinutesStatus.CONFIRMED}
    assert states.count(MinutesStatus.CONFIRMED) > len(held) / 2
    assert minutes.of(sample, "PIF-14-115-T4-04").status == MinutesStatus.DRAFT


def test_action_items_stand_in_every_state_and_have_every_kind_of_answer(sample: Office) -> None:
    items = actions.listed(sample, ActionFilter())
    answered = {line.state for line in rounds.board(sample, every=True)}

    assert {one.status for one in items} == set(ActionStatus)
    assert {one.kind for one in items} == set(ActionKind)
    verbs = sample.reader.rows("SELECT DISTINCT verb FROM action_ruling")
    assert {verb for (verb,) in verbs} == {str(one) for one in Ruling}
    assert {one.day[:4] for one in items} == {"2025", "2026"}
    assert any(one.overdue_days for one in items)
    assert {Answer.ANSWERED, Answer.LATE} <= answered


def test_the_minutes_of_the_sample_show_every_kind_of_decision_and_lack_nothing(sample: Office) -> None:
    held = sessions.all_of(sample, SessionFilter(statuses=("held",)))
    kinds = {item.decision_kind for one in held for item in minutes.of(sample, one.id).items} - {""}

    assert kinds == set(DecisionKind)
    assert {finding.kind for one in held for finding in minutes_lint.findings(sample, one.id)} <= {"late"}
    assert all(one.lead and one.due for one in actions.listed(sample, ActionFilter()))
    assert all(version.intact for one in held[::10] for version in minutes_versions.all_of(sample, one.id))


def test_a_new_deputy_magistrate_takes_over_at_the_end_of_the_term(sample: Office) -> None:
    registry = sample.registry()
    deputy = next(post for post in registry.posts.values() if post.code == "DMAG")

    before, after = (registry.holder(deputy.id, day) for day in ("2026-12-24", "2026-12-25"))

    assert before is not None
    assert after is not None
    assert before.person != after.person == cast.NEXT_DEPUTY


def test_nobody_in_the_sample_is_real() -> None:
    content = _content(SHIPPED)
    contact, agency = content["contact"], content["agency"]

    assert all(row["name"][1] == "示" for row in contact)
    assert all(row["email"].endswith("@example.invalid") for row in [*contact, *agency])
    chaired = {row["chair_person"] for row in content["session"]} - {""}
    assert chaired <= {row["name"] for row in contact}


def _content(path: Path) -> dict[str, list[dict[str, Any]]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'paragraph_index%' ORDER BY name"
    names = [row[0] for row in connection.execute(tables)]  # the index over paragraphs can only be asked for words
    content = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')] for name in names}  # noqa: S608 - names from the schema itself
    connection.close()
    return content
