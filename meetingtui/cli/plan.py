"""`plan`: proposes a year's sittings and says what cannot be met; saves them with --apply."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, session_views
from meetingtui.cli.desk import Desk
from meetingtui.language import _
from meetingtui.services import finding

if TYPE_CHECKING:
    from meetingtui.domain.registry import Registry
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office
    from meetingtui.services.planning import Draft, DraftSitting


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("year", metavar="YEAR", help=_("年度（民國或西元）"))
    parser.add_argument("--apply", action="store_true", help=_("存入場次"))
    parser.add_argument("--seconds", type=float, metavar="N", help=_("最多計算幾秒"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Propose, and with --apply save."""
    from time import perf_counter

    from meetingtui.services import planning

    office = desk.open_office()
    year = finding.year(options.year)
    began = perf_counter()
    proposed = planning.propose(office, year)
    seconds = round(perf_counter() - began, 3)
    saved = planning.apply(office, proposed) if options.apply else None
    if options.json:
        printing.as_json(_document(office, proposed, saved, seconds))
        return 0
    _print(office, proposed, saved)
    return 0


def _document(office: Office, proposed: Draft, saved: list[SessionView] | None, seconds: float) -> dict[str, Any]:
    from meetingtui.services import planning

    if saved is None:
        registry = office.registry()
        numbers = planning.numbers(office, registry, proposed)
        sessions = [_sitting(registry, one, numbers[place]) for place, one in enumerate(proposed.sittings)]
    else:
        sessions = [session_views.as_dict(one) for one in saved]
    return {
        "year": proposed.year,
        "status": "infeasible" if proposed.unplaced or proposed.clashes else "feasible",
        "seconds": seconds,
        "sessions": sessions,
        "unplaced": [{"series": o.series, "track": o.track or None, "reason": o.reason} for o in proposed.unplaced],
        "clashes": [{"kind": o.kind, "a": o.a, "b": o.b, "sentence": o.sentence} for o in proposed.clashes],
        "warnings": [
            {"kind": o.kind, "series": o.series, "stated": o.stated, "computed": o.computed, "message": o.message}
            for o in proposed.warnings
        ],
        "applied": saved is not None,
    }


def _sitting(registry: Registry, one: DraftSitting, number: Any) -> dict[str, Any]:
    """A proposed sitting with the number it would get; it has no id yet."""
    day = one.start.date().isoformat()
    series = registry.series[one.series_id]
    return {
        "number": str(number), "series": one.code, "name": registry.name("series", one.series_id, day),
        "track": one.track_code or None, "year": number.year, "ordinal": number.ordinal, "kind": one.kind,
        "status": "planned", "start": f"{one.start.isoformat()}+08:00", "end": f"{one.end.isoformat()}+08:00",
        "room": one.room, "chair": registry.name("post", one.chair_post_id, day), "host": registry.host(series, day),
        "credits": [{"series": duty.code, "track": None, "reason": ""} for duty in registry.duties_of(series.id)],
        "locked": False, "ics_uid": None, "ics_sequence": 0, "township": one.township,
        "window": [one.window_first.isoformat(), one.window_last.isoformat()], "why": one.why,
    }  # fmt: skip


def _print(office: Office, proposed: Draft, saved: list[SessionView] | None) -> None:
    if saved is not None:
        session_views.print_list(saved, json=False)
    else:
        registry = office.registry()
        printing.table(
            [_("日期時間"), _("會議"), _("分區"), _("主持人"), _("地點"), _("緣由")],
            [
                [
                    _when(one), registry.name("series", one.series_id), one.track_code,
                    registry.name("post", one.chair_post_id), f"{one.township}{one.room}", one.why,
                ]
                for one in proposed.sittings
            ],
        )  # fmt: skip
    for left in proposed.unplaced:
        printing.line(_("未能排入：{series}{track} {reason}").format(
            series=left.series, track=f"-{left.track}" if left.track else "", reason=left.reason))  # fmt: skip
    for sentence in [one.sentence for one in proposed.clashes] + [one.message for one in proposed.warnings]:
        printing.line(_("注意：{sentence}").format(sentence=sentence))
    if saved is not None:
        printing.line(_("已存入{count}場。").format(count=len(saved)))
    else:
        printing.line(
            _("提案{count}場，未能排入{left}場；尚未存入，確定採用請加上 --apply。").format(
                count=len(proposed.sittings), left=len(proposed.unplaced)
            )
        )


def _when(one: DraftSitting) -> str:
    from meetingtui.dates.showing import show_date

    return f"{show_date(one.start.date(), 'dot')} {one.start:%H:%M}-{one.end:%H:%M}"
