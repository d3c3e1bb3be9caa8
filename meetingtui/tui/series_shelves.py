"""Tracks, members and rules of one series."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from meetingtui.domain.registry_values import CHAIR_RULE_WORDS
from meetingtui.domain.seats import quorum_words
from meetingtui.language import N_, _
from meetingtui.services import members, registry, series_rules
from meetingtui.services.series_detail import RuleView
from meetingtui.services.series_views import ROLE_WORDS, MemberView, TrackView
from meetingtui.tui import registry_words, things
from meetingtui.tui.shelf import Pairs, Shelf, Told, said
from meetingtui.tui.things import Thing
from meetingtui.tui.widgets.record_list import ListColumn

if TYPE_CHECKING:
    from textual.screen import Screen


class Tracks(Shelf[TrackView]):
    """The places in which a series is held."""

    name = "tracks"
    label = N_("分區")
    empty = N_("沒有分區：只在一處召開。按 n 新增分區。")
    can = frozenset({"add", "edit", "retire", "rename", "accept"})
    columns = (
        ListColumn("code", N_("代碼"), 4, importance=9),
        ListColumn("name", N_("分區"), 14, importance=10, grow=2),
        ListColumn("agency", N_("機關"), 12, importance=5, grow=1),
        ListColumn("chair", N_("主席"), 12, importance=6, grow=1),
        ListColumn("townships", N_("鄉鎮市區"), 16, importance=8, grow=4),
        ListColumn("state", N_("狀態"), 14, importance=7),
    )

    def read(self) -> list[TrackView]:
        return sorted(registry.track_list(self.office, self.series), key=self.retired)

    def id_of(self, one: TrackView) -> str:
        return one.code

    def retired(self, one: TrackView) -> bool:
        return bool(one.valid_to) and str(one.valid_to) <= self.today

    def look(self, one: TrackView) -> str:
        return "muted" if self.retired(one) else "warning" if one.proposed else ""

    def texts(self, one: TrackView) -> tuple[str, ...]:
        return (
            one.code, one.name, one.agency_name, one.chair_name, _("、").join(one.townships), _track_state(one),
        )  # fmt: skip

    def detail(self, one: TrackView) -> Pairs:
        return said([
            (f"{self.series} {one.code} {one.name}", None),
            (_("機關"), f"{one.agency} {one.agency_name}".strip()),
            (_("主席"), f"{one.chair} {one.chair_name}".strip()),
            (_("鄉鎮市區"), _("、").join(one.townships) or _("未登記轄區")),
            (_("效期"), registry_words.span(one.valid_from, one.valid_to)),
            (_("狀態"), _("暫分，尚待確認；按 A 全部確認") if one.proposed else ""),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_track import EditTrack

        return EditTrack(self.page, self.series)

    def edit(self, one: TrackView) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_track import EditTrack

        return EditTrack(self.page, self.series, one.code)

    def thing(self, one: TrackView) -> Thing:
        return things.of_track(self.series, one)


def _track_state(one: TrackView) -> str:
    if one.valid_to:
        return _("{day}停用").format(day=registry_words.short_day(one.valid_to))
    if one.proposed:
        return _("待確認")
    return _("{day}起").format(day=registry_words.short_day(one.valid_from)) if one.valid_from else ""


class Members(Shelf[MemberView]):
    """Who is asked to every sitting of a series."""

    name = "members"
    label = N_("出列席")
    empty = N_("還沒有出列席單位。按 n 新增。")
    columns = (
        ListColumn("role", N_("身分"), 6, importance=9),
        ListColumn("label", N_("出席單位"), 16, importance=10, grow=2),
        ListColumn("agency", N_("機關"), 14, importance=8, grow=2),
        ListColumn("network", N_("網絡別"), 8, importance=7, grow=1),
        ListColumn("since", N_("自何日起"), 10, importance=5),
    )

    def read(self) -> list[MemberView]:
        order = list(ROLE_WORDS)
        found = registry.series_show(self.office, self.series).series.members
        return sorted(found, key=lambda one: order.index(one.role) if one.role in order else len(order))

    def id_of(self, one: MemberView) -> int:
        return one.id

    def look(self, one: MemberView) -> str:
        return "muted" if one.role == "observer" else ""

    def texts(self, one: MemberView) -> tuple[str, ...]:
        role = _(ROLE_WORDS.get(one.role, one.role))
        return (role, one.label, one.agency_name, one.network, registry_words.short_day(one.valid_from))

    def words(self, one: MemberView) -> tuple[str, ...]:
        return (one.agency,)

    def detail(self, one: MemberView) -> Pairs:
        agency = f"{one.agency} {one.agency_name}".strip() or _("未指定機關：由持有該網絡的機關出席")
        return said([
            (one.label, None), (_("身分"), _(ROLE_WORDS.get(one.role, one.role))), (_("機關"), agency),
            (_("網絡別"), one.network), (_("席次"), registry_words.seat(one)), (_("職稱"), one.title),
            (_("代理"), _("得派員代理") if one.delegable else _("須親自出席")),
            (_("效期"), registry_words.span(one.valid_from, one.valid_to)),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_member import NewMember

        return NewMember(self.page, self.series)

    def edit(self, one: MemberView) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_member import EditMember

        return EditMember(self.page, self.series, one)

    def retire(self, one: MemberView, then: Told) -> None:
        from meetingtui.tui.dialogs.retire import Retire

        def ending(day: date) -> list[MemberView]:
            return members.remove(self.office, self.series, one.id, on=day)

        title = _("不再邀請：{series} {who}").format(series=self.series, who=one.label)
        facts = _("自該日起不在名單；以前的年度照舊。")
        self.page.app.push_screen(Retire(self.page, title, ending, facts=facts), then)


class Rules(Shelf[RuleView]):
    """How a series meets and met, newest first."""

    name = "rules"
    label = N_("規則沿革")
    columns = (
        ListColumn("since", N_("自何日起"), 10, importance=10),
        ListColumn("until", N_("至何日前"), 10, importance=6),
        ListColumn("cadence", N_("頻率"), 12, importance=9, grow=1),
        ListColumn("windows", N_("召開時段"), 10, importance=4, grow=1),
        ListColumn("stated", N_("載明"), 4, importance=8, numeric=True),
        ListColumn("floor", N_("法定"), 4, importance=7, numeric=True),
        ListColumn("gap", N_("間隔"), 4, importance=6, numeric=True),
        ListColumn("chair", N_("主席"), 12, importance=8, grow=2),
        ListColumn("host", N_("主辦"), 12, importance=3, grow=2),
    )

    def read(self) -> list[RuleView]:
        return list(reversed(registry.series_show(self.office, self.series).rules))

    def id_of(self, one: RuleView) -> str:
        return one.valid_from

    def texts(self, one: RuleView) -> tuple[str, ...]:
        begins = registry_words.short_day(one.valid_from) if registry_words.has_begun(one.valid_from) else _("自始")
        return (
            begins, registry_words.short_day(one.until), one.cadence.words, registry_words.windows(one.cadence),
            registry_words.number(one.stated), registry_words.number(one.floor),
            registry_words.months(one.max_gap_months), one.chair, one.host,
        )  # fmt: skip

    def detail(self, one: RuleView) -> Pairs:
        known = self.office.registry()
        names = {post.code: known.name("post", post.id, one.valid_from) for post in known.posts.values()}
        deputies = _("、").join(names.get(code, code) for code in one.deputies)
        return said([
            (registry_words.span(one.valid_from, one.until or None), None),
            (_("頻率"), one.cadence.words), (_("召開時段"), registry_words.windows(one.cadence)),
            (_("載明場數"), registry_words.number(one.stated)), (_("目標場數"), registry_words.number(one.target)),
            (_("法定最低場數"), registry_words.number(one.floor)), (_("法定說明"), one.floor_note),
            (_("最長間隔"), registry_words.months(one.max_gap_months)),
            (_("主持方式"), _(CHAIR_RULE_WORDS.get(one.chair_rule, one.chair_rule))), (_("主席"), one.chair),
            (_("代理"), deputies), (_("法定主席"), one.legal_chair), (_("主辦機關"), one.host),
            *((_("法規"), registry_words.law(law)) for law in one.laws),
            (_("慣常"), registry_words.usual(one.weekday, one.start_time, one.minutes, one.room)),
            (_("密等"), _("密") if one.confidential else _("普通")),
            (_("通知"), _("會前{days}日送達").format(days=one.notice_days)),
            (_("紀錄"), _("會後{days}日內").format(days=one.minutes_days)),
            (_("法定出席"), quorum_words(one.quorum) if one.quorum else ""),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_rule import EditRule

        return EditRule(self.page, self.series)

    def edit(self, one: RuleView) -> Screen[Any]:
        from meetingtui.tui.dialogs.edit_rule import EditRule

        return EditRule(self.page, self.series, date.fromisoformat(one.valid_from))

    def retire(self, one: RuleView, then: Told) -> None:
        from meetingtui.tui.dialogs.ask import YesNo

        day = date.fromisoformat(one.valid_from)

        def answered(yes: bool | None) -> None:
            if yes:
                self.page.carry_out(partial(series_rules.drop, self.office, self.series, day), then)

        question = _("刪去{span}的規則？其前的規則繼續適用。").format(span=registry_words.span(one.valid_from, None))
        self.page.app.push_screen(YesNo(question, _("刪去規則")), answered)
