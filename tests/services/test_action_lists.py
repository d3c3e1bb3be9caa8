"""Her own list comes in: seen before it is stored, on the books from now on, and in no minutes that stand already."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from meetingtui.domain.actions import ActionFilter, ActionStatus
from meetingtui.domain.errors import ChangedMeanwhile, NotFound, WrongDate
from meetingtui.domain.minutes import MinutesLocked
from meetingtui.domain.ruling_refusals import NotBegun
from meetingtui.domain.sittings import SessionView
from meetingtui.services import (
    action_entries,
    action_life,
    action_lists,
    actions,
    carrying,
    history,
    holding,
    minutes,
    minutes_life,
    minutes_versions,
    reports,
    rulings,
    sealed_minutes,
    search,
)
from meetingtui.services.action_lists import ListHasProblems, Preview
from meetingtui.services.office import Office
from tests.services import sitting_desk
from tests.services.list_desk import HEADINGS, workbook


class Desk(NamedTuple):
    """An office with two sittings that were held, whose first minutes are approved, and one that comes."""

    office: Office
    june: SessionView
    september: SessionView
    coming: SessionView


@pytest.fixture
def desk(each_office: Office) -> Desk:
    june = sitting_desk.complete(each_office, "2026-06-11")
    september = sitting_desk.sitting(each_office, "2026-09-10")
    coming = sitting_desk.sitting(each_office, "2026-12-10")
    actions.from_decision(each_office, june.id, item_id=None, text="會中決議的事項", lead="教育處")
    holding.hold(each_office, september.number)
    minutes_life.submit(each_office, june.number, despite_findings=True)
    minutes_life.approve(each_office, june.number)
    return Desk(each_office, june, september, coming)


NAME = "強化社會安全網跨網絡會議"
ROWS: tuple[tuple[object, ...], ...] = (
    ("1150611-01", NAME, date(2026, 6, 11), "研訂通報流程。", "社會處（衛生局、警察局）", "115.12.31",
     "已召開2次研商。", "建議解除列管", "列管中", "原承辦王小明"),
    ("1150611-02", "社安網網絡會議", "115年6月11日", "盤點床位。", "衛生局", "下次會議", "", "", "", ""),
    ("2", f"{NAME}（115.9.10）", "", "修正表單。", "教育處、社會處", "持續辦理", "辦理中。", "", "", ""),
    ("1140301-09", NAME, "114.3.1", "結束的事。", "教育處", "", "", "", "解除列管", ""),
)  # fmt: skip


def seen(desk: Desk, *rows: tuple[object, ...], **more: object) -> Preview:
    data = workbook(("列管", [("製表日期：115.11.15",), HEADINGS, *(rows or ROWS)]))
    return action_lists.preview(desk.office, data, "列管清單.xlsx", **more)  # type: ignore[arg-type] # by name


def row(**cells: object) -> tuple[object, ...]:
    """The first row, of which some cells, by their heading, say something else."""
    return tuple(cells.get(heading, cell) for heading, cell in zip(HEADINGS, ROWS[0], strict=True))


def told(preview: Preview) -> list[str]:
    return [problem.sentence() for problem in preview.problems]


MORE = (*HEADINGS, "類別", "優先順序", "標籤", "承辦人")


def more(desk: Desk, *cells: object) -> Preview:
    data = workbook(("列管", [MORE, (*ROWS[0], *cells)]))
    return action_lists.preview(desk.office, data, "列管清單.xlsx")


def test_kind_priority_and_labels_come_from_their_columns_and_what_is_left_is_named(desk: Desk) -> None:
    preview = more(desk, "政策", "最急", "通報、表單 通報", "王小明")

    (item,) = action_lists.accept(desk.office, preview)

    assert (item.kind, item.level, item.priority, item.labels) == ("policy", "county", "urgent", ("通報", "表單"))
    assert action_lists.more_of(preview.new[0]) == "政策建議 急迫 通報 表單"
    assert action_lists.unused(preview) == "未匯入的欄：承辦人。"


def test_what_an_office_calls_an_urgent_paper_is_an_urgent_item(desk: Desk) -> None:
    said = [more(desk, "列管", word, "", "").new[0].priority for word in ("急件", "最急件", "急", "速件", "普通件")]

    assert said == ["urgent", "urgent", "urgent", "high", ""]


def test_a_list_that_names_sitting_and_day_in_one_column_and_what_was_told_is_read(desk: Desk) -> None:
    named = {"會議名稱": "會議名稱及日期", "列管事項": "交辦內容"}
    headings = tuple(named.get(one, one) for one in HEADINGS)

    preview = action_lists.preview(desk.office, workbook(("列管", [headings, ROWS[0]])), "列管清單.xlsx")

    assert (told(preview), action_lists.unused(preview), len(preview.new)) == ([], "", 1)


def test_an_ordinary_row_says_so_in_any_usual_word(desk: Desk) -> None:
    for cells in (("", "", "", ""), ("列管", "普通", "無", ""), ("一般", "中", "-", "")):
        (row,) = more(desk, *cells).new
        assert (row.kind, row.priority, row.labels) == ("tracked", "", "[]")


def test_a_kind_or_priority_nobody_knows_and_too_long_a_label_are_told_by_row_and_column(desk: Desk) -> None:
    assert told(more(desk, "兒少", "", "", ""))[0].startswith("第2列（1150611-01）「類別」：沒有「兒少」")
    assert "列管事項、交辦事項、政策建議" in told(more(desk, "兒少", "", "", ""))[0]
    assert told(more(desk, "", "第三級", "", ""))[0].startswith("第2列（1150611-01）「優先順序」：沒有「第三級」")
    assert told(more(desk, "", "", "長" * 21, ""))[0].startswith("第2列（1150611-01）「標籤」：")


def test_a_list_is_seen_before_anything_is_stored_and_then_stands_on_the_books(desk: Desk) -> None:
    office, before = desk.office, len(actions.listed(desk.office, ActionFilter()))
    preview = seen(desk)
    assert (len(preview.new), preview.known, preview.problems, preview.closed) == (3, (), (), 1)
    assert action_lists.summary(preview) == "新增3項、已有0項、已解除1項（未匯入）、非事項0列、問題0處。"
    assert len(actions.listed(office, ActionFilter())) == before

    first, second, third = action_lists.accept(office, preview)

    assert (first.number, first.old_number, first.came_by) == ("PIF-10-115-01-02", "1150611-01", "imported")
    assert (first.lead, first.assists, first.due) == ("屏東縣政府社會處", ("衛生局", "警察局"), "2026-12-31")
    assert (first.status, first.report, first.note) == (
        ActionStatus.PROPOSED_CLOSE, "已召開2次研商。", "原承辦王小明",
    )  # fmt: skip
    assert [one.day for one in reports.of(office, first.id)] == ["2026-11-15"]
    assert (second.session_number, second.due, second.report) == (desk.june.number, "2026-09-10", "")
    assert (third.session_number, third.lead, third.assists, third.due) == (
        desk.september.number, "教育處", ("屏東縣政府社會處",), "",
    )  # fmt: skip
    assert third.note == "辦理期限：持續辦理"


def test_the_same_list_twice_changes_nothing(desk: Desk) -> None:
    action_lists.accept(desk.office, seen(desk))
    again = seen(desk)

    assert [one.known for one in again.known] == ["PIF-10-115-01-02", "PIF-10-115-01-03", "PIF-10-115-02-01"]
    assert (again.new, action_lists.accept(desk.office, again)) == ((), [])


def test_a_number_that_only_counts_rows_is_no_proof_of_the_same_item(desk: Desk) -> None:
    action_lists.accept(desk.office, seen(desk, row(編號="1")))
    other = seen(desk, row(編號="1", 裁示事項="另一件事。"), row(編號="2"), row(編號="9", 裁示事項="會中決議的事項"))

    assert [one.text for one in other.new] == ["另一件事。"]
    assert [one.known for one in other.known] == ["PIF-10-115-01-02", "PIF-10-115-01-01"]


def test_one_undo_takes_the_whole_list_back_though_the_minutes_are_approved(desk: Desk) -> None:
    made = action_lists.accept(desk.office, seen(desk))
    history.undo(desk.office)
    for one in made:
        with pytest.raises(NotFound):
            actions.show(desk.office, one.number)
    assert len(action_lists.accept(desk.office, seen(desk))) == 3


def test_the_approved_minutes_and_tables_of_old_sittings_stay_as_they_were(desk: Desk) -> None:
    def said() -> object:
        both = (desk.june, desk.september)
        return [
            [action_entries.made(desk.office, one.id), action_entries.before(desk.office, one.id),
             minutes_versions.content(desk.office, one.number),
             sealed_minutes.kept(desk.office, one)]
            for one in both
        ]  # fmt: skip

    before = said()
    action_lists.accept(desk.office, seen(desk))
    assert said() == before


def test_it_comes_before_every_sitting_from_now_on_and_is_ruled_there(desk: Desk) -> None:
    office = desk.office
    first, _second, _third = action_lists.accept(office, seen(desk))
    came = {one.item.number: one for one in carrying.carried(office, desk.coming.id)}

    assert [*came] == ["PIF-10-115-01-01", "PIF-10-115-01-02", "PIF-10-115-01-03", "PIF-10-115-02-01"]
    assert came[first.number].reports[0].text == "已召開2次研商。"
    assert came[first.number].item.status is ActionStatus.PROPOSED_CLOSE
    assert [one.passed_over for one in came.values()] == [1, 0, 0, 0]
    assert [actions.show(office, number).passed_over for number in came] == [1, 0, 0, 0]
    assert not [one for one in action_life.of(office, first.number).events if one.what == "passed_over"]
    minutes.open_for_typing(office, desk.september.number)
    ruled = rulings.rule(office, [first.number], "close", at=desk.september.number)
    assert [one.status for one in ruled] == [ActionStatus.CLOSED]
    assert first.number in [one.item.number for one in carrying.carried(office, desk.september.id)]


def test_an_item_of_her_list_is_found_by_its_old_number_and_can_be_corrected(desk: Desk) -> None:
    first = action_lists.accept(desk.office, seen(desk))[0]

    assert [hit.item_id for hit in search.find(desk.office, "1150611-01").hits] == [first.id]
    assert actions.edit(desk.office, first.number, text="研訂跨網絡通報流程。").text == "研訂跨網絡通報流程。"
    with pytest.raises(MinutesLocked):
        actions.edit(desk.office, "PIF-10-115-01-01", text="會中決議改了")


def test_what_the_books_do_not_have_belongs_to_the_sitting_that_is_given(desk: Desk) -> None:
    rows = (row(會議名稱="舊平台會議", 會議日期="112.5.5"), row(編號="2", 會議名稱="", 會議日期="", 裁示事項="乙"))
    assert told(seen(desk, *rows)) == [
        "第3列（1150611-01）「會議名稱」：找不到會議別「舊平台會議」。是否指：PIF-14 社區照顧資源整合平台會議、"
        "PIF-19 早介會議、PIF-05 治安會議？",
        "第4列（2）「會議名稱」：沒有寫是哪一次會議裁示的。請補上，或指定歸入哪一場（歸入場次，--session）。",
    ]

    preview = seen(desk, *rows, session=desk.september.number)

    assert [(one.session, one.fallback) for one in preview.new] == [(desk.september.number, True)] * 2
    assert [one.note for one in preview.new] == ["原承辦王小明\n原會議：舊平台會議 112.5.5", "原承辦王小明"]
    with pytest.raises(NotBegun):
        seen(desk, *rows, session=desk.coming.number)


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        ({"會議名稱": "PIF-10-115-02", "會議日期": ""}, "PIF-10-115-02"),
        ({"會議名稱": "115年第2次強化社會安全網跨網絡會議", "會議日期": ""}, "PIF-10-115-02"),
        ({"會議名稱": "115年度社安網網絡會議第二次會議紀錄", "會議日期": ""}, "PIF-10-115-02"),
        ({"會議名稱": "社安網網絡會議（1150910）", "會議日期": ""}, "PIF-10-115-02"),
        ({"會議名稱": "", "會議日期": "115.9.10"}, "PIF-10-115-02"),
    ],
)
def test_a_sitting_is_found_by_number_by_year_and_ordinal_and_by_its_day(desk: Desk, cells, number) -> None:
    assert [one.session for one in seen(desk, row(**cells)).new] == [number]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"主（協）辦單位": "社會科"},
            "第3列（1150611-01）「主（協）辦單位」：找不到機關「社會科」。"
            "是否指：SAD-WC 社會處婦幼科、SAD-SW 社會處社工科",
        ),
        (
            {"主（協）辦單位": "社會處（衛生所）"},
            "第3列（1150611-01）「主（協）辦單位」：找不到機關「衛生所」。是否指：PHB 衛生局",
        ),
        ({"會議日期": "115.7.7"}, f"第3列（1150611-01）「會議名稱」：簿冊上沒有{NAME} 115.7.7的會議。"),
        ({"會議日期": date(2026, 12, 10)}, "第3列（1150611-01）「會議名稱」：PIF-10-115-03尚未召開"),
        (
            {"會議名稱": NAME, "會議日期": ""},
            f"第3列（1150611-01）「會議名稱」：「{NAME}」沒有寫日期，也沒有年度與次別",
        ),
        ({"會議日期": "115.6.31"}, "第3列（1150611-01）「會議日期」：沒有31日"),
    ],
)
def test_what_does_not_fit_the_books_is_told_with_row_and_column(desk: Desk, cells, sentence) -> None:
    [problem] = told(seen(desk, row(**cells)))
    assert problem.startswith(sentence)


def test_with_a_problem_nothing_is_stored_unless_those_rows_are_left_out(desk: Desk) -> None:
    preview = seen(desk, *ROWS, row(編號="9", 裁示事項="丁", 辦理期限="115.2.30"), ROWS[0])
    assert [one.row for one in preview.problems] == [7, 8]
    assert told(preview)[1] == "第8列（1150611-01）：與第3列是同一項。請併成一列，其他機關寫在協辦欄。"
    before = len(actions.listed(desk.office, ActionFilter()))
    with pytest.raises(ListHasProblems, match=r"「列管清單\.xlsx」有2處問題，未匯入：第7列（9）「辦理期限」："):
        action_lists.accept(desk.office, preview)
    assert len(actions.listed(desk.office, ActionFilter())) == before

    assert len(action_lists.accept(desk.office, preview, skip_problems=True)) == 3


def test_a_list_is_not_taken_over_when_the_books_have_changed_since_it_was_seen(desk: Desk) -> None:
    preview = seen(desk)
    action_lists.accept(desk.office, seen(desk, ROWS[0]))
    with pytest.raises(ChangedMeanwhile):
        action_lists.accept(desk.office, preview)


def test_an_item_without_a_lead_keeps_what_was_done_in_its_note(desk: Desk) -> None:
    [one] = action_lists.accept(desk.office, seen(desk, row(**{"主（協）辦單位": ""})))
    assert (one.lead, one.status, one.report) == ("", ActionStatus.OPEN, "")
    assert one.note == "原承辦王小明\n辦理情形：已召開2次研商。"


def test_the_day_of_the_answers_is_that_of_the_list_or_as_said_but_none_to_come(desk: Desk) -> None:
    assert seen(desk).as_of == "2026-11-15"
    assert seen(desk, as_of="115.10.2").new[0].report_day == "2026-10-02"
    assert seen(desk, as_of="115.5.1").new[0].report_day == "2026-06-11"
    with pytest.raises(WrongDate, match="還沒到"):
        seen(desk, as_of="115.12.1")


def test_what_becomes_of_each_row_can_be_saved(desk: Desk, tmp_path) -> None:
    preview = seen(desk, *ROWS, ("二、其他",), row(編號="9", 裁示事項="丁", 辦理期限="115.2.30"))
    action_lists.save_report(desk.office, preview, tmp_path / "報告.csv")

    lines = (tmp_path / "報告.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "列,欄,處理,原編號,說明"
    assert lines[1] == "3,,新增,1150611-01,歸入PIF-10-115-01：研訂通報流程。"
    assert [line.split(",")[2] for line in lines[1:]] == ["新增", "新增", "新增", "略過", "問題"]
    assert lines[-1].split(",")[3] == "9"
