"""What a series is: a new one with the essentials of its first rule, or one that is corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.cadence import LEVEL_NAMES, Rhythm
from meetingtui.domain.registry_values import NATURE_WORDS, RHYTHM_WORDS
from meetingtui.language import N_, _
from meetingtui.services.series import SeriesForm
from meetingtui.services.series_detail import SeriesDetail
from meetingtui.services.series_rules import RuleForm
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
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField


class EditSeries(RecordForm[SeriesDetail, SeriesForm]):
    """Corrects what a series is; a name that really changes is changed by `Rename`, so that old years keep theirs."""

    HELP: ClassVar[str] = N_(
        "更正會議別的名稱、層級與性質。要自某日起改用新名稱時請用「更名」，舊年度才會保留舊名；"
        "頻率、主席、主辦等請用「規則」。Enter 到下一欄，Ctrl+S 儲存。"
    )

    def __init__(self, page: Page[Any], code: str) -> None:
        self.code = code
        super().__init__(page, keep=code)

    def title_text(self) -> str:
        return _("修改會議別：{code} {name}").format(code=self.record.code, name=self.record.name)

    def load(self) -> SeriesForm:
        from meetingtui.services import series

        return series.form(self.office, self.code)

    def fields_of(self, record: SeriesForm) -> Sequence[Field]:
        return _identity(record)

    def saving(self, values: Values) -> Callable[[], SeriesDetail]:
        from meetingtui.services import series

        wanted = _wanted(self.record, values)
        return partial(series.edit, self.office, self.code, wanted, base_version=self.record.version)


class NewSeries(RecordForm[SeriesDetail, SeriesForm]):
    """Adds a series; what is not asked here keeps the defaults of a rule and is changed there."""

    HELP: ClassVar[str] = N_(
        "新增會議別。代碼會編入場次編號，存後不能更改。主席可填多個職務，以、隔開即為輪流主持。"
        "視需要召開者不編入年度行程，除非另選「是」。"
        "其餘（法規、法定次數、時段、通知天數等）存後按 k 在「規則」中補上。"
    )

    def __init__(self, page: Page[Any]) -> None:
        self._offered = _("否")
        super().__init__(page)

    def title_text(self) -> str:
        return _("新會議別")

    def load(self) -> SeriesForm:
        from meetingtui.services import series

        return series.blank(self.office)

    def fields_of(self, record: SeriesForm) -> Sequence[Field]:
        registry = self.office.registry()
        name, *rest = _identity(record)
        return (
            LineField("code", _("代碼"), record.code, required=True, max_length=20, placeholder=_("英文字母與數字")),
            name,
            LineField("aliases", _("別名"), placeholder=_("可填多個，以、隔開")),
            worded("rhythm", _("頻率"), RHYTHM_WORDS, "demand"),
            NumberField("per_period", _("每期場數"), 1),
            RowField("chairs", _("主席（職務）"), choices.posts(registry), placeholder=_("可填多個，以、隔開即輪流")),
            ChoiceField("host_agency", _("主辦機關"), choices.agencies(registry)),
            *rest,
        )

    def edited(self, field: Field) -> None:
        """A series with a rhythm is planned, one that meets on demand is not, unless somebody says otherwise."""
        planned = self.form.field("planned")
        if field.key == "rhythm" and field.value and planned.text == self._offered:
            planned.text = self._offered = _("否") if field.value == Rhythm.DEMAND else _("是")

    def saving(self, values: Values) -> Callable[[], SeriesDetail]:
        from meetingtui.services import series

        chairs = row_in(values, "chairs")
        rule = RuleForm(
            rhythm=text_in(values, "rhythm") or "demand", per_period=number_in(values, "per_period") or 1,
            chairs=chairs, chair_rule="not_stated" if not chairs else "fixed" if len(chairs) == 1 else "rotating",
            host_agency=text_in(values, "host_agency"),
        )  # fmt: skip
        wanted = _wanted(SeriesForm(), values)
        return partial(series.add, self.office, wanted, rule, aliases=pieces_in(values, "aliases"))


def _identity(record: SeriesForm) -> tuple[Field, ...]:
    return (
        LineField("name", _("名稱"), record.name, required=True, max_length=200),
        LineField("name_en", _("英文名稱"), record.name_en, max_length=200),
        worded("level", _("層級"), {str(one): word for one, word in LEVEL_NAMES.items()}, record.level),
        worded("nature", _("性質"), NATURE_WORDS, record.nature),
        yes_or_no("planned", _("編入年度行程"), bool(record.planned)),
        yes_or_no("external", _("外部召開"), record.external),
        LineField("purpose", _("目的"), record.purpose),
        LineField("note", _("備註"), record.note),
    )


def _wanted(record: SeriesForm, values: Values) -> SeriesForm:
    return record._replace(
        code=text_in(values, "code") or record.code, name=text_in(values, "name"), name_en=text_in(values, "name_en"),
        level=text_in(values, "level"), nature=text_in(values, "nature"), planned=bool(values["planned"]),
        external=bool(values["external"]), purpose=text_in(values, "purpose"), note=text_in(values, "note"),
    )  # fmt: skip
