"""A sitting and its people as papers name them: full names of agencies, persons with titles, place and time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from meetingtui.domain.cadence import Level
from meetingtui.domain.paper_settings import DAYS_BEFORE, PaperSettings, fields_of
from meetingtui.domain.registry import Agency, Registry
from meetingtui.domain.sessions import Kind
from meetingtui.domain.sittings import SessionView
from meetingtui.papers import wording
from meetingtui.papers.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOVE = re.compile(
    "(?:總統府|行政院|立法院|司法院|考試院|監察院|(?:內政|外交|國防|財政|教育|法務|經濟|交通|勞動|農業|衛生福利|環境|文化|數位發展)部"
    "|大陸委員會|原住民族委員會|國家發展委員會|客家委員會)"
)
"""Agencies of the central government: they are asked as observers, never as attendees (公文撰作解析)."""


def sitting(registry: Registry, settings: PaperSettings, one: SessionView, *, masked: bool = False) -> Sitting:
    """The sitting as papers see it; a masked one names no person."""
    front, back = wording.sitting_title(
        settings.agency or registry.county, one.name, one.year, one.ordinal, track=one.track_name,
        extraordinary=one.kind == Kind.EXTRAORDINARY,
    )  # fmt: skip
    return Sitting(
        number=one.number, agency=settings.agency, front=front, back=back, start=moment(one.start),
        end=moment(one.end), place=place(one), chair=chair(one, masked=masked),
        host=one.host, series=one.name, confidential=one.confidential, masked=masked,
        secret_cases=one.level == Level.CASE, status=one.status, reason=one.reason,
    )  # fmt: skip


def chair(one: SessionView, *, masked: bool = False) -> str:
    """Who presides, with title (林副縣長小華); only the post where names are masked."""
    return wording.with_title(one.acting or one.chair, "" if masked else one.chair_person)


def place(one: SessionView) -> str:
    """The room, with the township before it unless the room names it already."""
    return one.room if one.room.startswith(one.township) else f"{one.township}{one.room}"


def full_name(registry: Registry, settings: PaperSettings, agency: Agency, on: str) -> str:
    """An agency as 受文者: bureaus with the name of their county before their own (屏東縣政府衛生局)."""
    name = registry.name("agency", agency.id, on)
    if agency.kind == "bureau" and registry.county and not name.startswith(registry.county):
        return wording.line(f"{settings.bureaus}{name}")
    return wording.line(name)


def own_name(registry: Registry, settings: PaperSettings, agency: Agency, on: str) -> str:
    """An agency in a list on this office's paper: 本府 for what belongs to the county government itself."""
    name = full_name(registry, settings, agency, on)
    house = settings.agency
    rest = name.removeprefix(house)
    return f"本府{rest}" if house.endswith("政府") and name.startswith(house) and rest else name


def is_above(registry: Registry, agency_id: int | None) -> bool:
    """Whether an agency belongs to the central government."""
    agency = registry.agencies.get(agency_id or 0)
    return agency is not None and bool(ABOVE.match(agency.name))


def fields(paper: Sitting, one: SessionView, template: str, contact: str, phone: str) -> Mapping[str, str]:
    """What the fields of a template stand for at this sitting. Raises UnknownField."""
    start = paper.start
    known = {
        "會議名稱": paper.title, "會次": f"第{one.ordinal}次", "場次": one.number, "年度": str(one.year - 1911),
        "會議日期": wording.day_in_text(start.date()) if start else "", "會議時間": wording.moment(start),
        "會議地點": wording.line(paper.place), "主持人": paper.chair, "主辦單位": "" if paper.masked else one.host,
        "機關全銜": paper.agency, "聯絡人": contact, "電話": phone,
    }  # fmt: skip
    for field in fields_of(template):
        days = DAYS_BEFORE.fullmatch(field)
        if days:
            known[field] = wording.day_in_text(start.date() - timedelta(days=int(days[1]))) if start else ""
    return known


def moment(text: str) -> datetime | None:
    """The time of a view (ISO with +08:00); None for none."""
    return datetime.fromisoformat(text) if text else None


def day(iso: str | None) -> date | None:
    """A stored day; None for none."""
    return date.fromisoformat(iso) if iso else None
