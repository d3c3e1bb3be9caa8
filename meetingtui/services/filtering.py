"""What a query line means in this county: names become ids, days become a span."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from meetingtui.domain import names
from meetingtui.domain.errors import NotFound
from meetingtui.domain.query import Query, Term, parse
from meetingtui.domain.query_words import VALUES
from meetingtui.domain.registry import Agency, Registry, Series
from meetingtui.domain.sessions import OPEN, STATUS_WORDS
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import _
from meetingtui.services import finding, query_terms
from meetingtui.services.office import Office

Narrowed = dict[str, object]


def sessions(office: Office, text: str, *, year: int | None = None) -> SessionFilter:
    """The filter that a query line writes; within `year` unless the line names years or dates itself.

    Raises WrongQuery for a line that cannot be understood; a name nobody bears lets nothing through.
    """
    query = parse(text, year=year, near=office.clock.today())
    return of_query(office.registry(), query, office, year)


def chosen(
    office: Office, *, year: str | None = None, series: str | None = None, agency: str | None = None,
    status: str | None = None, query: str | None = None,
) -> SessionFilter:  # fmt: skip
    """The filter that the words of a command write: each narrows further.

    Raises WrongDate, WrongQuery, or NotFound for a name or a state that is none.
    """
    registry = office.registry()
    gregorian = finding.year(year) if year is not None else None
    found = of_query(registry, parse(query or "", year=gregorian, near=office.clock.today()), office, gregorian)
    if series is not None:
        found = _within(found, (finding.series_of(registry, series).id,))
    if agency is not None:
        found = found._replace(either=(*found.either, _asking(registry, [finding.agency_of(registry, agency)])))
    if status is not None:
        wanted = tuple(dict.fromkeys(_status(word) for word in status.replace("，", ",").split(",") if word.strip()))
        both = tuple(one for one in wanted if one in found.statuses) if found.statuses else wanted
        found = found._replace(statuses=both, nothing=found.nothing or not both)
    return found


def _within(found: SessionFilter, series_ids: tuple[int, ...]) -> SessionFilter:
    had = found.series_ids
    return found._replace(series_ids=series_ids if had is None else tuple(one for one in had if one in series_ids))


def _asking(registry: Registry, agencies: Collection[Agency]) -> tuple[SessionFilter, ...]:
    """The sittings that agencies are asked to, each by one of these: its series, its own track, or this time only."""
    ids = tuple(agency.id for agency in agencies)
    series = tuple(
        one.id for one in registry.series.values()
        if not one.is_duty and any(finding.is_asked_everywhere(registry, agency, one) for agency in agencies)
    )  # fmt: skip
    tracks = tuple(one.id for one in registry.tracks.values() if one.agency_id in ids)
    return (SessionFilter(series_ids=series), SessionFilter(track_ids=tracks), SessionFilter(invited=ids))


def _status(word: str) -> str:
    """The state that a word names: in English, as it is shown, or by a part that only one state has (延期, 取消)."""
    wanted = names.key(word)
    for status, shown in STATUS_WORDS.items():
        if wanted in {status.value, names.key(shown), names.key(_(shown))}:
            return status.value
    held_in = [status.value for status, shown in STATUS_WORDS.items() if wanted and wanted in names.key(shown)]
    if len(held_in) == 1:
        return held_in[0]
    raise NotFound(_("狀態"), word.strip(), [_(shown) for shown in STATUS_WORDS.values()])


def of_query(registry: Registry, query: Query, office: Office, year: int | None) -> SessionFilter:
    """The filter of a parsed query."""
    narrowed: Narrowed = {"words": finding.words_as_ids(registry, query.words)}
    excluded = [SessionFilter(words=finding.words_as_ids(registry, [word])) for word in query.without]
    dated = any(term.field in {"year", "date"} and not term.negated for term in query.terms)
    if year is not None and not dated:
        narrowed["years"] = (year,)
    for term in query.terms:
        meaning = _meaning(registry, term, office)
        if term.negated:
            excluded.append(SessionFilter(**meaning))  # type: ignore[arg-type] # keys are fields of the filter
        else:
            _narrow(narrowed, meaning)
    return SessionFilter(**narrowed, excluded=tuple(excluded))  # type: ignore[arg-type] # as above


def completions(office: Office, field: str, prefix: str) -> list[str]:
    """Values that a field of the query line may take, those that hold what was typed; at most fifty."""
    registry = office.registry()
    offered: Iterable[str]
    if field == "series":
        offered = (one.name for one in registry.series.values() if one.planned and not one.is_duty)
    elif field in {"agency", "host"}:
        offered = (one.short or one.name for one in registry.agencies.values() if not one.retired_on)
    elif field == "chair":
        offered = (one.name for one in registry.posts.values() if not one.retired_on)
    elif field == "track":
        offered = (one.name for one in registry.tracks.values())
    else:
        offered = (words[0] for words in VALUES.get(field, {}).values())
    wanted = names.key(prefix)
    return [one for one in dict.fromkeys(offered) if wanted in names.key(one)][:50]


def _narrow(narrowed: Narrowed, meaning: Narrowed) -> None:
    """Both must hold: ids are cut, spans are cut, anything else is added."""
    for field, value in meaning.items():
        had = narrowed.get(field)
        if field == "first":
            narrowed[field] = max(str(had or ""), str(value))
        elif field == "last":
            narrowed[field] = min(str(had), str(value)) if had else value
        elif field == "either" and isinstance(had, tuple) and isinstance(value, tuple):
            narrowed[field] = (*had, *value)
        elif isinstance(had, tuple) and isinstance(value, tuple) and had and field != "words":
            both = tuple(one for one in had if one in value)
            narrowed[field] = both
            if not both:
                narrowed["nothing"] = True
        else:
            narrowed[field] = value


def _meaning(registry: Registry, term: Term, office: Office) -> Narrowed:
    makers: dict[str, Callable[[], Narrowed]] = {
        "series": lambda: {"series_ids": query_terms.series_ids(registry, term)},
        "level": lambda: {"series_ids": tuple(s.id for s in registry.series.values() if s.level in term.values)},
        "status": lambda: {"statuses": term.values},
        "kind": lambda: {"kinds": term.values},
        "chair": lambda: {"chair_post_ids": _posts(registry, term)},
        "agency": lambda: {"either": (_asking(registry, query_terms.agencies(registry, term)),)},
        "host": lambda: {"series_ids": _hosted(registry, term)},
        "track": lambda: {"track_ids": _tracks(registry, term)},
        "year": lambda: _years(term),
        "date": lambda: _days(term),
        "month": lambda: {"months": _figures(term)},
        "quarter": lambda: {"months": tuple(m for q in _figures(term) for m in range(3 * q - 2, 3 * q + 1))},
        "number": lambda: {"number": term.value.upper()},
        "room": lambda: {"words": tuple((value, ()) for value in term.values)},
        "remarks": lambda: {"words": tuple((value, ()) for value in term.values)},
        "is": lambda: _flag(registry, term.value, office),
    }
    return makers[term.field]()


def _posts(registry: Registry, term: Term) -> tuple[int, ...]:
    return tuple(
        post.id for post in registry.posts.values()
        if query_terms.bears(term, registry.names("post", post.id, post.name))
        or query_terms.bears(term, (holder.person for holder in registry.holders.get(post.id, ())))
    )  # fmt: skip


def _tracks(registry: Registry, term: Term) -> tuple[int, ...]:
    return tuple(
        track.id for track in registry.tracks.values()
        if query_terms.bears(term, (*registry.names("track", track.id, track.name, track.code), *track.townships))
    )  # fmt: skip


def _hosted(registry: Registry, term: Term) -> tuple[int, ...]:
    return tuple(
        one.id for one in registry.series.values()
        if query_terms.bears(term, (one.rules[-1].host, registry.name("agency", one.rules[-1].host_agency_id)))
    )  # fmt: skip


def _years(term: Term) -> Narrowed:
    if term.op == "=":
        return {"years": tuple(int(value) for value in term.values)}
    return query_terms.years(term)._asdict()


def _days(term: Term) -> Narrowed:
    return {end: day for end, day in query_terms.days(term)._asdict().items() if day}


def _figures(term: Term) -> tuple[int, ...]:
    value = int(term.value)
    ranges = {
        "=": [int(one) for one in term.values], "..": range(value, int(term.until or value) + 1),
        ">=": range(value, 13), ">": range(value + 1, 13), "<=": range(1, value + 1), "<": range(1, value),
    }  # fmt: skip
    return tuple(ranges[term.op])


def _flag(registry: Registry, flag: str, office: Office) -> Narrowed:
    if flag == "locked":
        return {"locked": True}
    if flag == "overdue":
        from datetime import timedelta

        yesterday = office.clock.today() - timedelta(days=1)
        return {"statuses": tuple(str(one) for one in OPEN), "last": yesterday.isoformat()}
    today = office.clock.today().isoformat()
    tests: dict[str, Callable[[Series], bool]] = {
        "external": lambda one: one.external,
        "joint": lambda one: bool(registry.duties_of(one.id)),
        "confidential": lambda one: one.confidential_on(today),
    }
    wanted = tests[flag]
    return {"series_ids": tuple(one.id for one in registry.series.values() if wanted(one))}
