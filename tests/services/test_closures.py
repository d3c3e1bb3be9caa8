"""A typhoon day: which sittings it hits, where they go, and all of it as one change."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest

from meetingtui.domain.sessions import Rule, RulesBroken
from meetingtui.services import calendar, closures, counts, history, scheduling
from tests import builders

REASON = "天然災害停止上班"
LONG_ENOUGH = timedelta(days=10)
"""For a notice, and for another day after it."""


@pytest.fixture
def day(planned_office):
    """A day of the year with a sitting in the morning and one in the afternoon, whose windows go on after it."""
    held = defaultdict(list)
    for one in builders.sittings(planned_office):
        if date.fromisoformat(one.window_last) - date.fromisoformat(one.day) >= LONG_ENOUGH:
            held[one.day].append("am" if one.start[11:13] < "12" else "pm")
    return min(date.fromisoformat(day) for day, found in held.items() if sorted(found) == ["am", "pm"])


@pytest.fixture
def evening_before(planned_office, day):
    """The office on the evening before the storm."""
    with builders.pretending(planned_office, day - timedelta(days=1)) as office:
        yield office


def numbers(found):
    return [one.sitting.number for one in found]


def test_each_sitting_of_the_day_is_proposed_a_free_date_in_its_window(evening_before, day):
    found = closures.proposals(evening_before, day)

    assert len(found) == 2
    for one in found:
        assert one.broken == ()
        assert day < one.start.date() <= date.fromisoformat(one.sitting.window_last)
        assert one.start.time() == datetime.fromisoformat(one.sitting.start).time()
        assert scheduling.what_breaks(evening_before, one.sitting.id, one.start) == []


def test_half_a_day_hits_only_its_sittings(evening_before, day):
    morning = closures.proposals(evening_before, day, half="am")
    afternoon = closures.proposals(evening_before, day, half="pm")

    assert len(morning) == len(afternoon) == 1
    assert numbers(morning) != numbers(afternoon)


def test_a_township_hits_only_what_is_held_there(planned_office):
    there = next(one for one in builders.sittings(planned_office) if one.township)
    storm = date.fromisoformat(there.day)
    with builders.pretending(planned_office, storm - timedelta(days=1)) as office:
        hit = closures.proposals(office, storm, places=(there.township,))
        elsewhere = closures.proposals(office, storm, places=("恆春鎮" if there.township != "恆春鎮" else "潮州鎮",))

    assert numbers(hit) == [there.number]
    assert elsewhere == []


def test_two_sittings_of_one_chair_are_not_proposed_the_same_time(evening_before, day):
    first, second = closures.proposals(evening_before, day)
    clashing = [first, second._replace(sitting=second.sitting._replace(chair_post_id=first.sitting.chair_post_id))]
    same = [clashing[0], clashing[1]._replace(start=clashing[0].start)]

    checked = closures.rechecked(evening_before, day, same)

    assert [rule for rule, _sentence in checked[0].broken] == [Rule.CLASH]
    assert "撞期" in checked[1].broken[0][1]


def test_the_last_day_of_a_window_leads_to_a_date_beyond_it_and_says_so(evening_before, day):
    sitting = closures.proposals(evening_before, day)[0].sitting
    last = date.fromisoformat(sitting.window_last)
    with builders.pretending(evening_before, last - timedelta(days=20)):
        moved = scheduling.move(evening_before, sitting.id, builders.at(last, "09:30"), reason="場地異動")
    with builders.pretending(evening_before, last - timedelta(days=1)):
        found = next(one for one in closures.proposals(evening_before, last) if one.sitting.id == moved.id)

    assert found.start.date() > last
    assert Rule.WINDOW in {rule for rule, _sentence in found.broken}


def test_settling_closes_the_day_and_postpones_all_under_their_numbers(evening_before, day):
    proposed = closures.proposals(evening_before, day)

    settled = closures.settle(evening_before, day, reason=REASON, dates=proposed)

    assert [one.number for one in settled] == numbers(proposed)
    assert [one.start[:16] for one in settled] == [one.start.isoformat()[:16] for one in proposed]
    assert {(one.postponed_times, one.reason, one.status) for one in settled} == {(1, REASON, "planned")}
    assert not calendar.load(evening_before).is_working(day)
    rows = counts.count(evening_before, counts.year_span(2026)).rows
    assert sum(row.postponed for row in rows) == 2


def test_one_undo_takes_the_closure_and_every_postponement_back(evening_before, day):
    closures.settle(evening_before, day, reason=REASON, dates=closures.proposals(evening_before, day))

    change = history.undo(evening_before)

    assert change.verb == "closed"
    assert calendar.load(evening_before).is_working(day)
    assert len(closures.proposals(evening_before, day)) == 2


def test_a_sitting_may_be_left_without_a_date(evening_before, day):
    proposed = [one._replace(start=None) for one in closures.proposals(evening_before, day, half="am")]

    settled = closures.settle(evening_before, day, reason=REASON, half="am", dates=proposed)

    assert [(one.status, one.day) for one in settled] == [("postponed", "")]


def test_a_locked_sitting_keeps_its_date(evening_before, day):
    locked = closures.proposals(evening_before, day)[0].sitting
    scheduling.lock(evening_before, locked.id)

    proposed = closures.proposals(evening_before, day)
    settled = closures.settle(evening_before, day, reason=REASON, dates=proposed)

    assert [one.stays for one in proposed] == [True, False]
    assert locked.id not in [one.id for one in settled]


def test_a_date_that_breaks_a_rule_is_refused_unless_overruled_and_nothing_is_saved(evening_before, day):
    proposed = closures.proposals(evening_before, day, half="am")
    sunday = day + timedelta(days=13 - day.weekday())
    dates = [one._replace(start=builders.at(sunday, "09:30")) for one in proposed]

    with pytest.raises(RulesBroken):
        closures.settle(evening_before, day, reason=REASON, half="am", dates=dates)

    assert calendar.closures(evening_before, 2026) == []
    settled = closures.settle(
        evening_before, day, reason=REASON, half="am", dates=dates, despite=frozenset({Rule.HOLIDAY})
    )
    assert [one.day for one in settled] == [sunday.isoformat()]


def test_a_sitting_that_somebody_changed_meanwhile_stops_everything(evening_before, day):
    from meetingtui.domain.errors import ChangedMeanwhile

    proposed = closures.proposals(evening_before, day)
    scheduling.lock(evening_before, proposed[1].sitting.id)
    scheduling.lock(evening_before, proposed[1].sitting.id, locked=False)

    with pytest.raises(ChangedMeanwhile):
        closures.settle(evening_before, day, reason=REASON, dates=proposed)

    assert calendar.load(evening_before).is_working(day)
