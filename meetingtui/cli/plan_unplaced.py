"""What a draft year could not meet, printed or as data: sittings without a time, longest gaps that are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.planning import Draft


def as_dicts(proposed: Draft) -> list[dict[str, Any]]:
    """The sittings without a time, with those that exclude each other and what would help."""
    return [
        {
            "series": one.series, "track": one.track or None, "reason": one.reason, "past": one.past,
            "window": one.window, "together": [
                {
                    "series": other.series, "name": other.name, "track": other.track or None,
                    "window": [other.first.isoformat(), other.last.isoformat()],
                }
                for other in one.together
            ],
            "ways_out": [{"kind": way.kind, "words": way.words} for way in one.ways_out], "alike": one.alike,
        }
        for one in proposed.unplaced
    ]  # fmt: skip


def print_lines(office: Office, proposed: Draft, *, past: bool) -> None:
    """What found no time; those with the same cause, and windows that are over, in one line for each series.

    Each of them with `past`.
    """
    for left in proposed.unplaced if past else proposed.lost:
        if left.alike and not past:
            continue
        printing.line(_("未能排入：{series}{track} {reason}").format(
            series=left.series, track=f"-{left.track}" if left.track else "", reason=left.reason))  # fmt: skip
    for one in proposed.sittings:
        if one.broken:
            printing.line(_("超過間隔：{series}{track} {reason}").format(
                series=one.code, track=f"-{one.track_code}" if one.track_code else "", reason=one.broken))  # fmt: skip
    if past:
        return
    from meetingtui.services import planning

    for code, sentence in planning.alike(office, proposed).items():
        printing.line(_("未能排入：{series}{track} {reason}").format(series=code, track="", reason=sentence))
    text = _("未能排入：{series} {name}：已過期的時段{count}個未排；如已召開，請補登。")
    for code, windows in proposed.past.items():
        name = planning.name_of(office, code, f"{proposed.year}-12-31")
        printing.line(text.format(series=code, name=name, count=len(windows)))
