"""The council's sessions and busy times as lists: what plans and checks go round."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from meetingtui.dates.showing import show_edges, show_year
from meetingtui.domain.council import CouncilPhase
from meetingtui.language import N_, _
from meetingtui.services import blackouts, council
from meetingtui.services.blackouts import BlackoutView
from meetingtui.tui import registry_words, sitting_words
from meetingtui.tui.shelf import Pairs, Shelf, said
from meetingtui.tui.widgets.record_list import ListColumn

if TYPE_CHECKING:
    from textual.screen import Screen

    from meetingtui.domain.sittings import SessionView


class CouncilSessions(Shelf[CouncilPhase]):
    """The phases of the county council's sessions in the year in view."""

    name = "council"
    label = N_("議會會期表")
    empty = N_("這一年沒有登記議會會期。按 n 新增，或按 I 由 CSV、XLSX 檔匯入。")
    can = frozenset({"add", "remove", "import_file"})
    columns = (
        ListColumn("first", N_("起"), 10, importance=10),
        ListColumn("last", N_("迄"), 10, importance=9),
        ListColumn("name", N_("會期"), 18, importance=8, grow=2),
        ListColumn("phase", N_("議程"), 12, importance=7, grow=1),
        ListColumn("required", N_("是否列席"), 8, importance=6),
        ListColumn("posts", N_("職務"), 10, importance=5, grow=1),
    )

    def whose(self) -> str:
        return show_year(self.page.year)

    def read(self) -> list[CouncilPhase]:
        return council.of_year(self.office, self.office.registry(), self.page.year)

    def id_of(self, one: CouncilPhase) -> int:
        return one.id

    def texts(self, one: CouncilPhase) -> tuple[str, ...]:
        return (
            registry_words.short_day(one.first), registry_words.short_day(one.last), one.name, one.phase,
            _needed(one), self._posts(one) if one.chosen else _("首長"),
        )  # fmt: skip

    def detail(self, one: CouncilPhase) -> Pairs:
        registry = self.office.registry()
        hit = council.hit(self.office, registry, [self._as_new(one)])
        return said([
            (one.title, None),
            (_("起"), registry_words.day(one.first)), (_("迄"), registry_words.day(one.last)),
            (_("是否列席"), _needed(one)), (_("職務"), self._posts(one)),
            (_("撞期的場次"), None), *_sittings(hit),
        ])  # fmt: skip

    def add(self) -> Screen[Any]:
        from meetingtui.tui.dialogs.council_phase import NewCouncilPhase

        return NewCouncilPhase(self.page)

    def added(self, answer: list[SessionView]) -> str:
        if not answer:
            return _("已登記議會會期，沒有撞期的場次。")
        return _("已登記議會會期；撞期{count}場，到行事曆按 r 重排。").format(count=len(answer))

    def question(self, one: CouncilPhase) -> str:
        return _("刪除議會會期「{title}」（{first}至{last}）？").format(
            title=one.title, first=registry_words.day(one.first), last=registry_words.day(one.last)
        )

    def remove(self, one: CouncilPhase) -> None:
        council.remove(self.office, one.id)

    def import_file(self) -> None:
        from meetingtui.tui.dialogs.import_days import ImportCouncil

        self.page.app.push_screen(ImportCouncil(self.page), self._taken_over)

    def _taken_over(self, count: int | None) -> None:
        if count is not None:
            self.page.meeting_app.told(_("已匯入{count}段會期。按 u 可一次復原。").format(count=count))

    def _posts(self, one: CouncilPhase) -> str:
        registry = self.office.registry()
        return _("、").join(registry.name("post", post, one.first) for post in one.posts)

    def _as_new(self, one: CouncilPhase) -> council.NewPhase:
        posts = self.office.registry().posts
        codes = tuple(posts[post].code for post in one.posts) if one.chosen else ()
        first, last = date.fromisoformat(one.first), date.fromisoformat(one.last)
        return council.NewPhase(one.name, one.phase, first, last, one.required, codes)


class BusyTimes(Shelf[BlackoutView]):
    """Times from today on at which a chair or a room is taken."""

    name = "busy"
    label = N_("忙碌時段表")
    empty = N_("今天起沒有登記忙碌時段。按 I 由 ICS、CSV 或 XLSX 檔匯入。")
    can = frozenset({"remove", "import_file"})
    columns = (
        ListColumn("who", N_("屬於"), 14, importance=9, grow=2),
        ListColumn("start", N_("起"), 22, importance=10),
        ListColumn("end", N_("迄"), 22, importance=8),
        ListColumn("source", N_("來源"), 14, importance=5, grow=2),
    )

    def read(self) -> list[BlackoutView]:
        return blackouts.listing(self.office)

    def id_of(self, one: BlackoutView) -> int:
        return one.id

    def texts(self, one: BlackoutView) -> tuple[str, ...]:
        return one.who, *_edges(one), one.source

    def detail(self, one: BlackoutView) -> Pairs:
        start, end = _edges(one)
        return said([
            (one.who, None), (_("起"), start), (_("迄"), end),
            (_("來源"), one.source or _("（未註明）")),
        ])  # fmt: skip

    def question(self, one: BlackoutView) -> str:
        start, end = _edges(one)
        return _("刪除{who}的忙碌時段（{start}至{end}）？").format(who=one.who, start=start, end=end)

    def remove(self, one: BlackoutView) -> None:
        blackouts.remove(self.office, one.id)

    def import_file(self) -> None:
        from meetingtui.tui.dialogs.import_days import ImportBusyTimes

        self.page.app.push_screen(ImportBusyTimes(self.page), self._taken_over)

    def _taken_over(self, count: int | None) -> None:
        if count is not None:
            self.page.meeting_app.told(_("已匯入，更動{count}筆忙碌時段。按 u 可一次復原。").format(count=count))


def _needed(one: CouncilPhase) -> str:
    return _("須列席") if one.required else _("儘量避開")


def _sittings(hit: list[SessionView]) -> Pairs:
    return [(one.number, f"{sitting_words.span(one)} {sitting_words.title(one)}") for one in hit] or [("", _("（無）"))]


def _edges(one: BlackoutView) -> tuple[str, str]:
    """From when to when, whole days as dates."""
    return show_edges(datetime.fromisoformat(one.start), datetime.fromisoformat(one.end))
