"""The points of the minutes, one at a time under the hands: which one, and going from it to the others."""

from __future__ import annotations

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Static

from meetingtui.domain.agenda import KIND_WORDS
from meetingtui.domain.minutes import DECISION_WORDS, usual
from meetingtui.language import _
from meetingtui.tui import minutes_points
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.minutes_keeping import KeepsMinutes
from meetingtui.tui.minutes_points import Key, Point
from meetingtui.tui.widgets.minutes_text import MinutesText
from meetingtui.tui.widgets.record_list import RecordList, Row, Rows


class TurnsPoints(KeepsMinutes):
    """A page with a list of points, and two editors that show one of them."""

    current: Key
    _blank = True
    """Whether the editors do not show the point yet."""
    _filling = False
    _editors: dict[str, MinutesText]
    _listed: list[Row]

    def editor(self, name: str) -> MinutesText:
        """The editor of the discussion (`text`) or of the `decision`."""
        return self._editors[name]

    @property
    def point_list(self) -> RecordList:
        """The list of points."""
        return self.query_one("#points", RecordList)

    @property
    def point(self) -> Point | None:
        """The point that is being typed."""
        return self.points.get(self.current)

    def collect(self) -> None:
        """Take what stands in the editors into the point."""
        one = self.point
        if one is not None and not self._blank:
            one.text = self.editor("text").give()
            one.decision = self.editor("decision").give()

    def _enter(self, key: Key) -> None:
        self.current = key
        self._refill()
        self._list_points()

    def _refill(self) -> None:
        """Show the point in the editors, unless they show it already."""
        one = self.point
        if one is None:
            return
        self._filling = True
        for name, state in (("text", one.text), ("decision", one.decision)):
            editor = self.editor(name)
            if editor.text != state.text or editor.history is not state.history:
                editor.take(state)
        self._filling = self._blank = False
        self.set_class(one.item is None, "-remarks")
        self.query_one("#point", Static).update(shown_line(self._heading(one)))
        self._tell_brief(one)
        self._tell_kind()

    def _tell_brief(self, one: Point) -> None:
        """What the point is about, beside the text that is typed on it."""
        said = minutes_points.brief(one)
        brief = self.query_one("#brief", VerticalScroll)
        brief.set_class(bool(said), "-told")
        brief.scroll_home(animate=False)
        brief.query_one(Static).update(shown(said))

    def _heading(self, one: Point) -> str:
        if one.item is None and len(self.points) == 1:
            return _("主席致詞　（議程尚未草擬：Esc 後按 a 到議程，或 F9 新增一案）")
        if one.item is None:
            return _("主席致詞")
        number = one.item.number.rstrip("、")
        place = _("、").join(filter(None, (_(KIND_WORDS[one.item.kind]), number)))
        return f"{place}　{minutes_points.matter(one)}"

    def _list_points(self) -> None:
        signs = {"changed": "*"}
        rows = minutes_points.rows(self.points.values(), self.current, signs)
        if rows == self._listed:
            return
        self._listed = rows
        at = next((place for place, row in enumerate(rows) if row.id == self.current), 0)
        self.point_list.show(Rows(rows), cursor=at)

    @on(RecordList.Highlighted, "#points")
    def _moved(self, event: RecordList.Highlighted) -> None:
        event.stop()
        if event.id is not None and event.id != self.current and event.id in self.points and self.point_list.has_focus:
            self._go(event.id)

    @on(RecordList.Opened, "#points")
    def _opened(self, event: RecordList.Opened) -> None:
        event.stop()
        self.editor("text").focus()

    def _go(self, key: Key, field: str = "") -> None:
        self.collect()
        self._touched = True
        self._enter(key)
        if field:
            self.editor(field).focus()

    def action_turn(self, by: int) -> None:
        """The point before or after."""
        keys = list(self.points)
        if self.current in keys:
            at = keys.index(self.current) + by
            if 0 <= at < len(keys):
                self._go(keys[at], "text" if isinstance(self.focused, MinutesText) else "")

    def action_onward(self, by: int) -> None:
        """From the discussion to the decision, then to the next point; and back."""
        order = [(key, name) for key, one in self.points.items() for name in ("text", "decision")
                 if name == "text" or one.item is not None]  # fmt: skip
        focused = self.focused.id if isinstance(self.focused, MinutesText) else None
        if focused is None:
            if isinstance(self.focused, RecordList):
                self.editor("text").focus()
            else:
                self.screen.focus_next() if by > 0 else self.screen.focus_previous()
            return
        at = order.index((self.current, focused)) + by
        if 0 <= at < len(order):
            key, name = order[at]
            if key == self.current:
                self.editor(name).focus()
            else:
                self._go(key, name)

    def _tell_kind(self) -> None:
        one = self.point
        kind = self.query_one("#kind", Static)
        if one is None or one.item is None or one.kind is None:
            return
        text = _("{kind}　（Ctrl+R 換種類）").format(kind=_(DECISION_WORDS[one.kind]))
        if not one.fits:
            text = _("! {kind}：{item}通常用「{usual}」").format(
                kind=_(DECISION_WORDS[one.kind]), item=_(KIND_WORDS[one.item.kind]),
                usual=_(DECISION_WORDS[usual(one.item.kind)]),
            )  # fmt: skip
        if one.actions:
            text += "　" + _("列管：{numbers}").format(numbers=_("、").join(one.actions))
        kind.update(shown_line(text), layout=False)
        kind.set_class(not one.fits, "-wrong")
