"""Planning a year: the draft is looked through, shifted and accepted here; nothing is saved before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_year
from meetingtui.language import N_, _, sentences
from meetingtui.services import drafting
from meetingtui.services.drafting import PlanWarning, YearInHand
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.plan_assumptions import AssumesDraft
from meetingtui.tui.plan_reasons import ExplainsDraft
from meetingtui.tui.plan_ways_out import GivesWay
from meetingtui.tui.widgets.draft_list import PAST, DraftList, draft_rows, kept_words, ordinal, short_day
from meetingtui.tui.widgets.record_list import HEADING, RecordList, RowId, Rows

if TYPE_CHECKING:
    from meetingtui.services.office import Office


class PlanScreen(ExplainsDraft, AssumesDraft, GivesWay):
    """The draft of a year; closes with True when something was saved."""

    CSS_PATH = "plan.tcss"
    HELP = N_(
        "這裡列出這一年還缺的場次與建議日期，存入之前不會有任何變更。"
        "移到有「!」的場次，以左右方向鍵調整，或按 k 註明事由照排；空白鍵接受，s 存入。"
        "排不進的場次與提醒列在最後：在排不進的場次上按 Enter，看互相排擠的場次與出路。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k,ctrl+k", "keep", N_("照排"), id="plan.keep", tooltip=N_("註明事由，這一場雖違反規定仍排在這個時間")),
        Binding("s,ctrl+s", "save", N_("存入"), id="plan.save", tooltip=N_("把接受的場次一次存入")),
        Binding("W", "weigh", N_("權重"), id="plan.weights", show=False, tooltip=N_("各項期望扣幾分，主持人的上限")),
        Binding("e,ctrl+e", "type_date", N_("改日期"), id="plan.date", tooltip=N_("輸入這一場的日期與時間")),
        Binding(
            "exclamation_mark,ctrl+n", "next_problem", N_("下一個問題"), id="plan.problem",
            tooltip=N_("移到下一場違反規定或排不進的場次"),
        ),
        Binding("escape", "leave", N_("返回"), id="plan.leave", tooltip=N_("離開；草稿有更動時先詢問")),
    ]  # fmt: skip

    def __init__(self, year: int) -> None:
        """`year` is Gregorian."""
        super().__init__()
        self.planned_year = year
        self._rows = Rows()
        self._accepted: set[RowId] = set()
        self._drafted_at = -1
        self._shown_in: DraftList | None = None
        self._opened_past: set[RowId] = set()
        self._last_reason = ""
        self._counted = False

    @property
    def table(self) -> DraftList:
        """The draft."""
        return self.query_one(DraftList)

    def body(self) -> ComposeResult:
        yield Static(id="plan--head")
        yield Static(id="plan--banner")
        yield Static(id="plan--proof")
        yield DraftList(id="draft")
        yield Static(id="plan--note")

    # ----- reading

    def reload(self) -> None:
        """Draft the year; a draft that somebody has touched is only checked against what stands now."""
        self.table.focus()
        now = self.meeting_app.revision
        if self.assuming:
            return
        if self.hand is None or (now != self._drafted_at and not self.touched):
            self._drafted_at = now
            self._tell_head(_("{year}：編排中，請稍候。").format(year=show_year(self.planned_year)))
            office, hand = cast("Office", self.office), self.hand
            again = partial(drafting.concede, hand, ()) if hand is not None and hand.conceded else None
            self.fetch(again or partial(drafting.assume, office, self.planned_year, self.assumptions), self._drafted)
        else:
            self._recheck(self.hand)

    def _drafted(self, hand: YearInHand) -> None:
        """Take a draft made anew; one that was touched meanwhile stays and is checked."""
        if self.assuming:
            self._drafted_at = -1
        elif self.hand is not None and self.touched:
            self._recheck(self.hand)
        else:
            self.taken(hand)

    def _recheck(self, hand: YearInHand) -> None:
        hand.recheck()
        self.show_draft()

    async def relabel(self) -> None:
        """The draft stays as it is in another language."""
        cursor = self.table.cursor
        await super().relabel()
        self.table.cursor = cursor

    def wait(self, words: str) -> None:
        """Empty the list until the draft is there."""
        self.stop_working()
        self._rows.rows = []
        self.table.empty = N_("編排中，請稍候。")
        self.table.reload()
        self.query_one("#plan--proof").display = False
        self.query_one("#plan--note", Static).update("")
        self._tell_head(words)

    def taken(self, hand: YearInHand) -> None:
        self.hand = hand
        self.taken_over()
        self.explain()

    def taken_along(self, hand: YearInHand) -> None:
        before, accepted = self.hand, set(self._accepted)
        self.taken(hand)
        places = hand.places_in(before) if before is not None else {}
        there = {places[one] for one in accepted if isinstance(one, int) and one in places}
        self._accepted = {place for place in there if not hand.lines[place].refused}
        self.show_draft()

    def taken_over(self) -> None:
        """Show another draft from its beginning."""
        self._accepted.clear()
        self.show_draft()

    @property
    def touched(self) -> bool:
        return self.hand is not None and bool(self.hand.shifted or self._accepted)

    def show_draft(self) -> None:
        """Draw the draft as it is now; cursor and ticks stay."""
        if self.hand is None:
            return
        self._rows.rows = list(draft_rows(self.hand, self._opened_past))
        self.table.acceptable = frozenset(n for n, line in enumerate(self.hand.lines) if not line.refused)
        self.table.empty = N_("這一年應開的場次都已排定，沒有要新增的。")
        if self._shown_in is self.table:
            self.table.reload()
        else:
            self._shown_in = self.table
            self.table.show(self._rows)
        self.table.marked = set(self._accepted)
        self._count()
        self._note()

    def _count(self) -> None:
        hand = self.hand
        if hand is None:
            return
        text = _("{year}編排草稿{count}場，已接受{accepted}場；違反規定{broken}場，排不進{unplaced}場。尚未存入。")
        text = text.format(
            year=show_year(hand.year), count=len(hand.lines), accepted=len(self._accepted),
            broken=sum(line.refused for line in hand.lines), unplaced=len(hand.draft.lost),
        )  # fmt: skip
        kept = sum(bool(line.kept) for line in hand.lines)
        past = sum(len(windows) for windows in hand.draft.past.values())
        text += _("照排{count}場。").format(count=kept) if kept else ""
        text += _("已過期的時段{count}個未排。").format(count=past) if past else ""
        if hand.conceded:
            text += _("採用出路{count}項。").format(count=len(hand.conceded))
        if self.assumptions:
            text = _("假設：{assumptions}。").format(assumptions=self.assumptions) + text
        self._tell_head(text)
        self._keep_count(self.touched)
        banner = next((one.message for one in hand.warnings if one.kind in {"year", "calendar"}), "")
        self.query_one("#plan--banner", Static).update(shown(banner))
        self.query_one("#plan--banner").display = bool(banner)

    def _keep_count(self, unsaved: bool) -> None:
        """The title bar and quitting know of a draft that somebody has touched."""
        if unsaved != self._counted:
            self._counted = unsaved
            self.meeting_app.unsaved += 1 if unsaved else -1

    def _tell_head(self, text: str) -> None:
        self.query_one("#plan--head", Static).update(shown(text))

    @on(RecordList.Highlighted)
    def _note(self) -> None:
        """Say why the sitting under the cursor lies where it lies, or what is wrong with it."""
        row = self.table.current
        text = Content("")
        if self.hand is not None and row is not None and isinstance(row.id, int):
            line = self.hand.lines[row.id]
            when = f"{short_day(line.start)} {line.start:%H:%M}"
            title = " ".join(filter(None, (line.name, line.track, ordinal(line), when, line.chair, line.room)))
            said = [kept_words(line), *line.broken] if line.kept or line.broken else [line.why]
            why = sentences([*said, _("扣分：{costs}。").format(costs=line.costs) if line.costs else ""])
            text = Content.assemble(shown_line(title), "\n", shown(why))
        elif row is not None and row.style != HEADING:
            text = shown(f"{row.cells[4]} {row.cells[-1]}")
        self.query_one("#plan--note", Static).update(text)
        self.refresh_bindings()

    # ----- shifting

    def action_shift(self, days: int) -> None:
        """Move the sitting under the cursor by days; its clashes follow at once."""
        place = self._place()
        if self.hand is not None and place is not None:
            self._move(place, self.hand.lines[place].start + timedelta(days=days))

    def action_type_date(self) -> None:
        """Ask for another date of the sitting under the cursor."""
        from meetingtui.dates.showing import show_moment
        from meetingtui.tui.dialogs.ask import AskText

        place = self._place()
        if self.hand is not None and place is not None:
            line = self.hand.lines[place]
            question = _("「{name}」的日期與時間：").format(name=line.name)
            ask = AskText(question, _("改日期"), text=show_moment(line.start, "dot"))
            self.app.push_screen(ask, partial(self._typed, place))

    def _typed(self, place: int, text: str | None) -> None:
        from meetingtui.domain.errors import Refusal
        from meetingtui.services import finding

        if text is None or self.hand is None:
            return
        try:
            start = finding.moment(cast("Office", self.office), text, self.hand.year)
        except Refusal as refusal:
            self.refused(refusal)
            return
        self._move(place, start)

    def _move(self, place: int, start: datetime) -> None:
        hand = self.hand
        if hand is None:
            return
        hand.shift([(place, start)])
        self.shifted()
        self.show_draft()
        self.fetch(hand.review, self._reviewed, desk="review")

    def action_keep(self) -> None:
        """Ask why the sitting under the cursor should stay where it is, although it breaks a rule."""
        from meetingtui.tui.dialogs.ask import AskDespite

        place = self._place()
        if self.hand is None or place is None:
            return
        line = self.hand.lines[place]
        ask = AskDespite(line.broken, reason=line.kept or self._last_reason)
        self.app.push_screen(ask, partial(self._keep, place))

    def _keep(self, place: int, reason: str | None) -> None:
        """Write the reason down; where others have been accepted already, this one is from now on too."""
        if reason is None or self.hand is None:
            return
        self._last_reason = reason
        self.hand.keep(place, reason)
        if self._accepted:
            self._accepted.add(place)
        self.show_draft()

    def _reviewed(self, warnings: tuple[PlanWarning, ...]) -> None:
        if self.hand is not None:
            self.hand.warnings = warnings
            self.show_draft()

    def action_next_problem(self) -> None:
        """Go to the next line that is red, from the top again after the last."""
        rows = self._rows.rows
        after = [*range(self.table.cursor + 1, len(rows)), *range(self.table.cursor + 1)]
        found = next((n for n in after if n < len(rows) and rows[n].style == "error"), None)
        if found is None:
            self.meeting_app.told(_("沒有違反規定或排不進的場次。") if self.hand else _("編排中，請稍候。"))
        else:
            self.table.cursor = found

    def _place(self) -> int | None:
        row = self.table.current
        return row.id if row is not None and isinstance(row.id, int) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A reason is asked for where a rule is broken only."""
        if action == "keep":
            place = self._place()
            return self.hand is not None and place is not None and bool(self.hand.lines[place].broken)
        return super().check_action(action, parameters)

    def action_weigh(self) -> None:
        """See and change what the draft is judged by; it is drafted anew unless somebody has touched it."""
        from meetingtui.tui.dialogs.plan_weights import PlanWeights

        self.app.push_screen(PlanWeights(self))

    # ----- accepting, saving, leaving

    @on(RecordList.Opened)
    def _opened(self, message: RecordList.Opened) -> None:
        if isinstance(message.id, str) and message.id.startswith(PAST):
            self._opened_past ^= {message.id}
            self.show_draft()
        elif not self.show_exclusion(message.id):
            self.action_type_date()

    def show_given_way(self) -> None:
        hand = self.hand
        given = {one.label for one in hand.conceded[-1:]} if hand is not None else set()
        wanted = next((n for n, one in enumerate(hand.draft.sittings) if one.label in given), None) if hand else None
        if wanted is not None:
            self.table.move_to(wanted)

    @on(RecordList.Marked)
    def _marked(self) -> None:
        self._accepted = set(self.table.marked)
        self._count()

    @on(DraftList.NotAcceptable)
    def _refuse_line(self, message: DraftList.NotAcceptable) -> None:
        if self.hand is not None and isinstance(message.id, int):
            why = sentences(self.hand.lines[message.id].broken)
            text = _("這一場不能接受：{why}請先以左右方向鍵調整；仍要排在這個時間者，按 k 註明事由。")
            self.meeting_app.told(text.format(why=why))

    def action_save(self) -> None:
        """Save what is accepted in one go; what breaks a rule by now stays out after a question."""
        from meetingtui.tui.dialogs.ask import YesNo

        marked = {one for one in self._accepted if isinstance(one, int)}
        if self.hand is None:
            self.meeting_app.told(_("編排中，請稍候。"))
            return
        if not marked:
            self.meeting_app.told(_("尚未接受任何場次：按空白鍵接受全部，再按 s 存入。"))
            return
        clean = {place for place in marked if not self.hand.lines[place].refused}
        if clean == marked:
            self._save(clean)
            return
        text = _("接受的場次中有{broken}場違反規定、未註明事由，不會存入。要存入其餘{count}場嗎？")
        question = text.format(broken=len(marked) - len(clean), count=len(clean))
        self.app.push_screen(YesNo(question, _("存入草稿")), partial(self._save_if, clean))

    def _save_if(self, chosen: set[int], agreed: bool | None) -> None:
        if agreed and chosen:
            self._save(chosen)

    def _save(self, chosen: set[int]) -> None:
        if not self.asked_to_keep(chosen):
            self.save_chosen(chosen)

    def save_chosen(self, chosen: set[int]) -> None:
        """Save the sittings at those places as one change."""
        if self.hand is not None:
            self.carry_out(partial(self.hand.save, chosen), self._saved)

    def _saved(self, saved: Sequence[object]) -> None:
        year = show_year(self.planned_year)
        self._keep_count(False)
        self.dismiss(True)
        text = _("已存入{year}{count}場。按 u 可以復原。").format(year=year, count=len(saved))
        left = len(self.hand.lines) - len(saved) if self.hand is not None else 0
        if left:
            text += _("其餘{count}場未存入：再按 g 處理。").format(count=left)
        self.meeting_app.told(text)

    def action_leave(self) -> None:
        """Go back; a draft that was touched is given up only on purpose."""
        from meetingtui.tui.dialogs.ask import YesNo

        if self.stop_assuming() or self.stop_working():
            return
        if not self.touched:
            self.dismiss(None)
            return
        question = _("草稿尚未存入，離開後要重新調整。要離開嗎？")
        self.app.push_screen(YesNo(question, _("離開編排")), self._leave_if)

    def _leave_if(self, agreed: bool | None) -> None:
        if agreed:
            self._keep_count(False)
            self.dismiss(None)
