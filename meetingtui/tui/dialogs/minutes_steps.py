"""The steps in the life of minutes, each a short form with what is usual filled in; and their head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.content import Content

from meetingtui.domain.minutes import URGENCIES, MinutesView
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.paragraph_field import ParagraphField


class StepDialog(FormDialog[MinutesView]):
    """A form on the minutes of one sitting."""

    WHAT = N_("會議紀錄")

    def __init__(self, page: Page[Any], sitting: SessionView, view: MinutesView) -> None:
        self.sitting = sitting
        self.view = view
        super().__init__(page, keep=f"{sitting.id}")

    def heading(self) -> Content:
        return shown_line(_("{what}：{sitting}").format(what=_(self.WHAT), sitting=sitting_words.title(self.sitting)))

    def day(self, key: str, label: str) -> DateField:
        """A day, today unless said."""
        today = self.office.clock.today()
        return DateField(key, label, today, near=today, year=today.year)


class Approve(StepDialog):
    """核定: by whom and when."""

    WHAT = N_("紀錄核定")
    HELP: ClassVar[str] = N_("主席核定紀錄：核定者與日期已填好，可直接按 Ctrl+S。核定後內容鎖定並留存版本。")

    def __init__(
        self, page: Page[Any], sitting: SessionView, view: MinutesView, *, despite_findings: bool = False
    ) -> None:  # fmt: skip
        self.despite_findings = despite_findings
        super().__init__(page, sitting, view)

    def fields(self) -> Sequence[Field]:
        chair = sitting_words.chair_with_person(self.sitting)
        return (LineField("chair", _("核定者"), chair, required=True, max_length=60), self.day("on", _("核定日期")))

    def saving(self, values: Values) -> Callable[[], MinutesView]:
        from meetingtui.services import minutes_life

        return partial(
            minutes_life.approve, self.office, self.sitting.id, chair=text_in(values, "chair"),
            on=day_in(values, "on"), despite_findings=self.despite_findings,
        )  # fmt: skip


class Send(StepDialog):
    """函送: the number of the letter and its urgency."""

    WHAT = N_("紀錄函送")
    HELP: ClassVar[str] = N_("函送紀錄的公文：填發文字號，速別與日期已填好。")

    def fields(self) -> Sequence[Field]:
        known = [Choice(one, _(one), ()) for one in URGENCIES]
        return (
            LineField("doc_no", _("發文字號"), self.view.doc_no, required=True, max_length=80,
                      placeholder=_("例如 府社工字第1150012345號")),
            ChoiceField("urgency", _("速別"), known, self.view.urgency or "普通件"),
            self.day("on", _("函送日期")),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], MinutesView]:
        from meetingtui.services import minutes_life

        return partial(
            minutes_life.send, self.office, self.sitting.id, doc_no=text_in(values, "doc_no"),
            urgency=text_in(values, "urgency"), on=day_in(values, "on"),
        )  # fmt: skip


class Confirm(StepDialog):
    """確認: at which later sitting, and what was corrected there."""

    WHAT = N_("紀錄確認")
    HELP: ClassVar[str] = N_("下次會議確認本次紀錄：選確認的場次；會中更正的內容記在下面，原文不變。")

    def __init__(
        self, page: Page[Any], sitting: SessionView, view: MinutesView, later: Sequence[SessionView]
    ) -> None:  # fmt: skip
        self.later = later
        super().__init__(page, sitting, view)

    def fields(self) -> Sequence[Field]:
        known = [
            Choice(one.number, f"{one.number} {sitting_words.short_day(one.day)}", (one.day,)) for one in self.later
        ]  # fmt: skip
        held = next((one.number for one in self.later if one.status == "held"), None)
        first = held or (self.later[0].number if self.later else None)
        return (
            ChoiceField("at", _("確認的場次"), known, first, required=True),
            ParagraphField("corrections", _("更正"), self.view.corrections, hint=N_("沒有更正則留空")),
        )

    def saving(self, values: Values) -> Callable[[], MinutesView]:
        from meetingtui.services import minutes_life

        return partial(
            minutes_life.confirm, self.office, self.sitting.id, at=text_in(values, "at"),
            corrections=text_in(values, "corrections"),
        )  # fmt: skip


class Head(StepDialog):
    """When it began and ended, who took the minutes, and whether secrecy was declared."""

    WHAT = N_("散會")
    HELP: ClassVar[str] = N_("散會時間已填現在的時間，可改；另可填開會時間、紀錄人員與保密宣告。時間寫成 16:35。")

    def fields(self) -> Sequence[Field]:
        view = self.view
        yes = {"yes": N_("已宣告"), "": N_("未宣告")}
        return (
            LineField("adjourned", _("散會時間"), view.adjourned_at[11:16] or self._now(), max_length=40),
            LineField("minute_taker", _("紀錄人員"), view.minute_taker, max_length=60),
            LineField("opened", _("開會時間"), view.opened_at[11:16] or self.sitting.start[11:16], max_length=40),
            worded("secret", _("保密宣告"), yes, "yes" if view.declared_secret else "", required=False),
        )

    def _now(self) -> str:
        """The time it is, on the day of the sitting; its planned end on others."""
        now = self.office.clock.now()
        if self.sitting.day == self.office.clock.today().isoformat():
            from meetingtui.dates.clock import to_taipei

            return f"{to_taipei(now):%H:%M}"
        return self.sitting.end[11:16]

    def saving(self, values: Values) -> Callable[[], MinutesView]:
        from meetingtui.services import minutes

        return partial(
            minutes.save_head, self.office, self.sitting.id, minute_taker=text_in(values, "minute_taker"),
            opened=text_in(values, "opened"), adjourned=text_in(values, "adjourned"),
            declared_secret=text_in(values, "secret") == "yes", base_version=self.view.version,
        )  # fmt: skip


def day_in(values: Values, key: str) -> date | None:
    """The day of a field; None for none."""
    value = values.get(key)
    return value if isinstance(value, date) else None
