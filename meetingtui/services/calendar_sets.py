"""Calendar files in sets: one feed for each agency, and renewed invites after many sittings were moved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import Method, NothingToExport
from meetingtui.domain.registry import Agency
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import attendees, exporting, files, invitations
from meetingtui.services.exporting import Fed
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows

GoingOn = Callable[[int, int], bool]
"""Told how many of how many are done; whether to go on."""


def to_the_end(_done: int, _of: int) -> bool:
    """Nobody watches, nobody stops."""
    return True


class WrittenSet(NamedTuple):
    """Where the files lie, how many there are and what they are called.

    `left` are files that were not written any more because somebody stopped the work; `logged` says whether the audit
    trail knows of it; `unlisted` are confidential sittings whose files list nobody.
    """

    where: Path
    files: int
    names: tuple[str, ...] = ()
    left: int = 0
    logged: bool = True
    unlisted: tuple[SessionView, ...] = ()


class FilesThere(Refusal):
    """Files of these names are there already, and were not asked to be replaced."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = _("、").join(names[:3]) + (_("等") if len(names) > 3 else "")
        super().__init__(_("已有同名的檔案：{names}。要以新的內容覆寫嗎？"), names=self.names)


def each_agency(
    office: Office, year: int, sittings: Sequence[int], folder: str | Path, *, alarm_minutes: int | None = 60,
    force: bool = False, going_on: GoingOn = to_the_end,
) -> WrittenSet:  # fmt: skip
    """One feed for each agency that hosts or is asked to any of the sittings of a (Gregorian) year, by ids.

    A file name tells agency and year only: a feed may hold confidential sittings. Each file is written whole;
    `going_on` is told before each how many there are of how many, and stops the work by False: what is written stays.
    Raises NothingToExport, FilesThere (without `force`) and CannotWrite.
    """
    wanted = {_feed_file(agency, year): agency for agency in _concerned(office, sittings)}
    there = [name for name in wanted if (files.path_of(folder) / name).exists()]
    if there and not force:
        raise FilesThere(there)
    target = _within_reach(folder)
    written: list[str] = []
    fed: list[Fed] = []
    left = 0
    try:
        for done, (name, agency) in enumerate(wanted.items()):
            if not going_on(done, len(wanted)):
                left = len(wanted) - done
                break
            with suppress(NothingToExport):
                feed = invitations.prepare(
                    office, sittings, Method.PUBLISH, agency=agency.code, alarm_minutes=alarm_minutes
                )
                files.write_folder(target, {name: next(iter(feed.files.values()))}, force=force)
                written.append(name)
                fed += [Fed(one, agency.code) for one in feed.fed]
    finally:
        what = _("{year}年各機關行事曆檔").format(year=year - 1911)
        fed = fed if left or len(written) < len(wanted) else [Fed(one) for one, _agency in fed]
        logged = not written or exporting.note(office, what, fed=fed)
    if not written and not left:
        raise NothingToExport
    return WrittenSet(target, len(written), tuple(written), left, logged)


def _concerned(office: Office, sittings: Sequence[int]) -> list[Agency]:
    """The agencies in use that host or are asked to any of the sittings, in the order of the registry."""
    registry = office.registry()
    found = session_rows.by_ids(office.reader, registry, list(sittings))
    asked = attendees.of_sittings(office, registry, found)
    ids = {guest.agency_id for guests in asked.values() for guest in guests}
    ids |= {
        one.host_agency_id or registry.series[one.series_id].rule(one.day or f"{one.year}-01-01").host_agency_id
        for one in found
    }
    return [agency for agency in registry.agencies.values() if agency.id in ids and not agency.retired_on]


def _feed_file(agency: Agency, year: int) -> str:
    from meetingtui.formats.files import safe_name

    return safe_name(f"{agency.code}_{agency.name}_{year - 1911}", fallback=agency.code, suffix=".ics")


def renewed(
    office: Office, sittings: Sequence[int], folder: str | Path, *, alarm_minutes: int | None = 60
) -> WrittenSet:
    """A new invite for every sitting that has a date, a cancel for every one that lost it; older files are replaced.

    The invites keep UID and raise SEQUENCE (RFC 5546), so that no cancel precedes them. Raises what `prepare` raises
    when nothing at all can be written.
    """
    made: dict[str, bytes] = {}
    invited: list[SessionView] = []
    unlisted: tuple[SessionView, ...] = ()
    refusals: list[Refusal] = []
    for method in (Method.REQUEST, Method.CANCEL):
        try:
            prepared = invitations.prepare(office, sittings, method, alarm_minutes=alarm_minutes)
            made |= prepared.files
            invited += prepared.invited
            unlisted += prepared.unlisted
        except Refusal as refusal:
            refusals.append(refusal)
    if not made:
        raise refusals[0]
    what = _("延期場次的行事曆檔")
    done = exporting.write_folder(office, _within_reach(folder), made, what, force=True, invited=invited)
    return WrittenSet(done.where, len(made), tuple(made), logged=done.logged, unlisted=unlisted)


def _within_reach(folder: str | Path) -> Path:
    """The folder, with those above it made; where they cannot be, writing says why."""
    target = files.path_of(folder)
    with suppress(OSError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return target
