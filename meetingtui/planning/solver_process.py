"""The solver's own process: a programme on standard input, lines of progress and the answer on standard output.

Started by `solver`; imports nothing of the house, so that a fault of the solver's library ends this process only.
"""

from __future__ import annotations

import json
import sys
import time

BEGAN = time.monotonic()
"""Loading the libraries is part of the time that is given, up to half of it."""

from typing import Any  # noqa: E402 - see BEGAN

import highspy  # noqa: E402 - see BEGAN
import numpy  # noqa: E402 - see BEGAN


def main() -> None:
    """Read one programme, solve it, say `{"best", "bound"}` as they get better, `{"status", "values"}` at the end."""
    asked = json.load(sys.stdin)
    given = float(asked["seconds"])
    left = max(given / 2, given - (time.monotonic() - BEGAN))
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-8, "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9, "random_seed": asked["seed"], "time_limit": left,
    }.items():  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(_model(asked))
    start = highspy.HighsSolution()
    start.col_value = asked["start"]
    solver.setSolution(start)
    solver.cbMipLogging += _told
    solver.run()
    info = solver.getInfo()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    answer: dict[str, Any] = {"status": "optimal" if proven else "feasible", "bound": info.mip_dual_bound}
    if info.primal_solution_status == highspy.kSolutionStatusFeasible:
        answer["values"] = list(solver.getSolution().col_value)
    _say(answer)


def _model(asked: dict[str, Any]) -> highspy.HighsLp:
    costs, whole, rows = asked["costs"], asked["whole"], asked["rows"]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = numpy.array(costs, dtype=float)
    model.col_lower_ = numpy.zeros(len(costs))
    model.col_upper_ = numpy.array([1.0] * whole + [highspy.kHighsInf] * (len(costs) - whole))
    model.row_lower_ = numpy.array([-highspy.kHighsInf if low is None else low for low, _high, _c, _f in rows])
    model.row_upper_ = numpy.array([float(high) for _low, high, _c, _f in rows])
    model.integrality_ = [highspy.HighsVarType.kInteger] * whole + [highspy.HighsVarType.kContinuous] * (
        len(costs) - whole
    )
    starts = [0]
    for _low, _high, columns, _factors in rows:
        starts.append(starts[-1] + len(columns))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = numpy.array(starts)
    matrix.index_ = numpy.array([column for row in rows for column in row[2]])
    matrix.value_ = numpy.array([factor for row in rows for factor in row[3]], dtype=float)
    return model


def _told(event: Any) -> None:
    _say({"best": event.data_out.mip_primal_bound, "bound": event.data_out.mip_dual_bound})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
