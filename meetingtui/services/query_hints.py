"""What a name in a query line may have meant that nothing in this county bears."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.domain import names
from meetingtui.domain.query import parse
from meetingtui.domain.query_words import SITTINGS, Vocabulary
from meetingtui.domain.registry import Registry
from meetingtui.language import _
from meetingtui.services.office import Office


def meant(office: Office, text: str, words: Vocabulary = SITTINGS) -> dict[str, list[str]]:
    """Each word or name of the line that no entry bears, with the nearest names there are; without any it is left out.

    Raises WrongQuery.
    """
    registry = office.registry()
    query = parse(text, near=office.clock.today(), words=words)
    asked = [(word, _every_name(registry)) for word in query.words]
    asked += [
        (value, _names_of(registry, term.field)) for term in query.terms if not term.negated for value in term.values
    ]
    found: dict[str, list[str]] = {}
    for word, known in asked:
        if not any(names.key(word) in names.key(one) for one in known) and (near := names.nearest(word, known)):
            found[word] = near
    return found


def sentences(office: Office, text: str, words: Vocabulary = SITTINGS) -> list[str]:
    """The same in words. Raises WrongQuery."""
    return [
        _("「{name}」是否指：{nearest}？").format(name=word, nearest=_("、").join(near))
        for word, near in meant(office, text, words).items()
    ]


def _every_name(registry: Registry) -> list[str]:
    return [name for field in ("series", "agency", "chair", "track") for name in _names_of(registry, field)]


def _names_of(registry: Registry, field: str) -> list[str]:
    """The names that a field of the query line is compared with; none for a field that bears no names."""
    found: Iterable[Iterable[str]] = ()
    if field == "series":
        found = (registry.names("series", one.id, one.name, one.code) for one in registry.series.values())
    elif field in {"agency", "host", "lead", "assist"}:
        found = (
            (*registry.names("agency", one.id, one.name, one.short, one.code), *one.networks)
            for one in registry.agencies.values()
        )
    elif field == "chair":
        found = (registry.names("post", one.id, one.name) for one in registry.posts.values())
    elif field == "track":
        found = ((*registry.names("track", one.id, one.name), *one.townships) for one in registry.tracks.values())
    return [name for each in found for name in each if name]
