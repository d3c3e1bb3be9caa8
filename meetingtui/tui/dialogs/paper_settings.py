"""How the papers of the office look: every setting in one form, and a notice that is made with them as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.domain.paper_settings import URGENCIES
from meetingtui.language import N_, _
from meetingtui.services import paper_settings
from meetingtui.services.office import Office
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.line_text import LineText
from meetingtui.tui.widgets.paragraph_field import ParagraphField

if TYPE_CHECKING:
    from meetingtui.services.paper_settings import SettingView

WIDE = 140
"""Cells from which form and preview stand side by side."""
NARROWEST = 40
PAUSE = 0.3
"""Seconds without a key after which the preview follows."""


class PaperSettingsForm(RegistryForm["list[SettingView]"]):
    """Closes with all settings once they are saved."""

    CSS_PATH = "paper_settings.tcss"
    HELP: ClassVar[str] = N_(
        "公文設定：機關全銜、地址、檔號、條戳、聯絡人、常用備註、字型與字級、邊界、編號方式。右邊（窄螢幕在下方）是以這些設定"
        "試排的下一場開會通知單，邊打邊更新，儲存前不影響任何公文；字級與邊界只改變 PDF、ODT、DOCX。"
        "Ctrl+R 把游標所在的一欄恢復為預設，Ctrl+T 全部恢復；Ctrl+S 儲存，Ctrl+N 回到未改之前。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "usual(False)", N_("恢復這欄"), id="paper_settings.usual", priority=True,
                tooltip=N_("這一欄恢復為預設")),
        Binding("ctrl+t", "usual(True)", N_("全部恢復"), id="paper_settings.all_usual", priority=True,
                tooltip=N_("各欄都恢復為預設；儲存後才生效")),
    ]  # fmt: skip

    def __init__(self, page: Page[Any]) -> None:
        self._settings = {one.name: one for one in paper_settings.listing(cast(Office, page.office))}
        self._timer: Timer | None = None
        super().__init__(page)

    def title_text(self) -> str:
        return _("公文設定")

    def fields(self) -> Sequence[Field]:
        empty = paper_settings.tried(self.office, dict.fromkeys(("agency", "stamp", "bureaus"), ""))
        return [
            _field(one, paper_settings.said(getattr(empty, name)) or one.usual)
            for name, one in self._settings.items()
        ]  # fmt: skip

    def body(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        with Container(id="halves"):
            yield self.form
            yield LineText(id="lines")
        yield Static("", classes="dialog--broken")
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The preview is there from the beginning."""
        super().on_mount()
        self.call_after_refresh(self._lay)

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._lay)

    # ----- the preview

    def edited(self, field: Field) -> None:  # noqa: ARG002 - every field changes the paper
        """Follow what is typed."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._lay)

    def _lay(self) -> None:
        width = max(NARROWEST, min(100, self.query_one(LineText).size.width - 3))
        self.page.fetch(partial(_lines, self.office, self._typed_texts(), width), self._show, desk=f"try {id(self)}")

    def _show(self, found: tuple[list[str], str]) -> None:
        if not self.is_attached:
            return
        lines, why = found
        if lines:
            self.query_one(LineText).show(lines)
        broken = self.query_one(".dialog--broken", Static)
        broken.update(shown(why))
        broken.display = bool(why)

    def _typed_texts(self) -> dict[str, str]:
        """What differs from what is stored, by the names of the settings."""
        return {
            field.key: text_in(self.form.values, field.key) for field in self.form.fields
            if text_in(self.form.values, field.key) != self._settings[field.key].value
        }  # fmt: skip

    # ----- saving and putting back

    def saving(self, values: dict[str, object]) -> Callable[[], list[SettingView]]:  # noqa: ARG002 - by what differs
        return partial(paper_settings.change, self.office, self._typed_texts())

    def action_usual(self, every: bool) -> None:
        """What is usual stands in the fields; nothing is stored before it is saved."""
        for field in self.form.fields:
            if every or field.has_focus_within:
                field.text = self._settings[field.key].usual
                field.show_error("")
        self.refresh_bindings()
        self._lay()


def _field(one: SettingView, in_force: str) -> Field:
    """The field of a setting; `in_force` is what stands on papers where it is left empty."""
    shown_usual = cells.plain(in_force.replace("\n", " "))
    if one.kind in {"template", "lines"}:
        hint = shown_usual if one.kind == "template" else N_("一行一個機關：機關=郵遞區號 地址")
        return ParagraphField(one.name, one.label, one.value, hint=hint)
    if one.kind == "truth":
        choices = [Choice("是", _("是"), ("y", "yes")), Choice("否", _("否"), ("n", "no"))]
        return ChoiceField(one.name, one.label, choices, one.value, required=True)
    if one.kind == "urgency":
        return ChoiceField(one.name, one.label, [Choice(word, word) for word in URGENCIES], one.value)
    required = one.kind in {"size", "length", "count"}
    return LineField(one.name, one.label, one.value, placeholder=shown_usual, required=required)


def _lines(office: Office, wanted: dict[str, str], width: int) -> tuple[list[str], str]:
    """The notice with these settings tried, and what of them this computer lacks; or why there is none."""
    from meetingtui.services import papers

    try:
        tried = paper_settings.tried(office, wanted)
        return papers.text(papers.build(office, "notice", papers.example(office), tried=tried), width), (
            paper_settings.font_words(tried.font)
        )
    except Refusal as refusal:
        return [], str(refusal)
