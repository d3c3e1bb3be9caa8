"""會前調查: who was asked before a sitting, who has answered, who owes; asking, reminding and taking answers in."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.domain.reports import BoardLine, ReportView, RequestLine
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services.round_files import Sent
from meetingtui.tui import round_rows
from meetingtui.tui.gate import shown_line
from meetingtui.tui.round_rows import Seen
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY, SittingPart
from meetingtui.tui.widgets.record_list import RecordList, Rows

OTHERS = [one for one in PART_KEYS if isinstance(one, Binding) and one.id not in ("part.minutes", "part.papers")]
"""`w` and `v` mean something else here; minutes and papers are reached from the rulings."""


NOBODY_OWES = N_("沒有須調查的機關：列管至這一場的事項都沒有主辦或協辦機關，或已無列管事項。")


class RoundsPage(SittingPart):
    """One line for each agency: how many items it was asked about and has answered, and how it stands."""

    CSS_PATH = "rounds.tcss"
    PART = "rounds"
    HELP: ClassVar[str] = N_(
        "會前辦理情形的調查：各機關已回、未回、逾期。o 調查並寫出各機關一份（資料表或調查表），r 提醒游標所在的機關，"
        "e 登記該機關尚未回復的下一項（貼上後 Ctrl+S），Enter 看該機關各項與回復，w 彙整回傳的資料表，"
        "v 換看今後各場，k 裁示。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,ctrl+o", "send", N_("調查"), id="rounds.send", tooltip=N_("調查並寫出各機關一份")),
        Binding("r,ctrl+r", "remind", N_("提醒"), id="rounds.remind", tooltip=N_("提醒這個機關回復的文字")),
        Binding("e,ctrl+e", "report", N_("登記"), id="rounds.report", tooltip=N_("登記這個機關下一項辦理情形")),
        Binding("w,m,ctrl+w", "take_in", N_("彙整"), id="rounds.take_in", tooltip=N_("彙整機關回傳的資料表")),
        Binding("v,ctrl+t", "every", N_("各場"), id="rounds.every", tooltip=N_("看這一場，或今後各場的調查")),
        RULINGS_KEY,
        *OTHERS,
    ]

    seen: Seen | None = None
    _every = False
    _begun = False

    def body(self) -> ComposeResult:
        yield Static("", id="board--head")
        yield RecordList(
            round_rows.COLUMNS, markable=False, sortable=False, id="board",
            empty=NOBODY_OWES,
        )  # fmt: skip

    def on_mount(self) -> None:
        """The cursor stands on who owes most urgently."""
        self.set_focus(self.board)
        super().on_mount()

    @property
    def board(self) -> RecordList:
        """The list of agencies."""
        return self.query_one("#board", RecordList)

    # ----- what is shown

    def reload(self) -> None:
        """Read the board again."""
        self.fetch(
            partial(round_rows.read, self.whole_office, self.sitting_id, every=self._every), self._show, desk=self.PART
        )

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.head(seen.sitting)
        self.query_one("#board--head", Static).update(shown_line(round_rows.head(seen)))
        self.board.empty = N_("這一場沒有調查。") if seen.off else NOBODY_OWES
        rows, current = round_rows.rows(seen), self.board.current
        at = next((place for place, row in enumerate(rows) if current and row.id == current.id), 0)
        self.board.show(Rows(rows), cursor=at)
        self.refresh_bindings()
        if not self._begun:
            self._begun = True
            if self.asked.get("sending"):
                self.action_send()
            elif self.asked.get("typing"):
                self._go_on_typing(str(self.asked["typing"]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before a sitting that takes no place nobody is asked or reminded."""
        if self.seen is not None and self.seen.off and (action == "send" or (action == "remind" and not self._every)):
            return False
        return super().check_action(action, parameters)

    def _in_hand(self) -> BoardLine | None:
        row = self.board.current
        line = round_rows.line_of(self.seen, row.id if row is not None else None)
        if line is None:
            self.meeting_app.told(_("請先選一個機關。"))
        return line

    def _sitting_of(self, line: BoardLine) -> SessionView:
        from meetingtui.services import sessions

        return sessions.show(self.whole_office, line.session_number)

    def _code(self, agency_id: int) -> str:
        return self.whole_office.registry().agencies[agency_id].code

    def action_every(self) -> None:
        """The board of this sitting, or of all that are to come."""
        self._every = not self._every
        self.reload()

    # ----- asking and reminding

    def action_send(self) -> None:
        """Ask, and write what goes out."""
        from meetingtui.tui.dialogs.send_round import SendRound

        seen = self.seen
        if seen is not None:
            self.app.push_screen(SendRound(self, seen.sitting, seen.round), self._sent)

    def _sent(self, sent: Sent | None) -> None:
        if sent is not None:
            text = _("已向{asked}個機關調查，{count}個檔案寫到 {where}。")
            self.meeting_app.told(text.format(asked=sent.round.asked, count=len(sent.files), where=sent.where))

    def action_remind(self) -> None:
        """The text that reminds the agency under the cursor."""
        from meetingtui.services import rounds
        from meetingtui.tui.dialogs.round_lists import Reminder

        line = self._in_hand()
        if line is not None:
            sitting = self._sitting_of(line)

            def show(text: str) -> None:
                self.app.push_screen(Reminder(self, sitting, line, text))

            self.fetch(partial(rounds.reminder, self.whole_office, sitting.id, self._code(line.agency_id)), show)

    # ----- answers

    def _asked_of(self, line: BoardLine) -> list[RequestLine]:
        from meetingtui.services import rounds

        return rounds.requests(self.whole_office, line.session_number, agency=self._code(line.agency_id))

    def action_report(self) -> None:
        """Type what the agency under the cursor answers on the next item that it owes."""
        line = self._in_hand()
        if line is None:
            return
        found = self._asked_of(line)
        if found:
            self._type(line.session_number, next((one for one in found if one.report is None), found[0]))
        else:
            self.meeting_app.told(_("尚未向{agency}調查。按 o 調查。").format(agency=line.agency))

    @on(RecordList.Opened, "#board")
    def _open(self, event: RecordList.Opened) -> None:
        from meetingtui.services import carrying
        from meetingtui.tui.dialogs.round_lists import Requests

        event.stop()
        line = self._in_hand()
        if line is None:
            return

        def chosen(one: RequestLine | None) -> None:
            if one is not None:
                self._type(line.session_number, one)

        found = self._asked_of(line)
        texts = {one.id: one.text for one in carrying.items(self.whole_office, [one.action_id for one in found])}
        self.app.push_screen(Requests(line, found, texts), chosen)

    def _type(self, session: str, asked: RequestLine) -> None:
        from meetingtui.services import actions, sessions
        from meetingtui.tui.dialogs.report_form import ReportForm

        sitting = sessions.show(self.whole_office, session)
        text = actions.show(self.whole_office, asked.action_id).text
        self.app.push_screen(ReportForm(self, sitting, asked, text), self._reported)

    def _go_on_typing(self, draft: str) -> None:
        """Open the form in which something was typed and not saved."""
        from meetingtui.services import drafts, rounds

        found = rounds.requests(self.whole_office, self.sitting_id)
        for one in found:
            if drafts.report_object(self.sitting_id, one.action_id, one.agency_id) == draft and self.seen is not None:
                self._type(self.seen.sitting.number, one)

    def _reported(self, one: ReportView | None) -> None:
        if one is not None:
            text = _("已登記{agency}　{number}的辦理情形。")
            self.meeting_app.told(text.format(agency=one.agency, number=one.action_number))

    def action_take_in(self) -> None:
        """Merge worksheets that came back."""
        from meetingtui.tui.dialogs.import_worksheets import ImportWorksheets

        self.app.push_screen(ImportWorksheets(self))
