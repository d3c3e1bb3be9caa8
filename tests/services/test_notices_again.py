"""What must go out again once a noticed sitting says something else, and under which number."""

from __future__ import annotations

from datetime import datetime

import pytest

from meetingtui.domain.errors import Refusal
from meetingtui.domain.notices import NoticeForm, NumberUsed
from meetingtui.domain.sessions import Rule, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.papers.document import words
from meetingtui.services import (
    exporting,
    guests,
    history,
    holding,
    notices,
    outgoing,
    scheduling,
    sessions,
    today,
)
from meetingtui.services.office import Office
from tests.builders import at
from tests.services.test_notices import FEBRUARY, NUMBER, lines, winter

__all__ = ["winter"]


def moved(office: Office, to: datetime, reason: str = "議會總質詢") -> SessionView:
    return scheduling.move(office, NUMBER, to, reason=reason, despite=frozenset(Rule))


def test_a_moved_sitting_that_was_noticed_waits_for_a_new_notice_that_tells_of_the_move(winter: Office):
    notices.issue(winter, NUMBER)
    moved(winter, at("2026-03-12", "09:30"))

    due = outgoing.pending(winter)
    assert [(one.session.number, one.what) for one in due] == [(NUMBER, "notice")]
    paper = notices.document(winter, NUMBER)
    assert lines(paper)["開會事由"].startswith("（改期）")
    assert lines(paper)["發文日期"] == "中華民國　　年　　月　　日"
    sentence = "原訂中華民國115年3月5日（星期四）上午9時30分召開之會議，因議會總質詢改期，以本通知單所列時間為準。"
    assert any(sentence in text for text in words(paper))

    notices.issue(winter, NUMBER, doc_no="府社工字第1150002345號")
    assert outgoing.pending(winter) == []
    assert any(sentence in text for text in words(notices.document(winter, NUMBER)))


def test_a_cancelled_sitting_that_was_noticed_waits_for_a_notice_of_the_cancellation(winter: Office):
    notices.issue(winter, NUMBER)
    scheduling.cancel(winter, NUMBER, reason="因颱風停班")

    assert [one.what for one in outgoing.pending(winter)] == ["notice"]
    said = lines(notices.document(winter, NUMBER))
    assert said["開會事由"].startswith("（取消）")
    assert said["開會時間"].endswith("（取消）")
    assert sessions.show(winter, NUMBER).status == Status.CANCELLED
    notices.issue(winter, NUMBER)
    assert outgoing.pending(winter) == []
    assert sessions.show(winter, NUMBER).status == Status.CANCELLED


def test_a_postponed_sitting_tells_that_its_day_follows_and_later_the_new_day(winter: Office):
    notices.issue(winter, NUMBER)
    scheduling.postpone(winter, NUMBER, reason="主席公出")
    assert any("日期另行通知" in text for text in words(notices.document(winter, NUMBER)))
    notices.issue(winter, NUMBER)

    moved(winter, at("2026-03-26", "14:00"), "已排定新日期")

    assert [one.what for one in outgoing.pending(winter)] == ["notice"]
    assert lines(notices.document(winter, NUMBER))["開會時間"] == "中華民國115年3月26日（星期四）下午2時"


def test_another_room_after_the_notice_is_told_as_a_correction(winter: Office):
    notices.issue(winter, NUMBER)
    holding.arrange(winter, NUMBER, room="第二會議室")

    assert [one.what for one in outgoing.pending(winter)] == ["notice"]
    assert lines(notices.document(winter, NUMBER))["開會事由"].startswith("（更正）")


def test_another_guest_after_the_notice_is_told_too_also_once_that_notice_is_out(winter: Office):
    notices.issue(winter, NUMBER)
    guests.invite(winter, NUMBER, "長照中心")
    assert notices.of(winter, NUMBER).turn == "更正"

    notices.issue(winter, NUMBER)
    assert (notices.of(winter, NUMBER).turn, notices.of(winter, NUMBER).stale) == ("更正", False)


def test_what_was_told_otherwise_can_be_noted_as_done_once(winter: Office):
    notices.issue(winter, NUMBER)
    moved(winter, at("2026-03-12", "09:30"))

    assert outgoing.done(winter, NUMBER, "notice") == []
    with pytest.raises(Refusal, match="沒有待補發"):
        outgoing.done(winter, NUMBER, "notice")


def test_changes_that_are_taken_back_leave_the_notice_that_went_out_last_standing(winter: Office):
    notices.issue(winter, NUMBER)
    moved(winter, at("2026-03-12", "09:30"))
    notices.issue(winter, NUMBER)
    scheduling.cancel(winter, NUMBER, reason="場地整修")

    history.undo(winter)
    assert (outgoing.pending(winter), notices.of(winter, NUMBER).turn) == ([], "改期")

    history.undo(winter)
    assert [one.why for one in outgoing.pending(winter)] == ["時間已更動：議會總質詢"]
    history.undo(winter)
    assert (outgoing.pending(winter), notices.of(winter, NUMBER).turn) == ([], "")


def test_a_reason_of_old_is_not_given_for_another_guest(winter: Office):
    moved(winter, at("2026-03-12", "09:30"))
    notices.issue(winter, NUMBER)
    guests.invite(winter, NUMBER, "長照中心")

    assert [one.why for one in outgoing.pending(winter)] == ["邀請對象已更動"]


def test_a_cancellation_takes_back_the_time_that_was_told_otherwise(winter: Office):
    notices.issue(winter, NUMBER, doc_no="府社工字第1號")
    moved(winter, at("2026-03-12", "09:30"))
    outgoing.done(winter, NUMBER, "notice")
    said = notices.of(winter, NUMBER)
    assert (said.turn, said.shown.doc_no, said.issued_on) == ("改期", "府社工字第1號", FEBRUARY.isoformat())

    scheduling.cancel(winter, NUMBER, reason="颱風")

    changed = notices.of(winter, NUMBER).changed
    assert changed == "原訂中華民國115年3月12日（星期四）上午9時30分召開之會議，因颱風取消召開。"


def test_a_new_notice_has_no_number_until_it_is_given_one(winter: Office):
    notices.issue(winter, NUMBER)
    notices.edit(winter, NUMBER, NoticeForm(doc_no="府社工字第1號"))
    assert notices.of(winter, NUMBER).shown.doc_no == "府社工字第1號"

    moved(winter, at("2026-03-12", "09:30"))
    assert lines(notices.document(winter, NUMBER))["發文字號"] == ""

    notices.edit(winter, NUMBER, NoticeForm(doc_no="府社工字第2號"))
    assert notices.issue(winter, NUMBER).shown.doc_no == "府社工字第2號"
    scheduling.cancel(winter, NUMBER, reason="颱風")
    assert notices.issue(winter, NUMBER).shown.doc_no == ""


def test_the_number_of_the_notice_before_is_not_that_of_the_further_one(winter: Office):
    notices.issue(winter, NUMBER, doc_no="府社工字第1號")
    moved(winter, at("2026-03-12", "09:30"))

    view = notices.of(winter, NUMBER)
    assert (view.form.doc_no, view.last_doc_no) == ("", "府社工字第1號")
    with pytest.raises(NumberUsed, match="補發請另取新號"):
        notices.edit(winter, NUMBER, view.form._replace(doc_no="府社工字第1號"))
    assert notices.edit(winter, NUMBER, view.form._replace(attachments="議程1份")).form.doc_no == ""

    scheduling.move(winter, NUMBER, at("2026-02-12", "09:30"), reason="議會改期", despite={Rule.WINDOW})
    assert notices.issue(winter, NUMBER, doc_no="府社工字第1號").shown.doc_no == "府社工字第1號"


def test_a_change_that_is_taken_back_leaves_the_number_that_went_out(winter: Office):
    before = notices.issue(winter, NUMBER, doc_no="府社工字第1號")
    start = sessions.show(winter, NUMBER).start
    moved(winter, at("2026-03-12", "09:30"))
    notices.edit(winter, NUMBER, notices.of(winter, NUMBER).form._replace(attachments="議程1份"))
    scheduling.move(winter, NUMBER, datetime.fromisoformat(start), reason="恢復", despite=set(Rule))

    now = notices.of(winter, NUMBER)
    assert (now.stale, now.shown.doc_no, now.issued_on) == (False, "府社工字第1號", before.issued_on)


def test_what_is_noted_as_out_in_one_go_is_taken_back_in_one_go(winter: Office):
    other = "PIF-01-115-01"
    for number in (NUMBER, other):
        notices.issue(winter, number)
        exporting.note(winter, "行事曆檔", [sessions.show(winter, number)])
        scheduling.cancel(winter, number, reason="颱風")
    left = [(one.session.number, one.what) for one in outgoing.pending(winter)]
    assert len(left) == 4

    outgoing.all_done(winter, left)
    assert outgoing.pending(winter) == []
    history.undo(winter)
    assert [(one.session.number, one.what) for one in outgoing.pending(winter)] == left


def test_nothing_is_noted_where_one_of_several_is_not_due(winter: Office):
    notices.issue(winter, NUMBER)
    scheduling.cancel(winter, NUMBER, reason="颱風")

    with pytest.raises(Refusal, match="沒有待補發"):
        outgoing.all_done(winter, [(NUMBER, "notice"), (NUMBER, "cancel")])
    assert len(outgoing.pending(winter)) == 1


def test_today_and_the_list_of_what_must_go_out_again_agree(winter: Office):
    notices.issue(winter, NUMBER)
    moved(winter, at("2026-03-12", "09:30"))

    due = [one.number for one in today.due(winter) if one.kind == "renotice"]
    assert due == [one.session.number for one in outgoing.pending(winter)] == [NUMBER]
