"""`print`, through a real CUPS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Command
from tests.services.cups_desk import Cups, Paper, free_port, needs_cupsd, running

NUMBER = "PIF-10-115-03"


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A printing system with one printer, `Office`, that is always there."""
    with running() as system:
        monkeypatch.setenv("CUPS_SERVER", system.address)
        paper = Paper()
        system.queue("Office", paper.port)
        yield system
        paper.close()


@needs_cupsd
def test_a_paper_is_printed_and_told(command: Command, cups: Cups):
    answer = command("print", "agenda", NUMBER, "--copies", "2")

    assert (answer.code, answer.out) == (0, "已送交印表機。\n")
    assert "已送往印表機「Office」" in answer.err
    assert "2份" in answer.err


@needs_cupsd
def test_a_masked_paper_is_printed_with_the_word_that_it_must_be_read_through(command: Command, cups: Cups):
    answer = command("print", "agenda", NUMBER, "--masked")

    assert (answer.code, answer.out) == (0, "已送交印表機。\n")
    assert "逐頁核對" in answer.err


@needs_cupsd
def test_printers_are_listed_with_their_state(command: Command, cups: Cups):
    cups.queue("Cellar", free_port())
    cups.command("cupsdisable", "-r", "no toner", "Cellar")

    listed = command("print", "printers", "--json").json

    assert [(one["name"], one["ready"], one["why"]) for one in listed] == [
        ("Cellar", False, "已暫停（no toner）"),
        ("Office", True, ""),
    ]


@needs_cupsd
def test_what_is_not_on_paper_ends_with_one_and_says_how_to_take_it_back(command: Command, cups: Cups):
    cups.queue("Cellar", free_port())

    answer = command("print", "counts", "115", "--printer", "cellar")

    assert (answer.code, answer.out) == (1, "")
    assert "可執行「cancel Cellar-" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("print", "agenda"), "請指明要列印哪一場次"),
        (("print", "agenda", "PIF-99-115-01"), "PIF-99-115-01"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(command: Command, words: tuple[str, ...], said: str):
    answer = command(*words)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
