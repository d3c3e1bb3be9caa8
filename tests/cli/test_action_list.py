"""`actions list`: the same query line and views as the place 列管."""

from __future__ import annotations

from typing import Any

import pytest

from tests import tracked_items
from tests.cli.conftest import Command


@pytest.fixture
def run(command: Command, planned_office: Any) -> Any:
    """Runs `actions list` with some words on an office with items."""
    tracked_items.some(planned_office)
    return lambda *words: command("actions", "list", *words)


def numbers(answer: Any) -> list[str]:
    return [one["number"][-5:] for one in answer.json]


def test_a_query_line_narrows_the_list_as_on_the_screen(run):
    assert numbers(run("--query", "是:列管中 主辦:衛生局 期限:本月", "--json")) == ["05-01", "05-02"]


def test_words_and_query_line_narrow_together(run):
    assert numbers(run("--query", "主辦:衛生局", "--open", "--year", "115", "--json")) == ["05-01", "05-02"]
    assert numbers(run("--query", "主辦:衛生局", "--year", "114", "--json")) == []


def test_a_view_keeps_to_what_it_is_for(run):
    assert numbers(run("--view", "passed", "--json")) == ["04-01", "04-02"]
    assert "共2項" in run("--view", "overdue").out


def test_a_list_says_how_many_have_left_as_the_figures_do(run, command: Command):
    assert "共8項：未結7、解除1。" in run().out

    assert command("actions", "figures", "--json").json["totals"]["closed"] == 1


def test_groups_stand_under_what_they_are_called(run):
    out = run("--by", "due").out
    assert "逾期：2項，逾期2" in out
    assert "無期限：1項，逾期0" in out

    health = next(one for one in run("--by", "agency", "--json").json if one["name"] == "衛生局")
    assert (health["items"], health["assisting"], len(health["actions"])) == (2, 2, 4)


def test_a_line_that_cannot_be_read_is_refused_in_a_sentence(run):
    answer = run("--query", "主持:縣長")

    assert (answer.code, answer.out) == (1, "")
    assert "沒有「主持」這個查詢欄位" in answer.err


def test_a_name_nobody_bears_is_asked_back(run):
    assert "「衛升局」是否指：衛生局" in run("--query", "主辦:衛升局").out
