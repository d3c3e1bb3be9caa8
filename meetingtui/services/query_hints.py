"""What a name in a query line may have meant that nothing in this county bears."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.domain import names
from meetingtui.domain.query import parse
from meetingtui.domain.query_tokens import tokens
from meetingtui.domain.query_words import SITTINGS, Vocabulary, offered
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
    """The same in words, and names behind a field that nobody bears nor anybody like it. Raises WrongQuery."""
    near = meant(office, text, words)
    told = [
        _("「{name}」是否指：{nearest}？").format(name=word, nearest=_("、").join(some)) for word, some in near.items()
    ]
    registry = office.registry()
    for term in parse(text, near=office.clock.today(), words=words).terms:
        known = _names_of(registry, term.field)
        for value in term.values if known and not term.negated else ():
            if value not in near and not any(names.key(value) in names.key(one) for one in known):
                said = _("{field}沒有「{name}」。請檢查名稱，或輸入 {field}: 從清單選。")
                told.append(said.format(field=offered(words.fields[term.field]), name=value))
    return told


def unfilled(text: str, words: Vocabulary = SITTINGS) -> list[str]:
    """A sentence on each field of the line behind which nothing is written, so that it narrows nothing."""
    return [
        _("「{field}:」後面沒有內容，未據以篩選。請補上內容，或刪除。").format(field=token.field)
        for token in tokens(text) if token.sign and words.field_of(token.field) and not any(token.values)
    ]  # fmt: skip


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
