"""Rulings that say more than their word: into which items, into which one, by whom, to whom, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.actions import ActionView
from meetingtui.domain.rulings import RULING_WORDS, Part, Ruling
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services.ruling_orders import FEWEST_PARTS, MOST_PARTS
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.action_item import DueField
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.guests_field import GuestsField
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in
from meetingtui.tui.kept import forms
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field, LineField

CENTRAL = "central"


class RulingForm(RegistryForm[list[ActionView]]):
    """One ruling on one or several items of a sitting."""

    VERB: ClassVar[Ruling]

    def __init__(self, page: Page[Any], sitting: SessionView, items: Sequence[ActionView]) -> None:
        self.sitting = sitting
        self.items = tuple(items)
        super().__init__(page, keep=" ".join([sitting.number, *(one.number for one in items)]))

    def title_text(self) -> str:
        first = self.items[0].number
        named = first if len(self.items) == 1 else _("{number}等{count}項").format(number=first, count=len(self.items))
        return _("{verb}：{number}").format(verb=_(RULING_WORDS[self.VERB]), number=named)

    def facts(self) -> str:
        """What is ruled on."""
        return "\n".join(" ".join(one.text.split()) for one in self.items[:3])

    def ruling(self, **more: Any) -> Callable[[], list[ActionView]]:
        """The service call that lets the sitting say it."""
        from meetingtui.services import rulings

        ids = [one.id for one in self.items]
        return partial(rulings.rule, self.office, ids, self.VERB, at=self.sitting.id, **more)

    @property
    def day(self) -> str:
        """The ISO day on which agencies must be in use."""
        return self.sitting.day or f"{self.sitting.year}-01-01"

    def lead_field(self, key: str = "lead", value: str | None = None, hint: str = "") -> ChoiceField:
        """Who leads."""
        offered = choices.agencies(self.office.registry())
        hint = hint or _("打機關名稱的一部分")
        return ChoiceField(key, _("列管主辦"), offered, value, placeholder=hint)

    def assists_field(self, key: str = "assists", text: str = "", hint: str = "") -> GuestsField:
        """Who assists."""
        registry = self.office.registry()
        return GuestsField(registry, self.day, text, key=key, label=_("協辦"), hint=hint or _("例如 社 衛"))


def reason_field(*, required: bool = False) -> LineField:
    """Why."""
    return LineField("reason", _("理由"), required=required, placeholder="" if required else _("可留空"))


class LeadForm(RulingForm):
    """Another agency leads; the item stays on the list."""

    VERB = Ruling.LEAD
    HELP: ClassVar[str] = N_("改由哪個機關主辦、哪些機關協辦；可與繼續列管並存。協辦可多個，以空白隔開。Ctrl+S 裁示。")

    def fields(self) -> Sequence[Field]:
        one, registry = self.items[0], self.office.registry()
        lead = registry.agencies.get(one.lead_id or 0)
        names = " ".join(registry.agencies[each].name for each in one.assist_ids)
        return self.lead_field(value=lead.code if lead else None), self.assists_field(text=names), reason_field()

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        return self.ruling(
            lead=text_in(values, "lead"), assists=text_in(values, "assists").split(), reason=text_in(values, "reason")
        )


class MergeForm(RulingForm):
    """The items close; another one goes on for them."""

    VERB = Ruling.MERGE
    HELP: ClassVar[str] = N_("打另一項編號或內容的一部分，選定後 Ctrl+S：所選各項列為「已併案」，由那一項接續辦理。")

    def __init__(
        self, page: Page[Any], sitting: SessionView, items: Sequence[ActionView], others: Sequence[ActionView]
    ) -> None:
        self.others = tuple(others)
        super().__init__(page, sitting, items)

    def fields(self) -> Sequence[Field]:
        offered = [
            Choice(one.number, f"{one.number} {' '.join(one.text.split())[:40]}", (one.number, one.text, one.lead))
            for one in self.others
        ]
        hint = _("編號或內容的一部分")
        return ChoiceField("into", _("併入"), offered, required=True, placeholder=hint), reason_field()

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        return self.ruling(into=text_in(values, "into"), reason=text_in(values, "reason"))


class RaiseForm(RulingForm):
    """A policy recommendation goes up to another body, or by letter to the central government."""

    VERB = Ruling.RAISE
    HELP: ClassVar[str] = N_(
        "政策建議提報上級：選上級會議別，則列入其待排議案；選中央，請填發文字號。提報後仍列管在本會議。Ctrl+S 裁示。"
    )

    def fields(self) -> Sequence[Field]:
        from meetingtui.services import raising

        registry, levels = self.office.registry(), [one.level for one in self.items]
        upper = {one.code for one in raising.offered(registry, levels, self.office.clock.today())}
        series = [one for one in choices.series(registry) if one.value in upper - {self.sitting.series}]
        offered = [Choice(CENTRAL, _("中央"), ("中央", CENTRAL)), *series]
        return (
            ChoiceField("to", _("提報到"), offered, required=True, placeholder=_("上級會議別，或中央")),
            LineField("doc_no", _("發文字號"), placeholder=_("提報中央時填寫")),
            reason_field(),
        )

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        return self.ruling(to=text_in(values, "to"), doc_no=text_in(values, "doc_no"), reason=text_in(values, "reason"))


class ReopenForm(RulingForm):
    """What has left the list comes back."""

    VERB = Ruling.REOPEN
    HELP: ClassVar[str] = N_("重新列管須敘明理由，並可訂新期限。Ctrl+S 裁示。")

    def fields(self) -> Sequence[Field]:
        return reason_field(required=True), DueField(self.page, self.sitting, "")

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        return self.ruling(reason=text_in(values, "reason"), due=text_in(values, "due") or None)


class SplitForm(RulingForm):
    """The item closes and several go on for it; another part is offered when the last one has a text."""

    VERB = Ruling.SPLIT
    HELP: ClassVar[str] = N_(
        "分成至少兩項：每項寫事項，主辦、協辦、期限留空則同原項。寫了一項就出現下一項。"
        "Ctrl+S 裁示：原項列為「已分案」，各項給新編號。"
    )

    def __init__(self, page: Page[Any], sitting: SessionView, item: ActionView) -> None:
        self._count = 0
        super().__init__(page, sitting, [item])

    def fields(self) -> Sequence[Field]:
        kept = forms(self.page.meeting_app).get(self._key)
        texts = kept.texts if kept else {}
        count = next(number for number in range(FEWEST_PARTS, MOST_PARTS + 1) if f"text{number + 1}" not in texts)
        return (*(field for _place in range(count) for field in self._next_part()), reason_field())

    def _next_part(self) -> list[Field]:
        self._count += 1
        number, same = self._count, _("留空：同原項")
        return [
            LineField(f"text{number}", _("第{number}項").format(number=number), required=number <= FEWEST_PARTS),
            self.lead_field(f"lead{number}", hint=same), self.assists_field(f"assists{number}", hint=same),
            DueField(self.page, self.sitting, "", key=f"due{number}", hint=same),
        ]  # fmt: skip

    def edited(self, field: Field) -> None:
        """Another part, once the last one has a text."""
        if field.key == f"text{self._count}" and field.text.strip() and self._count < MOST_PARTS:
            made = self._next_part()
            self._first |= {one.key: "" for one in made}
            self.form.add(made, before=self.form.field("reason"))

    def saving(self, values: Values) -> Callable[[], list[ActionView]]:
        parts = [
            Part(
                text_in(values, f"text{number}"), text_in(values, f"lead{number}"),
                tuple(text_in(values, f"assists{number}").split()), text_in(values, f"due{number}"),
            )
            for number in range(1, self._count + 1) if text_in(values, f"text{number}")
        ]  # fmt: skip
        return self.ruling(parts=parts, reason=text_in(values, "reason"))
