from __future__ import annotations

import re
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
    assert "王大明 自113.1.1至115.6.1前" in run("posts", "show", "DMAG").out
    assert "副縣長" in run("posts", "list").out


def test_who_takes_a_post_up_later_holds_it_from_that_day(run: Shell) -> None:
    told = run("posts", "appoint", "副縣長", "王小明", "--from", "115.12.25").out

    assert "王小明 自115.12.25起\n" in told
    assert not re.search("[0-9]{4}-[0-9]{2}-[0-9]{2}|迄今", told)


def test_each_change_of_an_entry_says_what_was_done(run: Shell) -> None:
    assert run("agencies", "add", "NGO9", "新希望協會").out == "已新增：NGO9 新希望協會\n"
    assert run("agencies", "edit", "NGO9", "--phone", "08-1234567").out.startswith("已修改：")
    renamed = run("agencies", "rename", "NGO9", "希望", "--from", "116.1.1")
    assert renamed.out == "自116.1.1起更名為「希望」：NGO9 新希望協會\n"
    assert run("agencies", "retire", "NGO9", "--from", "116.2.1").out.startswith("自116.2.1起停用：")
    assert run("agencies", "revive", "NGO9").out.startswith("已恢復使用：")
    assert run("agencies", "retire", "NGO9").out.startswith("已停用：")
    assert "停用日：115.11.22" in run("agencies", "show", "NGO9").out
    assert run("posts", "add", "MH-H", "心健科科長").out == "已新增：MH-H 心健科科長\n"
    assert run("posts", "retire", "MH-H", "--from", "116.2.1").out.startswith("自116.2.1起停用：")
    assert run("contacts", "add", "--agency", "衛生局", "--name", "孫八").out.startswith("已新增：")
    assert run("contacts", "retire", "孫八", "--from", "116.2.1").out.startswith("自116.2.1起停用：")


def test_what_can_be_undone_is_said_in_words_and_by_name(run: Shell) -> None:
    run("posts", "appoint", "副縣長", "王小明", "--from", "115.12.25")
    run("series", "track", "PIF-14", "edit", "T3", "--township", "內埔鄉")
    run("calendar", "close", "115.12.1", "--half", "上午", "--place", "內埔鄉", "--reason", "颱風")

    listed = run("undo", "--list").out

    assert "登記停班  115.12.1上午 內埔鄉\n" in listed
    assert "修改      PIF-14 社區照顧資源整合平台會議 T3 第3中心（內埔區）\n" in listed
    assert "登記任職  DMAG 副縣長\n" in listed
    assert not re.search("[0-9]{4}-[0-9]{2}-[0-9]{2}", listed)
    assert run.json("undo", "--list")[0]["object"] == "2026-12-01 am內埔鄉"
    assert run("undo").out == "已復原：登記停班 115.12.1上午 內埔鄉\n"


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
    shown = run(*words).out
    assert "尚未寫入" in shown
    assert "欄位對應：會議別＝會議、日期＝哪天、人次＝人數\n" in shown
    assert run.json(*words[:3], "--map", "日期=哪天", "--year", "114")["mapping"] == seen["mapping"]

    assert run.json(*words, "--accept")["numbers"] == ["PIF-10-114-01", "PIF-15-114-01"]

    assert [one["status"] for one in run.json("sessions", "list", "--year", "114")] == ["held", "held"]
    assert run.json(*words, "--accept")["numbers"] == []
    run("undo")
    assert run.json("sessions", "list", "--year", "114") == []
    assert "日期" in run.refused("sessions", "import", str(file))
    assert run("sessions", "import", str(file), "--map", "date").code == 2
