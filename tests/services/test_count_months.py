"""The months of a year, as the heat map shows them."""

from __future__ import annotations

from meetingtui.services import count_months, counts, scheduling
from tests import builders


def test_each_month_holds_what_is_on_the_books_and_what_waits_for_a_date_stands_apart(each_office):
    builders.plan_year(each_office)
    series = builders.sittings(each_office, "PIF-10")
    scheduling.postpone(each_office, series[0].id, reason="颱風")
    scheduling.cancel(each_office, series[1].id, reason="無討論案件")

    months = count_months.by_month(each_office, counts.year_span(2026), builders.TODAY)[series[0].series_id]

    last = int(series[2].day[5:7])
    assert months == tuple(int(month in {0, last}) for month in range(13))


def test_a_school_year_takes_its_months_from_two_years(planned_office):
    first = builders.sittings(planned_office, "PIF-15")

    months = count_months.by_month(planned_office, counts.school_span(114), builders.TODAY)[first[0].series_id]

    assert sum(months[1:8]) == sum(one.day < "2026-08-01" for one in first)
    assert sum(months[8:]) == 0


def test_a_series_without_sittings_has_no_months(office):
    assert count_months.by_month(office, counts.year_span(2026), builders.TODAY) == {}
