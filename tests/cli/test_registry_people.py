from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.cli import shell
from tests.cli.shell import Shell


@pytest.fixture
def run(planned_file: Path, tmp_path: Path) -> Iterator[Shell]:
    yield from shell.on(planned_file, tmp_path)


def test_agencies_are_listed_added_renamed_and_given_up(run: Shell) -> None:
    assert {"SAD", "PHB", "PB"} <= {one["code"] for one in run.json("agencies", "list")}
    made = run.json("agencies", "add", "NGO9", "新希望協會", "--network", "民間", "--email", "hope@example.tw")
    assert (made["networks"], made["email"]) == (["民間"], "hope@example.tw")
    run.json("agencies", "edit", "新希望協會", "--phone", "08-1", "--network", "民間", "--network", "社政")
    run.json("agencies", "rename", "NGO9", "更新希望協會", "--from", "116.1.1")
    assert run.json("agencies", "show", "新希望協會")["former_names"] == [{"until": "2027-01-01", "name": "新希望協會"}]
    run.json("agencies", "alias", "NGO9", "希望")
    assert run.json("agencies", "retire", "希望")["retired_on"] == builders.TODAY.isoformat()
    assert "NGO9" not in {one["code"] for one in run.json("agencies", "list")}
    assert "NGO9" in {one["code"] for one in run.json("agencies", "list", "--retired")}
    run.json("agencies", "revive", "NGO9")
    assert "仍是PIF-" in run.refused("agencies", "retire", "SAD")
    assert "出處" in run("agencies", "show", "SAD").out
    assert "社會處" in run("agencies", "list").out


def test_the_chair_is_replaced_and_later_sittings_follow(run: Shell) -> None:
    run.json("posts", "appoint", "副縣長", "王大明", "--from", "113.1.1", "--email", "wang@example.tw")

    done = run.json("posts", "appoint", "副縣長", "陳小華", "--from", "115.6.1")

    assert done["sittings"]
    assert (done["person"], [one["valid_to"] for one in done["holders"]]) == ("陳小華", ["2026-06-01", None])
    shown = run.json("sessions", "show", done["sittings"][0])
    assert shown["chair_person"] == "陳小華"
    assert "隨之更換的待開場次" in run("posts", "vacate", "副縣長", "--from", "115.12.1").out
    assert "王大明 自2024-01-01" in run("posts", "show", "DMAG").out
    assert "副縣長" in run("posts", "list").out


def test_posts_are_added_changed_and_given_up(run: Shell) -> None:
    run.json("posts", "add", "MH-H", "心健科科長", "--agency", "衛生局")
    run.json("posts", "edit", "MH-H", "--name-en", "Head")
    run.json("posts", "rename", "MH-H", "心健處處長", "--from", "116.1.1")
    run.json("posts", "alias", "MH-H", "心健長")
    assert run.json("posts", "retire", "心健長", "--from", "117.1.1")["retired_on"] == "2028-01-01"
    assert run.json("posts", "revive", "MH-H")["retired_on"] is None
    assert "仍是" in run.refused("posts", "retire", "副縣長")
    assert run("posts", "appoint", "副縣長", "甲").code == 2


def test_contacts_are_taken_over_from_a_list_after_a_preview(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "聯絡人.csv"
    file.write_text("機關,職稱,姓名,電子郵件\n衛生局,科長,王小明,ming@example.tw\n警察局,組長,李四,\n", "utf-8")
    seen = run.json("contacts", "import", str(file))
    assert (seen["accepted"], len(seen["new"]), run.json("contacts", "list")) == (False, 2, [])

    assert run.json("contacts", "import", str(file), "--accept")["accepted"] is True

    assert [one["name"] for one in run.json("contacts", "list", "--agency", "衛生局")] == ["王小明"]
    again = run.json("contacts", "import", str(file), "--accept")
    assert (again["new"], again["changed"], len(again["same"])) == ([], [], 2)
    file.write_text("機關,姓名\n外交部,趙六\n教育處,錢七\n", "utf-8")
    assert "第2列「機關」" in run.refused("contacts", "import", str(file), "--accept")
    assert "! 第2列" in run("contacts", "import", str(file)).out
    run.json("contacts", "import", str(file), "--accept", "--skip-problems")
    run.json("contacts", "edit", "錢七", "--phone", "08-1")
    assert run.json("contacts", "retire", "錢七")["retired_on"] == builders.TODAY.isoformat()
    run.json("contacts", "revive", "錢七")
    run.json("contacts", "add", "--agency", "教育處", "--name", "孫八")
    assert "孫八" in run("contacts", "list").out
    assert "找不到檔案" in run.refused("contacts", "import", str(tmp_path / "沒有.csv"))


def test_past_sittings_are_taken_over_from_a_list_after_a_preview(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "歷年.csv"
    file.write_text("會議,哪天,人數\nPIF-10,3/5,17\n高危機個案網絡會議,4/2,約20\n", "utf-8")
    words = ("sessions", "import", str(file), "--map", "date=哪天", "--year", "114")
    seen = run.json(*words)
    assert (seen["mapping"], seen["accepted"], len(seen["new"])) == (
        {"series": "會議", "date": "哪天", "persons": "人數"}, False, 2,
    )  # fmt: skip
    assert "尚未寫入" in run(*words).out

    assert run.json(*words, "--accept")["numbers"] == ["PIF-10-114-01", "PIF-15-114-01"]

    assert [one["status"] for one in run.json("sessions", "list", "--year", "114")] == ["held", "held"]
    assert run.json(*words, "--accept")["numbers"] == []
    run("undo")
    assert run.json("sessions", "list", "--year", "114") == []
    assert "日期" in run.refused("sessions", "import", str(file))
    assert run("sessions", "import", str(file), "--map", "date").code == 2
