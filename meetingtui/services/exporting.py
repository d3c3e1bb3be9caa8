"""Files that leave the house: written whole, and noted in the audit trail as far as it can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sittings import SessionView
from meetingtui.services import announced, files
from meetingtui.services.office import Office
from meetingtui.store import audit, trail


class Exported(NamedTuple):
    """Where an export lies, and whether the audit trail knows of it."""

    where: Path
    logged: bool


def write(
    office: Office, path: str | Path, data: bytes, what: str, *, force: bool = False,
    invited: Sequence[SessionView] = (),
) -> Exported:  # fmt: skip
    """Write one file of `what`, then note it and the sittings that are `invited` to by it. Raises CannotWrite."""
    return Exported(files.write(path, data, force=force), note(office, what, invited))


def write_folder(
    office: Office, folder: str | Path, made: Mapping[str, bytes], what: str, *, force: bool = False,
    invited: Sequence[SessionView] = (),
) -> Exported:  # fmt: skip
    """Write all files of `what` into a folder, then note it as `write` does. Raises CannotWrite."""
    return Exported(files.write_folder(folder, made, force=force), note(office, what, invited))


def note(office: Office, what: str, invited: Sequence[SessionView] = (), *, verb: str = "exported") -> bool:
    """Note an export, or what `verb` says, in the trail without loading the ORM.

    False where the database cannot be written just now. `invited` are the sittings whose invitation or cancellation
    went out with it, as they are told there.
    """
    if office.read_only:
        return False
    told = announced.now(office, office.registry(), invited) if invited else {}
    try:
        entry = audit.Entry(office.now(), office.who, verb, what)
        trail.append(office.location, entry, [(one.id, one.sequence, told[one.id]) for one in invited])
    except Refusal:
        return False
    return True
