"""Another date for a sitting: moved by typing or by arrows, with what the new time would break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from meetingtui.dates.showing import show_date
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.sitting_dialog import MOVE_REASONS, SittingDialog, reason_field, text_of
from meetingtui.tui.widgets.date_field import MomentField
from meetingtui.tui.widgets.field import Field


class MoveSitting(SittingDialog):
    """Moves a sitting; it keeps its number, and its calendar entry goes out again."""

    WHAT = N_("改期")
    HELP: ClassVar[str] = N_(
        "在日期欄直接輸入，或以上下鍵改一天、PgUp／PgDn 改一週。下方隨時列出會違反的規定；"
        "仍要排入時，儲存後會請您註明理由。場次編號不變。"
    )

    def facts(self) -> str:
        """When it was to be, and within which days it is due."""
        lines = [_("原訂：{moment}").format(moment=sitting_words.moment(self.sitting.start))]
        if self.sitting.window_first and self.sitting.window_last:
            first, last = (date.fromisoformat(day) for day in (self.sitting.window_first, self.sitting.window_last))
            lines.append(_("應召開時段：{first}至{last}").format(first=show_date(first), last=show_date(last)))
        return "\n".join(lines)

    def fields(self) -> Sequence[Field]:
        begins = sitting_words.start_of(self.sitting)
        return (
            MomentField(
                "to", _("新日期時間"), begins, near=self.page.office.clock.today(), year=self.page.year,
                usual=begins.time() if begins else None, required=True, placeholder=_("例如 3/5 14:00"),
            ),
            reason_field(MOVE_REASONS),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import scheduling

        to = values["to"]
        assert isinstance(to, datetime)  # noqa: S101 - the form lets nothing through but a moment
        return partial(
            scheduling.move, self.office, self.sitting.id, to, reason=self.despite_reason or text_of(values["reason"]),
            despite=self.despite, base_version=self.sitting.version,
        )  # fmt: skip
