"""The notice of a sitting: what an office writes on it, and that it has gone out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, cast

from meetingtui.domain.notices import FORM_WORDS, NoticeForm, NoticeView
from meetingtui.domain.paper_settings import SECURITY, URGENCIES
from meetingtui.language import N_, _
from meetingtui.services import notices
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.registry_form import RecordForm, text_in
from meetingtui.tui.place import Page
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.paragraph_field import ParagraphField

CHOICES = {"urgency": URGENCIES, "security": SECURITY}


class NoticeDialog(RecordForm[NoticeView, NoticeView]):
    """A form on the notice of one sitting."""

    WHAT = N_("填寫通知單")

    def __init__(self, page: Page[Any], sitting_id: int) -> None:
        self.sitting_id = sitting_id
        super().__init__(page, keep=str(sitting_id))

    def load(self) -> NoticeView:
        return notices.of(cast(Office, self.page.office), self.sitting_id)

    def title_text(self) -> str:
        return _("{what}：{sitting}").format(what=_(self.WHAT), sitting=f"{self.record.number} {self.record.title}")


class EditNotice(NoticeDialog):
    """Fills in the notice; a field left empty says what is usual here."""

    HELP: ClassVar[str] = N_(
        "填寫這一場的開會通知單；留空的欄位依公文設定（灰字即為將印出的內容）。備註每點一行，可用 {會議日期}、{會前3日}"
        "等欄位；副本以頓號隔開。Ctrl+S 儲存。"
    )

    def fields_of(self, record: NoticeView) -> Sequence[Field]:
        return [_field(name, record) for name in NoticeForm._fields]

    def saving(self, values: dict[str, object]) -> Callable[[], NoticeView]:
        form = NoticeForm(**{name: text_in(values, name) for name in NoticeForm._fields})
        return partial(notices.edit, self.office, self.sitting_id, form, self.record.version)


class RegisterIssue(NoticeDialog):
    """Notes that it has gone out; the sitting counts as noticed."""

    WHAT = N_("登記發文")
    HELP: ClassVar[str] = N_(
        "登記通知單已發出：發文日期預設今天，發文字號尚未取得可留空，日後按 e 補填，補填前列在今日。場次改為已通知。"
    )

    def fields_of(self, record: NoticeView) -> Sequence[Field]:
        today = self.office.clock.today()
        day = date.fromisoformat(record.issued_on) if record.issued_on else today
        return (
            DateField("on", _("發文日期"), day, near=today, required=True),
            LineField(
                "doc_no",
                _("發文字號"),
                record.form.doc_no,
                placeholder=_another(record, _("可留空，取得後補填")),
                max_length=200,
            ),
        )

    def saving(self, values: dict[str, object]) -> Callable[[], NoticeView]:
        on = values["on"]
        return partial(
            notices.issue, self.office, self.sitting_id, doc_no=text_in(values, "doc_no"),
            on=on if isinstance(on, date) else None,
        )  # fmt: skip


def _another(record: NoticeView, usual: str) -> str:
    """What the field of the number says while it is empty: of a further notice, that it needs a number of its own."""
    if not record.last_doc_no:
        return usual
    return _("前次為{number}，補發請另取新號").format(number=cells.plain(record.last_doc_no))


def _field(name: str, record: NoticeView) -> Field:
    """One field of the notice, with what is printed where it is left empty."""
    label, text, usual = _(FORM_WORDS[name]), getattr(record.form, name), getattr(record.shown, name)
    usual = cells.plain(usual.replace("\n", " "))
    if name == "doc_no":
        usual = _another(record, usual)
    if name == "remarks":
        return ParagraphField(name, label, text, hint=usual)
    if name in CHOICES:
        return ChoiceField(name, label, [Choice(one, one) for one in CHOICES[name]], text or None, placeholder=usual)
    return LineField(name, label, text, placeholder=usual, max_length=500)
