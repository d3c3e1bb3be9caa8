"""Who presides this time: the chair, or a deputy in the order of the rule."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.registry import Post, Registry
from meetingtui.domain.sessions import Rule, RulesBroken
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services.office import Office
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.ask import AskDespite, YesNo
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page


class Deputy(Dialog[SessionView]):
    """Deputies first, in their order, then every other post; Enter on one lets it preside this sitting."""

    HELP: ClassVar[str] = N_("依規定順序列出代理人，其後是其他職務。Enter 選用；最後一項恢復由主席親自主持。")
    DEFAULT_CSS = """
    Deputy OptionList { height: auto; max-height: 14; border: none; background: $surface; padding: 0; }
    """

    def __init__(self, page: Page[Any], sitting: SessionView, registry: Registry, posts: list[Post]) -> None:
        super().__init__()
        self.page = page
        self.sitting = sitting
        self._registry = registry
        rule = registry.series[sitting.series_id].rule(sitting.day or f"{sitting.year}-01-01")
        in_turn = {post_id: turn for turn, post_id in enumerate(rule.deputies, 1)}
        self._codes = [post.code for post in posts]
        self._lines = [self._line(post, in_turn.get(post.id)) for post in posts]
        if sitting.acting_post_id is not None:
            self._codes.append("")
            self._lines.append(_("恢復由{chair}親自主持").format(chair=sitting.chair or _("主席")))

    def _line(self, post: Post, turn: int | None) -> str:
        holder = self._registry.holder(post.id, self.sitting.day or self.page.office.clock.today().isoformat())
        name = f"{post.name} {holder.person}" if holder else post.name
        return _("第{turn}順位　{name}").format(turn=turn, name=name) if turn else _("其他　{name}").format(name=name)

    @property
    def _office(self) -> Office:
        return cast("Office", self.page.office)

    def heading(self) -> Content:
        return shown_line(_("代理主持：{sitting}").format(sitting=sitting_words.title(self.sitting)))

    def body(self) -> ComposeResult:
        now = sitting_words.chair_with_person(self.sitting)
        yield Static(shown(_("目前主持：{chair}").format(chair=now)), classes="dialog--text")
        yield OptionList(*(Option(shown_line(line)) for line in self._lines), compact=True, markup=False)
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor stands on the first deputy."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if self._lines else None
        self.set_focus(options)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Let the post under the cursor preside."""
        event.stop()
        self._save(self._codes[event.option_index])

    def _save(self, code: str, despite: frozenset[Rule] = frozenset(), reason: str = "") -> None:
        call = partial(_arranged, self._office, self.sitting, code, despite, reason)
        self.page.fetch(call, partial(self._answered, code), desk=f"save {id(self)}")

    def _answered(self, code: str, answer: SessionView | Refusal) -> None:
        if not self.is_attached:
            return
        if isinstance(answer, RulesBroken):
            despite = frozenset(rule for rule, _sentence in answer.broken)
            sentences = [sentence for _rule, sentence in answer.broken]
            self.app.push_screen(AskDespite(sentences), lambda reason: self._despite(code, despite, reason))
        elif isinstance(answer, ChangedMeanwhile):
            self._compare(code)
        elif isinstance(answer, Refusal):
            self.say(str(answer))
        else:
            self.page.meeting_app.records_changed()
            self.dismiss(answer)

    def _despite(self, code: str, despite: frozenset[Rule], reason: str | None) -> None:
        if reason:
            self._save(code, despite, reason)

    def _compare(self, code: str) -> None:
        from meetingtui.services import sessions

        fresh = sessions.show(self._office, self.sitting.id)
        theirs = "\n".join(sitting_words.differences(self.sitting, fresh))

        def answered(yes: bool | None) -> None:
            if yes:
                self.sitting = fresh
                self._save(code)

        question = _("他人已修改：\n{theirs}\n\n仍要更換主持人嗎？").format(theirs=theirs)
        self.app.push_screen(YesNo(question, _("編輯時已被他人修改")), answered)


def _arranged(
    office: Office, sitting: SessionView, code: str, despite: frozenset[Rule], reason: str
) -> SessionView | Refusal:
    from meetingtui.services import holding

    try:
        return holding.arrange(
            office, sitting.id, acting=code, reason=reason, despite=despite, base_version=sitting.version
        )
    except Refusal as refusal:
        return refusal
