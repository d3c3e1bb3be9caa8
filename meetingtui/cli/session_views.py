"""Sittings as commands show them: an object for programs, columns and lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from meetingtui.cli import printing
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _


def as_dict(one: SessionView) -> dict[str, Any]:
    """The keys that the command line promises, then those it adds."""
    return {
        "id": one.id,
        "number": one.number,
        "series": one.series,
        "name": one.name,
        "track": one.track or None,
        "year": one.year,
        "ordinal": one.ordinal,
        "kind": one.kind,
        "status": one.status,
        "start": one.start or None,
        "end": one.end or None,
        "room": one.room,
        "chair": one.chair,
        "host": one.host,
        "credits": [{"series": c.series, "track": c.track or None, "reason": c.reason} for c in one.credits],
        "locked": one.locked,
        "ics_uid": one.uid,
        "ics_sequence": one.sequence,
        **_added(one),
    }


def _added(one: SessionView) -> dict[str, Any]:
    return {
        "level": one.level,
        "day": one.day or None,
        "township": one.township,
        "track_name": one.track_name,
        "chair_person": one.chair_person,
        "acting": one.acting,
        "external": one.external,
        "confidential": one.confidential,
        "window": [one.window_first, one.window_last] if one.window_first else None,
        "reason": one.reason,
        "note": one.note,
        "merged_into": one.merged_into,
        "postponed_times": one.postponed_times,
        "person_times": one.person_times,
        "person_times_about": one.person_times_about,
        "noticed_at": one.noticed_at or None,
        "version": one.version,
    }


def when(one: SessionView) -> str:
    """Date, weekday and time; 日期未定 while there is none."""
    if not one.start:
        return _("日期未定")
    from datetime import datetime

    from meetingtui.dates.showing import show_date

    start, end = datetime.fromisoformat(one.start), datetime.fromisoformat(one.end)
    return f"{show_date(start.date())} {start:%H:%M}-{end:%H:%M}"


def place(one: SessionView) -> str:
    """Township and room."""
    return one.room if one.room.startswith(one.township) else f"{one.township}{one.room}"


def presiding(one: SessionView) -> str:
    """Who presides this time: the post, and the person where known."""
    post = _("{post}（代理）").format(post=one.acting) if one.acting else one.chair
    return f"{post} {one.chair_person}".strip()


def status_word(one: SessionView) -> str:
    """The state in words."""
    from meetingtui.domain.sessions import STATUS_WORDS, Status

    return _(STATUS_WORDS[Status(one.status)])


def title(one: SessionView) -> str:
    """The name, with the track's where there is one."""
    return _("{name}（{track}）").format(name=one.name, track=one.track_name) if one.track_name else one.name


def print_list(found: Sequence[SessionView], *, json: bool) -> None:
    """A list of sittings."""
    if json:
        printing.as_json([as_dict(one) for one in found])
        return
    if not found:
        printing.line(_("沒有符合條件的場次。"))
        return
    printing.table(
        [_("場次"), _("日期時間"), _("會議"), _("狀態"), _("主持人"), _("地點")],
        [[one.number, when(one), title(one), status_word(one), presiding(one), place(one)] for one in found],
    )
    printing.line(_("共{count}場。").format(count=len(found)))


def print_one(one: SessionView, *, json: bool, **more: Any) -> None:
    """One sitting with everything known of it; `more` are keys added to the object."""
    if json:
        printing.as_json(as_dict(one) | more)
        return
    for name, value in _lines(one):
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))


def _lines(one: SessionView) -> list[tuple[str, str]]:
    credits = _("、").join(
        f"{c.series}{'-' + c.track if c.track else ''}" + (_("（{text}）").format(text=c.reason) if c.reason else "")
        for c in one.credits
    )
    return [
        (_("場次"), one.number),
        (_("會議"), title(one)),
        (_("狀態"), status_word(one) + (_("（已鎖定）") if one.locked else "")),
        (_("日期時間"), when(one)),
        (_("地點"), place(one)),
        (_("主持人"), presiding(one)),
        (_("主辦"), one.host),
        (_("認列"), credits),
        (_("人次"), _people(one)),
        (_("最近事由"), one.reason),
        (_("備註"), one.note),
    ]


def _people(one: SessionView) -> str:
    if one.person_times is None:
        return ""
    return _("約{n}人次").format(n=one.person_times) if one.person_times_about else str(one.person_times)
