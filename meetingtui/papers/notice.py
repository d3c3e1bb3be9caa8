"""開會通知單: the notice of a sitting, one for each 受文者."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.domain.numbering import number
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Document, Field, Paragraph, Space, Stamp, Title
from meetingtui.papers.settings import Look
from meetingtui.papers.sitting import Sitting

WORD = "開會通知單"
EVERYBODY = "如正副本行文單位"
"""受文者 of the copy that stays in the file."""


class NoticeFacts(NamedTuple):
    """What stands on a notice besides its sitting. `security` is blank where there is none, never 普通.

    `postal_code` and `address` are those of the recipient, `own_address` that of who sends it. `turn` is 改期, 延期 or
    取消 where the notice tells of a change, `changed` the sentence that says which.
    """

    recipient: str = ""
    postal_code: str = ""
    address: str = ""
    own_address: str = ""
    issued: date | None = None
    doc_no: str = ""
    urgency: str = ""
    security: str = ""
    declassify: str = ""
    attachments: str = ""
    subject: str = ""
    contact: str = ""
    attendees: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    file_no: str = ""
    retention: str = ""
    stamp: str = ""
    turn: str = ""
    changed: str = ""


def document(sitting: Sitting, facts: NoticeFacts, look: Look) -> Document:
    """The notice as a paper."""
    return Document(
        name=sitting.file_name(WORD),
        blocks=(*_head(sitting, facts), *_meeting(sitting, facts), *_lists(sitting, facts), *_end(facts)),
        look=look,
        corner=(f"檔　　號：{wording.line(facts.file_no)}", f"保存年限：{wording.line(facts.retention)}"),
        running=f"{sitting.title}{WORD}",
        mark=sitting.mark,
        binding=True,
    )


def _head(sitting: Sitting, facts: NoticeFacts) -> list[Block]:
    blocks: list[Block] = [Title(f"{wording.line(sitting.agency)}　{WORD}")]
    if facts.address:
        blocks += [Paragraph(one, 0) for one in map(wording.line, (facts.postal_code, facts.address)) if one]
    elif facts.own_address:
        blocks.append(Field("地址", wording.line(facts.own_address)))
    security = "，".join(filter(None, (wording.line(facts.security), wording.line(facts.declassify))))
    return [
        *blocks,
        Field("受文者", wording.line(facts.recipient) or EVERYBODY, large=True),
        Field("發文日期", wording.day(facts.issued)),
        Field("發文字號", wording.line(facts.doc_no)),
        Field("速別", wording.line(facts.urgency)),
        Field("密等及解密條件或保密期限", security),
        Field("附件", wording.line(facts.attachments)),
        Space(),
    ]


def _meeting(sitting: Sitting, facts: NoticeFacts) -> list[Block]:
    subject = sitting.title if sitting.masked else wording.line(facts.subject) or sitting.title
    held = wording.moment(sitting.start)
    return [
        Field("開會事由", f"（{facts.turn}）{subject}" if facts.turn else subject, large=True),
        Field("開會時間", f"{held}（取消）" if facts.turn == "取消" and held else held, large=True),
        Field("開會地點", wording.line(sitting.place), large=True),
        Field("主持人", sitting.chair, large=True),
        Field("聯絡人及電話", wording.line(facts.contact), large=True),
        Space(),
    ]


def _lists(sitting: Sitting, facts: NoticeFacts) -> list[Block]:
    asked = [_names(facts.attendees), _names(facts.observers), _names(facts.copies)]
    lists = zip(("出席者", "列席者", "副本"), ["如受文者", "", ""] if sitting.masked else asked, strict=True)
    remarks = [one for one in (facts.changed, *facts.remarks) if one.strip()]
    blocks: list[Block] = [Field(label, text) for label, text in lists]
    if len(remarks) < 2:
        return [*blocks, Field("備註", wording.line("".join(remarks)))]
    numbered = [Paragraph(wording.line(text), 1, number(1, place)) for place, text in enumerate(remarks, 1)]
    return [*blocks, Field("備註", ""), *numbered]


def _end(facts: NoticeFacts) -> list[Block]:
    return [Space(2), Stamp(wording.line(facts.stamp))] if facts.stamp.strip() else []


def _names(names: tuple[str, ...]) -> str:
    return "、".join(filter(None, map(wording.line, names)))
