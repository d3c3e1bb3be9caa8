"""Versions of minutes: the same content has the same hash, and any two can be compared."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from meetingtui.domain.errors import NotFound
from meetingtui.services import actions, minutes, minutes_life, minutes_versions
from tests.services import sitting_desk

NUMBER = "PIF-10-115-01"


@pytest.fixture
def desk(each_office):
    """An office with a sitting whose minutes are complete."""
    sitting_desk.complete(each_office, "2026-11-18")
    return each_office


def changed(lines):
    """The lines that differ."""
    return [(one.sign, one.text) for one in lines if one.sign != " "]


def test_a_version_is_the_whole_content_and_its_hash_can_be_counted_by_anybody(desk):
    actions.from_decision(desk, NUMBER, item_id=None, text="辦理", lead="社會處", due="+30")
    minutes_life.submit(desk, NUMBER)
    minutes_life.approve(desk, NUMBER)

    _submitted, row = desk.reader.rows("SELECT body, hash FROM minutes_version ORDER BY id")

    assert sha256(row[0].encode()).hexdigest() == row[1] == minutes.of(desk, NUMBER).hash
    body = json.loads(row[0])
    assert set(body) == {"sitting", "head", "life", "roll", "items", "actions", "paper"}
    assert [one["decision"] for one in body["items"]] == ["洽悉。"] * 5
    assert body["roll"] != []
    assert body["actions"][0]["number"] == f"{NUMBER}-01"
    assert row[0] == json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_two_versions_are_compared_line_by_line_with_the_signs_that_changed(desk):
    minutes_life.submit(desk, NUMBER)
    point = minutes.of(desk, NUMBER).items[1]
    minutes.save_item(
        desk, NUMBER, point.item.id, text=point.text, decision_kind="決定", decision="准予備查。",
        base_version=point.version,
    )  # fmt: skip

    lines = minutes_versions.compare(desk, NUMBER, 1)

    assert changed(lines) == [("-", "決定：洽悉。"), ("+", "決定：准予備查。")]
    assert {one.place for one in lines if one.sign != " "} == {"報告事項 一"}


def test_days_in_a_comparison_are_written_as_people_read_them(desk):
    minutes_life.submit(desk, NUMBER)
    minutes_life.approve(desk, NUMBER)

    said = changed(minutes_versions.compare(desk, NUMBER, 1))

    assert ("+", "115年11月22日（星期日）") in said


def test_a_version_compared_with_itself_shows_no_difference(desk):
    minutes_life.submit(desk, NUMBER)

    assert changed(minutes_versions.compare(desk, NUMBER, 1, 1)) == []
    assert changed(minutes_versions.compare(desk, NUMBER, 1, minutes_versions.NOW)) == []


def test_a_version_that_is_not_there_is_refused_with_those_that_are(desk):
    with pytest.raises(minutes_versions.NoVersions):
        minutes_versions.compare(desk, NUMBER, 1)
    minutes_life.submit(desk, NUMBER)

    with pytest.raises(NotFound, match="1"):
        minutes_versions.compare(desk, NUMBER, 7)


def test_a_body_that_somebody_changed_behind_the_program_is_noticed(desk):
    minutes_life.submit(desk, NUMBER)
    from sqlalchemy import text

    with desk.engine().begin() as connection:
        connection.execute(text("UPDATE minutes_version SET body = REPLACE(body, '洽悉', '否決')"))

    (one,) = minutes_versions.all_of(desk, NUMBER)

    assert (one.intact, one.current) == (False, False)
