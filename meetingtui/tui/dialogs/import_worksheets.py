"""Worksheets that came back: held against what is stored, and taken over one by one or all at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from meetingtui.domain.errors import Refusal
from meetingtui.domain.returned import Change
from meetingtui.language import N_, _
from meetingtui.services import worksheets
from meetingtui.services.worksheets import Brought, Preview
from meetingtui.tui import returned_rows
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.progress_line import ProgressLine
from meetingtui.tui.widgets.record_list import RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.calendar_sets import GoingOn
    from meetingtui.services.office import Office

SUFFIXES = (".xlsx", ".ods")


class ImportWorksheets(Dialog[None]):
    """A file that is named is read at once; nothing is stored before Space or `a`."""

    CSS_PATH = "import_worksheets.tcss"
    HELP = N_(
        "輸入或貼上機關回傳的資料表（XLSX、ODS）路徑，或一個資料夾（其中每個檔案）。先列出待選定、讀不出的檔案、不能併入、缺列與"
        "更動鎖定欄位的列，再列變更；空白鍵併入游標所在的一列（待選定者由此選定），a 併入全部無疑義的列，u 復原。"
        "同一檔案再併一次不會有變更。讀檔中按 Esc 停止。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ideographic_space", "accept", N_("併入"), id="worksheets.accept", tooltip=N_("併入這一列")),
        Binding("a,ctrl+s", "accept_all", N_("全部併入"), id="worksheets.all", tooltip=N_("併入全部無疑義的列")),
        Binding("u,ctrl+z", "undo", N_("復原"), id="worksheets.undo", tooltip=N_("復原上一次併入")),
    ]

    def __init__(self, page: Page[Any]) -> None:
        super().__init__()
        self.page = page
        self.incoming: Preview | None = None
        self._files: list[Brought] = []
        self._taken: dict[str, Change] = {}
        self._told: returned_rows.Told = {}
        self._busy = False
        self.progress = ProgressLine()
        self._path = PathField("path", _("檔案"), suffixes=SUFFIXES, placeholder=_("資料表的路徑，或資料夾"))
        self._rows = RecordList(
            returned_rows.COLUMNS, markable=False, sortable=False, footer=False, id="rows",
            empty=N_("指定檔案後，這裡列出每一列會怎麼處理。"),
        )  # fmt: skip

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    def heading(self) -> Content:
        return shown(_("彙整回傳的資料表"))

    def body(self) -> ComposeResult:
        yield self._path
        yield Static("", id="worksheets--summary")
        yield self._rows
        yield Static("", id="worksheets--whole")
        yield self.progress
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands in the path."""
        self._path.focus_entry()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are taken over in the list."""
        if action in ("accept", "accept_all", "undo"):
            return self.incoming is not None and self._rows.has_focus
        return super().check_action(action, parameters)

    # ----- reading

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        """A whole path, as it is pasted, is read at once."""
        event.stop()
        self.say("")
        path = self._path.value
        if path.casefold().endswith(SUFFIXES) and os.path.isfile(path):
            self._read(path)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._path.check():
            self._read(self._path.value)

    def _read(self, path: str) -> None:
        self._taken.clear()
        self.progress.begin()
        self._ask(partial(_preview, self.office, path, self.progress.going_on), self._came)

    def action_give_up(self) -> None:
        """Stop reading; leave when nothing is being read."""
        if self._busy and self.incoming is None:
            self.progress.stop()
        else:
            super().action_give_up()

    def _ask(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if not self._busy:
            self._busy = True
            self.page.fetch(partial(answer_of, call), partial(self._answered, then), desk=f"worksheets {id(self)}")

    def _answered(self, then: Callable[[Any], None], answer: Any) -> None:
        self._busy = False
        if not self.is_attached:
            return
        self.progress.end()
        if isinstance(answer, Refusal):
            self.say(str(answer))
        else:
            then(answer)

    def _came(self, read: tuple[list[Brought], Preview]) -> None:
        self._files, self.incoming = read
        self.say("")
        rows, self._told = returned_rows.rows(self.incoming, self._taken)
        self._rows.show(Rows(rows), cursor=self._place(rows))
        text = returned_rows.summary(self.incoming, len(self._taken))
        self.query_one("#worksheets--summary", Static).update(shown_line(text))
        self._path.drop.close()
        self.set_focus(self._rows)
        self.refresh_bindings()
        self._tell()

    def _place(self, rows: list[Row]) -> int:
        """Where the cursor goes: on after one row was taken over, else to what is to be decided on first."""
        at, seen = self._rows.cursor, self.incoming
        ids = [row.id for row in rows]
        offered = {one.key for one in seen.found.changes} if seen else set()
        if self._taken and at < len(ids) and ids[at] in offered:
            return at
        first = returned_rows.first_open(seen.found) if seen else ""
        return ids.index(first) if first in ids else 0

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        row = self._rows.current
        self.query_one("#worksheets--whole", Static).update(shown(self._told.get(str(row.id), "") if row else ""))

    # ----- taking over

    def action_accept(self) -> None:
        """Take the row under the cursor over; of several answers it is the chosen one."""
        row, seen = self._rows.current, self.incoming
        if row is None or seen is None:
            return
        offered = [*seen.found.changes, *(one for conflict in seen.found.conflicts for one in conflict.choices)]
        chosen = [one for one in offered if one.key == row.id]
        if chosen:
            self._take(chosen, only=[chosen[0].key])
        else:
            self.say(_("這一列沒有可併入的答復。"))

    def action_accept_all(self) -> None:
        """Take everything over that nothing is wrong with."""
        seen = self.incoming
        if seen is not None and seen.found.changes:
            self._take(list(seen.found.changes), only=None)
        else:
            self.say(_("沒有可直接併入的列。待選定的列請以空白鍵逐一選定。"))

    def _take(self, chosen: list[Change], only: list[str] | None) -> None:
        seen = self.incoming
        if seen is not None:
            call = partial(_accept, self.office, seen, self._files, only)
            self._ask(call, partial(self._took, chosen))

    def _took(self, chosen: list[Change], read: tuple[list[Brought], Preview]) -> None:
        self._taken |= {one.key: one for one in chosen}
        self.page.meeting_app.records_changed()
        self._came(read)
        self.page.meeting_app.told(_("已併入{count}項。按 u 復原。").format(count=len(chosen)))

    def action_undo(self) -> None:
        """Take the last change back, and hold the files against what stands then."""
        self._taken.clear()
        self._ask(partial(_undone, self.office, self._files), self._came_back)

    def _came_back(self, read: tuple[list[Brought], Preview]) -> None:
        self.page.meeting_app.records_changed()
        self._came(read)


def _preview(office: Office, path: str, going_on: GoingOn) -> tuple[list[Brought], Preview]:
    """Read a file, or each worksheet in a folder."""
    from meetingtui.services.dispatching import steps

    names = [path]
    if os.path.isdir(path):
        names = sorted(os.path.join(path, one) for one in os.listdir(path) if one.casefold().endswith(SUFFIXES))
        if not names:
            raise Refusal(_("「{folder}」裡沒有 XLSX 或 ODS 檔。請改選檔案或資料夾。"), folder=path)
    step = steps(2 * len(names), going_on, _("已停止：沒有併入任何資料。"))
    read: list[Brought] = []
    for name in names:
        step()
        read.append(worksheets.brought(name))
    return read, worksheets.preview(office, read, before_each=step)


def _accept(
    office: Office, seen: Preview, read: list[Brought], only: list[str] | None
) -> tuple[list[Brought], Preview]:
    worksheets.accept(office, seen, only=only, skip_problems=only is None)
    return read, worksheets.preview(office, read)


def _undone(office: Office, read: list[Brought]) -> tuple[list[Brought], Preview]:
    from meetingtui.services import history

    history.undo(office)
    return read, worksheets.preview(office, read)
