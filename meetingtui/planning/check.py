"""What a request asks that cannot be, or hardly: each a sentence, before and after the draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from meetingtui.dates.errors import DateError
from meetingtui.dates.months import add_months
from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.cadence import Rhythm
from meetingtui.language import _
from meetingtui.planning.clashes import gap_broken
from meetingtui.planning.due import Chain, sitting_of
from meetingtui.planning.ideal import gap_months, known_dates
from meetingtui.planning.outcome import DraftSitting, PlanWarning
from meetingtui.planning.placing import over_lunch
from meetingtui.planning.request import FixedSitting, PlanRequest, SeriesPlan, wall
from meetingtui.planning.windows import MOST_PER_YEAR, unreadable, windows

FIRST_YEAR, LAST_YEAR = 1912, 2910
"""The Gregorian years that are planned: 民國1年 to 999年."""
_DAY = 24 * 60
_AGES = 20
"""Years from the planned one at which a sitting's date must be a slip."""

FEW_TRACKS = 4
"""Tracks that a sentence names one by one."""


def check_year(request: PlanRequest) -> list[PlanWarning]:
    """That the year cannot be planned (kind `year`), or has no official office calendar."""
    if not FIRST_YEAR <= request.year <= LAST_YEAR:
        text = _("{year}不能排定：請用民國1年至999年的年度。")
        return [PlanWarning("year", "", text.format(year=request.year))]
    if request.calendar.covers(request.year):
        return []
    text = _("{year}尚無官方辦公日曆，只知週末與固定日期的假日；請匯入辦公日曆後再排一次。")
    return [PlanWarning("calendar", "", text.format(year=show_year(request.year)))]


def readable(request: PlanRequest) -> tuple[PlanRequest, list[PlanWarning]]:
    """The request with every standing sitting in wall-clock time; one ages away keeps its window and loses its time."""
    kept: list[FixedSitting] = []
    warnings: list[PlanWarning] = []
    for one in request.fixed:
        try:
            start, end = (wall(one.start) if one.start else None), (wall(one.end) if one.end else None)
        except DateError:
            start = end = None
        if start is not None and abs(start.year - request.year) > _AGES:
            start = end = None
        if start is None and one.start is not None:
            text = _("場次「{label}」的日期離年度太遠，排定時未計入其時間；請更正。")
            warnings.append(PlanWarning("fixed", "", text.format(label=one.label)))
        kept.append(replace(one, start=start, end=end))
    return replace(request, fixed=tuple(kept)), warnings


def check_series(series: SeriesPlan, year: int) -> tuple[list[PlanWarning], str]:
    """The warnings of a series, and why it cannot be planned at all ("" when it can)."""
    warnings = [
        PlanWarning("cadence", series.code, _("{series}的時段「{window}」無法判讀，未排定。").format(
            series=series.code, window=window))
        for window in unreadable(series.cadence, year)
    ]  # fmt: skip
    unusable = _unusable(series, year)
    if unusable or series.cadence.rhythm is Rhythm.DEMAND:
        return warnings, unusable
    if series.rota and not (series.chairs or (series.tracks and all(t.chair_posts for t in series.tracks))):
        text = _("{series}輪流主持，但沒有輪值名單；已排日期，主持人待定。")
        warnings.append(PlanWarning("rota", series.code, text.format(series=series.code)))
    if orphans := [track.code for track in series.tracks if series.chairs and not series.posts_of(track)]:
        text = _("{series}的{tracks}尚無主持人；已排日期，主持人待定。")
        warnings.append(PlanWarning("rota", series.code, text.format(series=series.code, tracks=_few(orphans))))
    if over_lunch(series.start, series.minutes):
        text = _("{series}的平常時間（{start}起{minutes}分鐘）跨越午休，請確認。")
        warnings.append(
            PlanWarning("lunch", series.code, text.format(
                series=series.code, start=f"{series.start:%H:%M}", minutes=series.minutes))
        )  # fmt: skip
    warnings += _otherwise(series, year)
    return warnings, ""


def _few(codes: list[str]) -> str:
    """Codes of tracks in a sentence: the first of many, and how many there are."""
    if len(codes) <= FEW_TRACKS:
        return _("、").join(codes)
    return _("{some}等{count}個分區").format(some=_("、").join(codes[:FEW_TRACKS]), count=len(codes))


def _otherwise(series: SeriesPlan, year: int) -> list[PlanWarning]:
    """That a series is planned more or less often than it is meant to, by its rhythm or by its written windows."""
    tracks = max(len(series.tracks), 1)
    computed, target = len(windows(series.cadence, year)) * tracks, series.target
    text = _("{series}目標{target}場，依頻率排{computed}場，請增減分區或更正頻率。")
    if series.cadence.windows:
        whole_year = windows(series.cadence._replace(valid_from=None, valid_to=None), year)
        rhythm = (series.cadence.sittings_per_track() or 0) * tracks
        if target is None and len(whole_year) * tracks < rhythm:
            target = rhythm
        text = _("{series}依時段只排得{computed}場，目標{target}場；請增加時段，或更正頻率。")
        if target is not None and target < computed:
            text = _("{series}依時段排{computed}場，目標{target}場；請減少時段，或更正頻率。")
    if target is None or target == computed:
        return []
    message = text.format(series=series.code, target=target, computed=computed)
    return [PlanWarning("target", series.code, message, target, computed)]


def _unusable(series: SeriesPlan, year: int) -> str:
    cadence = series.cadence
    if cadence.rhythm is Rhythm.DEMAND:
        return ""
    if cadence.per_period < 1:
        return _("{series}的召開頻率為{n}場，無法排定；請更正頻率，或改為視需要召開。").format(
            series=series.code, n=cadence.per_period
        )
    asked = (cadence.sittings_per_track() or 0) * max(len(series.tracks), 1)
    if asked > MOST_PER_YEAR:
        text = _("{series}依頻率全年{n}場，超過{most}場，應是誤植；請更正頻率。")
        return text.format(series=series.code, n=asked, most=MOST_PER_YEAR)
    if cadence.windows and len(unreadable(cadence, year)) == len(cadence.windows):
        return _("{series}的時段都無法判讀，無法排定；請更正時段。").format(series=series.code)
    begins = series.start.hour * 60 + series.start.minute
    if series.minutes < 1 or begins + series.minutes >= _DAY:
        text = _("{series}的會議時間為{start}起{minutes}分鐘，無法在當日開完；請更正時間。")
        return text.format(series=series.code, start=f"{series.start:%H:%M}", minutes=series.minutes)
    return ""


def gap_warnings(request: PlanRequest, chains: Iterable[Chain], sittings: Iterable[DraftSitting]) -> list[PlanWarning]:
    """Each pair of neighbouring sittings too far apart, and a year whose end nothing reaches."""
    drafted: dict[tuple[int, str], list[date]] = {}
    for one in sittings:
        drafted.setdefault((one.series_id, one.track_code), []).append(one.start.date())
    for standing in request.fixed:
        if standing.start is not None:
            drafted.setdefault((standing.series_id, standing.track_code), []).append(standing.start.date())
    found: list[PlanWarning] = []
    for chain in chains:
        months = gap_months(chain.series)
        if months is None:
            continue
        track = chain.track.code if chain.track else ""
        held = drafted.get((chain.series.series_id, track), [])
        name = sitting_of(chain.series.code, track)
        found += _too_far(name, chain.series.code, [*known_dates(chain.series, chain.track), *held], months, request)
    return found


def vacancies(request: PlanRequest, sittings: Iterable[DraftSitting]) -> list[PlanWarning]:
    """The sittings of each series that nobody would preside: the post is vacant then, and no deputy is named."""
    names = {post.post_id: post.name for one in request.series for track in (None, *one.tracks)
             for post in (*one.posts_of(track), *one.deputies)}  # fmt: skip
    found: dict[tuple[str, int], list[date]] = {}
    for one in sittings:
        if one.presiding is not None and request.vacant(one.presiding, one.start.date()):
            found.setdefault((one.code, one.presiding), []).append(one.start.date())
    text = _("{series}有{count}場（{first}起）由{post}主持，該職務屆時出缺；請登記新任職者，或指定代理人。")
    return [
        PlanWarning("vacant", code, text.format(
            series=code, count=len(days), first=show_date(min(days)), post=names.get(post, "")))
        for (code, post), days in sorted(found.items())
    ]  # fmt: skip


def _too_far(name: str, code: str, days: list[date], months: int, request: PlanRequest) -> list[PlanWarning]:
    year_end = date(request.year, 12, 31)
    text = _("{series}：{earlier}至{later}相隔超過{months}個月。")
    found = [
        PlanWarning("gap", code, text.format(
            series=name, earlier=show_date(a), later=show_date(b), months=months))
        for a, b in gap_broken(days, months) if b.year >= request.year >= a.year - 1
    ]  # fmt: skip
    last = max((day for day in days if day <= year_end), default=None)
    if last is not None and add_months(last, months) < year_end:
        text = _("{series}：{earlier}之後到年底沒有下一場，將超過{months}個月。")
        found.append(PlanWarning("gap", code, text.format(series=name, earlier=show_date(last), months=months)))
    return found
