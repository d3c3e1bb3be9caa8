"""What the lines of a draft year break, and what is kept at its time nevertheless, for a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from meetingtui.domain.errors import Overruled
from meetingtui.domain.registry import Registry
from meetingtui.domain.sessions import Rule
from meetingtui.language import _
from meetingtui.planning.outcome import Draft, DraftSitting
from meetingtui.planning.request import room_key
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.planning.clashes import Booking

Broken = list[tuple[Rule, str]]
_TOLD = 3
"""Lines that a refusal tells in full."""


class LinesBroken(Overruled):
    """Lines of a draft that break rules, without a reason for keeping them at their time."""

    def __init__(self, lines: Mapping[str, Broken]) -> None:
        self.lines = dict(lines)
        told = "".join(
            _("{line}：{sentences}").format(line=line, sentences="".join(sentence for _rule, sentence in found))
            for line, found in list(lines.items())[:_TOLD]
        )
        rules = dict.fromkeys(rule.value for found in lines.values() for rule, _sentence in found)
        super().__init__(
            _("草稿有{count}場違反規定，都未存入。{told}請改時間，或註明事由照排（--despite {rules} --reason 事由）。"),
            count=len(lines), told=told, rules=",".join(rules),
        )  # fmt: skip


def broken(
    office: Office, proposed: Draft, place: int, *, beside: Collection[int] | None = None, kept: Collection[int] = (),
) -> Broken:  # fmt: skip
    """Every rule that the draft's sitting at `place` breaks, with its sentence.

    It is held against what stands and against the draft's sittings at the places `beside` (all of them without). One
    that is `kept` for a reason answers for its clashes alone: the other sitting of such a clash breaks nothing.
    """
    from meetingtui.planning import clashes
    from meetingtui.services import time_rules

    registry = office.registry()
    one = proposed.sittings[place]
    series, day = registry.series[one.series_id], one.start.date().isoformat()
    wanted = time_rules.Proposal(
        label=registry.name("series", series.id, day), start=one.start, end=one.end, presiding=one.presiding,
        room=one.room, township=one.township, external=series.external, window_first=one.window_first.isoformat(),
        window_last=one.window_last.isoformat(),
    )  # fmt: skip
    found = time_rules.broken(office, registry, wanted)
    there = [
        _booking(registry, other) for at, other in enumerate(proposed.sittings)
        if at != place and other.start.date() == one.start.date() and (beside is None or at in beside)
        and (place in kept or at not in kept)
    ]  # fmt: skip
    met = clashes.clashes(
        _booking(registry, one), there, time_rules.key_names(registry, day), travel=time_rules.travel_minutes(office)
    )
    return [*found, *((Rule.CLASH, clash.sentence) for clash in met)]


def settled(office: Office, proposed: Draft, places: Collection[int], reasons: Mapping[int, str]) -> dict[int, str]:
    """The reasons of the lines at `places` that break a rule; raises LinesBroken where one has none."""
    given = {place: reason.strip() for place, reason in reasons.items() if reason.strip()}
    found = {place: broken(office, proposed, place, beside=places, kept=given) for place in sorted(places)}
    lacking = {place: rules for place, rules in found.items() if rules and place not in given}
    if lacking:
        registry = office.registry()
        raise LinesBroken({line_name(registry, proposed.sittings[place]): rules for place, rules in lacking.items()})
    return {place: given[place] for place, rules in found.items() if rules}


def line_name(registry: Registry, one: DraftSitting) -> str:
    """What sentences call a line of a draft."""
    from meetingtui.dates.showing import show_date

    name = registry.name("series", one.series_id, one.start.date().isoformat())
    return f"{show_date(one.start.date(), 'dot')} {name} {one.track_code}".rstrip()


def _booking(registry: Registry, one: DraftSitting) -> Booking:
    from meetingtui.planning.clashes import Booking

    series = registry.series[one.series_id]
    day = one.start.date().isoformat()
    keys = {registry.person_key(one.presiding, day)} if one.presiding else set()
    if one.room and not series.external:
        keys.add(room_key(one.room, one.township))
    label = f"{registry.name('series', series.id, day)} {one.track_code}".rstrip()
    return Booking(frozenset(keys), one.start, one.end, label, one.township)
