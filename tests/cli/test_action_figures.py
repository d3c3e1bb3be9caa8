"""`actions figures`: close rates and ages on screen, for programs and as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import tracked_items
from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def items(planned_office):
    """Eight items of 115."""
    return tracked_items.some(planned_office)


def test_figures_are_told_by_agency_series_and_year(command: Command):
    agencies = command("actions", "figures", "115", "--json").json
    years = command("actions", "figures", "--by", "year", "--json").json

    assert (agencies["year"], agencies["by"], agencies["totals"]["made"]) == (2026, "agency", 8)
    assert [(one["name"], one["made"]) for one in years["rows"]] == [("115年", 8)]
    assert "解除率" in command("actions", "figures", "--by", "series").out
    assert command("actions", "figures", "114", "--json").json["rows"] == []


def test_figures_of_a_day_that_is_over_are_told_and_a_day_to_come_is_refused(command: Command):
    past = command("actions", "figures", "115", "--as-of", "115.10.1", "--json").json
    later = command("actions", "figures", "--as-of", "115.12.31")

    assert (past["as_of"], past["totals"]["made"]) == ("2026-10-01", 3)
    assert (later.code, later.out, "還沒到" in later.err) == (1, "", True)


def test_figures_are_written_as_table_and_paper(command: Command, tmp_path: Path):
    for ending in ("csv", "xlsx", "json", "txt", "odt", "docx", "pdf"):
        assert command("actions", "figures", "115", "-o", str(tmp_path / f"a.{ending}")).code == 0

    assert json.loads((tmp_path / "a.json").read_text())["totals"]["made"] == 8
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    refused = command("actions", "figures", "-o", str(tmp_path / "a.doc"))
    assert (refused.code, "格式" in refused.err) == (1, True)
