"""Another room, township, host or note for one sitting, and guests of other networks for this time only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.registry import Registry
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.guests_field import GuestsField
from meetingtui.tui.dialogs.sitting_dialog import SittingDialog, text_of
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField


class ArrangeSitting(SittingDialog):
    """Changes what stands for this sitting only; the series keeps its rule."""

    WHAT = N_("更動安排")
    HELP: ClassVar[str] = N_("只改這一場的地點、鄉鎮市區、主辦機關或備註；會議別的規則不變。已召開的場次只能改備註。")

    def __init__(self, page: Page[Any], sitting: SessionView, registry: Registry) -> None:
        self.registry = registry
        super().__init__(page, sitting)

    def fields(self) -> Sequence[Field]:
        host = self.registry.agencies.get(self.sitting.host_agency_id or 0)
        return (
            ChoiceField("room", _("場地"), choices.rooms(self.registry), self.sitting.room, free=True),
            ChoiceField("township", _("鄉鎮市區"), choices.townships(self.registry), self.sitting.township, free=True),
            ChoiceField(
                "host", _("主辦機關"), choices.agencies(self.registry), host.code if host else None,
                placeholder=_("留空：依會議別"),
            ),
            LineField("note", _("備註"), self.sitting.note, placeholder=_("我方代表、提案等")),
            LineField("reason", _("事由"), placeholder=_("可留空")),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import holding

        changed = {
            field.key: text_of(values[field.key]) for field in self.form.fields
            if field.changed and field.key != "reason"
        }  # fmt: skip
        if not changed:
            return lambda: self.sitting
        return partial(
            holding.arrange, self.office, self.sitting.id, **changed, despite=self.despite,
            reason=self.despite_reason or text_of(values["reason"]), base_version=self.sitting.version,
        )  # fmt: skip


class InviteGuests(SittingDialog):
    """Asks other networks to this sitting only."""

    WHAT = N_("邀請網絡")
    HELP: ClassVar[str] = N_("依個案需求邀請其他網絡參加這一場：打網絡或機關的名稱，以空白隔開，例如「學 就 治」。")

    def __init__(self, page: Page[Any], sitting: SessionView, registry: Registry, invited: Sequence[str]) -> None:
        self._guests = GuestsField(registry, sitting.day or f"{sitting.year}-01-01", " ".join(invited))
        super().__init__(page, sitting)

    def fields(self) -> Sequence[Field]:
        return (self._guests,)

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import guests, sessions

        def invite() -> SessionView:
            guests.invite(self.office, self.sitting.id, text_of(values["guests"]))
            return sessions.show(self.office, self.sitting.id)

        return invite
