"""`plan YEAR --check`: what the year as it stands breaks, rule by rule; 1 where a rule is broken without a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing
from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.year_check import CheckLine, Tally, YearCheck


def run(office: Office, year: int, *, json: bool, each: bool) -> int:
    """Print what is broken, with `each` wish in a line of its own; answers the exit code."""
    from meetingtui.services import year_check

    found = year_check.check(office, year)
    if json:
        printing.as_json(_document(found))
    else:
        _print(found, each=each)
    if found.amiss:
        printing.told(
            _("{year}有{count}處違反規定，請改期，或由他人主持；確有必要者註明事由照排。").format(
                year=show_year(year), count=len(found.amiss)
            )
        )
    return 1 if found.amiss else 0


def _document(found: YearCheck) -> dict[str, Any]:
    return {
        "year": found.year, "sittings": found.sittings, "hard": len(found.hard), "wishes": len(found.wishes),
        "points": found.points, "findings": [_finding(one) for one in found.lines],
        "by_month": [_tally(one, "month", int(one.key or 0)) for one in found.by_month()],
        "by_series": [_tally(one, "series", one.key) | {"name": one.name} for one in found.by_series()],
        "notes": list(found.notes),
    }  # fmt: skip


def _finding(one: CheckLine) -> dict[str, Any]:
    return {
        "rule": one.rule, "hard": one.hard, "points": one.points, "number": one.number or None,
        "other": one.other or None, "series": one.series, "name": one.name, "track": one.track or None,
        "date": one.day or None, "start": one.start or None, "message": one.message, "reason": one.reason,
        "kept": one.kept,
    }  # fmt: skip


def _tally(one: Tally, key: str, value: object) -> dict[str, Any]:
    return {key: value, "hard": one.hard, "wishes": one.wishes, "points": one.points}


def _print(found: YearCheck, *, each: bool) -> None:
    if found.hard:
        printing.table(
            [_("場次"), _("日期"), _("會議"), _("規定"), _("情形")],
            [[one.number or one.series, _day(one), one.name, one.word, _why(one)] for one in found.hard],
        )
    if each and found.wishes:
        printing.table(
            [_("場次"), _("日期"), _("會議"), _("分數"), _("情形")],
            [[one.number or one.series, _day(one), one.name, one.points, one.message] for one in found.wishes],
            right=frozenset({3}),
        )
    elif found.wishes:
        printing.table(
            [_("未滿足的期望"), _("次數"), _("分數")],
            [[one.name, one.wishes, one.points] for one in found.by_rule() if one.wishes],
            right=frozenset({1, 2}),
        )
    text = _("{year}共{sittings}場：違反規定{hard}處，未滿足的期望{wishes}處（{points}分）。")
    for note in found.notes:
        printing.line(_("注意：{sentence}").format(sentence=note))
    kept = len(found.hard) - len(found.amiss)
    if kept:
        text = _("{year}共{sittings}場：違反規定{hard}處，註明事由照排{kept}處，未滿足的期望{wishes}處（{points}分）。")
    printing.line(
        text.format(
            year=show_year(found.year), sittings=found.sittings, hard=len(found.amiss), wishes=len(found.wishes),
            points=found.points, kept=kept,
        )
    )  # fmt: skip


def _why(one: CheckLine) -> str:
    if one.kept:
        return one.message + _("（註明事由照排：{reason}）").format(reason=one.reason)
    return one.message + (_("（事由：{reason}）").format(reason=one.reason) if one.reason else "")


def _day(one: CheckLine) -> str:
    return show_date(date.fromisoformat(one.day), "dot") if one.day else ""
