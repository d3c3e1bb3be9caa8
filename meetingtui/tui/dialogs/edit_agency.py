"""A network agency: its names, the networks it holds, and how it is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.guests import NETWORK_WORDS, networks_held
from meetingtui.language import N_, _
from meetingtui.services.agencies import AgencyForm
from meetingtui.services.registry import AgencyDetail
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RecordForm, RowField, pieces_in, row_in, text_in, worded
from meetingtui.tui.place import Page
from meetingtui.tui.registry_words import AGENCY_WORDS
from meetingtui.tui.widgets.choice_field import Choice
from meetingtui.tui.widgets.field import Field, LineField


class EditAgency(RecordForm[AgencyDetail, AgencyForm]):
    """Corrects an agency, or adds one."""

    HELP: ClassVar[str] = N_(
        "機關與其網絡別；一個局處可兼數個網絡（例如教育、勞政），以、隔開。邀請某網絡時即找到持有該網絡的機關。"
        "要自某日起改用新名稱時請用「更名」。"
    )

    def __init__(self, page: Page[Any], code: str = "") -> None:
        """`code` empty adds a new one."""
        self.code = code
        super().__init__(page, keep=code)

    def title_text(self) -> str:
        if not self.code:
            return _("新機關")
        return _("修改機關：{code} {name}").format(code=self.record.code, name=self.record.name)

    def load(self) -> AgencyForm:
        from meetingtui.services import agencies

        return agencies.form(self.office, self.code) if self.code else AgencyForm()

    def fields_of(self, record: AgencyForm) -> Sequence[Field]:
        held = networks_held(self.office.registry(), self.office.clock.today().isoformat())
        networks = [Choice(one, one, NETWORK_WORDS.get(one, ())) for one in dict.fromkeys([*held, *NETWORK_WORDS])]
        kinds = AGENCY_WORDS if record.kind in AGENCY_WORDS else AGENCY_WORDS | {record.kind: record.kind}
        fields = (
            LineField("name", _("名稱"), record.name, required=True, max_length=200),
            LineField("short", _("簡稱"), record.short, max_length=40),
            RowField(
                "networks", _("網絡別"), networks, record.networks, free=True, placeholder=_("可填多個，以、隔開")
            ),
            worded("kind", _("機關類別"), kinds, record.kind, required=False),
            LineField("name_en", _("英文名稱"), record.name_en, max_length=200),
            LineField("email", _("電子郵件"), record.email, max_length=254),
            LineField("phone", _("電話"), record.phone, max_length=50),
            LineField("note", _("備註"), record.note),
        )
        if self.code:
            return fields
        code = LineField("code", _("代碼"), required=True, max_length=20, placeholder=_("英文字母與數字，例如 CAB"))
        return (code, *fields, LineField("aliases", _("別名"), placeholder=_("可填多個，以、隔開")))

    def saving(self, values: Values) -> Callable[[], AgencyDetail]:
        from meetingtui.services import agencies

        texts: dict[str, Any] = {
            key: text_in(values, key) for key in ("name", "short", "kind", "name_en", "email", "phone", "note")
        }
        code = text_in(values, "code") or self.record.code
        wanted = self.record._replace(code=code, networks=row_in(values, "networks"), **texts)
        if self.code:
            return partial(agencies.edit, self.office, self.code, wanted, base_version=self.record.version)
        return partial(agencies.add, self.office, wanted, aliases=pieces_in(values, "aliases"))
