"""Days as commands show them to people; programs get the ISO days as they are stored."""

from __future__ import annotations

from meetingtui.domain.registry import BEGINNING
from meetingtui.language import _
from meetingtui.services.written import roc_iso


def day(iso: str | None) -> str:
    """A stored ISO day; empty for none."""
    return roc_iso(iso) if iso else ""


def span(first: str | None, until: str | None) -> str:
    """From a day on, until a day (exclusive): 自始, 自115.12.25起, 自113.1.1至115.12.25前."""
    begun = bool(first) and first != BEGINNING
    if not until:
        return _("自{day}起").format(day=day(first)) if begun else _("自始")
    since = _("自{day}").format(day=day(first)) if begun else _("自始")
    return _("{since}至{until}前").format(since=since, until=day(until))


def former_names(former: tuple[tuple[str, str], ...]) -> str:
    """Names of before, each with the day (exclusive) until which it was borne."""
    return _("、").join(_("{name}（至{day}前）").format(name=name, day=day(until)) for until, name in former)


def ended(day_of_end: str | None, today: str) -> str:
    """What to say of something that is given up: 已停用, or 自116.1.1起停用 while that day is still to come."""
    if day_of_end and day_of_end > today:
        return _("自{day}起停用").format(day=day(day_of_end))
    return _("已停用")
