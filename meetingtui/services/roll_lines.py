"""The lines of a sign-in sheet: who is expected on the day of a sitting, with what is recorded of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meetingtui.domain import seats
from meetingtui.domain.guests import of_network
from meetingtui.domain.registry import Agency, Member, Registry
from meetingtui.domain.roles import Role
from meetingtui.domain.roll import RollLine
from meetingtui.domain.seats import Quorum
from meetingtui.domain.sittings import SessionView
from meetingtui.store.queries.attendance import Recorded

COUNTING = frozenset({Role.CHAIR, Role.ATTENDEE})
"""Parts in which somebody votes, and so counts for a quorum."""
BLANK = RollLine(
    key="", name="", title="", role="attendee", seat="", agency_id=None, agency="", person="", presence="",
    stands_in_for="", delegable=True, counts=False, online=False, walk_in=False, persons=0, version=None,
)  # fmt: skip


def of(registry: Registry, sitting: SessionView, recorded: Iterable[Recorded]) -> list[RollLine]:
    """The expected ones in their order, then who else was asked or answered, then those who walked in."""
    left = list(recorded)
    asked = expected(registry, sitting)
    found = {}
    for find in (_row_of_seat, _row_of_name):
        for line in asked:
            row = None if line.key in found else find(line, left)
            if row is not None:
                left.remove(row)
                found[line.key] = row
    lines = [_with(line, found[line.key]) if line.key in found else line for line in asked]
    on = sitting.day or f"{sitting.year}-01-01"
    for row in sorted(left, key=lambda one: (bool(one.walk_in), one.id)):
        agency = registry.name("agency", row.agency_id, on)
        guest = BLANK._replace(
            key=f"a{row.id}", name=agency or row.name or row.email, role=row.role, agency_id=row.agency_id,
            agency=agency, walk_in=bool(row.walk_in),
        )  # fmt: skip
        lines.append(_with(guest, row))
    return lines


def expected(registry: Registry, sitting: SessionView) -> list[RollLine]:
    """Who is asked by the registry on the day of a sitting: chair, members, and who keeps the track; nobody twice."""
    found: dict[str, RollLine] = {}
    for line in _asked(registry, sitting, sitting.day or f"{sitting.year}-01-01"):
        known = found.get(line.key)
        if known is None:
            found[line.key] = line
        elif line.member_id is not None and (line.title, line.seat) != (known.title, known.seat):
            found[f"m{line.member_id}"] = line._replace(key=f"m{line.member_id}")
    return list(found.values())


def quorum(rule: str, lines: Iterable[RollLine]) -> Quorum:
    """How the quorum stands with what is recorded."""
    body = [line for line in lines if line.counts]
    stand_ins = [line for line in body if line.presence == "proxy"]
    allowed = sum(line.delegable for line in stand_ins)
    here = sum(line.presence == "present" for line in body)
    return Quorum(rule, len(body), seats.needed(rule, len(body)), here + allowed, allowed, len(stand_ins) - allowed)


def _asked(registry: Registry, sitting: SessionView, on: str) -> Iterator[RollLine]:
    post = registry.posts.get(sitting.presiding or 0)
    taken = set()
    if post is not None:
        taken = {registry.name("post", post.id, on), sitting.chair_person} - {""}
        yield BLANK._replace(
            key="chair", name=registry.name("post", post.id, on), role=str(Role.CHAIR), delegable=False, counts=True,
            holder=sitting.chair_person,
        )  # fmt: skip
    for member in registry.members_of(sitting.series_id, on):
        if member.label not in taken or member.agency_id is not None:
            yield from _of_member(registry, member, on)
    track = registry.tracks.get(sitting.track_id or 0)
    if track is not None and track.agency_id is not None:
        yield _bureau(registry, registry.agencies[track.agency_id], on)


def _of_member(registry: Registry, member: Member, on: str) -> Iterator[RollLine]:
    seat = BLANK._replace(
        title=member.title, role=member.role, seat=member.seat, counts=member.role in COUNTING, member_id=member.id,
        delegable=seats.may_delegate(member.seat, member.delegable),
    )  # fmt: skip
    if member.seat not in seats.DELEGABLE:
        agency = registry.name("agency", member.agency_id, on)
        yield seat._replace(key=f"m{member.id}", name=member.label, agency_id=member.agency_id, agency=agency)
        return
    bureaus = [registry.agencies[member.agency_id]] if member.agency_id is not None else []
    if not bureaus and member.network:
        bureaus = of_network(registry, member.network, on)
    for agency_of in bureaus:
        line = _bureau(registry, agency_of, on)
        yield line._replace(
            title=member.title, role=member.role, seat=member.seat, counts=seat.counts, member_id=member.id,
            delegable=seat.delegable, holder=_holder(registry, agency_of, member.title, on),
        )  # fmt: skip
    if not bureaus and member.label:
        yield seat._replace(key=f"m{member.id}", name=member.label)


def _bureau(registry: Registry, agency: Agency, on: str) -> RollLine:
    name = registry.name("agency", agency.id, on)
    return BLANK._replace(key=f"g{agency.id}", name=name, agency_id=agency.id, agency=name, counts=True)


def _holder(registry: Registry, agency: Agency, title: str, on: str) -> str:
    """Who holds the post of an agency that a seat's title names, as far as the registry knows."""
    if not title:
        return ""
    posts = [one for one in registry.posts.values() if one.agency_id == agency.id and one.name.endswith(title)]
    holder = registry.holder(posts[0].id, on) if len(posts) == 1 else None
    return holder.person if holder else ""


def _row_of_seat(line: RollLine, left: list[Recorded]) -> Recorded | None:
    """What is recorded of this very seat."""
    if line.member_id is None:
        return None
    mine = (row for row in left if row.member_id == line.member_id and row.agency_id == line.agency_id)
    return next((row for row in mine if not row.walk_in), None)


def _row_of_name(line: RollLine, left: list[Recorded]) -> Recorded | None:
    """What is recorded under the agency's or the person's name: by an answer, or before the seats were set."""
    asked = [row for row in left if not row.walk_in]
    if line.key == "chair":
        return next((row for row in asked if row.role == Role.CHAIR and row.name.startswith(line.name)), None)
    if line.key.startswith("g"):
        return next((row for row in asked if row.agency_id == line.agency_id and row.role != Role.CHAIR), None)
    return next((row for row in asked if row.agency_id in (None, line.agency_id) and row.name == line.name), None)


def _with(line: RollLine, row: Recorded) -> RollLine:
    return line._replace(
        title=row.title or line.title, person=row.person, presence=row.presence, online=bool(row.online),
        stands_in_for=(line.holder or line.name) if row.presence == "proxy" else "", persons=row.persons,
        version=row.version, reply=row.reply, delegated_to=row.delegated_to, row_id=row.id,
    )  # fmt: skip
