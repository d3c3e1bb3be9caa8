"""A post that may chair: its names and the agency it belongs to; who holds it is a change of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.language import N_, _
from meetingtui.services.posts import PostForm
from meetingtui.services.registry import PostDetail
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RecordForm, pieces_in, text_in
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField


class EditPost(RecordForm[PostDetail, PostForm]):
    """Corrects a post, or adds one."""

    HELP: ClassVar[str] = N_("職務與所屬機關。任職者請用「任職」自某日起登記；要自某日起改用新名稱時請用「更名」。")

    def __init__(self, page: Page[Any], code: str = "") -> None:
        """`code` empty adds a new one."""
        self.code = code
        super().__init__(page, keep=code)

    def title_text(self) -> str:
        if not self.code:
            return _("新職務")
        return _("修改職務：{code} {name}").format(code=self.record.code, name=self.record.name)

    def load(self) -> PostForm:
        from meetingtui.services import posts

        return posts.form(self.office, self.code) if self.code else PostForm()

    def fields_of(self, record: PostForm) -> Sequence[Field]:
        fields = (
            LineField("name", _("名稱"), record.name, required=True, max_length=200),
            ChoiceField("agency", _("機關"), choices.agencies(self.office.registry()), record.agency or None),
            LineField("name_en", _("英文名稱"), record.name_en, max_length=200),
        )
        if self.code:
            return fields
        code = LineField("code", _("代碼"), required=True, max_length=20, placeholder=_("英文字母與數字，例如 CAB-H"))
        return (code, *fields, LineField("aliases", _("別名"), placeholder=_("可填多個，以、隔開")))

    def saving(self, values: Values) -> Callable[[], PostDetail]:
        from meetingtui.services import posts

        wanted = self.record._replace(
            code=text_in(values, "code") or self.record.code, name=text_in(values, "name"),
            agency=text_in(values, "agency"), name_en=text_in(values, "name_en"),
        )  # fmt: skip
        if self.code:
            return partial(posts.edit, self.office, self.code, wanted, base_version=self.record.version)
        return partial(posts.add, self.office, wanted, aliases=pieces_in(values, "aliases"))
