"""What the fields of the dialogs on sittings offer: series, tracks, posts, agencies, found by any of their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meetingtui.domain.registry import Registry, Series
from meetingtui.language import _
from meetingtui.tui.widgets.choice_field import Choice

NO_MEETINGS = frozenset({"umbrella", "platform", "mechanism", "plan", "report"})
"""Natures of registry entries that are no meetings: nothing sits, so nothing is added."""


def series(registry: Registry, *, duties: bool = False) -> list[Choice]:
    """The series that may sit (with `duties` also those that are only credited), by code; outside hosts are marked."""
    return [
        Choice(one.code, _label(one), _names(registry, one))
        for one in registry.series.values()
        if not one.retired_on and one.nature not in NO_MEETINGS and (duties or not one.is_duty)
    ]


def _label(one: Series) -> str:
    return _("{name}（外部召開）").format(name=one.name) if one.external else one.name


def _names(registry: Registry, one: Series) -> tuple[str, ...]:
    outside = (_("外部召開"),) if one.external else ()
    return (*registry.names("series", one.id, one.name, one.name_en), one.code, *outside)


def tracks(registry: Registry, series_id: int, on: str | None = None) -> list[Choice]:
    """The tracks of a series, by code; their townships find them too."""
    return [
        Choice(
            one.code, f"{one.code} {one.name}", (*registry.names("track", one.id, one.name), one.code, *one.townships)
        )
        for one in registry.tracks_of(series_id, on)
    ]


def posts(registry: Registry) -> list[Choice]:
    """The posts that may preside, by code; their holders' names find them too."""
    found = []
    for one in registry.posts.values():
        people = (holder.person for holder in registry.holders.get(one.id, ()))
        if not one.retired_on:
            found.append(Choice(one.code, one.name, (*registry.names("post", one.id, one.name_en, one.code), *people)))
    return found


def agencies(registry: Registry) -> list[Choice]:
    """The agencies, by code."""
    return [
        Choice(one.code, one.name, (*registry.names("agency", one.id, one.short, one.name_en), one.code))
        for one in registry.agencies.values() if not one.retired_on
    ]  # fmt: skip


def people(registry: Registry, on: date) -> list[Choice]:
    """Who holds a post that day; the name of the post finds them too."""
    day = on.isoformat()
    return [
        Choice(one.person, one.person, registry.names("post", post_id, registry.posts[post_id].name))
        for post_id, holders in registry.holders.items() for one in holders
        if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
    ]  # fmt: skip


def rooms(registry: Registry) -> list[Choice]:
    """The rooms that the rules name."""
    return plain(dict.fromkeys(rule.room for one in registry.series.values() for rule in one.rules if rule.room))


def townships(registry: Registry) -> list[Choice]:
    """The townships that tracks serve."""
    return plain(dict.fromkeys(place for track in registry.tracks.values() for place in track.townships))


def plain(texts: Sequence[str] | dict[str, None]) -> list[Choice]:
    """Texts that stand for themselves."""
    return [Choice(text, text) for text in texts]
