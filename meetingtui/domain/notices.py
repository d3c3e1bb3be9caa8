"""The notice of a sitting as it is edited and shown, and who gets one."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _


class NoticeForm(NamedTuple):
    """What an office writes on a notice; an empty text means as usual here (`remarks`: one remark a line)."""

    doc_no: str = ""
    urgency: str = ""
    security: str = ""
    declassify: str = ""
    attachments: str = ""
    subject: str = ""
    remarks: str = ""
    contact: str = ""
    contact_phone: str = ""
    copies: str = ""


FORM_WORDS = {
    "doc_no": N_("發文字號"), "urgency": N_("速別"), "security": N_("密等"), "declassify": N_("解密條件或保密期限"),
    "attachments": N_("附件"), "subject": N_("開會事由"), "remarks": N_("備註"), "contact": N_("聯絡人"),
    "contact_phone": N_("聯絡電話"), "copies": N_("副本"),
}  # fmt: skip


class Recipient(NamedTuple):
    """One 受文者. `agency` is the full name, `as_role` chair, attendee, may, observer or copy.

    `code` is that of the agency, empty for a person or a body that the registry does not know as an agency.
    """

    agency: str
    as_role: str
    email: str = ""
    agency_id: int | None = None
    code: str = ""


class NoticeView(NamedTuple):
    """A notice as it stands: `form` as stored, `shown` with everything that is usual here written out.

    `issued_on` is an ISO day, empty while it has not gone out; `stale` says that the sitting has changed since.
    `last_doc_no` is then the number under which the one before went out: the next one needs its own.
    `turn` is 改期, 延期, 更正 or 取消 where it tells of a change, `changed` the sentence. `version` is 0 while
    nothing is stored.
    """

    session_id: int
    number: str
    title: str
    form: NoticeForm
    shown: NoticeForm
    issued_on: str = ""
    stale: bool = False
    turn: str = ""
    changed: str = ""
    version: int = 0
    last_doc_no: str = ""

    @property
    def unnumbered(self) -> bool:
        """Whether it has gone out without a number."""
        return bool(self.issued_on) and not self.shown.doc_no


class NumberUsed(Refusal):
    """A document number on a further notice under which the one before has gone out."""

    def __init__(self, number: str, doc_no: str) -> None:
        text = _("「{doc_no}」是{number}前次通知單的發文字號，補發請另取新號；確要沿用，請在登記發文時填寫。")
        super().__init__(text, doc_no=doc_no, number=number)


class NoNotice(Refusal):
    """A sitting for which this office sends no notice."""

    def __init__(self, number: str, host: str) -> None:
        super().__init__(_("{number}由{host}召開，開會通知單由該機關發出。"), number=number, host=host or _("外部機關"))


class NothingToSay(Refusal):
    """A notice of a sitting that has no date and of which nobody was told."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number}尚未排定日期，也未曾通知，不必發開會通知單。請先排定日期。"), number=number)


class NotAsked(Refusal):
    """A notice for an agency that is not asked to the sitting."""

    def __init__(self, number: str, agency: str) -> None:
        super().__init__(
            _("{agency}不在{number}的受文者之列。請先邀請該機關（sessions invite），或列為副本。"),
            number=number, agency=agency,
        )  # fmt: skip
