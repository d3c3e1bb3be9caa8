from __future__ import annotations

import warnings
from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meetingtui.intake.recurrence import NotRepeatable, Steps, occurrences

wall = datetime.fromisoformat
_DAY = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
_NTH = st.tuples(st.sampled_from(["1", "2", "-1", "5"]), _DAY).map("".join)


def _list(values):
    return st.lists(values, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def _rules(draw):
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    days = _list(_DAY)
    choices = {
        "INTERVAL": st.integers(1, 5).map(str),
        "WKST": _DAY,
        "BYMONTH": _list(st.integers(1, 12)),
        "BYDAY": st.one_of(days, _list(_NTH)) if freq in {"MONTHLY", "YEARLY"} else days,
        "BYSETPOS": st.sampled_from(["1", "-1"]),
        "COUNT": st.integers(1, 40).map(str),
    }
    if freq != "WEEKLY":
        choices["BYMONTHDAY"] = _list(st.one_of(st.integers(1, 28), st.integers(-28, -1)))
    if freq == "WEEKLY":
        del choices["BYSETPOS"]  # the oracle counts the first week from the start, RFC 5545 from the week's first day
    names = draw(st.lists(st.sampled_from(sorted(choices)), unique=True, max_size=4))
    if "BYMONTHDAY" in names and "BYDAY" in names:
        names.remove("BYDAY")  # the oracle reads an ordinal beside BYMONTHDAY otherwise than RFC 5545
    if "BYMONTH" in names and "INTERVAL" in names:
        names.remove("INTERVAL")  # the oracle would look for every second month in vain up to the year 9999
    return ";".join([f"FREQ={freq}", *(f"{name}={draw(choices[name])}" for name in names)])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_rules(), st.datetimes(wall("2001-01-01"), wall("2006-12-31")), st.integers(0, 1500))
def test_a_rule_falls_on_the_days_that_another_reader_finds(rule, start, wait):
    start = start.replace(hour=9, minute=30, second=0, microsecond=0)
    first, last = start + timedelta(days=wait), start + timedelta(days=wait + 900)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = rrulestr(f"RRULE:{rule}", dtstart=start)
    expected = []
    for moment in oracle:
        if moment > last:
            break
        expected.append(moment)
    assume(len(expected) < 700)
    wanted = {moment for moment in expected if moment >= first} | ({start} if first <= start else set())

    assert occurrences(rule, start, first, last, until=None, steps=Steps(10**7)) == sorted(wanted)


def test_a_rule_that_never_comes_true_costs_no_more_than_one_that_does():
    steps = Steps()

    found = occurrences(
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        wall("2020-01-01"),
        wall("2026-01-01"),
        wall("2026-12-31"),
        until=None,
        steps=steps,
    )

    assert found == []
    assert steps.left > 297_000


def test_the_share_of_a_file_runs_out():
    with pytest.raises(NotRepeatable, match="太多"):
        occurrences(
            "FREQ=DAILY;COUNT=1000000",
            wall("1000-01-01"),
            wall("2026-01-01"),
            wall("2026-12-31"),
            until=None,
            steps=Steps(),
        )
