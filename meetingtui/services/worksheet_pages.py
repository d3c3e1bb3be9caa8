"""What each agency gets to fill in before a sitting: the rows of its worksheet and the lines above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.paper_settings import PaperSettings
from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import ROLE_WORDS, Role
from meetingtui.domain.sittings import SessionView
from meetingtui.domain.visible import numbered
from meetingtui.domain.worksheets import Filled, Line, Worksheet
from meetingtui.language import _
from meetingtui.papers import wording
from meetingtui.papers.sitting import CLASS
from meetingtui.services import finding, paper_facts, paper_settings, rounds, rounds_off, secrecy
from meetingtui.services.office import Office
from meetingtui.store.queries import worksheets as rows

WORD = "會前資料表"
LAST_MOST = 3_000
"""Signs of the report before this round: it is there to be looked at, the program keeps all of it."""
CUT = "……（以下略）"


class NothingToFill(Refusal):
    """A sitting before which nobody is asked for anything that is still open."""


class AskedLines(NamedTuple):
    """What a round asks of one agency that is still open."""

    agency_id: int
    lines: tuple[Line, ...]


def each(office: Office, session: str | int, *, agency: str = "") -> list[Worksheet]:
    """What each agency gets to fill in before a sitting. Raises NotFound, Ambiguous, NothingToFill or RoundOff."""
    registry, settings = office.registry(), paper_settings.of(office)
    sitting, due, found = asked_of(office, session, agency=agency)
    return [_worksheet(office, registry, settings, sitting, one.agency_id, due, one.lines) for one in found]


def asked_of(office: Office, session: str | int, *, agency: str = "") -> tuple[SessionView, date, list[AskedLines]]:
    """The sitting, the day of answers, and what each agency (or one) is asked. Raises as `each` does."""
    registry = office.registry()
    sitting = finding.session_of(office, registry, session)
    only = finding.agency_of(registry, agency).id if agency else None
    rounds_off.require_on(office, sitting)
    asked = rounds.of(office, sitting.id)
    if asked is None:
        raise NothingToFill(
            _("{session}會前尚未調查辦理情形，沒有資料表可匯出。請先調查（actions ask {session}），再匯出。"),
            session=sitting.number,
        )
    found = [
        AskedLines(agency_id, tuple(lines)) for agency_id, lines in _lines(office, registry, sitting, asked.id)
        if only in (None, agency_id)
    ]  # fmt: skip
    if not found:
        raise NothingToFill(
            _("{session}會前所調查的事項都已不在列管中，沒有資料表可匯出。請重新調查（actions ask {session}）。")
            if only is None else _("{session}會前沒有向{agency}調查尚在列管的事項。請改選其他機關。"),
            session=sitting.number, agency=registry.name("agency", only),
        )  # fmt: skip
    return sitting, date.fromisoformat(asked.due_on), found


def _lines(
    office: Office, registry: Registry, sitting: SessionView, round_id: int
) -> Iterator[tuple[int, Iterator[Line]]]:
    """The rows of each agency's worksheet."""
    before = rows.before(office.reader, round_id)
    now = {
        (one.action_id, one.agency_id): Filled(
            numbered(one.text), one.progress, one.proposal, one.proposed_due, one.percent
        )
        for one in rows.answers(office.reader, [sitting.number])
    }
    asked = rows.to_fill(office.reader, round_id)
    for agency_id, items in groupby(asked, key=lambda one: one.agency_id):
        yield agency_id, (_line(registry, one, before, now) for one in items)


def _line(
    registry: Registry, one: rows.ToFill, before: dict[tuple[int, int], str], now: dict[tuple[int, int], Filled]
) -> Line:
    said = now.get((one.action_id, one.agency_id), Filled())
    last = before.get((one.action_id, one.agency_id), "")
    last = wording.clean(last)
    lead = wording.line(registry.name("agency", one.lead_id))
    part = ROLE_WORDS[one.role]
    return Line(
        one.number, wording.clean(one.text),
        f"{part}\n（{ROLE_WORDS[Role.LEAD]}{lead}）" if one.role is Role.ASSIST and lead else part,
        wording.day_in_table(date.fromisoformat(one.due)) if one.due else "",
        last if len(last) <= LAST_MOST else last[:LAST_MOST] + CUT, said, one.role,
    )  # fmt: skip


def is_secret(office: Office, registry: Registry, lines: Iterable[Line]) -> bool:
    """Whether any of the lines is of a case or a confidential series."""
    secret = secrecy.numbers(office, registry)
    return any(one.number in secret for one in lines)


def _worksheet(
    office: Office, registry: Registry, settings: PaperSettings, sitting: SessionView, agency_id: int, due: date,
    lines: tuple[Line, ...],
) -> Worksheet:  # fmt: skip
    agency = registry.agencies[agency_id]
    title = paper_facts.sitting(registry, settings, sitting).title
    today = office.clock.today().isoformat()
    until = wording.day_in_text(due)
    above = [
        f"{title}列管事項{WORD}",
        f"機關：{paper_facts.full_name(registry, settings, agency, today)}　　回復期限：{until}",
        "請填白色欄位，以原檔（XLSX 或 ODS）回傳；請勿增刪列、更動灰色欄位或輸入公式。",
    ]
    if settings.contact:
        above[1] += f"　　聯絡人：{wording.line(settings.contact)}　{wording.line(settings.phone)}".rstrip()
    secret = sitting.confidential or is_secret(office, registry, lines)
    name = f"{sitting.number}_{WORD}_{agency.code}" + ("" if secret else f"_{wording.line(agency.name)}")
    mark = CLASS if secret else ""
    return Worksheet(sitting.number, agency.code, name, tuple(above), lines, today, mark, settings.font)
