"""Reads of agendas: the points of a sitting, what waits for the next one, and what a draft is made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.domain.agenda import Origin
from meetingtui.store.reader import Reader, in_list

COLUMNS = """
i.id, i.series_id, i.track_id, i.session_id, i.position, i.kind, i.matter, i.explanation, i.proposal, i.agency_id,
i.papers, i.minutes, i.case_code, i.origin, i.origin_id, i.postponed, i.version
"""
OF_SESSION = f"SELECT {COLUMNS}, NULL FROM agenda_item i WHERE i.session_id = :session_id ORDER BY i.position, i.id"  # noqa: S608 - a constant
BY_ID = f"SELECT {COLUMNS}, NULL FROM agenda_item i WHERE i.id = :item_id"  # noqa: S608 - a constant
WAITING = f"""
SELECT {COLUMNS}, came.start_at
FROM agenda_item i LEFT JOIN session came ON i.origin = 'carried' AND came.id = i.origin_id
WHERE i.series_id = :series_id AND i.session_id IS NULL ORDER BY i.id
"""  # noqa: S608 - a constant
LAST_HELD = """
SELECT s.id, s.year, s.ordinal, s.kind, s.day, m.confirmed_in
FROM session s LEFT JOIN minutes m ON m.session_id = s.id
WHERE s.series_id = :series_id AND COALESCE(s.track_id, 0) = :track_id AND s.status = 'held' AND s.start_at < :before
ORDER BY s.start_at DESC, s.id DESC LIMIT 1
"""
EARLIER_OPEN = """
SELECT COUNT(*) FROM session s
WHERE s.series_id = :series_id AND (:track_id = 0 OR COALESCE(s.track_id, 0) IN (0, :track_id))
  AND s.status IN ('planned', 'noticed') AND s.day >= :today AND s.start_at < :before
  AND NOT EXISTS (SELECT 1 FROM minutes m WHERE m.session_id = s.id)
"""
TEMPLATES = """
SELECT id, series_id, position, kind, matter, explanation, proposal, agency_id, minutes, version
FROM agenda_template WHERE series_id = :series_id ORDER BY position, id
"""


class ItemRow(NamedTuple):
    """A stored point; `came_at` is the start stamp of the sitting that carried it over, None for others."""

    id: int
    series_id: int
    track_id: int | None
    session_id: int | None
    position: int
    kind: str
    matter: str
    explanation: str
    proposal: str
    agency_id: int | None
    papers: str
    minutes: int | None
    case_code: str
    origin: str
    origin_id: int | None
    postponed: bool
    version: int
    came_at: str | None = None


class LastHeld(NamedTuple):
    """The sitting before, and in which sitting its minutes were confirmed."""

    id: int
    year: int
    ordinal: int
    kind: str
    day: str
    confirmed_in: int | None


class TemplateRow(NamedTuple):
    """A stored point of a series' template."""

    id: int
    series_id: int
    position: int
    kind: str
    matter: str
    explanation: str
    proposal: str
    agency_id: int | None
    minutes: int | None
    version: int


def of_session(reader: Reader, session_id: int) -> list[ItemRow]:
    """The points of a sitting."""
    return [ItemRow(*row) for row in reader.rows(OF_SESSION, {"session_id": session_id})]


def by_id(reader: Reader, item_id: int) -> ItemRow | None:
    """The point of that id."""
    row = reader.row(BY_ID, {"item_id": item_id})
    return ItemRow(*row) if row else None


def waiting(reader: Reader, series_id: int) -> list[ItemRow]:
    """Everything of a series that stands on no agenda yet, oldest first."""
    return [ItemRow(*row) for row in reader.rows(WAITING, {"series_id": series_id})]


def awaited_by(reader: Reader, action_id: int) -> list[int]:
    """The series for whose next agenda an action item waits that was sent up to them."""
    asked = "SELECT series_id FROM agenda_item WHERE origin = :origin AND origin_id = :id AND session_id IS NULL"
    return [row[0] for row in reader.rows(asked, {"origin": str(Origin.SENT_UP), "id": action_id})]


def last_held(reader: Reader, series_id: int, track_id: int, before: str) -> LastHeld | None:
    """The last sitting of a series (and track, 0 for none) that was held before a start stamp."""
    row = reader.row(LAST_HELD, {"series_id": series_id, "track_id": track_id, "before": before})
    return LastHeld(*row) if row else None


def earlier_open(reader: Reader, series_id: int, track_id: int, today: str, before: str) -> int:
    """How many sittings of a series are still to come, from today on, before a start stamp."""
    asked = {"series_id": series_id, "track_id": track_id, "today": today, "before": before}
    return int(reader.value(EARLIER_OPEN, asked))


def templates(reader: Reader, series_id: int) -> list[TemplateRow]:
    """The template of a series in its order."""
    return [TemplateRow(*row) for row in reader.rows(TEMPLATES, {"series_id": series_id})]


def matters(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """What the points of those ids are about; nothing for one that is gone."""
    marks, params = in_list("id", ids)
    return dict(reader.rows(f"SELECT id, matter FROM agenda_item WHERE id IN {marks}", params))  # noqa: S608 - values are parameters
