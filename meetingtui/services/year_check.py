"""A year as it stands, held against every rule and wish at any time: also one that was made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meetingtui.dates.clock import to_taipei, unstamp
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.planning import judge, judge_wishes
from meetingtui.planning.check import check_year
from meetingtui.planning.judge import RULE_WORDS, Finding, Standing
from meetingtui.planning.request import FixedSitting, PlanRequest
from meetingtui.planning.weights import WEIGHT_WORDS
from meetingtui.services import council, planning
from meetingtui.services.office import Office

WISH_WORDS = WEIGHT_WORDS | {
    "near": N_("離理想日"), "chair_day": N_("主持人一日超過上限"), "chair_week": N_("主持人一週超過上限"),
    "travel_day": N_("主持人到外地"),
}  # fmt: skip
"""What each wish that is not kept is called; a weight is called by what it counts."""


class CheckLine(NamedTuple):
    """A broken rule or wish with its place.

    `rule` is a key of judge.RULE_WORDS or planning.weights.WEIGHT_WORDS and `word` what it is called; `points` is None
    for a rule that must be kept. `number` and `other` are sittings, "" for none; `day` and `start` are ISO. `reason` is
    the one noted for the sitting; `kept` says that it stands there for it although it breaks this rule.
    """

    rule: str
    word: str
    points: int | None
    number: str
    other: str
    series: str
    name: str
    track: str
    day: str
    start: str
    message: str
    reason: str
    session_id: int | None
    kept: bool = False

    @property
    def hard(self) -> bool:
        """Whether it must be kept."""
        return self.points is None


class Tally(NamedTuple):
    """What is broken in one month (1 to 12) or series (its code and name): rules, wishes, and the points of these."""

    key: str
    name: str
    hard: int
    wishes: int
    points: int


class YearCheck(NamedTuple):
    """What was found in a (Gregorian) year of so many sittings: rules in order of time, then the dearest wishes.

    `notes` say what could not be held against it, such as days off of a year without an official calendar.
    """

    year: int
    sittings: int
    lines: tuple[CheckLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def hard(self) -> tuple[CheckLine, ...]:
        """The rules that must be kept and are not."""
        return tuple(one for one in self.lines if one.hard)

    @property
    def amiss(self) -> tuple[CheckLine, ...]:
        """Of these, what nobody has given a reason for."""
        return tuple(one for one in self.hard if not one.kept)

    @property
    def wishes(self) -> tuple[CheckLine, ...]:
        """The wishes that are not kept."""
        return tuple(one for one in self.lines if not one.hard)

    @property
    def points(self) -> int:
        """What the broken wishes cost together."""
        return sum(one.points or 0 for one in self.lines)

    def by_month(self) -> list[Tally]:
        """The months in which something is broken."""
        return _tallies((one.day[5:7].lstrip("0"), "", one) for one in sorted(self.lines, key=lambda one: one.day))

    def by_series(self) -> list[Tally]:
        """The series in which something is broken."""
        return _tallies((one.series, one.name, one) for one in sorted(self.lines, key=lambda one: one.series))

    def by_rule(self) -> list[Tally]:
        """The rules, then the wishes, that are broken."""
        return _tallies((one.rule, one.word, one) for one in self.lines)


def check(office: Office, year: int) -> YearCheck:
    """Everything that the sittings on the books of `year` (Gregorian) break, whoever put them there.

    Sittings that are held, and what is over, are facts: they are held against nothing but the longest gap.
    """
    registry = office.registry()
    books = _books(office, registry, year)
    rules = _rules(office, registry, books)
    found = judge_wishes.wished(books.asked, books.standing, names=_names(registry))
    wishes = sorted(found, key=lambda one: -(one.points or 0))
    lines = tuple(_line(registry, books, one) for one in (*rules, *wishes))
    notes = tuple(one.message for one in check_year(books.asked))
    return YearCheck(year, sum(one.sitting.start is not None for one in books.standing), lines, notes)


def problems(office: Office, year: int) -> dict[int, str]:
    """By id the sittings of `year` (Gregorian) that break a rule which must be kept, and what the first is called.

    The same as `check` finds, without its wishes: a screen asks for it each time that it shows the year.
    """
    registry = office.registry()
    books = _books(office, registry, year)
    found: dict[int, str] = {}
    for one in _rules(office, registry, books):
        if one.sitting in books.views:
            found.setdefault(one.sitting, _(RULE_WORDS[one.rule]))
    return found


class _Books(NamedTuple):
    """What stands in a year: as the planner is asked, by id as people see it, as it is judged, by id as it plans."""

    asked: PlanRequest
    views: dict[int, SessionView]
    standing: list[Standing]
    fixed: dict[int, FixedSitting]


def _books(office: Office, registry: Registry, year: int) -> _Books:
    asked = planning.request(office, registry, year)
    views = {one.id: one for one in planning.standing(office, registry, year)}
    return _Books(asked, views, [_standing(views[one.id], one) for one in asked.fixed], {
        one.id: one for one in asked.fixed
    })  # fmt: skip


def _rules(office: Office, registry: Registry, books: _Books) -> list[Finding]:
    found = judge.broken(
        books.asked, books.standing, office.clock.today(), names=_names(registry),
        council=council.sat(office, registry, books.asked.year),
    )  # fmt: skip
    return [_answered_for(books, one) for one in found]


def _answered_for(books: _Books, one: Finding) -> Finding:
    """The finding at the sitting that was put there for a reason, where that is the other one of a clash."""
    there = books.fixed.get(one.other)
    if there is None or _is_kept(books, one, one.sitting) or not _is_kept(books, one, one.other):
        return one
    return judge.place_of(there, one.rule, one.message, other=one.sitting)


def _is_kept(books: _Books, one: Finding, sitting: int) -> bool:
    """Whether the sitting of that id breaks the rule for a reason."""
    there = books.fixed.get(sitting)
    return there is not None and judge.OVERRULED.get(one.rule) in there.kept


def _standing(view: SessionView, one: FixedSitting) -> Standing:
    return Standing(
        one, view.status in OPEN, view.locked, view.acting_post_id not in {None, view.chair_post_id},
        to_taipei(unstamp(view.noticed_at)).date() if view.noticed_at else None,
        tuple((credit.series_id, credit.track) for credit in view.credits),
    )  # fmt: skip


def _names(registry: Registry) -> dict[str, str]:
    """What sentences call whoever holds a post, on any day, and agencies."""
    names = {f"post:{post.id}": post.name for post in registry.posts.values()}
    names |= {f"agency:{agency.id}": agency.name for agency in registry.agencies.values()}
    for post in reversed(registry.posts.values()):
        names |= {f"person:{holder.contact_id}": post.name for holder in registry.holders.get(post.id, ())}
    return names


def _line(registry: Registry, books: _Books, one: Finding) -> CheckLine:
    view, other = books.views.get(one.sitting), books.views.get(one.other)
    day = one.day.isoformat() if one.day else ""
    words = RULE_WORDS if one.hard else WISH_WORDS
    return CheckLine(
        one.rule, _(words[one.rule]), one.points, view.number if view else "", other.number if other else "",
        registry.series[one.series_id].code, registry.name("series", one.series_id, day or None), one.track, day,
        view.start if view else "", one.message, view.reason if view else "", view.id if view else None,
        _is_kept(books, one, one.sitting),
    )  # fmt: skip


def _tallies(lines: Iterable[tuple[str, str, CheckLine]]) -> list[Tally]:
    found: dict[str, Tally] = {}
    for key, name, one in lines:
        now = found.get(key, Tally(key, name, 0, 0, 0))
        found[key] = now._replace(
            hard=now.hard + one.hard, wishes=now.wishes + (not one.hard), points=now.points + (one.points or 0)
        )
    return list(found.values())
