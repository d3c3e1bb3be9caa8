"""The county council's sessions: a yearly list of phases that chairs must sit in, or that are better avoided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.council import CouncilPhase, sits_in_council
from meetingtui.domain.errors import ChangedMeanwhile, NotFound, Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.planning.request import Busy
from meetingtui.services import finding, written
from meetingtui.services.office import Office
from meetingtui.store.queries import council as rows
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.intake.council import PhaseRows
    from meetingtui.intake.spreadsheets import Problem
    from meetingtui.store.tables import CouncilSession

LARGEST_ID = 2**31 - 1
LONGEST = timedelta(days=120)
FIRST_YEAR, LAST_YEAR = 1912, 2910
"""民國1年 to 999年."""


class NewPhase(NamedTuple):
    """A phase as somebody gives it; without `posts` (codes) the usual ones must sit in it."""

    name: str
    phase: str
    first: date
    last: date
    required: bool
    posts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called: the session with its phase."""
        return f"{self.name}{self.phase}"


class Preview(NamedTuple):
    """What a list would add, how many phases stand already, what is wrong, and the open sittings that are hit."""

    new: tuple[NewPhase, ...]
    known: int
    problems: tuple[Problem, ...]
    hit: tuple[SessionView, ...]


class ListHasProblems(Refusal):
    """A list of council sessions of which a row cannot be taken over: then none is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            _("議會會期清單有{count}處問題，全部未匯入：{first}請更正後再匯入。"),
            count=len(problems), first=problems[0].sentence(),
        )  # fmt: skip


def of_year(office: Office, registry: Registry, year: int) -> list[CouncilPhase]:
    """The phases that touch a (Gregorian) year, in order of time."""
    return between(office, registry, date(year, 1, 1), date(year, 12, 31))


def between(office: Office, registry: Registry, first: date, last: date) -> list[CouncilPhase]:
    """The phases that touch the days `first` to `last`, in order of time."""
    by_code = {post.code: post.id for post in registry.posts.values()}
    return [
        CouncilPhase(
            row.id, row.name, row.phase, row.first, row.last, row.required,
            tuple(by_code[code] for code in row.posts if code in by_code) or _usual(registry, row.first),
            bool(row.posts), row.version,
        )
        for row in rows.phases(office.reader, first.isoformat(), last.isoformat())
    ]  # fmt: skip


def sat(office: Office, registry: Registry, year: int) -> list[Busy]:
    """The times of a year at which posts must sit in the council."""
    return [
        Busy(f"post:{post}", _midnight(one.first), _midnight(one.last) + timedelta(days=1), one.title)
        for one in of_year(office, registry, year) if one.required for post in one.posts
    ]  # fmt: skip


def add(office: Office, new: NewPhase) -> list[SessionView]:
    """Put a phase on the list; answers the open sittings that it hits. Raises Refusal or NotFound."""
    registry = office.registry()
    posts = tuple(finding.post_of(registry, name).code for name in new.posts)
    wanted = _named(new._replace(posts=tuple(dict.fromkeys(posts))))
    _require_sound(wanted)
    if _key(wanted) in _keys(office, [wanted]):
        raise Refusal(_("{title}（{first}至{last}）已在清單中。"), title=wanted.title, **_span(wanted))
    with office.begin() as work:
        work.add(_stored(wanted))
        work.audit("added", _("議會會期：{title}").format(title=wanted.title), "council_session")
        work.commit()
    return hit(office, registry, [wanted])


def remove(office: Office, phase_id: int) -> None:
    """Take a phase from the list. Raises NotFound."""
    from meetingtui.store.tables import CouncilSession

    if not 0 < phase_id <= LARGEST_ID:
        raise NotFound(_("議會會期"), str(phase_id))
    with office.begin() as work:
        row = work.get(CouncilSession, phase_id)
        work.audit("deleted", _("議會會期：{title}").format(title=f"{row.name}{row.phase}"), "council_session")
        work.delete(row)
        work.commit()


def preview(office: Office, data: bytes, filename: str = "", *, year: int | None = None) -> Preview:
    """What taking a list (CSV, XLSX) over would add; nothing is saved.

    A date without year is in the (Gregorian) `year`, next year without one. Raises WrongFile.
    """
    from meetingtui.intake.council import read_council
    from meetingtui.intake.spreadsheets import read_rows

    today = office.clock.today()
    read = read_council(read_rows(data, filename), year=year or today.year + 1, near=today)
    registry = office.registry()
    listed, problems = _listed(registry, read)
    keys = _keys(office, listed)
    new = {_key(one): one for one in listed if _key(one) not in keys}
    return Preview(
        tuple(new.values()), len(listed) - len(new), tuple(sorted(problems, key=lambda one: one.row)),
        tuple(hit(office, registry, list(new.values()))),
    )  # fmt: skip


def accept(office: Office, seen: Preview) -> int:
    """Take the phases of a preview over as one change; answers how many.

    Raises ListHasProblems, and ChangedMeanwhile when one of them has been added since.
    """
    if seen.problems:
        raise ListHasProblems(seen.problems)
    if not seen.new:
        return 0
    if {_key(one) for one in seen.new} & _keys(office, seen.new):
        raise ChangedMeanwhile(_("議會會期"))
    with office.begin() as work:
        work.add_all([_stored(one) for one in seen.new])
        work.audit("imported", _("議會會期{count}筆").format(count=len(seen.new)), "council_session")
        work.commit()
    return len(seen.new)


def hit(office: Office, registry: Registry, phases: Sequence[NewPhase]) -> list[SessionView]:
    """The open sittings whose chair would have to sit in the council in one of these phases."""
    found: dict[int, SessionView] = {}
    codes = {post.code: post.id for post in registry.posts.values()}
    for one in phases:
        posts = tuple(codes[code] for code in one.posts) or _usual(registry, one.first.isoformat())
        wanted = SessionFilter(
            first=one.first.isoformat(), last=one.last.isoformat(), statuses=tuple(str(status) for status in OPEN)
        )
        for sitting in session_rows.page(office.reader, registry, wanted) if one.required else ():
            keys = {registry.person_key(post, sitting.day) for post in posts}
            if sitting.presiding is not None and registry.person_key(sitting.presiding, sitting.day) in keys:
                found[sitting.id] = sitting
    return sorted(found.values(), key=lambda sitting: (sitting.start, sitting.number))


# ----- inside


def _listed(registry: Registry, read: PhaseRows) -> tuple[list[NewPhase], list[Problem]]:
    from meetingtui.intake.spreadsheets import Problem

    found: list[NewPhase] = []
    problems = list(read.problems)
    for row in read.rows:
        try:
            posts = tuple(dict.fromkeys(finding.post_of(registry, name).code for name in row.posts))
            one = _named(NewPhase(row.name, row.phase, row.first, row.last, row.required, posts))
            _require_sound(one)
            found.append(one)
        except Refusal as wrong:
            problems.append(Problem(row.row, "", str(wrong)))
    return found, problems


def _named(new: NewPhase) -> NewPhase:
    """The phase with its names in order. Raises Refusal for an empty or too long one."""
    return new._replace(
        name=written.line(new.name, _("會期"), required=True), phase=written.line(new.phase, _("議程"))
    )  # fmt: skip


def _require_sound(new: NewPhase) -> None:
    if not FIRST_YEAR <= new.first.year <= LAST_YEAR:
        raise Refusal(
            _("{title}自{first}起，不在可用的年度內（民國1年到999年）。請更正日期。"),
            title=new.title, first=written.roc_day(new.first),
        )  # fmt: skip
    if new.last < new.first:
        raise Refusal(_("{title}自{first}至{last}：迄日不能早於起日。請更正日期。"), title=new.title, **_span(new))
    if new.last - new.first > LONGEST:
        raise Refusal(
            _("{title}自{first}至{last}超過{most}天，應是誤植。請更正日期。"),
            title=new.title, most=LONGEST.days, **_span(new),
        )  # fmt: skip


def _span(new: NewPhase) -> dict[str, str]:
    return {"first": written.roc_day(new.first), "last": written.roc_day(new.last)}


def _key(one: NewPhase | rows.CouncilRow) -> tuple[str, ...]:
    return one.name, one.phase, str(one.first), str(one.last)


def _keys(office: Office, wanted: Sequence[NewPhase]) -> set[tuple[str, ...]]:
    """What stands already on the days of `wanted`."""
    if not wanted:
        return set()
    first, last = min(one.first for one in wanted), max(one.last for one in wanted)
    return {_key(row) for row in rows.phases(office.reader, first.isoformat(), last.isoformat())}


def _stored(new: NewPhase) -> CouncilSession:
    from meetingtui.store.tables import CouncilSession

    return CouncilSession(
        name=new.name, phase=new.phase, first_day=new.first.isoformat(), last_day=new.last.isoformat(),
        required=new.required, posts=json.dumps(new.posts),
    )  # fmt: skip


def _usual(registry: Registry, on: str) -> tuple[int, ...]:
    """The posts that usually answer the council on an ISO day."""
    return tuple(
        post.id for post in registry.posts.values()
        if sits_in_council(post.name) and (post.retired_on is None or post.retired_on > on)
    )  # fmt: skip


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time())
