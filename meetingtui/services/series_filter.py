"""Which series a query line lets through: by their own names and figures, or by the sittings they have."""

from __future__ import annotations

from meetingtui.domain import names
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.sittings import SessionFilter
from meetingtui.services import filtering
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows

OF_SERIES = ("series_ids", "chair_post_ids", "track_ids", "words", "excluded", "either", "nothing")
"""Fields of a filter that a series answers itself; the others ask for a sitting."""
NO_FILTER = SessionFilter()


def matching(office: Office, text: str, year: int) -> frozenset[int] | None:
    """Ids of the series that a query line lets through in a (Gregorian) year; None for all of them.

    A field of sittings (狀態:延期) lets through the series that have such a sitting in that year. Raises WrongQuery.
    """
    if not text.strip():
        return None
    registry = office.registry()
    wanted = filtering.sessions(office, text)
    return frozenset(_kept(office, registry, wanted, year))


def _kept(office: Office, registry: Registry, wanted: SessionFilter, year: int) -> set[int]:
    if wanted.nothing:
        return set()
    on = f"{year}-12-31"
    found = {one.id for one in registry.series.values() if one.rules and _bears(registry, one, wanted, on)}
    sittings = wanted._replace(**{field: getattr(NO_FILTER, field) for field in OF_SERIES})
    if sittings != NO_FILTER:
        found &= _having(office, registry, sittings, year)
    for group in wanted.either:
        found &= {one for way in group for one in _kept(office, registry, way, year)}
    for without in wanted.excluded:
        found -= _kept(office, registry, without, year)
    return found


def _bears(registry: Registry, one: Series, wanted: SessionFilter, on: str) -> bool:
    rule = one.rule(on)
    if wanted.series_ids is not None and one.id not in wanted.series_ids:
        return False
    if wanted.chair_post_ids is not None and not set(wanted.chair_post_ids) & {*rule.chairs}:
        return False
    if wanted.track_ids is not None and not set(wanted.track_ids) & {track.id for track in registry.tracks_of(one.id)}:
        return False
    said = ""
    for word, ids in wanted.words:
        said = said or _said_of(registry, one, on)
        if one.id not in ids and names.key(word) not in said:
            return False
    return True


def _said_of(registry: Registry, one: Series, on: str) -> str:
    """Everything that a word may be found in, beside the names."""
    rule = one.rule(on)
    posts = [registry.name("post", post) for post in (*rule.chairs, *rule.deputies)]
    holders = [holder.person for post in rule.chairs for holder in registry.holders.get(post, ())]
    members = [part for member in registry.members_of(one.id, on) for part in (member.label, member.network)]
    tracks = [part for track in registry.tracks_of(one.id) for part in (track.name, *track.townships)]
    texts = [rule.basis, rule.chair, registry.host(one, on), rule.room, one.purpose, one.note]
    laws = [law.get("law", "") for law in rule.laws]
    return "\n".join(names.key(text) for text in (*texts, *laws, *posts, *holders, *members, *tracks) if text)


def _having(office: Office, registry: Registry, wanted: SessionFilter, year: int) -> set[int]:
    dated = wanted.years or wanted.first or wanted.last
    narrowed = wanted if dated else wanted._replace(years=(year,))
    return {one.series_id for one in session_rows.page(office.reader, registry, narrowed)}
