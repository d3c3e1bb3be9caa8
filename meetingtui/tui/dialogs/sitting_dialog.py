"""What the dialogs on one sitting share: its heading, the version that was seen, and both sides of a conflict."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from textual.content import Content

from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import FormDialog
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field

MOVE_REASONS = (
    N_("主席另有公務"), N_("天然災害停止上班"), N_("場地異動"), N_("應出席機關時間無法配合"), N_("與其他會議撞期"),
    N_("配合議會期程"),
)  # fmt: skip
CANCEL_REASONS = (
    N_("無討論案件"), N_("天然災害停止上班"), N_("併入其他會議討論"), N_("主席指示取消"), N_("案件已結案"),
)  # fmt: skip


class SittingDialog(FormDialog[SessionView]):
    """A form on one sitting; it saves only over the version that it shows."""

    WHAT = N_("異動")

    def __init__(self, page: Page[Any], sitting: SessionView) -> None:
        self.sitting = sitting
        super().__init__(page, keep=str(sitting.id))

    def heading(self) -> Content:
        return shown_line(_("{what}：{sitting}").format(what=_(self.WHAT), sitting=sitting_words.title(self.sitting)))

    def edited(self, field: Field) -> None:
        """What a new time, where the form has one, would break."""
        from meetingtui.services import scheduling

        if field.key == "to" and isinstance(field.value, datetime):
            self.look(partial(scheduling.what_breaks, self.office, self.sitting.id, field.value))

    def changed_meanwhile(self) -> None:
        """Read what stands now, show both, and save over it only when told to."""
        from meetingtui.services import sessions

        self.page.fetch(partial(sessions.show, self.office, self.sitting.id), self._compare, desk="compare")

    def _compare(self, fresh: SessionView) -> None:
        theirs = sitting_words.differences(self.sitting, fresh)

        def again() -> None:
            self.sitting = fresh
            self.save(self.form.values)

        self.ask_again(theirs, again)


def reason_field(reasons: tuple[str, ...], *, required: bool = True) -> ChoiceField:
    """Why: typed freely or chosen from what is usual (arrow down)."""
    choices = [Choice(_(reason), _(reason)) for reason in reasons]
    return ChoiceField(
        "reason", _("事由"), choices, free=True, required=required, placeholder=_("輸入，或按下鍵選常用事由")
    )


def text_of(value: object) -> str:
    """The value of a field as a text; '' for none."""
    return value if isinstance(value, str) else ""
