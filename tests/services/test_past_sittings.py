"""Past sittings from a secretary's own list: mapping, preview, all or nothing, numbers by date, one undo."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, WrongFile
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.intake.past_sessions import FIELDS
from meetingtui.services import adding, counts, history, holders, past_sittings, registry, sessions, tracks
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.services.past_sittings import ListHasProblems
from tests import builders

LIST = """會議名稱,開會日期,時間,會議室,主持人,辦理情形,人次,會次,社福中心,備註
高危機個案網絡會議,114/6/5,14:00-16:00,三樓會議室,,已召開,17,2,,
高危機個案網絡會議,114.3.5,,,,已召開,約20人次,1,,
少輔會,1140320,,,王大明,已召開,35,1,,
高危機個案網絡會議,114年9月4日,,,,取消,,3,,颱風停班
毒品委員會,114/5/1,09:30,,縣長,召開,40,,,
PIF-14,114/4/10,,,,,12,,屏東中心,
毒品委員會,114/8/1,,,,延期,,,,改至下半年
"""
CENTRE = "屏東中心"


def listed(office: Office, text: str = LIST, **more: object) -> past_sittings.Preview:
    return past_sittings.preview(office, text.encode("utf-8-sig"), "歷年場次.csv", **more)  # type: ignore[arg-type] # by name


@pytest.fixture
def named_office(each_office: Office) -> Office:
    """An office whose names are those of the list."""
    tracks.rename(each_office, "PIF-14", "T1", CENTRE, since=date(2020, 1, 1))
    holders.appoint(each_office, "副縣長", "王大明", date(2024, 1, 1))
    return each_office


def by_number(office: Office) -> dict[str, SessionView]:
    return {one.number: one for one in sessions.all_of(office, SessionFilter(years=(2025,)))}


def test_old_sittings_come_in_numbered_by_date_with_chair_and_persons(named_office: Office) -> None:
    office = named_office
    seen = listed(office)
    assert (len(seen.new), seen.duplicates, seen.problems) == (7, (), ())
    assert by_number(office) == {}

    made = past_sittings.accept(office, seen)

    books = by_number(office)
    assert {one.number for one in made} == set(books)
    first, second = books["PIF-15-114-01"], books["PIF-15-114-02"]
    assert [(one.day, one.status, one.person_times, one.person_times_about) for one in (first, second)] == [
        ("2025-03-05", "held", 20, True), ("2025-06-05", "held", 17, False),
    ]  # fmt: skip
    assert (second.start, second.end, second.room) == (
        "2025-06-05T14:00:00+08:00", "2025-06-05T16:00:00+08:00", "三樓會議室",
    )  # fmt: skip
    third = books["PIF-15-114-03"]
    assert (third.status, third.day, third.reason) == ("cancelled", "2025-09-04", "颱風停班")
    joint = books["PIF-02-114-01"]
    assert (joint.chair, joint.chair_person) == ("副縣長", "王大明")
    assert {credit.series for credit in joint.credits} == {"PIF-02-A", "PIF-02-B"}
    assert (books["PIF-04-114-01"].acting, books["PIF-04-114-01"].start[11:16]) == ("縣長", "09:30")
    assert books["PIF-14-114-T1-01"].status == "held"
    later = books["PIF-04-114-02"]
    assert (later.status, later.day, later.postponed_times) == ("postponed", "", 1)
    row = counts.year(office, 114)["PIF-15"]
    assert (row.held, row.cancelled, row.person_times) == (2, 1, 37)


def test_the_same_list_twice_adds_nothing(named_office: Office) -> None:
    past_sittings.accept(named_office, listed(named_office))

    again = listed(named_office)

    assert (again.new, len(again.duplicates), again.problems) == ((), 7, ())
    assert "PIF-15-114-02（已召開）" in {one.duplicate for one in again.duplicates}
    assert past_sittings.accept(named_office, again) == []


def test_one_undo_takes_the_whole_list_back_and_numbers_are_not_reused(named_office: Office) -> None:
    office = named_office
    past_sittings.accept(office, listed(office))
    history.undo(office)
    assert by_number(office) == {}

    past_sittings.accept(office, listed(office))

    assert "PIF-15-114-04" in by_number(office)
    assert by_number(office)["PIF-15-114-04"].note == "原列第1次"


def test_a_frozen_chair_stays_when_the_post_gets_another_holder(named_office: Office) -> None:
    past_sittings.accept(named_office, listed(named_office))
    holders.appoint(named_office, "副縣長", "林中和", date(2025, 1, 1))

    assert by_number(named_office)["PIF-02-114-01"].chair_person == "王大明"


def test_every_row_that_cannot_be_is_told_and_nothing_is_taken_over(office: Office) -> None:
    text = (
        "會議別,日期,分區,狀態\n"
        "高危機會義,114/3/5,,\n"
        "PIF-10,114/2/30,,\n"
        "PIF-10,116/1/5,,\n"
        "PIF-14,114/3/5,,\n"
        "PIF-14,114/3/5,高雄中心,\n"
        "少輔會委員會議,114/3/5,,\n"
        "PIF-10,114/4/1,,預定\n"
        "PIF-10,114/5/1,,已召開\n"
        "毒品防制會報暨諮詢委員會議,114/6/1,,還不知道\n"
    )
    seen = listed(office, text)

    assert [(problem.row, problem.column) for problem in seen.problems] == [
        (2, "會議別"), (3, "日期"), (4, "日期"), (5, "分區"), (6, "分區"), (7, "會議別"), (8, "狀態"), (10, "狀態"),
    ]  # fmt: skip
    texts = {problem.row: problem.text for problem in seen.problems}
    assert "是否指" in texts[2]
    assert "T1 " in texts[5]
    assert "兒少年權益保障暨少年輔導委員會" in texts[7]
    assert [one.row for one in seen.new] == [9]
    with pytest.raises(ListHasProblems, match=r"8處問題，全部未匯入：第2列"):
        past_sittings.accept(office, seen)
    assert by_number(office) == {}
    assert history.undoable(office) == []


def test_one_sitting_under_two_names_is_a_problem(office: Office) -> None:
    name = registry.series_show(office, "PIF-10").series.name
    seen = listed(office, f"會議別,日期\nPIF-10,114/3/5\n{name},114.03.05\n")

    assert [(problem.row, "與第2列是同一場" in problem.text) for problem in seen.problems] == [(3, True)]


def test_two_sittings_of_one_day_are_two_when_their_times_differ(office: Office) -> None:
    text = "會議別,日期,時間\nPIF-10,114/3/5,09:00\nPIF-10,114/3/5,14:00\n"
    assert len(past_sittings.accept(office, listed(office, text))) == 2
    assert len(listed(office, text).duplicates) == 2
    assert len(listed(office, "會議別,日期,時間\nPIF-10,114/3/5,16:00\n").new) == 1


def test_a_sitting_already_planned_for_that_day_is_not_entered_again(office: Office) -> None:
    made = adding.add(
        office, NewSitting("PIF-10", builders.at("2026-03-05")), despite=frozenset(adding.time_rules.Rule)
    )

    seen = listed(office, "會議別,日期\nPIF-10,115/3/5\n")

    assert [one.duplicate for one in seen.duplicates] == [f"{made.number}（預定）"]


def test_an_extraordinary_sitting_is_numbered_apart(office: Office) -> None:
    name = registry.series_show(office, "PIF-10").series.name
    made = past_sittings.accept(office, listed(office, f"會議別,日期\n{name}（臨時會）,114/3/5\n"))

    assert [(one.number, one.kind) for one in made] == [("PIF-10-114-X01", "extraordinary")]


def test_columns_are_guessed_and_may_be_chosen_otherwise(office: Office) -> None:
    text = "項次,類別,哪一天,備註,主席\n1,PIF-10,3/5,PIF-11,甲\n"
    seen = past_sittings.columns(text.encode())
    assert ("series" in seen.guess, seen.guess["chair"]) == (False, "主席")
    assert {field for field, _word in seen.fields} == set(FIELDS)
    with pytest.raises(WrongFile, match="會議別"):
        listed(office, text)
    with pytest.raises(WrongFile, match="沒有這欄"):
        listed(office, text, mapping={"series": "沒有這欄", "date": "哪一天"})

    chosen = listed(office, text, mapping={"series": "備註", "date": "哪一天", "chair": ""}, year=2024)

    assert [(one.series, one.start.date(), one.person) for one in chosen.new] == [("PIF-11", date(2024, 3, 5), "")]
    assert "note" not in chosen.mapping


def test_a_workbook_with_real_dates_is_taken_over(office: Office) -> None:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["會議別", "日期", "人次"])
    sheet.write(1, 0, "PIF-10")
    sheet.write_datetime(1, 1, datetime(2025, 3, 5), book.add_format({"num_format": "yyyy/mm/dd"}))  # noqa: DTZ001 - a sheet's cell has no zone
    sheet.write(1, 2, 17)
    book.close()

    made = past_sittings.accept(office, past_sittings.preview(office, file.getvalue(), "歷年.xlsx"))

    assert [(one.day, one.person_times) for one in made] == [("2025-03-05", 17)]


def test_books_changed_since_the_preview_are_read_again(office: Office) -> None:
    seen = listed(office, "會議別,日期\nPIF-10,114/3/5\n")
    past_sittings.accept(office, listed(office, "會議別,日期\nPIF-10,114/3/5\n"))

    with pytest.raises(ChangedMeanwhile):
        past_sittings.accept(office, seen)


@pytest.mark.parametrize("county", ["pingtung", "nantou", "changhua", "kaohsiung", "yilan"])
def test_each_county_can_take_an_old_sitting_of_every_series(county: str, tmp_path: Path) -> None:
    office = builders.found_office(tmp_path / "office.db", county)
    lines = ["會議別,日期,分區"]
    wanted = [one for one in registry.series_list(office) if not one.joint]
    for one in wanted:
        track = one.tracks[0].code if one.tracks else ""
        lines.append(f"{one.code},114/3/5,{track}")

    made = past_sittings.accept(office, listed(office, "\n".join(lines)))

    assert len(made) == len(wanted)
    assert all(one.status == "held" for one in made)
