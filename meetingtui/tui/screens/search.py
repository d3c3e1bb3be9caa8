"""Searching everything written, over whatever page one comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui import jumps
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.hit_list import CLOSE, OPEN, HitList, day_of, kind_words
from meetingtui.tui.widgets.switch_line import SwitchLine
from meetingtui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from meetingtui.domain.search import Found, Hit
    from meetingtui.services.office import Office

PAUSE = 0.25
"""Seconds after the last key before what is typed is looked for."""
SHOWN = 200
"""Hits that are read at a time; the cursor on the last of them brings more."""
NOTHING_TYPED = N_("輸入詞語、案號（115-IPV-0042）或場次編號；多個詞以空白分隔，都要出現。")
NOTHING_FOUND = N_("沒有找到。可減少字數、改用案號或場次編號，或去掉會議別、年度、機關的限制。")
ORDERS = (("relevance", N_("最相關的在前")), ("newest", N_("最近的在前")))


class SearchPage(Page[None]):
    """A line to type into, what holds all of its words, and the whole of the one under the cursor."""

    CSS_PATH = "search.tcss"
    HELP = N_(
        "查詢所有寫下的內容：會議別、場次、通知單、議程、紀錄、列管事項。一個字也能查；全形半形、大小寫、臺台不分。"
        "多個詞以空白分隔，同一段都要出現。加上 會議:、年:、機關:、類型: 可縮小範圍，例如 遷居 機關:衛生局 年:115。"
        "下鍵到清單，Enter 到該處，o 換排序。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", N_("到清單"), id="search.list", show=False),
        Binding("slash,ctrl+f", "to_field", N_("改詞"), id="search.field", tooltip=N_("回到要查的詞")),
        Binding("o,ctrl+o", "turn_order", N_("排序"), id="search.order", tooltip=N_("最相關的或最近的在前")),
        Binding("escape", "leave", N_("返回"), id="search.leave", tooltip=N_("回到前一個畫面")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._line = ""
        self._timer: Timer | None = None
        self._more = False
        """Whether there are hits behind the last one that is listed."""

    @property
    def hits(self) -> HitList:
        """What was found."""
        return self.query_one(HitList)

    @property
    def order(self) -> SwitchLine:
        """Which come first."""
        return self.query_one(SwitchLine)

    def body(self) -> ComposeResult:
        yield TextField(self._line, placeholder=_("要查的詞，例如：遷居 機關:衛生局 年:115"), id="search--field")
        yield SwitchLine(_("排序"), ORDERS, side=6, id="search--order")
        yield HitList(empty=NOTHING_TYPED, id="search--hits")
        yield Static(id="search--whole")

    def on_mount(self) -> None:
        """The cursor stands in the field."""
        super().on_mount()
        self.query_one(TextField).focus()

    def reload(self) -> None:
        """Look again: the records or the language may be others."""
        self._look()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Wait until the typing pauses: an input method brings several signs at once."""
        event.stop()
        if event.value == self._line:
            return
        self._line = event.value
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter looks at once and goes to the list."""
        event.stop()
        self._look()
        self.hits.focus()

    @on(SwitchLine.Changed)
    def _ordered(self) -> None:
        self._look()

    def _look(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self._line.strip():
            self.hits.empty = NOTHING_TYPED
            self._show(None)
            return
        self.fetch(self._asking(0), self._show, desk="search")

    def _asking(self, skip: int) -> Callable[[], Found]:
        """The search for what is typed, from hit `skip` on."""
        from meetingtui.services import search

        newest = self.order.value == "newest"
        office = cast("Office", self.office)
        return partial(search.by_line, office, self._line, newest=newest, limit=SHOWN, skip=skip)

    def _show(self, found: Found | None) -> None:
        self._more = found is not None and found.more
        if found is None or not self._line.strip():
            self.hits.show((), "")
            return
        self.hits.empty = NOTHING_FOUND
        self.hits.show(found.hits, self._told(found, len(found.hits)))

    @on(HitList.AtEnd)
    def _read_on(self) -> None:
        """Bring the hits behind the last one that is listed."""
        if self._more:
            self._more = False
            self.fetch(self._asking(len(self.hits.hits)), self._show_more, desk="search")

    def _show_more(self, found: Found) -> None:
        self._more = found.more
        self.hits.go_on(found.hits, self._told(found, len(self.hits.hits) + len(found.hits)))

    def _told(self, found: Found, listed: int) -> str:
        """How many there are, among how many the most relevant were sought, and how to see the rest."""
        from meetingtui.services.search import WEIGHED

        if found.total is not None:
            total = _("共{total}筆").format(total=found.total)
        elif self.order.value == "newest":
            total = _("超過{most}筆，可再加詞縮小範圍").format(most=WEIGHED)
        else:
            total = _("超過{most}筆，只比最近的{most}筆與會議別").format(most=WEIGHED)
        if not found.more:
            return total
        return _("{total}；已列出{listed}筆，到最後一筆時接著列出").format(total=total, listed=listed)

    def refused(self, refusal: Exception) -> None:
        """A line that cannot be looked for: the reason stands in place of the hits."""
        self.hits.empty = str(refusal) if isinstance(refusal, Refusal) else NOTHING_FOUND
        self.hits.show((), "")

    @on(HitList.Moved)
    def _tell_whole(self, event: HitList.Moved) -> None:
        """All that is shown of the line under the cursor, and where it stands."""
        text = Content("")
        if event.hit is not None:
            hit = event.hit
            title = " ".join(filter(None, (hit.session_number or hit.series, hit.series_name, day_of(hit))))
            secret = _("（密）") if hit.confidential else ""
            text = Content.assemble(shown_line(f"{title}  {kind_words(hit)}{secret}"), "\n", _marked(hit))
        self.query_one("#search--whole", Static).update(text)

    @on(HitList.Opened)
    async def _open(self, event: HitList.Opened) -> None:
        """Go to where it stands: the item, the point or the sitting over this page, the series in its place."""
        hit = event.hit
        if hit.kind == "action":
            jumps.open_action(self, hit.item_id)
            return
        if hit.session_id is not None:
            jumps.open_written(self, hit)
            return
        if hit.kind != "series":
            self.meeting_app.told(_("這一案還沒有排入場次。"))
        self.dismiss(None)
        await jumps.to_series(self.meeting_app, hit.series)

    def action_to_list(self) -> None:
        """From the field to what was found."""
        self.hits.focus()

    def action_to_field(self) -> None:
        """Back to the words."""
        self.query_one(TextField).focus()

    def action_turn_order(self) -> None:
        """The other order."""
        self.order.action_turn(1)

    def action_leave(self) -> None:
        """Back to the page below."""
        self.dismiss(None)


def _marked(hit: Hit) -> Content:
    """The snippet with its words between signs and in the accent colour."""
    parts: list[Content] = []
    last = 0
    for start, end in hit.marks:
        parts.append(shown(hit.snippet[last:start]))
        parts.append(shown(OPEN + hit.snippet[start:end] + CLOSE).stylize("bold $accent"))
        last = end
    return Content("").join([*parts, shown(hit.snippet[last:])])
