"""Years that cannot be: which sittings exclude each other, what would help, and the plan that is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from meetingtui.dates.months import add_months
from meetingtui.dates.office_calendar import Closure, OfficeCalendar
from meetingtui.domain.cadence import Cadence, Rhythm
from meetingtui.planning.draft import draft
from meetingtui.planning.explanation import alike_sentence
from meetingtui.planning.outcome import Wanted
from meetingtui.planning.placing import starts
from meetingtui.planning.request import Busy, ChairPost, PlanRequest, TrackPlan
from meetingtui.planning.windows import windows
from tests.planning import years
from tests.planning.committees import CALENDAR, DEPUTY, MAGISTRATE, away, head, plan, series, youth

MARCH = away("post:1", date(2026, 3, 1), date(2026, 3, 31), (date(2026, 3, 12), 0), (date(2026, 3, 25), 12))
THREE = series("跨網絡會議", "03"), series("家防委員會", "03"), series("毒防會報", "03")


# ----- the deputy magistrate is away in March


def test_three_committees_of_a_deputy_magistrate_who_has_two_half_days_in_march():
    found = plan(*THREE, series("社福會報", rhythm=Rhythm.QUARTER, chairs=(MAGISTRATE,)), busy=MARCH)

    (left,) = found.unplaced
    assert left.reason == (
        "3月排不進：跨網絡會議、家防委員會、毒防會報都要副縣長主持；3/1至3/31副縣長只剩3/12上午、3/25下午。"
        "可行：任一場延後一週，或由縣長代理主持。"
    )
    assert [one.name for one in left.together] == ["跨網絡會議", "家防委員會", "毒防會報"]
    assert [way.kind for way in left.ways_out] == ["week", "deputy"]
    assert len(found.sittings) == 6


def test_each_way_out_of_march_gives_the_year_back():
    kinder = replace(THREE[0], cadence=Cadence(Rhythm.YEAR, 1, ("03-01/04-07",)))
    deputised = replace(THREE[1], deputies=(MAGISTRATE,))

    assert plan(kinder, *THREE[1:], busy=MARCH).unplaced == ()
    assert plan(THREE[0], deputised, THREE[2], busy=MARCH).unplaced == ()


def test_sittings_that_have_room_elsewhere_are_not_blamed():
    others = [series(f"會報{n}", "02", chairs=(DEPUTY,)) for n in range(4)]
    whole_year = series("年度大會", rhythm=Rhythm.YEAR)

    (left,) = plan(*THREE, *others, whole_year, busy=MARCH).unplaced

    assert {one.name for one in left.together} == {"跨網絡會議", "家防委員會", "毒防會報"}


def test_a_chair_who_has_no_time_at_all_in_march_is_told_with_the_days():
    busy = away("post:1", date(2026, 3, 1), date(2026, 3, 31), what="出國考察")

    (left,) = plan(THREE[0], busy=busy).unplaced

    assert left.reason == (
        "3月排不進：115/3/1至115/3/31有22個上班日，平常時間副縣長有22日已有「出國考察」，其他時間也沒有空檔。"
        "可行：延後一週，改在115年4月1日（星期三）14:00至16:00（超出時段）。"
    )


def test_sixty_groups_under_one_chair_are_told_once_and_in_short_with_a_way_out():
    groups = tuple(TrackPlan(n, f"T{n}") for n in range(1, 61))

    found = plan(series("評估會", "03", tracks=groups), series("毒防會報", "05", chairs=(MAGISTRATE,)))

    in_full = [one for one in found.lost if not one.alike]
    assert (len(found.lost), len(in_full)) == (16, 3)
    assert in_full[0].ways_out
    assert [way.kind for way in in_full[0].ways_out] == ["track"]
    assert all(one.reason and not one.together for one in found.lost if one.alike)
    (code,) = found.alike
    assert alike_sentence("評估會", found.alike[code]) == (
        "評估會另有13場（3月）也排不進，緣故與上列各場相同。可行：減少分區或場次、增列代理人或場地、放寬時段。"
    )


def test_what_is_told_in_short_of_two_groups_is_counted_from_the_first_month_to_the_last():
    away_till_june = away("post:1", date(2026, 1, 1), date(2026, 6, 30), what="出國")
    groups = (TrackPlan(1, "T1"), TrackPlan(2, "T2"))

    found = plan(series("評估會", rhythm=Rhythm.MONTH, tracks=groups), busy=away_till_june)

    (code,) = found.alike
    assert "評估會另有9場（1月至6月）也排不進" in alike_sentence("評估會", found.alike[code])


def test_a_series_of_many_windows_does_not_hide_why_another_one_finds_no_time():
    groups = tuple(TrackPlan(n, f"T{n}") for n in range(1, 61))
    police = series("治安會報", "03", chairs=(MAGISTRATE,))
    busy = away("post:2", date(2026, 3, 1), date(2026, 3, 31), what="出國考察")

    found = plan(series("評估會", "03", tracks=groups), police, busy=busy)

    (left,) = [one for one in found.lost if one.series == police.code]
    assert left.ways_out


# ----- one room for too many sittings in a week


def test_one_room_for_eleven_sittings_of_half_a_day_in_one_week():
    week = [
        series(f"{name}會報", "03-09/03-13", chairs=head(n, name), room="301會議室", minutes=180)
        for n, name in enumerate("甲乙丙丁戊己庚辛壬癸子")
    ]

    found = plan(*week)

    (left,) = found.unplaced
    assert left.reason == (
        "3/9至3/13排不進：甲會報、乙會報、丙會報、丁會報、戊會報、己會報等11場都要用301會議室；"
        "301會議室在3/9至3/13只剩10個半天。可行：任一場延後一週，或另借場地。"
    )
    assert len(left.together) == 11
    assert len(found.sittings) == 10


def test_groups_of_one_series_are_told_apart_from_their_months():
    closed = away("room:301", date(2026, 5, 1), date(2026, 6, 30), (date(2026, 6, 30), 0), (date(2026, 6, 30), 12))
    groups = tuple(TrackPlan(n, f"T{n}", (), (head(n, f"第{n}")[0],)) for n in (1, 2))
    review = series("評估會", rhythm=Rhythm.BIMONTH, chairs=(), tracks=groups, room="301", minutes=180)

    (left,) = plan(review, series("督導會", "06", room="301", minutes=180), busy=closed).unplaced

    assert "評估會（T1 5至6月、T2 5至6月）、督導會（6月）都要用301" in left.reason


def test_another_room_that_is_known_is_offered_by_name():
    week = [
        series(f"{name}會報", "03-09/03-09", chairs=head(n, name), room="301會議室", minutes=180)
        for n, name in enumerate("甲乙丙")
    ]

    (left,) = plan(*week, series("丁會報", "05", chairs=(MAGISTRATE,), room="大禮堂")).unplaced

    assert "或改用大禮堂" in left.reason


def test_a_room_that_is_free_is_not_called_scarce_and_half_days_are_named_once() -> None:
    both = (
        *MARCH, *away("post:2", date(2026, 3, 1), date(2026, 3, 31), (date(2026, 3, 12), 0), (date(2026, 3, 25), 12))
    )  # fmt: skip
    asked = [
        series(name, "03", chairs=(chair,), room="第一會議室", minutes=180)
        for name, chair in (("甲會報", DEPUTY), ("乙會報", DEPUTY), ("丙會報", MAGISTRATE))
    ]

    (left,) = plan(*asked, busy=both).unplaced

    assert left.why == (
        "3月排不進：甲會報、乙會報都要副縣長主持，也都要用第一會議室，丙會報要縣長主持、用第一會議室；"
        "3/1至3/31副縣長、縣長都只剩3/12上午、3/25下午，第一會議室同一時間只能開一場。"
    )


# ----- three months of the youth committee against the council's sessions


def test_three_months_of_the_youth_committee_cannot_be_kept_through_a_session_of_the_council():
    session = Busy("post:2", datetime(2026, 4, 1), datetime(2026, 4, 21), "縣議會定期會")  # noqa: DTZ001 - wall-clock

    found = plan(youth(), busy=(session,))

    (broken,) = [one for one in found.sittings if one.broken]
    assert broken.broken == (
        "第1季排不進：少輔會不得相隔超過3個月，上一場在114年10月20日（星期一），第1季可排1/2至1/20，"
        "第2季可排4/21至6/30（4/1至4/20縣長有12日已有「縣議會定期會」）。"
        "先排在115年1月21日（星期三）14:00至16:00，超過間隔。可行：少輔會的間隔放寬為4個月。"
    )
    assert len(found.sittings) == 4
    assert [warning.kind for warning in found.warnings] == ["gap"]


def test_days_that_only_the_gap_excludes_are_not_put_down_to_whoever_is_busy_on_a_few_of_them():
    busy = away("post:2", date(2026, 10, 5), date(2026, 10, 8), what="出國考察")

    told = [one.broken for one in plan(youth(max_gap_months=1), busy=busy).sittings if one.broken]

    assert all("這段時間不在" in one for one in told)
    assert len(told) == 4
    assert not any("出國考察" in one or "下一場在116年" in one for one in told)


def test_the_first_sitting_of_the_youth_committee_comes_too_late_after_a_typhoon():
    typhoon = [Closure(date(2026, 1, 1) + timedelta(days=n), None, None, "颱風") for n in range(20)]

    found = plan(youth(), calendar=OfficeCalendar(closures=typhoon))

    assert found.sittings[0].broken == (
        "第1季排不進：少輔會不得相隔超過3個月，上一場在114年10月20日（星期一），最遲應在115年1月20日（星期二）召開；"
        "115/1/1至115/1/20沒有可排的上班日。先排在115年1月21日（星期三）14:00至16:00，超過間隔。"
        "可行：少輔會的間隔放寬為4個月，排在115年2月11日（星期三）14:00至16:00。"
    )
    assert [bool(one.broken) for one in found.sittings] == [True, False, False, False]


def test_a_last_sitting_long_ago_is_named_with_the_day_that_is_gone():
    found = plan(youth(last_held=date(2025, 8, 1)))

    assert "最遲應在114年11月1日（星期六）召開；這段時間不在第1季內。" in found.sittings[0].broken


def test_a_deputy_who_helps_once_the_other_quarters_make_room_is_offered():
    request = PlanRequest(
        2026,
        (youth(chairs=(DEPUTY,), last_held=date(2025, 12, 10)), series("縣務會報", "12", chairs=(MAGISTRATE,))),
        CALENDAR,
        busy=away("post:1", date(2026, 2, 20), date(2026, 7, 31), what="出國"),
    )
    (left,) = draft(request).unplaced
    (way,) = left.ways_out
    (remedy,) = way.remedies

    found = draft(replace(request, conceded=remedy.concessions))

    assert "由縣長代理主持" in left.reason
    assert found.unplaced == ()
    assert not any(one.broken for one in found.sittings)


# ----- whatever is asked

HOURS = [time(9), time(14)]


@st.composite
def narrow_years(draw: st.DrawFn) -> PlanRequest:
    """Two to six series of two chairs and two rooms within a few days, and what stands in the way."""
    asked = []
    for number in range(draw(st.integers(2, 6))):
        first = draw(st.integers(9, 11))
        written = [f"03-{first:02}/03-{draw(st.integers(first, 12)):02}"]
        gap = draw(st.integers(0, 3)) == 0
        if gap:
            later = draw(st.integers(7, 13))
            written.append(f"04-{later:02}/04-{later + 1:02}")
        asked.append(
            series(
                f"會{number}", *written, rhythm=Rhythm.COUNT if gap else Rhythm.YEAR,
                chairs=(draw(st.sampled_from([DEPUTY, MAGISTRATE])),),
                deputies=draw(st.sampled_from([(), (), (DEPUTY,), (ChairPost(3, "秘書長"),)])),
                room=draw(st.sampled_from(["", "301", "大禮堂"])), minutes=draw(st.sampled_from([90, 120, 180])),
                start=draw(st.sampled_from(HOURS)), weekday=draw(st.none() | st.integers(0, 4)),
                max_gap_months=1 if gap else None,
            )
        )  # fmt: skip
        if gap:
            asked[-1] = replace(asked[-1], cadence=Cadence(Rhythm.COUNT, 2, tuple(written)))
    halves = [datetime.combine(date(2026, 3, day), time(hour)) for day in range(9, 13) for hour in (8, 13)]
    busy = [
        Busy(key, half, half + timedelta(hours=4))
        for key in ("post:1", "post:2", "post:3", "room:301") for half in halves if not draw(st.integers(0, 2))
    ]  # fmt: skip
    return PlanRequest(2026, tuple(asked), CALENDAR, busy=tuple(busy))


def times_of(one: Wanted, request: PlanRequest) -> list[tuple[datetime, datetime, frozenset[str]]]:
    """Every time that the calendar and what stands leave the sitting, found the simple way."""
    asked = next(series for series in request.series if series.code == one.series)
    length = timedelta(minutes=asked.minutes)
    found = []
    for day in range(one.first.toordinal(), one.last.toordinal() + 1):
        for clock in starts(asked.start, asked.minutes):
            start = datetime.combine(date.fromordinal(day), clock)
            for post in (*asked.chairs, *asked.deputies):
                keys = {f"post:{post.post_id}"} | ({f"room:{asked.room}"} if asked.room else set())
                free = all(b.key not in keys or b.end <= start or start + length <= b.start for b in request.busy)
                if CALENDAR.is_offered(start.date()) and CALENDAR.is_open(start.date(), clock, (start + length).time()):
                    found += [(start, start + length, frozenset(keys))] if free else []
    return found


def possible(wanted: tuple[Wanted, ...], request: PlanRequest, chosen: tuple = ()) -> bool:
    """Whether all of them can be held, tried one after the other in every way."""
    if len(chosen) == len(wanted):
        return True
    one = wanted[len(chosen)]
    return any(
        all(beside(other, theirs, one, ours, request) for other, theirs in zip(wanted, chosen, strict=False))
        and possible(wanted, request, (*chosen, ours))
        for ours in times_of(one, request)
    )


def beside(other: Wanted, theirs: tuple, one: Wanted, ours: tuple, request: PlanRequest) -> bool:
    if theirs[2] & ours[2] and theirs[0] < ours[1] and ours[0] < theirs[1]:
        return False
    asked = next(series for series in request.series if series.code == one.series)
    if other.series == one.series and asked.max_gap_months:
        order = [window.first for window in windows(asked.cadence, 2026)]
        if (other.first, one.first) in pairwise(order) or (one.first, other.first) in pairwise(order):
            early, late = sorted((theirs[0].date(), ours[0].date()))
            return late <= add_months(early, asked.max_gap_months)
    return True


@settings(max_examples=150, deadline=None)
@given(narrow_years())
def test_what_is_said_to_exclude_each_other_does_and_would_not_with_one_sitting_less(request):
    for left in draft(request).unplaced:
        assert left.together
        assert not possible(left.together, request)
        for gone in range(len(left.together)):
            assert possible((*left.together[:gone], *left.together[gone + 1 :]), request)


# ----- what is given way in a draft


def test_each_way_out_of_march_is_carried_out_in_a_draft_of_its_own():
    known = series("社福會報", rhythm=Rhythm.QUARTER, chairs=(MAGISTRATE,))
    request = PlanRequest(2026, (*THREE, known), CALENDAR, busy=MARCH)
    (left,) = draft(request).unplaced
    remedies = [one for way in left.ways_out for one in way.remedies]

    assert [one.words for one in remedies] == [
        *(f"{one.name}延後一週" for one in THREE), *(f"{one.name}由縣長代理主持" for one in THREE)
    ]  # fmt: skip
    for one in remedies:
        assert draft(replace(request, conceded=one.concessions)).unplaced == ()


def test_a_sitting_in_another_room_says_so_in_its_draft():
    week = [
        series(f"{name}會報", "03-09/03-09", chairs=head(n, name), room="301會議室", minutes=180)
        for n, name in enumerate("甲乙丙")
    ]
    asked = (*week, series("丁會報", "05", chairs=(MAGISTRATE,), room="大禮堂"))
    (left,) = plan(*asked).unplaced
    remedy = next(one for way in left.ways_out if way.kind == "room" for one in way.remedies)

    found = plan(*asked, conceded=remedy.concessions)

    assert found.unplaced == ()
    assert sorted(one.room for one in found.sittings) == ["301會議室", "301會議室", "大禮堂", "大禮堂"]


def test_another_track_is_no_way_out_where_each_series_has_one_sitting_among_those_that_exclude_each_other():
    """A second track is asked for a series with several sittings among those that exclude each other only."""
    tight = years.county(tight=True, gaps=True)
    days = [date(years.YEAR, 1, 1) + timedelta(days=n) for n in range(365) if n % 15]
    gone = [one for key in ("person:1", "person:4") for day in days for one in away(key, day, day)]

    found = draft(replace(tight, busy=(*tight.busy, *gone)))

    assert any("不得相隔超過3個月" in one.reason for one in found.lost)
