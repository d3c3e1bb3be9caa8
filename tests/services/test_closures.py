"""A typhoon day: which sittings it hits, where they go, and all of it as one change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from meetingtui.domain.sessions import Rule, RulesBroken
from meetingtui.services import calendar, closures, counts, history, scheduling
from tests import builders

DAY = date(2026, 2, 13)
"""A day of the planned year on which two sittings lie, one in the morning and one in the afternoon."""
REASON = "天然災害停止上班"


@pytest.fixture
def evening_before(planned_office):
    """The office on the evening before the storm."""
    with builders.pretending(planned_office, DAY - timedelta(days=1)) as office:
        yield office


def numbers(found):
    return [one.sitting.number for one in found]


def test_each_sitting_of_the_day_is_proposed_a_free_date_in_its_window(evening_before):
    found = closures.proposals(evening_before, DAY)

    assert len(found) == 2
    for one in found:
        assert one.broken == ()
        assert DAY < one.start.date() <= date.fromisoformat(one.sitting.window_last)
        assert one.start.time() == datetime.fromisoformat(one.sitting.start).time()
        assert scheduling.what_breaks(evening_before, one.sitting.id, one.start) == []


def test_half_a_day_hits_only_its_sittings(evening_before):
    morning = closures.proposals(evening_before, DAY, half="am")
    afternoon = closures.proposals(evening_before, DAY, half="pm")

    assert len(morning) == len(afternoon) == 1
    assert numbers(morning) != numbers(afternoon)


def test_a_township_hits_only_what_is_held_there(evening_before):
    hit = closures.proposals(evening_before, DAY, places=("潮州鎮",))

    assert [one.sitting.township for one in hit] == ["潮州鎮"]
    assert closures.proposals(evening_before, DAY, places=("恆春鎮",)) == []


def test_two_sittings_of_one_chair_are_not_proposed_the_same_time(evening_before):
    first, second = closures.proposals(evening_before, DAY)
    clashing = [first, second._replace(sitting=second.sitting._replace(chair_post_id=first.sitting.chair_post_id))]
    same = [clashing[0], clashing[1]._replace(start=clashing[0].start)]

    checked = closures.rechecked(evening_before, DAY, same)

    assert [rule for rule, _sentence in checked[0].broken] == [Rule.CLASH]
    assert "撞期" in checked[1].broken[0][1]


def test_the_last_day_of_a_window_leads_to_a_date_beyond_it_and_says_so(evening_before):
    sitting = closures.proposals(evening_before, DAY)[0].sitting
    last = date.fromisoformat(sitting.window_last)
    with builders.pretending(evening_before, last - timedelta(days=20)):
        moved = scheduling.move(evening_before, sitting.id, builders.at(last, "09:30"), reason="場地異動")
    with builders.pretending(evening_before, last - timedelta(days=1)):
        found = next(one for one in closures.proposals(evening_before, last) if one.sitting.id == moved.id)

    assert found.start.date() > last
    assert Rule.WINDOW in {rule for rule, _sentence in found.broken}


def test_settling_closes_the_day_and_postpones_all_under_their_numbers(evening_before):
    proposed = closures.proposals(evening_before, DAY)

    settled = closures.settle(evening_before, DAY, reason=REASON, dates=proposed)

    assert [one.number for one in settled] == numbers(proposed)
    assert [one.start[:16] for one in settled] == [one.start.isoformat()[:16] for one in proposed]
    assert {(one.postponed_times, one.reason, one.status) for one in settled} == {(1, REASON, "planned")}
    assert not calendar.load(evening_before).is_working(DAY)
    rows = counts.count(evening_before, counts.year_span(2026)).rows
    assert sum(row.postponed for row in rows) == 2


def test_one_undo_takes_the_closure_and_every_postponement_back(evening_before):
    closures.settle(evening_before, DAY, reason=REASON, dates=closures.proposals(evening_before, DAY))

    change = history.undo(evening_before)

    assert change.verb == "closed"
    assert calendar.load(evening_before).is_working(DAY)
    assert len(closures.proposals(evening_before, DAY)) == 2


def test_a_sitting_may_be_left_without_a_date(evening_before):
    proposed = [one._replace(start=None) for one in closures.proposals(evening_before, DAY, half="am")]

    settled = closures.settle(evening_before, DAY, reason=REASON, half="am", dates=proposed)

    assert [(one.status, one.day) for one in settled] == [("postponed", "")]


def test_a_locked_sitting_keeps_its_date(evening_before):
    locked = closures.proposals(evening_before, DAY)[0].sitting
    scheduling.lock(evening_before, locked.id)

    proposed = closures.proposals(evening_before, DAY)
    settled = closures.settle(evening_before, DAY, reason=REASON, dates=proposed)

    assert [one.stays for one in proposed] == [True, False]
    assert locked.id not in [one.id for one in settled]


def test_a_date_that_breaks_a_rule_is_refused_unless_overruled_and_nothing_is_saved(evening_before):
    proposed = closures.proposals(evening_before, DAY, half="am")
    sunday = [one._replace(start=builders.at("2026-02-22", "09:30")) for one in proposed]

    with pytest.raises(RulesBroken):
        closures.settle(evening_before, DAY, reason=REASON, half="am", dates=sunday)

    assert calendar.closures(evening_before, 2026) == []
    settled = closures.settle(
        evening_before, DAY, reason=REASON, half="am", dates=sunday, despite=frozenset({Rule.HOLIDAY})
    )
    assert [one.day for one in settled] == ["2026-02-22"]


def test_a_sitting_that_somebody_changed_meanwhile_stops_everything(evening_before):
    from meetingtui.domain.errors import ChangedMeanwhile

    proposed = closures.proposals(evening_before, DAY)
    scheduling.lock(evening_before, proposed[1].sitting.id)
    scheduling.lock(evening_before, proposed[1].sitting.id, locked=False)

    with pytest.raises(ChangedMeanwhile):
        closures.settle(evening_before, DAY, reason=REASON, dates=proposed)

    assert calendar.load(evening_before).is_working(DAY)
