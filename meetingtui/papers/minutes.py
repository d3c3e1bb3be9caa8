"""會議紀錄: who came, what was said and decided on each point, and when it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from meetingtui.domain.agenda import ItemKind
from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind, MinutesItemView, MinutesView, usual
from meetingtui.papers import actions as actions_paper
from meetingtui.papers import people, wording
from meetingtui.papers.actions import Entry
from meetingtui.papers.agenda import CAPTION
from meetingtui.papers.document import Block, Document, Field, Paragraph, Space, Stamp
from meetingtui.papers.masking import HIDDEN, OPEN, Masking
from meetingtui.papers.people import Attendee
from meetingtui.papers.points import Part, heading_of, level_of, parts, point
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import BEFOREHAND, SECRECY_SAID, UNDECLARED, UNHELD, Sitting

WORD = "紀錄"
DRAFT_WORDS = {"draft": "草稿", "submitted": "草稿（送核中）"}
"""What stands on every page of minutes that nobody has approved yet, by their status."""
SIGNED = "主席：　　　　　　　　　　紀錄："


def document(
    sitting: Sitting, minutes: MinutesView, attendees: Sequence[Attendee], before: Sequence[Entry],
    made: Sequence[Entry], look: Look, masking: Masking = OPEN,
) -> Document:  # fmt: skip
    """The minutes as a paper. `before` are the action items that were open, `made` those that this sitting made."""
    word = WORD if sitting.halves[1].endswith("會議") else f"會議{WORD}"
    taker = HIDDEN if masking.active and minutes.minute_taker else wording.line(minutes.minute_taker)
    chair = wording.with_title("", minutes.approved_by) if not sitting.chair and not masking.active else sitting.chair
    blocks: list[Block] = [
        *sitting.titles(word),
        *sitting.off,
        *((Field("備註", UNHELD),) if sitting.unheld and not sitting.off else ()),
        Field("時間", wording.moment(sitting.start or _moment(minutes.opened_at))),
        Field("地點", wording.line(sitting.place)),
        Field("主席", chair, ("紀錄", taker)),
        *people.fields(attendees, masked=masking.active),
    ]
    if minutes.declared_secret or (sitting.secret_cases and minutes.status in DRAFT_WORDS):
        blocks.append(Field("保密宣告", SECRECY_SAID if minutes.declared_secret else UNDECLARED))
    blocks += parts(_parts(sitting, minutes, before, look, masking))
    if made:
        blocks += [Space(), actions_paper.orders(made, actions_paper.NEW, masking)]
    blocks += _closing(minutes, masking)
    return Document(
        sitting.file_name("會議紀錄"),
        tuple(blocks),
        look,
        running=f"{sitting.title}{word}",
        mark=sitting.marked(BEFOREHAND if sitting.unheld else DRAFT_WORDS.get(minutes.status, "")),
    )


def _parts(
    sitting: Sitting, minutes: MinutesView, before: Sequence[Entry], look: Look, masking: Masking
) -> Iterator[Part]:
    remarks = masking.text(minutes.remarks)
    said = tuple(wording.paragraphs(remarks, level=0, dotted=look.dotted)) or (Paragraph("（略）", 0),)
    yield "主席致詞", said
    for kind in ItemKind:
        alike = [one for one in minutes.items if one.item.kind == kind]
        if not alike and kind != ItemKind.MOTION:
            continue
        blocks: list[Block] = []
        for place, one in enumerate(alike, 1):
            blocks += _point(one, place, before if place == 1 else (), look, masking)
        yield heading_of(kind), blocks or [Paragraph("無。", 0)]
    yield "散會", [Paragraph(_ended(sitting, minutes), 0)]


def _point(one: MinutesItemView, place: int, before: Sequence[Entry], look: Look, masking: Masking) -> Iterator[Block]:
    """A point with what was said and decided; of a masked case only what was decided."""
    level, kind = level_of(one.item), one.item.kind
    yield from point(one.item, masking, place=place, dotted=look.dotted)
    if kind == ItemKind.TRACKING and before:
        yield actions_paper.table(before, CAPTION, masking)
    if one.text.strip() and not (masking.active and kind == ItemKind.CASE):
        label = "" if kind in {ItemKind.REPORT, ItemKind.CONFIRM, ItemKind.TRACKING} else "討論情形："
        yield from wording.paragraphs(masking.text(one.text), label, level=level, dotted=look.dotted)
    decision = masking.text(one.decision)
    if one.item.postponed and not decision.strip():
        decision = "延至下次會議討論。"
    if decision.strip():
        word = DECISION_WORDS[DecisionKind(one.decision_kind) if one.decision_kind else usual(kind)]
        yield from wording.paragraphs(decision, f"{word}：", level=level, dotted=look.dotted)


def _ended(sitting: Sitting, minutes: MinutesView) -> str:
    """同日上午11時45分, or with its own date where it ended on another day."""
    ended = _moment(minutes.adjourned_at)
    if ended is None:
        return "　　時　　分。"
    began = sitting.start or _moment(minutes.opened_at)
    same = began is not None and began.date() == ended.date()
    return f"同日{wording.clock(ended)}。" if same else f"{wording.moment(ended)}。"


def _closing(minutes: MinutesView, masking: Masking) -> list[Block]:
    """Corrections that a later sitting has noted, and room for the signatures."""
    blocks: list[Block] = []
    if minutes.confirmed_on and minutes.corrections.strip():
        day = wording.day_in_text(date.fromisoformat(minutes.confirmed_on))
        text = f"本紀錄於{day}會議確認，更正如下：{masking.text(wording.line(minutes.corrections))}"
        blocks += [Space(), Paragraph(text, 0, "", "更正：")]
    return blocks if masking.active else [*blocks, Space(2), Stamp(SIGNED)]


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
