"""What is due of action items: answers that agencies owe, rounds that must be asked, items whose day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meetingtui.domain.due import Due
from meetingtui.domain.registry import Registry
from meetingtui.domain.reports import Answer
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import round_days, rounds, written
from meetingtui.services.office import Office
from meetingtui.services.sitting_due import of_sitting, short
from meetingtui.store.queries import sessions as session_rows
from meetingtui.store.queries import today as rows

OWING = frozenset({Answer.DUE_SOON, Answer.LATE})


def due(office: Office, registry: Registry) -> Iterator[Due]:
    """Everything due of action items, in no order."""
    yield from _answers(office, registry)
    yield from _unfit(office, registry)
    yield from _to_ask(office, registry)
    yield from _overdue(office, registry)


def _answers(office: Office, registry: Registry) -> Iterator[Due]:
    """Rounds before sittings to come in which agencies owe answers by now, or within days."""
    owing: dict[str, list[str]] = {}
    for line in rounds.board(office):
        if line.state in OWING:
            owing.setdefault(line.session_number, []).append(line.agency)
    if not owing:
        return
    found = {one.session_id: one for one in rounds.listed(office) if one.session_number in owing}
    for sitting in _sittings(office, registry, list(found)):
        one, agencies = found[sitting.id], owing[sitting.number]
        text = (
            _("{name}（{number}）{day}召開，辦理情形逾期（{deadline}），{count}個機關未回：{agencies}。") if one.late
            else _("{name}（{number}）{day}召開，辦理情形應於{deadline}前回復，{count}個機關未回：{agencies}。")
        )  # fmt: skip
        told = {"count": len(agencies), "agencies": written.few(agencies, counted=True)}
        yield of_sitting("answers", text, sitting, one.due_on, late=bool(one.late), **told)._replace(
            short=len(agencies)
        )


def _unfit(office: Office, registry: Registry) -> Iterator[Due]:
    """Rounds whose sitting has moved: the day that agencies were told stays until somebody sets another one."""
    found = {one: rounds.of(office, one) for one in round_days.moved(office)}
    for sitting in _sittings(office, registry, list(found)):
        one = found[sitting.id]
        if one is not None:
            sentence = round_days.told(office, one)
            late = one.due_on > one.day
            yield of_sitting("round", "", sitting, one.due_on, late=late)._replace(sentence=sentence)


def _to_ask(office: Office, registry: Registry) -> Iterator[Due]:
    """Sittings of the next two weeks with open items about which an agency was not asked."""
    found = {one.session_id: one for one in rounds.to_ask(office)}
    for sitting in _sittings(office, registry, list(found)):
        one = found[sitting.id]
        text = (
            _("{name}（{number}）{day}召開，會前新增{count}項列管事項未調查辦理情形，請補調查。") if one.asked_before
            else _("{name}（{number}）{day}召開，會前有{count}項列管事項，應調查辦理情形（{deadline}前回復）。")
        )  # fmt: skip
        yield of_sitting("ask", text, sitting, one.due_on, count=one.items)._replace(short=one.items)


def _overdue(office: Office, registry: Registry) -> Iterator[Due]:
    """Open items whose day has passed, by lead, those that wait longest first."""
    today = office.clock.today()
    for agency_id, count, first in rows.overdue_items(office.reader, today.isoformat()):
        days = (today - date.fromisoformat(first)).days
        name = registry.name("agency", agency_id) if agency_id else ""
        text = (
            _("{agency}主辦的列管事項有{count}項逾期，最久{days}天（{first}到期）。") if name
            else _("尚未指定主辦機關的列管事項有{count}項逾期，最久{days}天（{first}到期）。")
        )  # fmt: skip
        sentence = text.format(agency=name, count=count, days=days, first=short(first))
        yield Due("overdue", sentence, first, late=True, name=name, short=count)


def _sittings(office: Office, registry: Registry, ids: list[int]) -> list[SessionView]:
    return session_rows.by_ids(office.reader, registry, ids) if ids else []
