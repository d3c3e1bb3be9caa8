"""Two rounds over two sittings with six agencies, played through services, app and command line, come to the same."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from meetingtui.services import actions, agenda, holding, papers, rounds, rulings
from meetingtui.services import reports as answers
from meetingtui.services.office import Office
from tests import builders
from tests.cli.shell import Shell
from tests.services import sitting_desk
from tests.tui.conftest import Choices
from tests.tui.sitting_parts_app import part_of, press_and_settle
from tests.tui.sittings_app import type_text

LAST, FIRST, SECOND = "2026-09-10", "2026-11-24", "2026-12-22"
LEADS = ("EDU", "PHB", "PB", "SAD", "LYD", "IND")
ITEMS = [f"PIF-10-115-01-{number:02}" for number in range(1, 7)]


class Ask(NamedTuple):
    """Everybody is asked before a sitting."""

    session: str


class Tell(NamedTuple):
    """An agency answers on an item (by place) before a sitting."""

    session: str
    item: int
    agency: str
    text: str
    proposal: str = ""


class Rule(NamedTuple):
    """A sitting says it of items (by place)."""

    session: str
    items: tuple[int, ...]
    verb: str
    due: str = ""
    lead: str = ""


Turn = Ask | Tell | Rule
ONE, TWO = "PIF-10-115-02", "PIF-10-115-03"
PLAY: list[tuple[str, list[Turn]]] = [
    ("2026-11-16", [Ask(ONE)]),
    ("2026-11-18", [
        Tell(ONE, 1, "EDU", "已辦理完成", "close"), Tell(ONE, 2, "PHB", "已函送", "close"),
        Tell(ONE, 3, "PB", "辦理中", "continue"), Tell(ONE, 3, "PHB", "已配合提供資料"), Tell(ONE, 4, "SAD", "研議中"),
        Tell(ONE, 5, "LYD", "納入例行業務", "delegate"),
    ]),
    ("2026-11-23", [Tell(ONE, 6, "IND", "補送資料")]),
    (FIRST, [
        Rule(ONE, (1, 2), "close"), Rule(ONE, (3, 4), "continue", due="+28"), Rule(ONE, (5,), "delegate"),
    ]),
    ("2026-12-14", [Ask(TWO)]),
    ("2026-12-15", [
        Tell(TWO, 3, "PB", "已全數完成", "close"), Tell(TWO, 3, "PHB", "同前次"), Tell(TWO, 4, "SAD", "請改列主辦"),
        Tell(TWO, 6, "IND", "持續辦理"), Tell(TWO, 6, "IND", "持續辦理並預計二月完成"),
    ]),
    (SECOND, [
        Rule(TWO, (3,), "close"), Rule(TWO, (4,), "continue", due="+30"), Rule(TWO, (4,), "lead", lead="EDU"),
        Rule(TWO, (6,), "continue", due="116/2/1"), Rule(TWO, (6,), "continue", due="116/3/1"),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def start(founded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six items of September, each led by another agency, and two sittings to come with their agendas."""
    path = Path(shutil.copy(founded_file, tmp_path_factory.mktemp("rounds") / "start.db"))
    office = builders.open_office(path)
    last, first, second = (sitting_desk.sitting(office, day) for day in (LAST, FIRST, SECOND))
    assert [first.number, second.number] == [ONE, TWO]
    for number, lead in enumerate(LEADS, 1):
        assists = "衛生局" if lead == "PB" else ""
        actions.from_decision(
            office, last.id, item_id=None, text=f"第{number}項", lead=lead, assists=assists, due="+90"
        )
    holding.hold(office, last.number)
    for one in (first, second):
        agenda.draft(office, one.number)
    office.close()
    return path


@pytest.fixture
def copies(start: Path, tmp_path: Path) -> list[Path]:
    """The same beginning three times."""
    return [Path(shutil.copy(start, tmp_path / f"{name}.db")) for name in ("services", "app", "shell")]


async def test_app_command_line_and_services_leave_the_same_rulings_reports_and_minutes(copies, choices):
    by_services, by_app, by_shell = copies

    _play_services(by_services)
    await _play_app(by_app, choices)
    _play_shell(by_shell)

    expected = _came_of_it(by_services)
    assert len(expected["reports"]) == 12
    assert "解除列管" in expected["minutes"]
    for played in (by_app, by_shell):
        found = _came_of_it(played)
        for name, said in expected.items():
            assert found[name] == said, f"{name} of {played.stem}"


def _came_of_it(path: Path) -> dict[str, Any]:
    """Every report and ruling, how both sittings' boards stand, and what their minutes and tables say."""
    office = builders.open_office(path, date(2026, 12, 23))
    carried = {number: rulings.carried(office, number) for number in (ONE, TWO)}
    found = {
        "reports": [
            (one.action_number, one.agency, one.round, one.day, one.text, one.proposal, one.lateness)
            for item in ITEMS for one in answers.of(office, item)
        ],
        "rulings": [
            (number, one.item.number, one.passed_over, each.verb, each.status, each.due, each.lead)
            for number, items in carried.items() for one in items for each in one.rulings
        ],
        "items": [actions.show(office, one)[:8] for one in ITEMS],
        "board": [rounds.board(office, session=number) for number in (ONE, TWO)],
        "minutes": "\n".join(
            line for number in (ONE, TWO) for paper in ("minutes", "actions")
            for line in papers.text(papers.build(office, paper, number), 160)
        ),
    }  # fmt: skip
    office.close()
    return found


# ----- through the services


def _play_services(path: Path) -> None:
    for day, turns in PLAY:
        office = builders.open_office(path, date.fromisoformat(day))
        for turn in turns:
            if isinstance(turn, Ask):
                rounds.ask(office, turn.session)
            elif isinstance(turn, Tell):
                answers.report(office, ITEMS[turn.item - 1], turn.agency, turn.text, proposal=turn.proposal)
            else:
                chosen = [ITEMS[one - 1] for one in turn.items]
                rulings.rule(office, chosen, turn.verb, at=turn.session, due=turn.due or None, lead=turn.lead or None)
        office.close()


# ----- through the command line


def _play_shell(path: Path) -> None:
    for day, turns in PLAY:
        shell = Shell(str(path))
        shell.always = ("--db", str(path), "--today", day, "--lang", "zh_TW")
        for turn in turns:
            shell.json(*_words(turn))


def _words(turn: Turn) -> list[str]:
    if isinstance(turn, Ask):
        return ["actions", "ask", turn.session]
    if isinstance(turn, Tell):
        said = ["actions", "report", ITEMS[turn.item - 1], "--agency", turn.agency, "--text", turn.text]
        return [*said, *(["--proposal", turn.proposal] if turn.proposal else [])]
    said = ["actions", "rule", *(ITEMS[one - 1] for one in turn.items), turn.verb, "--at", turn.session]
    said += ["--due", turn.due] if turn.due else []
    return [*said, *(["--lead", turn.lead] if turn.lead else [])]


# ----- through the app


async def _play_app(path: Path, choices: Choices) -> None:
    for day, turns in PLAY:
        office = builders.open_office(path, date.fromisoformat(day))
        for turn in turns:
            if isinstance(turn, Rule):
                await _rule(office, turn, choices)
            else:
                async with _board(office, turn.session, choices) as (pilot, press):
                    if isinstance(turn, Ask):
                        await press("o", "ctrl+s")
                    else:
                        await _tell(office, turn, pilot, press)
        office.close()


@asynccontextmanager
async def _board(office: Office, session: str, choices: Choices) -> Any:
    async with part_of(office, session, "k", choices) as pilot:
        press = press_and_settle(pilot)
        await press("e")
        yield pilot, press


async def _tell(office: Office, turn: Tell, pilot: Any, press: Any) -> None:
    agency = next(one for one in office.registry().agencies.values() if one.code == turn.agency)
    assert pilot.app.screen.board.move_to(f"{turn.session} {agency.id}")
    await press("enter")
    assert pilot.app.screen.query_one("RecordList").move_to(actions.show(office, ITEMS[turn.item - 1]).id)
    await press("enter")
    form = pilot.app.screen.form
    form.field("text").text = ""
    await type_text(pilot, turn.text)
    await press("tab", "tab")
    if turn.proposal:
        await type_text(pilot, {"close": "解除", "continue": "繼續", "delegate": "自行"}[turn.proposal])
        await press("tab")
    await press("ctrl+s")


async def _rule(office: Office, turn: Rule, choices: Choices) -> None:
    async with part_of(office, turn.session, "k", choices) as pilot:
        press = press_and_settle(pilot)
        for one in turn.items:
            assert pilot.app.screen.items.move_to(actions.show(office, ITEMS[one - 1]).id)
            await press("space")
        if turn.verb == "continue":
            await press("k")
            await type_text(pilot, turn.due)
            await press("enter")
        elif turn.verb == "lead":
            await press("l")
            await type_text(pilot, turn.lead)
            await press("tab", "ctrl+s")
        else:
            await press({"close": "c", "delegate": "d"}[turn.verb])
