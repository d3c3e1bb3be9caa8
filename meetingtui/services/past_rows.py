"""Each row of a list of past sittings held against the registry: what it becomes, or why it cannot."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.dates.clock import stamp
from meetingtui.domain import names
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.registry import Registry, Rule, Series, Track
from meetingtui.domain.sessions import STATUS_WORDS, Kind, Status
from meetingtui.language import _
from meetingtui.services import finding, time_rules, written
from meetingtui.services.scheduling import clock_of
from meetingtui.store.queries import past_sittings as queries
from meetingtui.store.queries.past_sittings import Taken
from meetingtui.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from meetingtui.intake.past_sessions import PastRow
    from meetingtui.intake.spreadsheets import Problem

FIRST_YEAR = 1912
_EXTRAORDINARY = r"[（(\s]*臨時(?:會議|會)?[）)\s]*"
_POST_AND_PERSON = r"[\s（）()：:]+"
Key = tuple[int, int | None, str]
"""Series, track and ISO day."""


class Listed(NamedTuple):
    """What one row becomes. `start` and `end` are Taipei time; of a postponed one the time it was postponed from.

    `person` presided, `duplicate` is the number of the sitting that stands already (empty for a new one).
    """

    row: int
    series_id: int
    series: str
    name: str
    track_id: int | None
    track: str
    kind: str
    status: str
    start: datetime
    end: datetime
    room: str
    chair_post_id: int | None
    acting_post_id: int | None
    person: str
    persons: int | None
    about: bool
    ordinal: int | None
    note: str
    duplicate: str = ""


class Unfit(Refusal):
    """A cell that cannot be taken over; `field` is the column's field."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def listed(
    registry: Registry, rows: Sequence[PastRow], headings: Mapping[str, str], today: date
) -> tuple[list[Listed], list[Problem]]:
    """What each row becomes, and each problem by row and column."""
    from meetingtui.intake.spreadsheets import Problem

    found: list[Listed] = []
    problems: list[Problem] = []
    seen: dict[tuple[Key, time | None], int] = {}
    cells = _Cells(registry)
    for row in rows:
        try:
            one = _one(registry, cells, row, today)
        except Unfit as unfit:
            problems.append(Problem(row.row, headings.get(unfit.field, ""), str(unfit)))
            continue
        key = ((one.series_id, one.track_id, one.start.date().isoformat()), row.start)
        if key in seen:
            text = _("與第{row}列是同一場（{name}）。請刪去其中一列。")
            problems.append(Problem(row.row, "", text.format(row=seen[key], name=one.name)))
            continue
        seen[key] = row.row
        found.append(one)
    return found, problems


def with_duplicates(reader: Reader, found: list[Listed], rows: Sequence[PastRow]) -> list[Listed]:
    """The rows, each with the number of the sitting that it is already (same series, track, day, and time if said)."""
    if not found:
        return found
    days = [one.start.date() for one in found]
    first, last = min(days), max(days)
    books: dict[Key, list[Taken]] = {}
    for taken in queries.taken(reader, first.isoformat(), last.isoformat()):
        books.setdefault((taken.series_id, taken.track_id, taken.day), []).append(taken)
    midnight = datetime.combine(first, time())
    until = datetime.combine(last + timedelta(days=1), time())
    for taken in queries.postponed(reader, stamp(midnight), stamp(until)):
        day = _taipei_day(taken.start_at)
        books.setdefault((taken.series_id, taken.track_id, day), []).append(taken)
    timed = {row.row: row.start is not None for row in rows}
    return [one._replace(duplicate=_standing(books, one, timed=timed[one.row])) for one in found]


def _standing(books: dict[Key, list[Taken]], one: Listed, *, timed: bool) -> str:
    there = books.get((one.series_id, one.track_id, one.start.date().isoformat()), [])
    hit = next((taken for taken in there if not timed or taken.start_at == stamp(one.start)), None)
    return _("{name}（{mark}）").format(name=hit.number, mark=_(STATUS_WORDS[Status(hit.status)])) if hit else ""


def _taipei_day(moment: str) -> str:
    from meetingtui.dates.clock import to_taipei, unstamp

    return to_taipei(unstamp(moment)).date().isoformat()


class _Cells:
    """What the cells of a list mean in the registry: the same words are looked up once, however many rows there are."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._known: dict[tuple[object, ...], Any] = {}

    def series(self, text: str) -> tuple[Series, str]:
        """The series and the kind of sitting. Raises Unfit."""
        found: tuple[Series, str] = self._once(("series", text), lambda: _series(self.registry, text))
        return found

    def track(self, series: Series, text: str, day: str) -> Track | None:
        """The track; without words it depends on the day. Raises Unfit."""
        key = ("track", series.id, text, "" if text else day)
        found: Track | None = self._once(key, lambda: _track(self.registry, series, text, day))
        return found

    def post(self, text: str) -> tuple[int | None, str]:
        """The post and the person that a chair's cell names, as far as it does."""
        found: tuple[int | None, str] = self._once(("post", text), lambda: _post_and_person(self.registry, text))
        return found

    def _once(self, key: tuple[object, ...], find: Callable[[], Any]) -> Any:
        if key not in self._known:
            try:
                self._known[key] = find()
            except Unfit as unfit:
                self._known[key] = unfit
        found = self._known[key]
        if isinstance(found, Unfit):
            raise found
        return found


def _one(registry: Registry, cells: _Cells, row: PastRow, today: date) -> Listed:
    if row.date.year < FIRST_YEAR:
        raise Unfit("date", _("{day}在民國元年之前，無法編號。請更正日期。").format(day=written.roc_day(row.date)))
    if row.status == Status.PLANNED:
        raise Unfit("status", _("預定的場次不是過去的會議。請改用編排年度或新增場次，並刪去這一列。"))
    if row.date > today:
        raise Unfit("date", _("{day}還沒到。請更正日期，或改用新增場次。").format(day=written.roc_day(row.date)))
    day = row.date.isoformat()
    series, kind = cells.series(row.series)
    if series.is_duty:
        joint = registry.name("series", series.joint_id)
        raise Unfit("series", _("{name}由聯合會議履行。請改寫為「{joint}」。").format(name=series.name, joint=joint))
    if series.retired_on and series.retired_on <= day:
        text = _("{name}已於{day}停用。請更正日期或會議別。")
        raise Unfit("series", text.format(name=series.name, day=written.roc_iso(series.retired_on)))
    track = cells.track(series, row.track, day)
    rule = series.rule(day)
    start = datetime.combine(row.date, row.start or clock_of(rule.start_time))
    end = datetime.combine(row.date, row.end) if row.end else time_rules.end_of(start, rule.minutes)
    chair, acting, person = _chair(registry, rule, track, cells.post(row.chair), day)
    return Listed(
        row=row.row, series_id=series.id, series=series.code, name=registry.name("series", series.id, day),
        track_id=track.id if track else None, track=track.code if track else "", kind=kind, status=str(row.status),
        start=start, end=end, room=row.place or ("" if track else rule.room), chair_post_id=chair,
        acting_post_id=acting, person=person, persons=row.persons, about=row.about, ordinal=row.ordinal,
        note=row.note,
    )  # fmt: skip


def _series(registry: Registry, text: str) -> tuple[Series, str]:
    """The series that a cell names; 「…臨時會」 is an extraordinary sitting of it."""
    try:
        return finding.series_of(registry, text), str(Kind.ORDINARY)
    except (NotFound, Ambiguous) as refused:
        plain = re.sub(_EXTRAORDINARY, "", text)
        if plain and plain != text:
            try:
                return finding.series_of(registry, plain), str(Kind.EXTRAORDINARY)
            except (NotFound, Ambiguous):
                pass
        raise Unfit("series", str(refused)) from refused


def _track(registry: Registry, series: Series, text: str, day: str) -> Track | None:
    """The track that a cell names; the only one where it is empty; none where all are merely proposed."""
    if text:
        try:
            return finding.track_of(registry, series, text)
        except (NotFound, Ambiguous) as refused:
            raise Unfit("track", str(refused)) from refused
    there = registry.tracks_of(series.id, day)
    if len(there) == 1:
        return there[0]
    if not there or all(track.proposed for track in there):
        return None
    offered = written.few([f"{track.code} {track.name}" for track in there], 20)
    raise Unfit("track", _("{name}分區召開，請寫明分區：{tracks}。").format(name=series.name, tracks=offered))


def _chair(
    registry: Registry, rule: Rule, track: Track | None, said: tuple[int | None, str], day: str
) -> tuple[int | None, int | None, str]:
    """Chair's post, acting post and person, as far as the cell `said` post and person.

    Without a word the fixed chair presided; whose turn it was in a rota is not made up.
    """
    usual = track.chair_post_id if track and track.chair_post_id else None
    if usual is None and not rule.rotates and len(rule.chairs) == 1:
        usual = rule.chairs[0]
    post, person = said
    if post is None:
        presiding, named = usual, person
    elif usual is None or post in rule.chairs:
        usual = presiding = post
        named = person
    else:
        presiding, named = post, person
    if not named:
        holder = registry.holder(presiding, day)
        named = holder.person if holder else ""
    return usual, (presiding if presiding != usual else None), named


def _post_and_person(registry: Registry, text: str) -> tuple[int | None, str]:
    """What a cell like 副縣長, 王大明 or 副縣長王大明 says."""
    if not text.strip():
        return None, ""
    wanted = names.key(text)
    for post in registry.posts.values():
        known = (post.code, *registry.names("post", post.id, post.name, post.name_en))
        if wanted in {names.key(name) for name in known}:
            return post.id, ""
    for holders in registry.holders.values():
        for holder in holders:
            if names.key(holder.person) == wanted:
                return holder.post_id, holder.person
    for post in sorted(registry.posts.values(), key=lambda post: -len(post.name)):
        for name in registry.names("post", post.id, post.name):
            if text.startswith(name) and len(text) > len(name):
                return post.id, re.sub(_POST_AND_PERSON, "", text[len(name) :])
    return None, text.strip()
