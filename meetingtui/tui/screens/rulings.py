"""裁示: what comes before a sitting, each item with its answers, and what the sitting says of it by one key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from meetingtui.domain.actions import STILL_OPEN, ActionView
from meetingtui.domain.rulings import RULING_WORDS, Carried, Ruling
from meetingtui.language import N_, _
from meetingtui.services import sessions
from meetingtui.tui import carried_rows, jumps
from meetingtui.tui.carried_rows import Seen
from meetingtui.tui.due_bar import DueBar
from meetingtui.tui.gate import shown_line
from meetingtui.tui.sitting_part import PART_KEYS, SittingPart
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.record_list import RecordList, Rows

if TYPE_CHECKING:
    from meetingtui.tui.dialogs.rule_items import Ruled

WIDE = 120
"""Cells from which on the list and the item under the cursor stand side by side."""
TYPED_OVER = frozenset(
    {"say", "go_on", "in_words", "retract", "split", "merge", "lead", "up", "left", "reopen", "part", "undo"}
)
"""Commands that wait while the new day is typed."""


class RulingsPage(SittingPart):
    """The items from earlier sittings in a list; the one under the cursor with every answer beside or below it."""

    CSS_PATH = "rulings.tcss"
    PART = "rulings"
    HELP: ClassVar[str] = N_(
        "列管至本次會議的事項與各機關的辦理情形，在此登記裁示，紀錄與列管表即依此編印，不必重打。"
        "c 解除列管，k 繼續列管（輸入新期限；已帶入主辦機關建議的期限，留空不變），m 連同主席的話一起登記，"
        "d 自行列管，s 分案，j 併案，l 改列主辦，r 提報上級（政策建議），x 撤回本次裁示。"
        "空白鍵勾選多項，一鍵同時裁示或撤回，u 一次復原。"
        "h 列出已不在列管的事項，o 敘明理由重新列管；Enter 看一項的全部經過。未裁示的事項下次自動再列。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,ctrl+d", "say('close')", N_("解除"), id="rulings.close", tooltip=N_("解除列管")),
        Binding("k,ctrl+k", "go_on", N_("繼續"), id="rulings.continue", tooltip=N_("繼續列管，並訂新期限")),
        Binding("d,ctrl+t", "say('delegate')", N_("自行"), id="rulings.delegate", tooltip=N_("由主辦機關自行列管")),
        Binding("m,ctrl+f", "in_words", N_("附言"), id="rulings.words", tooltip=N_("裁示並記下主席的話，或補記")),
        Binding("x,delete,ctrl+x", "retract", N_("撤回"), id="rulings.retract", tooltip=N_("撤回本次對這些事項的裁示")),
        Binding("s,ctrl+y", "split", N_("分案"), id="rulings.split", tooltip=N_("分成幾項列管")),
        Binding("j,ctrl+n", "merge", N_("併案"), id="rulings.merge", tooltip=N_("併入另一項列管")),
        Binding("l,ctrl+l", "lead", N_("改主辦"), id="rulings.lead", tooltip=N_("改列主辦、協辦機關")),
        Binding("r,ctrl+r", "up", N_("提報"), id="rulings.raise", tooltip=N_("政策建議提報上級會議或中央")),
        Binding("h,ctrl+g", "left", N_("已結"), id="rulings.left", tooltip=N_("列出或收起已不在列管的事項")),
        Binding("o,ctrl+o", "reopen", N_("重列"), id="rulings.reopen", tooltip=N_("敘明理由，重新列管")),
        Binding("e,ctrl+e", "part('rounds')", N_("辦理情形"), id="part.rounds", tooltip=N_("會前調查與回復情形")),
        *PART_KEYS,
    ]

    seen: Seen | None = None
    _with_left = False
    _onward = False

    def body(self) -> ComposeResult:
        yield Static("", id="count")
        with Horizontal(id="rulings--parts"):
            yield RecordList(
                carried_rows.COLUMNS, sortable=False, id="items", footer=False,
                empty=N_("沒有列管至本次會議的事項。以前各次會議列管而未解除者，會自動列在這裡。"),
            )  # fmt: skip
            yield Detail(id="item", empty=N_("沒有選取任何一項。"))
        yield DueBar(self, sessions.show(self.whole_office, self.sitting_id))

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.items)
        self.on_resize()
        super().on_mount()

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.app.size.width < WIDE, "-narrow")

    @property
    def items(self) -> RecordList:
        """The list of items."""
        return self.query_one("#items", RecordList)

    # ----- what is shown

    def reload(self) -> None:
        """Read what comes before the sitting again."""
        call = partial(carried_rows.read, self.whole_office, self.sitting_id, left=self._with_left)
        self.fetch(call, self._show, desk=self.PART)

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.head(seen.sitting)
        said = carried_rows.count_sentence(seen, self.whole_office.clock.today())
        self.query_one("#count", Static).update(shown_line(said), layout=False)
        rows, current = carried_rows.rows(seen, self.whole_office.registry()), self.items.current
        wanted = self.asked.pop("item", current.id if current else None)
        at = next((place for place, row in enumerate(rows) if row.id == wanted), 0)
        onward, self._onward = self._onward, False
        self.items.show(Rows(rows), cursor=min(at + onward, max(0, len(rows) - 1)))
        self._tell_item()

    @on(RecordList.Highlighted, "#items")
    def _tell_item(self) -> None:
        row = self.items.current
        found = self._of([row.id] if row is not None else [])
        self.query_one("#item", Detail).show(carried_rows.pairs(found[0]) if found else ())

    @on(RecordList.Opened, "#items")
    def _open(self, event: RecordList.Opened) -> None:
        event.stop()
        jumps.open_action(self, int(event.id))

    def _of(self, ids: Sequence[int | str]) -> list[Carried]:
        seen = self.seen
        everything = {one.item.id: one for one in [*seen.carried, *seen.left]} if seen else {}
        return [everything[one] for one in ids if isinstance(one, int) and one in everything]

    def _chosen(self) -> list[Carried]:
        """The ticked items, else the one under the cursor; says so where there is none."""
        found = self._of(self.items.chosen())
        if not found:
            self.meeting_app.told(_("請先選一項。"))
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a day is typed nothing else is ruled."""
        if action in TYPED_OVER and self.query_one(DueBar).is_open:
            return False
        return super().check_action(action, parameters)

    def action_left(self) -> None:
        """Show what had left the list before, or not."""
        self._with_left = not self._with_left
        self.reload()

    # ----- rulings of one key

    def action_say(self, verb: str) -> None:
        """Let the sitting say it of what is chosen, as one change."""
        self._rule(Ruling(verb), self._chosen())

    def _rule(self, verb: Ruling, chosen: list[Carried], due: str | None = None, reason: str = "") -> None:
        from meetingtui.services import rulings

        if chosen:
            ids = [one.item.id for one in chosen]
            self._onward = not self.items.marked
            call = partial(rulings.rule, self.whole_office, ids, verb, at=self.sitting_id, due=due, reason=reason)
            self.carry_out(call, partial(self._said, verb))

    def _said(self, verb: Ruling, items: list[ActionView]) -> None:
        from meetingtui.services import lapsed_days

        text = _("{count}項已裁示「{verb}」。按 u 復原。").format(count=len(items), verb=_(RULING_WORDS[verb]))
        self.meeting_app.told(text + lapsed_days.told(self.whole_office, self.sitting_id, items))

    def refused(self, refusal: Exception) -> None:
        """The cursor stays on what was not ruled on."""
        self._onward = False
        super().refused(refusal)

    def action_go_on(self) -> None:
        """Ask for the new day of what goes on."""
        seen, chosen = self.seen, self._chosen()
        if seen is not None and chosen:
            self.query_one(DueBar).open(seen.sitting, chosen)

    @on(DueBar.Given)
    def _due_given(self, event: DueBar.Given) -> None:
        event.stop()
        self.set_focus(self.items)
        self._rule(Ruling.CONTINUE, self._chosen(), event.due, event.reason)

    @on(DueBar.Closed)
    def _due_closed(self, event: DueBar.Closed) -> None:
        event.stop()
        self.set_focus(self.items)

    def action_retract(self) -> None:
        """Take back what this sitting has said of what is chosen, as one change; asks where parts go with it."""
        chosen = self._chosen()
        ids = [one.item.id for one in chosen if one.rulings] or [one.item.id for one in chosen[:1]]
        parts = [part for one in chosen for said in one.rulings if said.verb is Ruling.SPLIT for part in said.other]
        if ids and parts:
            from meetingtui.tui.dialogs.ask import YesNo

            text = _("撤回分案會刪除分出的{parts}，原項回到裁示前。確定撤回？")
            question = YesNo(text.format(parts=_("、").join(parts)), _("撤回裁示"))
            self.app.push_screen(question, lambda yes: self._retract(ids) if yes else None)
        elif ids:
            self._retract(ids)

    def _retract(self, ids: Sequence[int]) -> None:
        from meetingtui.services import rulings

        withdrawn = rulings.withdrawn(self.whole_office, ids, at=self.sitting_id)
        call = partial(rulings.retract, self.whole_office, ids, at=self.sitting_id)
        self.carry_out(call, partial(self._retracted, withdrawn))

    def _retracted(self, withdrawn: str, items: list[ActionView]) -> None:
        text = _("{number}的本次裁示已撤回。").format(number=items[0].number)
        if len(items) > 1:
            text = _("{count}項的本次裁示已撤回，按 u 一次復原。").format(count=len(items))
        self.meeting_app.told(text + withdrawn)

    # ----- rulings that ask for more

    def action_in_words(self) -> None:
        """The ruling, with the words of the chair."""
        from meetingtui.tui.dialogs.rule_items import RuleItems

        seen, chosen = self.seen, self._chosen()
        if seen is not None and chosen:
            items = [one.item for one in chosen]
            self._onward = not self.items.marked
            self.app.push_screen(RuleItems(self, [seen.sitting], items, self._usual(chosen)), self._told)

    @staticmethod
    def _usual(chosen: Sequence[Carried]) -> Ruling:
        """What is most likely said: what was ruled, else what the lead proposes, else that it goes on."""
        first = chosen[0]
        found = first.ruled or (Ruling(str(first.proposal)) if first.proposal else Ruling.CONTINUE)
        return found if found in (Ruling.CLOSE, Ruling.DELEGATE) else Ruling.CONTINUE

    def _told(self, ruled: Ruled | None) -> None:
        if ruled is None:
            self._onward = False
        else:
            self._said(ruled.verb, ruled.items)

    def action_split(self) -> None:
        """Into several items."""
        from meetingtui.tui.dialogs.ruling_forms import SplitForm

        seen, chosen = self.seen, self._chosen()
        if len(chosen) > 1:
            self.meeting_app.told(_("一次分一項。請取消勾選，再把游標移到要分的那一項。"))
        elif seen is not None and chosen:
            self._push(SplitForm(self, seen.sitting, chosen[0].item), Ruling.SPLIT)

    def action_merge(self) -> None:
        """Into another item."""
        from meetingtui.tui.dialogs.ruling_forms import MergeForm

        seen, chosen = self.seen, self._chosen()
        if seen is None or not chosen:
            return
        ids = {one.item.id for one in chosen}
        others = [one for one in carried_rows.open_items(seen) if one.id not in ids]
        if others:
            self._push(MergeForm(self, seen.sitting, [one.item for one in chosen], others), Ruling.MERGE)
        else:
            self.meeting_app.told(_("沒有其他尚在列管的事項可以併入。"))

    def action_lead(self) -> None:
        """Another lead, other assisting agencies."""
        from meetingtui.tui.dialogs.ruling_forms import LeadForm

        seen, chosen = self.seen, self._chosen()
        if seen is not None and chosen:
            self._push(LeadForm(self, seen.sitting, [one.item for one in chosen]), Ruling.LEAD)

    def action_up(self) -> None:
        """A policy recommendation goes up."""
        from meetingtui.tui.dialogs.ruling_forms import RaiseForm

        seen, chosen = self.seen, self._chosen()
        if seen is not None and chosen:
            self._push(RaiseForm(self, seen.sitting, [one.item for one in chosen]), Ruling.RAISE)

    def action_reopen(self) -> None:
        """What has left comes back, for a reason."""
        from meetingtui.tui.dialogs.ruling_forms import ReopenForm

        seen, chosen = self.seen, self._chosen()
        if seen is None or not chosen:
            return
        if any(one.item.status in STILL_OPEN for one in chosen):
            self.meeting_app.told(_("尚在列管，不必重新列管。按 h 列出已不在列管的事項再選。"))
            return
        self._push(ReopenForm(self, seen.sitting, [one.item for one in chosen]), Ruling.REOPEN)

    def _push(self, form: Screen[list[ActionView] | None], verb: Ruling) -> None:
        def closed(items: list[ActionView] | None) -> None:
            if items is not None:
                self._said(verb, items)

        self.app.push_screen(form, closed)
