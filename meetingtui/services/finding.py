"""Finding what a name means: by code, name, alias or former name; within one kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from meetingtui.dates.roc import DateError, parse_date, parse_moment, parse_year
from meetingtui.domain import guests, names
from meetingtui.domain.errors import Ambiguous, NotFound, WrongDate
from meetingtui.domain.numbers import SessionNumber
from meetingtui.domain.registry import Agency, Post, Registry, Series, Track
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services.office import Office
from meetingtui.store.queries import sessions as session_rows


def series_of(registry: Registry, name: str) -> Series:
    """The series that `name` means. Raises NotFound or Ambiguous."""
    entries = [(s.code, registry.names("series", s.id, s.name, s.name_en)) for s in registry.series.values()]
    code = names.resolve(name, entries, _("會議別"))
    return next(one for one in registry.series.values() if one.code == code)


def agency_of(registry: Registry, name: str) -> Agency:
    """The agency that `name` means, a single sign also by its network (警, 衛, 學). Raises NotFound or Ambiguous."""
    entries = [(a.code, registry.names("agency", a.id, a.name, a.short, a.name_en)) for a in registry.agencies.values()]
    if len(names.key(name)) == 1 and not names.hits(name, entries):
        bureaus = guests.by_sign(registry, name)
        if len(bureaus) == 1:
            return bureaus[0]
        if bureaus:
            raise Ambiguous(_("機關"), name, [f"{one.code} {one.name}" for one in bureaus])
    code = names.resolve(name, entries, _("機關"))
    return next(one for one in registry.agencies.values() if one.code == code)


def post_of(registry: Registry, name: str) -> Post:
    """The post that `name` means, also by the name of its holder. Raises NotFound or Ambiguous."""
    entries = [
        (
            p.code,
            (*registry.names("post", p.id, p.name, p.name_en), *(h.person for h in registry.holders.get(p.id, ()))),
        )
        for p in registry.posts.values()
    ]
    code = names.resolve(name, entries, _("職務"))
    return next(one for one in registry.posts.values() if one.code == code)


def chair_of(registry: Registry, name: str, on: str) -> Post:
    """The post that `name` means; of somebody who holds several on an ISO day the first, for one person has them all.

    Raises NotFound or Ambiguous.
    """
    return next(iter(registry.posts_of(name, on)), None) or post_of(registry, name)


def track_of(registry: Registry, series: Series, name: str) -> Track:
    """The track of `series` that `name` means, also by a township it serves. Raises NotFound or Ambiguous."""
    tracks = registry.tracks_of(series.id)
    entries = [(t.code, registry.names("track", t.id, t.name)) for t in tracks]
    places = [(t.code, t.townships) for t in tracks]
    borne = bool(names.hits(name, entries) or names.holding(name, entries))
    served = not borne and bool(names.hits(name, places) or names.holding(name, places))
    near = names.nearest(name, (known for code, bearing in entries for known in (code, *bearing)))
    if not borne and not served and not near:
        raise NotFound(_("分區"), name, [f"{t.code} {t.name}" for t in tracks])
    code = names.resolve(name, places if served else entries, _("分區"))
    return next(one for one in tracks if one.code == code)


def session_of(office: Office, registry: Registry, name: str | int) -> SessionView:
    """The sitting of that id or number. Raises NotFound with the nearest numbers."""
    text = str(name).strip()
    if text.isdecimal():
        found = session_rows.by_id(office.reader, registry, int(text)) if len(text) < 16 else None
    else:
        number = SessionNumber.parse(text)
        found = session_rows.by_number(office.reader, registry, str(number) if number else text)
    if found is None:
        near = names.nearest(text, session_rows.numbers_like(office.reader, text.upper()))
        raise NotFound(_("場次編號"), text, near)
    return found


def day(office: Office, text: str, year: int | None = None) -> date:
    """The date that `text` writes. Raises WrongDate with the reason."""
    try:
        return parse_date(text, year=year, near=office.clock.today())
    except DateError as error:
        raise WrongDate(str(error)) from error


def moment(office: Office, text: str, year: int | None = None) -> datetime:
    """The moment (Taipei time without zone) that `text` writes. Raises WrongDate with the reason."""
    try:
        return parse_moment(text, year=year, near=office.clock.today())
    except DateError as error:
        raise WrongDate(str(error)) from error


def year(text: str) -> int:
    """The Gregorian year that `text` writes (ROC or Gregorian). Raises WrongDate with the reason."""
    try:
        return parse_year(text)
    except DateError as error:
        raise WrongDate(str(error)) from error


def is_asked(registry: Registry, agency: Agency, series: Series) -> bool:
    """Whether `agency` hosts `series` or one of its tracks, is its member, or holds a network that is."""
    if any(track.agency_id == agency.id for track in registry.tracks_of(series.id)):
        return True
    return is_asked_everywhere(registry, agency, series)


def is_asked_everywhere(registry: Registry, agency: Agency, series: Series) -> bool:
    """Whether `agency` is asked to every sitting of `series`, not only to those of its own track."""
    if any(rule.host_agency_id == agency.id for rule in series.rules):
        return True
    return any(
        member.agency_id == agency.id or (member.agency_id is None and member.network in agency.networks)
        for member in registry.members.get(series.id, ())
    )


def words_as_ids(registry: Registry, words: Iterable[str]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each word of a query with the ids of the series that bear it in any name."""
    found = []
    for word in words:
        wanted = names.key(word)
        ids = tuple(
            s.id for s in registry.series.values()
            if any(wanted in names.key(name) for name in registry.names("series", s.id, s.name, s.code, s.name_en))
        )  # fmt: skip
        found.append((word, ids))
    return tuple(found)
