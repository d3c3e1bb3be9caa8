"""What is due in a year: one sitting for each window of each track that no standing sitting fills yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetingtui.planning.ideal import point, spread
from meetingtui.planning.request import ChairPost, FixedSitting, SeriesPlan, TrackPlan, wall
from meetingtui.planning.windows import Window


@dataclass(frozen=True, slots=True)
class Due:
    """A sitting to place: its window, who presides, where, and the day to aim at."""

    series: SeriesPlan
    track: TrackPlan | None
    window: Window
    ideal: date
    chair: ChairPost | None
    township: str

    @property
    def track_code(self) -> str:
        """The track's code, "" without tracks."""
        return self.track.code if self.track else ""

    @property
    def label(self) -> str:
        """What sentences call it before it has a number."""
        return f"{sitting_of(self.series.code, self.track_code)}（{self.window.label}）"


@dataclass(frozen=True, slots=True)
class Chain:
    """The year of one track: every window in order, with the day of the sitting that fills it, or the due sitting."""

    series: SeriesPlan
    track: TrackPlan | None
    windows: tuple[Window, ...]
    dues: tuple[Due | None, ...]
    filled: dict[int, date | None]


def sitting_of(code: str, track_code: str) -> str:
    """`PIF-14-T3`, or `PIF-10` without a track."""
    return f"{code}-{track_code}" if track_code else code


def chains(
    series: SeriesPlan, windows: Sequence[Window], fixed: Sequence[FixedSitting], not_before: date | None = None
) -> list[Chain]:
    """The year of each track of `series` (or of the series itself), less what `fixed` already fills.

    Where days up to `not_before` cannot be used any more, the sittings spread over the rest of their window.
    """
    tracks = series.tracks or (None,)
    filled = [
        fill(windows, [one for one in fixed if one.track_code == (track.code if track else "") and
                       one.kind == "ordinary"])
        for track in tracks
    ]  # fmt: skip
    aims = [
        spread(window, [place for place, days in enumerate(filled) if index not in days], len(tracks), not_before)
        for index, window in enumerate(windows)
    ]
    found: list[Chain] = []
    for place, track in enumerate(tracks):
        dues = tuple(
            None if index in filled[place] else Due(
                series, track, window, aims[index][place],
                _chair(series, track, index), _township(series, track, window.first.year * len(windows) + index),
            )
            for index, window in enumerate(windows)
        )  # fmt: skip
        found.append(Chain(series, track, tuple(windows), dues, filled[place]))
    return found


def fill(windows: Sequence[Window], fixed: Sequence[FixedSitting]) -> dict[int, date | None]:
    """Which windows (by place) the standing sittings fill, and on what day (None while postponed without a date)."""
    return {place: _day(one) for place, one in fillers(windows, fixed).items()}


def fillers(windows: Sequence[Window], fixed: Sequence[FixedSitting]) -> dict[int, FixedSitting]:
    """The standing sitting that fills each window (by place) that is filled.

    A sitting fills the window it was planned for, wherever it has moved since; one without that, or whose window no
    longer exists, the first to end of those that its day lies in.
    """
    filled: dict[int, FixedSitting] = {}
    strays: list[FixedSitting] = []
    for one in sorted(fixed, key=_order):
        day = _day(one)
        same = [n for n, w in enumerate(windows) if n not in filled and (w.first, w.last) == _planned(one)]
        if same:
            filled[min(same, key=lambda n: (abs((point(windows[n]) - (day or windows[n].first)).days), n))] = one
        else:
            strays.append(one)
    for one in strays:
        day = _day(one)
        first, last = (day, day) if day is not None else (one.window_first, one.window_last)
        if first is None or last is None:
            continue
        holding = [n for n, w in enumerate(windows) if n not in filled and w.first <= last and first <= w.last]
        if holding:
            filled[min(holding, key=lambda n: (windows[n].last, n))] = one
    return filled


def beyond(series: SeriesPlan, windows: Sequence[Window], fixed: Sequence[FixedSitting]) -> list[FixedSitting]:
    """The standing ordinary sittings of `series` that fill no window of their track: more than are due."""
    own = [one for one in fixed if one.series_id == series.series_id and one.kind == "ordinary"]
    filling = {
        id(one)
        for track in series.tracks or (None,)
        for one in fillers(windows, [o for o in own if o.track_code == (track.code if track else "")]).values()
    }
    return [one for one in own if id(one) not in filling]


def _day(one: FixedSitting) -> date | None:
    return wall(one.start).date() if one.start is not None else None


def _planned(one: FixedSitting) -> tuple[date | None, date | None]:
    return one.window_first, one.window_last


def _order(one: FixedSitting) -> tuple[date, date]:
    return _day(one) or one.window_first or date.max, one.window_first or date.max


def _chair(series: SeriesPlan, track: TrackPlan | None, index: int) -> ChairPost | None:
    """Who presides in the window: the track's own chair before the series', in turn when they rotate."""
    posts = series.posts_of(track)
    if not posts:
        return None
    return posts[(series.rota_from + index) % len(posts)] if series.rota else posts[0]


def _township(series: SeriesPlan, track: TrackPlan | None, turn: int) -> str:
    """Where a travelling track sits in the window, going on from year to year; the only township of one that stays."""
    places = track.townships if track else ()
    if not places:
        return ""
    if not series.rotate_townships:
        return places[0] if len(places) == 1 else ""
    return places[turn % len(places)]
