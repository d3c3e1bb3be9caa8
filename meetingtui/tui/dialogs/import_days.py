"""Council sessions and busy times out of a file: what comes in and what it hits is seen before it is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Rule
from meetingtui.language import N_, _
from meetingtui.services import blackouts, calendar_files, council, files
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.dialog import answer_of
from meetingtui.tui.dialogs.form_dialog import NO_RULES, FormDialog, Values
from meetingtui.tui.dialogs.import_ics import TIMES, busy_rows, busy_summary
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.registry_form import yes_or_no
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

Seen = TypeVar("Seen")
GO_ON = N_("再按 Enter 匯入，Esc 取消。")
PHASES = (
    ListColumn("what", N_("處理"), 6, importance=9),
    ListColumn("when", N_("時間"), 30, importance=8),
    ListColumn("text", N_("內容"), 20, importance=7, grow=1),
)


class ImportDays(FormDialog[int], Generic[Seen]):
    """Saving shows what the file brings, saving again stores it; closes with how many rows were changed."""

    CSS_PATH = "import_days.tcss"
    COLUMNS: ClassVar[tuple[ListColumn, ...]] = PHASES
    SUFFIXES: ClassVar[tuple[str, ...]] = (".csv", ".xlsx", ".xlsm", ".ods")
    TITLE: ClassVar[str] = ""

    def __init__(self, page: Page[Any]) -> None:
        self.seen: Seen | None = None
        super().__init__(page)

    def heading(self) -> Content:
        return shown(_(self.TITLE))

    def fields(self) -> Sequence[Field]:
        return (PathField("path", _("檔案"), suffixes=self.SUFFIXES, placeholder=_("檔案路徑")),)

    def body(self) -> ComposeResult:
        yield Static(shown(self.facts()), classes="dialog--facts")
        yield self.form
        yield Static("", classes="dialog--broken")
        empty = N_("輸入檔案後按 Enter 預覽，再按一次匯入。")
        yield RecordList(self.COLUMNS, markable=False, sortable=False, empty=empty, id="rows")
        yield Static("", classes="dialog--error")

    # ----- what a subclass says

    def look_at(self, values: Values) -> Seen:
        """What the file would change; runs in a thread. Raises Refusal."""
        raise NotImplementedError

    def rows_of(self, seen: Seen) -> list[Row]:
        """What is to be seen of it."""
        raise NotImplementedError

    def summary_of(self, seen: Seen) -> tuple[str, bool]:
        """It in one sentence, and whether there is nothing to look after."""
        raise NotImplementedError

    def accept(self, seen: Seen) -> int:
        """Store it; runs in a thread. Raises Refusal."""
        raise NotImplementedError

    # ----- first seen, then stored

    def edited(self, field: Field) -> None:
        """Another file, or of somebody else, is looked at anew."""
        if field.display and self.seen is not None:
            self.seen = None
            self.query_one("#rows", RecordList).show(Rows())
            self.query_one(".dialog--broken", Static).update("")

    @on(RecordList.Opened)
    def _enter(self, event: RecordList.Opened) -> None:
        event.stop()
        self.action_save()

    def save(self, values: Values, despite: frozenset[Rule] = NO_RULES, reason: str = "") -> None:
        """Look first; what was seen is stored."""
        if self.seen is not None:
            super().save(values, despite, reason)
        else:
            self.page.fetch(partial(answer_of, partial(self.look_at, values)), self._show, desk=f"days {id(self)}")

    def saving(self, values: Values) -> Callable[[], int]:
        seen = self.seen
        return partial(self.accept, self.look_at(values) if seen is None else seen)

    def _show(self, answer: Seen | Refusal) -> None:
        if not self.is_attached:
            return
        if isinstance(answer, Refusal):
            self.say(str(answer))
            return
        self.seen = answer
        rows = self.query_one("#rows", RecordList)
        rows.empty = N_("檔案裡沒有要新增的內容。")
        rows.show(Rows(self.rows_of(answer)))
        sentence, fine = self.summary_of(answer)
        where = self.query_one(".dialog--broken", Static)
        where.set_class(fine, "-fine")
        where.update(shown(sentence))
        self.set_focus(rows)


class ImportCouncil(ImportDays[council.Preview]):
    """The council's sessions of a year."""

    TITLE = N_("匯入議會會期")
    HELP: ClassVar[str] = N_(
        "輸入或貼上 CSV 或 XLSX 檔的路徑；標題列至少要有會期、起、迄。"
        "日期未寫年份的，算在畫面上的年度。Enter 預覽，再按 Enter 匯入；任何一列有問題就全部不匯入。"
    )

    def facts(self) -> str:
        """The columns that are looked for."""
        return _("欄位：會期、起、迄，及可省略的議程、應列席、職務。未寫年份的日期算在{year}。").format(
            year=show_year(self.page.year)
        )

    def look_at(self, values: Values) -> council.Preview:
        path = text_of(values["path"])
        return council.preview(self.office, files.read(path), files.name_of(path), year=self.page.year)

    def rows_of(self, seen: council.Preview) -> list[Row]:
        wrong = [Row(f"p{n}", (_("! 問題"), "", one.sentence()), "error") for n, one in enumerate(seen.problems)]
        hit = [
            Row(f"h{one.id}", (_("撞期"), sitting_words.span(one), sitting_words.title(one)), "warning")
            for one in seen.hit
        ]
        new = [
            Row(f"n{n}", (_("新增"), f"{show_date(one.first, 'dot')}–{show_date(one.last, 'dot')}", one.title))
            for n, one in enumerate(seen.new)
        ]
        return [*wrong, *hit, *new]

    def summary_of(self, seen: council.Preview) -> tuple[str, bool]:
        text = _("新增{new}段，已有{known}段，問題{problems}處，撞期{hit}場。").format(
            new=len(seen.new), known=seen.known, problems=len(seen.problems), hit=len(seen.hit)
        )
        if seen.problems:
            return text + _("有問題就全部不匯入：請更正檔案後再預覽。"), False
        return text + _(GO_ON), not seen.hit

    def accept(self, seen: council.Preview) -> int:
        return council.accept(self.office, seen)


class ImportBusyTimes(ImportDays[blackouts.Preview]):
    """Times at which a chair or a room is taken; never what for."""

    COLUMNS = TIMES
    SUFFIXES = (".ics", ".csv", ".xlsx", ".xlsm", ".ods")
    TITLE = N_("匯入忙碌時段")
    HELP: ClassVar[str] = N_(
        "輸入或貼上 ICS、CSV 或 XLSX 檔的路徑，再指明屬於哪一位主持人，或哪一個場地（擇一）。"
        "只記「何時有事」，不記內容。取代選「是」時，檔案裡沒有的舊時段會移除；標為暫定的時段略過，選「含暫定」則計入。"
        "Enter 預覽，再按 Enter 匯入。"
    )

    def facts(self) -> str:
        """What is kept of them."""
        return _("只記何時有事，不記內容；這些時段屬於誰？主持人與場地擇一。")

    def fields(self) -> Sequence[Field]:
        registry = self.office.registry()
        return (
            *super().fields(),
            ChoiceField("chair", _("主持人"), choices.posts(registry), placeholder=_("職務或姓名")),
            ChoiceField("room", _("場地"), choices.rooms(registry), free=True, placeholder=_("或場地名稱")),
            yes_or_no("replace", _("取代"), value=False),
            yes_or_no("tentative", _("含暫定"), value=False),
        )

    def look_at(self, values: Values) -> blackouts.Preview:
        chair, room = text_of(values["chair"]), text_of(values["room"])
        if bool(chair) == bool(room):
            raise Refusal(_("請指明忙碌時段屬於哪一位主持人，或哪一個場地，擇一。"))
        came = calendar_files.read(text_of(values["path"]))
        if came.kind != "busy":
            raise Refusal(_("「{file}」是出席回覆，不是忙碌時段。請到場次按 I 匯入。"), file=came.name)
        return blackouts.preview(
            self.office, came.data, chair=chair, room=room, filename=came.name, replace=values["replace"] is True,
            tentative=values["tentative"] is True,
        )  # fmt: skip

    def rows_of(self, seen: blackouts.Preview) -> list[Row]:
        return busy_rows(seen)

    def summary_of(self, seen: blackouts.Preview) -> tuple[str, bool]:
        return busy_summary(seen) + _(GO_ON), not seen.hit

    def accept(self, seen: blackouts.Preview) -> int:
        return blackouts.accept(self.office, seen)
