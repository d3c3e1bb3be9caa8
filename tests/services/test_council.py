from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.domain.council import sits_in_council
from meetingtui.domain.errors import NotFound, Refusal, WrongFile
from meetingtui.domain.sessions import RulesBroken
from meetingtui.domain.sittings import SessionView
from meetingtui.services import council, history, planning, scheduling
from meetingtui.services.council import ListHasProblems, NewPhase
from meetingtui.services.office import Office
from tests import builders
from tests.builders import at

QUESTIONS = NewPhase("第20屆第9次定期會", "總質詢", date(2027, 5, 3), date(2027, 5, 28), required=True)
BUDGET = NewPhase("第20屆第9次定期會", "審查預算", date(2027, 6, 1), date(2027, 6, 30), required=False)

LIST = """\
會期,議程,起,迄,應列席,職務
第20屆第9次定期會,施政報告及總質詢,116.5.3,116年5月14日,,
第20屆第9次定期會,審查預算,5/17,5/28,否,縣長、副縣長
第20屆第10次臨時會,,2027-08-02,,是,社會處處長
"""


def coming(office: Office) -> SessionView:
    """An open sitting of 副縣長 or another head that is still to come."""
    return next(
        one for one in builders.sittings(office) if one.day > "2026-11-22" and sits_in_council(one.chair)
    )  # fmt: skip


def test_in_weeks_of_questions_no_head_presides_but_section_chiefs_do(office: Office) -> None:
    council.add(office, QUESTIONS)

    registry = office.registry()
    in_council = {registry.posts[post].name for post in council.of_year(office, registry, 2027)[0].posts}
    there = [
        one for one in planning.propose(office, 2027).sittings if QUESTIONS.first <= one.start.date() <= QUESTIONS.last
    ]
    presiding = {registry.name("post", one.presiding) for one in there}

    assert in_council >= {"縣長", "副縣長", "社會處處長", "警察局局長"}
    assert not in_council & {"社會處副處長", "社會處社工科科長", "屏東地方法院院長"}
    assert presiding
    assert not presiding & in_council


def test_other_weeks_of_the_council_are_avoided_where_that_costs_less(office: Office) -> None:
    posts = {post.id for post in office.registry().posts.values() if sits_in_council(post.name)}

    def presided() -> list[date]:
        return [one.start.date() for one in planning.propose(office, 2027).sittings if one.presiding in posts]

    day = next(day for day in presided() if day.month > 2)
    council.add(office, BUDGET._replace(first=day, last=day + timedelta(days=2)))

    assert not {day + timedelta(days=n) for n in range(3)} & set(presided())


def test_a_chair_who_must_sit_in_the_council_cannot_be_moved_there_without_a_reason(planned_office: Office) -> None:
    one = coming(planned_office)
    council.add(planned_office, QUESTIONS._replace(first=date(2026, 12, 7), last=date(2026, 12, 11)))

    with pytest.raises(RulesBroken, match="須列席議會（第20屆第9次定期會總質詢）"):
        scheduling.move(planned_office, one.number, at("2026-12-08"), reason="改期")


def test_sittings_that_a_session_hits_are_named_when_it_is_added(planned_office: Office) -> None:
    one = coming(planned_office)
    day = date.fromisoformat(one.day)

    assert one.number in {hit.number for hit in council.add(planned_office, QUESTIONS._replace(first=day, last=day))}
    assert council.add(planned_office, BUDGET._replace(first=day, last=day)) == []


def test_a_list_is_shown_first_then_taken_over_once(each_office: Office) -> None:
    seen = council.preview(each_office, LIST.encode())
    assert [(one.title, one.first.isoformat(), one.last.isoformat(), one.required) for one in seen.new] == [
        ("第20屆第9次定期會施政報告及總質詢", "2027-05-03", "2027-05-14", True),
        ("第20屆第9次定期會審查預算", "2027-05-17", "2027-05-28", False),
        ("第20屆第10次臨時會", "2027-08-02", "2027-08-02", True),
    ]
    assert council.of_year(each_office, each_office.registry(), 2027) == []

    assert council.accept(each_office, seen) == 3

    registry = each_office.registry()
    chosen = [registry.name("post", post) for post in council.of_year(each_office, registry, 2027)[2].posts]
    assert chosen == ["社會處處長"]
    again = council.preview(each_office, LIST.encode())
    assert (again.new, again.known, council.accept(each_office, again)) == ((), 3, 0)
    history.undo(each_office)
    assert council.of_year(each_office, registry, 2027) == []


def test_a_list_with_a_wrong_row_is_refused_whole_and_says_which(office: Office) -> None:
    rows = ("116.2.30,,,", "116.3.9,116.3.1,,", "116.3.9,,,無此職務", "1/2,1/2,或許,")
    wrong = LIST + "".join(f"第21屆,,{row}\n" for row in rows) + ",,116.3.9,,,\n"

    seen = council.preview(office, wrong.encode(), "會期.csv")

    assert [one.row for one in seen.problems] == [5, 6, 7, 8, 9]
    with pytest.raises(ListHasProblems, match="第5列"):
        council.accept(office, seen)
    assert council.of_year(office, office.registry(), 2027) == []


def test_a_name_too_long_and_one_that_plays_with_the_screen_do_no_harm(office: Office) -> None:
    rows = f"會期,起,迄\n{'長' * 200},116.3.1,\n第20屆\x1b[31m\u202e會期,116.3.2,\n"

    seen = council.preview(office, rows.encode())

    assert [one.row for one in seen.problems] == [2]
    assert [one.name for one in seen.new] == ["第20屆 [31m 會期"]


def test_a_file_that_is_no_list_of_sessions_is_refused(office: Office) -> None:
    for data in (b"", b"a,b\n1,2\n", "會期,起,迄\n".encode(), b"\x00\xff" * 50, b"PK\x03\x04broken"):
        with pytest.raises(WrongFile):
            council.preview(office, data)


def test_a_session_is_taken_from_the_list_again(office: Office) -> None:
    council.add(office, QUESTIONS)
    [one] = council.of_year(office, office.registry(), 2027)

    council.remove(office, one.id)

    assert council.of_year(office, office.registry(), 2027) == []
    for number in (one.id, 0, -1, 2**70):
        with pytest.raises(NotFound):
            council.remove(office, number)


def test_a_session_that_cannot_be_is_refused(office: Office) -> None:
    council.add(office, QUESTIONS)
    for wrong in (
        QUESTIONS, QUESTIONS._replace(name=" "), QUESTIONS._replace(last=date(2027, 5, 1)),
        QUESTIONS._replace(last=date(2028, 5, 1)), QUESTIONS._replace(first=date.max, last=date.max),
        QUESTIONS._replace(posts=("無此職務",)),
    ):  # fmt: skip
        with pytest.raises(Refusal):
            council.add(office, wrong)
    assert len(council.of_year(office, office.registry(), 2027)) == 1
