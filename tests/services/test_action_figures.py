"""Figures of action items: each counted once at its lead, rates with what they are of, and sums that add up."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from meetingtui.domain.action_figures import GROUPINGS, ActionFigures, FigureRow
from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.rulings import Part
from meetingtui.papers.document import words
from meetingtui.services import action_figures, actions, holding, reports, rounds, rulings
from meetingtui.services.office import Office
from tests import builders, tracked_items
from tests.services import sitting_desk


@pytest.fixture
def played(each_office: Office) -> Office:
    """Six items of March under 教育處, 衛生局 and nobody: closed, delegated, split, merged, reopened, and one left."""
    march, june, september = (
        sitting_desk.sitting(each_office, day) for day in ("2026-03-12", "2026-06-11", "2026-09-10")
    )
    made = [
        actions.from_decision(each_office, march.number, item_id=None, text=text, lead=lead, assists=assists, due="+30")
        for text, lead, assists in (
            ("甲", "教育處", "衛生局"), ("乙", "教育處", ""), ("丙", "衛生局", "教育處"), ("丁", "衛生局", ""),
            ("戊", "", ""), ("己", "教育處", ""),
        )
    ]  # fmt: skip
    numbers = [one.number for one in made]
    holding.hold(each_office, march.number)
    rulings.rule(each_office, numbers[:2], "close", at=june.number)
    rulings.rule(each_office, [numbers[2]], "delegate", at=june.number)
    rulings.rule(each_office, [numbers[3]], "split", at=june.number, parts=[Part("丁之一", "警察局"), Part("丁之二")])
    holding.hold(each_office, june.number)
    rulings.rule(each_office, [numbers[1]], "reopen", at=september.number, reason="成效未達")
    rulings.rule(each_office, [numbers[4]], "merge", at=september.number, into=numbers[5])
    holding.hold(each_office, september.number)
    return each_office


def by(found: ActionFigures, name: str) -> FigureRow:
    (row,) = [one for one in found.rows if one.name == name]
    return row


def test_an_item_is_counted_once_at_its_lead_and_by_how_it_left(played):
    found = action_figures.count(played)

    education, health, nobody = (by(found, name) for name in ("教育處", "衛生局", "（未定）"))
    assert (education.made, education.closed, education.open, education.reopened) == (3, 1, 2, 1)
    assert (health.made, health.delegated, health.moved, health.open) == (3, 1, 1, 1)
    assert (nobody.made, nobody.moved, nobody.open) == (1, 1, 0)
    assert by(found, "警察局").made == 1
    assert (found.totals.made, found.totals.counted, found.totals.closed) == (8, 6, 1)


def test_the_close_rate_is_of_those_for_which_no_other_item_goes_on(played):
    found = action_figures.count(played)

    assert by(found, "教育處").close_rate == 1 / 3
    assert by(found, "衛生局").close_rate == 0
    assert by(found, "（未定）").close_rate is None
    assert found.totals.close_rate == 1 / 6
    assert action_figures.count(played, 2025).totals.close_rate is None


def test_days_to_close_run_from_its_sitting_to_the_ruling_that_closed_it(played):
    assert by(action_figures.count(played), "教育處").average_days == (date(2026, 6, 11) - date(2026, 3, 12)).days
    assert by(action_figures.count(played), "衛生局").average_days is None


@pytest.mark.parametrize(
    ("days", "age"), [(0, 0), (30, 0), (31, 1), (90, 1), (91, 2), (180, 2), (181, 3), (400, 3)]
)  # fmt: skip
def test_an_open_item_grows_old_from_the_day_of_its_sitting(office, days, age):
    sitting = sitting_desk.sitting(office, str(date.fromordinal(builders.TODAY.toordinal() - days)))
    actions.from_decision(office, sitting.number, item_id=None, text="甲", lead="教育處")

    ages = action_figures.count(office).totals.ages

    assert [place for place, count in enumerate(ages) if count] == [age]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_rows_of_every_grouping_add_up_to_the_same_totals(played, grouping):
    totals = action_figures.count(played, by="agency").totals
    found = action_figures.count(played, by=grouping)

    assert found.totals == totals
    for row in (*found.rows, totals):
        assert row.made == row.closed + row.delegated + row.moved + row.open
        assert sum(row.ages) == row.open
        assert row.overdue <= row.open


def test_the_totals_are_those_of_the_list(played):
    tracked_items.some(played)
    found, listed = action_figures.count(played).totals, actions.listed(played, ActionFilter())

    still = [one for one in listed if one.status in STILL_OPEN]
    assert (found.made, found.open) == (len(listed), len(still))
    assert found.overdue == sum(one.overdue_days > 0 for one in still)
    assert found.passed_over == sum(one.passed_over > 0 for one in still)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_figures_of_a_day_that_is_over_stay_what_they_were_that_day(each_office, grouping):
    march, june, september = (
        sitting_desk.sitting(each_office, day) for day in ("2026-03-12", "2026-06-11", "2026-09-10")
    )
    with builders.pretending(each_office, date(2026, 3, 12)):
        first, second, third = (
            actions.from_decision(
                each_office, march.number, item_id=None, text=text, lead="教育處", assists="衛", due="+60"
            )
            for text in "甲乙丙"
        )
        holding.hold(each_office, march.number)
        rounds.ask(each_office, june.number, due="2026-06-04")
    with builders.pretending(each_office, date(2026, 6, 11)):
        rulings.rule(each_office, [first.id], "close", at=june.id)
        rulings.rule(each_office, [second.id], "lead", at=june.id, lead="警察局")
        holding.hold(each_office, june.number)
        reports.report(each_office, third.id, "教育處", "已辦", for_session=june.id)
    with builders.pretending(each_office, date(2026, 6, 30)):
        then = action_figures.count(each_office, by=grouping)
    rulings.rule(each_office, [first.id], "reopen", at=september.id, reason="未達")
    rulings.rule(each_office, [second.id], "split", at=september.id, parts=[Part("一", "衛生局"), Part("二")])
    rulings.rule(each_office, [third.id], "continue", at=september.id, due="2027-01-31")
    holding.hold(each_office, september.number)
    reports.report(each_office, first.id, "教育處", "已辦", for_session=june.id)

    assert action_figures.count(each_office, by=grouping, as_of=date(2026, 6, 30)) == then
    assert (then.totals.closed, then.totals.open, then.totals.overdue, then.totals.passed_over) == (1, 2, 2, 1)
    assert action_figures.count(each_office, by=grouping).totals.moved == 1


def test_figures_of_today_are_the_same_counted_from_the_rulings(played):
    last = action_figures.count(played)

    with builders.pretending(played, date(2026, 11, 23)):
        assert action_figures.count(played, as_of=date(2026, 11, 22))._replace(as_of=last.as_of) == last


def test_years_and_agencies_of_all_years_add_up(played):
    with builders.pretending(played, date(2027, 2, 1)):
        late = sitting_desk.sitting(played, "2027-01-14")
        actions.from_decision(played, late.number, item_id=None, text="庚", lead="衛生局")
        years = action_figures.count(played, by="year").rows
        each = [action_figures.count(played, int(row.key)).totals for row in years]

    assert [(row.name, row.made) for row in years] == [("115年", 8), ("116年", 1)]
    assert [one.made for one in each] == [8, 1]


def test_answers_are_told_by_whom_they_were_asked_of_once_their_day_has_passed(each_office):
    before, coming = sitting_desk.sitting(each_office, "2026-11-20"), sitting_desk.sitting(each_office, "2026-12-18")
    first, second = (
        actions.from_decision(each_office, before.number, item_id=None, text=text, lead="教育處", assists="衛生局")
        for text in ("甲", "乙")
    )
    rounds.ask(each_office, coming.number, due="115.12.10")
    reports.report(each_office, first.number, "教育處", "辦理中", on=date(2026, 11, 22))
    assert action_figures.count(each_office).totals.asked == 0

    with builders.pretending(each_office, date(2026, 12, 14)):
        reports.report(each_office, second.number, "教育處", "辦妥")
        reports.report(each_office, first.number, "教育處", "更正：辦妥")
        reports.report(each_office, first.number, "衛生局", "已配合")
        found = action_figures.count(each_office)

    told = {row.name: (row.asked, row.on_time, row.late) for row in found.rows}
    assert told == {"衛生局": (2, 0, 1), "教育處": (2, 1, 1)}
    assert by(found, "教育處").on_time_rate == 0.5
    assert by(found, "衛生局").made == 0


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("ending", ["csv", "txt", "json", "xlsx", "odt", "docx"])
def test_figures_come_in_every_form_with_their_sums(played, ending, grouping):
    found = action_figures.count(played, 2026, by=grouping)

    made = action_figures.made(played, found, ending).bytes

    if ending == "csv":
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
        sums = next(row for row in rows if row[0] == "合計")
        assert sums[rows[0].index("列管")] == "8"
        assert sums[rows[0].index("解除率（%）")] == "16.7"
    elif ending == "json":
        assert json.loads(made)["totals"]["ages"] == {"days_30": 0, "days_90": 0, "days_180": 2, "days_over": 2}
    elif ending == "txt":
        assert "統計期間：115年" in made.decode()
    else:
        assert made[:2] == b"PK"


def test_the_paper_tells_rates_and_how_they_are_counted(played):
    from meetingtui.papers import action_figures as paper
    from meetingtui.papers.settings import look_of
    from meetingtui.services import paper_settings

    found = action_figures.count(played, 2026)

    said = list(words(paper.document("屏東縣政府", found, look_of(paper_settings.of(played)))))

    assert said[0] == "屏東縣政府115年度列管事項統計表"
    assert {"教育處", "33.3%", "91.0", "合計"} <= set(said)
    assert any("解除率＝解除÷（列管－分併案）" in one for one in said)
