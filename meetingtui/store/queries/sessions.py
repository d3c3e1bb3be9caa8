"""Reads of sittings: one, a page, a count, all that touch a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from meetingtui.domain.registry import Registry
from meetingtui.domain.sittings import ChangeView, CreditView, SessionFilter, SessionView
from meetingtui.store.reader import Reader, in_list

COLUMNS = """
s.id, s.number, s.series_id, s.track_id, s.year, s.ordinal, s.kind, s.status, s.day, s.start_at, s.end_at,
s.window_first, s.window_last, s.room, s.township, s.chair_post_id, s.acting_post_id, s.chair_person,
s.host_agency_id, s.locked, s.reason, s.merged_into, s.postponed_times, s.person_times, s.person_times_about,
s.note, s.uid, s.sequence, s.changed_at, s.noticed_at, s.version
"""
SELECT = f"SELECT {COLUMNS} FROM session s WHERE "  # noqa: S608 - a constant
CREDITS = "SELECT id, session_id, series_id, track_id, reason FROM credit WHERE session_id IN "
KEPT_AT = (
    "SELECT c.session_id, c.verb FROM session_change c JOIN session s ON s.id = c.session_id AND s.start_at = c.after"
    " WHERE c.reason <> '' AND c.verb IN"
    " ('planned', 'kept_clash', 'kept_holiday', 'kept_window', 'kept_notice') ORDER BY c.session_id, c.verb"
)
CHANGES = "SELECT at, who, verb, before, after, reason FROM session_change WHERE session_id = :session_id ORDER BY id"
INVITED = "EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id AND a.agency_id"
CREDITED = "(SELECT MIN(c.series_id) FROM credit c WHERE c.session_id = s.id)"
ORDERS = {
    "day": ("s.day", "s.start_at", "s.id"),
    "number": ("s.series_id", "s.year", "s.track_id", "s.kind DESC", "s.ordinal", "s.id"),
    "status": ("s.status", "s.day", "s.id"),
    "room": ("s.room", "s.day", "s.id"),
    "series": ("s.series_id", "s.day", "s.id"),
    "track": ("COALESCE(s.track_id, 0)", "s.day", "s.id"),
    "chair": ("COALESCE(s.acting_post_id, s.chair_post_id)", "s.day", "s.id"),
    "credits": (CREDITED, "s.day", "s.id"),
    "locked": ("s.locked", "s.day", "s.id"),
    "changed": ("s.changed_at", "s.id"),
}


def by_id(reader: Reader, registry: Registry, session_id: int) -> SessionView | None:
    """The sitting of that id."""
    return next(iter(_views(reader, registry, reader.rows(SELECT + "s.id = :id", {"id": session_id}))), None)


def by_number(reader: Reader, registry: Registry, number: str) -> SessionView | None:
    """The sitting of that number."""
    found = reader.rows(SELECT + "s.number = :number", {"number": number})
    return next(iter(_views(reader, registry, found)), None)


def numbers_like(reader: Reader, number: str, limit: int = 300) -> list[str]:
    """Numbers that share the first letters of a mistyped one."""
    sql = "SELECT number FROM session WHERE number LIKE :start ORDER BY number LIMIT :limit"
    start = number[:6].replace("%", "").replace("_", "")
    return [row[0] for row in reader.rows(sql, {"start": start + "%", "limit": limit})]


def count(reader: Reader, wanted: SessionFilter) -> int:
    """How many sittings a filter lets through."""
    where, params = condition(reader, wanted)
    return int(reader.value(f"SELECT COUNT(*) FROM session s WHERE {where}", params))  # noqa: S608 - built from constants, values are parameters


def page(
    reader: Reader, registry: Registry, wanted: SessionFilter, *, order: str = "day", offset: int = 0,
    limit: int | None = None,
) -> list[SessionView]:  # fmt: skip
    """A page of a list; `order` is a key of ORDERS, with a leading `-` for descending."""
    where, params = condition(reader, wanted)
    sql = f"{SELECT}{where} ORDER BY {_order(reader, order)}"
    if limit is not None:
        sql += " LIMIT :limit OFFSET :offset"
        params |= {"limit": limit, "offset": offset}
    return list(_views(reader, registry, reader.rows(sql, params)))


def ids(reader: Reader, wanted: SessionFilter, *, order: str = "day") -> list[int]:
    """The ids of a list, in its order: what a very long list pages by."""
    where, params = condition(reader, wanted)
    sql = f"SELECT s.id FROM session s WHERE {where} ORDER BY {_order(reader, order)}"  # noqa: S608 - as above
    return [row[0] for row in reader.rows(sql, params)]


def by_ids(reader: Reader, registry: Registry, wanted: list[int]) -> list[SessionView]:
    """The sittings of those ids, in that order."""
    marks, params = in_list("id", wanted)
    found = {view.id: view for view in _views(reader, registry, reader.rows(f"{SELECT}s.id IN {marks}", params))}
    return [found[one] for one in wanted if one in found]


def kept(reader: Reader) -> dict[int, frozenset[str]]:
    """By id of a sitting the verbs by which its present time was kept for a reason although it broke a rule."""
    found: dict[int, frozenset[str]] = {}
    for session_id, verb in reader.rows(KEPT_AT, {}):
        found[session_id] = found.get(session_id, frozenset()) | {verb}
    return found


def changes(reader: Reader, session_id: int) -> list[ChangeView]:
    """The turns in the life of a sitting, oldest first."""
    rows = reader.rows(CHANGES, {"session_id": session_id})
    return [
        ChangeView(at, who, verb, before or "", after or "", reason) for at, who, verb, before, after, reason in rows
    ]


def days_held(reader: Reader, series_id: int, before: str, limit: int = 1) -> list[str]:
    """The last days before `before` on which a series sat, newest first."""
    sql = (
        "SELECT day FROM session WHERE series_id = :series_id AND status = 'held' AND day < :before"
        " ORDER BY day DESC LIMIT :limit"
    )
    return [row[0] for row in reader.rows(sql, {"series_id": series_id, "before": before, "limit": limit})]


def condition(reader: Reader, wanted: SessionFilter) -> tuple[str, dict[str, Any]]:
    """The WHERE clause of a filter and its parameters."""
    clauses: list[str] = []
    params: dict[str, Any] = {}
    _add(wanted, clauses, params, reader.engine, "f")
    return " AND ".join(clauses) or "1 = 1", params


def _add(wanted: SessionFilter, clauses: list[str], params: dict[str, Any], engine: str, tag: str) -> None:
    if wanted.nothing:
        clauses.append("1 = 0")
    for column, values in (
        ("s.year", wanted.years or None),
        ("s.series_id", wanted.series_ids),
        ("s.track_id", wanted.track_ids),
        ("s.status", wanted.statuses or None),
        ("s.kind", wanted.kinds or None),
        ("COALESCE(s.acting_post_id, s.chair_post_id)", wanted.chair_post_ids),
    ):
        if values is not None:
            marks, more = in_list(f"{tag}{len(params)}", values)
            clauses.append(f"{column} IN {marks}")
            params |= more
    for sql, value in (
        ("s.day >= :{0}", wanted.first),
        ("s.day <= :{0}", wanted.last),
        ("s.number LIKE :{0}", _starts(wanted.number)),
    ):
        if value:
            key = f"{tag}{len(params)}"
            clauses.append(sql.format(key))
            params[key] = value
    if wanted.months:
        marks, more = in_list(f"{tag}m{len(params)}", [f"{month:02d}" for month in wanted.months])
        clauses.append(f"SUBSTR(s.day, 6, 2) IN {marks}")
        params |= more
    if wanted.locked is not None:
        clauses.append("s.locked" if wanted.locked else "NOT s.locked")
    if wanted.undated is not None:
        clauses.append("s.day IS NULL" if wanted.undated else "s.day IS NOT NULL")
    _add_words(wanted, clauses, params, engine, tag)
    if wanted.invited is not None:
        marks, more = in_list(f"{tag}g{len(params)}", wanted.invited)
        params |= more
        clauses.append(f"(s.host_agency_id IN {marks} OR {INVITED} IN {marks}))")
    for place, group in enumerate(wanted.either):
        ways: list[str] = []
        for number, one in enumerate(group):
            way: list[str] = []
            _add(one, way, params, engine, f"{tag}e{place}_{number}")
            ways.append("(" + (" AND ".join(way) or "1 = 1") + ")")
        clauses.append("(" + (" OR ".join(ways) or "1 = 0") + ")")
    for index, excluded in enumerate(wanted.excluded):
        inner: list[str] = []
        _add(excluded, inner, params, engine, f"{tag}x{index}")
        clauses.append("NOT COALESCE((" + (" AND ".join(inner) or "1 = 0") + "), 1 = 0)")


def _add_words(wanted: SessionFilter, clauses: list[str], params: dict[str, Any], engine: str, tag: str) -> None:
    like = "ILIKE" if engine == "postgresql" else "LIKE"
    for word, series_ids in wanted.words:
        key = f"{tag}w{len(params)}"
        marks, more = in_list(f"{tag}i{len(params)}", series_ids)
        params |= more | {key: "%" + _escaped(word) + "%"}
        found = " OR ".join(
            f"s.{column} {like} :{key} ESCAPE '!'"
            for column in ("number", "room", "township", "note", "reason", "chair_person")
        )
        clauses.append(f"(s.series_id IN {marks} OR {found})")


def _starts(number: str) -> str:
    return _escaped(number).replace("!", "") + "%" if number else ""


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _order(reader: Reader, order: str) -> str:
    """The columns of a key of ORDERS; empty ones come first, and text goes by code points, as SQLite has it."""
    columns = list(ORDERS.get(order.lstrip("-"), ORDERS["day"]))
    if order.startswith("-"):
        columns = [one.removesuffix(" DESC") if one.endswith(" DESC") else one + " DESC" for one in columns]
    if reader.engine == "postgresql":
        columns = [_as_sqlite_sorts(one) for one in columns]
    return ", ".join(columns)


def _as_sqlite_sorts(column: str) -> str:
    name = column.removesuffix(" DESC")
    bytewise = f'{name} COLLATE "C"' if name == "s.room" else name
    return f"{bytewise} NULLS FIRST" if name == column else f"{bytewise} DESC NULLS LAST"


def _views(reader: Reader, registry: Registry, rows: list[tuple[Any, ...]]) -> Iterator[SessionView]:
    credits = _credits(reader, registry, [row[0] for row in rows])
    for row in rows:
        yield view_of(registry, row, credits.get(row[0], ()))


def _credits(reader: Reader, registry: Registry, session_ids: list[int]) -> dict[int, tuple[CreditView, ...]]:
    found: dict[int, list[CreditView]] = {}
    for some in _chunks(session_ids, 500):
        marks, params = in_list("id", some)
        for credit_id, session_id, series_id, track_id, reason in reader.rows(CREDITS + marks + " ORDER BY id", params):
            series = registry.series[series_id]
            track = registry.tracks[track_id].code if track_id else ""
            found.setdefault(session_id, []).append(CreditView(credit_id, series_id, series.code, track, reason))
    return {key: tuple(items) for key, items in found.items()}


def _chunks(items: list[int], size: int) -> Iterable[list[int]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def taipei(stamp: str | None) -> str:
    """A stored UTC stamp as ISO time of Taipei, which has kept +08:00 since 1979; empty for none."""
    if not stamp:
        return ""
    hour = int(stamp[11:13]) + 8
    if hour < 24:
        return f"{stamp[:11]}{hour:02d}{stamp[13:19]}+08:00"
    from meetingtui.dates.clock import iso_taipei

    return iso_taipei(stamp)


def view_of(registry: Registry, row: tuple[Any, ...], credits: tuple[CreditView, ...] = ()) -> SessionView:
    """The view of one row of SELECT."""
    (
        session_id, number, series_id, track_id, year, ordinal, kind, status, day, start_at, end_at, window_first,
        window_last, room, township, chair_post_id, acting_post_id, chair_person, host_agency_id, locked, reason,
        merged_into, postponed_times, person_times, about, note, uid, sequence, changed_at, noticed_at, version,
    ) = row  # fmt: skip
    series = registry.series[series_id]
    on = day or f"{year}-01-01"
    track = registry.tracks.get(track_id) if track_id else None
    presiding = acting_post_id or chair_post_id
    holder = None if chair_person or presiding is None else registry.holder(presiding, on)
    return SessionView(
        id=session_id, number=number, series_id=series_id, series=series.code,
        name=registry.name("series", series_id, on), level=series.level,
        track_id=track_id, track=track.code if track else "", track_name=registry.name("track", track_id, on),
        year=year, ordinal=ordinal, kind=kind, status=status, day=day or "",
        start=taipei(start_at), end=taipei(end_at),
        window_first=window_first or "", window_last=window_last or "", room=room, township=township,
        chair_post_id=chair_post_id, chair=registry.name("post", chair_post_id, on),
        chair_person=chair_person or (holder.person if holder else ""),
        acting_post_id=acting_post_id, acting=registry.name("post", acting_post_id, on),
        host_agency_id=host_agency_id, host=registry.host(series, on, host_agency_id),
        external=series.external, confidential=series.confidential_on(on), locked=bool(locked), reason=reason,
        merged_into=merged_into, postponed_times=postponed_times, person_times=person_times,
        person_times_about=bool(about), note=note, uid=uid, sequence=sequence, changed_at=changed_at,
        noticed_at=noticed_at or "", version=version, credits=credits,
    )  # fmt: skip
