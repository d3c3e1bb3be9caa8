"""Two programs on one file: what either of them saves stays, whatever the other opens and closes meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from meetingtui.services import scheduling
from tests import builders

LOCK = """
import sys
from pathlib import Path
from meetingtui.services import scheduling
from tests import builders
office = builders.open_office(Path(sys.argv[1]))
scheduling.lock(office, sys.argv[2])
office.close()
"""


def locked_elsewhere(path: Path, number: str) -> None:
    """Another process locks a sitting and ends."""
    subprocess.run([sys.executable, "-c", LOCK, str(path), number], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX belong to the process")
def test_what_is_saved_beside_another_program_stays_when_that_program_ends(planned_file, tmp_path):
    path = tmp_path / "county.db"
    path.write_bytes(planned_file.read_bytes())
    office = builders.open_office(path)
    first, second, third = builders.sittings(office)[:3]
    scheduling.lock(office, first.id)
    for _place in range(3):  # as screens do: each thread asks over a connection of its own
        asking = threading.Thread(target=lambda: builders.sittings(office))
        asking.start()
        asking.join()

    locked_elsewhere(path, second.number)
    scheduling.lock(office, third.id)
    locked_elsewhere(path, second.number)
    office.close()

    again = builders.open_office(path)
    assert {one.number for one in builders.sittings(again) if one.locked} == {
        first.number, second.number, third.number,
    }  # fmt: skip
    again.close()


PLAN = """
import sys
from pathlib import Path
from meetingtui.domain.errors import Refusal
from meetingtui.services import planning
from tests import builders
office = builders.open_office(Path(sys.argv[1]))
drafted = planning.propose(office, builders.YEAR + 1)
print("drafted", flush=True)
sys.stdin.readline()
try:
    print(len(planning.apply(office, drafted)))
except Refusal as refusal:
    print("refused", type(refusal).__name__)
office.close()
"""


def test_two_people_who_save_the_same_year_at_the_same_moment_do_not_double_it(planned_file, tmp_path):
    path = tmp_path / "county.db"
    path.write_bytes(planned_file.read_bytes())
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PLAN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[2],
        )
        for _person in range(2)
    ]  # fmt: skip
    assert [one.stdout.readline() for one in both if one.stdout] == ["drafted\n"] * 2

    for one in both:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    answers = sorted(one.communicate(timeout=120)[0].strip() for one in both)

    saved = builders.sittings(builders.open_office(path), year=builders.YEAR + 1)
    assert answers == [str(len(saved)), "refused PlannedMeanwhile"]
