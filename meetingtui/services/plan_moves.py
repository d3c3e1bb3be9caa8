"""Lines of a draft year named by the number that they would get: moved before they are saved, or kept for a reason."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from meetingtui.domain.errors import NotFound, WrongDate
from meetingtui.domain.sessions import Rule, require_reason
from meetingtui.language import _
from meetingtui.planning.draft import Drafting
from meetingtui.planning.outcome import Draft
from meetingtui.planning.rescoring import rescored
from meetingtui.services import finding, plan_rules, planning
from meetingtui.services.office import Office


def moved(
    office: Office, begun: Drafting, original: Draft, moves: Sequence[tuple[str, str]]
) -> tuple[Draft, list[int]]:  # fmt: skip
    """The draft with lines moved, by number and written moment, and their places; a date alone keeps the time of day.

    Clashes, warnings and costs follow. Raises NotFound for a number that the draft does not have, and WrongDate.
    """
    if not moves:
        return original, []
    proposed = original
    numbers = [str(number) for number in planning.numbers(office, office.registry(), proposed)]
    places: list[int] = []
    for name, text in moves:
        place = _place(numbers, name)
        start = _new_start(office, proposed.sittings[place].start, text, proposed.year)
        proposed = planning.shifted(proposed, place, start)
        places.append(place)
    again = planning.drafted_beside(office, proposed)
    proposed = rescored(begun.setting, proposed, original)
    return replace(proposed, clashes=again.clashes, warnings=again.warnings), places


def overruled(
    office: Office, proposed: Draft, places: Sequence[int], despite: frozenset[Rule], reason: str
) -> dict[int, str]:
    """The lines that break no other rules than those in `despite`, with the reason for keeping them.

    Those at `places` come first: of a clash they answer for the other line too. Raises ReasonNeeded for rules that are
    overruled without a reason.
    """
    if not despite:
        return {}
    why = require_reason(reason)
    kept: dict[int, str] = {}
    for place in dict.fromkeys([*places, *range(len(proposed.sittings))]):
        broken = plan_rules.broken(office, proposed, place, kept=kept)
        if broken and {rule for rule, _text in broken} <= despite:
            kept[place] = why
    return kept


def _place(numbers: Sequence[str], name: str) -> int:
    wanted = name.strip().upper()
    if wanted in numbers:
        return numbers.index(wanted)
    raise NotFound(_("草稿的場次"), name.strip()[:40], difflib.get_close_matches(wanted, numbers, 3))


def _new_start(office: Office, before: datetime, text: str, year: int) -> datetime:
    try:
        return finding.moment(office, text, year)
    except WrongDate:
        with suppress(WrongDate):
            return datetime.combine(finding.day(office, text, year), before.time())
        raise
