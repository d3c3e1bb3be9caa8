"""`make bench`: every speed that the house has promised, as a ratio of two things measured in one run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    bench_actions,
    bench_counts,
    bench_figures,
    bench_ics,
    bench_memory,
    bench_minutes,
    bench_papers,
    bench_plan,
    bench_screens,
    bench_search,
    bench_start,
    bench_worksheets,
)
from tests.bench.databases import SMALL, Sizes, Workshop
from tests.bench.measure import Ratio, table

BENCHES: dict[str, Callable[[Workshop], list[Ratio]]] = {
    "start": bench_start.first_screen,
    "counts": bench_counts.command,
    "ics": bench_ics.calendar_files,
    "million": bench_counts.million,
    "opening": bench_screens.opening,
    "paging": bench_screens.paging,
    "year": bench_screens.turning,
    "memory": bench_memory.tour,
    "typing": bench_minutes.typing,
    "points": bench_minutes.points,
    "plan": bench_plan.plans,
    "search": bench_search.newest,
    "papers": bench_papers.papers,
    "actions": bench_actions.views,
    "figures": bench_figures.groupings,
    "worksheets": bench_worksheets.merging,
}


def main(argv: list[str]) -> int:
    """Run the benchmarks that are named, or all, and print one table. A figure over its limit is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHES)}")
    parser.add_argument("--small", action="store_true", help="see only that they run; the ratios say nothing")
    parser.add_argument("--rounds", type=int, help="how often each side is run")
    options = parser.parse_args(argv)
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    sizes = SMALL if options.small else Sizes()
    if options.rounds:
        sizes = sizes._replace(rounds=options.rounds)
    lines: list[Ratio] = []
    with tempfile.TemporaryDirectory(prefix="meetingtui-bench-") as folder:
        for name in options.names or BENCHES:
            print(f"{name} ...", file=sys.stderr, flush=True)
            lines += BENCHES[name](Workshop(Path(folder), sizes))
    print(f"CPU time on Python {platform.python_version()}, {os.cpu_count()} processors; medians.")
    print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
