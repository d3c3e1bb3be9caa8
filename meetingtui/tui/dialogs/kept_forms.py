"""What was typed into forms and not saved: taken up again or dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.kept import Kept
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office

COLUMNS = (ListColumn("heading", N_("表單"), 30, grow=1),)


class KeptForms(Dialog[str]):
    """Closes with the key of the form to be opened again; dropping takes effect at once."""

    HELP = N_("離開時沒有儲存的表單。Enter 開啟，接著填寫；Del 捨棄；Esc 回到原畫面，內容仍保留到離開程式。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,d", "drop", N_("捨棄"), id="kept.drop", tooltip=N_("捨棄這一份，不再提醒")),
    ]
    DEFAULT_CSS = """
    KeptForms RecordList { height: auto; min-height: 3; max-height: 8; }
    KeptForms .kept--typed { height: auto; max-height: 6; color: $text-muted; margin-top: 1; }
    """

    def __init__(self, forms: dict[str, Kept]) -> None:
        super().__init__()
        self._forms = forms

    def heading(self) -> Content:
        return shown(_("未存的內容"))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False, empty=N_("沒有未存的內容。"))
        yield Static("", classes="kept--typed")

    def on_mount(self) -> None:
        """The cursor stands on the first form."""
        self.query_one(RecordList).focus()
        self._show()

    def _show(self, cursor: int = 0) -> None:
        rows = [Row(key, (one.heading,)) for key, one in self._forms.items()]
        self.query_one(RecordList).show(Rows(rows), cursor=cursor)

    @on(RecordList.Highlighted)
    def _tell(self, message: RecordList.Highlighted) -> None:
        one = self._forms.get(str(message.id))
        self.query_one(".kept--typed", Static).update(shown("\n".join(one.typed) if one else ""))

    @on(RecordList.Opened)
    def _open(self, message: RecordList.Opened) -> None:
        self.dismiss(str(message.id))

    def action_drop(self) -> None:
        """Forget the form under the cursor."""
        from meetingtui.tui.place import Page

        table = self.query_one(RecordList)
        row = table.current
        if row is None:
            return
        one = self._forms.pop(str(row.id))
        page = next(page for page in self.app.screen_stack if isinstance(page, Page))
        page.meeting_app.unsaved -= 1
        if one.journal:
            from meetingtui.services import drafts

            page.fetch(partial(drafts.discard, cast("Office", page.office), one.journal), lambda _none: None)
        if self._forms:
            self._show(table.cursor)
        else:
            self.dismiss(None)
