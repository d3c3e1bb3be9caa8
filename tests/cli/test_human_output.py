"""What commands print for people: dates as the office writes them, and no word that only programs use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from meetingtui.domain.attendance import PRESENCE_WORDS
from meetingtui.domain.cadence import LEVEL_NAMES
from meetingtui.domain.registry_values import (
    BASIS_WORDS,
    CHAIR_RULE_WORDS,
    NATURE_WORDS,
    QUALIFIER_WORDS,
    RHYTHM_WORDS,
    YEAR_BASIS_WORDS,
)
from meetingtui.domain.roles import Role
from meetingtui.domain.sessions import STATUS_WORDS
from meetingtui.services.history import VERBS
from tests import builders
from tests.cli import shell
from tests.cli.shell import Shell

WORDS: tuple[Mapping[Any, str], ...] = (
    BASIS_WORDS, CHAIR_RULE_WORDS, LEVEL_NAMES, NATURE_WORDS, PRESENCE_WORDS, QUALIFIER_WORDS, RHYTHM_WORDS,
    STATUS_WORDS, VERBS, YEAR_BASIS_WORDS, dict.fromkeys(Role, ""),
)  # fmt: skip
CODE_WORDS = re.compile(r"\b(" + "|".join(str(one) for words in WORDS for one in words) + r")\b")
ISO = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
READING = (
    "agencies list --retired", "agencies show SAD", "calendar show 115", "contacts list --retired", "counts 115",
    "counts 115 --by track", "counts 115 --by quarter", "counts 115 --by level", "counts 115 --by agency",
    "ics busy", "plan 117", "posts list --retired", "posts show DMAG", "series check", "series list --retired",
    "series member PIF-10", "series rule PIF-10", "series chair PIF-10", "series show PIF-10", "series show PIF-14",
    "series show PIF-02", "series track PIF-14", "sessions list --year 115", "sessions show PIF-15-115-07",
    "sessions show PIF-05-115-06", "today", "undo --list",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Shell]:
    yield from shell.on(builders.SAMPLE, tmp_path)


@pytest.fixture
def worked(run: Shell) -> Shell:
    """The sample after a day's work, so that there is something of every kind to show."""
    for words in (
        "agencies add NGO9 新希望協會", "agencies rename NGO9 希望協會 --from 116.1.1",
        "agencies retire NGO9 --from 116.6.1",
        "series rule PIF-10 --rhythm month --from 117.1.1", "series rename PIF-10 跨網絡會議 --from 116.7.1",
        "series retire PIF-31 --from 116.12.1 --cancel --reason 併入他會", "posts vacate DMAG --from 118.1.1",
        "series track PIF-14 retire T7 --from 118.1.1 --cancel --reason 整併",
        "series member PIF-10 role 教育處 observer --from 116.1.1", "calendar close 115.12.1 --half am --reason 颱風",
        "counts 115 --by level --freeze",
    ):  # fmt: skip
        answer = run(*words.split())
        assert answer.code == 0, (words, answer.err)
        _for_people(words, answer.out)
    return run


def test_every_command_shows_roc_dates_and_chinese_words(worked: Shell) -> None:
    for words in READING:
        answer = worked(*words.split())
        assert answer.code == 0, (words, answer.err)
        _for_people(words, answer.out)
    _for_people("counts", worked("counts", "115", "--by", "level").out)


def test_changes_of_a_frozen_count_name_levels_in_words(worked: Shell) -> None:
    for number in ("PIF-15-115-21", "PIF-01-115-02"):
        worked("minutes", "status", number, "reopen", "--reason", "誤登")
        worked("sessions", "unhold", number, "--reason", "誤登")

    told = worked("counts", "115", "--by", "level").out

    assert "個案會議已召開：凍結時53，現為52" in told
    assert "法定委員會（預設）已召開：凍結時11，現為10" in told


def _for_people(words: str, out: str) -> None:
    for line in out.splitlines():
        if not re.search("[一-鿿]", line) or line.startswith("英文名稱："):
            continue
        assert not ISO.search(line), (words, line)
        assert not CODE_WORDS.search(line.replace("meetingtui", "")), (words, line)
