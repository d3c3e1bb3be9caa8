"""What an entry of the registry is called: another name from a day on, and the other names that find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from meetingtui.language import N_, _
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in
from meetingtui.tui.place import Page
from meetingtui.tui.things import Thing
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField


class Rename(RegistryForm[Any]):
    """Gives a series, agency, post or track a new name from a day on; before it the old one stays."""

    HELP: ClassVar[str] = N_("自所填日期起改用新名稱；此前的場次與文件仍用舊名，舊名也一直找得到。")

    def __init__(self, page: Page[Any], thing: Thing) -> None:
        self.thing = thing
        self._today = page.office.clock.today()
        super().__init__(page, keep=f"{thing.kind} {thing.owner} {thing.code}")

    def title_text(self) -> str:
        return _("更名：{thing}").format(thing=self.thing.title)

    def fields(self) -> Sequence[Field]:
        since = DateField("since", _("自何日起"), self._today, near=self._today, year=self._today.year, required=True)
        name = LineField("name", _("新名稱"), self.thing.name, required=True, max_length=200)
        if self.thing.name_en is None:
            return (name, since)
        return (name, LineField("name_en", _("英文名稱"), self.thing.name_en, max_length=200), since)

    def saving(self, values: Values) -> Callable[[], Any]:
        since = values["since"]
        more: dict[str, Any] = {} if self.thing.name_en is None else {"name_en": text_in(values, "name_en")}
        return partial(
            self.thing.verb(self.office, "rename"), text_in(values, "name"),
            since=since if isinstance(since, date) else None, base_version=self.thing.version, **more,
        )  # fmt: skip


class Aliases(RegistryForm[Any]):
    """Adds another name by which an entry is found, or takes one away."""

    HELP: ClassVar[str] = N_(
        "輸入新的別名後 Enter 加入。要刪去時，按下鍵選原有別名，再按 Ctrl+D。查詢、匯入與命令列都認得別名。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "remove", N_("刪去別名"), id="aliases.remove", tooltip=N_("刪去所選的別名"), priority=True),
    ]

    def __init__(self, page: Page[Any], thing: Thing) -> None:
        self.thing = thing
        self._alias = ChoiceField(
            "alias", _("別名"), choices.plain(thing.aliases), free=True, required=True,
            placeholder=_("輸入新別名，或按下鍵選原有的"),
        )  # fmt: skip
        super().__init__(page, keep=f"{thing.kind} {thing.owner} {thing.code}")

    def title_text(self) -> str:
        return _("別名：{thing}").format(thing=self.thing.title)

    def facts(self) -> str:
        if not self.thing.aliases:
            return _("目前沒有別名。")
        return _("目前的別名：{names}").format(names=_("、").join(self.thing.aliases))

    def fields(self) -> Sequence[Field]:
        return (self._alias,)

    def saving(self, values: Values) -> Callable[[], Any]:
        return partial(self.thing.verb(self.office, "alias"), text_in(values, "alias"))

    def action_remove(self) -> None:
        """Take the alias in the field away."""
        if self._alias.check():
            self.save_by(partial(self.thing.verb(self.office, "alias"), self._alias.text.strip(), remove=True))
