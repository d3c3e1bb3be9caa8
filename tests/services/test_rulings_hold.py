"""Numbers hold: whatever is made, answered, ruled, merged, moved and undone, nothing decided is lost or rewritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.dates.clock import Clock
from meetingtui.domain.actions import STILL_OPEN, ActionFilter, ActionKind, ActionStatus, ActionView, Level
from meetingtui.domain.errors import Refusal
from meetingtui.domain.rulings import LEAVING, Part, Ruling, RulingView
from meetingtui.domain.sessions import Rule, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.papers.actions import Entry
from meetingtui.papers.document import Document
from meetingtui.services import (
    action_entries,
    actions,
    agenda,
    carrying,
    history,
    holding,
    papers,
    reports,
    rounds,
    rulings,
    scheduling,
)
from meetingtui.services.office import Office
from meetingtui.store.queries import action_rulings
from tests import builders
from tests.services import sitting_desk
from tests.services.test_rulings import approve

DAYS = ("2026-03-12", "2026-05-14", "2026-07-09", "2026-09-10", "2026-11-05")
MOVES = ("2026-02-05", "2026-04-16", "2026-06-18", "2026-08-13", "2026-10-15", "2026-12-17")
AGENCIES = ("教育處", "衛生局", "警察局", "社會處")
UPPER, UPPER_DAY = "PIF-09", "2026-10-01"
"""The series to which recommendations go up, and the day of its sitting."""
FIRST_DAY, LAST_DAY = date(2026, 3, 20), date(2026, 12, 31)
VERBS = tuple(one for one in Ruling if one not in (Ruling.MADE, Ruling.RAISE))
DOINGS = (
    "make", "make", "rule", "rule", "rule", "rule", "rule", "rule", "report", "report", "report", "report", "ask",
    "ask", "retract", "edit", "remove", "hold", "hold", "approve", "move", "cancel", "send_up", "send_up", "take",
    "backdate", "undo", "wait", "wait", "wait",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(DOINGS), st.integers(0, 97), st.integers(0, 97), st.integers(0, 97)),
    min_size=10, max_size=40,
)  # fmt: skip
TAKES_AWAY = frozenset({"undo", "remove", "retract", "rule", "send_up"})
"""What can take an item out: the maker himself, its undo, or a split that is corrected or taken back."""
Rows = tuple[Entry, ...]


class World:
    """An office with five sittings of one series and one of a higher level, as time goes by over the year."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.who = "planner"  # so that no undo of the steps takes the sittings themselves away
        office.clock = Clock(FIRST_DAY)
        self.ids = [sitting_desk.sitting(office, day).id for day in DAYS]
        self.upper = sitting_desk.sitting(office, UPPER_DAY, UPPER).id
        office.who = builders.WHO
        self.sealed: dict[int, tuple[Document, Document]] = {}
        self.numbers: set[str] = set()
        for place in range(3):
            self.make(place, place, 0)

    @property
    def every_sitting(self) -> list[int]:
        """That of the higher level too."""
        return [*self.ids, self.upper]

    def wait(self, a: int, b: int, _c: int) -> None:
        """Days go by."""
        self.office.clock = Clock(min(self.office.clock.today() + timedelta(days=1 + (a + b) % 45), LAST_DAY))

    def sitting(self, chosen: int) -> SessionView:
        return sitting_desk.of(self.office, self.ids[chosen % len(self.ids)])

    def items(self) -> list[ActionView]:
        return actions.listed(self.office, ActionFilter())

    def item(self, chosen: int) -> ActionView:
        found = self.items()
        return found[chosen % len(found)]

    def do(self, what: str, a: int, b: int, c: int) -> None:
        """One step; one that is refused changes nothing."""
        doing: Callable[[int, int, int], object] = getattr(self, what)
        with suppress(Refusal, IndexError, ZeroDivisionError):
            doing(a, b, c)

    def make(self, a: int, b: int, c: int) -> None:
        lead, helper = AGENCIES[b % 4], AGENCIES[(b + 1) % 4]
        kind, level = (("ruling", ""), ("policy", "district"), ("policy", "county"))[c % 3]
        actions.from_decision(
            self.office, self.ruling_at(a, b), item_id=None, text=f"事項{a}-{b}", lead=lead, assists=[helper],
            due="+30", kind=kind, level=level,
        )  # fmt: skip

    def take(self, a: int, b: int, _c: int) -> None:
        """What was sent up comes before the higher level, which makes an item of it."""
        waiting = agenda.waiting(self.office, UPPER)
        point = agenda.take(self.office, self.upper, waiting[a % len(waiting)].id)
        if b % 2:
            actions.from_decision(
                self.office, self.upper, item_id=point.id, text="提報", lead=AGENCIES[b % 4], kind="policy"
            )

    def rule(self, a: int, b: int, c: int) -> None:
        verb = VERBS[b % len(VERBS)]
        more: dict[str, object] = {}
        if verb is Ruling.CONTINUE:
            more = {"due": f"+{c}"}
        elif verb is Ruling.LEAD:
            more = {"lead": AGENCIES[c % 4]}
        elif verb is Ruling.REOPEN:
            more = {"reason": "再議"}
        elif verb is Ruling.SPLIT:
            more = {"parts": [Part("甲"), Part("乙", AGENCIES[c % 4])]}
        elif verb is Ruling.MERGE:
            more = {"into": self.item(c).id}
        some = {self.item_at(self.ruling_at(a, c), one).id for one in (a, a + c % 2)}
        rulings.rule(self.office, sorted(some), verb, at=self.ruling_at(a, c), **more)  # type: ignore[arg-type] # by verb

    def send_up(self, a: int, b: int, c: int) -> None:
        """A recommendation goes up from the district to the county, or on to the central government."""
        at = self.ruling_at(a, c)
        items = [one.item for one in carrying.carried(self.office, at) if one.item.kind is ActionKind.POLICY]
        if b % 4 == 0:
            items = [one for one in self.items() if one.kind is ActionKind.POLICY]
        item = items[b % len(items)]
        more = {"to": UPPER} if item.level == Level.DISTRICT or b % 3 else {"to": "central", "doc_no": f"字第{b}號"}
        rulings.rule(self.office, [item.id], Ruling.RAISE, at=at, **more)

    def ruling_at(self, a: int, c: int) -> int:
        """The sitting that rules in a step: mostly one that has begun with something before it."""
        begun = [one for one in self.every_sitting if self.has_begun(one)]
        some = [one for one in begun if carrying.carried(self.office, one)] or begun
        return some[(a + c) % len(some)] if some and c % 8 else self.sitting(a + c).id

    def item_at(self, session_id: int, chosen: int) -> ActionView:
        """Mostly one that comes before the sitting."""
        found = carrying.carried(self.office, session_id)
        return found[chosen % len(found)].item if found and chosen % 7 else self.item(chosen)

    def report(self, a: int, b: int, c: int) -> None:
        item = self.item(a)
        agency = item.lead if b % 3 else (*item.assists, item.lead)[0]
        reports.report(
            self.office, item.id, agency, f"辦理{c}", proposal=("close", "continue", "")[b % 3], percent=c,
            progress=("", "ongoing", "done")[c % 3], for_session=self.sitting(c).id if b % 5 == 0 else None,
        )  # fmt: skip

    def backdate(self, a: int, _b: int, c: int) -> None:
        """An answer on paper that is typed days later: it may stand in open minutes, never in approved ones."""
        item, day = self.item(a), self.office.clock.today() - timedelta(days=c)
        reports.report(self.office, item.id, item.lead, f"書面{c}", proposal="close", on=day)

    def ask(self, a: int, _b: int, _c: int) -> None:
        rounds.ask(self.office, self.sitting(a).id)

    def retract(self, a: int, b: int, _c: int) -> None:
        at = self.ruling_at(b, a)
        rulings.retract(self.office, [self.item_at(at, a).id, self.item_at(at, a + b % 2).id], at=at)

    def edit(self, a: int, b: int, _c: int) -> None:
        actions.edit(self.office, self.item(a).id, lead=AGENCIES[b % 4], due=f"+{b}")

    def remove(self, a: int, _b: int, _c: int) -> None:
        actions.remove(self.office, self.item(a).id)

    def hold(self, a: int, _b: int, _c: int) -> None:
        holding.hold(self.office, self.sitting(a).number)

    def approve(self, a: int, _b: int, _c: int) -> None:
        session = self.sitting(a)
        if session.status == Status.HELD:
            approve_held(self.office, session)
        else:
            approve(self.office, session)
        self.sealed[session.id] = self.printed(session.id)

    def move(self, a: int, b: int, _c: int) -> None:
        day = builders.at(MOVES[b % len(MOVES)])
        scheduling.move(self.office, self.sitting(a).number, day, reason="改期", despite=frozenset(Rule))

    def cancel(self, a: int, _b: int, _c: int) -> None:
        scheduling.cancel(self.office, self.sitting(a).number, reason="取消")

    def undo(self, _a: int, _b: int, _c: int) -> None:
        history.undo(self.office)

    def printed(self, session_id: int) -> tuple[Document, Document]:
        """Minutes and table as they are printed at the end of the year."""
        with builders.pretending(self.office, LAST_DAY):
            return papers.build(self.office, "minutes", session_id), papers.build(self.office, "actions", session_id)

    def table(self, session_id: int) -> Rows:
        """All that a sitting's table says of each item: who by when, the answers, and what is proposed or ruled."""
        with builders.pretending(self.office, LAST_DAY):
            return *action_entries.before(self.office, session_id), *action_entries.made(self.office, session_id)

    def has_begun(self, session_id: int) -> bool:
        """Whether a sitting was on a day that is over."""
        session = sitting_desk.of(self.office, session_id)
        return bool(session.day) and session.day < self.office.clock.today().isoformat()


def approve_held(office: Office, session: SessionView) -> None:
    from meetingtui.services import minutes, minutes_life

    minutes.open_for_typing(office, session.number)
    minutes_life.submit(office, session.number, despite_findings=True)
    minutes_life.approve(office, session.number)


def place(session: SessionView) -> tuple[str, int]:
    return session.start or "9999", session.id


def lives(world: World) -> dict[int, list[RulingView]]:
    return action_rulings.of_items(world.office.reader, world.office.registry(), [one.id for one in world.items()])


def no_item_vanishes(world: World, what: str) -> None:
    now = {one.number for one in world.items()}
    assert what in TAKES_AWAY or world.numbers <= now
    world.numbers = now


def every_item_stands_as_its_last_ruling_left_it(world: World) -> None:
    life = lives(world)
    for item in world.items():
        said = life[item.id]
        assert said[0].verb is Ruling.MADE
        assert [one.position for one in said] == sorted({one.position for one in said})
        last = said[-1]
        assert (item.lead_id, item.assist_ids, item.due) == (last.lead_id, last.assist_ids, last.due)
        assert item.ruled_in == last.session_number
        if item.status in STILL_OPEN:
            assert last.verb not in LEAVING
        else:
            assert LEAVING[last.verb] == item.status


def rulings_follow_each_other_as_their_sittings_do(world: World) -> None:
    for said in lives(world).values():
        sittings = [sitting_desk.of(world.office, one.session_id) for one in said]
        assert [place(one) for one in sittings] == sorted(place(one) for one in sittings)
        assert all(one.status not in (Status.CANCELLED, Status.MERGED, Status.POSTPONED) for one in sittings)


def before_each_sitting_comes_what_was_open_when_it_began(world: World) -> None:
    life = lives(world)
    places = {one: place(sitting_desk.of(world.office, one)) for one in world.every_sitting}
    for session_id in world.ids:
        expected = {}
        for item in world.items():
            if item.session_id == world.upper:
                continue
            said = life[item.id]
            earlier = [one for one in said if places[one.session_id] < places[session_id]]
            here = any(one.session_id == session_id for one in said)
            if earlier and (earlier[-1].status in STILL_OPEN or here):
                expected[item.number] = (earlier[-1].lead, earlier[-1].due)
        found = {one.item.number: (one.item.lead, one.item.due) for one in carrying.carried(world.office, session_id)}
        assert found == expected


def counts_add_up(world: World) -> None:
    every = world.items()
    by_status = {one: len(actions.listed(world.office, ActionFilter(statuses=(str(one),)))) for one in ActionStatus}
    assert sum(by_status.values()) == len(every)
    made = sum(len(carrying.made_at(world.office, session_id)) for session_id in world.every_sitting)
    assert made == len(every)
    numbers = {one.number for one in every}
    assert all(one.merged_into in numbers for one in every if one.merged_into)
    assert all(one.came_from in numbers for one in every if one.came_by == "split")


def approved_papers_never_change(world: World) -> None:
    for session_id, kept in world.sealed.items():
        assert world.printed(session_id) == kept


def later_words_rewrite_no_earlier_table(world: World, what: str, before: dict[int, Rows], moment: int) -> None:
    """A ruling leaves the tables of all sittings before its own as they were, an answer those that have begun.

    Neither what was answered there nor what was proposed is another one afterwards; asking changes none.
    """
    changed = [one for one in world.every_sitting if world.table(one) != before[one]]
    if what in {"rule", "send_up", "retract", "hold"}:
        ruled = place(sitting_desk.of(world.office, moment))
        assert all(place(sitting_desk.of(world.office, one)) >= ruled for one in changed)
    elif what == "report":
        assert not any(world.has_begun(one) for one in changed)
    elif what in {"ask", "wait"}:
        assert not changed


@given(steps=STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_decided_is_ever_lost_or_rewritten(founded_file: Path, steps: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        office = builders.open_office(shutil.copy(founded_file, Path(folder) / "hold.db"))
        world = World(office)
        no_item_vanishes(world, "undo")
        for what, a, b, c in steps:
            before = {one: world.table(one) for one in world.every_sitting}
            rules = world.ruling_at(a, c)
            moment = {
                "rule": rules,
                "send_up": rules,
                "retract": world.ruling_at(b, a),
                "hold": world.sitting(a).id,
            }.get(what, 0)
            world.do(what, a, b, c)
            no_item_vanishes(world, what)
            every_item_stands_as_its_last_ruling_left_it(world)
            later_words_rewrite_no_earlier_table(world, what, before, moment)
        rulings_follow_each_other_as_their_sittings_do(world)
        before_each_sitting_comes_what_was_open_when_it_began(world)
        counts_add_up(world)
        approved_papers_never_change(world)
        office.close()
