"""待補發: sittings that changed after their notice or invitation went out, until the new ones are out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from meetingtui.domain.errors import Refusal
from meetingtui.domain.outgoing import WHAT_WORDS, What
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import jumps, notice_files, sitting_words
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.noted_list import NotedList
from meetingtui.tui.notice_files import Laying
from meetingtui.tui.widgets.progress_line import ProgressLine
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.dispatching import Ready
    from meetingtui.services.office import Office

COLUMNS = (
    ListColumn("name", N_("會議別"), 20, importance=10, grow=2),
    ListColumn("at", N_("會議時間"), 18, importance=8),
    ListColumn("what", N_("待補發"), 25, importance=9),
    ListColumn("number", N_("編號"), 16, importance=6),
    ListColumn("why", N_("原因"), 20, importance=5, grow=3),
)


class Left(NamedTuple):
    """A sitting with all that must go out again for it, and why."""

    sitting: SessionView
    kinds: tuple[What, ...]
    why: str


class OutgoingPage(NotedList[None], Laying):
    """One line a sitting; what is ticked, else the line under the cursor, is written and noted in one go."""

    COLUMNS = COLUMNS
    MARKABLE = True
    AGAIN = True
    HELP: ClassVar[str] = N_(
        "改期、延期、取消或更動之後還要再送出的開會通知單、邀請與已匯出的行事曆檔（重新匯出也算補發）。"
        "空白鍵勾選，o 寫出勾選場次（未勾選則游標所在）的"
        "新通知單、更新或取消的行事曆檔與郵件草稿，並登記已補發；d 只登記已補發或不必補發。Enter 看那一場的開會通知。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,ctrl+o", "write", N_("寫出並登記"), id="outgoing.write", tooltip=N_("寫出要再送的檔案並登記補發")),
        Binding("d,ctrl+d", "done", N_("只登記"), id="outgoing.done", tooltip=N_("已另行補發或不必補發，不寫檔案")),
        Binding("escape", "leave", N_("返回"), id="outgoing.leave", tooltip=N_("返回；寫檔時按下即停止")),
    ]

    def __init__(self, sitting_id: int | None = None) -> None:
        """`sitting_id` is the one on which the cursor begins."""
        super().__init__()
        self.left: Sequence[Left] = ()
        self._first = sitting_id

    def body(self) -> ComposeResult:
        yield from super().body()
        yield ProgressLine()

    def reload(self) -> None:
        """Read what is left."""
        self.table.focus()
        self.fetch(partial(_read, cast("Office", self.office)), self._show, desk="outgoing")

    def _show(self, left: Sequence[Left]) -> None:
        self.left = left
        table = self.table
        table.empty = N_("沒有待補發的項目。")
        at = table.cursor
        table.show(Rows([_row(one, self.office.clock.today()) for one in left]), cursor=min(at, max(0, len(left) - 1)))
        if self._first is not None:
            table.move_to(self._first)
            self._first = None
        self.tell_head(_("待補發{count}場").format(count=len(left)))
        self.tell_note()

    def noted(self, row: Row) -> tuple[str, str] | None:
        one = self._of(row)
        if one is None:
            return None
        title = f"{sitting_words.title(one.sitting)}　{sitting_words.span(one.sitting)}"
        said = _("{why}。待補發：{what}。").format(why=one.why.rstrip("。"), what=_kinds(one))
        if not one.sitting.confidential or What.NOTICE not in one.kinds:
            return title, said
        from meetingtui.services.mail import MASKED_MAIL

        return title, said + _(MASKED_MAIL)

    def _of(self, row: Row | None) -> Left | None:
        return next((one for one in self.left if row is not None and one.sitting.id == row.id), None)

    def _in_hand(self) -> list[Left]:
        """The lines that are ticked, else the one under the cursor."""
        ticked = [one for one in self.left if one.sitting.id in self.table.marked]
        one = self._of(self.table.current)
        return ticked or ([] if one is None else [one])

    @on(RecordList.Opened)
    async def _open(self) -> None:
        one = self._of(self.table.current)
        if one is not None:
            await self.app.push_screen(jumps.sitting_part("notice", one.sitting.id))

    # ----- what is done

    def action_write(self) -> None:
        """Write what goes out again for the lines in hand."""
        self.lay_out([one.sitting.id for one in self._in_hand()])

    def laid_out(self, ready: Sequence[Ready], refusal: Refusal | None) -> None:
        """Say where the files lie."""
        if ready:
            self.meeting_app.told(notice_files.words(ready))
        if refusal is not None:
            self.refused(refusal)

    def action_done(self) -> None:
        """Note them as seen to, after a question: nothing reminds of them any more."""
        chosen = self._in_hand()
        if not chosen or self.laying:
            return
        numbers = _("、").join(one.sitting.number for one in chosen[:3]) + (_("等") if len(chosen) > 3 else "")
        question = _("不寫檔案，只登記{numbers}已補發（或不必補發）？今日將不再提醒。").format(numbers=numbers)

        def agreed(yes: bool | None) -> None:
            if yes:
                self.carry_out(partial(_note, cast("Office", self.office), chosen), self._noted)

        self.app.push_screen(YesNo(question, _("登記已補發")), agreed)

    def _noted(self, count: int) -> None:
        self.meeting_app.told(_("已登記{count}場補發完畢。").format(count=count))

    def action_leave(self) -> None:
        """Back; what is being written is stopped first."""
        if not self.stop_laying():
            self.dismiss(None)


def _read(office: Office) -> list[Left]:
    from meetingtui.services import outgoing

    found: dict[int, Left] = {}
    for one in outgoing.pending(office):
        before = found.get(one.session.id)
        kinds = (*before.kinds, one.what) if before else (one.what,)
        found[one.session.id] = Left(one.session, kinds, one.why)
    return list(found.values())


def _note(office: Office, chosen: Sequence[Left]) -> int:
    from meetingtui.services import outgoing

    outgoing.all_done(office, [(one.sitting.id, kind) for one in chosen for kind in one.kinds])
    return len(chosen)


def _row(one: Left, today: date) -> Row:
    sitting = one.sitting
    name, at = f"{sitting.name} {sitting.track_name}".rstrip(), sitting_words.near_moment(sitting.start, today)
    return Row(sitting.id, (name, at, _kinds(one), sitting.number, one.why))


def _kinds(one: Left) -> str:
    return _("、").join(_(WHAT_WORDS[kind]) for kind in one.kinds)
