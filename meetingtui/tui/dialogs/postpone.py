"""A sitting put off, to another date or until one is found, and a sitting called off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.sitting_dialog import (
    CANCEL_REASONS,
    MOVE_REASONS,
    SittingDialog,
    reason_field,
    text_of,
)
from meetingtui.tui.widgets.date_field import MomentField
from meetingtui.tui.widgets.field import Field


class Postpone(SittingDialog):
    """Postpones a sitting; it counts as postponed once more, whatever becomes of it."""

    WHAT = N_("延期")
    HELP: ClassVar[str] = N_(
        "填新日期就延到那一天；留空則列為延期待定，之後按 m 排定新日期。場次編號不變，統計計入延期。"
    )

    def facts(self) -> str:
        """When it was to be."""
        return _("原訂：{moment}").format(moment=sitting_words.moment(self.sitting.start))

    def fields(self) -> Sequence[Field]:
        begins = sitting_words.start_of(self.sitting)
        return (
            reason_field(MOVE_REASONS),
            MomentField(
                "to", _("新日期時間"), near=self.page.office.clock.today(), year=self.page.year,
                usual=begins.time() if begins else None, placeholder=_("留空：日期待定"),
            ),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import scheduling

        to = values["to"]
        return partial(
            scheduling.postpone, self.office, self.sitting.id, reason=self.despite_reason or text_of(values["reason"]),
            to=to if isinstance(to, datetime) else None, despite=self.despite, base_version=self.sitting.version,
        )  # fmt: skip


class CancelSitting(SittingDialog):
    """Calls a sitting off; it keeps its number, its date and the reason."""

    WHAT = N_("取消")
    HELP: ClassVar[str] = N_("取消的場次保留編號與事由，不計入已召開；行事曆會送出取消。按 u 可復原。")

    def facts(self) -> str:
        """When it was to be."""
        return _("原訂：{moment}").format(moment=sitting_words.moment(self.sitting.start))

    def fields(self) -> Sequence[Field]:
        return (reason_field(CANCEL_REASONS),)

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import scheduling

        return partial(
            scheduling.cancel, self.office, self.sitting.id, reason=text_of(values["reason"]),
            base_version=self.sitting.version,
        )  # fmt: skip


class Unhold(SittingDialog):
    """Takes back that a sitting was held."""

    WHAT = N_("取消召開登記")
    HELP: ClassVar[str] = N_("場次回到「預定」，人次保留。須註明事由。")

    def facts(self) -> str:
        """What was recorded."""
        return _("已登記召開：{moment} {people}").format(
            moment=sitting_words.moment(self.sitting.start), people=sitting_words.person_times(self.sitting)
        )

    def fields(self) -> Sequence[Field]:
        return (reason_field((N_("登記錯誤"), N_("未達開會人數"))),)

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import holding

        return partial(holding.unhold, self.office, self.sitting.id, reason=text_of(values["reason"]))
