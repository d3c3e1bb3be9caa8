"""解除, 繼續 or 自行 with all that belongs to it: at which sitting, until when, and in which words of the chair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from meetingtui.domain.actions import ActionView
from meetingtui.domain.rulings import RULING_WORDS, Carried, Ruling
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import jumps, sitting_words
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.new_due import SIMPLE, NewDueField, said_before, words_field
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in, worded
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field


class Ruled(NamedTuple):
    """What was said of which items, as they stand now."""

    verb: Ruling
    items: list[ActionView]


class RuleItems(RegistryForm[Ruled]):
    """One ruling on one or several items at one of `sittings`, the first of which is proposed."""

    HELP: ClassVar[str] = N_(
        "裁示都屬於一場會議：先看「場次」是否為作成裁示的那一場，可用上下鍵改選（只列已召開而紀錄未核定者）。"
        "繼續列管可訂新期限：日期、+30、「下次會議」或「各依建議」，留空不變。主席的話可留空。Ctrl+S 裁示。"
        "分案、併案、改列主辦、提報、重列：按 Ctrl+O 到該場的裁示頁。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "page", N_("裁示頁"), id="rule.page", tooltip=N_("到這一場的裁示頁，可分案、併案等")),
    ]

    def __init__(
        self, page: Page[Any], sittings: Sequence[SessionView], items: Sequence[ActionView], verb: Ruling
    ) -> None:
        self.sittings = tuple(sittings)
        self.items = tuple(items)
        self._verb = verb
        super().__init__(page, keep=" ".join(one.number for one in items))
        self._due.display = verb is Ruling.CONTINUE

    def title_text(self) -> str:
        first = self.items[0].number
        named = first if len(self.items) == 1 else _("{number}等{count}項").format(number=first, count=len(self.items))
        return _("裁示：{number}").format(number=named)

    def facts(self) -> str:
        """What is ruled on."""
        return "\n".join(" ".join(one.text.split()) for one in self.items[:3])

    def fields(self) -> Sequence[Field]:
        offered = [Choice(one.number, _named(one), (one.number, one.name)) for one in self.sittings]
        before = self._carried(self.sittings[0])
        self._due = NewDueField(self.page, self.sittings[0], before)
        self._words = words_field(said_before(before))
        words = {one: RULING_WORDS[one] for one in SIMPLE}
        return (
            ChoiceField("session", _("場次"), offered, self.sittings[0].number, required=True),
            worded("verb", _("裁示"), words, self._verb), self._due, self._words,
        )  # fmt: skip

    def begins_with(self) -> Field:
        """What is still to be said."""
        return self._due if self._due.display else self._words

    def edited(self, field: Field) -> None:
        """Another sitting has other answers before it; only what goes on has a new day."""
        if field.key == "session":
            self._due.hold_at(self.sitting, self._carried(self.sitting))
        elif field.key == "verb":
            self._due.display = self._said is Ruling.CONTINUE

    @property
    def sitting(self) -> SessionView:
        """The sitting that is chosen."""
        chosen = self.form.field("session").value
        return next((one for one in self.sittings if one.number == chosen), self.sittings[0])

    @property
    def _said(self) -> Ruling:
        return Ruling(str(self.form.field("verb").value or self._verb))

    def _carried(self, sitting: SessionView) -> list[Carried]:
        from meetingtui.services import carrying

        found = {one.item.id: one for one in carrying.carried(self.office, sitting.id)}
        return [found.get(one.id, Carried(one)) for one in self.items]

    def saving(self, values: Values) -> Callable[[], Ruled]:
        verb = Ruling(text_in(values, "verb"))
        due = self._due.said if verb is Ruling.CONTINUE else None
        return partial(self._rule, verb, text_in(values, "session"), due, text_in(values, "reason"))

    def _rule(self, verb: Ruling, session: str, due: str | None, reason: str) -> Ruled:
        from meetingtui.services import rulings

        ids = [one.id for one in self.items]
        return Ruled(verb, rulings.rule(self.office, ids, verb, at=session, due=due, reason=reason))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page of rulings is offered where it does not lie below."""
        if action == "page":
            return getattr(self.page, "PART", "") != "rulings"
        return super().check_action(action, parameters)

    def action_page(self) -> None:
        """All that the sitting may say of them, on its page of rulings."""
        app, sitting, item = self.app, self.sitting, self.items[0].id
        self.dismiss(None)
        app.push_screen(jumps.sitting_part("rulings", sitting.id, item=item))


def _named(one: SessionView) -> str:
    return _("{number}　{day}　{name}").format(number=one.number, day=sitting_words.short_day(one.day), name=one.name)
