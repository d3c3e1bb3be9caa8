"""A draft year in hand: looked through and shifted before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from meetingtui.domain.sessions import STANDING, Kind, Rule
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import sentences
from meetingtui.planning.board import Abandoned, always
from meetingtui.planning.draft import Draft, Drafting, PlanWarning
from meetingtui.planning.outcome import Unplaced
from meetingtui.planning.request import Concession
from meetingtui.planning.rescoring import rescored
from meetingtui.services import bettering, plan_rules, planning, what_if
from meetingtui.services.bettering import Progress, Proof, Silent
from meetingtui.services.office import Office
from meetingtui.services.what_if import Assumption
from meetingtui.store.queries import sessions as session_rows

__all__ = ["Abandoned", "Concession", "PlanLine", "PlanWarning", "Unplaced", "YearInHand", "propose"]


class PlanLine(NamedTuple):
    """A proposed sitting as it is looked through; `ordinal` is the 第N次 that it would get.

    Times are Taipei's without zone; `before` is when the same one was due in the year before, if it was. `broken` are
    sentences of the rules that its time breaks, `kept` is the reason for which it stays there nevertheless. `costs` are
    the wishes that it does not meet, each with its points.
    """

    code: str
    name: str
    track: str
    ordinal: int
    start: datetime
    end: datetime
    room: str
    chair: str
    why: str
    before: datetime | None = None
    broken: tuple[str, ...] = ()
    kept: str = ""
    costs: str = ""

    @property
    def refused(self) -> bool:
        """Whether it cannot be saved as it is: it breaks a rule, and nobody has said why it should stay."""
        return bool(self.broken) and not self.kept


class _Kept(NamedTuple):
    """Why a line stays where it is, although it breaks these rules."""

    reason: str
    rules: frozenset[Rule]


class YearInHand:
    """A draft that the user shifts sitting by sitting; nothing is saved before `save`."""

    def __init__(
        self, office: Office, begun: Drafting, assumed: Sequence[Assumption] = (), conceded: Sequence[Concession] = ()
    ) -> None:
        self.office = office
        self.assumed = tuple(assumed)
        """What it rests on besides the registry; saving writes it down there."""
        self.conceded = tuple(conceded)
        """What is given way in it, for sittings that exclude each other."""
        self._begun = begun
        self._take(begun.told(explained=False))

    def _take(self, proposed: Draft) -> None:
        self.draft = self.proposed = proposed
        self.shifted: set[int] = set()
        self._kept: dict[int, _Kept] = {}
        self.warnings = proposed.warnings
        self._ordinals = [one.ordinal for one in planning.numbers(self.office, self.office.registry(), proposed)]
        self._before = _starts(self.office, proposed.year - 1)
        self.lines = [self._line(place) for place in range(len(proposed.sittings))]

    @property
    def provable(self) -> bool:
        """Whether there is anything that a solver could better."""
        return bool(self.draft.sittings)

    @property
    def explained(self) -> bool:
        """Whether it is told of what found no time which sittings exclude it and what would help."""
        return self.draft.explained

    def explanation(self, wanted: Callable[[], bool] = always) -> Draft:
        """The draft as it was proposed, with all that; Abandoned is raised once `wanted` answers False.

        The draft in hand stays, and may be shifted meanwhile.
        """
        return self._begun.aside(wanted).told()

    def look_into(self, left: Unplaced, wanted: Callable[[], bool] = always) -> Unplaced:
        """One that found no time, told in full; Abandoned is raised once `wanted` answers False."""
        return self._begun.aside(wanted).looked_into(left)

    def learn_of(self, left: Unplaced, told: Unplaced) -> None:
        """Take what was found of `left` into the draft in hand."""
        self.draft = replace(self.draft, unplaced=tuple(told if one is left else one for one in self.draft.unplaced))

    def learn(self, told: Draft) -> None:
        """Take an explanation into the draft in hand; what was shifted stays where it is."""
        known = zip(self.draft.sittings, told.sittings, strict=True)
        sittings = tuple(replace(one, broken=as_told.broken if one.start == as_told.start else "")
                         for one, as_told in known)  # fmt: skip
        self.proposed = told
        self.draft = replace(self.draft, sittings=sittings, unplaced=told.unplaced, explained=told.explained)
        self._check({one.start.date() for one in sittings if one.broken})

    def better(self, told: Callable[[Progress], bool]) -> Proof | Silent:
        """The best plan, or why there is none; `told` hears of progress and ends it by answering False.

        The draft in hand stays.
        """
        return bettering.best(self._begun, told=told)

    def adopt(self, proof: Proof) -> None:
        """Take a better plan in place of the draft in hand."""
        self._take(proof.draft)

    @property
    def year(self) -> int:
        """The Gregorian year that is planned."""
        return self.draft.year

    @property
    def uncovered(self) -> bool:
        """Whether no official office calendar speaks for the year."""
        return any(one.kind == "calendar" for one in self.warnings)

    def name_of(self, code: str) -> str:
        """The name of a series by its code, as it is called when the year ends."""
        return planning.name_of(self.office, code, f"{self.year}-12-31")

    def track_of(self, code: str, track_code: str) -> str:
        """The name of a track of a series by their codes, as it is called when the year ends."""
        registry = self.office.registry()
        found = next((one for one in registry.series.values() if one.code == code), None)
        tracks = registry.tracks_of(found.id) if found else []
        track = next((one for one in tracks if one.code == track_code), None)
        return registry.name("track", track.id, f"{self.year}-12-31") if track else track_code

    def shift(self, moves: Iterable[tuple[int, datetime]]) -> None:
        """Move the sittings at those places; those that share a day are checked again, and all costs follow.

        A reason that was given for the time before does not hold for the new one.
        """
        touched: set[date] = set()
        moves = list(moves)
        if not moves:
            return
        for place, start in moves:
            touched |= {self.draft.sittings[place].start.date(), start.date()}
            self.draft = planning.shifted(self.draft, place, start)
            self.shifted.add(place)
            self._kept.pop(place, None)
        before = self.draft.sittings
        self.draft = rescored(self._begun.setting, self.draft, self.proposed)
        dearer = {a.start.date() for a, b in zip(self.draft.sittings, before, strict=True) if a.costs != b.costs}
        self._check(touched | dearer)

    def keep(self, place: int, reason: str) -> None:
        """Keep the sitting at `place` at its time for a reason, although it breaks rules; "" takes the reason back."""
        self._kept.pop(place, None)
        rules = frozenset(rule for rule, _sentence in self._broken(place))
        if rules and reason.strip():
            self._kept[place] = _Kept(reason.strip(), rules)
        self._check({self.draft.sittings[place].start.date()})

    def follow(self, before: YearInHand) -> None:
        """Shift the sittings that are shifted in the draft `before`, and keep for the reasons that are given there.

        Said again it follows what was done there meanwhile.
        """
        places, dropped = self.places_in(before), {self.draft.sittings[place].start.date() for place in self._kept}
        self._kept.clear()
        self.shift([(there, before.draft.sittings[place].start) for place, there in sorted(places.items())
                    if place in before.shifted])  # fmt: skip
        self._check(dropped)
        for place, kept in before._kept.items():
            if place in places:
                self.keep(places[place], kept.reason)

    def places_in(self, before: YearInHand) -> dict[int, int]:
        """By the place of a sitting in the draft `before`, its place in this one."""
        here = {one.label: place for place, one in enumerate(self.draft.sittings)}
        return {place: here[one.label] for place, one in enumerate(before.draft.sittings) if one.label in here}

    def _check(self, days: Collection[date]) -> None:
        for place, one in enumerate(self.draft.sittings):
            if one.start.date() in days:
                self.lines[place] = self._line(place)

    def recheck(self) -> None:
        """Check every sitting again, after others have changed what stands."""
        self.lines = [self._line(place) for place in range(len(self.draft.sittings))]

    def review(self) -> tuple[PlanWarning, ...]:
        """What is to be corrected in the year as it is drafted now: the longest gaps follow every shift."""
        return planning.drafted_beside(self.office, self.draft).warnings

    def save(self, chosen: Collection[int]) -> list[SessionView]:
        """Save the sittings at the `chosen` places as one change. Raises LinesBroken or PlannedMeanwhile."""
        reasons = {place: line.kept for place, line in enumerate(self.lines) if line.kept}
        planning.require_not_overtaken(self.office, self.draft, chosen)
        if self.assumed:
            what_if.keep(self.office, self.year, self.assumed)
        return planning.apply(self.office, self.draft, chosen=chosen, reasons=reasons)

    def _broken(self, place: int) -> plan_rules.Broken:
        return plan_rules.broken(self.office, self.draft, place, kept=self._kept)

    def _line(self, place: int) -> PlanLine:
        one = self.draft.sittings[place]
        broken = self._broken(place)
        kept = self._kept.get(place)
        holds = kept is not None and {rule for rule, _sentence in broken} <= kept.rules
        registry = self.office.registry()
        day = one.start.date().isoformat()
        track = next((t for t in registry.tracks_of(one.series_id) if t.code == one.track_code), None)
        return PlanLine(
            one.code, registry.name("series", one.series_id, day),
            registry.name("track", track.id, day) if track else one.track_code, self._ordinals[place],
            one.start, one.end,
            f"{one.township}{one.room}", registry.name("post", one.presiding, day), sentences([one.why, one.broken]),
            self._before.get((one.series_id, one.track_code, self._ordinals[place])),
            tuple(sentence for _rule, sentence in broken), kept.reason if kept and broken and holds else "",
            one.cost_words,
        )  # fmt: skip


def propose(office: Office, year: int) -> YearInHand:
    """What is missing in `year` (Gregorian), explained and ready to be looked through."""
    hand = YearInHand(office, planning.begin(office, year))
    hand.learn(hand.explanation())
    return hand


def assume(office: Office, year: int, text: str, wanted: Callable[[], bool] | None = None) -> YearInHand:
    """The draft of `year` under what is assumed, written one after the other; "" assumes nothing.

    Raises Refusal, and Abandoned once `wanted` answers False.
    """
    parts = [part for part in re.split(r"[、，,;；]", text) if part.strip()]
    assumed = [what_if.parse(office, part) for part in parts]
    return YearInHand(office, what_if.begin(office, year, assumed, wanted=wanted), assumed)


def concede(hand: YearInHand, concessions: Sequence[Concession]) -> YearInHand:
    """The draft anew with what is given way on top of what was before; shifts by hand and their reasons stay."""
    conceded = (*hand.conceded, *concessions)
    begun = what_if.begin(hand.office, hand.year, hand.assumed, conceded)
    found = YearInHand(hand.office, begun, hand.assumed, conceded)
    found.follow(hand)
    return found


def _starts(office: Office, year: int) -> dict[tuple[int, str, int], datetime]:
    """When the ordinary sittings of a year begin, by series, track and ordinal."""
    wanted = SessionFilter(years=(year,), statuses=tuple(str(status) for status in STANDING), kinds=(Kind.ORDINARY,))
    return {
        (one.series_id, one.track, one.ordinal): datetime.fromisoformat(one.start).replace(tzinfo=None)
        for one in session_rows.page(office.reader, office.registry(), wanted) if one.start
    }  # fmt: skip
