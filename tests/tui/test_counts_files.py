"""The counts as files and papers, and the frozen copy of a year."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from meetingtui.services import frozen_counts, scheduling
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.save_counts import SaveCounts
from meetingtui.tui.screens.counts import Counts
from tests import builders
from tests.tui.counts_app import counts_of, page, told, words
from tests.tui.keyboard import press, settled
from tests.tui.screen_picture import picture


@pytest.fixture
def opened(sample_office, choices) -> Callable[..., Any]:
    """Opens the counts of the sample."""
    return partial(counts_of, sample_office, choices)


# ----- files


def exports(choices) -> list[Path]:
    return sorted((choices.data_folder / "exports").glob("*"))


async def test_the_year_is_saved_as_csv_by_one_key(opened, choices, sample_office):
    """Journey 13: `7` `y` 115 `p`."""
    async with opened() as pilot:
        await press(pilot, "y", "1", "1", "5", "p")

        (made,) = exports(choices)
        assert made.name == "屏東縣115年會議場次統計-會議別-1151122.csv"
        assert made.stat().st_mode & 0o777 == 0o600
        assert "已存到" in picture(pilot.app)
        rows = {row[0]: row for row in csv.reader(made.read_text(encoding="utf-8-sig").splitlines()) if row}
        assert rows["PIF-10"][1] == "強化社會安全網跨網絡會議"
        audit = sample_office.reader.row("SELECT verb, object FROM audit ORDER BY id DESC LIMIT 1")
        assert tuple(audit) == ("exported", "115年場次統計")


async def test_each_grouping_has_a_file_of_its_own(opened, choices):
    async with opened() as pilot:
        await press(pilot, "p", "b", "p", "b", "p")

        assert len(exports(choices)) == 3


async def test_the_same_count_again_leaves_the_file_and_another_one_asks(opened, choices, sample_office):
    async with opened() as pilot:
        await press(pilot, "p", "p")
        assert isinstance(pilot.app.screen, Counts)
        (made,) = exports(choices)
        before = made.read_bytes()

        open_one = builders.sittings(sample_office, "PIF-15")[-1]
        scheduling.cancel(sample_office, open_one.id, reason="無討論案件")
        pilot.app.records_changed()
        await settled(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, YesNo)
        assert made.read_bytes() == before

        await press(pilot, "enter")
        assert made.read_bytes() != before


@pytest.mark.parametrize(("turns", "ending"), [(0, "csv"), (1, "xlsx"), (2, "json"), (3, "txt")])
async def test_any_form_is_chosen_with_the_place_shown_and_editable(opened, choices, tmp_path, turns, ending):
    async with opened() as pilot:
        await press(pilot, "x", *["right"] * turns)
        assert f"-1151122.{ending}" in pilot.app.screen._path.text
        pilot.app.screen._path.text = f"{tmp_path}/"
        await press(pilot, "enter")

        (made,) = tmp_path.glob(f"*.{ending}")
        assert str(made) in told(pilot)
        if ending == "json":
            assert json.loads(made.read_text(encoding="utf-8"))["totals"]["sessions"] == 97


@pytest.mark.parametrize(("turns", "ending"), [(4, "pdf"), (5, "odt"), (6, "docx")])
async def test_a_count_becomes_a_paper_of_its_period_whatever_it_is_grouped_by(opened, tmp_path, turns, ending):
    async with opened() as pilot:
        await press(pilot, "b", "x", *["right"] * turns)
        pilot.app.screen._path.text = f"{tmp_path}/"
        await press(pilot, "enter")

        (made,) = tmp_path.glob(f"*.{ending}")
        assert str(made) in told(pilot)
        assert "115年度社會安全網會議場次統計表" in words_of(made)
        assert "親密關係高危機網絡評估會議" in words_of(made)


def words_of(path: Path) -> str:
    """All that a paper says, without blanks."""
    import re
    import zipfile

    import pypdf

    if path.suffix == ".pdf":
        found = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    else:
        inner = {".odt": "content.xml", ".docx": "word/document.xml"}[path.suffix]
        found = re.sub("<[^>]*>", "", zipfile.ZipFile(path).read(inner).decode())
    return "".join(found.split())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/no/such/place/x.csv", "資料夾不存在"),
        ("x.doc", "不知道「x.doc」要存成什麼格式"),
        ("~nobody-here/x.csv", "無法寫入"),
    ],
)
async def test_a_file_that_cannot_be_written_says_why_and_keeps_what_was_typed(opened, path, words):
    async with opened(size=(160, 45)) as pilot:
        await press(pilot, "x")
        pilot.app.screen._path.text = path
        await press(pilot, "enter")

        assert isinstance(pilot.app.screen, SaveCounts)
        assert words in picture(pilot.app)
        assert pilot.app.screen._path.text == path


# ----- the frozen copy


async def test_a_year_is_frozen_and_later_counts_say_how_they_differ(opened, sample_office):
    async with opened(size=(120, 30)) as pilot:
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, YesNo)
        await press(pilot, "enter")
        assert "凍結之統計（基準日115.11.22）相同" in picture(pilot.app)

        open_one = builders.sittings(sample_office, "PIF-15")[-1]
        scheduling.cancel(sample_office, open_one.id, reason="無討論案件")
        pilot.app.records_changed()
        await settled(pilot)
        assert "有2處不同" in picture(pilot.app)
        assert "親密關係高危機網絡評估會議（PIF-15）預定：凍結時24，現為23" in words(pilot, "frozen")

        await press(pilot, "f", "escape")
        assert len(frozen_counts.compare(sample_office, page(pilot).facts.counts).differences) == 2
        await press(pilot, "f", "enter")
        assert "相同" in picture(pilot.app)


async def test_only_a_year_can_be_frozen(opened):
    async with opened() as pilot:
        await press(pilot, "d", "right", "right", "enter", "f")

        assert "只有單一年度的統計可以凍結" in picture(pilot.app)
