"""What can be done to a series from any page that shows one: the same keys with the same meaning everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui import jumps, things
from meetingtui.tui.place import Page
from meetingtui.tui.things import Thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from meetingtui.domain.registry import Series
    from meetingtui.services.holders import Appointed
    from meetingtui.services.office import Office
    from meetingtui.services.series_detail import SeriesDetail

OF_COUNTY = ("agencies", "posts", "contacts")


class SeriesActions(Page[Any]):
    """Pages that have a series in hand: `in_hand` says which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f9", "add", N_("新增"), id="series.add", tooltip=N_("新增一個會議別")),
        Binding("slash,ctrl+f", "find", N_("查詢"), id="series.find", tooltip=N_("輸入查詢，篩選會議別")),
        Binding("e,ctrl+e", "edit", N_("修改"), id="series.edit", tooltip=N_("修改會議別的名稱、層級與性質")),
        Binding("k,ctrl+k", "rule", N_("規則"), id="series.rule", tooltip=N_("自某日起改訂頻率、主席等；舊年度照舊")),
        Binding("h,ctrl+r", "holders", N_("任職"), id="series.holders", tooltip=N_("自某日起換人，其後的場次跟著改")),
        Binding("t,ctrl+t", "shelf('tracks')", N_("分區"), id="series.tracks", tooltip=N_("分區（中心）及其鄉鎮")),
        Binding("m,ctrl+y", "shelf('members')", N_("出列席"), id="series.members", tooltip=N_("誰出席、誰只列席")),
        Binding("l,ctrl+l", "sittings", N_("場次"), id="series.sittings", tooltip=N_("到「場次」看這個會議別的場次")),
        Binding("R", "rename", N_("更名"), id="series.rename", show=False, tooltip=N_("自某日起更名；舊場次仍用舊名")),
        Binding("a", "aliases", N_("別名"), id="series.aliases", show=False, tooltip=N_("增減別名；任何別名都找得到")),
        Binding(
            "r,delete", "retire", N_("停用或恢復"), id="series.retire", show=False, tooltip=N_("自某日起停用或恢復")
        ),
        Binding(
            "x,ctrl+x", "delete", N_("刪除"), id="series.delete", show=False, tooltip=N_("刪除從未編過場次的會議別")
        ),
        Binding("g,ctrl+g", "shelf('agencies')", N_("機關"), id="series.agencies", tooltip=N_("機關、網絡別與別名")),
        Binding("o,ctrl+o", "shelf('posts')", N_("職務"), id="series.posts", tooltip=N_("職務與歷任任職者")),
        Binding("c,ctrl+d", "shelf('contacts')", N_("聯絡人"), id="series.contacts", tooltip=N_("聯絡人及檔案匯入")),
    ]  # fmt: skip

    def in_hand(self) -> str | None:
        """The code of the series that the keys act on; None where there is none."""
        raise NotImplementedError

    def done(self, code: str) -> None:
        """A series was added or changed."""

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    def _detail(self) -> SeriesDetail | None:
        """The series in hand as it stands now."""
        from meetingtui.services import registry

        code = self.in_hand()
        if code is None:
            self.meeting_app.told(_("請先選一個會議別。"))
            return None
        try:
            return registry.series_show(self.whole_office, code)
        except Refusal as refusal:
            self.refused(refusal)
            return None

    def _thing(self) -> Thing | None:
        detail = self._detail()
        return things.of_series(detail.series) if detail else None

    def _told(self, sentence: str) -> Callable[[Any], None]:
        """What to do when a dialog closes: say `sentence` of the series that it answers with."""

        def closed(answer: SeriesDetail | None) -> None:
            if answer is not None:
                self.meeting_app.told(sentence.format(code=answer.series.code, name=answer.series.name))
                self.done(answer.series.code)

        return closed

    # ----- opening the dialogs

    def action_add(self) -> None:
        """A new series."""
        from meetingtui.tui.dialogs.edit_series import NewSeries

        self.app.push_screen(NewSeries(self), self._told(_("已新增 {code} {name}。")))

    def action_edit(self) -> None:
        """What a series is."""
        from meetingtui.tui.dialogs.edit_series import EditSeries

        detail = self._detail()
        if detail is not None:
            self.app.push_screen(EditSeries(self, detail.series.code), self._told(_("{code} {name} 已修改。")))

    def action_rule(self) -> None:
        """How it meets, from a day on."""
        from meetingtui.tui.dialogs.edit_rule import EditRule

        detail = self._detail()
        if detail is not None:
            self.app.push_screen(EditRule(self, detail.series.code), self._told(_("{code} {name} 的規則已更新。")))

    def action_rename(self) -> None:
        """Another name from a day on."""
        from meetingtui.tui.dialogs.names import Rename

        thing = self._thing()
        if thing is not None:
            self.app.push_screen(Rename(self, thing), self._told(_("{code} 已更名為「{name}」。")))

    def action_aliases(self) -> None:
        """Other names that find it."""
        from meetingtui.tui.dialogs.names import Aliases

        thing = self._thing()
        if thing is not None:
            self.app.push_screen(Aliases(self, thing), self._told(_("{code} {name} 的別名已更新。")))

    def action_retire(self) -> None:
        """Give it up from a day on, or take it up again."""
        from meetingtui.tui.dialogs.retire import retire_or_revive

        thing = self._thing()
        if thing is not None:
            sentence = _("{code} {name} 已恢復使用。") if thing.retired_on else _("{code} {name} 已登記停用。")
            retire_or_revive(self, thing, self._told(sentence))

    def action_delete(self) -> None:
        """Remove one that never met, after a question."""
        from functools import partial

        from meetingtui.services import series
        from meetingtui.tui.dialogs.ask import YesNo

        detail = self._detail()
        if detail is None:
            return
        code, name = detail.series.code, detail.series.name

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.carry_out(partial(series.delete, self.whole_office, code), self._deleted)

        question = _(
            "要刪除 {code} {name} 嗎？只有從未編過場次的會議別可以刪除；它的規則、分區、出列席與別名一併刪除。"
        )
        self.app.push_screen(YesNo(question.format(code=code, name=name), _("刪除會議別")), answered)

    def _deleted(self, gone: Series) -> None:
        self.meeting_app.told(_("已刪除 {code} {name}。按 u 可以復原。").format(code=gone.code, name=gone.name))
        self.deleted()

    def deleted(self) -> None:
        """The series in hand is no longer there."""

    def action_holders(self) -> None:
        """Who holds the post that presides, from a day on."""
        from meetingtui.tui.dialogs.appoint import Appoint

        detail = self._detail()
        if detail is None:
            return
        posts = [chair.post for chair in detail.chairs]
        self.app.push_screen(Appoint(self, posts[0] if posts else "", offered=posts), self._appointed)

    def _appointed(self, answer: Appointed | None) -> None:
        if answer is not None:
            announce(self, answer)

    async def action_sittings(self) -> None:
        """Its sittings, in their place."""
        code = self.in_hand()
        if code is not None:
            await jumps.to_sessions(self.meeting_app, jumps.field("series", code))

    def action_shelf(self, name: str) -> None:
        """Agencies, posts and contacts of the county, or tracks and members of the series in hand."""
        if name in OF_COUNTY:
            open_registry(self, name)
            return
        code = self.in_hand()
        if code is None:
            self.meeting_app.told(_("請先選一個會議別。"))
        else:
            open_registry(self, name, code)


def open_registry(page: Page[Any], shelf: str, series: str = "") -> None:
    """Show a part of the registry over `page`: of the county, or of one series."""
    from importlib import import_module

    screen = import_module("meetingtui.tui.screens.registry").Registry
    page.app.push_screen(screen(shelf, series))


def open_series(page: Page[Any], code: str) -> None:
    """Show one series over `page`."""
    from importlib import import_module

    screen = import_module("meetingtui.tui.screens.series_page").SeriesPage
    page.app.push_screen(screen(code))


def announce(page: Page[Any], answer: Appointed) -> None:
    """Say who holds the post now, and write the renewed invites of the sittings that follow."""
    from meetingtui.tui.dialogs import renewed_invites

    said = appointed_words(answer)
    page.meeting_app.told(said)
    if answer.namesake:
        page.meeting_app.told(answer.namesake)
    if answer.sittings:
        renewed_invites.write(page, [one.id for one in answer.sittings], said)


def appointed_words(answer: Appointed) -> str:
    """Who holds the post now, and how many invitations must go out again."""
    post = answer.post.post
    last = answer.post.holders[-1] if answer.post.holders else None
    text = _("{post}已登記任職異動").format(post=post.name)
    if last is not None and last.valid_to is None:
        from meetingtui.tui.registry_words import day

        text = _("{person}自{day}起任{post}").format(person=last.person, day=day(last.valid_from), post=post.name)
    if not answer.sittings:
        return _("{text}；沒有待召開的場次受影響。").format(text=text)
    return _("{text}；其後{count}場待召開會議都跟著改，行事曆邀請須再送出（在「場次」按 i）。").format(
        text=text, count=len(answer.sittings)
    )
