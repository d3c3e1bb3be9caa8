"""場次: every sitting of the year, found by one query line; the keys act on the one under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.tui import query_meant
from meetingtui.tui.queried_place import QueriedPlace
from meetingtui.tui.sitting_actions import SITTING_KEYS, SittingActions
from meetingtui.tui.sitting_rows import COLUMNS, ORDERS, SittingRows
from meetingtui.tui.widgets.query_line import QueryLine
from meetingtui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from meetingtui.services.calendar_files import Incoming
    from meetingtui.services.replies import Preview
    from meetingtui.tui.dialogs.import_file import FileRead

FAR = 2000
"""Sittings in a list beyond which the cursor starts at the top instead of at today's."""
ABOVE = 4
"""Lines that are seen above a sitting to which the list was turned."""


class Sessions(SittingActions, QueriedPlace):
    """Every sitting of the year, filtered by one query line."""

    CSS_PATH = "sessions.tcss"
    HELP: ClassVar[str] = N_(
        "一整年的場次。按 / 輸入查詢，例如「會議:高危機 狀態:預定 3月 主席:副縣長」，Enter 回到清單；"
        "空白鍵勾選，Enter 看一場的全部內容。各命令作用於游標所在的場次，行事曆檔作用於勾選的場次。"
        "改期、取消等異動都可按 u 復原。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="sessions.add", tooltip=N_("新增一場會議，臨時會按 !")),
        Binding("slash,ctrl+f", "find", N_("查詢"), id="sessions.find", tooltip=N_("輸入查詢，篩選場次")),
        *SITTING_KEYS,
        Binding("I", "import_file", N_("匯入"), id="sessions.import", tooltip=N_("匯入回覆、忙碌時段或過去的場次")),
        Binding("escape", "clear", N_("清除查詢"), id="sessions.clear", show=False, tooltip=N_("顯示全部場次")),
        Binding("down", "to_list", N_("到清單"), id="sessions.to_list", show=False),
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._sort = ("day", False)
        self._shown: tuple[SessionFilter, tuple[str, bool]] | None = None
        self._wanted_id: int | None = None

    def body(self) -> ComposeResult:
        from meetingtui.services import filtering

        office = self.whole_office
        self._shown = None
        yield QueryLine(
            self._query, complete=partial(filtering.completions, office), year=self.year, near=office.clock.today(),
            id="query",
        )  # fmt: skip
        yield RecordList(COLUMNS, id="sittings")

    @property
    def sittings(self) -> RecordList:
        """The list of sittings."""
        return self.query_one("#sittings", RecordList)

    @property
    def table(self) -> RecordList:
        """The same list."""
        return self.sittings

    # ----- what is shown

    def show_query(self, text: str, sitting_id: int | None = None) -> None:
        """Show what another query lets through, with the cursor on a sitting; called by other places."""
        self._wanted_id = sitting_id
        super().show_query(text)

    def read_list(self) -> None:
        """Read what the query lets through; cursor and ticks stay where it is the same."""
        from meetingtui.services import filtering

        call = partial(filtering.sessions, self.whole_office, self._query, year=self.year)
        self.fetch(call, self._show, desk="filter")

    def _show(self, wanted: SessionFilter) -> None:
        key, descending = self._sort
        order = ("-" if descending else "") + ORDERS[key]
        sittings = self.sittings
        if self._shown == (wanted, self._sort):
            sittings.reload()
        else:
            if self._shown is not None and not self._query:
                self._wanted_id = self._wanted_id or self.in_hand()  # what was found stays at hand
            self._shown = (wanted, self._sort)
            sittings.empty = _("沒有符合查詢的場次。按 Esc 清除查詢。") if self._query else _(
                "這一年還沒有場次。按 n 新增一場，或到行事曆編排全年。"
            )  # fmt: skip
            sittings.show(SittingRows(self.whole_office, wanted, order), sort=self._sort)
            if self._wanted_id is None and key == "day" and not descending and sittings.total <= FAR:
                self._wanted_id = self._next(wanted)
            query_meant.tell(self, sittings, self._query)
        self._put_cursor()

    def _put_cursor(self) -> None:
        """Put the cursor on the sitting that is wanted; a very long list is not searched for it."""
        wanted, self._wanted_id = self._wanted_id, None
        current = self.sittings.current
        if wanted is None or (current is not None and current.id == wanted) or self.sittings.total > FAR:
            return
        if self.sittings.move_to(wanted):
            self.sittings.scroll_to(y=max(0, self.sittings.cursor - ABOVE), animate=False, force=True)

    def _next(self, wanted: SessionFilter) -> int | None:
        """The first sitting from today on that is still to be held."""
        from meetingtui.services import sessions

        today = self.whole_office.clock.today().isoformat()
        if wanted.statuses or wanted.last:
            return None
        coming = wanted._replace(first=max(today, wanted.first), statuses=tuple(str(one) for one in OPEN))
        found = sessions.listing(self.whole_office, coming).page(0, 1)
        return found[0].id if found else None

    @on(RecordList.SortWanted)
    def sort(self, event: RecordList.SortWanted) -> None:
        """Sort by the column asked for, or the next one that can be sorted by."""
        event.stop()
        keys = [column.key for column in COLUMNS]
        at = keys.index(event.key)
        key = next(one for one in [*keys[at:], *keys] if one in ORDERS)
        self._sort = (key, event.descending)
        self.read_list()

    # ----- what can be done

    def in_hand(self) -> int | None:
        row = self.sittings.current
        return int(row.id) if row is not None else None

    def all_in_hand(self) -> list[int]:
        return [int(one) for one in self.sittings.chosen()]

    def done(self, sitting: SessionView) -> None:
        """Keep the cursor on what was changed."""
        self._wanted_id = sitting.id
        self.read_list()

    @on(RecordList.Opened)
    async def opened(self, event: RecordList.Opened) -> None:
        """Show one sitting on one screen."""
        event.stop()
        await self.open_sitting(int(event.id))

    async def action_add(self) -> None:
        """A new sitting."""
        from meetingtui.tui.dialogs.new_sitting import NewSittingDialog

        await self._open(NewSittingDialog(self, self.whole_office.registry()), _("已新增 {number}：{moment}。"))

    async def action_import_file(self) -> None:
        """Replies, busy times or past sittings from a file."""
        from meetingtui.tui.dialogs.import_file import ImportFile

        await self.app.push_screen(ImportFile(self), self._file_read)

    def _file_read(self, file: FileRead | None) -> None:
        from meetingtui.tui.dialogs.import_file import ListRead

        if isinstance(file, ListRead):
            from meetingtui.tui.dialogs.past_sittings_import import PastSittingsImport

            self.app.push_screen(PastSittingsImport(self, file.data, file.name, file.columns), self._taken_over)
        elif file is not None and file.kind == "reply":
            from meetingtui.services import replies

            call = partial(replies.preview, self.whole_office, file.data, filename=file.name)
            self.fetch(call, partial(self._answers_read, file))
        elif file is not None:
            from meetingtui.tui.dialogs.import_ics import ImportBusy

            self.app.push_screen(ImportBusy(self, file, self.whole_office.registry()), self._adopted)

    def _answers_read(self, file: Incoming, found: Preview) -> None:
        from meetingtui.tui.dialogs.import_ics import ImportReplies

        self.app.push_screen(ImportReplies(self, file, found), self._adopted)

    def _adopted(self, count: int | None) -> None:
        if count is not None:
            self.meeting_app.told(_("已採用{count}項。按 u 可復原。").format(count=count))

    def _taken_over(self, count: int | None) -> None:
        if count is not None:
            self.meeting_app.told(_("已匯入{count}場。按 u 可復原。").format(count=count))
