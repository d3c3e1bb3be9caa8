"""併開: a sitting held together with another one, which stands for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.dates.showing import show_date
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.sitting_dialog import SittingDialog, reason_field, text_of
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field

MERGE_REASONS = (N_("與其他會議合併召開"), N_("議題相同"), N_("出席單位相同"), N_("主席指示併開"))


class MergeSitting(SittingDialog):
    """Merges a sitting into one that is chosen by day, number or name; `hosts` are offered, the nearest first."""

    WHAT = N_("併開")
    HELP: ClassVar[str] = N_(
        "選擇代表兩會的場次：輸入日期、編號或名稱的一部分，或按下鍵由日期最近的選起。這一場保留編號，"
        "狀態改為已併開；它的會議別與認列都改計入所選的場次，總場次只計一場。按 u 可復原。"
    )

    def __init__(self, page: Page[Any], sitting: SessionView, hosts: Sequence[SessionView]) -> None:
        self.hosts = hosts
        super().__init__(page, sitting)

    def facts(self) -> str:
        """When it was to be, and what becomes of it."""
        return _("原訂：{moment}\n併入後編號保留，由所選的場次代表兩會，並計入兩會。").format(
            moment=sitting_words.moment(self.sitting.start)
        )

    def fields(self) -> Sequence[Field]:
        choices = [Choice(one.id, self._label(one), _names(one)) for one in self.hosts]
        return (
            ChoiceField(
                "into", _("併入"), choices, required=True, placeholder=_("輸入日期、編號或名稱，或按下鍵選擇")
            ),
            reason_field(MERGE_REASONS),
        )  # fmt: skip

    def _label(self, one: SessionView) -> str:
        when = sitting_words.near_moment(one.start, self.page.office.clock.today())
        return " ".join(part for part in (when, one.number, one.name, one.track_name) if part)

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import scheduling

        into = values["into"]
        assert isinstance(into, int)  # noqa: S101 - the form lets nothing through but the id of a sitting
        return partial(
            scheduling.merge, self.office, self.sitting.id, into, reason=text_of(values["reason"]),
            base_version=self.sitting.version,
        )  # fmt: skip


def _names(one: SessionView) -> tuple[str, ...]:
    """What finds a sitting besides what is shown of it."""
    day = date.fromisoformat(one.day) if one.day else None
    written = (show_date(day, "dot"), f"{day.month}/{day.day}", one.day) if day else ()
    return (one.number, one.series, one.name, *written)
