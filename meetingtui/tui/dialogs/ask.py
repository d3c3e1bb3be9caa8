"""Three questions: yes or no, a reason in words, and whether a rule is to be overruled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.text_field import TextField


class YesNo(Dialog[bool]):
    """A question that Enter answers with yes; Esc and No give None or False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "yes", N_("是"), id="ask.yes"),
        Binding("n", "no", N_("否"), id="ask.no"),
    ]
    HELP = N_("Enter 表示同意，Esc 表示不同意，都不會遺失已輸入的內容。")

    def __init__(self, question: str, heading: str = "") -> None:
        super().__init__()
        self._question = question
        self._heading = heading

    def heading(self) -> Content:
        return shown(self._heading or _("請確認"))

    def body(self) -> ComposeResult:
        yield Static(shown(self._question), classes="dialog--text")

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Answer no."""
        self.dismiss(False)


class AskText(Dialog[str]):
    """One line of text, such as a reason; an empty one is asked for again unless it is `optional`."""

    HELP = N_("輸入文字後按 Enter。理由會留在異動紀錄裡，請勿寫入姓名等個人資料。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "answer", N_("確定"), id="ask.answer", tooltip=N_("以輸入的文字繼續")),
    ]

    def __init__(self, question: str, heading: str = "", *, text: str = "", optional: bool = False) -> None:
        super().__init__()
        self._question = question
        self._heading = heading
        self._text = text
        self._optional = optional

    def heading(self) -> Content:
        return shown(self._heading or _("請輸入"))

    def body(self) -> ComposeResult:
        yield Static(shown(self._question), classes="dialog--text")
        yield TextField(self._text, id="answer")
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands in the field."""
        self.query_one(TextField).focus()

    @on(Input.Submitted)
    def answered(self, event: Input.Submitted) -> None:
        """Enter is the answer."""
        event.stop()
        self.action_answer()

    def action_answer(self) -> None:
        """Close with the text, or say what is missing."""
        text = self.query_one(TextField).value.strip()
        if text or self._optional:
            self.dismiss(text)
        else:
            self.query_one(".dialog--error", Static).update(_("請輸入文字，或按 Esc 取消。"))


class AskDespite(AskText):
    """The rules that a change breaks, each in its own sentence, and the reason for doing it nevertheless."""

    HELP = N_("列出的規定可以註明理由後仍予辦理；Esc 則不變更。理由會印在異動紀錄與統計附註。")

    def __init__(self, broken: Sequence[str], *, reason: str = "") -> None:
        super().__init__(_("若仍要辦理，請輸入理由："), _("這項變更違反下列規定"), text=reason)
        self._broken = broken

    def body(self) -> ComposeResult:
        for sentence in self._broken:
            yield Static(Content.assemble("! ", shown(sentence)), classes="dialog--broken")
        yield from super().body()
