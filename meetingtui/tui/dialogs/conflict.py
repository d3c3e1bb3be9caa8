"""Two people wrote on one point: mine, theirs and what both began with, and whose words stay."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind, EditedMeanwhile, Written
from meetingtui.domain.text_versions import diff
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line

WIDE = 100
"""Cells from which on the texts stand side by side."""


class Kept(Enum):
    """Whose words stay."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Settled(NamedTuple):
    """What was chosen, and the text that goes on."""

    kept: Kept
    written: Written


class Conflict(Dialog[Settled]):
    """Closes with what is to be done; Esc goes on typing and leaves everything as it is."""

    HELP = N_(
        "同一案在您輸入期間已被他人存入。三欄依序為您的、他人的、兩人開始時的內容，差異以 + - 標出。"
        "m 存入您的（蓋過他人的，仍可在版本與復原中找回），t 採用他人的，b 兩份並列在編輯區合併後再存；Esc 先繼續輸入。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,ctrl+s", "settle('mine')", N_("存我的"), id="conflict.mine", tooltip=N_("以您的內容存入")),
        Binding("t", "settle('theirs')", N_("用他的"), id="conflict.theirs", tooltip=N_("放棄您的，採用他人存入的")),
        Binding("b", "settle('both')", N_("合併"), id="conflict.both", tooltip=N_("兩份都放進編輯區，合併後再存")),
    ]
    DEFAULT_CSS = """
    Conflict > .dialog--box { width: 96%; height: 90%; }
    Conflict Horizontal { height: 1fr; }
    Conflict.-narrow Horizontal { layout: vertical; }
    Conflict VerticalScroll { width: 1fr; height: 1fr; border: round $border-blurred; padding: 0 1; }
    """

    def __init__(self, what: str, refusal: EditedMeanwhile) -> None:
        super().__init__()
        self._what = what
        self._refusal = refusal

    def heading(self) -> Content:
        return shown_line(_("編輯時已被他人修改：{what}").format(what=self._what))

    def body(self) -> ComposeResult:
        one = self._refusal
        base = one.base or Written()
        who = _("他人的（{who}）").format(who=one.who) if one.who else _("他人的")
        columns = [
            (_("您的"), _compared(base, one.mine) if one.base else _whole(one.mine)),
            (who, _compared(base, one.theirs) if one.base else _whole(one.theirs)),
            (_("開始時"), _whole(one.base) if one.base else _("（已不可考）")),
        ]
        with Horizontal():
            for title, text in columns:
                with VerticalScroll() as box:
                    box.border_title = shown_line(title)
                    yield Static(shown(text))

    def on_mount(self) -> None:
        """Arrows scroll the first text."""
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.query(VerticalScroll).first().focus()

    def action_settle(self, kept: str) -> None:
        """Close with a choice."""
        one, chosen = self._refusal, Kept(kept)
        if chosen is Kept.BOTH:
            written = Written(
                _both(one.mine.text, one.theirs.text), one.mine.decision_kind or one.theirs.decision_kind,
                _both(one.mine.decision, one.theirs.decision),
            )  # fmt: skip
        else:
            written = one.mine if chosen is Kept.MINE else one.theirs
        self.dismiss(Settled(chosen, written))


def _both(mine: str, theirs: str) -> str:
    """Both texts one below the other; what is the same stands once."""
    if mine == theirs or not theirs.strip():
        return mine
    return f"{mine}\n\n{theirs}" if mine.strip() else theirs


def _whole(written: Written) -> str:
    kind = _(DECISION_WORDS[DecisionKind(written.decision_kind)]) if written.decision_kind else _("決議")
    text = written.text or _("（空白）")
    return text if not written.decision else _("{text}\n\n{kind}：\n{decision}").format(
        text=text, kind=kind, decision=written.decision
    )  # fmt: skip


def _compared(before: Written, after: Written) -> str:
    """The lines of a text with those that went and came marked."""
    return "\n".join(f"{line.sign} {line.text}" for line in diff(_whole(before), _whole(after)))
