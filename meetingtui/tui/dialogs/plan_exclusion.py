"""Sittings of a draft that exclude each other, and what would help: a way out is taken in the draft by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates.showing import show_date
from meetingtui.language import N_, _
from meetingtui.services.drafting import Concession, Unplaced, YearInHand
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

WAYS = (
    ListColumn("way", N_("出路"), 30, importance=10, grow=3),
    ListColumn("how", N_("作法"), 16, importance=8, grow=1),
)
HOW = {
    "week": N_("Enter 移入，須註事由"),
    "deputy": N_("Enter 改由代理"),
    "room": N_("Enter 改用場地"),
    "track": N_("Enter 移入，主持另定"),
    "pair": N_("Enter 兩項併用"),
    "gap": N_("到會議別改規則"),
}


class PlanExclusion(Dialog[tuple[Concession, ...]]):
    """Closes with what is to be given way in the draft."""

    CSS_PATH = "plan_exclusion.tcss"
    HELP: ClassVar[str] = N_(
        "上方是這一場為什麼排不進，以及哪些場次互相排擠：少了其中任何一場，其餘就排得下。"
        "下方是試過可行的出路，Enter 採用：草稿依此重排，尚未存入；Esc 返回，草稿不變。"
    )

    def __init__(self, hand: YearInHand, left: Unplaced) -> None:
        super().__init__()
        self._hand = hand
        self._left = left
        self._remedies = [(way.kind, remedy) for way in left.ways_out for remedy in way.remedies]
        self._rules = [way for way in left.ways_out if not way.remedies]

    def heading(self) -> Content:
        left = self._left
        words = [self._hand.name_of(left.series), self._hand.track_of(left.series, left.track), left.window]
        return shown_line(_("排不進：{sitting}").format(sitting=" ".join(one for one in words if one)))

    def body(self) -> ComposeResult:
        yield Static(shown(self._left.why or self._left.reason), id="exclusion--why")
        yield Static(shown("\n".join(self._together())), id="exclusion--together")
        empty = N_("沒有找到可行的出路。請放寬時段、減少場次，或自行新增並註明事由。")
        yield RecordList(WAYS, markable=False, sortable=False, footer=False, empty=empty, id="ways")
        yield Static(id="exclusion--way")

    def on_mount(self) -> None:
        """The cursor stands on the first way out."""
        ways = self.query_one("#ways", RecordList)
        ways.show(Rows(self._rows()))
        self.set_focus(ways)

    def _together(self) -> Sequence[str]:
        together = self._left.together
        if len(together) < 2:
            return ()
        text = _("{name}（{window}，{first}至{last}）")
        return (
            _("互相排擠的{count}場，少任何一場就排得下：").format(count=len(together)),
            *(
                "　" + text.format(
                    name=" ".join(filter(None, (one.name, self._hand.track_of(one.series, one.track)))),
                    window=one.window, first=show_date(one.first, "dot"), last=show_date(one.last, "dot"),
                )
                for one in together
            ),
        )  # fmt: skip

    def _rows(self) -> list[Row]:
        found = [Row(place, (one.words, _(HOW[kind]))) for place, (kind, one) in enumerate(self._remedies)]
        how = HOW["gap"]
        found += [Row(f"rule {n}", (way.words, _(how)), "muted") for n, way in enumerate(self._rules)]
        return found

    @on(RecordList.Highlighted)
    def _note(self) -> None:
        """The whole of the way out under the cursor: its line may be too short for it."""
        row = self.query_one("#ways", RecordList).current
        self.query_one("#exclusion--way", Static).update(shown(str(row.cells[0]) if row is not None else ""))

    @on(RecordList.Opened)
    def _take(self, message: RecordList.Opened) -> None:
        message.stop()
        if isinstance(message.id, int):
            self.dismiss(self._remedies[message.id][1].concessions)
