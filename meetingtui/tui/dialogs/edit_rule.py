"""How a series meets: a new rule from a day on beside the old ones, or the rule in force corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain import registry_values
from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services.series_detail import SeriesDetail
from meetingtui.services.series_rules import RuleForm
from meetingtui.tui import registry_words
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import (
    NumberField,
    RecordForm,
    RowField,
    number_in,
    pieces_in,
    row_in,
    text_in,
    worded,
    yes_or_no,
)  # fmt: skip
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField

_LAW = re.compile(r"^(?P<law>.*?)(?P<article>第[^（(]*)?(?:[（(](?P<version>[^）)]*)[）)])?$")
Law = dict[str, str]


class LawsField(LineField):
    """Laws divided by ；, each as 法規名稱第幾條（版本日期）; a note that a law had stays with it."""

    def __init__(self, laws: Sequence[Law], near: date) -> None:
        self.laws = tuple(laws)
        self.near = near
        super().__init__(
            "laws", _("法規"), "；".join(_written(law) for law in laws),
            placeholder=_("例如 少年事件處理法第86條（112.6.21）；以；分隔"),
        )  # fmt: skip

    @property
    def read(self) -> tuple[Law, ...]:
        """The laws typed."""
        pieces = [piece.strip() for piece in self.text.replace(";", "；").split("；")]
        return tuple(self._law(piece) for piece in pieces if piece)

    def _law(self, piece: str) -> Law:
        found = _LAW.match(piece)
        law = (found["law"] if found else piece).strip()
        article = ((found["article"] if found else "") or "").strip()
        version = ((found["version"] if found else "") or "").strip()
        known = next((one for one in self.laws if (one.get("law"), one.get("article", "")) == (law, article)), {})
        return {"law": law, "article": article, "version_date": self._iso(version), "note": known.get("note", "")}

    def _iso(self, version: str) -> str:
        from meetingtui.dates.roc import DateError, parse_date

        try:
            return parse_date(version, near=self.near).isoformat() if version else ""
        except DateError:
            return version

    def wrong(self) -> str:
        from meetingtui.dates.roc import DateError, parse_date

        for law in self.read:
            if not law["law"]:
                return _("召開依據的法規名稱不能空白。請輸入法規名稱。")
            try:
                if law["version_date"]:
                    parse_date(law["version_date"], near=self.near)
            except DateError as error:
                return str(error)
        return ""


class EditRule(RecordForm[SeriesDetail, RuleForm]):
    """Lets a series meet by another rule from a day on; years before it keep the old one."""

    HELP: ClassVar[str] = N_(
        "「自何日起」填日期時另立新規則，舊年度照舊規則；留空則更正該日所適用的規則本身。"
        "主席可填多個職務，依輪值順序以、隔開；代理依規定順序填。時段寫 05（5月）、early-05、mid-05、end-05。"
        "Ctrl+S 儲存。"
    )

    def __init__(self, page: Page[Any], code: str, since: date | None = None) -> None:
        """`since` is the day of the rule to correct; None begins a new one today."""
        self.code = code
        self.since = since
        super().__init__(page, keep=code)

    def title_text(self) -> str:
        registry = self.office.registry()
        name = next((one.name for one in registry.series.values() if one.code == self.code), "")
        return _("規則：{code} {name}").format(code=self.code, name=name)

    def facts(self) -> str:
        return _("填「自何日起」另立新規則，舊年度照舊；留空則更正現行規則本身，過去的統計也跟著改。")

    def load(self) -> RuleForm:
        from meetingtui.services import series_rules

        return series_rules.form(self.office, self.code, self.since)

    def fields_of(self, record: RuleForm) -> Sequence[Field]:
        registry = self.office.registry()
        today = self.office.clock.today()
        begins = self.since or today
        since = DateField("since", _("自何日起"), begins, near=today, year=self.page.year, placeholder=_("留空＝更正"))
        return (
            since, *_cadence(record), *_figures(record), *_chairs(record, registry), *_basis(record, today),
            *_usual(record, registry),
        )  # fmt: skip

    def edited(self, field: Field) -> None:
        """A rhythm that somebody has chosen is no default any more."""
        if field.key in {"rhythm", "per_period"} and field.changed:
            provisional = self.form.field("provisional")
            if not provisional.changed:
                provisional.text = _("否")

    def saving(self, values: Values) -> Callable[[], SeriesDetail]:
        from meetingtui.services import series_rules

        since = values["since"]
        laws = self.form.field("laws")
        wanted = _wanted(self.record, values)._replace(laws=laws.read if isinstance(laws, LawsField) else ())
        return partial(
            series_rules.change, self.office, self.code, wanted, since=since if isinstance(since, date) else None,
            base_version=self.record.version,
        )  # fmt: skip


def _written(law: Law) -> str:
    text = f"{law.get('law', '')}{law.get('article', '')}"
    return f"{text}（{registry_words.short_version(law['version_date'])}）" if law.get("version_date") else text


def _cadence(record: RuleForm) -> tuple[Field, ...]:
    return (
        worded("rhythm", _("頻率"), registry_values.RHYTHM_WORDS, record.rhythm),
        NumberField("per_period", _("每期場數"), record.per_period, required=True),
        LineField("windows", _("召開時段"), "、".join(record.windows), placeholder=_("例如 end-05、end-11；可不填")),
        worded("qualifier", _("場數性質"), registry_values.QUALIFIER_WORDS, record.qualifier),
        worded("year_basis", _("年度基準"), registry_values.YEAR_BASIS_WORDS, record.year_basis),
        yes_or_no("provisional", _("預設頻率"), record.provisional),
    )


def _figures(record: RuleForm) -> tuple[Field, ...]:
    return (
        NumberField("stated", _("載明場數"), record.stated, unit=_("場")),
        NumberField("target", _("目標場數"), record.target, unit=_("場"), placeholder=_("空白＝自動")),
        NumberField("floor", _("法定最低場數"), record.floor, unit=_("場")),
        NumberField("max_gap_months", _("最長間隔（月）"), record.max_gap_months, unit=_("個月")),
        LineField("floor_note", _("法定最低場數說明"), record.floor_note),
    )


def _chairs(record: RuleForm, registry: Registry) -> tuple[Field, ...]:
    posts = choices.posts(registry)
    return (
        worded("chair_rule", _("主持方式"), registry_values.CHAIR_RULE_WORDS, record.chair_rule),
        RowField("chairs", _("主席（職務）"), posts, record.chairs, placeholder=_("多個職務以、隔開，依輪值順序")),
        RowField("deputies", _("代理順序"), posts, record.deputies, placeholder=_("依順序，以、隔開")),
        LineField("legal_chair", _("法定主席"), record.legal_chair),
        ChoiceField("host_agency", _("主辦機關"), choices.agencies(registry), record.host_agency or None),
        yes_or_no("confidential", _("密"), record.confidential),
    )


def _basis(record: RuleForm, today: date) -> tuple[Field, ...]:
    return (
        worded("basis_type", _("召開依據類別"), registry_values.BASIS_WORDS, record.basis_type),
        LawsField(record.laws, today),
        LineField("basis", _("召開依據"), record.basis),
    )


def _usual(record: RuleForm, registry: Registry) -> tuple[Field, ...]:
    from meetingtui.dates.showing import weekday_name

    days = [Choice(number, weekday_name(date(2024, 1, 1 + number)), (str(number),)) for number in range(7)]
    return (
        NumberField("notice_days", _("通知天數"), record.notice_days, unit=_("天前"), required=True),
        NumberField("minutes_days", _("紀錄天數"), record.minutes_days, unit=_("天內"), required=True),
        ChoiceField("weekday", _("慣常星期"), days, record.weekday, placeholder=_("可不填")),
        LineField("start_time", _("開始時間"), record.start_time, required=True, max_length=20),
        NumberField("minutes", _("會議長度（分鐘）"), record.minutes, required=True),
        ChoiceField("room", _("地點"), choices.rooms(registry), record.room, free=True),
        LineField("quorum", _("法定出席"), record.quorum, placeholder=_("例如 1/2、過半數、5；可不填"), max_length=20),
    )


def _wanted(record: RuleForm, values: Values) -> RuleForm:
    texts = (
        "rhythm", "qualifier", "year_basis", "floor_note", "chair_rule", "legal_chair", "host_agency", "basis_type",
        "basis", "start_time", "room", "quorum",
    )  # fmt: skip
    figures = ("stated", "target", "floor", "max_gap_months", "weekday")
    plain: dict[str, Any] = {key: text_in(values, key) for key in texts}
    plain |= {key: number_in(values, key) for key in figures}
    return record._replace(
        **plain,
        per_period=number_in(values, "per_period") or 0,
        notice_days=number_in(values, "notice_days") or 0,
        minutes_days=number_in(values, "minutes_days") or 0,
        minutes=number_in(values, "minutes") or 0,
        windows=pieces_in(values, "windows"),
        chairs=row_in(values, "chairs"),
        deputies=row_in(values, "deputies"),
        provisional=bool(values["provisional"]),
        confidential=bool(values["confidential"]),
    )
