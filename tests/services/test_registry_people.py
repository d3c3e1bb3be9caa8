"""Editing agencies, posts, tracks and members: with history, undo, and a new chair whom later sittings follow."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.sessions import Rule
from meetingtui.services import (
    agencies,
    blackouts,
    history,
    holders,
    holding,
    members,
    posts,
    registry,
    scheduling,
    sessions,
    tracks,
)
from meetingtui.services.agencies import AgencyForm, StillHosting
from meetingtui.services.codes import CodeTaken, WrongCode
from meetingtui.services.members import MemberForm
from meetingtui.services.office import Office
from meetingtui.services.posts import PostForm, StillChairing
from meetingtui.services.renaming import NameTaken
from meetingtui.services.standing import StillPlanned
from meetingtui.services.tracks import TrackForm
from tests import builders


def test_a_new_chair_presides_over_later_sittings_and_held_ones_keep_the_old(each_office: Office) -> None:
    office = each_office
    builders.plan_year(office)
    holders.appoint(office, "副縣長", "王大明", date(2024, 1, 1), email="wang@example.tw")
    held = next(one for one in builders.sittings(office, "PIF-02") if one.day < "2026-11-22")
    holding.hold(office, held.id)

    done = holders.appoint(office, "副縣長", "陳小華", date(2026, 12, 25), phone="08-7320415")
    assert all(one.day >= "2026-12-25" and one.chair_person == "陳小華" for one in done.sittings)

    done = holders.appoint(office, "DMAG", "林中和", date(2026, 6, 1))
    later = [one for one in builders.sittings(office) if one.chair == "副縣長" and one.day >= "2026-06-01"]
    assert {one.chair_person for one in later if one.status == "planned" and one.day < "2026-12-25"} == {"林中和"}
    assert sessions.show(office, held.id).chair_person == "王大明"
    assert [(one.person, one.valid_from, one.valid_to) for one in done.post.holders] == [
        ("王大明", "2024-01-01", "2026-06-01"),
        ("林中和", "2026-06-01", "2026-12-25"),
        ("陳小華", "2026-12-25", None),
    ]


def test_calendars_are_told_of_a_new_chair_and_undo_takes_it_back(planned_office: Office) -> None:
    office = planned_office
    before = {one.id: one for one in builders.sittings(office)}

    done = holders.appoint(office, "副縣長", "王大明", date(2026, 6, 1))

    assert done.sittings
    assert all(one.sequence == before[one.id].sequence + 1 for one in done.sittings)
    history.undo(office)
    assert registry.post_show(office, "副縣長").holders == ()
    assert {one.chair_person for one in builders.sittings(office)} == {""}


def test_an_appointment_of_the_same_day_is_a_correction(office: Office) -> None:
    holders.appoint(office, "縣長", "王大明", date(2026, 1, 1))
    done = holders.appoint(office, "縣長", "王小明", date(2026, 1, 1))

    assert [(one.person, one.valid_from, one.valid_to) for one in done.post.holders] == [("王小明", "2026-01-01", None)]
    with pytest.raises(Refusal, match="不必再登記"):
        holders.appoint(office, "縣長", "王小明", date(2026, 5, 1))


def test_a_person_known_at_the_agency_is_not_entered_twice(office: Office) -> None:
    holders.appoint(office, "SAD-H", "李四", date(2025, 1, 1), email="li@example.tw")
    holders.vacate(office, "SAD-H", date(2025, 6, 1))
    holders.appoint(office, "SAD-H", "李四", date(2026, 1, 1), phone="08-1")

    people = registry.agency_show(office, "SAD").people
    assert [(one.name, one.email, one.phone) for one in people] == [("李四", "li@example.tw", "08-1")]
    assert registry.post_show(office, "李四").post.since == "2026-01-01"


def test_one_person_with_posts_at_two_agencies_cannot_be_in_two_places(planned_office: Office) -> None:
    office = planned_office
    holders.appoint(office, "副縣長", "王大明", date(2026, 1, 1))
    done = holders.appoint(office, "衛生局科長", "王大明", date(2026, 1, 1))
    theirs = next(one for one in builders.sittings(office, "PIF-17") if one.day >= "2026-12-01")
    mine = next(one for one in builders.sittings(office) if one.chair == "副縣長" and one.status == "planned")

    assert done.also == ("副縣長",)
    assert "王大明另任副縣長，視為同一人" in done.namesake
    broken = scheduling.what_breaks(office, mine.id, datetime.fromisoformat(theirs.start).replace(tzinfo=None))
    assert any(rule == Rule.CLASH and "王大明" in sentence for rule, sentence in broken)
    busy = b"start,end\n2026-12-02 09:00,2026-12-02 12:00\n"
    assert blackouts.preview(office, busy, chair="王大明", filename="busy.csv").added


def test_a_post_stands_vacant_and_nobody_is_made_up(office: Office) -> None:
    with pytest.raises(Refusal, match="並無人任職"):
        holders.vacate(office, "縣長", date(2026, 1, 1))
    with pytest.raises(Refusal, match="姓名不能空白"):
        holders.appoint(office, "縣長", " ", date(2026, 1, 1))
    with pytest.raises(Refusal, match="電子郵件"):
        holders.appoint(office, "縣長", "王大明", date(2026, 1, 1), email="wang")


def test_a_post_that_chairs_cannot_be_given_up(office: Office) -> None:
    with pytest.raises(StillChairing, match="PIF-"):
        posts.retire(office, "副縣長", date(2027, 1, 1))


def test_posts_are_added_renamed_given_up_and_taken_up_again(each_office: Office) -> None:
    office = each_office
    posts.add(office, PostForm("MH-H", "心理健康科科長", "", "衛生局"), aliases=("心健科長",))
    posts.rename(office, "MH-H", "心理健康處處長", since=date(2027, 1, 1))
    assert registry.post_show(office, "心健科長").post.name == "心理健康科科長"
    posts.edit(office, "MH-H", posts.form(office, "MH-H")._replace(name_en="Head"))
    holders.appoint(office, "MH-H", "吳六", date(2026, 1, 1))

    posts.retire(office, "MH-H", date(2026, 12, 1))
    shown = registry.post_show(office, "MH-H")
    assert (shown.post.retired_on, shown.holders[0].valid_to) == ("2026-12-01", "2026-12-01")
    with pytest.raises(Refusal, match="已停用"):
        holders.appoint(office, "MH-H", "吳七", date(2027, 1, 1))
    assert posts.revive(office, "MH-H").post.retired_on is None
    with pytest.raises(CodeTaken, match="MH-H-2"):
        posts.add(office, PostForm("mh-h", "別的職務"))


def test_an_agency_is_found_by_every_name_it_ever_had(each_office: Office) -> None:
    office = each_office
    agencies.rename(office, "SAD", "屏東縣政府社會福利處", since=date(2027, 1, 1))
    agencies.alias(office, "SAD", "社福處")

    assert registry.agency_show(office, "社福處").agency.name == "屏東縣政府社會處"
    assert registry.agency_show(office, "屏東縣政府社會福利處").agency.code == "SAD"
    assert registry.series_show(office, "PIF-02", 2026).series.host == "屏東縣政府社會處"
    assert registry.series_show(office, "PIF-02", 2027).series.host == "屏東縣政府社會福利處"
    agencies.alias(office, "SAD", "社福處", remove=True)
    with pytest.raises(NotFound, match="社福處"):
        registry.agency_show(office, "社福處")
    with pytest.raises(NameTaken, match="PHB"):
        agencies.alias(office, "SAD", "衛生局")


def test_an_agency_that_hosts_cannot_be_given_up_and_others_leave_their_lists(office: Office) -> None:
    with pytest.raises(StillHosting, match="PIF-"):
        agencies.retire(office, "SAD", date(2027, 1, 1))
    agencies.add(office, AgencyForm("NGO9", "新希望協會", networks=("民間", " 社政 ")))
    members.add(office, "PIF-10", MemberForm(agency="NGO9"))

    agencies.retire(office, "NGO9", date(2027, 1, 1))

    now = registry.series_show(office, "PIF-10", 2026).series.members
    later = registry.series_show(office, "PIF-10", 2027).series.members
    assert ("NGO9" in {one.agency for one in now}, "NGO9" in {one.agency for one in later}) == (True, False)
    agencies.revive(office, "NGO9")
    assert "NGO9" in {one.agency for one in registry.series_show(office, "PIF-10", 2027).series.members}


def test_an_agency_is_corrected_without_a_former_name(office: Office) -> None:
    wanted = agencies.form(office, "PHB")
    done = agencies.edit(office, "PHB", wanted._replace(email="phb@example.tw", phone="08-7370002"))

    assert (done.agency.email, done.former) == ("phb@example.tw", ())
    with pytest.raises(ChangedMeanwhile):
        agencies.edit(office, "PHB", wanted._replace(phone="08-1"))
    with pytest.raises(Refusal, match="電子郵件"):
        agencies.edit(office, "PHB", agencies.form(office, "PHB")._replace(email="衛生局"))


def test_proposed_tracks_count_once_somebody_accepts_them(each_office: Office) -> None:
    office = each_office
    accepted = tracks.accept(office, "PIF-16")

    shown = registry.series_show(office, "PIF-16").series
    assert [one.proposed for one in accepted] == [False, False]
    assert (shown.computed, shown.discrepancy) == (12, "")
    with pytest.raises(Refusal, match="沒有待確認"):
        tracks.accept(office, "PIF-16")
    history.undo(office)
    assert registry.series_show(office, "PIF-16").series.computed == 6


def test_a_track_opens_is_renamed_and_closes_with_its_years(each_office: Office) -> None:
    office = each_office
    made = tracks.add(
        office, "PIF-14", TrackForm("琉球中心", agency="社會處", townships=("琉球鄉", "")), since=date(2027, 1, 1)
    )
    assert (made.code, made.townships) == ("T8", ("琉球鄉",))
    assert [registry.series_show(office, "PIF-14", year).series.computed for year in (2026, 2027)] == [28, 32]

    tracks.rename(office, "PIF-14", "T1", "新屏東中心", since=date(2027, 1, 1))
    assert tracks.alias(office, "PIF-14", "T1", "屏東中心").code == "T1"
    assert registry.track_show(office, "PIF-14", "屏東中心").code == "T1"
    tracks.retire(office, "PIF-14", "T2", date(2027, 1, 1))
    names = {
        year: [one.name for one in registry.series_show(office, "PIF-14", year).series.tracks] for year in (2026, 2027)
    }
    assert ("新屏東中心" in names[2026], "新屏東中心" in names[2027]) == (False, True)
    assert (len(names[2026]), len(names[2027])) == (7, 7)
    tracks.revive(office, "PIF-14", "T2")
    assert len(registry.series_show(office, "PIF-14", 2027).series.tracks) == 8


def test_a_track_with_planned_sittings_is_closed_only_together_with_them(planned_office: Office) -> None:
    office = planned_office
    with pytest.raises(StillPlanned, match="PIF-14-115-T3"):
        tracks.retire(office, "PIF-14", "T3", date(2026, 7, 1))
    tracks.retire(office, "PIF-14", "T3", date(2026, 7, 1), cancel=True, reason="中心裁併")
    gone = [one for one in builders.sittings(office, "PIF-14") if one.track == "T3" and one.day >= "2026-07-01"]
    assert {one.status for one in gone} == {"cancelled"}


@pytest.mark.parametrize("code", ["X1", "T0", "1", "T1000", "T-1"])
def test_a_track_code_must_stand_in_numbers(office: Office, code: str) -> None:
    with pytest.raises(WrongCode, match="T1、T2"):
        tracks.add(office, "PIF-14", TrackForm("別處", code=code))


def test_a_track_code_that_is_taken_is_refused_with_the_next(office: Office) -> None:
    with pytest.raises(CodeTaken, match="T8"):
        tracks.add(office, "PIF-14", TrackForm("別處", code="t7"))


def test_a_tracks_new_chair_takes_over_its_open_sittings(planned_office: Office) -> None:
    office = planned_office
    wanted = tracks.form(office, "PIF-14", "T1")._replace(chair="SAD-H")
    tracks.edit(office, "PIF-14", "T1", wanted)
    with pytest.raises(ChangedMeanwhile):
        tracks.edit(office, "PIF-14", "T1", wanted._replace(chair="MAG"))


def test_members_come_and_go_with_their_role_from_a_day_on(each_office: Office) -> None:
    office = each_office
    before = len(registry.series_show(office, "PIF-02").series.members)

    members.add(office, "PIF-02", MemberForm(network="司法", label="少年法院", role="列席"))
    members.set_role(office, "PIF-02", "少年法院", "出席", on=date(2027, 1, 1))
    members.remove(office, "PIF-02", "衛生局", on=date(2027, 1, 1))

    def roles(year: int) -> dict[str, str]:
        return {one.label: one.role for one in registry.series_show(office, "PIF-02", year).series.members}

    assert (len(roles(2026)), len(roles(2027))) == (before + 1, before)
    assert (roles(2026)["少年法院"], roles(2027)["少年法院"]) == ("observer", "attendee")
    assert ("衛政" in roles(2026), "衛政" in roles(2027)) == (True, False)
    with pytest.raises(Refusal, match="已在"):
        members.add(office, "PIF-02", MemberForm(agency="警察局"))
    with pytest.raises(Refusal, match="可用：attendee"):
        members.set_role(office, "PIF-02", "少年法院", "旁聽")
    with pytest.raises(NotFound):
        members.remove(office, "PIF-02", "外交部")
