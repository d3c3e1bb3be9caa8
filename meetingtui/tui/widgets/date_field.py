"""A day, or a day with its time, typed in any form; what it means stands behind it at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from meetingtui.dates.roc import DateError, parse_date, parse_moment, show_date, show_moment
from meetingtui.language import N_
from meetingtui.tui.widgets.field import Field

_STEPS: list[BindingType] = [
    Binding("up", "days(1)", N_("後一天"), id="date.next-day", show=False, tooltip=N_("改為後一天")),
    Binding("down", "days(-1)", N_("前一天"), id="date.previous-day", show=False, tooltip=N_("改為前一天")),
    Binding("pageup,ctrl+up", "days(7)", N_("後一週"), id="date.next-week", show=False, tooltip=N_("改為後一週")),
    Binding(
        "pagedown,ctrl+down", "days(-7)", N_("前一週"), id="date.previous-week", show=False, tooltip=N_("改為前一週")
    ),
]


class DateField(Field):
    """A day. `year` (西元) is the year shown, for dates typed without one; `near` is today.

    Up and down move a day, page up and page down a week.
    """

    BINDINGS: ClassVar[list[BindingType]] = _STEPS
    DEFAULT_CSS = """
    DateField TextField { width: 24; }
    """

    def __init__(
        self,
        key: str,
        label: str,
        value: date | None = None,
        *,
        near: date,
        year: int | None = None,
        required: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(key, label, self.written(value), required=required, placeholder=placeholder)
        self.near = near
        self.year = year

    @staticmethod
    def written(value: date | None) -> str:
        """How a value that is given stands in the field."""
        return show_date(value, "dot") if value else ""

    @property
    def value(self) -> date | None:
        """The day; None when nothing is typed or it is no day."""
        try:
            return self._read()
        except DateError:
            return None

    def _read(self) -> date | None:
        return parse_date(self.text, year=self.year, near=self.near) if self.text.strip() else None

    def wrong(self) -> str:
        try:
            self._read()
        except DateError as error:
            return str(error)
        return ""

    def meaning(self) -> str:
        day = self.value
        return show_date(day) if day else ""

    def action_days(self, days: int) -> None:
        """Go on or back from the day typed; from nothing, begin with today."""
        day = self.value
        try:
            self._put(day + timedelta(days=days) if day else self.near)
        except OverflowError:
            return

    def _put(self, day: date) -> None:
        self.text = self.written(day)
        self.entry.action_end()


class MomentField(DateField):
    """A day with its time, in Taiwan and without zone; `usual` is taken when only a day is typed."""

    DEFAULT_CSS = """
    MomentField TextField { width: 28; }
    """

    def __init__(
        self,
        key: str,
        label: str,
        value: datetime | None = None,
        *,
        near: date,
        year: int | None = None,
        usual: time | None = None,
        required: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(key, label, value, near=near, year=year, required=required, placeholder=placeholder)
        self.usual = usual

    @staticmethod
    def written(value: date | None) -> str:
        return show_moment(value, "dot") if isinstance(value, datetime) else ""

    @property
    def value(self) -> datetime | None:
        """The moment; None when nothing is typed or it is none."""
        try:
            return self._read()
        except DateError:
            return None

    def _read(self) -> datetime | None:
        if not self.text.strip():
            return None
        try:
            return parse_moment(self.text, year=self.year, near=self.near)
        except DateError:
            if self.usual is None:
                raise
        return datetime.combine(parse_date(self.text, year=self.year, near=self.near), self.usual)

    def meaning(self) -> str:
        moment = self.value
        return show_moment(moment) if moment else ""

    def _put(self, day: date) -> None:
        moment = day if isinstance(day, datetime) else datetime.combine(day, self.usual or time(9))
        self.text = self.written(moment)
        self.entry.action_end()
