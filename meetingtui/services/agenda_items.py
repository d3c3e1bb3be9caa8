"""What a point of an agenda may say: checked before it is stored, and shown again as it stands."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from meetingtui.domain.agenda import KIND_WORDS, AgendaItemView, ItemKind, PaperNote
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.registry_values import explained, meant
from meetingtui.language import _
from meetingtui.services import finding, written
from meetingtui.store.queries.agenda import ItemRow

MATTER_MOST = 500
TEXT_MOST = 20_000
PAPERS_MOST = 50
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1f\x85\u2028\u2029]+")


class ItemForm(NamedTuple):
    """A point as a form shows it: `kind` a value of ItemKind or its word, `agency` by any of its names.

    `papers` are names of files with a word on each; `minutes` the planned time, None for not said.
    """

    kind: str
    matter: str
    explanation: str = ""
    proposal: str = ""
    agency: str = ""
    papers: tuple[PaperNote, ...] = ()
    minutes: int | None = None
    case_code: str = ""


def values(registry: Registry, wanted: ItemForm) -> dict[str, Any]:
    """The columns of a point that `wanted` describes. Raises Refusal, or NotFound for an agency."""
    agency = finding.agency_of(registry, wanted.agency) if wanted.agency.strip() else None
    if len(wanted.papers) > PAPERS_MOST:
        raise Refusal(_("附件最多{most}件，這裡有{count}件。請刪減。"), most=PAPERS_MOST, count=len(wanted.papers))
    return {
        "kind": str(kind_of(wanted.kind)),
        "matter": one_line(wanted.matter, _("案由"), MATTER_MOST, required=True),
        "explanation": text(wanted.explanation, _("說明")),
        "proposal": text(wanted.proposal, _("擬辦")),
        "agency_id": agency.id if agency else None,
        "papers": json.dumps([_paper(one)._asdict() for one in wanted.papers], ensure_ascii=False),
        "minutes": written.whole(wanted.minutes, _("預定時間（分鐘）"), 1, 1440),
        "case_code": one_line(wanted.case_code, _("案號"), 40),
    }


def kind_of(text: str) -> ItemKind:
    """The kind that `text` names, in English or in words. Raises Refusal with those there are."""
    found = meant(text, KIND_WORDS)
    if found is None:
        raise Refusal(
            _("議程種類「{kind}」無法辨識。可用：{known}。"), kind=text.strip()[:40], known=explained(KIND_WORDS)
        )
    return ItemKind(found)


def one_line(said: str, what: str, most: int, *, required: bool = False) -> str:
    """`said` on one line. Raises Refusal when it is too long, or empty though required."""
    if len(said) > most * 4:
        return written.line(said, what, most=most)
    return written.line(_BREAKS.sub(" ", said), what, most=most, required=required)


def text(said: str, what: str) -> str:
    """`said` with its lines as they are. Raises Refusal when it is too long."""
    if len(said) > TEXT_MOST:
        return written.line(said, what, most=TEXT_MOST)
    return written.line(said.replace("\r\n", "\n").replace("\r", "\n"), what, most=TEXT_MOST)


def form(registry: Registry, item: AgendaItemView) -> ItemForm:
    """A point as its form shows it."""
    agency = registry.agencies.get(item.agency_id or 0)
    return ItemForm(
        str(item.kind), item.matter, item.explanation, item.proposal, agency.code if agency else "", item.papers,
        item.minutes, item.case_code,
    )  # fmt: skip


def view(registry: Registry, row: ItemRow, on: str) -> AgendaItemView:
    """A stored point with the agency's name on an ISO day; its number is given by its place in an agenda."""
    return AgendaItemView(
        id=row.id, kind=ItemKind(row.kind), number="", matter=row.matter, explanation=row.explanation,
        proposal=row.proposal, agency_id=row.agency_id, agency=registry.name("agency", row.agency_id, on),
        papers=() if row.papers == "[]" else _papers(row.papers), minutes=row.minutes,
        case_code=row.case_code, origin=row.origin, origin_id=row.origin_id, postponed=bool(row.postponed),
        position=row.position, version=row.version,
    )  # fmt: skip


def _papers(stored: str) -> tuple[PaperNote, ...]:
    return tuple(PaperNote(one["name"], one["note"]) for one in json.loads(stored))


def _paper(paper: PaperNote) -> PaperNote:
    """The name of a file without the folders it lies in: those tell of this machine, not of the matter."""
    name = re.split(r"[/\\]", paper.name.strip())[-1]
    return PaperNote(one_line(name, _("附件名稱"), 255, required=True), one_line(paper.note, _("附件說明"), 500))
