"""Views of the action items: one query line and seven views, counted and grouped alike on both databases."""

from __future__ import annotations

import pytest

from meetingtui.domain.action_words import ACTIONS, View
from meetingtui.domain.query import WrongQuery
from meetingtui.services import action_views, actions, query_hints, reports, rulings
from meetingtui.services.office import Office
from tests import tracked_items
from tests.services import sitting_desk


@pytest.fixture
def items(each_office: Office):
    """The office and what each number is called."""
    return each_office, {one.number: name for name, one in tracked_items.some(each_office).items()}


def found(items, text: str, view: str = "all") -> list[str]:
    office, names = items
    return [names[one.number] for one in action_views.listed(office, text, view=view)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("is:open 主辦:衛生局", {"today", "month"}),
        ("主辦:衛生局 series:PIF-10", {"closed", "today", "month"}),
        ("逾期", {"late", "secret"}),
        ("是:逾期 會議:PIF-10", {"late"}),
        ("-是:逾期 主辦:教育處", {"undated"}),
        ("協辦:衛生局", {"late", "secret"}),
        ("機關:社會處", {"late", "passed", "today"}),
        ("機關:社會處 機關:衛生局", {"late", "today"}),
        ("期限:本週", {"secret", "today"}),
        ("本月", {"secret", "today", "month"}),
        ("期限:12月", {"passed"}),
        ("期限:115年", {"late", "passed", "closed", "today", "month", "secret"}),
        ("期限:11/20..11/30", {"today", "month"}),
        ("期限>=12/1", {"passed", "unled"}),
        ("期限<=本週", {"late", "closed", "today", "secret"}),
        ("無期限", {"undated"}),
        ("無主辦", {"unled"}),
        ("狀態:解除", {"closed"}),
        ("status:closed,delegated", {"closed"}),
        ("is:closed", {"closed"}),
        ("-狀態:open", {"closed"}),
        ("未裁示", {"late", "passed"}),
        ("急迫", {"late"}),
        ("優先:急迫", {"late"}),
        ("標籤:表單", {"month"}),
        ("標籤:表", set()),
        ("案號:ipv-0042", {"month"}),
        ("115-IPV-0042", {"month"}),
        ("類別:交辦 是:密", {"secret"}),
        ("場次:PIF-15", {"secret"}),
        ("編號:pif-15", {"secret"}),
        ("日期:9月", {"late", "passed", "closed"}),
        ("年:114", set()),
        ("年:115 無期限", {"undated"}),
        ("回復:未調查 主辦:教育處", {"late", "undated"}),
        ("回復:已回", set()),
        ("表單", {"late"}),
        ("教育處", {"late", "undated"}),
        ("-教育處 is:open", {"passed", "today", "month", "unled", "secret"}),
        ("我的 逾期", {"late", "secret"}),
        ("主辦:火星局", set()),
        ("期限:115.11", {"secret", "today", "month"}),
    ],
)  # fmt: skip
def test_a_query_line_finds_what_it_says(items, line, names):
    assert set(found(items, line)) == names


def test_what_is_open_comes_first_by_day_and_what_has_left_comes_last(items):
    assert found(items, "") == ["late", "secret", "today", "month", "passed", "unled", "undated", "closed"]


def test_each_view_keeps_to_what_it_is_for(items):
    assert found(items, "", "overdue") == ["late", "secret"]
    assert found(items, "", "passed") == ["late", "passed"]
    assert "closed" not in found(items, "", "mine")
    assert "closed" not in found(items, "", "agency")
    assert found(items, "狀態:解除", "due") == ["closed"]


def test_what_is_mine_is_what_i_made_or_ruled_on_last(items):
    office, _names = items
    made = found(items, "", "mine")
    office.who = "somebody else"

    assert len(made) == 7
    assert found(items, "", "mine") == []


def test_groups_by_due_day_name_and_count_what_follows_them(items):
    office, _names = items
    listing = action_views.listing(office, "", view=View.DUE)

    groups = [(one.name, one.group.items, one.group.overdue) for one in listing.groups(View.DUE)]

    assert groups == [("逾期", 2, 2), ("本週", 1, 0), ("本月", 1, 0), ("之後", 2, 0), ("無期限", 1, 0)]
    assert found(items, "", "due") == ["late", "secret", "today", "month", "passed", "unled", "undated"]


def test_groups_by_series_come_in_the_order_of_the_items(items):
    office, _names = items
    listing = action_views.listing(office, "", view=View.SERIES)

    assert [(one.name.split()[0], one.group.items) for one in listing.groups(View.SERIES)] == [
        ("PIF-10", 6), ("PIF-15", 1),
    ]  # fmt: skip
    assert [one.series for one in listing.every()] == ["PIF-10"] * 6 + ["PIF-15"]


def test_each_agency_has_what_it_leads_and_then_what_it_assists_in(items):
    office, names = items
    listing = action_views.listing(office, "", view=View.AGENCY)

    groups = {one.name: one.group for one in listing.groups(View.AGENCY)}
    health = groups["衛生局"]

    assert (health.items, health.assisting, health.overdue) == (2, 2, 0)
    assert groups["（未定）"][:2] == (None, 1)
    column = listing.of_agency(health.key)
    assert [names[one.number] for one in column.page(0, 10)] == ["today", "month", "late", "secret"]
    assert [names[one.number] for one in listing.of_agency(None).page(0, 10)] == ["unled"]


def test_totals_count_what_is_open_late_and_without_a_day(items):
    office, _names = items

    assert tuple(action_views.listing(office, "").totals()) == (8, 7, 2, 1)
    assert tuple(action_views.listing(office, "主辦:火星局").totals()) == (0, 0, 0, 0)


def test_an_item_that_later_sittings_do_not_mention_says_how_many(items):
    office, names = items
    counts = {names[one.number]: one.passed_over for one in action_views.listed(office, "")}

    assert counts == {
        "late": 1, "passed": 1, "closed": 0, "today": 0, "month": 0, "undated": 0, "unled": 0, "secret": 0,
    }  # fmt: skip


def test_pages_are_read_in_the_order_of_the_whole(items):
    office, _names = items
    listing = action_views.listing(office, "", order="-number")
    whole = [one.number for one in listing.every()]

    assert whole == sorted(whole, reverse=True)
    assert [one.number for one in (*listing.page(0, 3), *listing.page(3, 100))] == whole


@pytest.mark.parametrize(
    ("line", "words"),
    [("主持:縣長", "沒有「主持」這個查詢欄位"), ("狀態:預定", "狀態沒有「預定」"), ("期限:昨日以前", "昨日以前")],
)
def test_a_line_that_cannot_be_read_says_what_can_be_written(items, line, words):
    office, _names = items

    with pytest.raises(WrongQuery, match=words):
        action_views.query(office, line)


def test_a_name_nobody_bears_is_asked_back(items):
    office, _names = items

    assert query_hints.meant(office, "主辦:衛升局", ACTIONS)["衛升局"][0] == "衛生局"


def test_a_name_that_is_like_none_is_told_too_and_so_is_a_field_without_a_value(items):
    office, _names = items

    assert query_hints.sentences(office, "主辦:火星", ACTIONS) == [
        "主辦沒有「火星」。請檢查名稱，或輸入 主辦: 從清單選。"
    ]
    assert query_hints.sentences(office, "主辦:衛生局 表單", ACTIONS) == []
    assert query_hints.unfilled("主辦: 期限:本月", ACTIONS) == [
        "「主辦:」後面沒有內容，未據以篩選。請補上內容，或刪除。"
    ]
    assert query_hints.unfilled("主辦:衛生局", ACTIONS) == []


def test_items_are_found_by_how_far_the_lead_says_they_are_and_by_having_come_back(items):
    office, names = items
    numbers = {name: number for number, name in names.items()}
    reports.report(office, numbers["today"], "衛生局", "補助停辦。", progress="overtaken")
    reports.report(office, numbers["late"], "教育處", "尚未辦理。", progress="ongoing")
    reports.report(office, numbers["late"], "教育處", "尚未辦理。", progress="not_done")

    assert found(items, "情勢變更無法辦理") == found(items, "進度:情勢變更") == ["today"]
    assert found(items, "未辦理") == found(items, "progress:not-done") == ["late"]
    assert found(items, "進度:辦理中") == found(items, "重新列管") == []
    item = actions.show(office, numbers["closed"])
    before, last = (sitting_desk.sitting(office, day, item.number[:6]) for day in ("2026-11-20", "2026-11-21"))
    rulings.rule(office, [item.number], "close", at=before.id)
    rulings.rule(office, [item.number], "reopen", at=last.id, reason="再議")
    assert found(items, "重新列管") == found(items, "狀態:重新列管") == found(items, "is:reopened") == ["closed"]


def test_values_are_completed_from_the_registry_and_the_labels_in_use(items):
    office, _names = items

    assert "衛生局" in action_views.completions(office, "lead", "衛")
    assert action_views.completions(office, "label", "表") == ["表單"]
    assert any("跨網絡會議" in one for one in action_views.completions(office, "series", "跨網絡"))
