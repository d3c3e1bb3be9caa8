"""Papers, notices and what must go out again, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from meetingtui.services import paper_settings
from meetingtui.services.office import Office
from tests.cli.conftest import Command
from tests.services import sheet_desk

NUMBER = "PIF-10-115-03"


def test_a_paper_without_a_file_is_printed_as_text(command: Command):
    answer = command("paper", "agenda", NUMBER)

    assert answer.code == 0
    assert "115年度第3次強化社會安全網跨網絡會議議程" in answer.out
    assert "壹、主席致詞" in answer.out


@pytest.mark.parametrize("form", ["txt", "odt", "docx", "pdf"])
@pytest.mark.parametrize("paper", ["notice", "agenda", "signin", "minutes", "actions", "counts"])
def test_each_paper_is_written_in_each_format(command: Command, tmp_path: Path, paper: str, form: str):
    file = tmp_path / f"paper.{form}"

    answer = command(
        "paper", paper, "115" if paper == "counts" else NUMBER, "--format", form, "-o", str(file), "--json"
    )

    assert answer.code == 0, answer.err
    assert answer.json["file"] == str(file)
    assert answer.json["missing"] == []
    assert (answer.json["pages"] or 0) >= (form == "pdf")
    assert file.stat().st_size > 100


def test_the_ending_of_the_file_says_the_format(command: Command, tmp_path: Path):
    assert command("paper", "agenda", NUMBER, "-o", str(tmp_path / "a.pdf")).code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_each_recipient_gets_a_file(command: Command, tmp_path: Path):
    answer = command(
        "paper", "notice", NUMBER, "--each-agency", "--format", "txt", "-o", str(tmp_path / "out"), "--json"
    )

    assert answer.code == 0, answer.err
    assert sorted(answer.json["files"]) == sorted(os.listdir(tmp_path / "out"))
    assert "受文者：屏東縣政府衛生局" in (tmp_path / "out" / f"{NUMBER}_開會通知單_03_PHB.txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "agenda", NUMBER, "--format", "pdf", "-o", "-"),
        ("paper", "agenda", NUMBER, "--format", "pdf", "-o", "x.odt"),
        ("paper", "agenda", NUMBER, "--format", "pdf", "-o", "CON.pdf"),
        ("paper", "agenda", NUMBER, "--format", "pdf", "-o", "../../x"),
        ("paper", "agenda", NUMBER, "--format", "pdf", "-o=-rf"),
        ("paper", "agenda", NUMBER, "-o", "nowhere/x.txt"),
        ("paper", "agenda", "PIF-99-115-01"),
        ("paper", "counts", "鱷魚"),
        ("paper", "notice", NUMBER, "--agency", "長照中心"),
        ("paper", "notice", NUMBER, "--each-agency"),
        ("paper", "settings", "set", "nonsense=1"),
        ("paper", "settings", "set", "body=0"),
        ("paper", "settings", "set", "remarks={案主}"),
        ("notice", "issue", "PIF-06-115-01"),
        ("notice", "edit", NUMBER, "--remarks", "{電郵}"),
        ("notice", "mail", NUMBER, "-o", "nowhere/deep/er"),
        ("outgoing", "done", NUMBER, "notice"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_one_sentence_and_leaves_nothing(command: Command, tmp_path: Path, words):
    before = sorted(tmp_path.rglob("*"))

    answer = command(*words)

    assert (answer.code, answer.out) == (1, ""), answer
    assert answer.err.count("\n") == 1
    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before and "pingtung" not in path.name] == []


def test_a_paper_that_nobody_knows_is_wrong_usage(command: Command):
    assert command("paper", "poem", NUMBER).code == 2


def test_a_font_that_the_computer_lacks_is_told_with_the_one_in_its_place(command: Command):
    said = command("paper", "settings", "preview", "font=不存在體")

    assert "這台電腦沒有「不存在體」字型，PDF 以「" in said.err
    assert "這台電腦沒有" not in command("paper", "settings", "preview").err


def test_settings_are_seen_changed_and_put_back(command: Command, planned_office: Office):
    assert command("paper", "settings", "set", "phone=08-7320415", r"remarks=一\n二", "dotted=是").code == 0

    kept = paper_settings.stored(planned_office)
    assert (kept.phone, kept.remarks, kept.dotted) == ("08-7320415", "一\n二", True)
    listed = {one["name"]: one["value"] for one in command("paper", "settings", "list", "--json").json}
    assert (listed["phone"], listed["dotted"]) == ("08-7320415", "是")
    assert command("paper", "settings", "reset", "phone").code == 0
    assert paper_settings.stored(planned_office).dotted
    assert command("paper", "settings", "reset").code == 0
    assert paper_settings.stored(planned_office) == paper_settings.USUAL


def test_settings_are_tried_on_a_notice_before_they_are_kept(command: Command, planned_office: Office, tmp_path: Path):
    tried = command("paper", "settings", "preview", "agency=屏東縣政府社會處", "remarks={場次}")

    assert "屏東縣政府社會處　開會通知單" in tried.out
    assert "備註：PIF-14-115-T5-04" in tried.out
    assert command("paper", "settings", "preview", "body=20", "-o", str(tmp_path / "a.pdf")).code == 0
    assert paper_settings.stored(planned_office) == paper_settings.USUAL
    assert command("paper", "settings", "preview", "remarks={案主}").code == 1


def test_a_notice_is_written_issued_and_after_a_move_asked_for_again(command: Command, tmp_path: Path):
    number = "PIF-15-115-24"
    assert command("notice", "edit", number, "--doc-no", "府社字第1號", "--contact", "王小明").code == 0
    view = command("notice", "issue", number, "--on", "115.11.20", "--json").json
    assert (view["issued_on"], view["form"]["doc_no"]) == ("2026-11-20", "府社字第1號")
    assert command("sessions", "show", number, "--json").json["status"] == "noticed"
    assert command("outgoing", "list", "--json").json == []

    moved = command(
        "sessions",
        "move",
        number,
        "--to",
        "115.12.29 14:00",
        "--reason",
        "公出",
        "--despite",
        "clash,holiday,window,notice",
    )
    assert moved.code == 0, moved.err
    waiting = command("outgoing", "list", "--json").json
    assert [(one["session"]["number"], one["what"]) for one in waiting] == [(number, "notice")]
    assert "改期" in command("paper", "notice", number).out
    blank = command("notice", "issue", number)
    assert f"發文字號待補，取得後請執行 meetingtui notice edit {number} --doc-no" in blank.err
    assert "發文字號待補" in command("today").out
    numbered = command("notice", "issue", number, "--doc-no", "府社字第2號")
    assert (numbered.code, numbered.err) == (0, "")
    assert command("outgoing", "list").out.strip() == "沒有待補發的項目。"


def test_mail_drafts_are_written_into_a_folder_and_nothing_is_sent(command: Command, tmp_path: Path):
    answer = command("notice", "mail", NUMBER, "-o", str(tmp_path / "eml"), "--json")

    assert answer.code == 0, answer.err
    assert sorted(answer.json["files"]) == sorted(os.listdir(tmp_path / "eml"))
    assert all(name.endswith(".eml") for name in answer.json["files"])
    assert "沒有電子郵件" in answer.err


def test_a_masked_paper_says_that_it_must_still_be_read_through(command: Command, tmp_path: Path):
    assert "逐頁核對" in command("paper", "minutes", NUMBER, "--masked").err
    assert "逐頁核對" not in command("paper", "minutes", NUMBER).err
    notices = command("paper", "notice", NUMBER, "--masked", "--each-agency", "-o", str(tmp_path / "masked"))
    assert "逐頁核對" in notices.err


def test_mail_of_a_confidential_sitting_says_what_a_masked_notice_cannot_hide(command: Command, tmp_path: Path):
    assert "遮罩本" in command("notice", "mail", "PIF-15-115-22", "-o", str(tmp_path / "closed")).err
    assert "遮罩本" not in command("notice", "mail", NUMBER, "-o", str(tmp_path / "open")).err


def test_a_file_name_that_is_too_long_is_refused_in_a_sentence(command: Command, tmp_path: Path):
    answer = command("paper", "minutes", NUMBER, "-o", str(tmp_path / f"{'會' * 200}.pdf"))

    assert answer.code not in {0, 70}
    assert "程式發生錯誤" not in answer.err
    assert list(tmp_path.glob("會*")) == []


def test_each_agency_gets_its_page_to_answer_as_a_file_before_a_sitting(
    command: Command, tmp_path: Path, planned_office: Office
) -> None:
    coming, _items = sheet_desk.asked(planned_office)
    words, folder = ("paper", "actions", coming.number, "--each-agency"), tmp_path / "pages"

    made = command(*words, "--format", "odt", "-o", f"{folder}/", "--json")

    assert made.code == 0, made.err
    assert sorted(made.json["files"]) == sorted(one.name for one in folder.iterdir())
    assert "主辦事項（2項）" in command(*words).out
