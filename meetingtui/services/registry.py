"""Reading the registry: series, agencies, posts and tracks, as lists and each on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.registry import Agency, Post, Registry, Series
from meetingtui.services import plan_check, series_views
from meetingtui.services.office import Office
from meetingtui.services.series_views import SeriesView, TrackView
from meetingtui.store.queries import contacts as contact_rows
from meetingtui.store.queries import sources as source_rows
from meetingtui.store.queries.contacts import ContactRow
from meetingtui.store.queries.sources import SourceLine

if TYPE_CHECKING:
    from meetingtui.services.series_detail import SeriesDetail


class AgencyView(NamedTuple):
    """A network agency; `hosts` and `asked` are codes of series, `contacts` how many people are known."""

    id: int
    code: str
    name: str
    name_en: str
    short: str
    kind: str
    networks: tuple[str, ...]
    aliases: tuple[str, ...]
    email: str
    phone: str
    note: str
    hosts: tuple[str, ...]
    asked: tuple[str, ...]
    contacts: int
    retired_on: str | None
    version: int


class AgencyDetail(NamedTuple):
    """An agency with its people, posts, former names (until, name) and the lines it stands on."""

    agency: AgencyView
    people: tuple[ContactRow, ...]
    posts: tuple[str, ...]
    former: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]


class HolderView(NamedTuple):
    """Who holds a post from a day on, until a day (exclusive, None: until now)."""

    id: int
    person: str
    contact_id: int
    valid_from: str
    valid_to: str | None
    version: int


class PostView(NamedTuple):
    """A post with who holds it today and the series it chairs or deputises in (codes)."""

    id: int
    code: str
    name: str
    name_en: str
    agency: str
    agency_name: str
    person: str
    since: str
    aliases: tuple[str, ...]
    chairs: tuple[str, ...]
    deputises: tuple[str, ...]
    retired_on: str | None
    version: int


class PostDetail(NamedTuple):
    """A post with its holders, oldest first, and former names (until, name)."""

    post: PostView
    holders: tuple[HolderView, ...]
    former: tuple[tuple[str, str], ...]


def series_list(office: Office, year: int | None = None, *, retired: bool = False) -> list[SeriesView]:
    """Every series under the rules of `year` (Gregorian, default this one); with `retired`, those given up too."""
    year = year or office.clock.today().year
    registry = office.registry()
    reported = source_rows.reported(office.reader)
    return [
        series_views.view(registry, one, f"{year}-12-31", reported)
        for one in registry.series.values() if one.rules and (retired or not plan_check.is_over(one, year))
    ]  # fmt: skip


def series_show(office: Office, name: str, year: int | None = None) -> SeriesDetail:
    """The whole of one series, by any of its names. Raises NotFound or Ambiguous."""
    from meetingtui.services import finding
    from meetingtui.services.series_detail import detail

    registry = office.registry()
    return detail(office, registry, finding.series_of(registry, name), year or office.clock.today().year)


def agency_list(office: Office, *, retired: bool = False) -> list[AgencyView]:
    """Every agency; with `retired`, those given up too."""
    registry = office.registry()
    today = office.clock.today().isoformat()
    known = contact_rows.every(office.reader)
    return [
        _agency(registry, one, today, known) for one in registry.agencies.values() if retired or not _over(one, today)
    ]


def agency_show(office: Office, name: str) -> AgencyDetail:
    """The whole of one agency, by any of its names. Raises NotFound or Ambiguous."""
    from meetingtui.services import finding

    registry = office.registry()
    agency = finding.agency_of(registry, name)
    today = office.clock.today().isoformat()
    known = contact_rows.every(office.reader)
    return AgencyDetail(
        agency=_agency(registry, agency, today, known),
        people=tuple(one for one in known if one.agency_id == agency.id),
        posts=tuple(post.code for post in registry.posts.values() if post.agency_id == agency.id),
        former=registry.former.get(("agency", agency.id), ()),
        sources=tuple(source_rows.of_one(office.reader, "agency", agency.id)),
    )


def post_list(office: Office, *, retired: bool = False) -> list[PostView]:
    """Every post that may chair; with `retired`, those given up too."""
    registry = office.registry()
    today = office.clock.today().isoformat()
    return [_post(registry, one, today) for one in registry.posts.values() if retired or not _over(one, today)]


def post_show(office: Office, name: str) -> PostDetail:
    """The whole of one post, by any of its names or its holder's. Raises NotFound or Ambiguous."""
    from meetingtui.services import finding

    registry = office.registry()
    post = finding.post_of(registry, name)
    return PostDetail(
        post=_post(registry, post, office.clock.today().isoformat()),
        holders=tuple(
            HolderView(one.id, one.person, one.contact_id, one.valid_from, one.valid_to, one.version)
            for one in registry.holders.get(post.id, ())
        ),
        former=registry.former.get(("post", post.id), ()),
    )


def track_list(office: Office, series: str) -> list[TrackView]:
    """All tracks of a series, also those closed or still to open. Raises NotFound or Ambiguous."""
    from meetingtui.services import finding

    registry = office.registry()
    today = office.clock.today().isoformat()
    found = finding.series_of(registry, series)
    return [series_views.track_view(registry, one, today) for one in registry.tracks_of(found.id)]


def track_show(office: Office, series: str, name: str) -> TrackView:
    """One track of a series. Raises NotFound or Ambiguous."""
    from meetingtui.services import finding

    registry = office.registry()
    track = finding.track_of(registry, finding.series_of(registry, series), name)
    return series_views.track_view(registry, track, office.clock.today().isoformat())


def county_sources(office: Office) -> list[SourceLine]:
    """Lines of the county's document that were weighed and are no meeting, and sums in it that do not add up."""
    return source_rows.of_one(office.reader, "county", 1)


def _over(one: Agency | Post | Series, today: str) -> bool:
    return bool(one.retired_on) and str(one.retired_on) <= today


def _agency(registry: Registry, one: Agency, today: str, known: list[ContactRow]) -> AgencyView:
    from meetingtui.services import finding

    meeting = [series for series in registry.series.values() if series.rules and not series.is_duty]
    return AgencyView(
        id=one.id, code=one.code, name=registry.name("agency", one.id, today), name_en=one.name_en, short=one.short,
        kind=one.kind, networks=one.networks, aliases=registry.aliases.get(("agency", one.id), ()),
        email=one.email, phone=one.phone, note=one.note,
        hosts=tuple(series.code for series in meeting if series.rule(today).host_agency_id == one.id),
        asked=tuple(series.code for series in meeting if finding.is_asked(registry, one, series)),
        contacts=sum(person.agency_id == one.id and not person.retired_on for person in known),
        retired_on=one.retired_on, version=one.version,
    )  # fmt: skip


def _post(registry: Registry, one: Post, today: str) -> PostView:
    holder, agency = registry.holder(one.id, today), registry.agencies.get(one.agency_id or 0)
    rules = [(series.code, series.rule(today)) for series in registry.series.values() if series.rules]
    return PostView(
        id=one.id, code=one.code, name=registry.name("post", one.id, today), name_en=one.name_en,
        agency=agency.code if agency else "", agency_name=registry.name("agency", one.agency_id, today),
        person=holder.person if holder else "", since=holder.valid_from if holder else "",
        aliases=registry.aliases.get(("post", one.id), ()),
        chairs=tuple(code for code, rule in rules if one.id in rule.chairs),
        deputises=tuple(code for code, rule in rules if one.id in rule.deputies),
        retired_on=one.retired_on, version=one.version,
    )  # fmt: skip
