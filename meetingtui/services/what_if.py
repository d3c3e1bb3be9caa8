"""A year as it would be if a series met otherwise, or in more places: drafted, then thrown away or kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count, islice
from typing import NamedTuple
from unicodedata import normalize

from meetingtui.domain.cadence import Rhythm
from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.planning import due
from meetingtui.planning.check import check_series
from meetingtui.planning.draft import Drafting, PlanWarning
from meetingtui.planning.request import Concession, PlanRequest, SeriesPlan, TrackPlan
from meetingtui.planning.windows import windows
from meetingtui.services import finding, planning, series_rules, tracks, written
from meetingtui.services.office import Office

MOST_MORE = 60
"""Tracks that may be assumed at once; per period at most as many sittings."""
_RHYTHMS = {
    "每月": Rhythm.MONTH, "每2個月": Rhythm.BIMONTH, "每兩個月": Rhythm.BIMONTH, "每季": Rhythm.QUARTER,
    "每4個月": Rhythm.THIRD, "每半年": Rhythm.HALF, "每年": Rhythm.YEAR,
    **{rhythm.value: rhythm for rhythm in Rhythm if rhythm not in {Rhythm.COUNT, Rhythm.DEMAND}},
}  # fmt: skip
_MORE = re.compile(r"(?:分區|tracks?)\+([0-9]{1,3})")
_EACH = re.compile(r"(.+?)(?:[x*×]?([0-9]{1,3})(?:場|次)?)?")


class Assumption(NamedTuple):
    """What is assumed of a series: another rhythm with so many sittings a period, or more tracks (0: as many)."""

    series: str
    rhythm: str = ""
    per_period: int = 0
    more_tracks: int = 0

    @property
    def words(self) -> str:
        """How it is written."""
        parts = [self.series]
        if self.rhythm:
            word = next(word for word, rhythm in _RHYTHMS.items() if rhythm == self.rhythm)
            parts.append(f"{word}{self.per_period}場" if self.per_period > 1 else word)
        if self.more_tracks:
            parts.append(f"分區+{self.more_tracks}")
        return " ".join(parts)


def parse(office: Office, text: str) -> Assumption:
    """An assumption as it is typed: `PIF-14 分區+2`, `PIF-16 每月`, `PIF-10 每季2場`. Raises NotFound or Refusal."""
    words = normalize("NFKC", text).split()
    found = Assumption("")
    while len(words) > 1 and (changed := _read(found, words[-1])) is not None:
        found = changed
        words.pop()
    if found == Assumption(""):
        raise Refusal(
            _("「{text}」看不出假設的內容。請寫會議別與改法，例如 PIF-14 分區+2、PIF-16 每月、PIF-10 每季2場。"),
            text=text[:40],
        )  # fmt: skip
    return found._replace(series=finding.series_of(office.registry(), " ".join(words)).code)


def _read(found: Assumption, word: str) -> Assumption | None:
    """The assumption with what one word changes; None for a word that changes nothing."""
    more, each = _MORE.fullmatch(word), _EACH.fullmatch(word)
    if more and 1 <= int(more[1]) <= MOST_MORE:
        return found._replace(more_tracks=int(more[1]))
    rhythm = _RHYTHMS.get(each[1]) if each else None
    if each and rhythm and 1 <= int(each[2] or 1) <= MOST_MORE:
        return found._replace(rhythm=rhythm.value, per_period=int(each[2] or 1))
    return None


def begin(
    office: Office, year: int, assumed: Sequence[Assumption], conceded: Sequence[Concession] = (),
    wanted: Callable[[], bool] | None = None,
) -> Drafting:  # fmt: skip
    """What `year` (Gregorian) lacks under those assumptions, with what is given way in it; nothing is saved.

    What stands stays where it is, and fills the window that it lies in. Raises Refusal where a series could not be
    planned so, and Abandoned once `wanted` answers False.
    """
    asked = _request(office, year, assumed)
    noted = _beyond(planning.request(office, office.registry(), year), asked, assumed)
    begun = Drafting(replace(asked, conceded=tuple(conceded)), wanted, noted)
    begun.plain()
    return begun


def keep(office: Office, year: int, assumed: Sequence[Assumption]) -> None:
    """Write the assumptions into the registry, in force from the first day of `year`; each can be undone.

    Sittings that stand stay as they are. Raises Refusal as `begin` does.
    """
    _request(office, year, assumed)
    registry, since = office.registry(), date(year, 1, 1)
    for one in assumed:
        if one.rhythm:
            rule = series_rules.form(office, one.series, since)
            wanted = rule._replace(
                rhythm=one.rhythm, per_period=one.per_period, windows=(), stated=None, target=None, cadence=""
            )
            series_rules.change(office, one.series, wanted, since=since)
        series = finding.series_of(registry, one.series)
        codes = [track.code for track in registry.tracks_of(series.id)]
        for number, code in enumerate(_more_codes(codes, one.more_tracks), start=len(codes) + 1):
            tracks.add(office, one.series, tracks.TrackForm(_("第{n}分區").format(n=number), code), since=since)


def _request(office: Office, year: int, assumed: Sequence[Assumption]) -> PlanRequest:
    """What the planner is asked then."""
    asked = planning.request(office, office.registry(), year)
    for one in assumed:
        asked = _assuming(asked, one)
    for series in asked.series:
        _warnings, unusable = check_series(series, year)
        if unusable and any(one.series == series.code for one in assumed):
            raise Refusal(_("{why}這項假設沒有採用。"), why=unusable)
    return asked


def _assuming(asked: PlanRequest, one: Assumption) -> PlanRequest:
    series = next((plan for plan in asked.series if plan.code == one.series), None)
    if series is None:
        raise Refusal(_("{series}不列入年度編排，不能假設。請選年度編排的會議別。"), series=one.series)
    if one.more_tracks and not series.tracks:
        _refuse_undivided(asked, series)
    changed = _changed(series, one)
    return replace(asked, series=tuple(changed if plan is series else plan for plan in asked.series))


def _refuse_undivided(asked: PlanRequest, series: SeriesPlan) -> None:
    """Raises Refusal where sittings of a series without tracks stand: they would belong to none of its tracks."""
    if any(one.series_id == series.series_id and one.kind == "ordinary" for one in asked.fixed):
        raise Refusal(
            _("{series}現無分區，{year}年已有場次，不知應歸入哪一區，不能假設分區。請先取消這些場次，或假設其他年度。"),
            series=series.code, year=asked.year - 1911,
        )  # fmt: skip


def _beyond(now: PlanRequest, then: PlanRequest, assumed: Sequence[Assumption]) -> list[PlanWarning]:
    """What stands on the books beyond what is due under the assumptions, where it is not beyond it now."""
    found = []
    for code in dict.fromkeys(one.series for one in assumed):
        before, after = (
            due.beyond(series, windows(series.cadence, asked.year), asked.fixed)
            for asked in (now, then) for series in asked.series if series.code == code
        )  # fmt: skip
        more = [one.label for one in after if one not in before]
        if more:
            text = _("{series}依假設應開的場次之外，已有{count}場在冊：{which}。這些場次不會更動；不需要者請另行取消。")
            which = written.few(more)
            found.append(PlanWarning("assumed", code, text.format(series=code, count=len(more), which=which)))
    return found


def _changed(series: SeriesPlan, one: Assumption) -> SeriesPlan:
    cadence = series.cadence
    if one.rhythm:
        cadence = cadence._replace(rhythm=Rhythm(one.rhythm), per_period=one.per_period, windows=())
    codes = [track.code for track in series.tracks]
    more = tuple(TrackPlan(-place, code) for place, code in enumerate(_more_codes(codes, one.more_tracks), start=1))
    return replace(series, cadence=cadence, tracks=(*series.tracks, *more), target=None)


def _more_codes(codes: Sequence[str], more: int) -> list[str]:
    """Codes of tracks that come to those; a series without tracks becomes one track itself."""
    spare = (f"T{number}" for number in count(1) if f"T{number}" not in codes)
    return list(islice(spare, more + (1 if more and not codes else 0)))
