"""What is searched says exactly what is written: after every change, its undo, an upgrade and a load."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from meetingtui.domain import search_text
from meetingtui.services import database, history, scheduling
from meetingtui.services import series as series_verbs
from meetingtui.services.office import Office
from meetingtui.store import migration, search_sources, tables
from meetingtui.store.location import Location
from tests import builders


def test_a_new_point_of_an_agenda_is_filed_line_by_line(each_office: Office) -> None:
    item = _write_item(each_office, "請衛生局說明\n\n臺東個案")

    assert _filed(each_office, "agenda_item", item) == [("matter", 0, "請衛生局說明"), ("matter", 2, "台東個案")]
    _require_agreement(each_office)


def test_an_edited_line_is_filed_anew_and_the_others_keep_their_place(each_office: Office) -> None:
    item = _write_item(each_office, "一\n二\n三\n四")
    before = _ids(each_office, item)

    _edit_item(each_office, item, matter="一\n二點五\n加\n三\n四")

    assert [key for _place, _line, key in _filed(each_office, "agenda_item", item)] == [
        "一",
        "二點五",
        "加",
        "三",
        "四",
    ]
    after = _ids(each_office, item)
    assert (after["一"], after["三"], after["四"], after["二點五"]) == tuple(before[one] for one in "一三四二")
    _require_agreement(each_office)


def test_what_is_removed_is_no_longer_filed_and_comes_back_with_undo(each_office: Office) -> None:
    item = _write_item(each_office, "請衛生局說明")
    with each_office.begin() as work:
        work.delete(work.get(tables.AgendaItem, item))
        work.audit("deleted", "議程")
        work.commit()
    assert _filed(each_office, "agenda_item", item) == []

    history.undo(each_office)

    assert _filed(each_office, "agenda_item", item) == [("matter", 0, "請衛生局說明")]
    _require_agreement(each_office)


def test_undo_of_an_edit_and_of_an_addition_is_filed_too(each_office: Office) -> None:
    item = _write_item(each_office, "原來的話")
    _edit_item(each_office, item, matter="改過的話")

    history.undo(each_office)
    assert _filed(each_office, "agenda_item", item) == [("matter", 0, "原來的話")]
    history.undo(each_office)

    assert _filed(each_office, "agenda_item", item) == []
    _require_agreement(each_office)


def test_a_change_that_is_given_up_leaves_nothing_filed(each_office: Office) -> None:
    item = _write_item(each_office, "原來的話")

    with each_office.begin() as work:
        work.get(tables.AgendaItem, item).matter = "沒有存"
        work.flush()

    assert _filed(each_office, "agenda_item", item) == [("matter", 0, "原來的話")]
    _require_agreement(each_office)


def test_a_sitting_that_moves_takes_its_papers_along_in_the_order_of_days(each_office: Office) -> None:
    builders.plan_year(each_office)
    first, second, *_others = builders.sittings(each_office, "PIF-10")
    early, late = (_write_item(each_office, name, session=one.id) for name, one in (("早", first), ("晚", second)))
    assert _ids(each_office, early)["早"] < _ids(each_office, late)["晚"]

    scheduling.postpone(each_office, first.number, reason="場地")

    assert _ids(each_office, early)["早"] > _ids(each_office, late)["晚"]
    _require_agreement(each_office)
    history.undo(each_office)
    assert _ids(each_office, early)["早"] < _ids(each_office, late)["晚"]
    _require_agreement(each_office)


def test_a_renamed_series_is_filed_under_the_new_name_and_the_former_one(each_office: Office) -> None:
    series = next(one for one in each_office.registry().series.values() if one.code == "PIF-10")

    series_verbs.rename(each_office, "PIF-10", "新名字會議")

    keys = [key for _place, _line, key in _filed(each_office, "series", series.id)]
    assert any("新名字會議" in key for key in keys)
    assert any(search_text.key(series.name) in key for key in keys)
    _require_agreement(each_office)


def test_a_year_of_work_and_a_load_leave_nothing_unfiled(each_office: Office, tmp_path: Any) -> None:
    builders.plan_year(each_office)
    for number in range(3):
        _write_item(each_office, f"第{number}案")
    _require_agreement(each_office)

    address = each_office.location.url or str(each_office.location.path)
    document = database.dump(address)
    database.load(str(tmp_path / "loaded.db"), document)

    assert "paragraph" not in document
    loaded = builders.open_office(tmp_path / "loaded.db")
    _require_agreement(loaded)
    assert _all_filed(loaded) == _all_filed(each_office)
    loaded.close()


def test_an_older_database_has_everything_filed_when_it_is_upgraded(each_office: Office) -> None:
    _write_item(each_office, "早就寫好的話")
    before = _all_filed(each_office)
    each_office.close()
    migration.downgrade(each_office.location, "0002")

    migration.upgrade(each_office.location)

    assert _all_filed(each_office) == before
    _require_agreement(each_office)


def _write_item(office: Office, matter: str, session: int | None = None) -> int:
    series = next(iter(office.registry().series))
    with office.begin() as work:
        item = work.add(tables.AgendaItem(series_id=series, session_id=session, kind="report", matter=matter))
        work.audit("added", "議程")
        work.commit()
    return int(item.id or 0)


def _edit_item(office: Office, item: int, **values: str) -> None:
    with office.begin() as work:
        row = work.get(tables.AgendaItem, item)
        for name, value in values.items():
            setattr(row, name, value)
        work.audit("edited", "議程")
        work.commit()


def _filed(office: Office, source: str, owner: int) -> list[tuple[str, int, str]]:
    sql = "SELECT place, line, key FROM paragraph WHERE source = :source AND owner_id = :owner ORDER BY place, line"
    return [tuple(row) for row in office.reader.rows(sql, {"source": source, "owner": owner})]


def _ids(office: Office, item: int) -> dict[str, int]:
    sql = "SELECT key, id FROM paragraph WHERE source = 'agenda_item' AND owner_id = :item"
    return dict(office.reader.rows(sql, {"item": item}))


def _all_filed(office: Office) -> list[tuple[Any, ...]]:
    sql = "SELECT source, owner_id, place, line, session_id, series_id, year, agencies, key FROM paragraph"
    return sorted(office.reader.rows(sql), key=repr)


def _require_agreement(office: Office) -> None:
    """Every line that is written stands in the table as it is, no other does, and the index has the table's tokens."""
    expected = [
        (source, one.owner_id, place, line, one.session_id, one.series_id, search_text.key(said))
        for source in search_sources.SOURCES
        for one in search_sources.written(
            office.reader.rows, source, search_sources.all_ids(office.reader.rows, source)
        )
        for place, line, said in one.lines
        if search_text.key(said)
    ]
    found = [(*row[:6], row[8]) for row in _all_filed(office)]
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    if office.location.path is not None:
        _require_tokens(office.location)


def _require_tokens(location: Location) -> None:
    connection = sqlite3.connect(str(location.path))
    connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab('main', 'paragraph_index', 'instance')")
    indexed = connection.execute("SELECT doc, offset, term FROM temp.seen ORDER BY doc, offset").fetchall()
    wanted = [
        (number, place, token)
        for number, key in connection.execute("SELECT id, key FROM paragraph ORDER BY id")
        for place, token in enumerate(search_text.pieces(key))
    ]
    assert indexed == wanted
    connection.close()


@pytest.mark.parametrize(
    "text", ["\0前", "\ud800", "\u202e反", "[@click=app.quit]", "'; DROP TABLE paragraph; --", '"']
)
def test_any_text_can_be_filed_and_taken_out_again(each_office: Office, text: str) -> None:
    item = _write_item(each_office, text)
    _edit_item(each_office, item, matter="好")
    _require_agreement(each_office)
