"""Past sittings out of a secretary's own list: which column is what, what each row becomes, and taking them over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_moment
from meetingtui.domain.sessions import STATUS_WORDS, Status
from meetingtui.language import N_, _
from meetingtui.services import past_sittings
from meetingtui.services.past_rows import Listed
from meetingtui.services.past_sittings import Columns, Preview
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

COLUMNS = (
    ListColumn("row", N_("列"), 5, importance=8, numeric=True),
    ListColumn("what", N_("處理"), 6, importance=9),
    ListColumn("when", N_("日期"), 15, importance=7),
    ListColumn("text", N_("內容"), 20, importance=10, grow=1),
)
FIELD_WORDS = {
    "series": N_("會議別"), "date": N_("日期"), "time": N_("時間"), "place": N_("地點"), "chair": N_("主席"),
    "status": N_("狀態"), "persons": N_("人次"), "ordinal": N_("會次"), "track": N_("分區"), "note": N_("備註"),
}  # fmt: skip


class PastSittingsImport(FormDialog[int]):
    """Closes with how many sittings were taken over."""

    HELP: ClassVar[str] = N_(
        "左邊是場次的欄位，右邊選您的清單裡對應的欄名，留空表示不匯入。下方逐列顯示會新增什麼、哪些已經有、哪些有問題；"
        "有任何一列有問題就全部不匯入。Ctrl+S 匯入，按 u 可一次復原。"
    )
    CSS_PATH = "past_sittings_import.tcss"

    def __init__(self, page: Page[Any], data: bytes, filename: str, columns: Columns) -> None:
        self._data = data
        self._filename = filename
        self._columns = columns
        self._preview: Preview | None = None
        self._rows = RecordList(
            COLUMNS, markable=False, sortable=False, empty=N_("對應好「會議別」與「日期」就會列出各列。"), id="rows"
        )
        super().__init__(page, keep=filename)

    def heading(self) -> Content:
        return shown_line(_("匯入過去的場次：{file}").format(file=self._filename))

    def fields(self) -> Sequence[Field]:
        headings = [Choice(heading, heading) for heading in self._columns.headings if heading]
        return [
            ChoiceField(
                field, _(FIELD_WORDS[field]) if field in FIELD_WORDS else word, headings,
                self._columns.guess.get(field), required=field in self._columns.needed, placeholder=_("不匯入"),
            )
            for field, word in self._columns.fields
        ]  # fmt: skip

    def body(self) -> ComposeResult:
        yield self.form
        yield Static("", classes="dialog--broken")
        yield self._rows
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """Show at once what the guess would bring."""
        super().on_mount()
        self._look()

    def edited(self, field: Field) -> None:
        """Another column: look again."""
        if field.value or not field.text.strip():
            self._look()

    def _mapping(self) -> dict[str, str]:
        return {key: text_of(value) for key, value in self.form.values.items()}

    def _look(self) -> None:
        if all(self.form.values[field] for field in self._columns.needed):
            call = partial(
                past_sittings.preview, self.office, self._data, self._filename, mapping=self._mapping(),
                year=self.page.year,
            )  # fmt: skip
            self.ask(call, self._show)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        problems = [Row(f"p{n}", (str(one.row), _("問題"), "", one.sentence()), "error") for n, one in
                    enumerate(preview.problems)]  # fmt: skip
        there = [
            Row(
                one.row,
                (str(one.row), _("已有"), show_moment(one.start, "dot"), f"{one.name} {one.duplicate}"),
                "muted",
            )
            for one in preview.duplicates
        ]
        new = [
            Row(one.row, (str(one.row), _("新增"), show_moment(one.start, "dot"), _content(one))) for one in preview.new
        ]
        self._rows.show(Rows([*problems, *new, *there]))
        text = _("新增{new}場，已有{there}場，問題{wrong}處。").format(
            new=len(preview.new), there=len(preview.duplicates), wrong=len(preview.problems)
        )
        where = self.query_one(".dialog--broken", Static)
        where.set_class(not preview.problems, "-fine")
        where.update(shown(text))

    def saving(self, values: Values) -> Callable[[], int]:
        mapping = {key: text_of(value) for key, value in values.items()}

        def take_over() -> int:
            seen = self._preview
            if seen is None or {k: v for k, v in mapping.items() if v} != seen.mapping:
                seen = past_sittings.preview(
                    self.office, self._data, self._filename, mapping=mapping, year=self.page.year
                )
            return len(past_sittings.accept(self.office, seen))

        return take_over


def _content(one: Listed) -> str:
    parts = (one.name, one.track, _(STATUS_WORDS[Status(one.status)]), one.room)
    people = (_("約{count}人次") if one.about else _("{count}人次")).format(count=one.persons) if one.persons else ""
    return " ".join(part for part in (*parts, people) if part)
