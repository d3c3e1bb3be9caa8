"""Numbers hold: whatever is made, answered, ruled, merged, moved and undone, nothing decided is lost or rewritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingtui.domain.actions import STILL_OPEN, ActionFilter, ActionStatus, ActionView
from meetingtui.domain.errors import Refusal
from meetingtui.domain.rulings import LEAVING, Part, Ruling, RulingView
from meetingtui.domain.sessions import Rule, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.papers.document import Document
from meetingtui.services import (
    action_entries,
    actions,
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
VERBS = tuple(one for one in Ruling if one not in (Ruling.MADE, Ruling.RAISE))
DOINGS = (
    "make", "rule", "rule", "rule", "rule", "report", "report", "ask", "retract", "edit", "remove", "hold", "approve",
    "move", "cancel", "undo", "undo",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(DOINGS), st.integers(0, 97), st.integers(0, 97), st.integers(0, 97)),
    min_size=8, max_size=25,
)  # fmt: skip
TAKES_AWAY = frozenset({"undo", "remove", "retract", "rule"})
"""What can take an item out: the maker himself, its undo, or a split that is corrected or taken back."""
Rows = tuple[tuple[object, ...], ...]


class World:
    """An office with five sittings of one series, and what stood in it before the last step."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.who = "planner"  # so that no undo of the steps takes the sittings themselves away
        self.ids = [sitting_desk.sitting(office, day).id for day in DAYS]
        office.who = builders.WHO
        self.sealed: dict[int, tuple[Document, Document]] = {}
        self.numbers: set[str] = set()
        for place in range(3):
            self.make(place, place, 0)

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

    def make(self, a: int, b: int, _c: int) -> None:
        lead, helper = AGENCIES[b % 4], AGENCIES[(b + 1) % 4]
        actions.from_decision(
            self.office, self.sitting(a).id, item_id=None, text=f"事項{a}-{b}", lead=lead, assists=[helper], due="+30"
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
        some = {self.item(a).id, self.item(a + (c % 2)).id}
        rulings.rule(self.office, sorted(some), verb, at=self.sitting(a + c).id, **more)  # type: ignore[arg-type] # by verb

    def report(self, a: int, b: int, c: int) -> None:
        item = self.item(a)
        agency = item.lead if b % 3 else (*item.assists, item.lead)[0]
        reports.report(self.office, item.id, agency, f"辦理{c}", proposal=("close", "continue", "")[b % 3])

    def ask(self, a: int, _b: int, _c: int) -> None:
        rounds.ask(self.office, self.sitting(a).id)

    def retract(self, a: int, b: int, _c: int) -> None:
        rulings.retract(self.office, [self.item(a).id], at=self.sitting(b).id)

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
        return papers.build(self.office, "minutes", session_id), papers.build(self.office, "actions", session_id)

    def table(self, session_id: int) -> Rows:
        """What a sitting's table says of each item, but for what agencies answer: that may come until it begins."""
        before = action_entries.before(self.office, session_id)
        made = action_entries.made(self.office, session_id)
        return tuple((one.number, one.lead, one.assists, one.due, one.was_due) for one in (*before, *made))


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
    life, places = lives(world), {one: place(sitting_desk.of(world.office, one)) for one in world.ids}
    for session_id in world.ids:
        expected = {}
        for item in world.items():
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
    made = sum(len(carrying.made_at(world.office, session_id)) for session_id in world.ids)
    assert made == len(every)
    numbers = {one.number for one in every}
    assert all(one.merged_into in numbers for one in every if one.merged_into)
    assert all(one.came_from in numbers for one in every if one.came_by == "split")


def approved_papers_never_change(world: World) -> None:
    for session_id, kept in world.sealed.items():
        assert world.printed(session_id) == kept


def later_words_rewrite_no_earlier_table(world: World, what: str, before: dict[int, Rows], moment: str) -> None:
    """A ruling or an answer at a sitting leaves the tables of all sittings before it as they were."""
    if what not in {"rule", "report", "retract", "ask"}:
        return
    changed = [one for one in world.ids if world.table(one) != before[one]]
    touched = [place(sitting_desk.of(world.office, one)) for one in changed]
    ruled = moment and place(sitting_desk.of(world.office, int(moment)))
    assert not ruled or all(one >= ruled for one in touched)


@given(steps=STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_decided_is_ever_lost_or_rewritten(founded_file: Path, steps: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        office = builders.open_office(shutil.copy(founded_file, Path(folder) / "hold.db"))
        world = World(office)
        no_item_vanishes(world, "undo")
        for what, a, b, c in steps:
            before = {one: world.table(one) for one in world.ids}
            moment = {"rule": str(world.sitting(a + c).id), "retract": str(world.sitting(b).id)}.get(what, "")
            world.do(what, a, b, c)
            no_item_vanishes(world, what)
            every_item_stands_as_its_last_ruling_left_it(world)
            later_words_rewrite_no_earlier_table(world, what, before, moment)
        rulings_follow_each_other_as_their_sittings_do(world)
        before_each_sitting_comes_what_was_open_when_it_began(world)
        counts_add_up(world)
        approved_papers_never_change(world)
        office.close()
