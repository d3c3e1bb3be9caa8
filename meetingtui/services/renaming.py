"""Names through the years: a new name from a day on, and the other names by which something is found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.registry import Agency, Post, Registry, Series, Track
from meetingtui.language import N_, _
from meetingtui.services import written
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

WORDS = {"series": N_("會議別"), "agency": N_("機關"), "post": N_("職務"), "track": N_("分區")}
TABLES = {"series": "Series", "agency": "Agency", "post": "Post", "track": "Track"}


class Named(NamedTuple):
    """An entry of the registry that bears names; `kind` is a key of WORDS, `label` what the trail calls it."""

    kind: str
    id: int
    label: str
    name: str
    version: int


class NameTaken(Refusal):
    """A name that another entry of the same kind bears already: both would be hard to find."""

    def __init__(self, kind: str, name: str, bearer: str) -> None:
        super().__init__(
            _("{what}「{name}」這個名稱已由{bearer}使用。請改用其他名稱，或直接使用該筆。"),
            what=_(WORDS[kind]), name=name, bearer=bearer,
        )  # fmt: skip


def rename(
    office: Office, registry: Registry, thing: Named, new: str, *, since: date | None = None,
    name_en: str | None = None, base_version: int | None = None,
) -> None:  # fmt: skip
    """Give `thing` a new name from a day on (default today); before it the old one stays, and finds it for ever.

    Raises NameTaken, ChangedMeanwhile, or Refusal for a day before the last change of name.
    """
    from meetingtui.store import tables

    name = written.line(new, _("名稱"), required=True)
    day = since or office.clock.today()
    if name == thing.name:
        raise Refusal(_("「{name}」就是現在的名稱，不必更名。"), name=name)
    refuse_taken(registry, thing.kind, name, but=thing.id)
    former = registry.former.get((thing.kind, thing.id), ())
    last = former[-1][0] if former else ""
    if day.isoformat() < last:
        raise Refusal(
            _("{name}已於{last}更名，新的更名日不能更早。請更正日期。"), name=thing.name, last=written.roc_iso(last)
        )
    with office.begin() as work:
        row: Any = work.get(getattr(tables, TABLES[thing.kind]), thing.id, base_version=base_version or thing.version)
        if day.isoformat() != last:
            work.add(tables.FormerName(kind=thing.kind, owner_id=thing.id, name=row.name, until=day.isoformat()))
        _keep_finding(work, registry, thing)
        row.name = name
        if name_en is not None and hasattr(row, "name_en"):
            row.name_en = written.line(name_en, _("英文名稱"))
        work.audit("renamed", thing.label, "name")
        work.commit()


def add_alias(office: Office, registry: Registry, thing: Named, alias: str) -> None:
    """Let `thing` be found by one more name. Raises NameTaken, or Refusal when it bears that name already."""
    name = written.line(alias, _("別名"), required=True)
    if names.key(name) in {names.key(one) for one in (thing.name, *registry.names(thing.kind, thing.id))}:
        raise Refusal(_("「{name}」已經是{thing}的名稱，不必再加。"), name=name, thing=thing.name)
    refuse_taken(registry, thing.kind, name, but=thing.id)
    with office.begin() as work:
        add_aliases(work, thing.kind, thing.id, [name])
        work.audit("edited", thing.label, "aliases")
        work.commit()


def remove_alias(office: Office, registry: Registry, thing: Named, alias: str) -> None:
    """Take another name away. Raises NotFound with the names there are."""
    from meetingtui.store import tables

    known = registry.aliases.get((thing.kind, thing.id), ())
    with office.begin() as work:
        rows = [
            row for row in work.all(tables.Alias, kind=thing.kind, owner_id=thing.id)
            if names.key(row.name) == names.key(alias)
        ]  # fmt: skip
        if not rows:
            raise NotFound(_("別名"), alias.strip(), known)
        for row in rows:
            work.delete(row)
        work.audit("edited", thing.label, "aliases")
        work.commit()


def add_aliases(work: UnitOfWork, kind: str, owner_id: int, aliases: Sequence[str]) -> None:
    """Store other names, each once."""
    from meetingtui.store import tables

    unique = {names.key(alias): alias for alias in aliases if alias}
    work.add_all([
        tables.Alias(kind=kind, owner_id=owner_id, name=alias, key=key) for key, alias in unique.items()
    ])  # fmt: skip


def refuse_taken(registry: Registry, kind: str, name: str, *, but: int | None = None) -> None:
    """Raises NameTaken when another entry of the kind bears `name` (among tracks: of the same series)."""
    wanted = names.key(name)
    for one in _rows(registry, kind, but):
        known = (one.code, *registry.names(kind, one.id, one.name, getattr(one, "short", "")))
        if one.id != but and wanted in {names.key(text) for text in known}:
            raise NameTaken(kind, name, f"{one.code} {one.name}")


def refuse_taken_in(registry: Registry, series: Series, name: str) -> None:
    """Raises NameTaken when a track of `series` bears `name`."""
    for one in registry.tracks_of(series.id):
        if names.key(name) in {names.key(text) for text in registry.names("track", one.id, one.name)}:
            raise NameTaken("track", name, f"{one.code} {one.name}")


def _rows(registry: Registry, kind: str, owner_id: int | None) -> list[Series | Agency | Post | Track]:
    if kind == "series":
        return list(registry.series.values())
    if kind == "agency":
        return list(registry.agencies.values())
    if kind == "post":
        return list(registry.posts.values())
    own = registry.tracks.get(owner_id or 0)
    return list(registry.tracks_of(own.series_id)) if own else []


def _keep_finding(work: UnitOfWork, registry: Registry, thing: Named) -> None:
    known = {names.key(alias) for alias in registry.aliases.get((thing.kind, thing.id), ())}
    if names.key(thing.name) not in known:
        add_aliases(work, thing.kind, thing.id, [thing.name])
