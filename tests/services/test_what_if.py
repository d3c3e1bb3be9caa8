"""What if a series met otherwise: drafted without a trace, and written down only when it is kept."""

from __future__ import annotations

import pytest

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.services import chairs, finding, planning, what_if
from meetingtui.services.what_if import Assumption
from tests import builders

NEXT = builders.YEAR + 1


def times(draft, code):
    return sum(one.code == code for one in draft.sittings)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("PIF-14 分區+2", Assumption("PIF-14", more_tracks=2)),
        ("強化社會安全網跨網絡會議 每月", Assumption("PIF-10", "month", 1)),
        ("PIF-10 每季２場", Assumption("PIF-10", "quarter", 2)),
        ("PIF-16 month tracks+1", Assumption("PIF-16", "month", 1, 1)),
    ],
)
def test_an_assumption_is_read_as_it_is_typed(planned_office, text, read):
    assert what_if.parse(planned_office, text) == read
    assert what_if.parse(planned_office, read.words) == read


@pytest.mark.parametrize(
    "text", ["", "PIF-14", "PIF-14 +2", "PIF-14 分區+0", "PIF-14 分區+999", "PIF-14 常常", "PIF-14 [/]"]
)
def test_what_cannot_be_read_is_refused_with_examples(planned_office, text):
    with pytest.raises(Refusal, match="分區"):
        what_if.parse(planned_office, text)


def test_an_unknown_series_is_refused(planned_office):
    with pytest.raises(NotFound):
        what_if.parse(planned_office, "沒有這個會 每月")


def test_two_more_centres_make_eight_more_sittings_and_leave_no_trace(planned_office):
    now = planning.propose(planned_office, NEXT)
    found = what_if.begin(planned_office, NEXT, [Assumption("PIF-14", more_tracks=2)]).told()

    assert times(found, "PIF-14") == times(now, "PIF-14") + 8
    assert not found.clashes
    assert planning.propose(planned_office, NEXT) == now


def test_monthly_instead_of_every_two_months_doubles_the_sittings(planned_office):
    now = times(planning.propose(planned_office, NEXT), "PIF-16")

    assert times(what_if.begin(planned_office, NEXT, [Assumption("PIF-16", "month", 1)]).told(), "PIF-16") == 2 * now


def test_new_centres_have_no_chair_until_one_is_named(planned_office):
    more = [Assumption("PIF-14", more_tracks=2)]
    assumed = what_if.begin(planned_office, NEXT, more).told()
    what_if.keep(planned_office, NEXT, more)
    kept = planning.propose(planned_office, NEXT)

    for found in (assumed, kept):
        assert {one.chair_post_id for one in found.sittings if one.track_code in {"T8", "T9"}} == {None}
        assert "PIF-14的T8、T9尚無主持人；已排日期，主持人待定。" in [one.message for one in found.warnings]
    registry = planned_office.registry()
    series = finding.series_of(registry, "PIF-14")
    tracks = {one.code: one for one in registry.tracks_of(series.id)}
    assert chairs.next_chair(planned_office, series, tracks["T8"], f"{NEXT}-03-01") is None
    assert chairs.next_chair(planned_office, series, tracks["T7"], f"{NEXT}-03-01") is not None


@pytest.mark.parametrize("verb", [what_if.begin, what_if.keep])
def test_more_sittings_than_a_year_can_hold_are_refused_in_one_sentence(planned_office, verb):
    many = [Assumption("PIF-17", "month", 3), Assumption("PIF-17", more_tracks=58)]

    with pytest.raises(Refusal, match="PIF-17依頻率全年2160場，超過1000場，應是誤植；請更正頻率。這項假設沒有採用。"):
        verb(planned_office, NEXT, many)
    assert planning.propose(planned_office, NEXT).lost == ()


def test_what_is_kept_is_drafted_from_then_on_and_earlier_years_stay(planned_office):
    assumed = [Assumption("PIF-14", more_tracks=2), Assumption("PIF-16", "month", 1)]
    wanted = what_if.begin(planned_office, NEXT, assumed).told()
    before = builders.sittings(planned_office)

    what_if.keep(planned_office, NEXT, assumed)

    found = planning.propose(planned_office, NEXT)
    assert [times(found, code) for code in ("PIF-14", "PIF-16")] == [
        times(wanted, code) for code in ("PIF-14", "PIF-16")
    ]
    assert builders.sittings(planned_office) == before
    assert planning.propose(planned_office, builders.YEAR).sittings == ()


def test_a_draft_under_assumptions_can_be_saved_once_these_are_kept(planned_office):
    assumed = [Assumption("PIF-14", more_tracks=2), Assumption("PIF-10", more_tracks=1)]
    wanted = what_if.begin(planned_office, NEXT, assumed).told()

    what_if.keep(planned_office, NEXT, assumed)
    saved = planning.apply(planned_office, wanted)

    assert len(saved) == len(wanted.sittings)
    assert {one.track for one in saved if one.series == "PIF-14"} == {f"T{n}" for n in range(1, 10)}
    assert {one.track for one in saved if one.series == "PIF-10"} == {"T1", "T2"}


@pytest.fixture
def both_years(planned_office):
    """An office in which the next year stands on the books as well."""
    builders.plan_year(planned_office, NEXT, on=builders.TODAY)
    return planned_office


def test_two_more_centres_in_a_year_that_is_planned_already_are_eight_sittings_that_can_be_kept(both_years):
    stood = builders.sittings(both_years, year=NEXT)
    more = [Assumption("PIF-14", more_tracks=2)]
    found = what_if.begin(both_years, NEXT, more).told()
    assert {one.track_code for one in found.sittings} == {"T8", "T9"}
    assert len(found.sittings) == 8
    assert not found.clashes

    what_if.keep(both_years, NEXT, more)
    saved = planning.apply(both_years, found)

    assert len(saved) == 8
    assert [one for one in builders.sittings(both_years, year=NEXT) if one.id in {s.id for s in stood}] == stood
    assert planning.propose(both_years, NEXT).sittings == ()


def test_monthly_in_a_year_that_is_planned_already_adds_only_the_months_that_are_missing(both_years):
    stood = {one.day[5:7] for one in builders.sittings(both_years, "PIF-05", NEXT)}
    monthly = [Assumption("PIF-05", "month", 1)]
    found = what_if.begin(both_years, NEXT, monthly).told()

    assert {f"{one.start:%m}" for one in found.sittings} == {f"{n:02}" for n in range(1, 13)} - stood
    what_if.keep(both_years, NEXT, monthly)
    planning.apply(both_years, found)
    assert len(builders.sittings(both_years, "PIF-05", NEXT)) == 12
    assert planning.propose(both_years, NEXT).sittings == ()


def test_seldomer_than_is_planned_already_names_what_stands_beyond_it_and_moves_nothing(both_years):
    found = what_if.begin(both_years, NEXT, [Assumption("PIF-05", "half", 1)]).told()

    assert found.sittings == ()
    said = next(one.message for one in found.warnings if one.kind == "assumed")
    assert said.startswith("PIF-05依假設應開的場次之外，已有4場在冊：治安會議（PIF-05-116-0")
    assert all(one.kind != "assumed" for one in planning.propose(both_years, NEXT).warnings)


@pytest.mark.parametrize("verb", [what_if.begin, what_if.keep])
def test_tracks_for_a_series_that_stands_without_any_are_refused_at_once(both_years, verb):
    with pytest.raises(Refusal, match="PIF-05現無分區，116年已有場次，不知應歸入哪一區"):
        verb(both_years, NEXT, [Assumption("PIF-05", more_tracks=1)])
