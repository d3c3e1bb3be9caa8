"""What papers say of a sitting that is not over, not approved, called off or renamed since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meetingtui.papers.document import Table
from meetingtui.services import (
    actions,
    agencies,
    contacts,
    members,
    minutes,
    minutes_life,
    notices,
    paper_settings,
    papers,
    scheduling,
    sessions,
)
from meetingtui.services.contacts import ContactForm
from meetingtui.services.members import MemberForm
from meetingtui.services.office import Office
from tests.builders import pretending, sittings
from tests.services.sittings_on_paper import filled, in_a_row
from tests.services.test_papers import FUTURE, said


def test_approved_minutes_are_printed_as_they_stood_at_approval_whatever_is_renamed_or_followed_up(
    planned_office: Office,
):
    office = planned_office
    first, second = in_a_row(office, "PIF-10")
    minutes_life.submit(office, second.number, despite_findings=True)
    minutes_life.approve(office, second.number)
    sealed = papers.build(office, "minutes", second.number)
    assert "PIF-10-115-01-01" in said(sealed)

    agencies.edit(office, "PHB", agencies.form(office, "PHB")._replace(name="健康局"))
    paper_settings.change(office, {"agency": "新北府"})
    actions.edit(office, f"{first.number}-01", text="改寫後的事項")

    assert papers.build(office, "minutes", second.number) == sealed


def test_a_person_who_sits_for_a_group_signs_under_the_own_name(planned_office: Office):
    office = planned_office
    members.add(office, "PIF-10", MemberForm(label="示範辛申", seat="civic", title="兒少團體執行長"))
    members.add(office, "PIF-10", MemberForm(label="家扶中心", seat="civic", title="主任"))
    number = sittings(office, "PIF-10")[-1].number

    (table,) = (block for block in papers.build(office, "signin", number).blocks if isinstance(block, Table))
    rows = [tuple(cell.text for cell in row[1:4]) for row in table.rows]

    assert ("", "兒少團體執行長", "示範辛申") in rows
    assert ("家扶中心", "主任", "") in rows


def test_minutes_say_on_every_page_that_nobody_has_approved_them_yet(planned_office: Office):
    held = filled(planned_office, sittings(planned_office, "PIF-10")[0])
    assert papers.build(planned_office, "minutes", held.number).mark == "草稿"

    minutes_life.submit(planned_office, held.number, despite_findings=True)
    assert papers.build(planned_office, "minutes", held.number).mark == "草稿（送核中）"

    minutes_life.approve(planned_office, held.number)
    assert papers.build(planned_office, "minutes", held.number).mark == ""


def test_minutes_that_are_begun_before_the_sitting_say_so(planned_office: Office):
    day = date.fromisoformat(sessions.show(planned_office, FUTURE).day)
    with pretending(planned_office, day - timedelta(days=1)):
        paper = papers.build(planned_office, "minutes", FUTURE)
        assert papers.build(planned_office, "agenda", FUTURE).mark == ""

    assert paper.mark == "預擬稿"
    assert "備註：本場次尚未召開，本件為預擬稿。" in said(paper)
    with pretending(planned_office, day):
        assert papers.build(planned_office, "minutes", FUTURE).mark == "草稿"


@pytest.mark.parametrize("paper", ["agenda", "signin", "minutes", "actions"])
def test_papers_of_a_sitting_that_does_not_take_place_say_so_and_why(planned_office: Office, paper: str):
    one, two, other = (one.number for one in sittings(planned_office, "PIF-10")[-3:])
    scheduling.cancel(planned_office, one, reason="颱風停班")
    scheduling.postpone(planned_office, two, reason="主席公出")

    cancelled, postponed = (papers.build(planned_office, paper, of) for of in (one, two))
    assert (cancelled.mark, postponed.mark) == ("已取消", "延期")
    assert "備註：本場次已取消（颱風停班），不召開。" in said(cancelled)
    assert "備註：本場次延期召開（主席公出），日期另行通知。" in said(postponed)
    assert "颱風" not in said(papers.build(planned_office, paper, one, masked=True))
    assert "備註" not in said(papers.build(planned_office, "agenda", other))


def test_papers_of_a_merged_sitting_name_the_one_that_stands_for_it(planned_office: Office):
    one, other = (one.number for one in sittings(planned_office, "PIF-10")[-2:])
    scheduling.merge(planned_office, one, other, reason="議題相近")

    paper = papers.build(planned_office, "agenda", one)
    assert paper.mark == "已併開"
    assert f"備註：本場次已併入{other}召開（議題相近），不另召開。" in said(paper)


def test_a_masked_notice_hides_the_names_that_stand_in_its_remarks(planned_office: Office):
    contacts.add(planned_office, ContactForm("衛生局", "科長", "陳美玲"))
    view = notices.of(planned_office, FUTURE)
    notices.edit(planned_office, FUTURE, view.form._replace(remarks="請攜帶資料。\n會前請與陳美玲確認。"))

    assert "陳美玲" in said(papers.build(planned_office, "notice", FUTURE))
    assert "陳美玲" not in said(papers.build(planned_office, "notice", FUTURE, masked=True))


def test_minutes_say_that_secrecy_was_declared_only_once_that_is_noted(planned_office: Office):
    number = sittings(planned_office, "PIF-15")[0].number
    undeclared = papers.build(planned_office, "minutes", number)

    view = minutes.of(planned_office, number)
    minutes.save_head(planned_office, number, declared_secret=True, base_version=view.version)
    declared = papers.build(planned_office, "minutes", number)

    assert "保密宣告：（尚未登記）" in said(undeclared)
    assert "保密宣告：會議開始前由主席宣告" in said(declared)
