"""Minutes as they are written: on both databases, by one person and by two."""

from __future__ import annotations

import pytest

from meetingtui.domain.errors import NotFound, WrongDate
from meetingtui.domain.minutes import MOST_TEXT, EditedMeanwhile, MinutesStatus, TextTooLong, Written
from meetingtui.domain.sessions import WrongTurn
from meetingtui.services import drafts, history, minutes, scheduling
from meetingtui.services.office import Office
from tests import builders
from tests.services import sitting_desk


@pytest.fixture
def held(each_office: Office) -> tuple[Office, str, list[int]]:
    """An office with a sitting that has an agenda: the office, the number and the ids of the points."""
    session = sitting_desk.sitting(each_office)
    return each_office, session.number, sitting_desk.points(each_office, session)


def save(office: Office, number: str, item: int, text: str, base: int = 0, **more: str) -> int:
    """Save a text; the version it now has."""
    words = {"decision_kind": "", "decision": ""} | more
    return minutes.save_item(office, number, item, text=text, base_version=base, **words).version


def test_the_minutes_show_every_point_before_anything_is_written(held):
    office, number, items = held

    found = minutes.of(office, number)

    assert [one.item.id for one in found.items] == items
    assert [one.item.number for one in found.items] == ["", "一、", "二、", "", ""]
    assert (found.status, found.version, found.days_since) == (MinutesStatus.DRAFT, 0, 2)


def test_what_was_saved_is_read_again(held):
    office, number, items = held

    minutes.save_item(
        office, number, items[3], text="衛生局：同意。", decision_kind="決議", decision="照案通過。", base_version=0,
        seconds=90,
    )  # fmt: skip

    one = minutes.of(office, number).items[3]
    assert (one.text, one.decision_kind, one.decision, one.seconds, one.version) == (
        "衛生局：同意。", "resolution", "照案通過。", 90, 1,
    )  # fmt: skip


def test_opening_the_minutes_on_the_day_notes_when_the_sitting_began(each_office):
    today = sitting_desk.sitting(each_office, builders.TODAY.isoformat())
    earlier = sitting_desk.sitting(each_office, "2026-11-18")

    assert minutes.open_for_typing(each_office, today.number).opened_at.startswith("2026-11-22T")
    assert minutes.open_for_typing(each_office, earlier.number).opened_at == ""
    assert minutes.open_for_typing(each_office, earlier.number).version == 1


def test_head_and_times_are_saved_and_a_time_alone_is_of_the_day_of_the_sitting(held):
    office, number, _items = held

    found = minutes.save_head(
        office, number, remarks="感謝各位。", minute_taker="王小明", opened="14:05", adjourned="下午4時", base_version=0
    )

    assert (found.remarks, found.minute_taker) == ("感謝各位。", "王小明")
    assert (found.opened_at, found.adjourned_at) == ("2026-11-20T14:05:00+08:00", "2026-11-20T16:00:00+08:00")
    assert minutes.save_head(office, number, adjourned="", base_version=found.version).adjourned_at == ""


def test_the_minute_taker_of_the_last_sitting_is_proposed(each_office):
    from meetingtui.services import holding

    first = sitting_desk.sitting(each_office, "2026-11-18")
    minutes.save_head(each_office, first.number, minute_taker="王小明", base_version=0)
    holding.hold(each_office, first.number)
    second = sitting_desk.sitting(each_office, "2026-11-20")

    assert minutes.open_for_typing(each_office, second.number).minute_taker == "王小明"


def test_two_people_on_one_point_see_all_three_texts(held):
    office, number, items = held
    first = save(office, number, items[1], "原文")
    other = builders.open_office(office.location.file or office.location.url, who="other")
    save(other, number, items[1], "原文，他人補充", first)
    other.close()

    with pytest.raises(EditedMeanwhile) as met:
        save(office, number, items[1], "原文，我的補充", first)

    refused = met.value
    assert (refused.mine.text, refused.theirs.text, refused.base) == (
        "原文，我的補充",
        "原文，他人補充",
        Written("原文"),
    )
    assert (refused.who, refused.version) == ("other", 2)
    assert minutes.of(office, number).items[1].text == "原文，他人補充"
    assert save(office, number, items[1], "合併", refused.version) == 3


def test_two_people_who_begin_a_point_at_once_begin_with_nothing(held):
    office, number, items = held
    save(office, number, items[1], "他人")

    with pytest.raises(EditedMeanwhile) as met:
        save(office, number, items[1], "我")

    assert met.value.base == Written()


def test_the_same_text_saved_by_two_is_no_conflict(held):
    office, number, items = held
    save(office, number, items[1], "洽悉。")

    assert save(office, number, items[1], "洽悉。") == 1


def test_a_text_that_somebody_took_back_is_not_overwritten_by_one_who_still_sees_it(held):
    office, number, items = held
    seen = save(office, number, items[1], "先存")
    history.undo(office)
    save(office, number, items[1], "另存")

    with pytest.raises(EditedMeanwhile):
        save(office, number, items[1], "先存，再改", seen)


def test_different_fields_of_the_head_can_be_saved_by_two(held):
    office, number, _items = held
    seen = minutes.save_head(office, number, remarks="致詞", base_version=0).version
    minutes.save_head(office, number, adjourned="16:00", base_version=seen)

    found = minutes.save_head(office, number, remarks="致詞全文", base_version=seen)

    assert (found.remarks, found.adjourned_at[11:16]) == ("致詞全文", "16:00")


def test_opening_words_saved_by_two_are_not_overwritten(held):
    office, number, _items = held
    seen = minutes.save_head(office, number, remarks="致詞", base_version=0).version
    minutes.save_head(office, number, remarks="致詞甲", base_version=seen)

    with pytest.raises(EditedMeanwhile) as met:
        minutes.save_head(office, number, remarks="致詞乙", base_version=seen)

    assert (met.value.mine.text, met.value.theirs.text, met.value.base) == ("致詞乙", "致詞甲", Written("致詞"))


def test_a_save_takes_its_draft_with_it_and_leaves_the_others(held):
    office, number, items = held
    session = minutes.of(office, number).session_id
    for item in items[:2]:
        drafts.keep(office, drafts.minutes_object(session, item), drafts.packed(text="打字中"), 0)

    save(office, number, items[0], "打字完")

    assert [one.item_id for one in drafts.pending(office)] == [items[1]]


def test_a_save_can_be_taken_back(held):
    office, number, items = held
    first = save(office, number, items[1], "一")
    save(office, number, items[1], "二", first)

    history.undo(office)

    assert minutes.of(office, number).items[1].text == "一"


def test_an_empty_text_can_be_saved_and_saved_again(held):
    office, number, items = held

    assert save(office, number, items[1], "") == 1
    assert save(office, number, items[1], "", 1) == 1


def test_a_wall_of_two_million_signs_is_refused_in_a_sentence(held):
    office, number, items = held

    with pytest.raises(TextTooLong) as met:
        save(office, number, items[1], "字" * 2_000_000)

    assert str(MOST_TEXT) in str(met.value)
    assert minutes.of(office, number).items[1].version == 0


@pytest.mark.parametrize("text", ["\x1b[31m紅\x07", "\ud800", "a\0b", "[bold]王[/]小明", "𡈽堃喆", "一\r\n二\r三"])
def test_odd_signs_are_kept_or_made_visible_and_never_break_the_text(held, text):
    office, number, items = held

    save(office, number, items[1], text)

    stored = minutes.of(office, number).items[1].text
    assert stored == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "␀").replace("\ud800", "‹D800›")


def test_a_point_of_another_sitting_is_not_found(held):
    office, number, _items = held
    other = sitting_desk.sitting(office, "2026-11-18")
    (point,) = sitting_desk.points(office, other, ("report", "別場"))

    with pytest.raises(NotFound):
        save(office, number, point, "x")


def test_a_sitting_that_was_cancelled_has_no_minutes(held):
    office, number, items = held
    scheduling.cancel(office, number, reason="颱風")

    with pytest.raises(WrongTurn):
        save(office, number, items[1], "x")


@pytest.mark.parametrize(
    ("opened", "adjourned", "told"),
    [("14:00", "08:00", "不在開會時間14:00之後"), ("14:00", "14:00", "不在開會時間"), ("14:00", "25:99", "25:99")],
)
def test_a_sitting_does_not_end_before_it_began(held, opened, adjourned, told):
    office, number, _items = held
    before = minutes.of(office, number)

    with pytest.raises(WrongDate, match=told):
        minutes.save_head(office, number, opened=opened, adjourned=adjourned, base_version=before.version)

    assert minutes.of(office, number) == before


def test_a_sitting_may_end_after_midnight(held):
    office, number, _items = held
    version = minutes.of(office, number).version

    found = minutes.save_head(office, number, opened="22:00", adjourned="115.11.21 00:20", base_version=version)

    assert found.adjourned_at.startswith("2026-11-21T00:20")
