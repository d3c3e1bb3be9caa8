from __future__ import annotations

from datetime import date
from pathlib import Path

from meetingtui.domain.due import KIND_WORDS, Due
from meetingtui.domain.sittings import SessionView
from meetingtui.services import (
    actions,
    adding,
    calendar_sets,
    history,
    holding,
    minutes_life,
    notices,
    outgoing,
    reports,
    rounds,
    scheduling,
    today,
    written,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.services.scheduling import Rule
from tests import builders
from tests.builders import at
from tests.services import sitting_desk


def due(office: Office, kind: str, day: date | None = None) -> list[Due]:
    with builders.pretending(office, day or office.clock.today()):
        return [one for one in today.due(office) if one.kind == kind]


def test_a_sitting_of_yesterday_asks_to_be_recorded_until_it_is(planned_office: Office) -> None:
    first = builders.sittings(planned_office, "PIF-10")[0]
    late = {one.number for one in due(planned_office, "unheld")}
    assert first.number in late
    assert all(one.late for one in due(planned_office, "unheld"))

    holding.hold(planned_office, first.number)
    scheduling.cancel(planned_office, "PIF-10-115-02", reason="取消")
    assert late - {one.number for one in due(planned_office, "unheld")} == {first.number, "PIF-10-115-02"}


def test_todays_sitting_is_no_late_one(planned_office: Office) -> None:
    first = builders.sittings(planned_office, "PIF-10")[0]
    day = date.fromisoformat(first.day)

    assert first.number not in {one.number for one in due(planned_office, "unheld", day)}
    assert first.number in {one.number for one in due(planned_office, "week", day)}


def test_a_notice_is_listed_a_week_before_it_must_go_out_and_called_late_after(planned_office: Office) -> None:
    sitting = builders.sittings(planned_office, "PIF-10")[1]
    rule = planned_office.registry().series[sitting.series_id].rules[0]
    held = date.fromisoformat(sitting.day)
    deadline = date.fromordinal(held.toordinal() - rule.notice_days)

    def listed(days: int) -> list[Due]:
        day = date.fromordinal(deadline.toordinal() + days)
        return [one for one in due(planned_office, "notice", day) if one.number == sitting.number]

    assert listed(-8) == []
    [early] = listed(-7)
    assert (early.day, early.late) == (deadline.isoformat(), False)
    assert listed(1)[0].late
    assert "逾期限" in listed(1)[0].sentence


def test_a_notice_without_a_number_is_listed_until_the_number_is_there(each_office: Office) -> None:
    coming = adding.add(each_office, NewSitting("PIF-10", at("2026-12-08"))).number
    notices.issue(each_office, coming, on=date(2026, 11, 20))

    told = due(each_office, "unnumbered")[0]
    assert (told.number, told.day, told.late) == (coming, "2026-11-20", False)
    assert told.sentence.endswith("115.12.8召開，通知單已於115.11.20發文，發文字號待補。")

    scheduling.move(each_office, coming, at("2026-12-09"), reason="場地", despite=frozenset(Rule))
    assert (due(each_office, "unnumbered"), len(due(each_office, "renotice"))) == ([], 1)
    notices.issue(each_office, coming)
    assert [one.number for one in due(each_office, "unnumbered")] == [coming]

    view = notices.of(each_office, coming)
    notices.edit(each_office, coming, view.form._replace(doc_no="屏府社工字第1號"))
    assert due(each_office, "unnumbered") == []
    assert not notices.of(each_office, coming).unnumbered


def test_no_number_is_asked_for_where_nothing_had_to_go_out_again(each_office: Office) -> None:
    coming = adding.add(each_office, NewSitting("PIF-10", at("2026-12-08"))).number
    notices.issue(each_office, coming, doc_no="屏府社工字第1號", on=date(2026, 11, 20))
    scheduling.move(each_office, coming, at("2026-12-09"), reason="場地", despite=frozenset(Rule))

    outgoing.done(each_office, coming, "notice")

    assert (due(each_office, "renotice"), due(each_office, "unnumbered")) == ([], [])
    view = notices.of(each_office, coming)
    assert (view.shown.doc_no, view.issued_on) == ("屏府社工字第1號", "2026-11-20")

    scheduling.move(each_office, coming, at("2026-12-10"), reason="場地", despite=frozenset(Rule))
    notices.edit(each_office, coming, notices.of(each_office, coming).form._replace(doc_no="屏府社工字第2號"))
    outgoing.done(each_office, coming, "notice")
    view = notices.of(each_office, coming)
    assert (view.shown.doc_no, view.issued_on) == ("屏府社工字第2號", each_office.clock.today().isoformat())


def test_a_number_that_is_given_with_the_issue_is_not_asked_for(office: Office) -> None:
    coming = adding.add(office, NewSitting("PIF-10", at("2026-12-08"))).number
    notices.issue(office, coming, doc_no="屏府社工字第1號")
    assert due(office, "unnumbered") == []


def test_the_next_seven_days_are_listed_in_order(planned_office: Office) -> None:
    found = due(planned_office, "week")

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {one.day for one in found} <= {f"2026-11-{n}" for n in range(22, 29)}
    assert found


def test_a_sitting_postponed_without_a_date_waits_in_the_list(planned_office: Office) -> None:
    scheduling.postpone(planned_office, "PIF-10-115-03", reason="停班")

    [waiting] = due(planned_office, "undated")
    assert (waiting.number, waiting.late) == ("PIF-10-115-03", False)
    assert "尚未排定新日期" in waiting.sentence


def test_a_gap_by_law_is_listed_a_month_before_it_breaks_and_says_what_is_planned(planned_office: Office) -> None:
    joint = builders.sittings(planned_office, "PIF-02")
    holding.hold(planned_office, joint[0].number)
    last = date.fromisoformat(joint[0].day)

    assert due(planned_office, "gap", date(last.year, last.month + 1, last.day)) == []
    [near] = [
        one for one in due(planned_office, "gap", date(last.year, last.month + 2, last.day + 3))
        if one.series == "PIF-02-B"
    ]  # fmt: skip
    assert (near.late, "已排定" in near.sentence) == (False, True)
    [broken] = [
        one for one in due(planned_office, "gap", date(last.year, last.month + 4, 1)) if one.series == "PIF-02-B"
    ]
    assert broken.late
    assert "已逾法定間隔" in broken.sentence


def test_a_series_that_held_less_than_its_windows_asked_is_behind(planned_office: Office) -> None:
    day = date(2026, 8, 1)
    for one in builders.sittings(planned_office, "PIF-10"):
        if one.day < day.isoformat():
            holding.hold(planned_office, one.number)

    assert "PIF-10" not in {one.series for one in due(planned_office, "behind", day)}
    [platform] = [one for one in due(planned_office, "behind", day) if one.series == "PIF-14"]
    assert "至今應召開14場，已召開0場，落後14場" in platform.sentence


def test_tracks_that_only_the_program_proposes_ask_to_be_confirmed(planned_office: Office) -> None:
    assert {one.series for one in due(planned_office, "tracks")} == {"PIF-16", "PIF-17"}


def test_the_next_year_asks_to_be_planned_from_november(planned_office: Office) -> None:
    assert due(planned_office, "unplanned", date(2026, 10, 31)) == []
    assert "116年" in due(planned_office, "unplanned", date(2026, 11, 1))[0].sentence

    builders.plan_year(planned_office, 2027, on=date(2026, 11, 22))
    assert due(planned_office, "unplanned") == []


def test_a_year_without_official_calendar_is_named_from_the_summer_before(planned_office: Office) -> None:
    assert due(planned_office, "calendar", date(2031, 6, 30)) != []
    named = [one.sentence for one in due(planned_office, "calendar", date(2031, 7, 1))]

    assert any("121年" in sentence for sentence in named)


def test_the_most_pressing_comes_first(planned_office: Office) -> None:
    kinds = [one.kind for one in today.due(planned_office)]

    assert kinds == sorted(kinds, key=list(KIND_WORDS).index)


def test_a_hundred_of_a_kind_are_enough(office: Office) -> None:
    with office.begin() as work:
        from meetingtui.store.tables import Session

        work.add_all([
            Session(
                series_id=12, number=f"X-{n}", uid=f"u{n}", year=2026, ordinal=n, day="2026-03-05",
                start_at="2026-03-05T01:00:00Z", end_at="2026-03-05T02:00:00Z", changed_at="2026-01-01T00:00:00Z",
            )
            for n in range(300)
        ])  # fmt: skip
        work.audit("added", "many")
        work.commit()

    assert len(due(office, "unheld")) == today.MOST


def test_an_external_sitting_needs_no_notice_of_ours(office: Office) -> None:
    external = next(one for one in office.registry().series.values() if one.external and one.planned)
    adding.add(office, NewSitting(external.code, at("2026-11-25"), reason="x"), despite=frozenset(Rule))

    assert due(office, "notice") == []
    assert len(due(office, "week")) == 1


def test_minutes_are_asked_for_until_they_are_approved_and_late_after_the_days_of_the_series(
    each_office: Office,
) -> None:
    sitting_desk.complete(each_office, "2026-11-13")
    sitting_desk.complete(each_office, "2026-11-18")

    first, second = due(each_office, "minutes")

    assert (first.number, first.late, first.short, first.day) == ("PIF-10-115-01", True, 9, "2026-11-20")
    assert (second.number, second.late, second.short) == ("PIF-10-115-02", False, 4)
    assert "D+4" in second.sentence
    minutes_life.submit(each_office, second.number)
    assert "送核" in due(each_office, "minutes")[1].sentence
    minutes_life.approve(each_office, second.number)
    assert [one.number for one in due(each_office, "minutes")] == [first.number]


def test_minutes_that_nobody_began_are_forgotten_after_a_quarter_those_begun_are_not(office: Office) -> None:
    begun = sitting_desk.complete(office, "2026-06-01")
    bare = sitting_desk.sitting(office, "2026-06-02")
    holding.hold(office, bare.number)

    assert [one.number for one in due(office, "minutes")] == [begun.number]


def test_the_minutes_of_others_are_not_ours_to_write(office: Office) -> None:
    external = next(one for one in office.registry().series.values() if one.external and one.planned)
    made = adding.add(office, NewSitting(external.code, at("2026-11-20"), reason="x"), despite=frozenset(Rule))
    holding.hold(office, made.number)

    assert due(office, "minutes") == []


def test_an_invited_sitting_that_was_moved_asks_for_a_new_invite_until_it_is_written(
    each_office: Office, tmp_path: Path
) -> None:
    made = sitting_desk.sitting(each_office, "2026-12-18")
    calendar_sets.renewed(each_office, [made.id], tmp_path)
    assert due(each_office, "invite") == []

    scheduling.move(each_office, made.number, at("2026-12-21"), reason="會議室", despite=frozenset(Rule))
    assert [one.number for one in due(each_office, "invite")] == [made.number]
    calendar_sets.renewed(each_office, [made.id], tmp_path)
    assert due(each_office, "invite") == []
    history.undo(each_office)
    assert [one.number for one in due(each_office, "invite")] == [made.number]


def test_a_move_that_is_taken_back_before_anybody_was_told_asks_for_nothing(
    each_office: Office, tmp_path: Path
) -> None:
    made = sitting_desk.sitting(each_office, "2026-12-18")
    calendar_sets.renewed(each_office, [made.id], tmp_path)
    notices.issue(each_office, made.number)

    scheduling.move(each_office, made.number, at("2026-12-21"), reason="會議室", despite=frozenset(Rule))
    history.undo(each_office)

    assert due(each_office, "invite") == due(each_office, "renotice") == []


def test_a_cancelled_sitting_that_people_were_invited_to_asks_for_its_cancel_file(
    office: Office, tmp_path: Path
) -> None:
    made = sitting_desk.sitting(office, "2026-12-18")
    calendar_sets.renewed(office, [made.id], tmp_path)
    scheduling.cancel(office, made.number, reason="停辦")

    assert "已取消" in due(office, "invite")[0].sentence
    calendar_sets.renewed(office, [made.id], tmp_path)
    assert due(office, "invite") == []


def test_nobody_was_invited_to_a_sitting_by_a_feed(office: Office, tmp_path: Path) -> None:
    made = sitting_desk.sitting(office, "2026-12-18")
    calendar_sets.each_agency(office, 2026, [made.id], tmp_path)
    scheduling.move(office, made.number, at("2026-12-21"), reason="會議室", despite=frozenset(Rule))

    assert due(office, "invite") == []


def test_an_invitation_leaves_the_version_of_a_sitting_as_it_is(office: Office, tmp_path: Path) -> None:
    made = sitting_desk.sitting(office, "2026-12-18")
    calendar_sets.renewed(office, [made.id], tmp_path)

    moved = scheduling.move(
        office, made.number, at("2026-12-21"), reason="會議室", despite=frozenset(Rule), base_version=made.version
    )
    assert moved.day == "2026-12-21"


def test_a_sitting_that_changed_after_its_notice_asks_for_a_new_one(each_office: Office) -> None:
    made = sitting_desk.sitting(each_office, "2026-12-18")
    notices.issue(each_office, made.number)
    assert due(each_office, "renotice") == []

    scheduling.postpone(each_office, made.number, reason="颱風")

    assert [one.number for one in due(each_office, "renotice")] == [made.number]


def test_agencies_that_owe_answers_are_told_when_these_are_due_soon_and_when_they_are_late(office: Office) -> None:
    number, coming = _carried(office)
    assert due(office, "answers") == []
    rounds.ask(office, coming.number)
    assert due(office, "answers", date(2026, 12, 12)) == []

    [soon] = due(office, "answers", date(2026, 12, 14))
    reports.report(office, number, "衛生局", "已配合。")
    [late] = due(office, "answers", date(2026, 12, 17))

    assert (soon.number, soon.day, soon.late, soon.short) == (coming.number, "2026-12-15", False, 2)
    assert (late.late, late.short) == (True, 1)
    assert "1個機關未回：教育處" in late.sentence
    reports.report(office, number, "教育處", "修正中。")
    assert due(office, "answers", date(2026, 12, 17)) == []


def test_agencies_whose_count_is_told_are_not_counted_again_as_items() -> None:
    assert written.few(["社會處", "衛生局", "警察局", "教育處"], counted=True) == "社會處、衛生局、警察局等"
    assert written.few(["社會處", "衛生局"], counted=True) == "社會處、衛生局"


def test_a_sitting_within_two_weeks_with_open_items_asks_for_its_round(office: Office) -> None:
    _number, coming = _carried(office)
    assert due(office, "ask") == []

    [one] = due(office, "ask", date(2026, 12, 4))

    assert (one.number, one.short, one.day) == (coming.number, 1, "2026-12-15")
    rounds.ask(office, coming.number)
    assert due(office, "ask", date(2026, 12, 4)) == []


def test_items_past_their_day_are_told_by_lead(office: Office) -> None:
    _number, coming = _carried(office)
    before = next(one for one in builders.sittings(office, "PIF-10") if one.id != coming.id)
    for lead, day in (("教育處", "11/21"), ("教育處", "11/22"), ("", "11/21")):
        actions.from_decision(office, before.number, item_id=None, text="乙", lead=lead, due=day)

    found = due(office, "overdue", date(2026, 11, 30))

    assert [(one.name, one.short, one.day) for one in found] == [("", 1, "2026-11-21"), ("教育處", 2, "2026-11-21")]
    assert found[1].sentence == "教育處主辦的列管事項有2項逾期，最久9天（115.11.21到期）。"
    assert due(office, "overdue", date(2026, 11, 21)) == []


def _carried(office: Office) -> tuple[str, SessionView]:
    """The number of an item of 教育處 with 衛生局 and the sitting before which they are to be asked."""
    before = sitting_desk.sitting(office, "2026-11-20")
    coming = sitting_desk.sitting(office, "2026-12-18")
    one = actions.from_decision(office, before.number, item_id=None, text="甲", lead="教育處", assists="衛生局")
    return one.number, coming
