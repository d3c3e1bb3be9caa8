"""Giving an entry of the registry up from a day on, with what still stands on the books, and taking it up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.language import N_, _
from meetingtui.services.standing import StillPlanned
from meetingtui.tui.dialogs.ask import AskText, YesNo
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RegistryForm
from meetingtui.tui.place import Page
from meetingtui.tui.registry_words import short_day
from meetingtui.tui.things import Thing
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field

Ending = Callable[..., Any]
"""A service call that takes the day, and for series and tracks `cancel` and `reason`."""


class Retire(RegistryForm[Any]):
    """Ends something from a day on; sittings that still stand after it are called off only when told to."""

    HELP: ClassVar[str] = N_("自所填日期起停用；以前的年度、場次與統計照舊。仍有待召開的場次時，會問是否一併取消。")

    def __init__(self, page: Page[Any], title: str, ending: Ending, *, facts: str = "") -> None:
        self._title = title
        self._ending = ending
        self._facts = facts
        super().__init__(page, keep=title)

    def title_text(self) -> str:
        return self._title

    def facts(self) -> str:
        return self._facts or _("以前的年度照舊；要再使用時，在清單按 r 恢復。")

    def fields(self) -> Sequence[Field]:
        today = self.page.office.clock.today()
        return (DateField("on", _("自何日起"), today, near=today, year=today.year, required=True),)

    def saving(self, values: Values) -> Callable[[], Any]:
        return partial(self._ending, values["on"])

    def say(self, sentence: str) -> None:
        """Ask whether the sittings that still stand are to be called off, or say why it was refused."""
        refusal = self._refusal
        if not isinstance(refusal, StillPlanned) or sentence != str(refusal):
            super().say(sentence)
            return
        self._refusal = None
        question = _("{sentence}\n\n要一併取消這些場次時，請輸入事由：").format(sentence=refusal.standing)
        self.app.push_screen(AskText(question, _("尚有待召開的場次")), self._cancel_too)

    def _cancel_too(self, reason: str | None) -> None:
        day = self.form.values["on"]
        if reason and isinstance(day, date):
            self.save_by(partial(self._ending, day, cancel=True, reason=reason))


def retire_or_revive(page: Page[Any], thing: Thing, then: Callable[[Any], None]) -> None:
    """Ask from which day on `thing` ends, or whether one that has ended is taken up again."""
    office: Any = page.office
    if not thing.retired_on:
        ending = thing.verb(office, "retire")
        if thing.version is not None:
            ending = partial(ending, base_version=thing.version)
        page.app.push_screen(Retire(page, _("停用：{thing}").format(thing=thing.title), ending), then)
        return

    def answered(yes: bool | None) -> None:
        if yes:
            page.carry_out(thing.verb(office, "revive"), then)

    question = _("{thing}自{day}起停用。要恢復使用嗎？").format(thing=thing.title, day=short_day(thing.retired_on))
    page.app.push_screen(YesNo(question, _("恢復為使用中")), answered)
