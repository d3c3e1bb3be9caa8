"""Every read query runs on the migrated schema of both databases and finds the same on each."""

from __future__ import annotations

import inspect
import os
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from meetingtui.dates.office_calendar import Closure
from meetingtui.domain.actions import ActionFilter
from meetingtui.domain.search import Scope
from meetingtui.domain.sittings import SessionFilter
from meetingtui.services import database
from meetingtui.services.office import Office
from meetingtui.store import queries
from tests import builders

MODULES: list[ModuleType] = [
    import_module(f"meetingtui.store.queries.{found.name}") for found in pkgutil.iter_modules(queries.__path__)
]
QUESTIONS: list[Callable[..., Any]] = [
    function
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
    and not name.startswith("_")
    and name != "condition"  # a piece of a query
    and next(iter(inspect.signature(function).parameters), "") == "reader"
]
CONSTANTS = [
    (f"{module.__name__.rsplit('.', 1)[1]}.{name}", sql)
    for module in MODULES
    for name, sql in vars(module).items()
    if name.isupper() and isinstance(sql, str) and re.match(r"\s*(SELECT|WITH)\b", sql) and "{" not in sql
]
EVERY_CONDITION = SessionFilter(
    years=(2026,), series_ids=(1, 2, 12, 19, 20), track_ids=None, statuses=("held", "planned"), kinds=("ordinary",),
    chair_post_ids=(2, 3, 7, 9), months=(1, 2, 10), first="2026-01-01", last="2026-12-31", number="PIF-1", locked=False,
    undated=False, words=(("會議室", (1, 2)), ("100%_!", ())), excluded=(SessionFilter(statuses=("cancelled",)),),
    either=((SessionFilter(series_ids=(1, 2)), SessionFilter(track_ids=(1,)), SessionFilter(invited=(2, 9))),),
)  # fmt: skip
VALUES: dict[str, Any] = {
    "series_id": 19, "session_id": 30, "session_ids": [1, 30, 60, 61], "number": "PIF-10-115-01",
    "before": "2026-06-01",
    "first": "2026-01-01", "until": "2026-11-22", "last": "2026-12-31", "as_of": "2026-11-22", "years": (2026, 2026),
    "part": "quarter", "who": "示範承辦", "year": 2026, "kind": "ordinary", "grouping": "series", "owner_id": 19,
    "on": "2026-06-01", "uid": "nobody@example.invalid", "wanted": EVERY_CONDITION, "ids": [3, 2, 1],
    "session": 30, "agency_id": 2, "post_id": 2, "status": "held", "today": "2026-11-22", "limit": 5,
    "terms": ["會議", "pif-1"], "scope": Scope(("session",), (1, 2, 12), 2026, 2, (1, 2)), "found": [],
    "thing": "minutes:30:1", "item_id": 1, "action_id": 1,
    "asked": ActionFilter(
        session_ids=(1, 30), series_ids=(19,), track_ids=(1,), agency_ids=(2, 9), item_ids=(1,), years=(2026,),
        overdue=True, first="2026-01-01", last="2026-12-31", before="2026-11-22", text="100%_!", credited=True,
        lead_ids=(2,), assist_ids=(9, 3), kinds=("ruling",), priorities=("high",), levels=("county",), labels=("甲_",),
        number="pif", session_number="PIF-1", case_code="IPV", held_first="2026-01-01", held_last="2026-12-31",
        passed_over=True, answer="answered", mine="示範承辦", words=(("通報", (1, 2), (9,)),),
        also=(ActionFilter(undated=True, no_lead=True), ActionFilter(answer="asked")),
        excluded=(ActionFilter(answer="not_asked"), ActionFilter(nothing=True)),
    ),
}  # fmt: skip
"""A value for the parameters that queries take, by the parameter's name."""
BY_KIND: dict[str, Any] = {
    "str": "2026-06-01", "int": 19, "bool": True, "str | None": None, "int | None": None, "date": date(2026, 6, 1),
    "Sequence[int]": [1, 30], "list[int]": [1, 30], "tuple[int, ...]": (1, 30), "Iterable[int]": [1, 30],
    "Iterable[Closure]": (Closure(date(2026, 3, 5), None, None, "颱風"),),
    "Sequence[str]": ["held"], "list[str]": ["held"], "tuple[str, ...]": ("held",), "Iterable[str]": ["held"],
}  # fmt: skip
"""A value for a parameter of another name, by what it is annotated with."""


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample in a file."""
    path = shutil.copy(builders.SAMPLE, tmp_path_factory.mktemp("queries") / "sample.db")
    database.upgrade(str(path))
    office = builders.open_office(path)
    yield office
    office.close()


@pytest.fixture(scope="module")
def on_server(on_file: Office, postgres_server: None) -> Iterator[Office]:
    """The same sample on a PostgreSQL server."""
    with builders.postgres_database(f"meetingtui_test_{os.getpid()}_queries") as address:
        database.load(address, database.dump(str(on_file.location.path)))
        office = builders.open_office(address)
        yield office
        office.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.__module__.rsplit('.', 1)[1]}.{one.__name__}")
def test_a_query_fits_the_schema_of_a_file(question: Callable[..., Any], on_file: Office) -> None:
    for values in _values(question, on_file):
        question(on_file.reader, **values)


@pytest.mark.postgres
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.__module__.rsplit('.', 1)[1]}.{one.__name__}")
def test_a_query_finds_the_same_on_a_server(question: Callable[..., Any], on_file: Office, on_server: Office) -> None:
    for values in _values(question, on_file):
        here, there = question(on_file.reader, **values), question(on_server.reader, **values)
        assert _plain(there) == _plain(here)


@pytest.mark.parametrize(("name", "sql"), CONSTANTS, ids=[name for name, _sql in CONSTANTS])
def test_a_statement_fits_the_schema_of_a_file(name: str, sql: str, on_file: Office) -> None:
    _explain(on_file, sql)


@pytest.mark.postgres
@pytest.mark.parametrize(("name", "sql"), CONSTANTS, ids=[name for name, _sql in CONSTANTS])
def test_a_statement_fits_the_schema_of_a_server(name: str, sql: str, on_server: Office) -> None:
    _explain(on_server, sql)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "order",
    [
        "day", "-day", "number", "-number", "status", "room", "series", "-changed", "track", "-track", "chair",
        "-chair", "credits", "-credits", "locked", "-locked",
    ],
)  # fmt: skip
def test_a_list_is_ordered_alike_on_both(order: str, on_file: Office, on_server: Office) -> None:
    from meetingtui.store.queries import sessions

    wanted = SessionFilter(years=(2026, 2027))
    assert sessions.ids(on_server.reader, wanted, order=order) == sessions.ids(on_file.reader, wanted, order=order)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "order", ["all", "-all", "due", "group", "-series", "lead", "-number", "status", "ruled", "part:2"]
)
def test_action_items_are_ordered_alike_on_both(order: str, on_file: Office, on_server: Office) -> None:
    from meetingtui.store.queries import actions

    here, there = (actions.ids(one.reader, ActionFilter(), "2026-11-22", order=order) for one in (on_file, on_server))
    assert there == here


@pytest.mark.postgres
@pytest.mark.parametrize(
    "line",
    ["", "會議室", "pif-10", "會議別:高危機 狀態:已召開 3月", "-狀態:取消", "主席:副縣長", "年度:114", "機關:教育處"],
)
def test_a_query_line_finds_the_same_on_both(line: str, on_file: Office, on_server: Office) -> None:
    from meetingtui.services import filtering, sessions

    here, there = (
        sessions.all_of(office, filtering.sessions(office, line, year=2026)) for office in (on_file, on_server)
    )
    assert there == here


def _values(question: Callable[..., Any], office: Office) -> Iterator[dict[str, Any]]:
    """Arguments for a query: once with what it asks for, and once more by its options."""
    parameters = [one for one in inspect.signature(question).parameters.values() if one.name != "reader"]
    known = VALUES | {"registry": _registry(office)}
    known = {one.name: BY_KIND.get(one.annotation) for one in parameters} | known
    missing = [one.name for one in parameters if known[one.name] is None and "None" not in str(one.annotation)]
    assert not missing, f"give VALUES something for {missing}"
    plain = {one.name: known[one.name] for one in parameters if one.default is one.empty}
    if question.__name__ == "by_ids":
        plain |= {name: [3, 2, 1] for name in ("wanted", "chosen", "ids") if name in plain}
    yield plain
    if "wanted" in plain and question.__name__ != "by_ids":
        yield plain | {"wanted": SessionFilter(nothing=True)}
        yield plain | {"wanted": SessionFilter()}
    if "years" in plain:
        yield plain | {"years": None}
    for part in ("series", "track", "host", "month") if "part" in plain else ():
        yield plain | {"part": part}


@lru_cache(maxsize=1)
def _registry(office: Office) -> Any:
    return office.registry()


def _explain(office: Office, sql: str) -> None:
    names = re.findall(r"(?<!:):([a-z_][a-z0-9_]*)", sql)
    tail = {"IN": "(NULL)", "WHERE": "1 = 1"}.get(sql.rsplit(maxsplit=1)[-1], "")
    office.reader.rows(f"EXPLAIN {sql}{tail}", dict.fromkeys(names, "1"))


def _plain(found: Any) -> Any:
    """What a query found without the order that it does not promise: dictionaries and sets as they compare."""
    if hasattr(found, "series") and not isinstance(found, tuple):
        return vars(found) | {"_tracks_of": None}
    if hasattr(found, "__dict__"):
        return vars(found)
    if isinstance(found, list) and found and isinstance(found[0], tuple) and not hasattr(found[0], "number"):
        return sorted(found, key=repr)
    return found
