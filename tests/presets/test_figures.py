"""Each figure about meetings comes out of the registry again, or the registry says why it does not."""

from __future__ import annotations

import re

import pytest

from meetingtui.intake.presets import read

COUNTIES = ("pingtung", "nantou", "changhua", "kaohsiung", "yilan")
FIGURES = [
    pytest.param(county, figure, id=f"{county}-{figure.source.line}-{figure.value}")
    for county in COUNTIES
    for figure in read(county).figures
    if figure.group == "meetings"
]


def number(value):
    """The number in a figure: `>200` means 200."""
    return value if isinstance(value, int | float) else int(re.search(r"\d+", value)[0])


def test_thirty_figures_are_about_meetings():
    assert len(FIGURES) == 30


@pytest.mark.parametrize(("county", "figure"), FIGURES)
def test_a_figure_about_meetings_is_reproduced_or_says_why_not(county, figure):
    by = figure.reproduced_by
    if by is None:
        assert figure.why_not
        return
    assert not figure.why_not
    one = next(one for one in read(county).series if one.code == by.series)
    if by.how == "recorded":
        assert (figure.value, figure.unit) in [(actual.value, actual.unit) for actual in one.actuals]
        assert figure.unit in {"場次", "場", "次", "人次"}
        return
    assert by.how == ("planned" if one.planned else "cadence")
    assert one.sittings() == number(figure.value)
    if isinstance(figure.value, str):
        assert one.cadence.qualifier == "more_than"


def test_only_units_that_are_not_sittings_are_left_out():
    left_out = {(figure.values[0], figure.values[1].unit) for figure in FIGURES if figure.values[1].why_not}
    assert {unit for _county, unit in left_out} == {"人", "名", "團", "%"}
