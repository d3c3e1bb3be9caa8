"""Files that leave the house: written whole, and noted in the audit trail as far as it can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.services import announced, files
from meetingtui.services.office import Office
from meetingtui.store import audit, trail
from meetingtui.store.queries import papers as rows


class Fed(NamedTuple):
    """A sitting that stands in a feed, for the agency of a code or, with "", for everybody."""

    sitting: SessionView
    agency: str = ""


class Exported(NamedTuple):
    """Where an export lies, and whether the audit trail knows of it."""

    where: Path
    logged: bool


def write(
    office: Office, path: str | Path, data: bytes, what: str, *, force: bool = False,
    invited: Sequence[SessionView] = (), fed: Sequence[Fed] = (),
) -> Exported:  # fmt: skip
    """Write one file of `what`, then note it, the sittings `invited` to by it and those `fed`. Raises CannotWrite."""
    return Exported(files.write(path, data, force=force), note(office, what, invited, fed))


def write_folder(
    office: Office, folder: str | Path, made: Mapping[str, bytes], what: str, *, force: bool = False,
    invited: Sequence[SessionView] = (), fed: Sequence[Fed] = (),
) -> Exported:  # fmt: skip
    """Write all files of `what` into a folder, then note it as `write` does. Raises CannotWrite."""
    return Exported(files.write_folder(folder, made, force=force), note(office, what, invited, fed))


def note(
    office: Office, what: str, invited: Sequence[SessionView] = (), fed: Sequence[Fed] = (), *, verb: str = "exported"
) -> bool:
    """Note an export, or what `verb` says, in the trail without loading the ORM.

    False where the database cannot be written just now. `invited` are the sittings whose invitation or cancellation
    went out with it, as they are told there; `fed` those of a calendar feed, to be made anew once they change.
    """
    if office.read_only:
        return False
    told = announced.now(office, office.registry(), invited) if invited else {}
    lines = [(one.id, one.sequence, told[one.id]) for one in invited]
    lines += _fed(office, fed)
    try:
        entry = audit.Entry(office.now(), office.who, verb, what, office.clock.pretence())
        trail.append(office.location, entry, lines)
    except Refusal:
        return False
    return True


def _fed(office: Office, fed: Sequence[Fed]) -> list[tuple[int, int, str]]:
    """What a feed tells now of its sittings (id, sequence, told), but for those held or told of otherwise."""
    fed = [one for one in fed if one.sitting.status != Status.HELD]
    sittings = list({one.sitting.id: one.sitting for one in fed}.values())
    last = rows.told_of(office.reader, [one.id for one in sittings]) if sittings else {}
    said = announced.now(office, office.registry(), sittings)
    found: dict[int, tuple[int, int, str]] = {}
    for one, agency in fed:
        sequence, told = found[one.id][1:] if one.id in found else (last[one.id].invited, last[one.id].invited_told)
        kept = announced.in_feed(said[one.id], agency, told)
        if kept is not None:
            older = sequence is not None and announced.differences(kept, said[one.id])
            found[one.id] = one.id, sequence if older and sequence is not None else one.sequence, kept
    return list(found.values())
