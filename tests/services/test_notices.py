"""The notice of a sitting: what it says, who gets one, when it is out, and when it must go out again."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.notices import NoNotice, NotAsked, NothingToSay, NoticeForm
from meetingtui.domain.paper_settings import UnknownField
from meetingtui.domain.sessions import Status, WrongTurn
from meetingtui.papers.document import Document, Field, words
from meetingtui.services import (
    agencies,
    guests,
    history,
    holding,
    notices,
    outgoing,
    paper_settings,
    roll,
    scheduling,
    sessions,
)
from meetingtui.services.office import Office
from tests.builders import found_office, plan_year, pretending, sittings

NUMBER = "PIF-10-115-01"
FEBRUARY = date(2026, 2, 2)


@pytest.fixture
def winter(planned_office: Office):
    """The planned office in February, when the notice of the first cross-network sitting is due."""
    with pretending(planned_office, FEBRUARY):
        yield planned_office


def lines(document: Document) -> dict[str, str]:
    """The labelled lines of a paper."""
    return {block.label: block.text for block in document.blocks if isinstance(block, Field)}


def test_a_notice_says_when_where_who_and_to_whom_in_the_order_of_the_form(winter: Office):
    paper_settings.change(winter, {"contact": "王小明", "phone": "08-7320415"})

    paper = notices.document(winter, NUMBER, agency="衛生局")

    labels = list(lines(paper))
    assert labels == [
        "受文者", "發文日期", "發文字號", "速別", "密等及解密條件或保密期限", "附件", "開會事由", "開會時間",
        "開會地點", "主持人", "聯絡人及電話", "出席者", "列席者", "副本", "備註",
    ]  # fmt: skip
    said = lines(paper)
    assert said["受文者"] == "屏東縣政府衛生局"
    assert said["開會事由"] == "屏東縣政府115年度第1次強化社會安全網跨網絡會議"
    assert said["開會時間"] == "中華民國115年3月5日（星期四）上午9時30分"
    assert said["聯絡人及電話"] == "王小明　08-7320415"
    assert said["密等及解密條件或保密期限"] == ""
    assert "本府衛生局" in said["出席者"].split("、")
    assert said["列席者"] == "家防中心"


def test_remarks_are_filled_from_the_sitting_and_numbered(winter: Office):
    form = NoticeForm(remarks="請於{會前7日}前回復{聯絡人}。\n地點：{會議地點}", contact="王小明")
    notices.edit(winter, NUMBER, form)

    said = list(words(notices.document(winter, NUMBER)))

    assert "一、請於115年2月26日（星期四）前回復王小明。" in said
    assert "二、地點：屏東縣政府第一會議室" in said


def test_a_remark_with_an_unknown_field_is_refused_and_nothing_is_kept(winter: Office):
    with pytest.raises(UnknownField, match="案主姓名"):
        notices.edit(winter, NUMBER, NoticeForm(remarks="{案主姓名}", doc_no="府社字第1號"))

    assert notices.of(winter, NUMBER).version == 0


def test_a_template_that_came_in_with_an_unknown_field_is_refused_when_a_paper_needs_it(winter: Office):
    from meetingtui.store.tables import PaperSetting

    with winter.begin() as work:
        work.add(PaperSetting(name="remarks", value="{電郵}"))
        work.add(PaperSetting(name="body", value="很大"))
        work.audit("imported", "paper_setting")
        work.commit()

    assert paper_settings.of(winter).body == paper_settings.USUAL.body
    with pytest.raises(UnknownField, match="電郵"):
        notices.document(winter, NUMBER)


@pytest.mark.parametrize(
    "form",
    [
        NoticeForm(urgency="特急"),
        NoticeForm(security="普通"),
        NoticeForm(doc_no="長" * 201),
        NoticeForm(subject="\ud800"),
    ],
)
def test_a_form_that_cannot_stand_on_a_notice_is_refused(winter: Office, form: NoticeForm):
    with pytest.raises(Refusal):
        notices.edit(winter, NUMBER, form)


def test_a_draft_that_somebody_else_has_changed_meanwhile_is_not_written_over(winter: Office):
    seen = notices.edit(winter, NUMBER, NoticeForm(doc_no="一"))
    notices.edit(winter, NUMBER, NoticeForm(doc_no="二"), seen.version)

    with pytest.raises(ChangedMeanwhile):
        notices.edit(winter, NUMBER, NoticeForm(doc_no="三"), seen.version)


def test_everybody_who_is_asked_gets_one_notice_and_copies_get_one_too(winter: Office):
    guests.invite(winter, NUMBER, "長照中心")
    notices.edit(winter, NUMBER, NoticeForm(copies="本府秘書處、教育處、家庭中心"))

    found = notices.recipients(winter, NUMBER)

    roles = {to.agency: to.as_role for to in found}
    assert len(roles) == len(found)
    assert roles["屏東縣政府教育處"] == "attendee"
    assert roles["長照中心"] == "attendee"
    assert roles["家防中心"] == "observer"
    assert (roles["本府秘書處"], roles["家庭中心"]) == ("copy", "copy")


def test_who_walked_in_was_never_asked_and_gets_no_notice(planned_office: Office):
    with pretending(planned_office, date(2026, 3, 5)):
        before = notices.recipients(planned_office, NUMBER)
        roll.walk_in(planned_office, NUMBER, agency="長照中心")

        assert notices.recipients(planned_office, NUMBER) == before


def test_an_agency_of_the_central_government_stands_among_the_observers(winter: Office):
    agencies.add(winter, agencies.AgencyForm("MOHW", "衛生福利部社會及家庭署"))
    guests.invite(winter, NUMBER, "衛生福利部社會及家庭署")

    assert "衛生福利部社會及家庭署" in lines(notices.document(winter, NUMBER))["列席者"]


def test_a_notice_to_somebody_who_is_not_asked_is_refused(winter: Office):
    with pytest.raises(NotAsked, match="長照中心"):
        notices.document(winter, NUMBER, agency="長照中心")


def test_the_address_of_a_recipient_stands_above_it(winter: Office):
    paper_settings.change(winter, {"addresses": "警察局=90001 屏東市中華路119號", "address": "屏東市自由路527號"})

    assert list(words(notices.document(winter, NUMBER, agency="警察局")))[3:6] == [
        "90001", "屏東市中華路119號", "受文者：屏東縣政府警察局",
    ]  # fmt: skip
    assert "地址：屏東市自由路527號" in list(words(notices.document(winter, NUMBER)))


def test_issuing_a_notice_makes_the_sitting_noticed_and_can_be_taken_back(each_office: Office):
    plan_year(each_office)
    with pretending(each_office, FEBRUARY):
        view = notices.issue(each_office, NUMBER, doc_no="府社工字第1150001234號")

        one = sessions.show(each_office, NUMBER)
        assert (one.status, view.issued_on, view.stale) == (Status.NOTICED, "2026-02-02", False)
        assert lines(notices.document(each_office, NUMBER))["發文日期"] == "中華民國115年2月2日"
        assert outgoing.pending(each_office) == []

        history.undo(each_office)
        assert sessions.show(each_office, NUMBER).status == Status.PLANNED
        assert notices.of(each_office, NUMBER).issued_on == ""


def test_a_sitting_that_was_held_or_has_no_date_gets_no_notice(planned_office: Office):
    with pretending(planned_office, date(2026, 3, 6)):
        holding.hold(planned_office, NUMBER)
        with pytest.raises(WrongTurn):
            notices.issue(planned_office, NUMBER)
        second = sittings(planned_office, "PIF-10")[1]
        scheduling.postpone(planned_office, second.number, reason="議場整修")
        with pytest.raises(NothingToSay):
            notices.issue(planned_office, second.number)


def test_no_notice_is_written_for_a_sitting_that_others_call(planned_office: Office):
    other = next(one for one in sittings(planned_office) if one.external)

    with pytest.raises(NoNotice, match="屏東地方法院"):
        notices.document(planned_office, other.number)


def test_a_masked_notice_tells_neither_the_kind_of_case_nor_a_person(winter: Office):
    one = next(one for one in sittings(winter, "PIF-15") if one.day > "2026-02-10")

    full = "".join(words(notices.document(winter, one.number)))
    masked = notices.document(winter, one.number, masked=True)

    told = "".join(words(masked)) + masked.name + masked.running
    assert "高危機" in full
    assert one.number in told
    assert not any(word in told for word in ("高危機", "親密", "評估", "警察局", "密件"))
    assert masked.mark == "遮罩本"
    assert notices.document(winter, one.number).mark == "密"


@pytest.mark.parametrize("county", ["nantou", "changhua", "kaohsiung", "yilan"])
def test_every_sitting_of_a_county_has_its_notice(county: str, tmp_path):
    office = found_office(tmp_path / "office.db", county)
    plan_year(office)

    for one in [one for one in sittings(office) if not one.external]:
        said = lines(notices.document(office, one.number))
        assert said["開會事由"].startswith(paper_settings.of(office).agency)
        assert said["開會時間"].startswith("中華民國115年")
        assert said["出席者"]
    office.close()
