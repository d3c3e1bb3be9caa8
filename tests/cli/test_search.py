from __future__ import annotations

from meetingtui.services import agenda, holding
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from tests.cli.conftest import Command

FIRST = "PIF-10-115-01"


def test_a_search_prints_the_promised_keys(command: Command, planned_office: Office) -> None:
    holding.arrange(planned_office, FIRST, note="請臺東縣政府派員列席")

    (found,) = command("search", "台東", "列席", "--json").json

    assert list(found)[:5] == ["kind", "id", "session_number", "snippet", "date"]
    assert (found["kind"], found["session_number"], found["place"]) == ("session", FIRST, "note")
    assert [found["snippet"][start:end] for start, end in found["marks"]] == ["臺東", "列席"]


def test_a_search_for_people_marks_the_words_and_counts(command: Command, planned_office: Office) -> None:
    holding.arrange(planned_office, FIRST, note="請臺東縣政府派員列席\x1b[31m")

    answer = command("search", "台東")

    assert f"{FIRST}  " in answer.out
    assert "請【臺東】縣政府派員列席␛[31m" in answer.out
    assert "共1筆" in answer.out


def test_a_case_conference_is_marked_in_the_list(command: Command) -> None:
    head = command("search", "PIF-15-115-01").out.splitlines()[0]
    assert head.endswith("密")


def test_a_point_that_waits_for_a_sitting_says_so_where_others_have_their_day(
    command: Command, planned_office: Office
) -> None:
    agenda.send_in(planned_office, "PIF-10", ItemForm("discussion", "建立聯繫窗口"))

    assert command("search", "聯繫窗口", "--newest").out.splitlines()[0] == "PIF-10  待排  議程  案由"


def test_of_very_many_hits_it_says_among_which_the_most_relevant_were_sought(
    command: Command, planned_office: Office
) -> None:
    agenda.send_in(planned_office, "PIF-10", ItemForm("discussion", "搬遷", explanation="搬遷\n" * 5001))

    answer = command("search", "搬遷").out.splitlines()

    assert answer[-1].startswith("超過5000筆，只比較最近的5000筆與會議別，列出其中最相關的50筆。")
    assert command("search", "搬遷", "--newest").out.splitlines()[-1] == "列出最近的50筆，還有更多。"


def test_nothing_found_says_what_to_try_and_is_no_failure(command: Command) -> None:
    answer = command("search", "沒有人寫過的話")
    assert answer.code == 0
    assert "減少字數" in answer.out
    assert command("search", "沒有人寫過的話", "--json").json == []


def test_a_search_is_narrowed_by_its_options(command: Command) -> None:
    assert {one["series"] for one in command("search", "115", "--series", "PIF-10", "--json").json} == {"PIF-10"}
    assert command("search", "PIF-10-115", "--year", "114", "--json").json == []
    assert len(command("search", "PIF", "--kind", "session", "--newest", "--limit", "7", "--json").json) == 7
    days = [one["date"] for one in command("search", "115", "--kind", "session", "--newest", "--json").json]
    assert days == sorted(days, reverse=True)


def test_a_search_for_nothing_is_refused_and_a_wrong_limit_is_wrong_usage(command: Command) -> None:
    answer = command("search", " ")
    assert (answer.code, answer.out) == (1, "")
    assert "沒有要查詢的文字" in answer.err
    assert command("search", "會", "--limit", "0").code == 2
    assert command("search", "會", "--kind", "cases").code == 1
