"""A county's registry in memory: who there is, what meets, under which rule and name on a given day."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from collections.abc import Mapping
from typing import NamedTuple

from meetingtui.domain import names

BEGINNING = "1912-01-01"
"""From when the first rule of a series holds: the first day of the ROC calendar."""


class Agency(NamedTuple):
    """A network agency."""

    id: int
    code: str
    name: str
    name_en: str
    short: str
    kind: str
    networks: tuple[str, ...]
    email: str
    phone: str
    note: str
    retired_on: str | None
    version: int


class Post(NamedTuple):
    """An office that may chair."""

    id: int
    code: str
    name: str
    name_en: str
    agency_id: int | None
    retired_on: str | None
    version: int


class Holder(NamedTuple):
    """Who holds a post from a day on, until a day (exclusive) or until now."""

    id: int
    post_id: int
    contact_id: int
    person: str
    valid_from: str
    valid_to: str | None
    version: int


class Track(NamedTuple):
    """One of the places in which a series is held."""

    id: int
    series_id: int
    code: str
    name: str
    agency_id: int | None
    chair_post_id: int | None
    townships: tuple[str, ...]
    proposed: bool
    valid_from: str | None
    valid_to: str | None
    version: int


class Member(NamedTuple):
    """Who is asked to a series: an agency, whoever holds a network, or a person; `role` is a value of roles.Role.

    `seat` is a value of seats.Seat, empty for an agency's ordinary seat; `delegable` None for what is usual for it.
    """

    id: int
    series_id: int
    agency_id: int | None
    network: str
    label: str
    role: str
    valid_from: str | None
    valid_to: str | None
    version: int
    seat: str = ""
    title: str = ""
    delegable: bool | None = None


class Rule(NamedTuple):
    """How a series meets from `valid_from` on; `quorum` as seats.parse_quorum writes it."""

    id: int
    series_id: int
    valid_from: str
    basis_type: str
    basis: str
    laws: tuple[dict[str, str], ...]
    host_agency_id: int | None
    host: str
    chair_rule: str
    chair: str
    legal_chair: str
    rhythm: str
    per_period: int
    windows: tuple[str, ...]
    qualifier: str
    year_basis: str
    cadence: str
    provisional: bool
    stated: int | None
    target: int | None
    floor: int | None
    floor_note: str
    max_gap_months: int | None
    confidential: bool
    notice_days: int
    minutes_days: int
    weekday: int | None
    start_time: str
    minutes: int
    room: str
    version: int
    chairs: tuple[int, ...] = ()
    deputies: tuple[int, ...] = ()
    quorum: str = ""

    @property
    def rotates(self) -> bool:
        """Whether the chairs take turns."""
        return self.chair_rule == "rotating"

    @property
    def chairs_by_track(self) -> bool:
        """Whether each track has a chair of its own."""
        return self.chair_rule == "by_track"


class Series(NamedTuple):
    """A series of meetings with its rules, oldest first."""

    id: int
    code: str
    name: str
    name_en: str
    level: str
    kind: str
    nature: str
    planned: bool
    external: bool
    joint_id: int | None
    purpose: str
    papers: str
    note: str
    retired_on: str | None
    version: int
    rules: tuple[Rule, ...]

    def rule(self, on: str) -> Rule:
        """The rule in force on an ISO day; before the first one, the first."""
        found = self.rules[0]
        for rule in self.rules:
            if rule.valid_from <= on:
                found = rule
        return found

    @property
    def is_duty(self) -> bool:
        """Whether this is one duty of a joint series: credited, never planned or numbered."""
        return self.joint_id is not None

    def confidential_on(self, on: str) -> bool:
        """Whether its sittings may leave the house only under a neutral name."""
        return self.level == "case" or self.rule(on).confidential

    @property
    def is_ever_confidential(self) -> bool:
        """Whether its sittings are, were or will be confidential."""
        return self.level == "case" or any(rule.confidential for rule in self.rules)


class Registry:
    """Everything of the registry, by id; built by one read, used for one question."""

    def __init__(
        self, county: str, agencies: dict[int, Agency], posts: dict[int, Post], holders: dict[int, list[Holder]],
        series: dict[int, Series], tracks: dict[int, Track], members: dict[int, list[Member]],
        aliases: dict[tuple[str, int], tuple[str, ...]], former: dict[tuple[str, int], tuple[tuple[str, str], ...]],
    ) -> None:  # fmt: skip
        """`former` holds (until, name) in order of `until`, by kind and owner."""
        self.county = county
        self.agencies = agencies
        self.posts = posts
        self.holders = holders
        self.series = series
        self.tracks = tracks
        self.members = members
        self.aliases = aliases
        self.former = former
        self._shelves: dict[str, Mapping[int, Agency | Post | Series | Track]] = {
            "agency": agencies, "post": posts, "series": series, "track": tracks,
        }  # fmt: skip
        self._tracks_of: dict[int, list[Track]] = {}
        self._bearers: dict[str, int] = {}

    def name(self, kind: str, owner_id: int | None, on: str | None = None) -> str:
        """What an agency, post, series or track was called on an ISO day (today's name without one)."""
        if owner_id is None:
            return ""
        if on is not None:
            for until, name in self.former.get((kind, owner_id), ()):
                if on < until:
                    return name
        found = self._shelves[kind].get(owner_id)
        return found.name if found else ""

    def host(self, series: Series, on: str, instead: int | None = None) -> str:
        """Who hosts a sitting of `series` on an ISO day: this once, by the rule, or as the source words it."""
        rule = series.rule(on)
        return self.name("agency", instead or rule.host_agency_id, on) or rule.host

    def holder(self, post_id: int | None, on: str) -> Holder | None:
        """Who holds a post on an ISO day."""
        for holder in self.holders.get(post_id or 0, ()):
            if holder.valid_from <= on and (holder.valid_to is None or on < holder.valid_to):
                return holder
        return None

    def person_key(self, post_id: int, on: str) -> str:
        """What a clash goes by: the person who holds the post that day, or the post while nobody is known.

        Whoever bears one name is one person, also with posts at several agencies, each of which keeps a card.
        """
        holder = self.holder(post_id, on)
        return f"person:{self._person(holder.person)}" if holder else f"post:{post_id}"

    def posts_of(self, person: str, on: str) -> list[Post]:
        """The posts that somebody of that name holds on an ISO day."""
        key = names.key(person)
        held = ((post, self.holder(post.id, on)) for post in self.posts.values())
        return [post for post, holder in held if holder and names.key(holder.person) == key]

    def _person(self, name: str) -> int:
        """The first card of a holder's name."""
        if not self._bearers:
            for holder in (one for held in self.holders.values() for one in held):
                key = names.key(holder.person)
                self._bearers[key] = min(self._bearers.get(key, holder.contact_id), holder.contact_id)
        return self._bearers[names.key(name)]

    def vacant(self, post_id: int, on: str) -> bool:
        """Whether somebody held the post before an ISO day and nobody does then."""
        return self.holder(post_id, on) is None and any(one.valid_from <= on for one in self.holders.get(post_id, ()))

    def tracks_of(self, series_id: int, on: str | None = None) -> list[Track]:
        """The tracks of a series in order, only those in force on a day if one is given."""
        if not self._tracks_of:
            for track in self.tracks.values():
                self._tracks_of.setdefault(track.series_id, []).append(track)
        found = self._tracks_of.get(series_id, [])
        if on is None:
            return found
        return [t for t in found if (t.valid_from or "") <= on and (t.valid_to is None or on < t.valid_to)]

    def duties_of(self, series_id: int) -> list[Series]:
        """The duties that a joint series owes."""
        return [one for one in self.series.values() if one.joint_id == series_id]

    def names(self, kind: str, owner_id: int, *own: str) -> tuple[str, ...]:
        """Every name by which something is found: its own ones, its aliases and its former names."""
        former = tuple(name for _until, name in self.former.get((kind, owner_id), ()))
        return tuple(name for name in (*own, *self.aliases.get((kind, owner_id), ()), *former) if name)

    def members_of(self, series_id: int, on: str) -> list[Member]:
        """Who is asked to a series on an ISO day."""
        return [
            member for member in self.members.get(series_id, ())
            if (member.valid_from or "") <= on and (member.valid_to is None or on < member.valid_to)
        ]  # fmt: skip

    def agencies_of_network(self, network: str, on: str) -> list[Agency]:
        """The agencies in use on an ISO day that hold a network in this county."""
        return [one for one in self.agencies.values() if network in one.networks and not retired(one, on)]


def retired(entry: Series | Agency, on: str) -> bool:
    """Whether a series or an agency is out of use on an ISO day."""
    return entry.retired_on is not None and entry.retired_on <= on
