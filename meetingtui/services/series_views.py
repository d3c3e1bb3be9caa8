"""A series as lists show it: what it is, how it meets, who presides, and its figures side by side."""

from __future__ import annotations

from typing import Any, NamedTuple

from meetingtui.domain import seats
from meetingtui.domain.plan_check import PlanCheck
from meetingtui.domain.registry import Member, Registry, Rule, Series, Track
from meetingtui.domain.registry_values import CHAIR_RULE_WORDS
from meetingtui.language import N_, _
from meetingtui.services import plan_check
from meetingtui.services.windows import cadence_of

ROLE_WORDS = {
    "chair": N_("主席"), "attendee": N_("出席"), "may": N_("得出席"), "observer": N_("列席"),
}  # fmt: skip


PERIOD_WORDS = {
    "year": N_("每年"), "school year": N_("每學年"), "per case": N_("每案"), "target": N_("目標值"),
    "any": N_("不限期間"), "rolling 3 months": N_("近3個月"),
}  # fmt: skip
"""Periods of figures that the sources' transcription has in English."""


class CadenceView(NamedTuple):
    """How often: `freq` is a value of cadence.Rhythm, `interval_months` None for a mere count or on demand."""

    freq: str
    per_period: int
    interval_months: float | None
    windows: tuple[str, ...]
    words: str


class TrackView(NamedTuple):
    """A track with the names of its centre and its chair; `proposed` until somebody accepts it."""

    id: int
    code: str
    name: str
    agency: str
    agency_name: str
    chair: str
    chair_name: str
    townships: tuple[str, ...]
    proposed: bool
    valid_from: str | None
    valid_to: str | None
    version: int


class MemberView(NamedTuple):
    """Who is asked: `agency` is a code or empty, `network` stands for whoever holds it, `role` of ROLE_WORDS.

    `seat` is a value of seats.Seat or empty; `delegable` whether somebody may come instead, by rule or as is usual.
    """

    id: int
    label: str
    agency: str
    agency_name: str
    network: str
    role: str
    valid_from: str | None
    valid_to: str | None
    version: int
    seat: str = ""
    title: str = ""
    delegable: bool = True


class SeriesView(NamedTuple):
    """One series under the rule and names of one day. Codes name series, posts and agencies; figures are a year's.

    `computed` is cadence x tracks without tracks that are only proposed; `target` what is asked in the end;
    `discrepancy` the sentence of the check where somebody must correct something, else empty.
    """

    id: int
    code: str
    name: str
    name_en: str
    level: str
    kind: str
    nature: str
    basis: str
    basis_type: str
    laws: tuple[dict[str, str], ...]
    host: str
    host_code: str
    chair: str
    chair_rule: str
    chairs: tuple[str, ...]
    deputies: tuple[str, ...]
    legal_chair: str
    cadence: CadenceView
    tracks: tuple[TrackView, ...]
    stated: int | None
    computed: int | None
    floor: int | None
    target: int | None
    max_gap_months: int | None
    discrepancy: str
    check: PlanCheck
    aliases: tuple[str, ...]
    members: tuple[MemberView, ...]
    joint: str
    planned: bool
    external: bool
    provisional: bool
    confidential: bool
    retired_on: str | None
    version: int

    def document(self) -> dict[str, Any]:
        """The keys that programs read."""
        found = self._asdict()
        found["cadence"] = self.cadence._asdict()
        found["tracks"] = [track._asdict() for track in self.tracks]
        found["members"] = [member._asdict() for member in self.members]
        found["check"] = {"finding": self.check.kind.value, "ok": self.check.ok, "sentence": self.check.sentence}
        return found


def view(registry: Registry, series: Series, on: str, reported: plan_check.Reported) -> SeriesView:
    """`series` under the rule, tracks, members and names in force on an ISO day."""
    from meetingtui.domain.counts import target_of

    rule = series.rule(on)
    check = plan_check.of_series(registry, series, on, reported)
    joint = registry.series.get(series.joint_id or 0)
    planned = None if series.is_duty else check.planned
    return SeriesView(
        id=series.id, code=series.code, name=registry.name("series", series.id, on), name_en=series.name_en,
        level=series.level, kind=series.kind, nature=series.nature, basis=basis_words(rule),
        basis_type=rule.basis_type, laws=rule.laws, host=host_words(registry, rule, on),
        host_code=_code(registry.agencies.get(rule.host_agency_id or 0)),
        chair=chair_words(registry, rule, on), chair_rule=rule.chair_rule,
        chairs=tuple(registry.posts[post].code for post in rule.chairs),
        deputies=tuple(registry.posts[post].code for post in rule.deputies), legal_chair=rule.legal_chair,
        cadence=cadence_view(joint.rule(on) if joint else rule),
        tracks=tuple(track_view(registry, t, on) for t in registry.tracks_of(series.id, on)),
        stated=rule.stated, computed=check.computed, floor=rule.floor,
        target=target_of(rule.stated, rule.floor, planned, rule.target), max_gap_months=rule.max_gap_months,
        discrepancy="" if check.ok else check.sentence, check=check,
        aliases=registry.aliases.get(("series", series.id), ()),
        members=tuple(member_view(registry, member, on) for member in registry.members_of(series.id, on)),
        joint=joint.code if joint else "", planned=series.planned, external=series.external,
        provisional=rule.provisional, confidential=series.confidential_on(on), retired_on=series.retired_on,
        version=series.version,
    )  # fmt: skip


def cadence_view(rule: Rule) -> CadenceView:
    """The cadence of a rule, with the words for it."""
    cadence = cadence_of(rule)
    return CadenceView(rule.rhythm, rule.per_period, cadence.interval_months(), rule.windows, cadence.text())


def period_words(period: str) -> str:
    """The period of a figure as people say it: 每年, 107-109, 110-03至112-02."""
    if period in PERIOD_WORDS:
        return _(PERIOD_WORDS[period])
    first, to, last = period.rpartition("to ")
    return _("{first}至{last}").format(first=first.strip(), last=last) if to else period


def basis_words(rule: Rule) -> str:
    """Why a series is convened: its laws with their articles, else the words of the source."""
    laws = _("；").join(f"{law.get('law', '')}{law.get('article', '')}" for law in rule.laws)
    return laws or rule.basis


def host_words(registry: Registry, rule: Rule, on: str) -> str:
    """The host by its name on an ISO day, else as the source has it."""
    return registry.name("agency", rule.host_agency_id, on) or rule.host


def chair_words(registry: Registry, rule: Rule, on: str) -> str:
    """Who presides: the posts by their names, else as the source has it."""
    posts = _("、").join(registry.name("post", post_id, on) for post_id in rule.chairs)
    if posts and rule.rotates:
        return _("{posts}輪流").format(posts=posts)
    if rule.chairs_by_track and len(rule.chairs) > 1:
        each_its_own = CHAIR_RULE_WORDS["by_track"]
        return _(each_its_own)
    return posts or rule.chair


def track_view(registry: Registry, track: Track, on: str) -> TrackView:
    """A track with the names of an ISO day."""
    agency, post = registry.agencies.get(track.agency_id or 0), registry.posts.get(track.chair_post_id or 0)
    return TrackView(
        track.id, track.code, registry.name("track", track.id, on), _code(agency),
        registry.name("agency", track.agency_id, on), _code(post), registry.name("post", track.chair_post_id, on),
        track.townships, track.proposed, track.valid_from, track.valid_to, track.version,
    )  # fmt: skip


def member_view(registry: Registry, member: Member, on: str) -> MemberView:
    """A member with the agency's name on an ISO day."""
    agency = registry.agencies.get(member.agency_id or 0)
    return MemberView(
        member.id, member.label, _code(agency), registry.name("agency", member.agency_id, on), member.network,
        member.role, member.valid_from, member.valid_to, member.version, member.seat, member.title,
        seats.may_delegate(member.seat, member.delegable),
    )  # fmt: skip


def _code(row: Any) -> str:
    return str(row.code) if row is not None else ""
