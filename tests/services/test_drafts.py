"""What is typed and not saved: kept, found, thrown away."""

from __future__ import annotations

import os
import shutil

import pytest

from meetingtui.domain.errors import Refusal
from meetingtui.services import drafts, minutes, minutes_life
from meetingtui.store.windows import BESIDE
from tests import builders
from tests.services import sitting_desk


@pytest.fixture
def point(each_office):
    """An office, the id of a sitting and the id of a point of it."""
    session = sitting_desk.sitting(each_office)
    return each_office, session.id, sitting_desk.points(each_office, session, ("report", "統計"))[0]


def test_what_was_typed_is_found_again_with_what_is_saved_beside_it(point):
    office, session, item = point
    minutes.save_item(office, session, item, text="已存", decision_kind="", decision="", base_version=0)

    drafts.keep(
        office, drafts.minutes_object(session, item), drafts.packed(text="正在打", decision_kind="", decision="洽悉"), 1
    )

    (found,) = drafts.pending(office)
    assert found.texts == {"text": "正在打", "decision_kind": "", "decision": "洽悉"}
    assert found.stored == {"text": "已存", "decision_kind": "", "decision": ""}
    assert (found.title, found.session_id, found.item_id, found.overtaken) == ("統計", session, item, False)


def test_the_newest_typing_replaces_the_one_before(point):
    office, session, item = point
    for text in ("一", "一二", "一二三"):
        drafts.keep(office, drafts.minutes_object(session, item), text, 0)

    assert [one.texts["text"] for one in drafts.pending(office)] == ["一二三"]


def test_each_person_has_a_draft_of_his_own(point):
    office, session, item = point
    other = builders.open_office(office.location.file or office.location.url, who="other")
    drafts.keep(office, drafts.minutes_object(session, item), "我", 0)
    drafts.keep(other, drafts.minutes_object(session, item), "他", 0)

    drafts.discard(office, drafts.minutes_object(session, item))

    assert drafts.pending(office) == []
    assert [one.texts for one in drafts.pending(other)] == [{"text": "他"}]
    other.close()


def window_of(office):
    """Another window of the same person on the same database."""
    return builders.open_office(office.location.file or office.location.url)


def texts(found):
    return [one.texts["text"] for one in found]


def test_two_windows_of_one_person_do_not_touch_what_is_typed_in_the_other(point):
    office, session, item = point
    other, thing = window_of(office), drafts.minutes_object(session, item)
    drafts.keep(office, thing, "甲窗", 0)
    drafts.keep(other, thing, "乙窗", 0)

    assert texts(drafts.pending(office)) == ["甲窗"]
    assert texts(drafts.pending(other)) == ["乙窗"]
    assert [(one.texts["text"], one.elsewhere) for one in drafts.typed(office)] == [("甲窗", False), ("乙窗", True)]
    minutes.save_item(office, session, item, text="甲窗", decision_kind="", decision="", base_version=0)
    assert drafts.pending(office) == []
    assert texts(drafts.pending(other)) == ["乙窗"]
    other.close()


def test_what_a_window_leaves_when_it_ends_is_offered_once_in_every_other_and_belongs_to_the_first_that_goes_on(point):
    office, session, item = point
    ended, third, thing = window_of(office), window_of(office), drafts.minutes_object(session, item)
    drafts.keep(ended, thing, "留下的字", 0)
    assert drafts.left_over(office) == drafts.left_over(third) == []

    ended.close()

    (found,) = drafts.left_over(office)
    assert [one.id for one in drafts.left_over(third)] == [found.id]
    drafts.take_over(office, found)
    assert texts(drafts.pending(office)) == ["留下的字"]
    assert drafts.pending(third) == []
    with pytest.raises(drafts.TypedElsewhere):
        drafts.take_over(third, found)
    drafts.drop(third, found)
    assert texts(drafts.pending(office)) == ["留下的字"]
    third.close()


def test_of_two_texts_left_over_on_one_point_one_is_gone_on_with_and_the_other_waits(point):
    office, session, item = point
    thing = drafts.minutes_object(session, item)
    for text in ("先打的", "後打的"):
        ended = window_of(office)
        drafts.keep(ended, thing, text, 0)
        ended.close()

    found = drafts.take_up(office, thing)

    assert found is not None
    assert found.texts["text"] == "後打的"
    (waiting,) = drafts.left_over(office)
    with pytest.raises(drafts.TypedHere, match="統計"):
        drafts.take_over(office, waiting)
    minutes.save_item(office, session, item, text="後打的", decision_kind="", decision="", base_version=0)
    assert texts(drafts.left_over(office)) == ["先打的"]
    drafts.take_over(office, waiting)


def test_what_is_typed_where_no_lock_can_be_had_is_rather_offered_than_hidden(office):
    lock = office.location.path.with_name(office.location.path.name + BESIDE)
    lock.mkdir()
    other = window_of(office)

    drafts.keep(other, "minutes:1:1", "字", 0)

    assert texts(drafts.left_over(office)) == ["字"]
    other.close()


def test_a_window_whose_lock_file_was_removed_takes_its_lock_again_with_the_next_word(office):
    other = window_of(office)
    drafts.keep(other, "minutes:1:1", "字", 0)
    office.location.path.with_name(office.location.path.name + BESIDE).unlink()
    assert texts(drafts.left_over(office)) == ["字"]

    drafts.keep(other, "minutes:1:1", "字又", 0)

    assert drafts.left_over(office) == []
    other.close()


def test_a_draft_says_that_somebody_saved_meanwhile(point):
    office, session, item = point
    drafts.keep(office, drafts.minutes_object(session, item), "打字中", 0)
    other = builders.open_office(office.location.file or office.location.url, who="other")
    minutes.save_item(other, session, item, text="他人", decision_kind="", decision="", base_version=0)
    other.close()

    (found,) = drafts.pending(office)
    assert (found.overtaken, found.stored["text"]) == (True, "他人")


def test_opening_words_and_points_of_an_agenda_have_drafts_too(point):
    office, session, item = point
    drafts.keep(office, drafts.remarks_object(session), "各位好", 0)
    drafts.keep(office, drafts.agenda_object(item), drafts.packed(matter="新案由"), 1)

    found = {one.kind: one for one in drafts.pending(office)}

    assert found["remarks"].stored == {"text": ""}
    assert found["agenda"].stored["matter"] == "統計"


@pytest.mark.parametrize("odd", ["minutes:1:999999", "remarks:x", "", "minutes::", "nothing:1:2", "agenda:" + "9" * 40])
def test_a_draft_of_something_that_is_gone_still_shows_its_text(point, odd):
    office, _session, _item = point
    drafts.keep(office, odd, "留下的字", 0)

    (found,) = drafts.pending(office)

    assert (found.gone, found.texts) == (True, {"text": "留下的字"})


@pytest.mark.parametrize("text", ["\x1b[0m", "[bold", "{}", "[]", "12", "null", '{"text": 3}', "字" * 2_000_000])
def test_whatever_was_typed_can_be_kept(point, text):
    office, session, item = point

    drafts.keep(office, drafts.minutes_object(session, item), drafts.packed(text=text), 0)

    assert [one.texts["text"] for one in drafts.pending(office)] == [text]


def test_a_database_that_cannot_be_written_says_so_in_a_sentence(founded_file, tmp_path):
    target = tmp_path / "county.db"
    shutil.copyfile(founded_file, target)
    target.chmod(0o400)
    if os.access(target, os.W_OK):
        pytest.skip("this user may write whatever the file says (root)")
    office = builders.open_office(target)

    with pytest.raises(Refusal):
        drafts.keep(office, "minutes:1:1", "字", 0)
    office.close()


def test_a_draft_says_that_its_minutes_were_approved_meanwhile(each_office):
    session = sitting_desk.complete(each_office)
    item = minutes.of(each_office, session.number).items[0].item.id
    drafts.keep(each_office, drafts.minutes_object(session.id, item), "正在打", 1)
    assert not drafts.pending(each_office)[0].locked

    minutes_life.submit(each_office, session.number)
    minutes_life.approve(each_office, session.number)

    assert drafts.pending(each_office)[0].locked
