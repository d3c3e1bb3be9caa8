"""A phase of the county council's sessions, put on the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.council import needs_everybody
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import council
from meetingtui.services.council import NewPhase
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RegistryForm, RowField, row_in, text_in, worded
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField

BY_NAME = "name"
NEEDED = {BY_NAME: N_("依議程名稱判斷"), "yes": N_("須列席，當日不排會議"), "no": N_("儘量避開")}


class NewCouncilPhase(RegistryForm[list[SessionView]]):
    """Closes with the open sittings that the phase hits."""

    HELP: ClassVar[str] = N_(
        "會期與議程照議會的議事日程填寫，迄日留空為一天。總質詢、施政報告、工作報告等，首長須列席，當日不排他們主持的會議；"
        "其餘議程儘量避開。職務留空為縣市長、副縣市長、處長與局長。"
    )

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)

    def title_text(self) -> str:
        return _("新增議會會期")

    def fields(self) -> Sequence[Field]:
        today, year = self.office.clock.today(), self.page.year
        everybody = _("留空為首長；可填多個，以、隔開")
        return (
            LineField("name", _("會期"), required=True, max_length=200, placeholder=_("例如　第20屆第5次定期會")),
            LineField("phase", _("議程"), max_length=200, placeholder=_("例如　總質詢、審查預算")),
            DateField("first", _("起日"), near=today, year=year, required=True),
            DateField("last", _("迄日"), near=today, year=year, placeholder=_("留空為一天")),
            worded("required", _("是否列席"), NEEDED, BY_NAME),
            RowField("posts", _("職務"), choices.posts(self.office.registry()), placeholder=everybody),
        )

    def saving(self, values: Values) -> Callable[[], list[SessionView]]:
        first, last = values["first"], values["last"]
        assert isinstance(first, date)  # noqa: S101 - the form has checked it
        phase, said = text_in(values, "phase"), text_in(values, "required")
        new = NewPhase(
            text_in(values, "name"), phase, first, last if isinstance(last, date) else first,
            needs_everybody(phase) if said == BY_NAME else said == "yes", row_in(values, "posts"),
        )  # fmt: skip
        return partial(council.add, self.office, new)
