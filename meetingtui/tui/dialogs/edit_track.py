"""A place in which a series is held, with its centre, chair and townships."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.language import N_, _
from meetingtui.services.series_views import TrackView
from meetingtui.services.tracks import TrackForm
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RecordForm, RowField, row_in, text_in
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField


class EditTrack(RecordForm[TrackView, TrackForm]):
    """Corrects a track of a series, or opens one."""

    HELP: ClassVar[str] = N_(
        "分區（中心）及其服務的鄉鎮，以、隔開。代碼留空即自動編為T1、T2…，會編入場次編號，存後不能更改。"
        "主席異動時，今日以後待召開的場次都跟著改。"
    )

    def __init__(self, page: Page[Any], series: str, code: str = "") -> None:
        """`code` empty opens a new one."""
        self.series = series
        self.code = code
        super().__init__(page, keep=f"{series} {code}")

    def title_text(self) -> str:
        if not self.code:
            return _("新增分區：{series}").format(series=self.series)
        return _("修改分區：{series} {code} {name}").format(
            series=self.series, code=self.record.code, name=self.record.name
        )

    def load(self) -> TrackForm:
        from meetingtui.services import tracks

        return tracks.form(self.office, self.series, self.code) if self.code else TrackForm()

    def fields_of(self, record: TrackForm) -> Sequence[Field]:
        registry = self.office.registry()
        fields = (
            LineField("name", _("分區名稱"), record.name, required=True, max_length=200),
            ChoiceField("agency", _("機關"), choices.agencies(registry), record.agency or None),
            ChoiceField("chair", _("主席（職務）"), choices.posts(registry), record.chair or None),
            RowField("townships", _("鄉鎮市區"), choices.townships(registry), record.townships, free=True,
                     placeholder=_("可填多個，以、隔開")),
        )  # fmt: skip
        if self.code:
            return fields
        today = self.office.clock.today()
        since = DateField("since", _("自何日起"), near=today, year=self.page.year, placeholder=_("留空＝所有年度"))
        return (*fields, LineField("code", _("代碼"), placeholder=_("留空自動編"), max_length=10), since)

    def saving(self, values: Values) -> Callable[[], TrackView]:
        from meetingtui.services import tracks

        wanted = self.record._replace(
            code=text_in(values, "code") or self.record.code, name=text_in(values, "name"),
            agency=text_in(values, "agency"), chair=text_in(values, "chair"), townships=row_in(values, "townships"),
        )  # fmt: skip
        if self.code:
            call = partial(tracks.edit, self.office, self.series, self.code, wanted)
            return partial(call, base_version=self.record.version)
        since = values.get("since")
        return partial(tracks.add, self.office, self.series, wanted, since=since if isinstance(since, date) else None)
