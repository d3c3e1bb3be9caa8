"""Tracks and members of a series on their forms."""

from __future__ import annotations

from meetingtui.services import registry, tracks
from tests.tui.registry_desk import desk, error_of, fill, notes, on, press, save
from tests.tui.screen_picture import picture


async def test_proposed_tracks_are_accepted_and_the_check_agrees(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-16")
        await press(pilot, "t")
        assert "待確認" in picture(pilot.app)
        await press(pilot, "A")
        assert "已確認2個分區" in notes(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#check").visual.plain.startswith("✓")
    assert all(not track.proposed for track in registry.track_list(office, "PIF-16"))


async def test_a_track_is_opened_corrected_and_closed(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "t", "n")
        await fill(pilot, name="第8中心", agency="家庭中心", townships="三地門鄉，霧臺鄉", since="116.1.1")
        await save(pilot)
        await on(pilot, "T8")
        await press(pilot, "e")
        await fill(pilot, chair="第7中心主任")
        await save(pilot)
        await on(pilot, "T7")
        await press(pilot, "r")
        await fill(pilot, on="116.1.1")
        await save(pilot)
    found = {track.code: track for track in registry.track_list(office, "PIF-14")}
    assert found["T8"].townships == ("三地門鄉", "霧臺鄉")
    assert (found["T8"].chair, found["T8"].valid_from) == ("FAM-7", "2027-01-01")
    assert found["T7"].valid_to == "2027-01-01"


async def test_a_name_that_another_track_bears_is_refused_at_the_field(office, tmp_path):
    taken = tracks.form(office, "PIF-14", "T1").name
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-14")
        await press(pilot, "t", "n")
        await fill(pilot, name=taken)
        await save(pilot)
        assert "這個名稱已由" in error_of(pilot, "name")


async def test_members_are_asked_change_their_role_and_leave(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "m", "n")
        await fill(pilot, agency="屏東地方法院", role="列席")
        await save(pilot)
        assert "名單中" in error_of(pilot, "agency")
        await fill(pilot, agency="長照中心")
        await save(pilot)
        added = member(office, "LTC")
        assert added.role == "observer"

        await on(pilot, added.id)
        await press(pilot, "e")
        await fill(pilot, role="出席", since="")
        await save(pilot)
        assert member(office, "LTC").role == "attendee"
        await on(pilot, added.id)
        await press(pilot, "r")
        await save(pilot)
    assert member(office, "LTC", 2027) is None


async def test_a_member_gets_a_seat_and_a_rule_its_quorum(office, tmp_path):
    async with desk(office, tmp_path) as pilot:
        await on(pilot, "PIF-10")
        await press(pilot, "k")
        await fill(pilot, since="", quorum="過半數")
        await save(pilot)
        await press(pilot, "m", "e")
        await fill(pilot, since="", seat="機關代表", title="處長", delegable="須親自出席")
        await save(pilot)
        assert "機關代表" in picture(pilot.app)
    detail = registry.series_show(office, "PIF-10")
    assert detail.rules[0].quorum == ">1/2"
    [seat] = [one for one in detail.series.members if one.seat]
    assert (seat.seat, seat.title, seat.delegable, seat.role) == ("official", "處長", False, "attendee")


def member(office, agency, year=None):
    there = registry.series_show(office, "PIF-10", year).series.members
    return next((one for one in there if one.agency == agency), None)
