"""Sentences on sittings that exclude each other: who must be where, what is left of him, and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from meetingtui.dates.showing import show_date
from meetingtui.language import N_, _
from meetingtui.planning.clashes import named, time_words
from meetingtui.planning.contest import Contest, gap_rule
from meetingtui.planning.diary import STANDING
from meetingtui.planning.due import Due, sitting_of
from meetingtui.planning.exclusion import Exclusion
from meetingtui.planning.explanation import refused_words
from meetingtui.planning.gaps import GapChain
from meetingtui.planning.placing import Search
from meetingtui.planning.ways_out import Way

_LISTED = 6
"""Of more sittings or half days than this only the number is said."""
_NAMED = 3
"""Of more sittings than this at which a concession would do only one is named."""
_NOON = 12 * 60 + 30
_LATER = {7: N_("延後一週"), 14: N_("延後二週"), 31: N_("延後一個月")}
_EARLIER = {7: N_("提前一週"), 14: N_("提前二週"), 31: N_("提前一個月")}


class Words:
    """Says what an exclusion is about."""

    def __init__(self, contest: Contest, search: Search, names: Mapping[str, str]) -> None:
        self._contest = contest
        self._search = search
        self._names = names

    def together(self, found: Exclusion) -> str:
        """Which sittings need what, and what there is of it; "" where one sitting stands alone."""
        if len(found.tasks) < 2:
            return ""
        said = [self._chain(found, key) for key in found.needed if key.startswith("gap:")]
        if not all(self._rule(task) in found.needed for task in found.tasks):
            persons = [key for key in found.needed if not key.startswith(("gap:", "room:"))]
            rooms = [key for key in found.needed if key.startswith("room:")]
            said.append(self._asked(found, persons, rooms))
            said.append(_("，").join([*self._persons_left(found, persons), *(
                self._room_left(found, key, persons) for key in rooms
            )]))  # fmt: skip
        return _("；").join(one for one in said if one) + _("。")

    def gap(self, due: Due, chain: GapChain, before: date | None, after: date | None, reach: Sequence[date]) -> str:
        """That the neighbours of one sitting leave only the days of `reach` (first and last)."""
        said = [_("{name}不得相隔超過{months}個月").format(name=self.name(due), months=chain.months)]
        if before is not None:
            said.append(_("上一場在{day}，最遲應在{last}召開").format(day=show_date(before), last=show_date(reach[1])))
        if after is not None:
            text = _("{next}，最早應在{first}召開")
            said.append(text.format(next=_next(due, after), first=show_date(reach[0])))
        return _("，").join(said) + _("；")

    def ways(self, found: Exclusion, ways: Iterable[Way]) -> list[str]:
        """Each concession in words."""
        return [self._way(found, one) for one in ways]

    @staticmethod
    def name(due: Due) -> str:
        """What a series is called, its track behind it."""
        if not due.series.name:
            return sitting_of(due.series.code, due.track_code)
        return f"{due.series.name}{due.track_code}"

    def sittings(self, tasks: Sequence[int]) -> str:
        """The sittings by name: those of one series together, with their windows where these differ."""
        dues = [self._contest.tasks[task].due for task in tasks]
        same = len({(due.window.first, due.window.last) for due in dues}) == 1
        by_series: dict[int, list[Due]] = {}
        for due in dues:
            by_series.setdefault(due.series.series_id, []).append(due)
        said = [self._several(several, same=same) for several in by_series.values()]
        if len(said) > _LISTED:
            return _("{some}等{count}場").format(some=_("、").join(said[:_LISTED]), count=len(dues))
        return _("、").join(said)

    # ----- inside

    def _several(self, dues: Sequence[Due], *, same: bool) -> str:
        """The sittings of one series."""
        if len(dues) == 1:
            name = self.name(dues[0])
            return name if same else _("{name}（{which}）").format(name=name, which=dues[0].window.label)
        name = dues[0].series.name or dues[0].series.code
        each = [due.track_code if same else f"{due.track_code} {due.window.label}".strip() for due in dues]
        if len(dues) > _LISTED or not all(each):
            return _("{name}（{count}場）").format(name=name, count=len(dues))
        return _("{name}（{which}）").format(name=name, which=_("、").join(each))

    def _asked(self, found: Exclusion, persons: Sequence[str], rooms: Sequence[str]) -> str:
        """Which of the sittings need whom, and which room."""
        by_need: dict[tuple[str, str], list[int]] = {}
        for task in found.tasks:
            by_need.setdefault((self._who(task, persons), self._where(task, rooms)), []).append(task)
        return _("，").join(self._need(who, room, tasks) for (who, room), tasks in by_need.items() if who or room)

    def _need(self, who: str, room: str, tasks: Sequence[int]) -> str:
        facts = {"sittings": self.sittings(tasks), "who": who, "room": room}
        if who and room:
            text = (
                _("{sittings}都要{who}主持，也都要用{room}") if len(tasks) > 1 else _("{sittings}要{who}主持、用{room}")
            )
        elif who:
            text = _("{sittings}都要{who}主持") if len(tasks) > 1 else _("{sittings}要{who}主持")
        else:
            text = _("{sittings}都要用{room}") if len(tasks) > 1 else _("{sittings}要用{room}")
        return text.format(**facts)

    def _who(self, task: int, keys: Sequence[str]) -> str:
        due = self._contest.tasks[task].due
        posts = {one.post_id for one in self._contest.all(task) if one.chair in keys}
        chairs = [post.name for post in (due.chair, *due.series.deputies) if post is not None and post.post_id in posts]
        return _("或").join(dict.fromkeys(chairs))

    def _where(self, task: int, keys: Sequence[str]) -> str:
        rooms = {key: None for one in self._contest.all(task) for key in one.hard if key in keys}
        return _("、").join(named(key, self._names) for key in rooms)

    def _persons_left(self, found: Exclusion, keys: Sequence[str]) -> list[str]:
        """The half days that are left of each person, those with the same ones together."""
        alike: dict[tuple[str, str], list[str]] = {}
        for key in keys:
            left = _left_words(self._halves(found, key, found.without))
            alike.setdefault((self._needed_in(found, key), left), []).append(named(key, self._names))
        one, more = _("{span}{who}{left}"), _("{span}{who}都{left}")
        return [
            (more if len(who) > 1 else one).format(span=span, who=_("、").join(who), left=left)
            for (span, left), who in alike.items()
        ]  # fmt: skip

    def _room_left(self, found: Exclusion, key: str, persons: Sequence[str]) -> str:
        """The half days that are left of a room; that it holds one sitting at a time where it is free otherwise."""
        halves = self._halves(found, key, found.without)
        who = named(key, self._names)
        if len(self._halves(found, key, found.without | set(persons))) > len(halves):
            return _("{room}同一時間只能開一場").format(room=who)
        return _("{who}在{span}{left}").format(
            who=who, span=self._needed_in(found, key), left=_left_words(halves)
        )  # fmt: skip

    def _halves(self, found: Exclusion, key: str, without: frozenset[str]) -> list[tuple[int, bool]]:
        """The half days (ordinal, whether after noon) in which those who need a key can have it."""
        return sorted({
            (one.day, one.begin >= _NOON)
            for task in self._asking(found, key) for one in self._contest.times(task, without) if key in one.hard
        })  # fmt: skip

    def _needed_in(self, found: Exclusion, key: str) -> str:
        """From when to when a key is needed."""
        tasks = self._asking(found, key)
        first = min(max(self._contest.tasks[task].first, self._contest.begins) for task in tasks)
        return _span(first, max(self._contest.tasks[task].last for task in tasks))

    def _asking(self, found: Exclusion, key: str) -> list[int]:
        return [task for task in found.tasks if any(key in one.hard for one in self._contest.all(task))]

    def _rule(self, task: int) -> str:
        return gap_rule(self._contest.chain_of.get(task, STANDING))

    def _chain(self, found: Exclusion, rule: str) -> str:
        """The longest gap between sittings of a set, with the days that each may lie on."""
        tasks = [task for task in found.tasks if self._rule(task) == rule]
        chain = self._contest.rules.gaps.chains[int(rule.partition(":")[2])]
        due = self._contest.tasks[tasks[0]].due
        said = [_("{name}不得相隔超過{months}個月").format(name=self.name(due), months=chain.months)]
        before, _after = self._contest.beside(tasks[0])
        _before, after = self._contest.beside(tasks[-1])
        if before is not None:
            said.append(_("上一場在{day}").format(day=show_date(before)))
        said += [self._possible(task, found) for task in tasks]
        if after is not None:
            said.append(_next(due, after))
        return _("，").join(said)

    def _possible(self, task: int, found: Exclusion) -> str:
        """From when to when a sitting of a chain may be held, and who is not there before."""
        days = [one.day for one in self._contest.times(task, found.without)]
        due = self._contest.tasks[task].due
        if not days:
            return _("{window}沒有可排的日子").format(window=due.window.label)
        first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
        text = _("{window}可排{span}").format(window=due.window.label, span=_span(first, last))
        before, _after = self._contest.beside(task)
        chain = self._contest.rules.gaps.chains[self._contest.chain_of[task]]
        until = due.window.last.toordinal()
        if before is not None:
            until = min(until, self._contest.rules.gaps.limit(chain, before.toordinal()))
        refused = [
            self._refused(due, due.window.first, first - timedelta(days=1)),
            self._refused(due, last + timedelta(days=1), date.fromordinal(until)),
        ]
        reasons = _("，").join(one for one in refused if one)
        return text + (_("（{reasons}）").format(reasons=reasons) if reasons else "")

    def _refused(self, due: Due, first: date, last: date) -> str:
        """Why no day from `first` to `last` would do."""
        part = replace(due, window=due.window._replace(first=first, last=last))
        refusals = self._search.refusals(part, due.chair.post_id if due.chair else None)
        reasons = refused_words(refusals, self._names)
        if not reasons or refusals.closed + refusals.taken.total() < refusals.days:
            return ""
        return _("{span}{who}").format(span=_span(first, last), who=_("、").join(reasons))

    def _way(self, found: Exclusion, way: Way) -> str:
        if way.also is None:
            return self._what(found, way) + self._when(found, way)
        week = next((one for one in (way, way.also) if one.kind == "week"), way)
        if way.kind == "gap" or way.tasks != way.also.tasks:
            both = _("{one}，同時{other}").format(one=self._what(found, way), other=self._what(found, way.also))
        else:
            other = way.also if week is way else way
            both = _("{one}並{other}").format(one=self._what(found, week), other=self._verb(other))
        return both + self._when(found, week)

    def _what(self, found: Exclusion, way: Way) -> str:
        subject, verb = self._subject(found, way), self._verb(way)
        return _("{subject}{verb}").format(subject=subject, verb=verb) if subject else verb

    def _subject(self, found: Exclusion, way: Way) -> str:
        if len(found.tasks) < 2 or way.kind in {"gap", "track"}:
            return ""
        if len(way.tasks) == len(found.tasks):
            return _("任一場")
        if len(way.tasks) > _NAMED:
            return _("其中一場（如{sittings}）").format(sittings=self._one(way.tasks[0], found))
        return _("或").join(dict.fromkeys(self._one(task, found) for task in way.tasks))

    def _one(self, task: int, found: Exclusion) -> str:
        """A sitting of the set, with its window where another one has the same name."""
        due = self._contest.tasks[task].due
        alike = [one for one in found.tasks if self.name(self._contest.tasks[one].due) == self.name(due)]
        return self._several([due], same=len(alike) < 2)

    def _verb(self, way: Way) -> str:
        if way.kind == "week":
            texts = _LATER if way.figure > 0 else _EARLIER
            return _(texts[abs(way.figure)])
        if way.kind == "deputy":
            return _("由{who}代理主持").format(who=way.name)
        if way.kind == "room":
            return _("改用{room}").format(room=way.name) if way.name else _("另借場地")
        due = self._contest.tasks[way.tasks[0]].due
        if way.kind == "track":
            text = _("{name}增設一個分區，其中{count}場另由他人主持")
            return text.format(name=due.series.name or due.series.code, count=way.figure)
        return _("{name}的間隔放寬為{months}個月").format(name=self.name(due), months=way.figure)

    @staticmethod
    def _when(found: Exclusion, way: Way) -> str:
        """The time that it then has, where one sitting stands alone."""
        if len(found.tasks) > 1 or way.kind == "track":
            return ""
        when = time_words(way.option.start, way.option.until)
        if way.kind == "week":
            return _("，改在{when}（超出時段）").format(when=when)
        return _("，排在{when}").format(when=when)


def _left_words(halves: Sequence[tuple[int, bool]]) -> str:
    """What is left, half day by half day where these are few."""
    if not halves:
        return _("沒有空檔")
    if len(halves) > _LISTED:
        return _("只剩{count}個半天").format(count=len(halves))
    texts = {False: _("{day}上午"), True: _("{day}下午")}
    said = [texts[late].format(day=_short(date.fromordinal(day))) for day, late in halves]
    return _("只剩{halves}").format(halves=_("、").join(said))


def _next(due: Due, after: date) -> str:
    """When the following sitting is; that of the next year is not drafted yet."""
    if after.year > due.window.first.year:
        return _("次年第一場最早在{day}").format(day=show_date(after))
    return _("下一場在{day}").format(day=show_date(after))


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"


def _span(first: date, last: date) -> str:
    """3/1至3/31, or the one day."""
    if first == last:
        return _short(first)
    return _("{first}至{last}").format(first=_short(first), last=_short(last))
