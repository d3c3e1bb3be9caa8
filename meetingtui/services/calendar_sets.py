"""Calendar files in sets: one feed for each agency, and renewed invites after many sittings were moved at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import Method, NothingToExport
from meetingtui.language import _
from meetingtui.services import exporting, invitations
from meetingtui.services.office import Office


class WrittenSet(NamedTuple):
    """Where the files lie, and how many there are."""

    where: Path
    files: int


class FilesThere(Refusal):
    """Files of these names are there already, and were not asked to be replaced."""

    def __init__(self, names: Sequence[str]) -> None:
        shown_names = _("、").join(names[:3]) + (_("等") if len(names) > 3 else "")
        super().__init__(_("已有同名的檔案：{names}。要以新的內容覆寫嗎？"), names=shown_names)


def each_agency(
    office: Office, year: int, sittings: Sequence[int], folder: str | Path, *, alarm_minutes: int | None = 60,
    force: bool = False,
) -> WrittenSet:  # fmt: skip
    """One feed for each agency that hosts or is asked to any of the sittings of a (Gregorian) year, by ids.

    A file name tells agency and year only: a feed may hold confidential sittings. Raises NothingToExport,
    FilesThere (without `force`) and CannotWrite.
    """
    from meetingtui.formats.files import safe_name

    registry = office.registry()
    made: dict[str, bytes] = {}
    for agency in registry.agencies.values():
        if agency.retired_on:
            continue
        try:
            feed = invitations.prepare(
                office, sittings, Method.PUBLISH, agency=agency.code, alarm_minutes=alarm_minutes
            )
        except NothingToExport:
            continue
        name = safe_name(f"{agency.code}_{agency.name}_{year - 1911}", fallback=agency.code, suffix=".ics")
        made[name] = next(iter(feed.files.values()))
    if not made:
        raise NothingToExport
    there = [name for name in made if (Path(folder) / name).exists()]
    if there and not force:
        raise FilesThere(there)
    what = _("{year}年各機關行事曆檔").format(year=year - 1911)
    return WrittenSet(exporting.write_folder(office, _within_reach(folder), made, what, force=force).where, len(made))


def renewed(
    office: Office, sittings: Sequence[int], folder: str | Path, *, alarm_minutes: int | None = 60
) -> WrittenSet:
    """A new invite for every sitting that has a date, a cancel for every one that lost it; older files are replaced.

    The invites keep UID and raise SEQUENCE (RFC 5546), so that no cancel precedes them. Raises what `prepare` raises
    when nothing at all can be written.
    """
    made: dict[str, bytes] = {}
    refusals: list[Refusal] = []
    for method in (Method.REQUEST, Method.CANCEL):
        try:
            made |= invitations.prepare(office, sittings, method, alarm_minutes=alarm_minutes).files
        except Refusal as refusal:
            refusals.append(refusal)
    if not made:
        raise refusals[0]
    what = _("延期場次的行事曆檔")
    return WrittenSet(exporting.write_folder(office, _within_reach(folder), made, what, force=True).where, len(made))


def _within_reach(folder: str | Path) -> Path:
    """The folder, with those above it made; where they cannot be, writing says why."""
    from contextlib import suppress

    target = Path(folder).expanduser()
    with suppress(OSError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return target
