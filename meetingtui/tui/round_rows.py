"""The round before a sitting as rows: how each agency stands, and item by item what it was asked and answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from meetingtui.dates.showing import show_date
from meetingtui.domain.reports import ANSWER_WORDS, Answer, BoardLine, RequestLine, Role, RoundView
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import rounds, rounds_off, sessions
from meetingtui.services.office import Office
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

COLUMNS = (
    ListColumn("agency", N_("機關"), 16, importance=10, grow=3),
    ListColumn("state", N_("狀態"), 12, importance=9),
    ListColumn("answered", N_("已回"), 8, importance=8, numeric=True),
    ListColumn("leads", N_("列管主辦"), 8, importance=6, numeric=True),
    ListColumn("assists", N_("協辦"), 7, importance=5, numeric=True),
    ListColumn("last", N_("最近回復"), 10, importance=4),
    ListColumn("late", N_("逾期回復"), 9, importance=3, numeric=True),
    ListColumn("unasked", N_("未調查"), 9, importance=7, numeric=True),
)
ITEMS = (
    ListColumn("number", N_("編號"), 19, importance=7),
    ListColumn("role", N_("主協辦"), 8, importance=6),
    ListColumn("state", N_("狀態"), 10, importance=9),
    ListColumn("text", N_("辦理情形"), 20, importance=10, grow=4),
)
ROLES = {Role.LEAD: N_("主辦單位"), Role.ASSIST: N_("協辦單位")}
LOOKS = {Answer.LATE: "error", Answer.DUE_SOON: "warning", Answer.ANSWERED: "success", Answer.NOT_ASKED: "muted"}


class Seen(NamedTuple):
    """What one read answers: the board of a sitting, or with `every` that of all sittings to come.

    `off` tells why nobody owes answers before the sitting, empty where somebody may.
    """

    sitting: SessionView
    round: RoundView | None
    lines: list[BoardLine]
    names: dict[str, str]
    coming: bool
    off: str = ""


def read(office: Office, sitting_id: int, *, every: bool) -> Seen:
    """The board of a sitting, or of all that are to come. Raises NotFound."""
    sitting = sessions.show(office, sitting_id)
    lines = rounds.board(office) if every else rounds.board(office, session=sitting_id)
    names = {one.session_number: one.name for one in rounds.listed(office)} if every else {}
    off = rounds_off.told(office, sitting)
    return Seen(sitting, rounds.of(office, sitting_id), lines, names, rounds.is_coming(office, sitting), off)


def rows(seen: Seen) -> list[Row]:
    """One line for each agency; of several sittings under a heading for each."""
    found: list[Row] = []
    session = ""
    for one in seen.lines:
        if seen.names and one.session_number != session:
            session = one.session_number
            found.append(Row(session, (session, seen.names.get(session, "")), HEADING))
        found.append(_row(one))
    return found


def _row(one: BoardLine) -> Row:
    asked = one.leads + one.assists
    texts = (
        one.agency, _(ANSWER_WORDS[one.state]), f"{one.answered}/{asked}" if asked else "", str(one.leads or ""),
        str(one.assists or ""), _day(one.last), str(one.late_answers or ""), str(one.unasked or ""),
    )  # fmt: skip
    return Row(f"{one.session_number} {one.agency_id}", texts, LOOKS.get(one.state, ""))


def line_of(seen: Seen | None, row_id: object) -> BoardLine | None:
    """The line that a row stands for."""
    lines = seen.lines if seen else []
    return next((one for one in lines if f"{one.session_number} {one.agency_id}" == row_id), None)


def head(seen: Seen) -> str:
    """By when answers are asked for, and how many agencies have given all, some not yet, or are late."""
    if seen.names:
        return _("今後各場會前的調查")
    asked = seen.round
    if seen.off:
        return seen.off
    if asked is None:
        return _("尚未調查辦理情形。按 o 調查並寫出各機關一份。") if seen.coming else _("會前沒有調查辦理情形。")
    text = _("回復期限{due}：{asked}個機關，已回{answered}，未回{rest}，其中逾期{late}")
    unasked = sum(one.unasked for one in seen.lines)
    more = _("；另有{count}項未調查，按 o 補調查").format(count=unasked) if unasked else ""
    if asked.is_unfit:
        text = _(
            "會議已改期，回復期限仍是{due}（按 o 改訂）：{asked}個機關，已回{answered}，未回{rest}，其中逾期{late}"
        )
    told = text.format(
        due=_day(asked.due_on), asked=asked.asked, answered=asked.answered, rest=asked.asked - asked.answered,
        late=asked.late,
    )  # fmt: skip
    return told + more


def items(found: Sequence[RequestLine]) -> list[Row]:
    """What an agency was asked, each with its answer in one line."""
    return [
        Row(one.action_id, (
            one.action_number, _(ROLES[one.role]), _(ANSWER_WORDS[one.state]),
            " ".join(one.report.text.split()) if one.report else "",
        ), LOOKS.get(one.state, ""))
        for one in found
    ]  # fmt: skip


def _day(iso: str) -> str:
    return show_date(date.fromisoformat(iso), "dot") if iso else ""
