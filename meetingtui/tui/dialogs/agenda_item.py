"""A point of an agenda: put on it, or changed; and what waits for the next sitting, to be taken on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.content import Content

from meetingtui.domain.agenda import KIND_WORDS, AgendaItemView, ItemKind, PaperNote
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import drafts
from meetingtui.services.agenda_items import ItemForm
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.journaled_form import JournaledForm
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.paragraph_field import ParagraphField

MARK = "　"
"""Between the name of a paper and the word on it."""


class AgendaItemDialog(JournaledForm[AgendaItemView]):
    """Without `item` a new point; it is saved only over the version that it was typed upon."""

    HELP: ClassVar[str] = N_(
        "案由必填，Ctrl+S 存入；其餘可之後再補。說明、擬辦可分段，Enter 換行，Tab 到下一欄。"
        "附件一行一件：檔名，空一格後可加說明；檔案留在原處，不複製。預定時間填分鐘。"
    )

    def __init__(
        self, page: Page[Any], sitting_id: int, form: ItemForm, item: AgendaItemView | None = None
    ) -> None:  # fmt: skip
        self.sitting_id = sitting_id
        self.first = form
        self.item = item
        self.journal = drafts.agenda_object(item.id) if item else drafts.new_point_object(sitting_id)
        self.base_version = item.version if item else 0
        super().__init__(page, keep=f"item {item.id}" if item else f"new {sitting_id}")

    def heading(self) -> Content:
        if self.item is None:
            return shown_line(_("新增議案"))
        return shown_line(_("議案：{number}{matter}").format(number=self.item.number, matter=self.item.matter))

    def fields(self) -> Sequence[Field]:
        form = self.first
        papers = "\n".join(MARK.join(filter(None, one)) for one in form.papers)
        minutes = "" if form.minutes is None else str(form.minutes)
        return (
            LineField("matter", _("案由"), form.matter, required=True, max_length=500),
            worded("kind", _("種類"), KIND_WORDS, form.kind),
            ParagraphField("explanation", _("說明"), form.explanation),
            ParagraphField("proposal", _("擬辦"), form.proposal),
            ChoiceField("agency", _("提案單位"), choices.agencies(self.office.registry()), form.agency or None),
            LineField("minutes", _("預定時間"), minutes, rule=wrong_minutes, placeholder=_("分鐘；可留空")),
            ParagraphField("papers", _("附件"), papers, hint=N_("一行一件：檔名 說明")),
            LineField("case_code", _("案號"), form.case_code, placeholder=_("個案討論才填"), max_length=40),
        )

    def saving(self, values: Values) -> Callable[[], AgendaItemView]:
        from meetingtui.services import agenda

        minutes = text_in(values, "minutes")
        wanted = ItemForm(
            text_in(values, "kind"), text_in(values, "matter"), text_in(values, "explanation"),
            text_in(values, "proposal"), text_in(values, "agency"), papers_of(text_in(values, "papers")),
            read_minutes(minutes), text_in(values, "case_code"),
        )  # fmt: skip
        if self.item is None:
            return partial(agenda.add, self.office, self.sitting_id, wanted, typed_as=self.journal)
        return partial(agenda.edit, self.office, self.item.id, wanted, base_version=self.base_version)

    def changed_meanwhile(self) -> None:
        """Show what stands now beside what is typed; yes saves over it."""
        from meetingtui.services import agenda

        if self.item is None:
            return
        try:
            now = next(one for one in agenda.of(self.office, self.sitting_id).items if one.id == self.item.id)
        except (Refusal, StopIteration):
            self.say(_("這一案已被他人移走。請記下內容後關閉。"))
            return
        pairs = ((_("案由"), now.matter), (_("說明"), now.explanation), (_("擬辦"), now.proposal))
        theirs = [_("{field}：{text}").format(field=label, text=text) for label, text in pairs if text]
        self.base_version = now.version
        self.ask_again(theirs, self.form.action_save)


def wrong_minutes(text: str) -> str:
    """What is wrong with planned minutes."""
    return "" if read_minutes(text) else _("預定時間請填1至1440的分鐘數。")


def read_minutes(text: str) -> int | None:
    """The number of 15, １５ or 15分; None where there is none."""
    from meetingtui.dates.errors import DateError
    from meetingtui.dates.numerals import plain

    try:
        digits = plain(text).removesuffix("鐘").removesuffix("分").strip()
    except DateError:
        return None
    return int(digits) if digits.isascii() and digits.isdecimal() and 0 < len(digits) < 5 and int(digits) else None


def papers_of(text: str) -> tuple[PaperNote, ...]:
    """A name and a word on it from each line."""
    found = []
    for line in text.splitlines():
        name, _mark, note = line.strip().replace(" ", MARK).partition(MARK)
        if name:
            found.append(PaperNote(name, note.replace(MARK, " ").strip()))
    return tuple(found)


def blank(kind: ItemKind = ItemKind.DISCUSSION) -> ItemForm:
    """A form for a new point."""
    return ItemForm(str(kind), "")
