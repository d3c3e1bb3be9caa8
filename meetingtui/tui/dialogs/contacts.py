"""A person whom notices and invitations reach: the card of somebody new, or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from meetingtui.language import N_, _
from meetingtui.services.contacts import ContactForm, ContactView
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RecordForm, text_in
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField


class EditContact(RecordForm[ContactView, ContactForm]):
    """Corrects a person's card, or adds one."""

    HELP: ClassVar[str] = N_(
        "機關的聯絡人：開會通知與行事曆邀請寄到這裡。姓名與職稱至少填一項；沒有電子郵件的機關仍可印紙本。"
    )

    def __init__(self, page: Page[Any], contact: int | None = None, agency: str = "") -> None:
        """`contact` None adds somebody, at `agency` (a code) unless another is chosen."""
        self.contact = contact
        self.agency = agency
        super().__init__(page, keep=str(contact or ""))

    def title_text(self) -> str:
        if self.contact is None:
            return _("新聯絡人")
        return _("修改聯絡人：{name}").format(name=self.record.name or self.record.title)

    def load(self) -> ContactForm:
        from meetingtui.services import contacts

        return ContactForm(self.agency) if self.contact is None else contacts.form(self.office, self.contact)

    def fields_of(self, record: ContactForm) -> Sequence[Field]:
        return (
            ChoiceField("agency", _("機關"), choices.agencies(self.office.registry()), record.agency or None),
            LineField("title", _("職稱"), record.title, max_length=200),
            LineField("name", _("姓名"), record.name, max_length=200),
            LineField("email", _("電子郵件"), record.email, max_length=254),
            LineField("phone", _("電話"), record.phone, max_length=200),
            LineField("note", _("備註"), record.note),
        )

    def saving(self, values: Values) -> Callable[[], ContactView]:
        from meetingtui.services import contacts

        wanted = ContactForm(
            **{key: text_in(values, key) for key in ("agency", "title", "name", "email", "phone", "note")},
            version=self.record.version,
        )
        if self.contact is None:
            return partial(contacts.add, self.office, wanted)
        return partial(contacts.edit, self.office, self.contact, wanted, base_version=self.record.version)
