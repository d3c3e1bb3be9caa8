"""Reads of what broken wishes cost in this office."""

from __future__ import annotations

from meetingtui.store.reader import Reader

WEIGHTS = "SELECT name, value FROM plan_weight ORDER BY id"


def changed(reader: Reader) -> dict[str, int]:
    """The weights that are not the usual ones, by the name of their field."""
    return dict(reader.rows(WEIGHTS))
