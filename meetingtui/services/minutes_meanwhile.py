"""Two people on one text: what it was before either of them, as far as the changes that can be taken back tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from meetingtui.domain.minutes import EditedMeanwhile, Written
from meetingtui.services.office import Office
from meetingtui.store.queries import minutes as rows

if TYPE_CHECKING:
    from meetingtui.store.tables import Minutes


def refuse_item(office: Office, thing: str, mine: Written, theirs: Written, now: int, base_version: int) -> None:
    """Raises EditedMeanwhile unless what is stored is what the typing began with, or what it came to.

    `now` is the version of `theirs`, 0 where nothing is stored.
    """
    before = _earlier(office, thing, "minutes_item", base_version)
    base = Written() if base_version == 0 else Written(*(before[one] for one in Written._fields)) if before else None
    if theirs in (mine, base):
        return
    raise EditedMeanwhile(
        thing.partition(" ")[0], mine, theirs, base, version=now, who=_saved_by(office, thing, "minutes_item", now)
    )


def refuse_head(office: Office, number: str, row: Minutes, wanted: dict[str, Any], base_version: int) -> None:
    """Raises EditedMeanwhile when a field that is to be saved was saved otherwise since."""
    before = _earlier(office, number, "minutes", base_version)
    changed = [
        field for field, value in wanted.items()
        if getattr(row, field) != value and (before is None or getattr(row, field) != before[field])
    ]  # fmt: skip
    if base_version == 0:
        changed = [field for field in changed if getattr(row, field) not in ("", None, False)]
    if not changed:
        return
    mine, theirs = _lines(wanted[one] for one in changed), _lines(getattr(row, one) for one in changed)
    base = Written(_lines(before[one] for one in changed)) if before else None
    raise EditedMeanwhile(
        number, Written(mine), Written(theirs), base, version=row.version,
        who=_saved_by(office, number, "minutes", row.version),
    )  # fmt: skip


def _lines(values: Any) -> str:
    return "\n".join(str(one or "") for one in values)


def last_version(office: Office, thing: str, table: str) -> int:
    """The highest version that a row is known to have had, also one that was taken away; 0 for none."""
    return max((one["version"] or 0 for _who, one in _touched(office, thing, table)), default=0)


def _touched(office: Office, thing: str, table: str) -> list[tuple[str, dict[str, Any]]]:
    """Who touched the row of that table under that name, and what it was before; newest first."""
    return [
        (saved.who, one) for saved in rows.earlier(office.reader, thing) for one in json.loads(saved.rows)
        if one["table"] == table
    ]  # fmt: skip


def _earlier(office: Office, thing: str, table: str, version: int) -> dict[str, Any] | None:
    """The row as it was at that version, as far as the last changes remember it."""
    for _who, one in _touched(office, thing, table):
        if one["before"] and one["before"]["version"] == version:
            before: dict[str, Any] = one["before"]
            return before
    return None


def _saved_by(office: Office, thing: str, table: str, version: int) -> str:
    return next((who for who, one in _touched(office, thing, table) if one["version"] == version), "")
