"""What has to move after something came between: looked through, accepted in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from meetingtui.dates.showing import show_year
from meetingtui.language import N_, _
from meetingtui.tui import jumps
from meetingtui.tui.noted_list import NotedList
from meetingtui.tui.widgets.draft_list import short_day
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office
    from meetingtui.services.replanning import NewTime, Proposed

COLUMNS = (
    ListColumn("number", N_("場次"), 16, importance=6),
    ListColumn("name", N_("會議別"), 14, importance=9, grow=2),
    ListColumn("before", N_("原定"), 16, importance=8),
    ListColumn("start", N_("改為"), 16, importance=10),
    ListColumn("acting", N_("代理主持"), 10, importance=7, grow=1),
    ListColumn("why", N_("原因"), 16, importance=5, grow=3),
)


class ReplanScreen(NotedList[bool]):
    """The moves that are proposed for a year; closes with True when some were saved."""

    COLUMNS = COLUMNS
    MARKABLE = True
    HELP = N_(
        "停班、請假、換人或辦公日曆更動之後，這裡列出必須改期的場次：更動最少、離原定日期最近。"
        "o 含已發通知的場次，d 只改時間而不改由代理人主持。"
        "空白鍵取消或勾選一場，s 註明事由後一次改期；存入之前不會有任何變更，存入後可按 u 一次復原。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,ctrl+s", "save", N_("改期"), id="replan.save", tooltip=N_("把勾選的場次一次改期")),
        Binding(
            "o,ctrl+o", "notified", N_("含已通知"), id="replan.notified",
            tooltip=N_("是否也可更動已發開會通知的場次"),
        ),
        Binding(
            "d,ctrl+d", "deputies", N_("不用代理"), id="replan.deputies",
            tooltip=N_("是否只改時間，不改由代理人主持"),
        ),
        Binding("escape", "leave", N_("返回"), id="replan.leave", tooltip=N_("不改期，回到行事曆")),
    ]  # fmt: skip

    def __init__(self, year: int) -> None:
        """`year` is Gregorian."""
        super().__init__()
        self.planned_year = year
        self.moving_noticed = False
        self.deputies = True
        self.proposed: Proposed | None = None

    def reload(self) -> None:
        """Ask anew what has to move."""
        from meetingtui.services import replanning

        self.table.focus()
        office = cast("Office", self.office)
        ask = partial(
            replanning.propose, office, self.planned_year, moving_noticed=self.moving_noticed, deputies=self.deputies
        )
        self.fetch(ask, self._take)

    def _take(self, proposed: Proposed) -> None:
        self.proposed = proposed
        self.table.empty = N_("沒有須更動的場次。")
        self.table.show(Rows(list(_rows(proposed))))
        self.table.marked = set(range(len(proposed.moves)))
        self._count()
        self.tell_note()

    @on(RecordList.Marked)
    def _count(self) -> None:
        if self.proposed is None:
            return
        from meetingtui.services import replanning

        text = _("{year}須{moves}，勾選{marked}場；無法改期{left}場。尚未存入。").format(
            year=show_year(self.planned_year), moves=replanning.tally(self.proposed.moves), marked=len(self._marked()),
            left=len(self.proposed.left),
        )  # fmt: skip
        text += _("已發通知者亦可更動。") if self.moving_noticed else ""
        text += _("不改由代理人主持。") if not self.deputies else ""
        self.tell_head(text)

    def noted(self, row: Row) -> tuple[str, str] | None:
        if row.style == HEADING:
            return None
        _number, name, before, start, *_acting, why = row.cells
        return " ".join(filter(None, (name, before, "→" if start else "", start))), why

    @on(RecordList.Opened)
    def _open(self, message: RecordList.Opened) -> None:
        """The sitting on a page of its own."""
        if isinstance(message.id, int) and self.proposed is not None:
            jumps.open_sitting(self, self.proposed.moves[message.id].sitting.id)

    def _marked(self) -> list[NewTime]:
        moves = self.proposed.moves if self.proposed else ()
        return [one for place, one in enumerate(moves) if place in self.table.marked]

    def action_notified(self) -> None:
        """Move those too whose notice is out, or not."""
        self.moving_noticed = not self.moving_noticed
        self.reload()

    def action_deputies(self) -> None:
        """Find other times only, or let deputies preside too."""
        self.deputies = not self.deputies
        self.reload()

    def action_save(self) -> None:
        """Ask for the reason, then move what is ticked."""
        from meetingtui.tui.dialogs.ask import AskText

        chosen = self._marked()
        if not chosen:
            self.meeting_app.told(_("沒有勾選要改期的場次。"))
            return
        question = _("改期{count}場的事由（記入每一場的異動紀錄）：").format(count=len(chosen))
        self.app.push_screen(AskText(question, _("一次改期")), partial(self._save, chosen))

    def _save(self, chosen: Sequence[NewTime], reason: str | None) -> None:
        from meetingtui.services import replanning

        if reason:
            office = cast("Office", self.office)
            accept = partial(
                replanning.accept, office, self.planned_year, chosen, reason=reason,
                moving_noticed=self.moving_noticed, deputies=self.deputies,
            )  # fmt: skip
            call = partial(_accepted, office, accept)
            self.carry_out(call, partial(self._saved, replanning.tally(chosen)))

    def _saved(self, done: str, follows: str) -> None:
        self.dismiss(True)
        self.meeting_app.told(_("已{done}。按 u 可以復原。{follows}").format(done=done, follows=follows))

    def action_leave(self) -> None:
        """Go back; nothing was changed."""
        self.dismiss(None)


def _accepted(office: Office, accept: Callable[[], list[SessionView]]) -> str:
    """What follows once the moves are saved."""
    from meetingtui.services import replanning

    return replanning.what_follows(office, accept())


def _rows(proposed: Proposed) -> Sequence[Row]:
    found = [
        Row(place, (*_named(one.sitting), _when(one.start), one.acting, one.why))
        for place, one in enumerate(proposed.moves)
    ]  # fmt: skip
    if proposed.left:
        found.append(Row("left", (_("無法改期（{count}）").format(count=len(proposed.left)),), HEADING))
    found += [
        Row(f"left {place}", (*_named(one.sitting), "", "", one.why), "error")
        for place, one in enumerate(proposed.left)
    ]  # fmt: skip
    return found


def _named(sitting: SessionView) -> tuple[str, str, str]:
    """Number, name and the time that it has."""
    return sitting.number, sitting.name, _when(datetime.fromisoformat(sitting.start).replace(tzinfo=None))


def _when(moment: datetime) -> str:
    return f"{short_day(moment)} {moment:%H:%M}"
