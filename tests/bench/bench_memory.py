"""Memory: what is resident after a walk through every place, against a bare Textual app with sixty rows."""

from __future__ import annotations

from meetingtui.tui.places import PLACES
from tests.bench.bench_start import bare_program, coming, last_shown, program
from tests.bench.databases import SAMPLE, Workshop
from tests.bench.measure import Ratio, in_turns
from tests.bench.terminal import Terminal


def tour(workshop: Workshop) -> list[Ratio]:
    """Every place once, the calendar in each of its views, and back to the first."""
    texts, last = coming(SAMPLE), last_shown(SAMPLE)

    def ours() -> float:
        with Terminal(program(SAMPLE)) as terminal:
            terminal.wait_for(*texts)
            for place in PLACES:
                terminal.press(place.digit)
                for _view in range(4 if place.mode == "calendar" else 0):
                    terminal.press("v")
            terminal.press(PLACES[0].digit)
            return terminal.resident()

    def other() -> float:
        with Terminal(bare_program(SAMPLE)) as terminal:
            terminal.wait_for(last)
            terminal.press("x")
            return terminal.resident()

    sides = in_turns(min(3, workshop.sizes.rounds), ours, other)
    return [Ratio("memory after a tour of all places", "bare Textual with 60 rows", sides[0], sides[1], 2.5, "MiB")]
