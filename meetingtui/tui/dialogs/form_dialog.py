"""A form over a page: what is wrong is said while one types, refusals are answered in it, no typed word is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from meetingtui.domain.errors import ChangedMeanwhile, Refusal
from meetingtui.domain.sessions import Rule, RulesBroken
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.ask import AskDespite, YesNo
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.gate import shown
from meetingtui.tui.kept import Kept, forms, key_shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.form import Form

if TYPE_CHECKING:
    from meetingtui.services.office import Office

T = TypeVar("T")
Values = dict[str, object]
Broken = Sequence[tuple[Rule, str]]
NO_RULES: frozenset[Rule] = frozenset()


class DialogForm(Form):
    """A form of which fields may be hidden while they mean nothing; Enter passes over those.

    Who comes to a field that is filled in types over it; arrows go into it.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__(fields)
        self._typed_over(fields)

    def add(self, fields: Sequence[Field], *, before: Field) -> None:
        self._typed_over(fields)
        super().add(fields, before=before)

    def _typed_over(self, fields: Sequence[Field]) -> None:
        for field in fields:
            field.entry.select_on_focus = True

    def begin(self) -> None:
        """Nothing: the dialog puts the cursor into the first field at once, before the next key comes."""

    @on(Input.Submitted)
    def _skip_hidden(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        seen = [field for field in self.fields if field.display]
        at = next((number for number, field in enumerate(seen) if field.entry is event.input), len(seen))
        if at + 1 >= len(seen):
            self.action_save()
        else:
            seen[at + 1].focus_entry()


class FormDialog(Dialog[ScreenResultType]):
    """Subclasses give `heading`, `facts`, `fields` and `saving`; it closes with what the saving service answers.

    `page` is the page below: it runs the services in its threads.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("儲存"), id="dialog.save", tooltip=N_("檢查各欄並儲存")),
        Binding("ctrl+n", "start_over", N_("重填"), id="form.start_over", tooltip=N_("捨棄輸入的內容，各欄回到原樣")),
    ]
    CSS_PATH = "form_dialog.tcss"
    KEEPS: ClassVar[bool] = True
    """Whether what was typed is kept when the dialog is left; not where it holds choices and no words."""

    journal = ""
    """The draft in which its words outlast the program; empty for none."""
    _made_of: tuple[tuple[Any, ...], dict[str, Any]]
    """What it was made of but for the page, to be opened again."""

    def __new__(cls, *args: Any, **more: Any) -> Self:
        made = super().__new__(cls)
        made._made_of = args[1:], more
        return made

    def __init__(self, page: Page[Any], *, keep: str = "") -> None:
        """`keep` tells dialogs of one class apart whose texts are kept when they are left."""
        super().__init__()
        self.page = page
        self._key = f"{type(self).__name__} {keep}"
        self.form = DialogForm(self.fields())
        self._first = self.form.texts
        self._put_back: dict[str, str] | None = None
        self.broken: Broken = ()
        self.despite = NO_RULES
        self.despite_reason = ""
        self.saving_now = False

    # ----- what a dialog says

    def facts(self) -> str:
        """What one should know before filling in the form; '' for nothing."""
        return ""

    def fields(self) -> Sequence[Field]:
        """The fields of the form."""
        raise NotImplementedError

    def begins_with(self) -> Field:
        """The field in which the cursor stands first."""
        return self.form.fields[0]

    def saving(self, values: Values) -> Callable[[], ScreenResultType]:
        """The service call that saves `values`, overruling `self.despite` for `self.despite_reason`."""
        raise NotImplementedError

    def changed_meanwhile(self) -> None:
        """Somebody else saved first; dialogs that know the record show both."""
        self.say(_("資料已被他人修改。請關閉後重新開啟，比對後再存。"))

    def edited(self, field: Field) -> None:
        """The user changed a field."""

    def answered(self, values: Values, answer: ScreenResultType | Refusal) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the dialog itself has dealt with an answer of the saving service."""
        return False

    @property
    def office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.page.office)

    # ----- its parts

    def body(self) -> ComposeResult:
        facts = self.facts()
        if facts:
            yield Static(shown(facts), classes="dialog--facts")
        yield self.form
        broken = Static("", classes="dialog--broken")
        broken.display = type(self).edited is not FormDialog.edited
        yield broken
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """Put back what was typed before the dialog was left; the cursor stands in the field that it begins with."""
        kept = forms(self.app).pop(self._key, None)
        if kept:
            self.page.meeting_app.unsaved -= 1
            self._put_back = kept.texts
            self.form.put_back(kept.texts)
            self.say(_("已放回上次未存的內容；Ctrl+N 捨棄並重填。"))
        if self.form.fields:
            self.set_focus(self.begins_with().typed_into)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Starting over is offered once something is typed."""
        return self.form.changed if action == "start_over" else super().check_action(action, parameters)

    # ----- what is typed

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        if self.form.texts != self._put_back:
            self.say("")
        self.refresh_bindings()
        self.edited(event.field)

    def look(self, call: Callable[[], Broken], then: Callable[[Broken], None] | None = None) -> None:
        """Ask in a thread what would be broken, and say it; a newer question makes an older answer worthless."""
        self.ask(call, then or self.show_broken)

    def ask(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run a reading service while somebody types; a refusal of a half typed word says nothing."""

        def quietly() -> T | None:
            try:
                return call()
            except Refusal:
                return None

        def answered(value: T | None) -> None:
            if value is not None and self in self.app.screen_stack:
                then(value)

        self.page.fetch(quietly, answered, desk=f"dialog {id(self)}")

    def show_broken(self, broken: Broken) -> None:
        """Say which rules would be broken, or that none is."""
        self.broken = broken
        where = self.query_one(".dialog--broken", Static)
        where.set_class(not broken, "-fine")
        if broken:
            where.update(Content("\n").join([shown(f"! {sentence}") for _rule, sentence in broken]))
        else:
            where.update(shown(_("沒有撞期、假日或時段的問題。")))

    def action_save(self) -> None:
        """Save, wherever the cursor stands."""
        self.form.action_save()

    def action_give_up(self) -> None:
        """Leave, wherever the cursor stands."""
        self.form.action_leave()

    def action_start_over(self) -> None:
        """Every field goes back to what it began with, and the cursor to the first of them."""
        self.form.put_back(self._first)
        for field in self.form.fields:
            field.show_error("")
        self.broken = ()
        self.query_one(".dialog--broken", Static).update("")
        self.say("")
        self.form.fields[0].focus_entry()

    # ----- leaving and saving

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        event.stop()
        self.dismiss(None)

    @on(Form.Abandoned)
    def _abandoned(self, event: Form.Abandoned) -> None:
        event.stop()
        if not self.KEEPS:
            self.dismiss(None)
            return
        app = self.page.meeting_app
        forms(app)[self._key] = Kept(
            self.heading().plain, tuple(self._typed()), event.texts, self._again, self.journal
        )  # fmt: skip
        app.unsaved += 1
        app.told(_("未儲存；輸入的內容先留著，再開啟時放回，或按{key}查看、捨棄。").format(key=key_shown(app.settings)))
        self.dismiss(None)

    def _typed(self) -> list[str]:
        """The changed fields in words."""
        return [
            _("{field}：{text}").format(field=field.label, text=field.text) for field in self.form.fields
            if field.display and field.changed
        ]  # fmt: skip

    def _again(self, page: Page[Any]) -> FormDialog[ScreenResultType]:
        args, more = self._made_of
        return type(self)(page, *args, **more)

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        event.stop()
        self.save(event.values)

    def save(self, values: Values, despite: frozenset[Rule] = NO_RULES, reason: str = "") -> None:
        """Save in a thread; the dialog closes when it is done and stays when it is refused."""
        self.despite, self.despite_reason = despite, reason
        self.save_by(self.saving(values), values)

    def save_by(self, call: Callable[[], ScreenResultType], values: Values | None = None) -> None:
        """Run a changing service; a second one waits until the first has answered."""
        if not self.saving_now:
            self.saving_now = True
            self.page.fetch(partial(answer_of, call), partial(self._saved, values or {}), desk=f"save {id(self)}")

    def _saved(self, values: Values, answer: ScreenResultType | Refusal) -> None:
        self.saving_now = False
        if not self.is_attached:
            return
        if self.answered(values, answer):
            return
        if isinstance(answer, RulesBroken):
            self._ask_despite(values, answer)
        elif isinstance(answer, ChangedMeanwhile):
            self.changed_meanwhile()
        elif isinstance(answer, Refusal):
            self.say(str(answer))
        else:
            self.page.meeting_app.records_changed()
            self.dismiss(answer)

    def _ask_despite(self, values: Values, refusal: RulesBroken) -> None:
        despite = frozenset(rule for rule, _sentence in refusal.broken)

        def answered(reason: str | None) -> None:
            if reason:
                self.save(values, despite, reason)

        sentences = [sentence for _rule, sentence in refusal.broken]
        self.app.push_screen(AskDespite(sentences, reason=str(values.get("reason") or "")), answered)

    def ask_again(self, theirs: Sequence[str], again: Callable[[], None]) -> None:
        """Show what somebody else has changed and what is typed here; yes saves what is typed over it."""
        question = _("他人已修改：\n{theirs}\n\n您輸入的：\n{mine}\n\n仍要以您輸入的內容儲存嗎？").format(
            theirs="\n".join(theirs) or _("（內容相同）"), mine="\n".join(self._typed()) or _("（未更動）")
        )

        def answered(yes: bool | None) -> None:
            if yes:
                again()

        self.app.push_screen(YesNo(question, _("編輯時已被他人修改")), answered)
