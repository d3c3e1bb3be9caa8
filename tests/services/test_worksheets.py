"""Worksheets out and back: one for each agency that is asked, merged once, all or nothing."""

from __future__ import annotations

from datetime import date
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal, WrongFile
from meetingtui.domain.reports import Answer, Lateness
from meetingtui.domain.returned import Why
from meetingtui.domain.worksheets import Column
from meetingtui.services import actions, history, reports, rounds, rulings, worksheet_pages, worksheets
from meetingtui.services.worksheet_pages import NothingToFill
from meetingtui.services.worksheets import SheetsHaveProblems
from meetingtui.store.tables import Agency
from tests.builders import pretending
from tests.services import sheet_desk, sitting_desk

DONE = {
    Column.REPORT: "已於本月辦竣。",
    Column.PROGRESS: "已辦理",
    Column.PROPOSAL: "建議解除列管",
    Column.PERCENT: "100%",
}
GOING = {Column.REPORT: "辦理中。", Column.PROPOSED_DUE: "116.1.31"}


@pytest.fixture
def asked(each_office):
    """An office, a sitting that asks two agencies, and three items: 衛生局 assists in one and leads the others."""
    return each_office, *sheet_desk.asked(each_office)


def came(office, session, typed, **more):
    return [sheet_desk.returned(sheet_desk.sheet(office, session.number), typed, **more)]


def test_each_agency_that_is_asked_gets_a_file_of_its_own(asked, tmp_path):
    office, coming, items = asked

    made = worksheets.export(office, coming.number, folder=tmp_path / "out")

    assert len(made.files) == 2
    assert sorted(path.name for path in made.exported.where.iterdir()) == sorted(made.files)
    assert all(name.startswith(f"{coming.number}_會前資料表_") and name.endswith(".xlsx") for name in made.files)
    health = sheet_desk.sheet(office, coming.number)
    assert [line.number for line in health.lines] == [one.number for one in items]
    assert [line.part for line in health.lines] == ["協辦\n（主辦教育處）", "主辦", "主辦"]
    assert health.lines[1].due == "115.12.20"
    assert "115年12月10日" in health.above[1]


def test_only_one_agency_and_the_other_format(asked, tmp_path):
    office, coming, _items = asked

    [name] = worksheets.export(office, coming.number, format="ods", folder=tmp_path, agency="衛生局").files

    assert name.endswith("衛生局.ods")
    assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_a_confidential_sitting_gives_neutral_names_and_marked_sheets(each_office):
    coming, _items = sheet_desk.asked(each_office, series="PIF-20")

    sheets = worksheet_pages.each(each_office, coming.number)

    assert coming.confidential
    assert all(one.mark == "密" for one in sheets)
    assert all(one.name == f"{coming.number}_會前資料表_{one.agency}" for one in sheets)


def test_before_anybody_is_asked_there_is_nothing_to_fill_in(each_office, tmp_path):
    session = sitting_desk.sitting(each_office, "2026-12-18")

    with pytest.raises(NothingToFill, match="actions ask"):
        worksheets.export(each_office, session.number, folder=tmp_path)
    with pytest.raises(Refusal, match="pdf"):
        worksheets.export(each_office, session.number, format="pdf", folder=tmp_path)


def test_the_report_before_stands_beside_and_this_rounds_in_the_cells(asked):
    office, coming, items = asked
    reports.report(office, items[1].number, "衛生局", "初稿完成。", for_session=coming.number, percent=30)

    line = sheet_desk.sheet(office, coming.number).lines[1]

    assert (line.filled.text, line.filled.percent, line.last) == ("初稿完成。", 30, "")
    later = sitting_desk.sitting(office, "2026-12-28")
    rounds.ask(office, later.number)
    assert sheet_desk.sheet(office, later.number).lines[1].last == "初稿完成。"


def test_a_file_that_came_back_is_previewed_and_changes_nothing_yet(asked):
    office, coming, items = asked

    found = worksheets.preview(office, came(office, coming, {2: DONE, 3: GOING})).found

    assert [(one.number, one.filled.text) for one in found.changes] == [
        (items[1].number, "已於本月辦竣。"), (items[2].number, "辦理中。"),
    ]  # fmt: skip
    assert {one.known.agency for one in found.changes} == {"衛生局"}
    assert [one.number for one in found.blank] == [items[0].number]
    assert reports.of(office, items[1].number) == []


def test_a_proposed_due_day_before_the_sitting_that_made_the_item_is_named_with_its_row_and_column(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE, 3: GOING | {Column.PROPOSED_DUE: "110.1.31"}})

    found = worksheets.preview(office, files).found

    assert [one.number for one in found.changes] == [items[1].number]
    assert [(one.number, one.column) for one in found.refused] == [(items[2].number, Column.PROPOSED_DUE)]
    assert "早於作成這一項的會議（115年11月20日（星期五））" in found.refused[0].sentence()


def test_accepting_stores_every_answer_as_one_change_and_undo_takes_all_back(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE, 3: GOING})

    assert worksheets.accept(office, worksheets.preview(office, files)) == 2

    [report] = reports.of(office, items[1].number)
    assert (report.text, report.percent, report.round, report.from_worksheet) == (
        "已於本月辦竣。", 100, coming.number, True,
    )  # fmt: skip
    assert reports.of(office, items[2].number)[0].proposed_due == "2027-01-31"
    assert actions.show(office, items[1].number).status == "proposed_close"
    history.undo(office)
    assert reports.of(office, items[1].number) == []


def test_the_same_file_twice_changes_nothing_also_after_a_correction(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE})
    worksheets.accept(office, worksheets.preview(office, files))
    corrected = came(office, coming, {2: GOING})
    worksheets.accept(office, worksheets.preview(office, corrected))

    again = worksheets.preview(office, files)

    assert (again.found.changes, again.found.conflicts) == ((), ())
    assert worksheets.accept(office, again) == 0
    assert [one.text for one in reports.of(office, items[1].number)] == ["已於本月辦竣。", "辦理中。"]


def test_everything_that_is_odd_in_a_file_is_told_by_its_place(asked):
    office, coming, items = asked
    education = sheet_desk.sheet(office, coming.number, "教育處")
    pasted = education._replace(
        lines=tuple(one._replace(filled=one.filled._replace(text="教育處的答復")) for one in education.lines)
    )
    typed = {1: {Column.PROGRESS: "快了"}, 2: {Column.TEXT: "改了", **DONE}}

    found = worksheets.preview(office, came(office, coming, typed, without=3, more=pasted)).found

    assert [one.number for one in found.missing] == [items[2].number]
    assert [(one.row, one.columns) for one in found.touched] == [(3, (Column.TEXT,))]
    assert [(one.why, one.row) for one in found.refused] == [(Why.CELL, 2), (Why.OTHERS, 4)]
    sentences = [one.sentence() for one in (*found.refused,)]
    assert sentences[0].startswith("「衛生局.xlsx」第2列「進度」：「快了」不在選項之中。")
    assert sentences[1] == f"「衛生局.xlsx」第4列（{items[0].number}）：是其他機關的列。請由該機關以自己的檔案回復。"
    assert found.touched[0].sentence().endswith("更動了鎖定的「決議（裁示）事項」，不予採用。")


def test_with_anything_refused_nothing_is_stored_until_one_says_what(asked):
    office, coming, items = asked
    seen = worksheets.preview(office, came(office, coming, {2: DONE, 3: {Column.PERCENT: "200%"}}))

    with pytest.raises(worksheets.SheetsHaveProblems, match="第4列「完成百分比」"):
        worksheets.accept(office, seen)
    assert reports.of(office, items[1].number) == []

    assert worksheets.accept(office, seen, skip_problems=True) == 1


def test_one_by_one_by_row_or_by_item(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE, 3: GOING})

    assert worksheets.accept(office, worksheets.preview(office, files), only=[items[2].number.lower()]) == 1
    assert reports.of(office, items[1].number) == []
    assert worksheets.accept(office, worksheets.preview(office, files), only=["1:3"]) == 1
    with pytest.raises(NotFound):
        worksheets.accept(office, worksheets.preview(office, files), only=["9:9"])


def test_two_different_answers_are_chosen_from(asked):
    office, coming, items = asked
    files = [*came(office, coming, {2: DONE}, name="a.xlsx"), *came(office, coming, {2: GOING}, name="b.xlsx")]
    seen = worksheets.preview(office, files)

    [conflict] = seen.found.conflicts
    assert conflict.why is Why.TWO
    with pytest.raises(worksheets.SheetsHaveProblems):
        worksheets.accept(office, seen)
    with pytest.raises(Refusal, match="1:3、2:3"):
        worksheets.accept(office, seen, only=[items[1].number])
    assert worksheets.accept(office, seen, only=["2:3"]) == 1

    assert [one.text for one in reports.of(office, items[1].number)] == ["辦理中。"]
    again = worksheets.preview(office, files).found
    assert again.changes == ()
    assert [one.filled.text for one in again.conflicts[0].choices] == ["已於本月辦竣。"]


def test_an_answer_that_was_typed_meanwhile_is_not_overwritten(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE})
    seen = worksheets.preview(office, files)
    reports.report(office, items[1].number, "衛生局", "電話答復：下月完成。", for_session=coming.number)

    with pytest.raises(ChangedMeanwhile):
        worksheets.accept(office, seen)

    [conflict] = worksheets.preview(office, files).found.conflicts
    assert conflict.why is Why.NEWER


def test_an_answer_to_a_closed_item_is_refused(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE})
    between = sitting_desk.sitting(office, "2026-11-21")
    rulings.rule(office, [items[1].number], "close", at=between.number)

    [refused] = worksheets.preview(office, files).found.refused

    assert refused.why is Why.CLOSED


def test_late_answers_are_stamped_and_still_taken(asked):
    office, coming, items = asked
    files = came(office, coming, {2: DONE, 3: GOING})
    with pretending(office, date(2026, 12, 11)):
        seen = worksheets.preview(office, files)
        assert {one.known.lateness for one in seen.found.changes} == {Lateness.LATE}
        worksheets.accept(office, seen, only=[items[1].number])
    with pretending(office, date(2026, 12, 19)):
        seen = worksheets.preview(office, files)
        assert {one.known.lateness for one in seen.found.changes} == {Lateness.AFTER_SITTING}
        worksheets.accept(office, seen)

    assert reports.of(office, items[1].number)[0].lateness is Lateness.LATE
    assert reports.of(office, items[2].number)[0].lateness is Lateness.AFTER_SITTING


def test_the_board_knows_what_came_back(asked):
    office, coming, _items = asked
    typed = {1: GOING, 2: DONE, 3: GOING}
    worksheets.accept(office, worksheets.preview(office, came(office, coming, typed)))

    states = {one.agency: one.state for one in rounds.board(office, session=coming.number)}

    assert states == {"衛生局": Answer.ANSWERED, "教育處": Answer.ASKED}


def test_one_broken_file_among_several_is_named_and_the_rest_is_taken_on_demand(asked, tmp_path):
    office, coming, items = asked
    broken = ("壞.ods", b"PK\x03\x04x")
    files = [broken, *came(office, coming, {2: DONE}), worksheets.brought(tmp_path / "沒有.xlsx")]

    seen = worksheets.preview(office, files)

    assert [name in said for name, said in zip(("壞.ods", "沒有.xlsx"), seen.unread, strict=True)] == [True, True]
    with pytest.raises(SheetsHaveProblems, match=r"有2處不能併入，全部未併入：.*壞\.ods"):
        worksheets.accept(office, seen)
    assert reports.of(office, items[1].number) == []
    assert worksheets.accept(office, seen, skip_problems=True) == 1
    with pytest.raises(WrongFile, match=r"壞\.ods"):
        worksheets.preview(office, [broken])


def test_a_file_from_another_sitting_or_office_finds_nothing_that_was_asked(asked):
    office, coming, _items = asked
    sheet = sheet_desk.sheet(office, coming.number)._replace(session="PIF-10-115-99")

    found = worksheets.preview(office, [sheet_desk.returned(sheet, {2: DONE})]).found

    assert [one.why for one in found.refused] == [Why.NOT_ASKED]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_control_character_in_the_name_of_an_agency_damages_no_part_of_its_file(asked, tmp_path, form):
    office, coming, items = asked
    with office.begin() as work:
        work.get(Agency, items[1].lead_id).name = "衛生局\x1b[31m\x07<&\u202e"
        work.audit("edited", "x")
        work.commit()

    [name] = worksheets.export(office, coming.number, format=form, folder=tmp_path, agency="PHB").files

    with ZipFile(tmp_path / name) as made:
        for part in made.namelist():
            if part.endswith((".xml", ".rels")):
                ParserCreate().Parse(made.read(part), True)
