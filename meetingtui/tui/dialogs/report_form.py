"""辦理情形 of an agency on an item, typed or pasted; what is typed outlasts a power cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.content import Content

from meetingtui.domain.reports import PROGRESS_WORDS, PROPOSAL_WORDS, ReportView, RequestLine
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import drafts
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.journaled_form import JournaledForm
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.paragraph_field import ParagraphField


class ReportForm(JournaledForm[ReportView]):
    """Begins with the agency's answer in this round, where there is one; a new one stands beside the old ones."""

    HELP: ClassVar[str] = N_(
        "貼上或輸入機關回復的辦理情形，可分段，Ctrl+S 登記。Tab 到進度、建議、建議期限、百分比與回復日期（可留空，"
        "回復日期留空為今天）。逾期與會後補件由程式註記；再登記一次即為更正，前次的保留。"
    )

    def __init__(self, page: Page[Any], sitting: SessionView, asked: RequestLine, text: str) -> None:
        """`text` is that of the item."""
        self.sitting = sitting
        self.asked = asked
        self.item_text = text
        self.journal = drafts.report_object(sitting.id, asked.action_id, asked.agency_id)
        super().__init__(page, keep=self.journal)

    def heading(self) -> Content:
        text = _("辦理情形：{agency}　{number}")
        return shown_line(text.format(agency=self.asked.agency, number=self.asked.action_number))

    def facts(self) -> str:
        """What was ordered."""
        return " ".join(self.item_text.split())

    def fields(self) -> Sequence[Field]:
        said, today = self.asked.report, self.office.clock.today()
        due = date.fromisoformat(said.proposed_due) if said and said.proposed_due else None
        percent = "" if said is None or said.percent is None else str(said.percent)
        return (
            ParagraphField("text", _("辦理情形"), said.text if said else "", hint=N_("貼上或輸入；Enter 換行")),
            worded("progress", _("進度"), PROGRESS_WORDS, str(said.progress or "") if said else "", required=False),
            worded("proposal", _("建議"), PROPOSAL_WORDS, str(said.proposal or "") if said else "", required=False),
            DateField("due", _("建議期限"), due, near=today, year=today.year),
            LineField("percent", _("百分比"), percent, rule=wrong_percent, placeholder=_("0至100"), max_length=4),
            DateField("on", _("回復日期"), near=today, year=today.year, placeholder=_("留空：今天")),
        )

    def saving(self, values: Values) -> Callable[[], ReportView]:
        from meetingtui.services import reports

        office, asked = self.office, self.asked
        due, day = values["due"], values["on"]

        def save() -> ReportView:
            found = reports.report(
                office, asked.action_id, office.registry().agencies[asked.agency_id].code, text_in(values, "text"),
                progress=text_in(values, "progress"), proposal=text_in(values, "proposal"),
                proposed_due=due if isinstance(due, date) else None, percent=read_percent(text_in(values, "percent")),
                on=day if isinstance(day, date) else None, for_session=self.sitting.id,
            )  # fmt: skip
            drafts.discard(office, self.journal)
            return found

        return save


def wrong_percent(text: str) -> str:
    """What is wrong with a percentage."""
    return "" if read_percent(text) is not None else _("百分比請填0至100的整數，或留空。")


def read_percent(text: str) -> int | None:
    """The number of 80, ８０ or 80%; None where there is none."""
    from meetingtui.dates.errors import DateError
    from meetingtui.dates.numerals import plain

    try:
        digits = plain(text).strip().removesuffix("%").removesuffix("％").strip()
    except DateError:
        return None
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 4 and int(digits) <= 100 else None
