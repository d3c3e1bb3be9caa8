"""Action items: made of decisions, numbered once and for all, found by series, agency and day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetingtui.domain.actions import ActionFilter, ActionKind
from meetingtui.domain.errors import Ambiguous, ChangedMeanwhile, NotFound, Refusal, WrongDate
from meetingtui.services import actions, history, holding, minutes, rulings
from tests.services import sitting_desk


@pytest.fixture
def decided(each_office):
    """An office, a sitting and the ids of its points."""
    session = sitting_desk.sitting(each_office)
    return each_office, session, sitting_desk.points(each_office, session)


def test_a_decision_becomes_an_item_numbered_after_its_sitting(decided):
    office, session, items = decided

    one = actions.from_decision(
        office, session.number, item_id=items[3], text="修正表單後函送各網絡。", lead="教", assists="社 衛", due="+30"
    )

    assert (one.number, one.due, one.status, one.kind) == (
        f"{session.number}-01", "2026-12-20", "open", ActionKind.RULING,
    )  # fmt: skip
    assert (one.lead, one.assists) == ("教育處", ("屏東縣政府社會處", "衛生局"))
    assert (one.session_number, one.series, one.agenda_item_id) == (session.number, "PIF-10", items[3])
    assert minutes.of(office, session.number).items[3].actions == (one.number,)


def test_a_number_is_never_given_twice(decided):
    office, session, items = decided
    first = actions.from_decision(office, session.number, item_id=items[1], text="一")
    actions.remove(office, first.number)
    second = actions.from_decision(office, session.number, item_id=items[1], text="二")
    history.undo(office)

    third = actions.from_decision(office, session.number, item_id=None, text="三")

    assert [second.number[-2:], third.number[-2:]] == ["02", "03"]
    assert [one.text for one in actions.of_session(office, session.id)] == ["三"]


@pytest.mark.parametrize(
    ("due", "day"),
    [("+30", "2026-12-20"), ("＋ 7日", "2026-11-27"), ("12/31", "2026-12-31"), ("116.1.5", "2027-01-05"),
     (date(2027, 1, 5), "2027-01-05"), ("", ""), (None, "")],
)  # fmt: skip
def test_a_due_day_is_written_in_any_form(decided, due, day):
    office, session, _items = decided

    assert actions.from_decision(office, session.number, item_id=None, text="辦理", due=due).due == day


@pytest.mark.parametrize("due", ["+", "+99999", "+3a", "2/30", "明天以後", "114.1.1", "115.11.19", date(2025, 1, 1)])
def test_a_due_day_that_cannot_be_read_or_lies_before_the_sitting_is_refused(decided, due):
    office, session, _items = decided

    with pytest.raises(WrongDate):
        actions.from_decision(office, session.number, item_id=None, text="辦理", due=due)

    assert actions.of_session(office, session.id) == []


def test_an_unknown_or_ambiguous_lead_is_refused(decided):
    office, session, _items = decided

    with pytest.raises(NotFound):
        actions.from_decision(office, session.number, item_id=None, text="辦理", lead="火星局")
    with pytest.raises(Ambiguous):
        actions.from_decision(office, session.number, item_id=None, text="辦理", lead="社 衛")


@pytest.mark.parametrize("text", ["", " \n", "字" * 10_001])
def test_an_item_without_a_text_or_with_too_long_a_one_is_refused(decided, text):
    office, session, _items = decided

    with pytest.raises(Refusal):
        actions.from_decision(office, session.number, item_id=None, text=text)


def test_an_item_is_edited_and_not_over_somebody_elses_change(decided):
    office, session, _items = decided
    one = actions.from_decision(office, session.number, item_id=None, text="辦理", lead="社會處", assists=["衛生局"])

    two = actions.edit(office, one.number, text="辦畢", lead="衛生局", due="12/31", kind="政策建議")

    assert (two.text, two.lead, two.assists, two.due, two.kind) == (
        "辦畢",
        "衛生局",
        (),
        "2026-12-31",
        ActionKind.POLICY,
    )
    with pytest.raises(ChangedMeanwhile):
        actions.edit(office, one.number, text="x", base_version=one.version)


def test_lists_are_narrowed_by_agency_state_day_and_words(decided):
    office, session, _items = decided
    led = actions.from_decision(office, session.id, item_id=None, text="甲案50%", lead="社會處", due="2026-11-21")
    helped = actions.from_decision(office, session.id, item_id=None, text="乙案", lead="衛生局", assists="社會處")
    social = led.lead_id

    def found(**narrowed: Any) -> list[str]:
        return [one.number[-2:] for one in actions.listed(office, ActionFilter(**narrowed))]

    assert found(agency_ids=(social,)) == ["01", "02"]
    assert found(agency_ids=(helped.lead_id,)) == ["02"]
    assert found(overdue=True) == ["01"]
    assert found(text="50%") == ["01"]
    assert found(text="_") == []
    assert found(first="2026-11-01", last="2026-11-30") == ["01"]
    assert found(years=(2025,)) == []
    assert found(session_ids=()) == []
    assert actions.show(office, led.id).overdue_days == 1


def test_items_of_a_sitting_that_was_credited_to_a_series_come_before_its_next_one(decided):
    office, session, _items = decided
    other = sitting_desk.sitting(office, "2026-11-19", "PIF-15")
    mine = actions.from_decision(office, session.number, item_id=None, text="本會議別")
    theirs = actions.from_decision(office, other.number, item_id=None, text="認列場次")
    later = sitting_desk.sitting(office, "2026-12-18")

    def before(number: str | int) -> list[str]:
        return [one.item.number for one in rulings.carried(office, number)]

    assert before(later.id) == [mine.number]

    holding.credit(office, other.number, "PIF-10", reason="併同召開")

    assert set(before(later.id)) == {mine.number, theirs.number}
    assert before(session.number) == [theirs.number]


def test_an_unknown_item_is_refused_with_those_alike(decided):
    office, session, _items = decided
    one = actions.from_decision(office, session.number, item_id=None, text="辦理")

    with pytest.raises(NotFound, match=one.number):
        actions.show(office, one.number + "9")
