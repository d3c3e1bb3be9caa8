"""Nothing is lost: real processes that type are killed in the middle of it, and two real processes save one point."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import NamedTuple

import pytest

from meetingtui.services import drafts, minutes
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk
from tests.services.typing_process import number_of

ROOT = Path(__file__).parents[2]
KILLS = 25
KILLS_WHILE_SAVING = 12
LONGEST = 0.08
"""Seconds of typing before a kill."""
PATIENCE = 30.0
"""Seconds after which what should come to be so is given up."""


@pytest.fixture
def point(office):
    """An office in a file, a sitting and one of its points."""
    session = sitting_desk.sitting(office)
    return office, session.id, sitting_desk.points(office, session, ("report", "統計"))[0]


def killed_while_typing(path: str, session: int, item: int, first: int, wait: float, *more: str) -> int:
    """Let a process type from number `first` and kill it after `wait` seconds of it; the last number it had kept."""
    words = [sys.executable, "-m", "tests.services.typing_process", path, str(session), str(item), str(first), *more]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typing:
        assert typing.stdout is not None
        said = typing.stdout.readline()
        sleep(wait)
        typing.send_signal(signal.SIGKILL)
        said += typing.stdout.read()
    assert typing.returncode == -signal.SIGKILL
    return int(said[: said.rindex("\n")].split("\n")[-1])


def newest(path: str, session: int, item: int) -> int:
    """The newest text that is found after a restart, kept or saved."""
    office = builders.open_office(path)
    kept = drafts.take_up(office, drafts.minutes_object(session, item))
    saved = next(one.text for one in minutes.of(office, session).items if one.item.id == item)
    office.close()
    return max(number_of(text) for text in ((kept.texts["text"] if kept else ""), saved) if text)


def sound(path: str) -> bool:
    """Whether the file is whole."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("kills", "more"), [(KILLS, ()), (KILLS_WHILE_SAVING, ("--saving",))])
def test_no_text_that_was_kept_is_lost_however_often_the_program_is_killed(point, kills, more):
    office, session, item = point
    path = office.location.file
    office.close()
    chance = Random(4)
    number = 1

    for _kill in range(kills):
        acknowledged = killed_while_typing(path, session, item, number, chance.uniform(0, LONGEST), *more)

        found = newest(path, session, item)
        assert acknowledged <= found <= acknowledged + 1
        assert sound(path)
        number = found + 1

    assert number > kills


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_after_a_kill_the_program_offers_what_was_typed_and_saving_it_ends_the_matter(point):
    office, session, item = point
    path = office.location.file
    killed_while_typing(path, session, item, 1, LONGEST)

    found = drafts.take_up(office, drafts.minutes_object(session, item))
    assert found is not None
    assert (found.session_id, found.item_id, found.overtaken, found.stored["text"]) == (session, item, False, "")
    minutes.save_item(
        office, session, item, text=found.texts["text"], decision_kind="", decision="", base_version=found.base_version
    )

    assert drafts.pending(office) == []
    assert number_of(minutes.of(office, session).items[0].text) >= 1


class Typing(NamedTuple):
    """A window in which somebody types, and the last text that it was known to have kept."""

    process: subprocess.Popen[str]
    kept: int

    @classmethod
    def begun(cls, address: str, session: int, item: int, first: int) -> Typing:
        words = [sys.executable, "-m", "tests.services.typing_process", address, str(session), str(item), str(first)]
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        return cls(process, int(process.stdout.readline()))

    def killed(self) -> int:
        """The number of its last text that was acknowledged."""
        self.process.send_signal(signal.SIGKILL)
        said = self.process.communicate()[0]
        return int(said[: said.rindex("\n")].split("\n")[-1]) if "\n" in said else self.kept


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_of_two_windows_of_one_person_that_are_killed_both_texts_are_offered_and_no_text_of_a_living_one(each_office):
    office, location = each_office, each_office.location
    session = sitting_desk.sitting(office)
    item = sitting_desk.points(office, session, ("report", "統計"))[0]
    first, second = (
        Typing.begun(location.file or location.url, session.id, item, begin) for begin in (1, 1_000_000)
    )  # fmt: skip
    assert len(drafts.typed(office)) == 2
    assert drafts.left_over(office) == []

    kept = [first.killed()]
    until(lambda: drafts.left_over(office))  # a server takes a moment to see that somebody has gone
    assert [found >= acknowledged for found, acknowledged in zip(numbers(office), kept, strict=True)] == [True]
    minutes.save_item(office, session.id, item, text="別的", decision_kind="", decision="", base_version=0)
    kept.append(second.killed())
    until(lambda: len(drafts.left_over(office)) == 2)

    assert [0 <= found - acknowledged <= 1 for found, acknowledged in zip(numbers(office), kept, strict=True)] == [
        True, True,
    ]  # fmt: skip


def numbers(office: Office) -> list[int]:
    """Which texts are offered."""
    return sorted(number_of(one.texts["text"]) for one in drafts.left_over(office))


def until(true: Callable[[], object]) -> None:
    """Ask until it is so."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it never came to be so"
        sleep(0.05)


def test_of_two_programs_that_save_one_point_at_once_one_is_shown_all_three_texts(point):
    office, session, item = point
    minutes.save_item(office, session, item, text="原文", decision_kind="", decision="", base_version=0)
    path = office.location.file
    people = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.services.saving_process", path, str(session), str(item), who, f"原文，{who}"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for who in ("甲", "乙")
    ]  # fmt: skip
    for one in people:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"

    for one in people:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    answers = [json.loads(one.communicate()[0]) for one in people]

    (winner,) = [answer["saved"] for answer in answers if "saved" in answer]
    (refused,) = [answer for answer in answers if "mine" in answer]
    loser = "原文，乙" if winner == "原文，甲" else "原文，甲"
    assert refused == {"mine": loser, "theirs": winner, "base": "原文", "who": winner[-1]}
    assert minutes.of(office, session).items[0].text == winner
