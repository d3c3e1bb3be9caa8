"""The period of a count: a year, several, a school year, a programme phase, any two days; and the as-of date."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.dates import periods
from meetingtui.dates.roc import DateError, parse_year
from meetingtui.dates.showing import ROC_BEGINS, show_date, show_year
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import counts
from meetingtui.services.counts import Span
from meetingtui.tui.count_facts import Period
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.switch_line import SwitchLine

KINDS = (
    ("year", N_("年度")), ("years", N_("跨年度")), ("school", N_("學年度")), ("phase", N_("計畫期")),
    ("free", N_("起訖日")),
)  # fmt: skip
FIELDS = {
    "year": ("year",), "years": ("year", "until"), "school": ("school",), "phase": ("phase",),
    "free": ("first", "last"),
}  # fmt: skip
SIDE = 14  # cells of the labels


class YearField(Field):
    """A year, ROC or Gregorian; `said` puts what it means behind it."""

    def __init__(self, key: str, label: str, year: int, said: Callable[[int], str]) -> None:
        super().__init__(key, label, str(year - ROC_BEGINS + 1), required=True, max_length=12)
        self.said = said

    @property
    def value(self) -> int | None:
        """The Gregorian year; None when it is none."""
        try:
            return parse_year(self.text)
        except DateError:
            return None

    def wrong(self) -> str:
        try:
            parse_year(self.text)
        except DateError as error:
            return str(error)
        return ""

    def meaning(self) -> str:
        year = self.value
        return "" if year is None else self.said(year)


class PeriodDialog(Dialog[Period]):
    """Left and right choose the kind of period, Enter counts it; closes with the period."""

    HELP: ClassVar[str] = N_(
        "左右方向鍵選期間的種類，Tab 到下一欄填年度或日期，Enter 開始統計。基準日是「截至哪一天所知」，留空為今天；"
        "年度依場次編號的年度計，學年度與起訖日依開會日期計。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "accept", N_("統計"), id="period.accept", priority=True, tooltip=N_("統計這段期間")
        ),
    ]  # fmt: skip

    def __init__(self, period: Period, today: date, kept: MutableMapping[str, str]) -> None:
        """`kept` holds what was typed when the dialog was left, and gets it when it is left again."""
        super().__init__()
        self._kept = kept
        span = period.span
        years = span.years or (span.first.year, span.last.year)
        begins = span.first.year if period.kind == "school" else today.year - (today.month < 8)
        self._kind = SwitchLine(_("期間"), KINDS, side=SIDE)
        self._kind.set_reactive(SwitchLine.at, [kind for kind, _label in KINDS].index(period.kind))
        self._fields: dict[str, Field] = {
            "year": YearField("year", _("年度"), years[0], show_year),
            "until": YearField("until", _("至年度"), years[1], show_year),
            "school": YearField("school", _("學年度"), begins, _school_days),
            "phase": ChoiceField(
                "phase", _("計畫期"),
                [Choice(str(one.number), _(one.name), (*one.aliases, str(one.number))) for one in periods.PHASES],
                _phase_at(span.first), required=True, placeholder=_("輸入名稱，或按下鍵選"),
            ),
            "first": DateField("first", _("起日"), span.first, near=today, year=years[0], required=True),
            "last": DateField("last", _("迄日"), min(span.last, today) if period.kind != "free" else span.last,
                              near=today, year=years[1], required=True),
            "as_of": DateField("as_of", _("基準日"), period.as_of, near=today, year=years[1],
                               placeholder=_("留空：今天")),
        }  # fmt: skip

    def heading(self) -> Content:
        return shown(_("統計期間"))

    def body(self) -> ComposeResult:
        yield self._kind
        yield from self._fields.values()
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """What was typed last time stands there again; the cursor chooses the kind."""
        for key, field in self._fields.items():
            if key in self._kept:
                field.text = self._kept[key]
        if "kind" in self._kept:
            self._kind.at = int(self._kept["kind"])
        self._reveal()
        self._kind.focus()

    @on(SwitchLine.Changed)
    def _reveal(self) -> None:
        """Only the fields of this kind of period."""
        wanted = (*FIELDS[self._kind.value], "as_of")
        for key, field in self._fields.items():
            field.display = key in wanted
        self.say("")

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        self.say("")

    def action_give_up(self) -> None:
        """Close without another period; what was typed is there again next time."""
        self._kept["kind"] = str(self._kind.at)
        for key, field in self._fields.items():
            if field.changed:
                self._kept[key] = field.text
        super().action_give_up()

    def action_accept(self) -> None:
        """Close with the period, or say what is wrong with it."""
        phase = self._fields["phase"]
        if isinstance(phase, ChoiceField) and phase.drop.is_open and phase.drop.highlighted is not None:
            phase.action_take()
            return
        fields = [self._fields[key] for key in (*FIELDS[self._kind.value], "as_of")]
        wrong = [field for field in fields if not field.check()]
        if wrong:
            wrong[0].focus_entry()
            return
        try:
            span = self._span()
        except Refusal as refusal:
            self.say(str(refusal))
            fields[0].focus_entry()
            return
        self._kept.clear()
        as_of = self._fields["as_of"].value
        self.dismiss(Period(self._kind.value, span, as_of if isinstance(as_of, date) else None))

    def _span(self) -> Span:
        values = {key: field.value for key, field in self._fields.items()}
        year, until, school, first, last = (values[key] for key in ("year", "until", "school", "first", "last"))
        kind = self._kind.value
        if kind == "year" and isinstance(year, int):
            return counts.year_span(year)
        if kind == "years" and isinstance(year, int) and isinstance(until, int):
            return counts.year_span(year, until)
        if kind == "school" and isinstance(school, int):
            return counts.school_span(school)
        if kind == "free" and isinstance(first, date) and isinstance(last, date):
            return counts.free_span(first, last)
        return counts.phase_span(str(values["phase"]))


def _school_days(year: int) -> str:
    found = periods.school_year(year)
    return _("{first}至{last}").format(first=show_date(found.first, "dot"), last=show_date(found.last, "dot"))


def _phase_at(day: date) -> str:
    """The number of the phase that a day lies in; '' for none."""
    return next((str(one.number) for one in periods.PHASES if day in one.period), "")
