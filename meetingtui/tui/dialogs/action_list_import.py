"""Her own list of open items: the file, which column is what, what each row becomes, and taking it over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import action_lists, files
from meetingtui.services.action_lists import FIELD_WORDS, Columns, ListHasProblems, Preview
from meetingtui.tui import count_files
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionView
    from meetingtui.services.action_list_rows import Listed

MOST_OCTETS = 20_000_000
SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv")
COLUMNS = (
    ListColumn("row", N_("列"), 5, importance=8, numeric=True),
    ListColumn("what", N_("處理"), 6, importance=9),
    ListColumn("text", N_("內容"), 20, importance=10, grow=1),
)
SESSION, AS_OF = "for_session", "as_of"


class ListRead(NamedTuple):
    """A list as it came, and the sheet and columns of it."""

    name: str
    data: bytes
    columns: Columns


class ActionListFile(FormDialog[ListRead]):
    """Closes with the list read; what it becomes is shown before anything is stored."""

    HELP: ClassVar[str] = N_(
        "輸入或貼上您的列管清單的路徑（XLSX、ODS 或 CSV），Tab 選用提示的名稱。檔案裡有幾個工作表都像列管清單時，"
        "寫明是哪一個。下一步會先預覽每一列，確認後才存入；檔案本身不會更動。"
    )

    def heading(self) -> Content:
        return shown(_("匯入列管清單"))

    def facts(self) -> str:
        """What is taken in."""
        return _("您原有的列管清單：XLSX、ODS、CSV。未結的事項匯入，已解除的略過。")

    def fields(self) -> Sequence[Field]:
        return (
            PathField("path", _("檔案"), suffixes=SUFFIXES, placeholder=_("檔案路徑")),
            LineField("sheet", _("工作表"), placeholder=_("只有一個時不必寫"), max_length=100),
        )

    def saving(self, values: Values) -> Callable[[], ListRead]:
        return partial(_read, text_of(values["path"]), text_of(values["sheet"]))


class ActionListImport(FormDialog["list[ActionView]"]):
    """Closes with the items that were taken over."""

    HELP: ClassVar[str] = N_(
        "左邊是列管事項的欄位，右邊選您的清單裡對應的欄，留空表示不匯入。「歸入場次」用於簿冊上找不到所寫會議的列。"
        "下方逐列顯示會新增什麼、哪些已經有、哪些讀不出來（列、欄與原因），Ctrl+R 存成報告。Ctrl+S 匯入，"
        "有問題的列可以略過；匯入後按 u 可一次復原。匯入的事項不列入已開會議的紀錄，從此後的會議起列管。"
    )
    CSS_PATH = "action_list_import.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "report", N_("存報告"), id="action_list.report", tooltip=N_("把各列的處理與原因存成 CSV")),
    ]

    def __init__(self, page: Page[Any], read: ListRead) -> None:
        self._read = read
        self._preview: Preview | None = None
        self._skip = False
        self._rows = RecordList(
            COLUMNS, markable=False, sortable=False, empty=N_("對應好「事項」就會列出各列。"), id="rows"
        )
        super().__init__(page, keep=read.name)

    def heading(self) -> Content:
        sheet = self._read.columns.sheet
        return shown_line(_("匯入列管清單：{file}（{sheet}）").format(file=self._read.name, sheet=sheet))

    def fields(self) -> Sequence[Field]:
        columns = self._read.columns
        there = [Choice(letter, f"{letter} {heading}".rstrip(), (heading,)) for letter, heading in columns.columns]
        mapped = [
            ChoiceField(
                field, _(word), there, columns.guess.get(field), required=field == "text", placeholder=_("不匯入")
            )
            for field, word in FIELD_WORDS.items()
        ]  # fmt: skip
        held = [
            Choice(one.number, f"{one.number} {one.name}　{_dotted(one.day)}")
            for one in action_lists.sittings_to_offer(self.office)
        ]  # fmt: skip
        return (
            ChoiceField(SESSION, _("歸入場次"), held, placeholder=_("簿冊上找不到會議時")),
            DateField(AS_OF, _("回復日期"), near=self.office.clock.today(), placeholder=_("清單所寫，否則今天")),
            *mapped,
        )

    def body(self) -> ComposeResult:
        yield self.form
        yield Static("", classes="dialog--broken")
        yield self._rows
        yield Static("", id="told")
        yield Static("", classes="dialog--error")

    @on(RecordList.Highlighted)
    def _tell_row(self) -> None:
        """All that the row under the cursor says."""
        row = self._rows.current
        self.query_one("#told", Static).update(shown(row.cells[-1]) if row is not None else "")

    def on_mount(self) -> None:
        """Show at once what the guess would bring."""
        super().on_mount()
        self._look()

    def edited(self, field: Field) -> None:
        """Another column, sitting or day: look again."""
        if field.value or not field.text.strip():
            self._look()

    def _seen(self, values: Values) -> Preview:
        """What the list becomes with what is chosen. Raises as action_lists.preview."""
        as_of = values[AS_OF]
        return action_lists.preview(
            self.office, self._read.data, self._read.name, mapping={key: text_of(values[key]) for key in FIELD_WORDS},
            sheet=self._read.columns.sheet, session=text_of(values[SESSION]) or None,
            as_of=as_of.isoformat() if as_of else None,  # type: ignore[attr-defined] # a date
        )  # fmt: skip

    def _look(self) -> None:
        if self.form.values["text"]:
            self.ask(partial(self._seen, dict(self.form.values)), self._show)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self._rows.show(Rows(_lines(preview)))
        where = self.query_one(".dialog--broken", Static)
        where.set_class(not preview.problems, "-fine")
        where.update(shown(action_lists.summary(preview) + action_lists.unused(preview)))

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        def take_over() -> list[ActionView]:
            return action_lists.accept(self.office, self._seen(values), skip_problems=self._skip)

        return take_over

    def answered(self, values: Values, answer: list[ActionView] | Refusal) -> bool:
        """Ask whether rows that cannot be read are left out."""
        if not isinstance(answer, ListHasProblems):
            return False
        self.app.push_screen(YesNo(_("{sentence}\n\n要略過有問題的列，先匯入其餘各列嗎？").format(sentence=answer.first),
                                   _("有問題的列")), partial(self._skipping, values))  # fmt: skip
        return True

    def _skipping(self, values: Values, yes: bool | None) -> None:
        self._skip = bool(yes)
        if yes:
            self.save(values)

    def action_report(self) -> None:
        """Save what becomes of each row."""
        if self._preview is not None:
            self.app.push_screen(SaveListReport(self.page, self._preview), self._reported)

    def _reported(self, where: str | None) -> None:
        if where:
            self.page.meeting_app.told(_("報告已存成{file}。").format(file=where))


class SaveListReport(FormDialog[str]):
    """Closes with where the report lies."""

    HELP: ClassVar[str] = N_("寫明報告存到哪裡。報告是 CSV：每一列的處理、讀不出來的欄與原因。")
    CSS_PATH = "action_list_import.tcss"
    KEEPS = False

    def __init__(self, page: Page[Any], preview: Preview) -> None:
        self._preview = preview
        self._folder = count_files.folder(page.meeting_app.settings)
        super().__init__(page)

    def heading(self) -> Content:
        return shown(_("存報告"))

    def fields(self) -> Sequence[Field]:
        name = _("匯入報告-{name}.csv").format(name=PurePath(self._preview.read.filename).stem)
        return (PathField("path", _("檔案"), str(self._folder / name), suffixes=(".csv",)),)

    def saving(self, values: Values) -> Callable[[], str]:
        path = count_files.meant(text_of(values["path"]), "report.csv")

        def save() -> str:
            if path.parent == self._folder:
                count_files.make(self._folder)
            return str(action_lists.save_report(self.office, self._preview, path).where)

        return save


def _read(path: str, sheet: str) -> ListRead:
    data, name = files.read(path, MOST_OCTETS), PurePath(path).name
    return ListRead(name, data, action_lists.columns(data, name, sheet))


def _lines(preview: Preview) -> list[Row]:
    """Problems first, then what is new, what is known, and what is no item."""
    lines = [
        Row(f"problem {at}", (str(one.row), _("問題"), one.sentence()), "error")
        for at, one in enumerate(preview.problems)
    ]  # fmt: skip
    lines += [Row(one.row, (str(one.row), _("新增"), _content(one))) for one in preview.new]
    lines += [Row(one.row, (str(one.row), _("已有"), f"{one.known} {one.text}"), "muted") for one in preview.known]
    lines += [Row(f"left {one.row}", (str(one.row), _("略過"), one.text), "muted") for one in preview.left]
    return lines


def _content(one: Listed) -> str:
    """What a row becomes: its sitting, who does it by when, and what."""
    who = _("、").join(filter(None, (one.lead, *one.assists)))
    sitting = one.session + ("*" if one.fallback else "")
    facts = (sitting, who, _dotted(one.due), one.old_number, action_lists.more_of(one), " ".join(one.text.split()))
    return " ".join(filter(None, facts))


def _dotted(day: str) -> str:
    return show_date(date.fromisoformat(day), "dot") if day else ""
