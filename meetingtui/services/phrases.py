"""常用語 of this office: its own list where it has one, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.phrases import LONGEST, MOST, USUAL
from meetingtui.domain.visible import visible_line
from meetingtui.language import _
from meetingtui.services import written
from meetingtui.services.office import Office
from meetingtui.store.queries import papers as rows

NAME = "phrases"
"""The name of the setting, beside those of domain.paper_settings; a line for each phrase."""


def of(office: Office) -> tuple[str, ...]:
    """The phrases in their order."""
    own = office.reader.unchanged(rows.settings).get(NAME)
    return tuple(own.split("\n")) if own else USUAL


def change(office: Office, wanted: Iterable[str], *, seen: Sequence[str] | None = None) -> tuple[str, ...]:
    """Keep these phrases, one a text, in this order; the usual ones, or none at all, are no list of its own.

    Blank ones are left out, one that comes twice stands where it came first. `seen`
    are those that were shown for changing. Raises ChangedMeanwhile where they are others now, or Refusal.
    """
    from meetingtui.store.tables import PaperSetting

    fresh = _checked(wanted)
    if seen is not None and tuple(seen) != of(office):
        raise ChangedMeanwhile(_("常用語"))
    if fresh == of(office):
        return fresh
    with office.begin() as work:
        kept = next((row for row in work.all(PaperSetting) if row.name == NAME), None)
        if fresh == USUAL and kept is not None:
            work.delete(kept)
        elif kept is not None:
            kept.value = "\n".join(fresh)
        else:
            work.add(PaperSetting(name=NAME, value="\n".join(fresh)))
        work.audit("edited", _("常用語{count}則").format(count=len(fresh)), "paper_setting")
        work.commit()
    return fresh


def without(office: Office, places: Iterable[int]) -> list[str]:
    """The phrases but those at `places`, counted from 1. Raises Refusal for a place where none stands."""
    found = of(office)
    gone = set(places)
    wrong = sorted(place for place in gone if not 1 <= place <= len(found))
    if wrong:
        told = _("沒有第{place}則常用語，共{count}則。請以 minutes phrases 查看。")
        raise Refusal(told, place=wrong[0], count=len(found))
    return [one for place, one in enumerate(found, 1) if place not in gone]


def _checked(wanted: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(said for one in wanted if (said := written.line(one, _("常用語"), most=LONGEST))))
    odd = next((one for one in found if visible_line(one) != one), None)
    if odd is not None:
        raise Refusal(_("常用語「{text}」含有控制字元或換行。請一則一行，重新輸入。"), text=visible_line(odd)[:40])
    if len(found) > MOST:
        raise Refusal(_("常用語最多{most}則，這裡有{count}則。請刪減。"), most=MOST, count=len(found))
    return found or USUAL
