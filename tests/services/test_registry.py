"""Reading the registry: every county, every figure with its sentence and its line."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from meetingtui.domain.errors import Ambiguous, NotFound
from meetingtui.services import plan_check, registry
from meetingtui.services.office import Office
from tests import builders

COUNTIES = ("pingtung", "nantou", "changhua", "kaohsiung", "yilan")


@pytest.mark.parametrize("county", COUNTIES)
def test_every_series_agency_and_post_of_a_county_can_be_opened(county: str, tmp_path: Path) -> None:
    office = builders.found_office(tmp_path / "office.db", county)

    for one in registry.series_list(office):
        assert registry.series_show(office, one.code).series == one
        assert one.document()["cadence"]["freq"]
    for agency in registry.agency_list(office):
        assert registry.agency_show(office, agency.code).sources
    for post in registry.post_list(office):
        assert registry.post_show(office, post.code).post == post


@pytest.mark.parametrize(
    ("county", "code", "stated", "computed", "says"),
    [
        ("pingtung", "PIF-14", 28, 28, "載明28場，與頻率相符"),
        ("pingtung", "PIF-15", 24, 24, "載明24場，與頻率相符"),
        ("pingtung", "PIF-16", 12, 6, "載明12場，依頻率僅6場"),
        ("pingtung", "PIF-17", 24, 12, "載明24場，依頻率僅12場"),
        ("pingtung", "PIF-02", None, 4, "法定至少每3個月召開一次"),
        ("kaohsiung", "KHH-02", None, 72, "每年應有72場（每季1場×18個分區＝72場）；報告載69場"),
    ],
)
def test_the_stated_figure_stands_beside_the_cadence_with_the_sentence_that_explains_it(
    county: str, code: str, stated: int | None, computed: int, says: str, tmp_path: Path
) -> None:
    office = builders.found_office(tmp_path / "office.db", county)

    one = registry.series_show(office, code).series

    assert (one.stated, one.computed) == (stated, computed)
    assert says in one.check.sentence


def test_only_what_must_be_corrected_is_a_discrepancy(office: Office) -> None:
    found = {one.code for one in registry.series_list(office) if one.discrepancy}

    assert found == {"PIF-16", "PIF-17"}


def test_a_duty_is_kept_by_the_cadence_of_its_joint_series(office: Office) -> None:
    duty = registry.series_show(office, "少輔會委員會議").series

    assert (duty.joint, duty.floor, duty.computed, duty.check.ok) == ("PIF-02", 4, 4, True)


def test_everything_of_a_series_stands_on_one_screen(office: Office) -> None:
    shown = registry.series_show(office, "PIF-14")

    assert [track.code for track in shown.series.tracks] == [f"T{n}" for n in range(1, 8)]
    assert all(track.townships for track in shown.series.tracks)
    stated = [line for line in shown.sources if line.field == "stated"]
    assert [(line.line, "每年28場次" in line.text) for line in stated] == [(640, True)]
    assert {line.value for line in shown.figures} >= {"28"}


def test_the_legal_chair_stands_beside_the_acting_one(office: Office) -> None:
    shown = registry.series_show(office, "PIF-02")

    assert shown.series.chair == "副縣長"
    assert "縣長為主任委員" in shown.series.legal_chair
    assert [(one.post, one.role) for one in shown.chairs][:2] == [("DMAG", "chair"), ("SAD-H", "deputy")]
    assert [duty.code for duty in shown.duties] == ["PIF-02-A", "PIF-02-B"]


def test_the_next_sitting_and_the_years_numbers_are_shown(planned_office: Office) -> None:
    shown = registry.series_show(planned_office, "PIF-15")

    assert shown.next_sitting is not None
    assert shown.next_sitting.day > planned_office.clock.today().isoformat()
    assert shown.counts is not None
    assert (shown.counts.target, shown.counts.planned) == (24, 24)


def test_a_name_that_two_bear_is_refused_with_both(office: Office) -> None:
    with pytest.raises(NotFound, match="聯繫"):
        registry.series_show(office, "跨網絡聯系會議")
    with pytest.raises((Ambiguous, NotFound)):
        registry.agency_show(office, "")


def test_every_county_has_its_checks(tmp_path: Path) -> None:
    for county in COUNTIES:
        office = builders.found_office(tmp_path / f"{county}.db", county)
        found = plan_check.checks(office, 2026)
        assert all(check.sentence for _series, check in found), county


def test_reading_the_registry_loads_no_orm(founded_file: Path) -> None:
    script = (
        "import sys; from datetime import date\n"
        "from meetingtui.services import registry\n"
        "from meetingtui.services.office import Office\n"
        "from meetingtui.store.location import Location\n"
        "from meetingtui.dates.clock import Clock\n"
        f"office = Office.open(Location.of({str(founded_file)!r}), Clock(date(2026, 11, 22)), 'x')\n"
        "registry.series_list(office); registry.series_show(office, 'PIF-14')\n"
        "registry.agency_list(office); registry.post_list(office)\n"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'textual', 'csv') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_county_says_what_it_weighed_and_found_no_meeting(office: Office) -> None:
    assert len(registry.county_sources(office)) == 20
    assert date(2026, 11, 22) == office.clock.today()
