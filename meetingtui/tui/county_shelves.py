"""Agencies, posts and contacts of the county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetingtui.language import N_, _
from meetingtui.services import contacts, registry
from meetingtui.services.contacts import ContactView
from meetingtui.services.registry import AgencyView, PostView
from meetingtui.tui import registry_words, things
from meetingtui.tui.series_sheet import source
from meetingtui.tui.shelf import Pairs, Shelf, former_names, said, state
from meetingtui.tui.things import Thing
from meetingtui.tui.widgets.record_list import ListColumn

if TYPE_CHECKING:
    from textual.screen import Screen

    from meetingtui.services.contact_lists import Accepted

NAMES = frozenset({"add", "edit", "retire", "rename", "aliases"})


class Agencies(Shelf[AgencyView]):
    """Network agencies; one bureau may hold several networks."""

    name = "agencies"
    label = N_("機關")
    empty = N_("沒有機關。按 n 新增一個。")
    can = NAMES
    columns = (
        ListColumn("code", N_("代碼"), 8, importance=9),
        ListColumn("name", N_("名稱"), 16, importance=10, grow=3),
        ListColumn("networks", N_("網絡別"), 12, importance=8, grow=1),
        ListColumn("kind", N_("類別"), 8, importance=3),
        ListColumn("hosts", N_("主辦"), 5, importance=5, numeric=True),
        ListColumn("asked", N_("受邀"), 5, importance=5, numeric=True),
        ListColumn("contacts", N_("聯絡人"), 7, importance=6, numeric=True),
        ListColumn("email", N_("電子郵件"), 14, importance=2, grow=1),
        ListColumn("state", N_("狀態"), 14, importance=4),
    )

    def read(self) -> list[AgencyView]:
        found = registry.agency_list(self.office, retired=True)
        return sorted(found, key=self.retired)

    def id_of(self, one: AgencyView) -> str:
        return one.code

    def retired(self, one: AgencyView) -> bool:
        return bool(one.retired_on)

    def texts(self, one: AgencyView) -> tuple[str, ...]:
        return (
            one.code, one.name, _("、").join(one.networks), _(registry_words.AGENCY_WORDS.get(one.kind, one.kind)),
            str(len(one.hosts) or ""), str(len(one.asked) or ""), str(one.contacts or ""), one.email,
            state(one.retired_on),
        )  # fmt: skip

    def words(self, one: AgencyView) -> tuple[str, ...]:
        return (one.short, one.name_en, *one.aliases)

    def detail(self, one: AgencyView) -> Pairs:
        found = registry.agency_show(self.office, one.code)
        people: Pairs = [
            (person.title or _("聯絡人"), "　".join(part for part in (person.name, person.email, person.phone) if part))
            for person in found.people if not person.retired_on
        ]  # fmt: skip
        known = self.office.registry()
        posts = [known.name("post", post.id, self.today) for post in known.posts.values() if post.code in found.posts]
        return said([
            (f"{one.code} {one.name}", None),
            (_("簡稱"), one.short), (_("別名"), _("、").join(one.aliases)), (_("舊名"), former_names(found.former)),
            (_("英文名稱"), one.name_en), (_("網絡別"), _("、").join(one.networks) or _("（無）")),
            (_("機關類別"), _(registry_words.AGENCY_WORDS.get(one.kind, one.kind))),
            (_("電子郵件"), one.email), (_("電話"), one.phone), (_("備註"), one.note),
            (_("狀態"), state(one.retired_on)), (_("職務"), _("、").join(posts)),
            (_("主辦會議"), _("、").join(one.hosts)), (_("受邀會議"), _("、").join(one.asked)),
            *people,
            *((_("出處"), _("{where}「{text}」").format(where=source(line.document, line.line), text=line.text))
              for line in found.sources),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_agency import EditAgency

        return EditAgency(self.page)

    def edit(self, one: AgencyView) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_agency import EditAgency

        return EditAgency(self.page, one.code)

    def thing(self, one: AgencyView) -> Thing:
        return things.of_agency(one)


class Posts(Shelf[PostView]):
    """Posts that may chair, with who holds each today."""

    name = "posts"
    label = N_("職務")
    empty = N_("沒有職務。按 n 新增一個。")
    can = NAMES | {"appoint"}
    columns = (
        ListColumn("code", N_("代碼"), 8, importance=9),
        ListColumn("name", N_("職務"), 14, importance=10, grow=2),
        ListColumn("person", N_("任職者"), 10, importance=9, grow=1),
        ListColumn("since", N_("自何日起"), 10, importance=7),
        ListColumn("agency", N_("機關"), 12, importance=5, grow=2),
        ListColumn("chairs", N_("主持"), 6, importance=6, numeric=True),
        ListColumn("deputises", N_("代理"), 6, importance=4, numeric=True),
        ListColumn("state", N_("狀態"), 14, importance=3),
    )

    def read(self) -> list[PostView]:
        return sorted(registry.post_list(self.office, retired=True), key=self.retired)

    def id_of(self, one: PostView) -> str:
        return one.code

    def retired(self, one: PostView) -> bool:
        return bool(one.retired_on)

    def texts(self, one: PostView) -> tuple[str, ...]:
        return (
            one.code, one.name, one.person or _("未登記"), registry_words.short_day(one.since), one.agency_name,
            str(len(one.chairs) or ""), str(len(one.deputises) or ""), state(one.retired_on),
        )  # fmt: skip

    def words(self, one: PostView) -> tuple[str, ...]:
        return (one.name_en, *one.aliases, *one.chairs)

    def detail(self, one: PostView) -> Pairs:
        found = registry.post_show(self.office, one.code)
        holders: Pairs = [
            (holder.person, registry_words.span(holder.valid_from, holder.valid_to))
            for holder in reversed(found.holders)
        ]  # fmt: skip
        return said([
            (f"{one.code} {one.name}", None),
            (_("機關"), f"{one.agency} {one.agency_name}".strip()), (_("別名"), _("、").join(one.aliases)),
            (_("舊名"), former_names(found.former)), (_("英文名稱"), one.name_en),
            (_("狀態"), state(one.retired_on)),
            (_("主持會議"), _("、").join(one.chairs)), (_("代理會議"), _("、").join(one.deputises)),
            (_("歷任"), None), *(holders or [("", _("尚未登記任職者；按 h 登記。"))]),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_post import EditPost

        return EditPost(self.page)

    def edit(self, one: PostView) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_post import EditPost

        return EditPost(self.page, one.code)

    def appoint(self, one: PostView) -> Screen[Any]:
        from meetingtui.tui.dialogs.appoint import Appoint

        return Appoint(self.page, one.code)

    def thing(self, one: PostView) -> Thing:
        return things.of_post(one)


class Contacts(Shelf[ContactView]):
    """People whom notices and invitations reach."""

    name = "contacts"
    label = N_("聯絡人")
    empty = N_("還沒有聯絡人。按 n 新增一位，或按 I 由 CSV、XLSX 檔匯入。")
    can = frozenset({"add", "edit", "retire", "import_file"})
    columns = (
        ListColumn("agency", N_("機關"), 14, importance=8, grow=2),
        ListColumn("title", N_("職稱"), 12, importance=7, grow=2),
        ListColumn("name", N_("姓名"), 10, importance=10, grow=1),
        ListColumn("email", N_("電子郵件"), 20, importance=9, grow=2),
        ListColumn("phone", N_("電話"), 12, importance=6, grow=1),
        ListColumn("state", N_("狀態"), 14, importance=5),
    )

    def read(self) -> list[ContactView]:
        return sorted(contacts.listing(self.office, retired=True), key=self.retired)

    def id_of(self, one: ContactView) -> int:
        return one.id

    def retired(self, one: ContactView) -> bool:
        return bool(one.retired_on)

    def texts(self, one: ContactView) -> tuple[str, ...]:
        return (one.agency_name, one.title, one.name, one.email, one.phone, state(one.retired_on))

    def words(self, one: ContactView) -> tuple[str, ...]:
        return (one.agency, *one.posts)

    def detail(self, one: ContactView) -> Pairs:
        known = self.office.registry()
        posts = [known.name("post", post.id, self.today) for post in known.posts.values() if post.code in one.posts]
        return said([
            (one.name or one.title, None),
            (_("機關"), f"{one.agency} {one.agency_name}".strip()), (_("職稱"), one.title), (_("姓名"), one.name),
            (_("電子郵件"), one.email or _("（無，仍可印紙本）")), (_("電話"), one.phone), (_("備註"), one.note),
            (_("現任職務"), _("、").join(posts)), (_("狀態"), state(one.retired_on)),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.contacts import EditContact

        return EditContact(self.page)

    def edit(self, one: ContactView) -> Screen[Any]:
        from meetingtui.tui.dialogs.contacts import EditContact

        return EditContact(self.page, one.id)

    def thing(self, one: ContactView) -> Thing:
        version = None if one.retired_on else one.version
        return Thing("contact", str(one.id), one.name or one.title, version, retired_on=one.retired_on)

    def import_file(self) -> None:
        from meetingtui.tui.dialogs.import_contacts import ImportContacts

        def closed(answer: Accepted | None) -> None:
            if answer is not None:
                text = _("已匯入：新增{new}人，更新{changed}人。按 u 可一次復原。")
                self.page.meeting_app.told(text.format(new=answer.new, changed=answer.changed))

        self.page.app.push_screen(ImportContacts(self.page), closed)
