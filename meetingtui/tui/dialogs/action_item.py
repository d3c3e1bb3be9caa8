"""An action item made of a decision, or changed while the minutes are open; and the list of those of a sitting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.dates.showing import show_date
from meetingtui.domain.actions import KIND_WORDS, PRIORITY_WORDS, STATUS_WORDS, ActionView
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.guests_field import GuestsField
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.paragraph_field import ParagraphField
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

COLUMNS = (
    ListColumn("number", N_("編號"), 18, importance=8),
    ListColumn("text", N_("列管事項"), 24, importance=10, grow=4),
    ListColumn("lead", N_("列管主辦"), 8, importance=9, grow=1),
    ListColumn("assists", N_("協辦"), 10, importance=4, grow=1),
    ListColumn("due", N_("辦理期限"), 9, importance=7),
)


class DueField(LineField):
    """A day in any form, or +30 for days after the sitting; the day stands behind it at once."""

    def __init__(
        self, page: Page[Any], sitting: SessionView, text: str, *, key: str = "due", label: str = "", hint: str = ""
    ) -> None:  # fmt: skip
        self._page = page
        self.sitting = sitting
        self._stood = text
        super().__init__(key, label or _("辦理期限"), text, placeholder=hint or _("+30、12/25 或 下次會議；可留空"))

    def _day(self) -> str:
        from meetingtui.services import actions
        from meetingtui.services.office import Office

        office = self._page.office
        return actions.due_day(office, self.sitting, self.value) or "" if isinstance(office, Office) else ""

    def wrong(self) -> str:
        if self.value == self._stood:
            return ""
        try:
            self._day()
        except Refusal as refusal:
            return str(refusal)
        return ""

    def meaning(self) -> str:
        from datetime import date

        try:
            day = self._day() if self.value else ""
        except Refusal:
            return ""
        return show_date(date.fromisoformat(day)) if day else ""


class ActionItemDialog(RegistryForm[ActionView]):
    """Without `action` a new one of `text`, which came of the point `item_id`."""

    HELP: ClassVar[str] = N_(
        "由決議產生列管事項：主辦機關一個，打一部分即可（例如「教」）；協辦可多個，以空白隔開（例如「社 衛」）；"
        "期限寫日期、+30（會後30日）或「下次會議」。內容已帶入游標所在的一段或選取的文字，可以修改。"
        "Ctrl+S 存入，編號自動給定。"
    )

    def __init__(
        self, page: Page[Any], sitting: SessionView, text: str, item_id: int | None, action: ActionView | None = None
    ) -> None:
        self.sitting = sitting
        self.first_text = action.text if action else text
        self.item_id = item_id
        self.action = action
        super().__init__(page, keep=action.number if action else f"new {sitting.id} {item_id}")

    def title_text(self) -> str:
        return _("列管事項：{number}").format(number=self.action.number) if self.action else _("新增列管事項")

    def fields(self) -> Sequence[Field]:
        registry = self.office.registry()
        one = self.action
        lead = registry.agencies.get(one.lead_id or 0) if one else None
        assists = " ".join(registry.agencies[each].name for each in one.assist_ids) if one else ""
        return (
            ChoiceField("lead", _("列管主辦"), choices.agencies(registry), lead.code if lead else None,
                        placeholder=_("打機關名稱的一部分")),
            GuestsField(registry, self.sitting.day or f"{self.sitting.year}-01-01", assists, key="assists",
                        label=_("協辦"), hint=_("例如 社 衛")),
            DueField(self.page, self.sitting, one.due if one else ""),
            ParagraphField("text", _("內容"), self.first_text, required=True),
            worded("kind", _("種類"), KIND_WORDS, str(one.kind) if one else "ruling"),
            worded("priority", _("優先"), PRIORITY_WORDS, one.priority if one else "", required=False),
            LineField("labels", _("標籤"), " ".join(one.labels) if one else "", placeholder=_("以空白隔開；可留空")),
            LineField("case_code", _("案號"), one.case_code if one else "", placeholder=_("可留空")),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], ActionView]:
        from meetingtui.services import actions

        assists = text_in(values, "assists").split()
        if self.action is not None:
            return partial(
                actions.edit, self.office, self.action.number, text=text_in(values, "text"),
                lead=text_in(values, "lead"), assists=assists, due=text_in(values, "due"),
                kind=text_in(values, "kind"), base_version=self.action.version, **_more(values),
            )  # fmt: skip
        return partial(
            actions.from_decision, self.office, self.sitting.id, item_id=self.item_id, text=text_in(values, "text"),
            lead=text_in(values, "lead"), assists=assists, due=text_in(values, "due"), kind=text_in(values, "kind"),
            **_more(values),
        )  # fmt: skip


def _more(values: Values) -> dict[str, str]:
    """What an item may bear besides."""
    return {key: text_in(values, key) for key in ("priority", "labels", "case_code")}


class SittingActionsList(Dialog[None]):
    """The action items that came of one sitting; changes take effect at once."""

    HELP = N_("這一場產生的列管事項。Enter 修改，Del 刪除（紀錄核定前）；編號不重複使用。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,x", "remove", N_("刪除"), id="actions.remove", tooltip=N_("刪除這一項，編號不再使用")),
    ]
    DEFAULT_CSS = """
    SittingActionsList > .dialog--box { width: 96%; }
    SittingActionsList RecordList { height: auto; min-height: 4; max-height: 18; }
    """

    def __init__(self, page: Page[Any], sitting: SessionView, found: Sequence[ActionView]) -> None:
        super().__init__()
        self._page = page
        self._sitting = sitting
        self._found = list(found)

    def heading(self) -> Content:
        return shown_line(_("列管事項：{number}").format(number=self._sitting.number))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, empty=N_("還沒有列管事項。在紀錄中按 Ctrl+K 產生。"))

    def on_mount(self) -> None:
        """The cursor stands on the first item."""
        self.query_one(RecordList).focus()
        self._show()

    def _show(self) -> None:
        self.query_one(RecordList).show(Rows([_row(one) for one in self._found]))

    def _in_hand(self) -> ActionView | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row is not None and one.id == row.id), None)

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        event.stop()
        one = self._in_hand()
        if one is not None:
            dialog = ActionItemDialog(self._page, self._sitting, one.text, one.agenda_item_id, one)
            self.app.push_screen(dialog, self._edited)

    def _edited(self, one: ActionView | None) -> None:
        if one is not None:
            self._found = [one if each.id == one.id else each for each in self._found]
            self._show()

    def action_remove(self) -> None:
        """Take the item out."""
        from meetingtui.services import actions
        from meetingtui.services.office import Office

        one = self._in_hand()
        if one is not None and isinstance(self._page.office, Office):
            self._page.carry_out(partial(actions.remove, self._page.office, one.number), self._removed)

    def _removed(self, gone: ActionView) -> None:
        self._found = [one for one in self._found if one.id != gone.id]
        self._show()


def _row(one: ActionView) -> Row:
    from datetime import date

    due = show_date(date.fromisoformat(one.due), "dot") if one.due else ""
    lead = one.lead or _("（未定）")
    text = one.text if one.status == "open" else f"{_(STATUS_WORDS[one.status])} {one.text}"
    return Row(one.id, (one.number, text, lead, _("、").join(one.assists), due), "" if one.lead else "warning")
