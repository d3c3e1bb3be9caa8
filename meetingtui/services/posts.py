"""Posts that chair: added, corrected, renamed, given up and taken up again; who holds them is in `holders`."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Post, Registry
from meetingtui.language import _
from meetingtui.services import codes, finding, holders, renaming, written
from meetingtui.services.office import Office
from meetingtui.services.registry import PostDetail, post_show
from meetingtui.services.renaming import Named


class PostForm(NamedTuple):
    """A post as a form shows it; the agency by any of its names. `code` is fixed once it is saved."""

    code: str = ""
    name: str = ""
    name_en: str = ""
    agency: str = ""
    version: int | None = None


class StillChairing(Refusal):
    """A post is given up while series are chaired by it."""

    def __init__(self, name: str, series: list[str]) -> None:
        super().__init__(
            _("{name}仍是{series}的主席。請先改由其他職務主持，再停用。"), name=name, series=written.few(series)
        )


def form(office: Office, name: str) -> PostForm:
    """A post as it is now, to be changed and handed to `edit`. Raises NotFound or Ambiguous."""
    found = post_show(office, name).post
    return PostForm(found.code, found.name, found.name_en, found.agency, found.version)


def add(office: Office, new: PostForm, *, aliases: tuple[str, ...] = ()) -> PostDetail:
    """Add a post. Raises WrongCode, CodeTaken, NameTaken, or NotFound for its agency."""
    from meetingtui.store import tables

    registry = office.registry()
    code = codes.checked(new.code)
    codes.refuse_taken(code, {one.code: one.name for one in registry.posts.values()})
    columns = _columns(registry, new)
    for name in (columns["name"], *aliases):
        renaming.refuse_taken(registry, "post", name)
    with office.begin() as work:
        row = work.add(tables.Post(code=code, **columns))
        renaming.add_aliases(work, "post", row.id or 0, [written.line(one, _("別名")) for one in aliases])
        work.audit("added", code)
        work.commit()
    return post_show(office, code)


def edit(office: Office, name: str, wanted: PostForm, *, base_version: int | None = None) -> PostDetail:
    """Correct a post; a corrected name leaves no former one (see `rename`). Raises ChangedMeanwhile or NameTaken."""
    from meetingtui.store import tables

    registry = office.registry()
    post = finding.post_of(registry, name)
    if wanted.code and codes.checked(wanted.code) != post.code:
        raise Refusal(_("{code}的代碼不能更改。請另增職務，再停用這一筆。"), code=post.code)
    columns = _columns(registry, wanted)
    renaming.refuse_taken(registry, "post", columns["name"], but=post.id)
    with office.begin() as work:
        row = work.get(tables.Post, post.id, base_version=base_version or wanted.version or post.version)
        changed = [field for field, value in columns.items() if getattr(row, field) != value]
        if not changed:
            raise Refusal(_("{name}沒有變更。"), name=post.name)
        for field in changed:
            setattr(row, field, columns[field])
        work.audit("edited", post.code, *changed)
        work.commit()
    return post_show(office, post.code)


def rename(
    office: Office, name: str, new: str, *, since: date | None = None, name_en: str | None = None,
    base_version: int | None = None,
) -> PostDetail:  # fmt: skip
    """Give a post a new name from a day on (default today); sittings before it keep the old one."""
    registry = office.registry()
    post = finding.post_of(registry, name)
    renaming.rename(office, registry, _named(post), new, since=since, name_en=name_en, base_version=base_version)
    return post_show(office, post.code)


def alias(office: Office, name: str, other: str, *, remove: bool = False) -> PostDetail:
    """Let a post be found by another name, or no longer. Raises NameTaken or NotFound."""
    registry = office.registry()
    post = finding.post_of(registry, name)
    turn = renaming.remove_alias if remove else renaming.add_alias
    turn(office, registry, _named(post), other)
    return post_show(office, post.code)


def retire(office: Office, name: str, on: date, *, base_version: int | None = None) -> PostDetail:
    """Give a post up from a day on; whoever holds it then holds it no longer. Raises StillChairing."""
    from meetingtui.store import tables

    registry = office.registry()
    post = finding.post_of(registry, name)
    day = on.isoformat()
    if post.retired_on == day:
        raise Refusal(_("{name}已於該日停用。"), name=post.name)
    if chaired := _chaired(office, registry, post, day):
        raise StillChairing(post.name, chaired)
    with office.begin() as work:
        work.get(tables.Post, post.id, base_version=base_version or post.version).retired_on = day
        holders.end(work, registry, post, day)
        work.audit("retired", post.code, "retired_on")
        work.commit()
    return post_show(office, post.code)


def revive(office: Office, name: str, *, base_version: int | None = None) -> PostDetail:
    """Take a retired post up again; it is vacant. Raises Refusal when it was never given up."""
    from meetingtui.store import tables

    post = finding.post_of(office.registry(), name)
    if not post.retired_on:
        raise Refusal(_("{name}並未停用。"), name=post.name)
    with office.begin() as work:
        work.get(tables.Post, post.id, base_version=base_version or post.version).retired_on = None
        work.audit("revived", post.code, "retired_on")
        work.commit()
    return post_show(office, post.code)


def _chaired(office: Office, registry: Registry, post: Post, day: str) -> list[str]:
    in_rules = [
        series.code for series in registry.series.values()
        if series.rules and not (series.retired_on and series.retired_on <= day)
        and any(post.id in rule.chairs for rule in series.rules if rule.valid_from > day or rule == series.rule(day))
    ]  # fmt: skip
    at_tracks = [
        f"{registry.series[track.series_id].code} {track.code}" for track in registry.tracks.values()
        if track.chair_post_id == post.id and not (track.valid_to and track.valid_to <= day)
    ]  # fmt: skip
    planned = [one.number for one in holders.presided(office, registry, post, day)]
    return in_rules + at_tracks or planned


def _columns(registry: Registry, wanted: PostForm) -> dict[str, Any]:
    agency = finding.agency_of(registry, wanted.agency) if wanted.agency.strip() else None
    return {
        "name": written.line(wanted.name, _("名稱"), required=True),
        "name_en": written.line(wanted.name_en, _("英文名稱"), most=200),
        "agency_id": agency.id if agency else None,
    }


def _named(post: Post) -> Named:
    return Named("post", post.id, post.code, post.name, post.version)
