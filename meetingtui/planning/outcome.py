"""What a draft year answers: the sittings, what does not fit and why, clashes, and what the registry should correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from meetingtui.language import _
from meetingtui.planning.clashes import Clash
from meetingtui.planning.request import Concession, FixedSitting


class Cost(NamedTuple):
    """Points of one broken wish (a field of Weights, or "other"), and the words for it with its points."""

    wish: str
    points: int
    words: str


class Remedy(NamedTuple):
    """A way out at one sitting of those that exclude each other: what is given way in a draft that takes it."""

    words: str
    concessions: tuple[Concession, ...]


class WayOut(NamedTuple):
    """A concession that was tried and gives the sitting a time; `kind` is week, deputy, room, track, gap or pair.

    A pair is two of these at once, where no single one is enough. Each of `remedies` carries it out; none where only
    the rules of the series can.
    """

    kind: str
    words: str
    remedies: tuple[Remedy, ...] = ()


class Wanted(NamedTuple):
    """A due sitting by series (code and name), track and window."""

    series: str
    name: str
    track: str
    window: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DraftSitting:
    """A proposed sitting, in Taipei wall-clock time without zone; `why` is the sentence that explains its day.

    `acting_post_id` is the deputy who is to preside in place of the chair, `cost` the points of its broken wishes and
    `costs` each of them. `broken` says why its longest gap cannot be kept, "" where it is. `label` tells it apart from
    all other due sittings.
    """

    series_id: int
    code: str
    track_code: str
    kind: str
    start: datetime
    end: datetime
    room: str
    township: str
    chair_post_id: int | None
    window_first: date
    window_last: date
    why: str
    acting_post_id: int | None = None
    cost: int = 0
    costs: tuple[Cost, ...] = ()
    broken: str = ""
    label: str = ""

    @property
    def cost_words(self) -> str:
        """Its broken wishes with their points, "" without one."""
        return _("、").join(one.words for one in self.costs)

    @property
    def presiding(self) -> int | None:
        """The post that presides: the deputy if there is one, else the chair."""
        return self.acting_post_id or self.chair_post_id


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A sitting that is due and found no time, or a series that cannot be planned at all.

    `past` says that its window was over before anything could be planned; `window` is what it is called. `together`
    are the sittings, itself among them, that cannot all be held, but could without any one of them; `ways_out` are
    concessions that would do, and `why` is the reason without them. One that is `alike` is told in short, after others
    of its series that have the same cause. Of one that is `counted` only the days that are taken are told; by its
    `label` it can be looked into.
    """

    series: str
    track: str
    reason: str
    past: bool = False
    window: str = ""
    together: tuple[Wanted, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    why: str = ""
    alike: bool = False
    counted: bool = False
    label: str = ""
    window_first: date | None = None


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """Something to correct, with its figures.

    `kind`: year, calendar, fixed, cadence, rota, vacant, target, lunch or gap.
    """

    kind: str
    series: str
    message: str
    stated: int | None = None
    computed: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed year: only what is missing beside the sittings that already stand; `cost` in points of Weights.

    Of these, `over_gap` are for days beyond longest gaps that cannot be kept.
    `stood` are the ids of the sittings beside which it was drafted. Before it is `explained` what found no time is told
    without the sittings that exclude it and the ways out.
    """

    year: int
    sittings: tuple[DraftSitting, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    clashes: tuple[Clash, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()
    cost: int = 0
    over_gap: int = 0
    stood: frozenset[int] = frozenset()
    explained: bool = True

    @property
    def over_gap_words(self) -> str:
        """What of its points is no wish but a rule that cannot be kept, in a sentence; "" where all are kept."""
        return _("其中{points}分是超過間隔的天數。").format(points=self.over_gap) if self.over_gap else ""

    @property
    def lost(self) -> tuple[Unplaced, ...]:
        """What found no time although some of its window is still to come."""
        return tuple(one for one in self.unplaced if not one.past)

    @property
    def alike(self) -> dict[str, list[Unplaced]]:
        """What found no time and is told in short, by the code of its series, in order of windows."""
        found: dict[str, list[Unplaced]] = {}
        for one in sorted(self.unplaced, key=lambda one: one.window_first or date.min):
            if one.alike:
                found.setdefault(one.series, []).append(one)
        return dict(sorted(found.items()))

    @property
    def past(self) -> dict[str, list[Unplaced]]:
        """What is due in windows that are over, by the code of its series."""
        found: dict[str, list[Unplaced]] = {}
        for one in self.unplaced:
            if one.past:
                found.setdefault(one.series, []).append(one)
        return dict(sorted(found.items()))

    def as_fixed(self) -> tuple[FixedSitting, ...]:
        """Its sittings as they would stand once saved."""
        return tuple(
            FixedSitting(
                series_id=s.series_id, track_code=s.track_code, start=s.start, end=s.end, room=s.room,
                township=s.township, chair_post_id=s.presiding, kind=s.kind,
                window_first=s.window_first, window_last=s.window_last,
            )
            for s in self.sittings
        )  # fmt: skip
