"""The offices that tests work in. Each test gets its own copy; founding and planning run once a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from meetingtui import language
from meetingtui.dates.clock import Clock
from meetingtui.services import blackouts, series_rules
from meetingtui.services.office import Office
from tests import builders

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""A busy machine is no fault of what is tested."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """What `-n auto` means here: two workers a processor, for the tests of screens wait two thirds of their time."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None  # somebody has said how many
    return 2 * len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Every test starts and ends in the language the program is written in."""
    language.use("zh_TW")
    yield
    language.use("zh_TW")


@pytest.fixture
def clock() -> Clock:
    """The clock of the tests: it is 115年11月22日."""
    return Clock(builders.TODAY)


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """屏東縣 with an empty year; to be copied, never written to."""
    path = tmp_path_factory.mktemp("founded") / "pingtung.db"
    builders.found_office(path).close()
    return path


@pytest.fixture(scope="session")
def planned_file(founded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """屏東縣 with the year 115 planned; to be copied, never written to."""
    path = _copied(founded_file, tmp_path_factory.mktemp("planned"))
    office = builders.open_office(path)
    builders.plan_year(office)
    office.close()
    return path


@pytest.fixture
def office(founded_file: Path, tmp_path: Path) -> Iterator[Office]:
    """屏東縣 with an empty year, in a file of its own."""
    opened = builders.open_office(_copied(founded_file, tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def deputy_away(office: Office) -> Office:
    """副縣長 has one afternoon in January of the year that is drafted, and two sittings to chair."""
    lines = ["起,迄", "2027-01-01 00:00,2027-01-13 13:30", "2027-01-13 16:30,2027-02-01 00:00"]
    found = blackouts.preview(office, "\n".join(lines).encode(), chair="副縣長", filename="行程.csv")
    blackouts.accept(office, found)
    for code in ("PIF-10", "PIF-05"):
        rule = series_rules.form(office, code)
        monthly = rule._replace(rhythm="month", windows=(), stated=None, cadence="", deputies=())
        series_rules.change(office, code, monthly, since=date(2027, 1, 1))
    return office


@pytest.fixture
def planned_office(planned_file: Path, tmp_path: Path) -> Iterator[Office]:
    """屏東縣 with the year 115 planned and nothing held yet, in a file of its own."""
    opened = builders.open_office(_copied(planned_file, tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def sample_office(tmp_path: Path) -> Iterator[Office]:
    """The sample that is shipped: 115 planned whole and held until 115年11月20日, in a file of its own."""
    opened = builders.open_office(_copied(builders.SAMPLE, tmp_path))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_server() -> None:
    """A server that answers; without one the test is skipped and says which and why."""
    if builders.why_no_postgres():
        pytest.skip(builders.why_no_postgres())


@pytest.fixture(scope="session")
def founded_template(postgres_server: None) -> Iterator[str]:
    """A PostgreSQL database of 屏東縣 with an empty year, to be copied; its name."""
    name = f"meetingtui_test_{os.getpid()}_founded"
    with builders.postgres_database(name) as address:
        builders.found_office(address).close()
        yield name


@pytest.fixture
def postgres_address(postgres_server: None) -> Iterator[str]:
    """The address of an empty PostgreSQL database of one's own."""
    with builders.postgres_database(f"meetingtui_test_{os.getpid()}_empty") as address:
        yield address


@pytest.fixture
def postgres_office(founded_template: str) -> Iterator[Office]:
    """屏東縣 with an empty year, in a PostgreSQL database of its own."""
    with builders.postgres_database(f"meetingtui_test_{os.getpid()}_office", founded_template) as address:
        opened = builders.open_office(address)
        yield opened
        opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_office(request: pytest.FixtureRequest) -> Office:
    """屏東縣 with an empty year: the test runs once on SQLite and once on PostgreSQL."""
    opened: Office = request.getfixturevalue("office" if request.param == "sqlite" else "postgres_office")
    return opened


def _copied(source: Path, folder: Path) -> Path:
    target = folder / source.name
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target
