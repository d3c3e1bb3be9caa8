"""What an agency was asked before a sitting with its answers; and the text that reminds it of those it owes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.domain.reports import BoardLine, RequestLine
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services.office import Office
from meetingtui.tui import carried_rows, count_files, round_rows
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.record_list import RecordList, Rows


class Requests(Dialog[RequestLine]):
    """The items about which an agency was asked; Enter closes with the one to be answered."""

    HELP = N_("這個機關會前應回復的各項與其回復。Enter 登記或更正游標所在一項的辦理情形。")
    DEFAULT_CSS = """
    Requests > .dialog--box { width: 96%; }
    Requests RecordList { height: auto; min-height: 4; max-height: 10; }
    Requests VerticalScroll { height: auto; max-height: 9; margin-top: 1; }
    Requests #answer { height: auto; }
    """

    def __init__(self, line: BoardLine, found: Sequence[RequestLine], texts: dict[int, str]) -> None:
        super().__init__()
        self._line = line
        self._found = list(found)
        self._texts = texts

    def heading(self) -> Content:
        return shown_line(_("{agency}　{number}").format(agency=self._line.agency, number=self._line.session_number))

    def body(self) -> ComposeResult:
        yield RecordList(
            round_rows.ITEMS, Rows(round_rows.items(self._found)), markable=False, sortable=False,
            empty=N_("尚未向這個機關調查。按 o 調查。"),
        )  # fmt: skip
        with VerticalScroll(can_focus=False):
            yield Static("", id="answer")

    def on_mount(self) -> None:
        """The cursor stands on the first item."""
        self.query_one(RecordList).focus()

    def _in_hand(self) -> RequestLine | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row is not None and one.action_id == row.id), None)

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        one = self._in_hand()
        if one is not None:
            said = carried_rows.answer(one.report) if one.report else _("（尚未回復）")
            self.query_one("#answer", Static).update(shown(f"{self._texts.get(one.action_id, '')}\n{said}"))

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss(self._in_hand())


class Reminder(Dialog[None]):
    """The text for mail or LINE, to be read, copied on purpose, or saved."""

    HELP = N_("提醒這個機關回復的文字，供電子郵件或 LINE，不含案件內容。c 複製到剪貼簿，s 存成文字檔，Esc 關閉。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,ctrl+c", "copy", N_("複製"), id="reminder.copy", tooltip=N_("複製到終端機的剪貼簿")),
        Binding("s,ctrl+s", "save", N_("另存"), id="reminder.save", tooltip=N_("存成文字檔")),
    ]

    def __init__(self, page: Page[Any], sitting: SessionView, line: BoardLine, text: str) -> None:
        super().__init__()
        self._page = page
        self._sitting = sitting
        self._line = line
        self._text = text

    def heading(self) -> Content:
        return shown_line(_("提醒：{agency}").format(agency=self._line.agency))

    def body(self) -> ComposeResult:
        yield Static(shown(self._text), classes="dialog--text")
        yield Static("", classes="dialog--error")

    def action_copy(self) -> None:
        """Give it to the terminal's clipboard (OSC 52)."""
        self.app.copy_to_clipboard(self._text)
        self.say(_("已複製；終端機不支援時請按 s 存檔。"))

    def action_save(self) -> None:
        """Write it into a file."""
        office = cast(Office, self._page.office)
        code = office.registry().agencies[self._line.agency_id].code
        folder = count_files.folder(self._page.meeting_app.settings)
        path = folder / "_".join([self._sitting.number, code, _("提醒") + ".txt"])
        self._page.fetch(partial(answer_of, partial(_save, office, path, self._text)), self._saved)

    def _saved(self, answer: Path | Refusal) -> None:
        self.say(str(answer) if isinstance(answer, Refusal) else _("已存到 {where}。").format(where=answer))


def _save(office: Office, path: Path, text: str) -> Path:
    from meetingtui.services import exporting

    count_files.make(path.parent)
    return exporting.write(office, path, f"{text}\n".encode(), path.stem, force=True).where
