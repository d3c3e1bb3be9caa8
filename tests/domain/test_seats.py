"""Seats of a body: how many make a quorum, and for whom somebody may come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingtui.domain.seats import Quorum, Seat, WrongQuorum, may_delegate, needed, parse_quorum, quorum_words


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""), ("none", ""), ("5", "5"), ("５人", "5"), ("1/2", "1/2"), (" １／２ ", "1/2"), ("過半數", ">1/2"),
        (">1/2", ">1/2"), ("＞2/3", ">2/3"), ("07席", "7"),
    ],
)  # fmt: skip
def test_a_quorum_is_read_in_any_width(typed: str, stored: str) -> None:
    assert parse_quorum(typed) == stored


@pytest.mark.parametrize("typed", ["0", "3/2", "0/3", "1/0", ">1/1", "half", "-1", "1.5", "9999", "\x1b[31m", "1/2/3"])
def test_a_quorum_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(WrongQuorum):
        parse_quorum(typed)


@pytest.mark.parametrize(
    ("rule", "seats", "wanted"),
    [
        ("", 9, 0),
        ("5", 9, 5),
        ("1/2", 9, 5),
        ("1/2", 10, 5),
        (">1/2", 9, 5),
        (">1/2", 10, 6),
        ("2/3", 10, 7),
        ("1/1", 3, 3),
    ],
)
def test_a_share_is_rounded_up_and_more_than_half_is_more(rule: str, seats: int, wanted: int) -> None:
    assert needed(rule, seats) == wanted


@given(st.integers(0, 200), st.integers(1, 9), st.integers(1, 9))
def test_a_share_needs_the_fewest_seats_that_reach_it(seats: int, part: int, whole: int) -> None:
    if part > whole:
        return
    asked = needed(f"{part}/{whole}", seats)
    assert asked * whole >= seats * part
    assert asked == 0 or (asked - 1) * whole < seats * part


def test_the_sentence_says_how_many_are_wanted_and_who_does_not_count() -> None:
    assert Quorum(">1/2", 9, 5, 3, 1, 2).sentence == (
        "應到9席，已到3席，尚缺2席始達開會人數（過半數，5席）。其中代理1席。另2席不得代理，不計入。"
    )
    assert Quorum("1/2", 9, 5, 5).sentence == "應到9席，已到5席，已達開會人數（2分之1以上，5席）。"
    assert Quorum("", 9, 0, 5).sentence == "應到9席，已到5席。"


def test_a_quorum_is_not_reached_by_a_body_without_seats() -> None:
    assert not Quorum("1/2", 0, 0, 0).reached
    assert Quorum("", 0, 0, 0).reached


def test_offices_and_bodies_may_send_somebody_persons_come_themselves() -> None:
    assert [seat for seat in ("", *Seat) if may_delegate(seat, None)] == ["", Seat.OFFICIAL, Seat.CIVIC]
    assert may_delegate(Seat.EXPERT, True)
    assert not may_delegate("", False)


def test_a_quorum_is_told_in_words() -> None:
    assert [quorum_words(one) for one in ("", "5", "1/2", ">1/2", ">2/3")] == [
        "未訂", "5席以上", "2分之1以上", "過半數", "逾3分之2",
    ]  # fmt: skip
