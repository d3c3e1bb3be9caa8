"""What the registry should correct: series, windows and years that cannot be planned, each in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from meetingtui.domain.cadence import Rhythm
from meetingtui.planning.request import TrackPlan
from tests.planning.drafts import plan, series


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (series(per_period=0), "召開頻率為0場"),
        (series(rhythm=Rhythm.COUNT, per_period=5000), "應是誤植"),
        (series(windows=("某日",)), "無法判讀"),
        (series(minutes=0), "無法在當日開完"),
        (series(start=time(23), minutes=120), "無法在當日開完"),
        (series(rhythm=Rhythm.MONTH, per_period=99, tracks=(TrackPlan(1, "T1"), TrackPlan(2, "T2"))), "應是誤植"),
    ],
)
def test_a_series_that_cannot_be_planned_is_listed_with_the_reason_and_the_others_go_on(asked, words):
    found = plan(asked, series("PIF-01"))

    assert [(u.series, u.track) for u in found.unplaced] == [(asked.code, "")]
    assert words in found.unplaced[0].reason
    assert len(found.sittings) == 4


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (series(rota=True, chairs=()), "rota"),
        (series(target=12), "target"),
        (series(start=time(11), minutes=120), "lunch"),
        (series(windows=("end-05", "end-06", "end-07", "end-08", "某日")), "cadence"),
    ],
)
def test_what_the_registry_should_correct_is_a_warning_and_the_dates_come_all_the_same(asked, kind):
    found = plan(asked)

    assert [w.kind for w in found.warnings] == [kind]
    assert len(found.sittings) == 4


def test_a_target_that_the_cadence_does_not_reach_shows_both_figures():
    warning = plan(series("PIF-16", Rhythm.BIMONTH, target=12)).warnings[0]

    assert (warning.stated, warning.computed) == (12, 6)


def test_a_written_window_that_leaves_fewer_sittings_than_the_rhythm_says_so():
    warning = plan(series("PIF-05", Rhythm.BIMONTH, windows=("03",))).warnings[0]

    assert warning.message == "PIF-05依時段只排得1場，目標6場；請增加時段，或更正頻率。"
    assert (warning.kind, warning.stated, warning.computed) == ("target", 6, 1)


def test_a_cadence_that_ends_within_the_year_is_no_slip_of_its_windows():
    ended = series("A", Rhythm.HALF, windows=("end-05", "end-11"))
    ended = replace(ended, cadence=ended.cadence._replace(valid_to=date(2026, 6, 30)))

    assert [one.kind for one in plan(ended).warnings] == []


def test_a_window_without_a_working_day_is_listed_and_the_others_are_placed():
    found = plan(series("A", windows=("01-03/01-04", "05")), series("B"))

    assert [one.start.month for one in found.sittings if one.code == "A"] == [5]
    assert [(one.series, "沒有可排的上班日" in one.reason) for one in found.unplaced] == [("A", True)]


def test_a_year_without_official_calendar_is_planned_with_a_warning():
    found = plan(series(), year=2040)

    assert len(found.sittings) == 4
    assert [w.kind for w in found.warnings] == ["calendar"]


@pytest.mark.parametrize("year", [0, -5, 115, 12000])
def test_a_year_that_is_none_is_answered_with_a_sentence(year):
    found = plan(series(), year=year)

    assert found.sittings == ()
    assert [w.kind for w in found.warnings] == ["year"]
