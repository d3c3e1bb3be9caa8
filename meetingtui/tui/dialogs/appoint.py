"""Who holds a post from a day on: every later sitting follows, sittings held keep the chair they had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.domain.registry import Post
from meetingtui.language import N_, _
from meetingtui.services.holders import Appointed
from meetingtui.tui import registry_words
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField


class Appoint(RegistryForm[Appointed]):
    """Lets a person hold a post from a day on."""

    HELP: ClassVar[str] = N_(
        "填新任者姓名與起日，其後待召開的場次都改由其主持，已召開的仍用舊名。姓名可由聯絡人中選。"
        "出缺時選職務、填日期後按 Ctrl+D。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "vacate", N_("出缺"), id="appoint.vacate", tooltip=N_("自該日起職務出缺"), priority=True),
    ]

    def __init__(self, page: Page[Any], post: str, *, offered: Sequence[str] = ()) -> None:
        """`post` is the code put in first; of `offered` (codes) the others stand first in the choices."""
        from meetingtui.services import contacts

        self.page = page
        registry = self.registry = self.office.registry()
        today = self.today = page.office.clock.today()
        first = {code: place for place, code in enumerate(offered)}
        posts = sorted(choices.posts(registry), key=lambda choice: first.get(str(choice.value), len(first)))
        people = {one.name: one for one in contacts.listing(self.office) if one.name}
        known = [Choice(name, name, (one.title, one.agency_name, one.agency)) for name, one in people.items()]
        self._post = ChoiceField("post", _("職務"), posts, post or None, required=True)
        self._person = ChoiceField("person", _("新任者姓名"), known, free=True, required=True)
        self._since = DateField("since", _("自何日起"), near=today, year=page.year, required=True,
                                placeholder=_("例如 115.12.25"))  # fmt: skip
        super().__init__(page, keep=post)

    def title_text(self) -> str:
        return _("任職異動")

    def facts(self) -> str:
        return _("其後待召開的場次都改由新任者主持，邀請須再送出；已召開的場次與紀錄仍用原任者。")

    def fields(self) -> Sequence[Field]:
        return (
            self._post, self._person, self._since,
            LineField("email", _("電子郵件"), placeholder=_("可不填"), max_length=254),
            LineField("phone", _("電話"), placeholder=_("可不填"), max_length=50),
        )  # fmt: skip

    def on_mount(self) -> None:
        """The cursor stands at the person once the post is known."""
        super().on_mount()
        if self._post.value:
            self._person.focus_entry()
        self.edited(self._post)

    def edited(self, field: Field) -> None:
        """Who holds the post on that day, and how many sittings follow."""
        from meetingtui.services import holders

        post = self._chosen()
        if post is None or field.key not in {"post", "since"}:
            return
        day = self._since.value or self.today
        call = partial(holders.presided, self.office, self.registry, post, day.isoformat())
        self.ask(call, partial(self._tell, post, day))

    def _chosen(self) -> Post | None:
        return next((one for one in self.registry.posts.values() if one.code == self._post.value), None)

    def _tell(self, post: Post, day: date, sittings: list[Any]) -> None:
        holder = self.registry.holder(post.id, day.isoformat())
        begins = registry_words.day(day.isoformat())
        line = _("{post}尚未登記任職者；自{day}起有{count}場待召開。")
        if holder is not None:
            line = _("{post}當日為{who}；自{day}起有{count}場待召開。")
        who = registry_words.person(holder.person, holder.valid_from) if holder else ""
        line = line.format(post=post.name, who=who, day=begins, count=len(sittings))
        where = self.query_one(".dialog--broken", Static)
        where.add_class("-fine")
        where.update(shown(line))

    def saving(self, values: Values) -> Callable[[], Appointed]:
        from meetingtui.services import holders

        post = self._chosen()
        since = values["since"]
        assert isinstance(since, date)  # noqa: S101 - the form lets nothing through but a day
        return partial(
            holders.appoint, self.office, text_in(values, "post"), text_in(values, "person"), since,
            email=text_in(values, "email"), phone=text_in(values, "phone"), base_version=post.version if post else None,
        )  # fmt: skip

    def changed_meanwhile(self) -> None:
        """Show who holds the post now, and save over it only when told to."""
        self.page.fetch(self.office.registry, self._compare, desk="compare")

    def _compare(self, fresh: Any) -> None:
        self.registry = fresh
        post = self._chosen()
        holders = fresh.holders.get(post.id, ()) if post else ()
        theirs = [registry_words.person(one.person, one.valid_from) for one in holders]
        self.ask_again(theirs, lambda: self.save(self.form.values))

    def action_vacate(self) -> None:
        """Let the post stand vacant from that day on."""
        from meetingtui.services import holders

        wrong = [field for field in (self._post, self._since) if not field.check()]
        if wrong:
            wrong[0].focus_entry()
            return
        since = self._since.value
        if since is not None:
            self.save_by(partial(holders.vacate, self.office, text_in(self.form.values, "post"), since))
