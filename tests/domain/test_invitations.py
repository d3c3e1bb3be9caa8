from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from meetingtui.domain.invitations import (
    CalendarEntry,
    Guest,
    Method,
    NothingToExport,
    OneSittingEach,
    WrongMethod,
    calendar_name,
    file_stem,
    is_address,
    location,
    neutral,
    refuse_unfit,
    summary,
    without_address,
)

START = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
OPEN = CalendarEntry(
    uid="a1@meetingtui.example",
    number="PIF-10-115-03",
    sequence=0,
    changed_at=START,
    start=START,
    end=START.replace(hour=8),
    title="社會安全網聯繫會議",
    room="多功能會議室",
    township="潮州鎮",
    description=("請攜帶資料",),
    categories=("聯繫會議",),
    organizer="社會處",
    organizer_email="org@pthg.example",
    guests=(Guest("衛生局", "health@pthg.example"), Guest("家暴防治中心", "")),
)
SECRET = replace(OPEN, title="高危機個案網絡會議", confidential=True)


def test_a_confidential_sitting_shows_only_the_neutral_title_its_number_and_its_room():
    shown = neutral(SECRET)

    assert summary(SECRET, Method.REQUEST) == "網絡會議 PIF-10-115-03"
    assert location(SECRET) == "多功能會議室"
    assert shown.description == ()
    assert shown.categories == ("網絡會議",)
    assert [guest.name for guest in shown.guests] == ["", ""]
    assert file_stem(SECRET, Method.REQUEST) == "PIF-10-115-03_網絡會議"
    assert neutral(shown) == shown


def test_an_open_sitting_is_shown_as_it_is():
    assert neutral(OPEN) is OPEN
    assert summary(OPEN, Method.PUBLISH) == "社會安全網聯繫會議 PIF-10-115-03"
    assert location(OPEN) == "潮州鎮多功能會議室"
    assert location(replace(OPEN, room="潮州鎮公所")) == "潮州鎮公所"


def test_a_called_off_sitting_says_so_in_its_first_word():
    off = replace(OPEN, cancelled=True)

    assert summary(off, Method.CANCEL).startswith("【取消】")
    assert summary(off, Method.PUBLISH).startswith("【取消】")
    assert file_stem(off, Method.CANCEL).startswith("取消_")


def test_a_feed_with_one_confidential_sitting_has_a_neutral_name():
    assert calendar_name([OPEN], "聯繫會議") == "聯繫會議"
    assert calendar_name([OPEN, SECRET], "高危機個案網絡會議") == "網絡會議"


def test_guests_without_a_usable_address_are_named():
    assert [guest.name for guest in without_address(OPEN.guests)] == ["家暴防治中心"]


@pytest.mark.parametrize(
    "email", ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nX:1", "a@b;c", 'a"@b', "x" * 250 + "@bbbb"]
)
def test_what_is_no_address_is_not_taken_for_one(email):
    assert not is_address(email)


def test_a_file_for_no_sitting_several_invites_or_the_wrong_state_is_refused():
    off = replace(OPEN, cancelled=True)
    with pytest.raises(NothingToExport):
        refuse_unfit([], Method.PUBLISH)
    with pytest.raises(OneSittingEach, match="2場"):
        refuse_unfit([OPEN, OPEN], Method.REQUEST)
    with pytest.raises(WrongMethod, match="已取消"):
        refuse_unfit([off], Method.REQUEST)
    with pytest.raises(WrongMethod, match="仍在行程"):
        refuse_unfit([OPEN], Method.CANCEL)
    refuse_unfit([OPEN, off], Method.PUBLISH)
    refuse_unfit([off], Method.CANCEL)
