"""The board as a mixed-integer programme: what a solver is asked, and its answer as times again.

Each due sitting has a variable for each of its cheapest times and one for having none; a time is paid with its
tie-break, so that there is one best plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from typing import NamedTuple

from meetingtui.planning.board import HALVES, Board, busiest, week_of
from meetingtui.planning.diary import STANDING, Entry
from meetingtui.planning.gaps import GapChain, GapLink
from meetingtui.planning.options import SCALE, Option

CHEAPEST = 12
"""Times of a sitting that are looked at: more were measured never to better a plan."""
NOWHERE = 10_000
"""Points that a sitting without a time costs at least: more than any wish, whatever that weighs."""


_NEARLY = 0.001
"""A solver's arithmetic may be off by this much."""


class Row(NamedTuple):
    """The sum of `columns` (each times its `factors`) is at most `most`."""

    most: float
    columns: tuple[int, ...]
    factors: tuple[int, ...]


class Programme(NamedTuple):
    """Columns are times (`times`: task and option), then sittings without one, then slack of wishes (`whole` ends).

    `costs` in points; columns before `whole` are 0 or 1, later ones 0 or more. Of each of `ones` exactly one is taken.
    A sitting that has a time to take costs `nowhere` without one; one that has none costs nothing.
    """

    times: list[tuple[int, Option]]
    costs: list[float]
    whole: int
    ones: list[tuple[int, ...]]
    rows: list[Row]
    start: list[float]
    nowhere: float = NOWHERE

    def chosen(self, values: Sequence[float], tasks: int) -> list[Option | None]:
        """The time of each of `tasks` in a solver's answer."""
        found: list[Option | None] = [None] * tasks
        for (task, option), value in zip(self.times, values, strict=False):
            if value > 0.5:
                found[task] = option
        return found

    def kept_by(self, values: Sequence[float]) -> bool:
        """Whether these values of the columns are a plan: each sitting once, and every row within its limit."""
        if len(values) != len(self.costs):
            return False
        return all(abs(sum(values[one] for one in columns) - 1) < _NEARLY for columns in self.ones) and all(
            sum(values[one] * factor for one, factor in zip(row.columns, row.factors, strict=True)) < row.most + _NEARLY
            for row in self.rows
        )


def programme(board: Board, most: int = CHEAPEST) -> Programme:
    """What a solver is asked: the board's plan, which stands as its start, and all better ones of cheap times."""
    return _Writing(board, most).done()


class _Writing:
    """A programme while it is written down."""

    def __init__(self, board: Board, most: int) -> None:
        self._board = board
        self._times: list[tuple[int, Option]] = []
        self._costs: list[float] = []
        self._start: list[float] = []
        self._ones: list[tuple[int, ...]] = []
        self._rows: list[Row] = []
        self._of: list[list[int]] = []
        self._nobody: list[Option | None] = [None] * len(board.tasks)
        for task in range(len(board.tasks)):
            self._of.append([self._column(task, option) for option in _cheapest(board, task, most)])
        self._nowhere = max(NOWHERE, 2 * (ceil(max(self._costs, default=0)) + board.over_gap * self._farthest()))
        for columns, chosen in zip(self._of, board.chosen, strict=True):
            nowhere = self._slack(self._nowhere if columns else 0)
            self._start[nowhere] = float(chosen is None)
            self._ones.append((*columns, nowhere))
        self._whole = len(self._costs)

    def done(self) -> Programme:
        self._one_at_a_time()
        self._travel()
        for number in range(len(self._board.gaps.chains)):
            self._gaps(number)
        self._chair_limits()
        self._journeys()
        self._agencies()
        self._begin_slack()
        return Programme(self._times, self._costs, self._whole, self._ones, self._rows, self._start, self._nowhere)

    def _farthest(self) -> int:
        """The most days that a link between two sittings, which is given up, can be too long."""
        gaps, found = self._board.gaps, 0
        for number, place in gaps.given_up:
            days = [
                [self._times[one][1].day for one in self._of[task]] if task != STANDING else []
                for task in (STANDING, *gaps.chains[number].nodes, STANDING)[place : place + 2]
            ]
            if all(days):
                found = max(found, max(days[1]) - gaps.limit(gaps.chains[number], min(days[0])))
        return found

    # ----- columns and rows

    def _column(self, task: int, option: Option) -> int:
        self._times.append((task, option))
        beyond = self._board.over_gap * self._board.gaps.days_over(task, option.day, self._nobody)
        self._costs.append(option.cost + beyond + option.tie / SCALE)
        self._start.append(float(self._board.chosen[task] == option))
        return len(self._costs) - 1

    def _slack(self, cost: float) -> int:
        self._costs.append(cost)
        self._start.append(0.0)
        return len(self._costs) - 1

    def _at_most(self, most: float, columns: Iterable[int], *less: int) -> None:
        plus = tuple(columns)
        self._rows.append(Row(most, (*plus, *less), (1,) * len(plus) + (-1,) * len(less)))

    def _by_key(self) -> Iterator[tuple[str, list[int]]]:
        """The columns that need one key on one day, where more than one sitting does."""
        found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for column, (_task, option) in enumerate(self._times):
            for key in option.hard:
                found[key, option.day].append(column)
        for (key, _day), columns in found.items():
            if len({self._times[column][0] for column in columns}) > 1:
                yield key, columns

    def _moments(self, columns: Sequence[int], begins: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
        """Each of the moments, and the columns that run then."""
        for moment in sorted(set(begins)):
            yield moment, [one for one in columns if self._times[one][1].begin <= moment < self._times[one][1].end]

    def _begin_slack(self) -> None:
        """Let the start pay for the wishes that the board's plan breaks."""
        for row in self._rows:
            pairs = zip(row.columns, row.factors, strict=True)
            over = sum(self._start[one] * factor for one, factor in pairs if one < self._whole) - row.most
            for one in row.columns:
                if one >= self._whole:
                    self._start[one] = max(self._start[one], over)

    # ----- what must be

    def _one_at_a_time(self) -> None:
        for _key, columns in self._by_key():
            for _moment, running in self._moments(columns, (self._times[one][1].begin for one in columns)):
                if len(running) > 1:
                    self._at_most(1, running)

    def _travel(self) -> None:
        """Two times of one person in two townships, apart but too near to each other."""
        travel = self._board.weights.travel_minutes
        for key, columns in self._by_key() if travel else ():
            groups: defaultdict[tuple[int, int, str], list[int]] = defaultdict(list)
            for column in columns if not key.startswith("room:") else ():
                task, option = self._times[column]
                groups[option.begin, option.end, self._board.tasks[task].place].append(column)
            for begin, end, place in groups:
                for later, until, there in groups:
                    if there != place and end <= later < end + travel:
                        self._at_most(1, [*groups[begin, end, place], *groups[later, until, there]])

    def _gaps(self, number: int) -> None:
        gaps = self._board.gaps
        chain = gaps.chains[number]
        for place, (task, following) in enumerate(zip(chain.nodes, chain.nodes[1:], strict=False), start=1):
            if STANDING in (task, following):
                continue
            if GapLink(number, place) in gaps.given_up:
                self._over(chain, task, following)
                continue
            for day in sorted({self._times[column][1].day for column in self._of[task]}):
                limit = gaps.limit(chain, day)
                early = [one for one in self._of[task] if self._times[one][1].day <= day]
                late = [one for one in self._of[following] if self._times[one][1].day > limit]
                if late:
                    self._at_most(1, [*early, *late])

    def _over(self, chain: GapChain, task: int, following: int) -> None:
        """A link that is given up: its days beyond the gap are paid, unless one of the two has no time."""
        limits = {one: self._board.gaps.limit(chain, self._times[one][1].day) for one in self._of[task]}
        days = {one: self._times[one][1].day for one in self._of[following]}
        if not limits or not days or max(days.values()) <= min(limits.values()):
            return
        base, nowhere = min(limits.values()), self._ones[task][-1]
        parts = {one: day - base for one, day in days.items()}
        parts |= {one: base - limit for one, limit in limits.items()}
        parts |= {nowhere: base - max(days.values()), self._slack(self._board.over_gap): -1}
        self._rows.append(Row(0, tuple(parts), tuple(parts.values())))

    # ----- what is wished

    def _chair_limits(self) -> None:
        weights, board = self._board.weights, self._board
        days: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        weeks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for column, (_task, option) in enumerate(self._times):
            if option.chair:
                days[option.chair, option.day].append(column)
                weeks[option.chair, week_of(option.day)].append(column)
        for (chair, day), columns in days.items():
            self._limit(columns, weights.chair_day_most - board.standing_on(chair, day), weights.chair_day)
        for (chair, week), columns in weeks.items():
            self._limit(columns, weights.chair_week_most - board.standing_in(chair, week), weights.chair_week)

    def _limit(self, columns: Sequence[int], most: int, cost: int) -> None:
        room = max(0, most)
        if cost and len({self._times[column][0] for column in columns}) > room:
            self._at_most(room, columns, self._slack(cost))

    def _journeys(self) -> None:
        cost, board = self._board.weights.travel_day, self._board
        away: defaultdict[tuple[str, int], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for column, (task, option) in enumerate(self._times):
            if cost and option.chair and board.tasks[task].place and not board.away_on(option.chair, option.day):
                away[option.chair, option.day][task].append(column)
        for by_task in away.values():
            journey = self._slack(cost)
            for columns in by_task.values():
                self._at_most(0, columns, journey)

    def _agencies(self) -> None:
        cost, board = self._board.weights.agency, self._board
        found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for column, (task, option) in enumerate(self._times):
            for agency in board.tasks[task].agencies:
                found[agency, option.day].append(column)
        for (agency, day), columns in found.items() if cost else ():
            standing = [one for one in board.diary.on(agency, day) if one.task == STANDING]
            for half in HALVES:
                there = [one for one in standing if one.begin < half.stop and half.start < one.end]
                self._crowding([one for one in columns if _in_half(self._times[one][1], half)], there, half, cost)

    def _crowding(self, columns: Sequence[int], standing: Sequence[Entry], half: range, cost: int) -> None:
        """Sittings of one agency beyond one at once, at the worst moment of a half day, more than what stands."""
        allowed = max(1, busiest(standing, half))
        too_many: int | None = None
        begins = [*(self._times[column][1].begin for column in columns), *(one.begin for one in standing)]
        for moment, running in self._moments(columns, (max(begin, half.start) for begin in begins)):
            room = allowed - sum(one.begin <= moment < one.end for one in standing)
            if len({self._times[column][0] for column in running}) > room:
                too_many = self._slack(cost) if too_many is None else too_many
                self._at_most(room, running, too_many)


def _in_half(option: Option, half: range) -> bool:
    return option.begin < half.stop and half.start < option.end


def _cheapest(board: Board, task: int, most: int) -> list[Option]:
    """The task's cheapest times that what stands leaves room for, and the one that it has.

    Where a link of its chain is given up, the cheapest of every day: a far one may be nearer to its neighbours.
    """
    free = (option for option in board.options[task] if STANDING not in board.blockers(task, option))
    found = list(islice(free, most))
    if board.gaps.chain_of(task) in {link.chain for link in board.gaps.given_up}:
        days = {one.day for one in found}
        found += {one.day: one for one in reversed(list(free)) if one.day not in days}.values()
    now = board.chosen[task]
    return found if now is None or now in found else [*found, now]
