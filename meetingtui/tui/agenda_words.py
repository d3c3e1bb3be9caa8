"""The agenda of a sitting as rows and as sentences."""

from __future__ import annotations

from meetingtui.domain.agenda import KIND_WORDS, ORIGIN_WORDS, Agenda, AgendaItemView, Origin
from meetingtui.language import N_, _
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

NEW_POINT = 0
"""Stands for the id of a point that is being added."""
COLUMNS = (
    ListColumn("number", N_("序"), 6, importance=9),
    ListColumn("matter", N_("案由"), 30, importance=10, grow=5),
    ListColumn("agency", N_("提案單位"), 12, importance=5, grow=1),
    ListColumn("minutes", N_("分鐘"), 4, importance=7, numeric=True),
    ListColumn("origin", N_("來源"), 12, importance=3),
)


def rows(agenda: Agenda) -> list[Row]:
    """The points under a heading for each kind."""
    found: list[Row] = []
    kind = None
    for one in agenda.items:
        if one.kind != kind:
            kind = one.kind
            count = sum(1 for other in agenda.items if other.kind == kind)
            found.append(Row(f"kind:{kind}", (_(KIND_WORDS[kind]), _("{count}案").format(count=count)), HEADING))
        found.append(row(one))
    return found


def row(one: AgendaItemView) -> Row:
    """A point as a line; one that was postponed is muted."""
    origin = _("已延至下次") if one.postponed else origin_word(one)
    minutes = "" if one.minutes is None else str(one.minutes)
    texts = (one.number.rstrip("、"), matter(one), one.agency, minutes, origin)
    return Row(one.id, texts, "muted" if one.postponed else "")


def matter(one: AgendaItemView) -> str:
    """What a point is about; a case by its code."""
    return f"{one.case_code} {one.matter}".strip() if one.case_code else one.matter


def origin_word(one: AgendaItemView) -> str:
    """Where a point came from; empty for one that was typed in."""
    return _(ORIGIN_WORDS[Origin(one.origin)]) if one.origin in set(Origin) else ""


def time_sentence(agenda: Agenda) -> str:
    """The sum of the planned minutes against the room's time."""
    facts = {"planned": agenda.planned, "room": agenda.room, "over": agenda.over, "left": agenda.room - agenda.planned}
    unsaid = sum(1 for one in agenda.items if one.minutes is None and not one.postponed)
    if agenda.over:
        said = _("預定{planned}分，會議{room}分，超出{over}分").format(**facts)
    else:
        said = _("預定{planned}分，會議{room}分，尚餘{left}分").format(**facts)
    return said + (_("（{count}案未定）").format(count=unsaid) if unsaid else "")


def pairs(one: AgendaItemView) -> list[tuple[str, str | None]]:
    """Everything about a point, to read."""
    papers = "\n".join(f"{paper.name}　{paper.note}".rstrip("　") for paper in one.papers)
    found: list[tuple[str, str | None]] = [
        (_(KIND_WORDS[one.kind]), None),
        (_("案由"), matter(one)),
        (_("說明"), one.explanation),
        (_("擬辦"), one.proposal),
        (_("提案單位"), one.agency),
        (_("附件"), papers),
        (_("預定時間"), "" if one.minutes is None else _("{minutes}分鐘").format(minutes=one.minutes)),
        (_("來源"), origin_word(one)),
    ]
    return [(label, value) for label, value in found if value != ""]
