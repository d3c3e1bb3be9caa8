"""Returned worksheets held against what is stored: nothing is taken twice, nothing over somebody's head."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain.returned import Known, Returned, Row, Why, compare
from meetingtui.domain.worksheets import LOCKED, Column, Filled, Mark, digest_of

SESSION, AGENCY = "PIF-10-115-03", "A05"
BLANK = Filled()
DONE, GOING = Filled("已辦理。", "done", "close"), Filled("辦理中。", "ongoing", percent=40)


def number(place):
    return f"PIF-10-115-02-{place:02d}"


def row(place, filled=BLANK, *, agency=AGENCY, sent=BLANK, at=None, **more):
    """The row of an item as it came back; `sent` is the answer that stood in it when it went out."""
    mark = Mark(SESSION, agency, number(place), ("0" * 10,) * len(LOCKED), digest_of(sent))
    return Row(at or place + 3, more.pop("shown", number(place)), more.pop("mark", mark), filled, **more)


def file(*rows, sha="s", agency=AGENCY, sent=()):
    return Returned(f"{sha}.xlsx", sha, SESSION, agency, tuple(map(number, sent)), rows)


def known(place=1, **more):
    return {(SESSION, AGENCY, number(place)): Known(place, 5, 7, more.pop("is_open", True), **more)}


def test_an_answer_that_is_new_is_a_change():
    found = compare([file(row(1, DONE))], known())

    [change] = found.changes
    assert (change.key, change.number, change.filled, change.known.answer) == ("1:4", number(1), DONE, None)


def test_a_row_without_an_answer_changes_nothing():
    found = compare([file(row(1))], known(answer=DONE))

    assert (found.changes, [one.number for one in found.blank]) == ((), [number(1)])


def test_what_is_stored_already_is_the_same_whatever_a_program_did_to_its_blanks():
    assert compare([file(row(1, Filled(" 已辦理。\n\n", "done", "close")))], known(answer=DONE)).changes == ()


def test_an_answer_that_nobody_touched_does_not_undo_what_was_said_since():
    found = compare([file(row(1, GOING, sent=GOING))], known(answer=DONE, typed=True))

    assert (found.changes, found.conflicts, len(found.same)) == ((), (), 1)


def test_a_file_that_was_taken_before_changes_nothing_even_when_its_answer_was_corrected_since():
    found = compare([file(row(1, GOING), sha="a")], known(answer=DONE, files=frozenset("a"), earlier=(GOING,)))

    assert (found.changes, found.conflicts, len(found.same)) == ((), (), 1)


def test_a_corrected_file_replaces_what_came_from_the_first_one():
    [change] = compare([file(row(1, DONE), sha="b")], known(answer=GOING, files=frozenset("a"))).changes

    assert (change.filled, change.known.answer) == (DONE, GOING)


def test_an_answer_typed_after_the_sheet_went_out_is_not_overwritten_without_asking():
    [conflict] = compare([file(row(1, DONE))], known(answer=GOING, typed=True)).conflicts

    assert conflict.why is Why.NEWER


def test_an_answer_that_was_corrected_before_is_not_taken_again_without_asking():
    [conflict] = compare([file(row(1, GOING), sha="copy")], known(answer=DONE, earlier=(GOING,))).conflicts

    assert conflict.why is Why.EARLIER


def test_two_different_answers_in_two_files_must_be_chosen_from():
    [conflict] = compare([file(row(1, DONE), sha="a"), file(row(1, GOING), sha="b")], known()).conflicts

    assert (conflict.why, [one.key for one in conflict.choices]) == (Why.TWO, ["1:4", "2:4"])


def test_the_same_answer_twice_counts_once():
    found = compare([file(row(1, DONE), row(1, DONE, at=9))], known())

    assert (len(found.changes), [one.row for one in found.repeated]) == (1, [9])


def test_rows_that_were_sent_and_did_not_come_back_are_named():
    found = compare([file(row(1, DONE), sent=(1, 2, 3))], known())

    assert [one.number for one in found.missing] == [number(2), number(3)]


def test_changed_locked_cells_are_told_and_the_answer_is_taken():
    found = compare([file(row(1, DONE, changed=(Column.TEXT,)))], known())

    assert [(one.row, one.columns) for one in found.touched] == [(4, (Column.TEXT,))]
    assert len(found.changes) == 1


def test_a_row_of_another_agency_is_refused():
    [refused] = compare([file(row(1, DONE, agency="A06"))], known()).refused

    assert refused.why is Why.OTHERS


def test_where_the_sitting_of_a_file_was_changed_its_rows_are_not_called_those_of_another_agency():
    [refused] = compare([file(row(1, DONE))._replace(session="PIF-10-115-99")], known()).refused

    assert refused.why is Why.ELSEWHERE


def test_a_row_whose_number_is_not_that_of_its_mark_is_refused():
    [refused] = compare([file(row(1, DONE, shown=number(2)))], known()).refused

    assert refused.why is Why.MOVED


def test_a_row_without_a_mark_is_refused_and_one_that_nobody_was_asked_about():
    found = compare([file(row(1, DONE, mark=None), row(2, DONE))], known())

    assert [one.why for one in found.refused] == [Why.UNKNOWN, Why.NOT_ASKED]


def test_an_answer_to_a_closed_item_is_refused():
    assert compare([file(row(1, DONE))], known(is_open=False)).refused[0].why is Why.CLOSED


answers = st.sampled_from([BLANK, DONE, GOING, Filled("另案。"), Filled(percent=0)])
rows = st.lists(st.tuples(st.integers(1, 4), answers, st.booleans(), st.booleans()), max_size=8)


@st.composite
def heaps(draw):
    """Some files, and what is stored of the items in them."""
    files = [
        file(
            *(
                row(place, filled, at=at, agency=AGENCY if own else "A06", shown=number(place if true else 9))
                for at, (place, filled, own, true) in enumerate(draw(rows), 4)
            ),
            sha=f"file{count}",
        )
        for count in range(draw(st.integers(1, 3)))
    ]
    stored = {}
    for place in draw(st.sets(st.integers(1, 4))):
        answer = draw(st.none() | answers.filter(lambda one: not one.is_blank))
        stored |= known(place, answer=answer, typed=draw(st.booleans()), is_open=draw(st.booleans()))
    return files, stored


@given(heaps())
def test_every_row_is_told_of_exactly_once(heap):
    files, stored = heap
    found = compare(files, stored)

    told = [(one.filename, one.row) for shelf in (found.changes, found.same, found.blank, found.repeated, found.refused)
            for one in shelf]  # fmt: skip
    told += [(one.filename, one.row) for conflict in found.conflicts for one in conflict.choices]
    assert sorted(told) == sorted((one.filename, line.row) for one in files for line in one.rows)


@given(heaps())
def test_what_has_been_taken_changes_nothing_when_it_comes_again(heap):
    files, stored = heap
    found = compare(files, stored)
    taken = [*found.changes, *(one.choices[0] for one in found.conflicts)]
    for one in taken:
        key = (one.session, one.agency, one.number)
        stored[key] = stored[key]._replace(answer=one.filled, typed=False, files=stored[key].files | {one.sha})

    again = compare(files, stored)

    assert again.changes == ()
    assert {one.number for conflict in again.conflicts for one in conflict.choices} <= {
        conflict.choices[0].number for conflict in found.conflicts
    }


@given(heaps())
def test_no_change_answers_a_closed_item_or_one_of_another_agency(heap):
    files, stored = heap

    for one in compare(files, stored).changes:
        assert one.known.is_open
        assert one.agency == AGENCY
        assert not one.filled.is_blank
