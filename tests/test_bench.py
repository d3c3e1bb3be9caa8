from __future__ import annotations

import pytest

from tests.bench.__main__ import BENCHES, main
from tests.bench.measure import Ratio, table


@pytest.mark.parametrize("name", BENCHES)
def test_every_benchmark_runs_and_reports_a_ratio(name, capsys):
    assert main(["--small", name]) == 0

    head, *lines = capsys.readouterr().out.splitlines()[1:]
    assert "ratio" in head
    assert lines
    assert all("rounds" in line for line in lines)


def test_the_report_gives_medians_and_spread_and_names_what_is_over_its_limit():
    quick = Ratio("quick", "bare", [1.0, 3.0, 2.0], [1.0, 2.0, 2.0], 2.0)
    slow = Ratio("slow", "bare", [5.0, 5.0, 6.0], [1.0, 2.0, 2.0], 2.0)

    _head, first, second = table([quick, slow]).splitlines()

    assert first.split()[2:] == ["2.0", "ms", "2.0", "ms", "1.00", "2.00", "1.00", "to", "1.50,", "3", "rounds"]
    assert second.endswith("OVER THE LIMIT")
