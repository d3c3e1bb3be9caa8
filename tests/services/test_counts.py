from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from meetingtui.domain.errors import Refusal, WrongDate
from meetingtui.services import adding, counts, holding, scheduling, series, series_rules, tracks
from meetingtui.services.adding import NewSitting
from meetingtui.services.office import Office
from meetingtui.services.scheduling import Rule
from tests import builders
from tests.builders import at

EVERY_RULE = frozenset(Rule)


def hold_all(office: Office, series: str, until: str = "2026-11-22") -> None:
    for one in builders.sittings(office, series):
        if one.day <= until:
            holding.hold(office, one.number)


def held_on(office: Office, series: str, *days: str, track: str = "") -> list[str]:
    """Sittings of a series held on those days; their numbers."""
    numbers = []
    for day in days:
        new = NewSitting(series, at(day), track=track, reason="補登", room=f"{day}室")
        numbers.append(adding.add(office, new, despite=EVERY_RULE).number)
        holding.hold(office, numbers[-1])
    return numbers


def row(office: Office, key: str, **more: object) -> counts.CountRow:
    found = counts.count(office, counts.year_span(2026), **more)  # type: ignore[arg-type] # keywords are passed on as they are
    return next(one for one in found.rows if one.key == key)


def test_stated_computed_floor_and_target_stand_side_by_side(planned_office: Office) -> None:
    rows = counts.year(planned_office, 115)

    figures = {key: (r.stated, r.computed, r.floor, r.target, r.planned) for key, r in rows.items()}
    assert figures["PIF-14"] == (28, 28, None, 28, 28)
    assert figures["PIF-15"] == (24, 24, None, 24, 24)
    assert figures["PIF-16"] == (12, 6, None, 12, 12)
    assert figures["PIF-17"] == (24, 12, None, 24, 24)


def test_a_roc_and_a_gregorian_year_are_the_same(planned_office: Office) -> None:
    assert counts.year(planned_office, 115) == counts.year(planned_office, 2026)


def test_the_totals_leave_out_what_is_counted_apart_and_say_so(planned_office: Office) -> None:
    found = counts.count(planned_office, counts.year_span(2026))

    counted = [one for one in found.rows if not one.apart]
    assert found.totals["sessions"] == sum(one.planned for one in counted) == 97
    assert found.totals["apart"] == sum(one.planned for one in found.rows if one.apart) > 0
    assert {one.apart for one in found.rows} == {"", "duty", "external", "provisional"}
    assert any("合計" in note for note in found.notes)


def test_what_was_held_after_the_as_of_date_is_not_held_yet(planned_office: Office) -> None:
    hold_all(planned_office, "PIF-10")

    assert row(planned_office, "PIF-10").held == 3
    assert row(planned_office, "PIF-10", as_of=date(2026, 7, 2)).held == 2
    assert row(planned_office, "PIF-10", as_of=date(2026, 7, 1)).held == 1
    assert row(planned_office, "PIF-10", as_of=date(2026, 1, 1)).held == 0


def test_the_longest_gap_counts_from_last_years_final_sitting_to_the_as_of_date(office: Office) -> None:
    with builders.pretending(office, date(2026, 11, 22)):
        held_on(office, "PIF-02", "2025-12-01", "2026-02-02", "2026-04-01")

    found = row(office, "PIF-02-B", as_of=date(2026, 5, 1))
    assert found.longest_gap_days == (date(2026, 2, 2) - date(2025, 12, 1)).days
    assert found.gap_broken is None
    assert found.due_by == "2026-07-01"

    late = row(office, "PIF-02-B", as_of=date(2026, 7, 2))
    assert late.gap_broken == ("2026-04-01", "2026-07-02")


def test_exactly_three_months_keep_the_gap_and_a_day_more_breaks_it(office: Office) -> None:
    held_on(office, "PIF-02", "2026-01-30", "2026-04-30")
    assert row(office, "PIF-02-B", as_of=date(2026, 4, 30)).gap_broken is None

    held_on(office, "PIF-02", "2026-07-31")
    assert row(office, "PIF-02-B", as_of=date(2026, 7, 31)).gap_broken == ("2026-04-30", "2026-07-31")


def test_of_several_gaps_that_are_too_long_the_longest_is_named(office: Office) -> None:
    held_on(office, "PIF-02", "2026-01-05", "2026-04-10", "2026-08-20", "2026-11-21")

    found = row(office, "PIF-02-B", as_of=date(2026, 11, 22))

    assert found.gap_broken == ("2026-04-10", "2026-08-20")
    assert found.longest_gap_days == 132


def test_gaps_of_a_series_with_tracks_lie_within_each_place(planned_office: Office) -> None:
    office = planned_office
    series_rules.change(office, "PIF-14", series_rules.form(office, "PIF-14")._replace(max_gap_months=3))
    for number in ("PIF-14-115-T1-01", "PIF-14-115-T2-01", "PIF-14-115-T1-02", "PIF-14-115-T1-03"):
        holding.hold(office, number)

    found = row(office, "PIF-14", as_of=date(2026, 9, 30))

    first = next(one.day for one in builders.sittings(office, "PIF-14") if one.number == "PIF-14-115-T2-01")
    assert found.gap_broken == (first, "2026-09-30")
    assert found.longest_gap_days == (date(2026, 9, 30) - date.fromisoformat(first)).days
    assert found.due_by < "2026-09-30"


def test_figures_that_only_some_series_of_a_group_have_are_not_added_up(planned_office: Office) -> None:
    counted = counts.count(planned_office, counts.year_span(2026), by="agency")
    hosts = {(one.key, one.apart): one for one in counted.rows}
    social, education = hosts["SAD", ""], hosts["EDU", ""]

    assert (social.stated, social.computed, social.floor, social.target) == (None, 31, None, 31)
    assert (education.floor, education.target) == (2, 2)
    assert any("不加總" in note for note in counted.notes)
    levels = {
        (one.key, one.apart): one for one in counts.count(planned_office, counts.year_span(2026), by="level").rows
    }
    assert (levels["case", ""].stated, levels["case", ""].target) == (60, 60)
    assert (levels["statutory", ""].floor, levels["statutory", ""].stated) == (6, None)


def test_a_series_of_which_nothing_is_asked_takes_nothing_from_its_group(planned_office: Office) -> None:
    adding.add(planned_office, NewSitting("PIF-11", at("2026-12-22")))

    case = next(
        one for one in counts.count(planned_office, counts.year_span(2026), by="level").rows if one.key == "case"
    )
    assert (case.stated, case.target, case.planned) == (60, 60, 61)


def test_a_sitting_moved_into_the_next_year_still_counts_in_its_own(planned_office: Office) -> None:
    last = builders.sittings(planned_office, "PIF-15")[-1]

    scheduling.move(planned_office, last.number, at("2027-01-11"), reason="順延", despite=EVERY_RULE)

    assert counts.year(planned_office, 115)["PIF-15"].planned == 24
    assert counts.year(planned_office, 116)["PIF-15"].planned == 0


def test_counts_by_track_quarter_level_and_agency_add_up_to_those_by_series(planned_office: Office) -> None:
    hold_all(planned_office, "PIF-14")
    hold_all(planned_office, "PIF-10")
    span = counts.year_span(2026)
    whole = counts.count(planned_office, span)
    expected = (
        sum(one.planned for one in whole.rows),
        sum(one.held for one in whole.rows),
        whole.totals["sessions"],
    )

    for by in ("track", "quarter", "level", "agency"):
        found = counts.count(planned_office, span, by=by)
        assert (
            sum(one.planned for one in found.rows), sum(one.held for one in found.rows), found.totals["sessions"],
        ) == expected, by  # fmt: skip


def test_each_track_stands_with_its_own_figure(planned_office: Office) -> None:
    found = counts.count(planned_office, counts.year_span(2026), by="track").rows
    centres = {one.key: one.computed for one in found if one.key.startswith("PIF-14-")}

    assert centres == {f"PIF-14-T{n}": 4 for n in range(1, 8)}


def test_a_track_without_a_sitting_yet_stands_with_its_figure(office: Office) -> None:
    tracks.retire(office, "PIF-14", "T7", date(2026, 1, 1))

    found = {one.key: one for one in counts.count(office, counts.year_span(2026), by="track").rows}

    assert [one for one in found if one.startswith("PIF-14-")] == [f"PIF-14-T{n}" for n in range(1, 7)]
    centre = found["PIF-14-T1"]
    assert (centre.planned, centre.held, centre.target, centre.shortfall) == (0, 0, 4, 4)


def test_a_sitting_without_a_date_stands_in_a_quarter_of_its_own(planned_office: Office) -> None:
    scheduling.postpone(planned_office, "PIF-10-115-01", reason="停班")

    rows = {one.key: one for one in counts.count(planned_office, counts.year_span(2026), by="quarter").rows}
    assert (rows["PIF-10-Q0"].planned, rows["PIF-10-Q0"].name) == (1, "強化社會安全網跨網絡會議（日期未定）")


def test_several_years_multiply_what_is_asked(planned_office: Office) -> None:
    found = counts.count(planned_office, counts.year_span(2025, 2026))

    [platform] = [one for one in found.rows if one.key == "PIF-14"]
    assert (platform.stated, platform.target, platform.planned) == (56, 56, 28)
    assert (found.year, found.first, found.last) == (None, "2025-01-01", "2026-12-31")


def test_a_school_year_a_phase_and_free_days_count_by_date(planned_office: Office) -> None:
    hold_all(planned_office, "PIF-10")

    school = counts.count(planned_office, counts.school_span(115))
    assert (school.first, school.last, school.period) == ("2026-08-01", "2027-07-31", "115學年度")
    assert next(one.held for one in school.rows if one.key == "PIF-10") == 1
    assert next(one.target for one in school.rows if one.key == "PIF-10") is None

    phase = counts.count(planned_office, counts.phase_span("社安網2.0"))
    assert (phase.first, phase.last) == ("2026-01-01", "2030-12-31")

    free = counts.count(planned_office, counts.free_span(date(2026, 2, 26), date(2026, 7, 2)))
    assert next(one.held for one in free.rows if one.key == "PIF-10") == 2


def test_wrong_periods_are_refused_with_a_sentence(office: Office) -> None:
    with pytest.raises(Refusal, match="迄年"):
        counts.year_span(2026, 2025)
    with pytest.raises(Refusal, match="迄日"):
        counts.free_span(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(WrongDate, match="計畫期"):
        counts.phase_span("第九期")


def test_cancelled_and_merged_sittings_leave_what_is_planned(planned_office: Office) -> None:
    scheduling.cancel(planned_office, "PIF-10-115-01", reason="取消")
    scheduling.merge(planned_office, "PIF-10-115-02", "PIF-10-115-03", reason="併開")

    found = row(planned_office, "PIF-10")
    assert (found.planned, found.cancelled, found.credited) == (1, 1, 0)


def test_a_credit_counts_for_the_track_it_names(planned_office: Office) -> None:
    holding.credit(planned_office, "PIF-10-115-01", "PIF-14", track="T3", reason="聯合")
    holding.hold(planned_office, "PIF-10-115-01")

    rows = {one.key: one for one in counts.count(planned_office, counts.year_span(2026), by="track").rows}
    assert rows["PIF-14-T3"].credited == 1
    assert rows["PIF-14-T2"].credited == 0
    assert row(planned_office, "PIF-14").credited == 1


def test_both_databases_count_alike(each_office: Office) -> None:
    builders.plan_year(each_office)
    hold_all(each_office, "PIF-10")
    holding.credit(each_office, "PIF-10-115-01", "PIF-04", reason="合併")

    days = [date.fromisoformat(one.day) for one in builders.sittings(each_office, "PIF-10")]
    longest = max((later - earlier).days for earlier, later in pairwise(days))
    found = row(each_office, "PIF-10")
    assert (found.planned, found.held, found.longest_gap_days) == (3, 3, longest)
    assert row(each_office, "PIF-04").credited == 1


def test_a_series_retired_in_mid_year_owes_only_the_months_it_was_in_use(planned_office: Office) -> None:
    series.retire(planned_office, "PIF-16", date(2026, 7, 1), cancel=True, reason="停辦")

    assert counts.year(planned_office, 2026)["PIF-16"].target == 6
