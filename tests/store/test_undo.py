"""Taking changes back, as new changes: one after the other, also tomorrow, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest

from meetingtui.domain.agenda import ItemKind
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Rule
from meetingtui.services import adding, agenda, database, history, holding, minutes, roll, scheduling, sessions
from meetingtui.services.adding import NewSitting
from meetingtui.services.agenda_items import ItemForm
from meetingtui.services.office import Office
from meetingtui.store import migration
from meetingtui.store.undo import ChangedSince, NothingToUndo
from meetingtui.store.unit_of_work import UNDO_KEPT
from tests import builders
from tests.builders import at

NUMBER = "PIF-10-115-01"
ANYWAY = frozenset(Rule)


@pytest.fixture
def planned(each_office: Office) -> Office:
    """屏東縣 with the year 115 planned, on either database."""
    builders.plan_year(each_office)
    return each_office


def test_several_changes_are_taken_back_one_after_the_other(planned: Office) -> None:
    first = sessions.show(planned, NUMBER)
    scheduling.move(planned, NUMBER, at("2026-12-02"), reason="一", despite=ANYWAY)
    holding.arrange(planned, NUMBER, room="第二會議室", reason="二")
    scheduling.postpone(planned, NUMBER, reason="三")

    undone = [history.undo(planned).verb for _time in range(3)]

    assert undone == ["postponed", "arranged", "moved"]
    now = sessions.show(planned, NUMBER)
    assert (now.start, now.room, now.status, now.reason) == (first.start, first.room, first.status, first.reason)


def test_an_undone_move_raises_the_calendar_sequence_again(planned: Office) -> None:
    moved = scheduling.move(planned, NUMBER, at("2026-12-02"), reason="一", despite=ANYWAY)

    history.undo(planned)

    assert sessions.show(planned, NUMBER).sequence == moved.sequence + 1


def test_a_change_can_be_taken_back_after_a_restart(planned: Office) -> None:
    first = sessions.show(planned, NUMBER)
    scheduling.move(planned, NUMBER, at("2026-12-02"), reason="一", despite=ANYWAY)
    planned.close()

    tomorrow = builders.open_office(planned.location.url or planned.location.path)
    history.undo(tomorrow)

    assert sessions.show(tomorrow, NUMBER).start == first.start
    tomorrow.close()


def test_the_number_of_an_undone_sitting_is_never_given_again(planned: Office) -> None:
    def add() -> str:
        return adding.add(planned, NewSitting("PIF-10", at("2026-12-09"), reason="加開"), despite=ANYWAY).number

    first = add()
    history.undo(planned)
    second = add()

    assert (first, second) == ("PIF-10-115-04", "PIF-10-115-05")
    assert first not in {one.number for one in builders.sittings(planned)}


def test_a_whole_planned_year_is_taken_back_at_once(planned: Office) -> None:
    history.undo(planned)

    assert builders.sittings(planned) == []


def test_a_change_is_not_taken_back_over_a_newer_one_of_somebody_else(planned: Office) -> None:
    scheduling.move(planned, NUMBER, at("2026-12-02"), reason="一", despite=ANYWAY)
    colleague = builders.open_office(planned.location.url or planned.location.path, who="colleague")
    holding.arrange(colleague, NUMBER, note="同事", reason="二")

    with pytest.raises(ChangedSince, match=NUMBER):
        history.undo(planned)

    assert sessions.show(planned, NUMBER).note == "同事"
    colleague.close()


def test_everybody_takes_back_only_their_own_changes(planned: Office) -> None:
    colleague = builders.open_office(planned.location.url or planned.location.path, who="colleague")

    with pytest.raises(NothingToUndo):
        history.undo(colleague)

    assert history.undoable(colleague) == []
    colleague.close()


def test_a_change_whose_row_is_gone_takes_back_nothing_that_came_later(each_office: Office) -> None:
    mine = agenda.send_in(each_office, "PIF-10", ItemForm(ItemKind.DISCUSSION, "我的案"))
    colleague = builders.open_office(each_office.location.url or each_office.location.path, who="colleague")
    agenda.remove(colleague, mine.id)
    theirs = agenda.send_in(colleague, "PIF-10", ItemForm(ItemKind.DISCUSSION, "同事的案"))
    colleague.close()

    with pytest.raises(ChangedSince):
        history.undo(each_office)

    assert [(one.id, one.matter) for one in agenda.waiting(each_office, "PIF-10")] == [(theirs.id, "同事的案")]


@pytest.mark.parametrize("came", ["upgraded", "loaded"])
def test_what_was_removed_before_an_upgrade_or_a_load_gives_its_id_to_nothing(
    came: str, each_office: Office, tmp_path: Path
) -> None:
    gone = agenda.send_in(each_office, "PIF-10", ItemForm(ItemKind.DISCUSSION, "刪去的案"))
    agenda.remove(each_office, gone.id)
    address = each_office.location.url or str(each_office.location.path)
    each_office.close()
    if came == "loaded":
        document = database.dump(address)
        address = str(tmp_path / "loaded.db")
        database.load(address, document)
    else:
        migration.downgrade(each_office.location, "0003")
        migration.upgrade(each_office.location)

    later = builders.open_office(address)
    fresh = agenda.send_in(later, "PIF-10", ItemForm(ItemKind.DISCUSSION, "新的案"))
    history.undo(later)
    history.undo(later)

    assert fresh.id > gone.id
    assert [one.matter for one in agenda.waiting(later, "PIF-10")] == ["刪去的案"]
    later.close()


def test_a_deleted_credit_comes_back(planned: Office) -> None:
    holding.credit(planned, NUMBER, "PIF-07", reason="共同召開")
    holding.uncredit(planned, NUMBER, "PIF-07")

    history.undo(planned)

    assert [one.series for one in sessions.show(planned, NUMBER).credits] == ["PIF-07"]
    history.undo(planned)
    assert sessions.show(planned, NUMBER).credits == ()


def test_the_last_hundred_changes_are_kept(planned: Office) -> None:
    for turn in range(UNDO_KEPT + 3):
        holding.arrange(planned, NUMBER, note=f"第{turn}次")

    assert len(history.undoable(planned)) == UNDO_KEPT


def test_nothing_is_left_to_take_back_in_a_new_office(each_office: Office) -> None:
    with pytest.raises(NothingToUndo, match="沒有可復原"):
        history.undo(each_office)


@pytest.mark.parametrize("seed", range(5))
def test_a_day_of_changes_taken_back_to_the_first_leaves_the_books_as_they_were(planned: Office, seed: int) -> None:
    chance = Random(seed)
    before = _books(planned)
    done = 0
    for _turn in range(25):
        one = chance.choice(builders.sittings(planned))
        other = chance.choice(builders.sittings(planned))
        day = f"2026-{chance.randint(11, 12)}-{chance.randint(1, 28):02d}"
        turns: list[Callable[[], object]] = [
            partial(scheduling.move, planned, one.id, at(day), reason="移", despite=ANYWAY),
            partial(scheduling.postpone, planned, one.id, reason="延"),
            partial(scheduling.cancel, planned, one.id, reason="停"),
            partial(scheduling.merge, planned, one.id, other.id, reason="併"),
            partial(scheduling.lock, planned, one.id, locked=not one.locked),
            partial(holding.hold, planned, one.id, person_times=chance.randint(0, 30)),
            partial(holding.unhold, planned, one.id, reason="誤"),
            partial(
                holding.arrange, planned, one.id, room=f"第{chance.randint(2, 9)}會議室", reason="換", despite=ANYWAY
            ),
            partial(holding.credit, planned, one.id, "PIF-07", reason="認"),
            partial(adding.add, planned, NewSitting("PIF-05", at(day), reason="加"), despite=ANYWAY),
        ]
        with suppress(Refusal):
            chance.choice(turns)()
            done += 1

    assert done > 5
    for _change in range(done):
        history.undo(planned)

    assert _books(planned) == before
    with pytest.raises(NothingToUndo):
        _undo_planning_then_more(planned)


def _undo_planning_then_more(office: Office) -> None:
    history.undo(office)
    history.undo(office)


def _books(office: Office) -> list[object]:
    """The sittings but for what rises with every change."""
    return [one._replace(sequence=0, changed_at="", version=0) for one in builders.sittings(office)]


def test_what_was_taken_back_of_a_sitting_is_told_in_words(planned: Office) -> None:
    number = "PIF-15-115-21"
    item = agenda.add(planned, number, ItemForm("討論", "通報流程"))
    minutes.save_item(planned, number, item.id, text="說明", decision_kind="", decision="", base_version=0)
    roll.mark(planned, number, "警察局", "present")

    assert [one.words for one in history.undoable(planned)[:2]] == [f"{number} 警察局", f"{number} 「通報流程」"]
    assert [history.undo(planned).words for _time in range(3)] == [f"{number} 警察局", f"{number} 「通報流程」", number]
