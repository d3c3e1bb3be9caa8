from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from meetingtui.domain.errors import NotFound
from meetingtui.domain.invitations import Method, NothingToExport, WrongMethod
from meetingtui.domain.paper_settings import WrongSetting
from meetingtui.domain.sittings import SessionFilter
from meetingtui.services import adding, guests, holding, invitations, paper_settings, scheduling, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.invitations import HeldByOthers
from meetingtui.services.office import Office
from meetingtui.services.scheduling import Rule
from meetingtui.store.tables import County
from tests import builders
from tests.builders import at

YEAR = SessionFilter(years=(2026,))
LIAISON, CASE = "PIF-10-115-03", "PIF-15-115-24"
EVERY_RULE = frozenset(Rule)


def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def only(office: Office, number: str, method: Method = Method.REQUEST, **more: object) -> icalendar.Event:
    files = invitations.export(office, [sessions.show(office, number).id], method, **more)  # type: ignore[arg-type] # keywords are passed on as they are
    [event] = events(next(iter(files.values())))
    return event


def test_the_feed_of_a_year_holds_every_sitting_once_and_nobody_by_name(planned_office: Office) -> None:
    builders.give_addresses(planned_office)

    [(name, data)] = invitations.export(planned_office, YEAR, Method.PUBLISH).items()

    calendar = icalendar.Calendar.from_ical(data)
    assert name == "網絡會議_115.ics"
    assert calendar["X-WR-CALNAME"] == "網絡會議"
    assert len(events(data)) == len(builders.sittings(planned_office))
    assert b"ATTENDEE" not in data


def test_a_feed_without_confidential_sittings_bears_county_year_and_series(planned_office: Office) -> None:
    series = sessions.show(planned_office, LIAISON).series_id

    [(name, data)] = invitations.export(planned_office, YEAR._replace(series_ids=(series,)), Method.PUBLISH).items()

    assert name == "屏東縣115年強化社會安全網跨網絡會議.ics"
    assert len(events(data)) == 3


def test_confidential_feeds_in_one_folder_are_told_apart_without_a_word_on_the_kind_of_case(
    planned_office: Office,
) -> None:
    office = planned_office
    codes = ("PIF-15", "PIF-16", "PIF-17")
    ids = [next(iter(builders.sittings(office, code))).series_id for code in codes]

    names = [
        *(next(iter(invitations.export(office, YEAR._replace(series_ids=(one,)), Method.PUBLISH))) for one in ids),
        *(next(iter(invitations.export(office, YEAR, Method.PUBLISH, agency=one))) for one in ("衛生局", "警察局")),
        *invitations.export(office, YEAR, Method.PUBLISH),
    ]

    assert names == [
        "網絡會議_PIF-15_115.ics", "網絡會議_PIF-16_115.ics", "網絡會議_PIF-17_115.ics", "網絡會議_PHB_115.ics",
        "網絡會議_PB_115.ics", "網絡會議_115.ics",
    ]  # fmt: skip


def test_an_invite_asks_every_agency_in_its_part_and_reminds(planned_office: Office) -> None:
    builders.give_addresses(planned_office)

    event = only(planned_office, LIAISON, alarm_minutes=90)

    roles = {str(one.params["CN"]): one.params["ROLE"] for one in event["ATTENDEE"]}
    assert roles["衛生局"] == "REQ-PARTICIPANT"
    assert roles["家防中心"] == "NON-PARTICIPANT"
    assert {one.params["PARTSTAT"] for one in event["ATTENDEE"]} == {"NEEDS-ACTION"}
    assert str(event["ORGANIZER"]).startswith("mailto:")
    assert event["SUMMARY"] == f"強化社會安全網跨網絡會議 {LIAISON}"
    assert "主持人：副縣長" in event["DESCRIPTION"]
    [alarm] = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(minutes=-90)
    assert not only(planned_office, LIAISON, alarm_minutes=0).walk("VALARM")


@pytest.mark.parametrize("method", [Method.REQUEST, Method.PUBLISH])
def test_a_file_of_a_confidential_sitting_tells_neither_who_is_asked_nor_whose_box_it_is(
    planned_office: Office, method: Method
) -> None:
    builders.give_addresses(planned_office)

    event = only(planned_office, CASE, method)

    assert "ATTENDEE" not in event
    assert str(event["ORGANIZER"]) == "mailto:office@county.example"


def test_the_cancel_of_a_confidential_sitting_lists_nobody_and_says_how_to_tell_them(planned_office: Office) -> None:
    builders.give_addresses(planned_office)
    one = scheduling.cancel(planned_office, CASE, reason="颱風停班")

    made = invitations.prepare(planned_office, [one.id], Method.CANCEL)

    assert b"ATTENDEE" not in next(iter(made.files.values()))
    assert "郵件草稿" in invitations.unlisted_words(made.unlisted)


def test_without_a_box_of_the_office_the_hosts_stays_out_of_a_confidential_file(planned_office: Office) -> None:
    builders.give_addresses(planned_office)
    with planned_office.begin() as work:
        work.all(County)[0].organizer_email = ""
        work.audit("edited", "addresses")
        work.commit()

    made = invitations.prepare(planned_office, [sessions.show(planned_office, CASE).id], Method.REQUEST)

    assert b"@county.example" not in next(iter(made.files.values()))
    assert not made.no_sender


def test_the_chair_with_an_address_is_invited_as_chair(planned_office: Office) -> None:
    from datetime import date

    from meetingtui.services import holders

    holders.appoint(planned_office, "副縣長", "王大明", date(2025, 1, 1), email="deputy@county.example")

    guest = only(planned_office, LIAISON)["ATTENDEE"]
    assert (guest.params["ROLE"], guest.params["CUTYPE"], str(guest)) == (
        "CHAIR", "INDIVIDUAL", "mailto:deputy@county.example",
    )  # fmt: skip


def test_who_cannot_be_reached_is_named_and_the_missing_sender_too(planned_office: Office) -> None:
    made = invitations.prepare(planned_office, [sessions.show(planned_office, LIAISON).id], Method.REQUEST)
    assert "衛生局" in made.unreachable
    assert made.no_sender

    builders.give_addresses(planned_office)
    made = invitations.prepare(planned_office, [sessions.show(planned_office, LIAISON).id], Method.REQUEST)
    assert made.unreachable == ("副縣長",)
    assert not made.no_sender


def test_a_case_conference_leaves_the_house_without_any_telling_word(planned_office: Office) -> None:
    builders.give_addresses(planned_office)
    holding.arrange(planned_office, CASE, note="個案王小明")

    made = invitations.prepare(planned_office, [sessions.show(planned_office, CASE).id], Method.REQUEST)

    [(name, data)] = made.files.items()
    text = name + data.decode().replace("\r\n ", "")
    assert name == f"{CASE}_網絡會議.ics"
    for word in ("高危機", "親密", "個案", "王小明", "家防", "密", "主持人"):
        assert word not in text, word
    assert events(data)[0]["CLASS"] == "CONFIDENTIAL"


def test_the_same_data_gives_the_same_bytes(planned_office: Office) -> None:
    builders.give_addresses(planned_office)
    once = invitations.export(planned_office, YEAR, Method.REQUEST)

    again = builders.open_office(planned_office.location.path or "")
    assert invitations.export(again, YEAR, Method.REQUEST) == once
    again.close()


def test_a_move_keeps_the_uid_and_raises_the_sequence_of_the_invite(planned_office: Office) -> None:
    before = only(planned_office, LIAISON)

    scheduling.move(planned_office, LIAISON, at("2026-12-08", "09:30"), reason="議會", despite=EVERY_RULE)

    after = only(planned_office, LIAISON)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.start == datetime(2026, 12, 8, 1, 30, tzinfo=UTC)


def test_a_cancelled_sitting_gets_a_cancel_and_stays_in_the_feed_as_cancelled(planned_office: Office) -> None:
    with pytest.raises(WrongMethod):
        only(planned_office, LIAISON, Method.CANCEL)
    scheduling.cancel(planned_office, LIAISON, reason="颱風停班")
    with pytest.raises(WrongMethod):
        only(planned_office, LIAISON, Method.REQUEST)

    for method in (Method.CANCEL, Method.PUBLISH):
        event = only(planned_office, LIAISON, method)
        assert (event["STATUS"], str(event["SUMMARY"])[:4]) == ("CANCELLED", "【取消】")
        assert "颱風停班" in event["DESCRIPTION"]


def test_a_sitting_postponed_without_a_date_is_called_off_at_its_old_time(planned_office: Office) -> None:
    before = sessions.show(planned_office, LIAISON)
    scheduling.postpone(planned_office, LIAISON, reason="停班")

    event = only(planned_office, LIAISON, Method.CANCEL)
    assert event.start == datetime.fromisoformat(before.start)

    scheduling.move(planned_office, LIAISON, at("2026-12-08", "09:30"), reason="補開", despite=EVERY_RULE)
    assert only(planned_office, LIAISON)["STATUS"] == "CONFIRMED"


def test_invites_of_a_year_are_one_file_each_and_leave_out_what_is_over(planned_office: Office) -> None:
    holding.hold(planned_office, "PIF-10-115-01")
    scheduling.cancel(planned_office, "PIF-10-115-02", reason="取消")
    wanted = YEAR._replace(series_ids=(sessions.show(planned_office, LIAISON).series_id,))

    assert list(invitations.export(planned_office, wanted, Method.REQUEST)) == [
        f"{LIAISON}_強化社會安全網跨網絡會議.ics"
    ]
    assert list(invitations.export(planned_office, wanted, Method.CANCEL)) == [
        "取消_PIF-10-115-02_強化社會安全網跨網絡會議.ics"
    ]


def test_an_agency_gets_the_sittings_it_is_asked_to(planned_office: Office) -> None:
    made = invitations.prepare(planned_office, YEAR, Method.PUBLISH, agency="衛生局")
    codes = {one.series for one in made.sittings}
    assert "PIF-10" in codes
    assert "PIF-07" not in codes


def test_a_guest_of_one_sitting_gets_that_one_only(planned_office: Office) -> None:
    stranger = None
    for one in planned_office.registry().agencies.values():
        try:
            invitations.prepare(planned_office, YEAR, Method.PUBLISH, agency=one.name)
        except NothingToExport:
            stranger = one
    if stranger is None:
        pytest.skip("every agency of this county is asked to something")
    guests.invite(planned_office, LIAISON, stranger.name)

    made = invitations.prepare(planned_office, YEAR, Method.PUBLISH, agency=stranger.name)
    assert [one.number for one in made.sittings] == [LIAISON]


def test_a_meeting_that_others_hold_is_published_but_nobody_is_invited_by_us(office: Office) -> None:
    external = next(one for one in office.registry().series.values() if one.external and one.planned)
    added = adding.add(office, NewSitting(external.code, at("2026-12-08"), reason="x"), despite=EVERY_RULE)

    with pytest.raises(HeldByOthers, match=added.number):
        only(office, added.number)
    assert only(office, added.number, Method.PUBLISH)["UID"] == added.uid


def test_nothing_and_nobody_are_refused(planned_office: Office) -> None:
    with pytest.raises(NothingToExport):
        invitations.export(planned_office, SessionFilter(years=(2040,)), Method.PUBLISH)
    with pytest.raises(NotFound, match="衛生局"):
        invitations.export(planned_office, YEAR, Method.PUBLISH, agency="衛升局")


def test_markup_and_control_signs_in_names_leave_as_plain_text(office: Office) -> None:
    added = adding.add(office, NewSitting("PIF-10", at("2026-12-08"), room="[/附件]\r\nATTENDEE:x\x1b[31m;,\u202e"))

    [data] = invitations.export(office, [added.id], Method.REQUEST).values()

    assert b"\r\nATTENDEE:x" not in data
    assert b"\x1b" not in data
    assert len(events(data)) == 1


def test_invitations_to_confidential_sittings_come_from_the_box_that_the_office_has_set(planned_office: Office) -> None:
    confidential = next(one for one in builders.sittings(planned_office) if one.confidential)
    assert invitations.organizer(planned_office, confidential)[1] != "office@pingtung.example"

    paper_settings.change(planned_office, {"email": "office@pingtung.example"})

    assert invitations.organizer(planned_office, confidential)[1] == "office@pingtung.example"


def test_a_box_that_is_no_address_is_refused(planned_office: Office) -> None:
    with pytest.raises(WrongSetting, match="不是電子郵件地址"):
        paper_settings.change(planned_office, {"email": "office at pingtung"})
