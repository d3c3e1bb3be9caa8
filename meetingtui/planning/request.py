"""What the planner is asked: the series of a year, the days that may be used, and what already stands.

Moments are Taipei wall-clock times without zone; an aware one is turned into that by `wall`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from meetingtui.dates.clock import to_taipei
from meetingtui.dates.office_calendar import OfficeCalendar
from meetingtui.domain.cadence import Cadence
from meetingtui.planning.weights import USUAL, Weights


@dataclass(frozen=True, slots=True)
class ChairPost:
    """A post that may preside, with the name that sentences show."""

    post_id: int
    name: str


@dataclass(frozen=True, slots=True)
class TrackPlan:
    """One of the places in which a series is held; `last_held` is its final sitting before the year.

    `credited` are days of other series' sittings that count for the gap of this track alone.
    """

    id: int
    code: str
    townships: tuple[str, ...] = ()
    chair_posts: tuple[ChairPost, ...] = ()
    last_held: date | None = None
    credited: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How a series meets in the year.

    `weekday` is 0 for Monday; `rota_from` is the place in `chairs` of the first window's chair; `agencies` are keys
    of agencies that can send one delegate only (a wish, not a rule); `credited` are days of other series' sittings
    that count for this one's gap; `name` is what sentences call it, the code where it is empty; for a day before
    `not_before` the notice would go out too late: none is drafted there; `each_its_own` says that the chairs are those
    of the tracks, one each, so that a track which names none has none yet.
    """

    series_id: int
    code: str
    cadence: Cadence
    tracks: tuple[TrackPlan, ...] = ()
    chairs: tuple[ChairPost, ...] = ()
    rota: bool = False
    deputies: tuple[ChairPost, ...] = ()
    weekday: int | None = None
    start: time = time(14, 0)
    minutes: int = 120
    room: str = ""
    rotate_townships: bool = False
    max_gap_months: int | None = None
    target: int | None = None
    last_held: date | None = None
    level: str = ""
    external: bool = False
    rota_from: int = 0
    agencies: tuple[str, ...] = ()
    credited: tuple[date, ...] = ()
    name: str = ""
    not_before: date | None = None
    each_its_own: bool = False

    def passed_over(self, post_id: int | None) -> int:
        """How many deputies come before that one in their order."""
        return next((place for place, one in enumerate(self.deputies) if one.post_id == post_id), 0)

    def posts_of(self, track: TrackPlan | None) -> tuple[ChairPost, ...]:
        """Who presides in a track, in turn: its own chairs before the series'."""
        if track is None or track.chair_posts:
            return track.chair_posts if track else self.chairs
        return () if self.each_its_own and len(self.chairs) > 1 else self.chairs


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which `person:7`, `post:3`, `room:多功能會議室` or `agency:5` is taken."""

    key: str
    start: datetime
    end: datetime
    what: str = ""


@dataclass(frozen=True, slots=True)
class CouncilDays:
    """Days, `first` to `last`, on which these posts had better not preside: the council sits, though not over them.

    A phase that they must sit in is a Busy of each of them instead.
    """

    first: date
    last: date
    post_ids: tuple[int, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class FixedSitting:
    """A sitting that already stands and is never moved by the draft.

    An ordinary one fills a window of its series and track: the one it was planned for (`window_first` to
    `window_last`), else the one its day lies in. Without `start` it is postponed: it fills its window and no room.
    When a year is made right again, a `movable` one may be moved, `noticed` says that its notice is out, `notice_days`
    how many days ahead one is sent, and `kept` the rules (clash, holiday, window, notice) that its time breaks for a
    reason: what clashes with it gives way.
    """

    series_id: int
    track_code: str = ""
    start: datetime | None = None
    end: datetime | None = None
    room: str = ""
    township: str = ""
    chair_post_id: int | None = None
    kind: str = "ordinary"
    label: str = ""
    window_first: date | None = None
    window_last: date | None = None
    external: bool = False
    id: int = 0
    movable: bool = False
    noticed: bool = False
    notice_days: int = 0
    kept: frozenset[str] = frozenset()


class Concession(NamedTuple):
    """What is given way to hold one due sitting (`label` as sentences call it), in one draft only.

    `kind`: week (its window begins `days` earlier, when negative, or ends as many later), deputy (`post` may preside),
    room (it is held in `room`, "" for one that nobody else uses) or track (somebody else presides elsewhere).
    """

    kind: str
    label: str
    days: int = 0
    post: ChairPost | None = None
    room: str = ""


def _by_post(_post_id: int, _day: date) -> str:
    return ""


def _never(_post_id: int, _day: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A (Gregorian) year to plan.

    `who` gives the person (`person:7`) that holds a post on a day, "" where none is known; `vacant` says that its last
    holder has left and nobody has followed, so that a deputy presides where the series has one; days before
    `not_before` are not used any more. `stood` are the ids of all sittings of the year, also of those that an
    assumption leaves out.
    """

    year: int
    series: tuple[SeriesPlan, ...]
    calendar: OfficeCalendar
    fixed: tuple[FixedSitting, ...] = ()
    busy: tuple[Busy, ...] = ()
    who: Callable[[int, date], str] = _by_post
    not_before: date | None = None
    weights: Weights = USUAL
    vacant: Callable[[int, date], bool] = _never
    council: tuple[CouncilDays, ...] = ()
    conceded: tuple[Concession, ...] = ()
    stood: frozenset[int] = frozenset()


def first_usable(request: PlanRequest, series: SeriesPlan) -> date | None:
    """The first day that may still be used for a series; None where all may."""
    return max((day for day in (request.not_before, series.not_before) if day is not None), default=None)


def wall(moment: datetime) -> datetime:
    """`moment` as Taipei wall-clock time without zone; one without zone already is."""
    return to_taipei(moment).replace(tzinfo=None)


def room_key(room: str, township: str = "") -> str:
    """The key under which a room is taken; a room of a travelling series is that township's own."""
    return "" if not room else f"room:{township}／{room}" if township else f"room:{room}"


def chair_key(post_id: int, day: date, who: Callable[[int, date], str]) -> str:
    """The key under which a chair is taken: the person who holds the post that day, else the post."""
    return who(post_id, day) or f"post:{post_id}"
