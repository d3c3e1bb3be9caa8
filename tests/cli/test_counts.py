from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from meetingtui.services.office import Office
from tests.cli.conftest import Command

PROMISED = [
    "key", "name", "stated", "computed", "floor", "target", "planned", "held", "postponed", "cancelled", "credited",
    "person_times", "longest_gap_days", "shortfall",
]  # fmt: skip


def test_counts_as_json_keep_the_promised_keys(command: Command) -> None:
    document = command("counts", "115", "--json").json

    assert list(document)[:8] == ["year", "from", "to", "as_of", "by", "rows", "totals", "notes"]
    assert all(list(row)[:14] == PROMISED for row in document["rows"])
    assert document["totals"]["sessions"] == 97
    assert document == command("counts", "2026", "--json").json == command("counts", "--json").json


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (["115", "--until", "116"], "2026-01-01", "2027-12-31"),
        (["--from", "115.3.1", "--to", "115/3/31"], "2026-03-01", "2026-03-31"),
        (["--from", "115.3.1"], "2026-03-01", "2026-11-22"),
        (["--school-year", "114"], "2025-08-01", "2026-07-31"),
        (["--phase", "3"], "2026-01-01", "2030-12-31"),
    ],
)
def test_any_period_can_be_counted(words: list[str], first: str, last: str, command: Command) -> None:
    document = command("counts", *words, "--json").json

    assert (document["from"], document["to"]) == (first, last)


@pytest.mark.parametrize("by", ["series", "track", "quarter", "level", "agency"])
def test_any_grouping_can_be_counted(by: str, command: Command) -> None:
    assert command("counts", "115", "--by", by, "--json").json["by"] == by


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_every_file_has_a_row_for_each_track_that_has_not_sat_yet(
    ending: str, anywhere: Command, tmp_path: Path
) -> None:
    place = ("--db", str(tmp_path / "高雄.db"))
    assert anywhere("init", "--county", "kaohsiung", *place).code == 0
    target = tmp_path / f"分區.{ending}"

    rows = anywhere("counts", "116", "--by", "track", "--json", *place).json["rows"]
    assert anywhere("counts", "116", "--by", "track", "-o", str(target), *place).code == 0

    assert len(rows) == 18
    if ending == "xlsx":
        with zipfile.ZipFile(target) as book:
            text = "".join(book.read(name).decode() for name in book.namelist())
    else:
        text = target.read_text(encoding="utf-8-sig")
    assert [one["key"] for one in rows if one["key"] not in text] == []


def test_the_table_says_period_as_of_date_and_totals(command: Command) -> None:
    out = command("counts", "115", "--as-of", "115.6.30").out

    assert out.startswith("屏東縣115年會議場次統計\n")
    assert "統計期間：115年" in out
    assert "統計基準日：115年6月30日" in out
    assert "合計" in out


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "txt"])
def test_a_report_is_written_privately_and_not_over_another(ending: str, command: Command, tmp_path: Path) -> None:
    target = tmp_path / f"年報.{ending}"

    answer = command("counts", "115", "-o", str(target), "--json")

    assert (answer.code, answer.json["file"], answer.json["logged"]) == (0, str(target), True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert "已存在" in command("counts", "114", "-o", str(target)).err
    assert target.read_bytes() == before
    assert command("counts", "114", "-o", str(target), "--force").code == 0
    assert target.read_bytes() != before


def test_the_json_report_is_the_same_document(command: Command, tmp_path: Path) -> None:
    command("counts", "115", "-o", str(tmp_path / "c.json"))

    assert json.loads((tmp_path / "c.json").read_text()) == command("counts", "115", "--json").json


def test_a_report_of_an_unknown_kind_or_in_no_place_is_refused(command: Command, tmp_path: Path) -> None:
    assert ".xlsx" in command("counts", "115", "-o", "report.doc").err
    assert command("counts", "115", "-o", str(tmp_path / "nowhere" / "c.csv")).code == 1


def test_a_count_of_any_period_is_saved_as_the_paper_of_the_office(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "c.pdf"

    assert command("counts", "--school-year", "114", "--by", "level", "-o", str(target)).code == 0
    assert target.read_bytes().startswith(b"%PDF-")


def test_an_export_is_logged_and_one_from_a_read_only_database_goes_on(
    command: Command, planned_office: Office, tmp_path: Path
) -> None:
    command("counts", "115", "-o", str(tmp_path / "a.csv"))
    last = planned_office.reader.row("SELECT who, verb, object FROM audit ORDER BY id DESC LIMIT 1")
    assert last == ("tester", "exported", "115年場次統計")
    if os.geteuid() == 0:
        pytest.skip("root may write to every file")

    os.chmod(planned_office.location.file, 0o400)
    answer = command("counts", "115", "-o", str(tmp_path / "b.csv"))
    assert answer.code == 0
    assert "未記入稽核軌跡" in answer.err


def test_a_frozen_count_is_held_against_later_ones(command: Command) -> None:
    frozen = command("counts", "115", "--freeze", "--json").json["frozen"]
    assert (frozen["same"], frozen["who"], frozen["differences"]) == (True, "tester", [])

    command("sessions", "hold", "PIF-10-115-01", "--persons", "17")
    later = command("counts", "115", "--json").json["frozen"]
    assert not later["same"]
    assert {"key": "PIF-10", "name": "強化社會安全網跨網絡會議", "field": "held", "frozen": 0, "now": 1} in later[
        "differences"
    ]
    assert "凍結時0，現為1" in command("counts", "115").out
    assert command("counts", "115", "--freeze").code == 1
    assert command("counts", "115", "--freeze", "--force", "--json").json["frozen"]["same"]


@pytest.mark.parametrize(
    "words",
    [["0"], ["1000"], ["abc"], ["115", "--until", "114"], ["--phase", "9"], ["--from", "115.2.30"],
     ["--from", "115.3.2", "--to", "115.3.1"], ["115", "--as-of", "never"], ["--school-year", "abc"],
     ["--school-year", "115", "--freeze"]],
)  # fmt: skip
def test_a_wrong_period_is_refused_in_one_sentence(words: list[str], command: Command) -> None:
    answer = command("counts", *words)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
