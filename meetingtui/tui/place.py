"""Pages and places: what every full screen has, and what the seven places have besides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen, ScreenResultType

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui.keys import SpeaksLanguage
from meetingtui.tui.messages import Fetched
from meetingtui.tui.widgets.key_bar import KeyBar
from meetingtui.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from meetingtui.tui.needs import Change, Office
    from meetingtui.tui.shell import Shell

T = TypeVar("T")


class Page(SpeaksLanguage[ScreenResultType]):
    """A full screen: title bar above, its own `body()` in between, the keys that work here below.

    Subclasses give `HELP` (marked with `N_`), `body()` and `reload()`; `reload` is called when the page is first
    shown and whenever it comes to the front after records, year or language changed.
    """

    HELP: ClassVar[str] = ""
    keys_wait: bool = False
    """Whether what is typed is kept until the page has read for the first time; pages that are typed into set it."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._seen: tuple[int, int] | None = None
        self._serials: dict[str, int] = {}

    @property
    def meeting_app(self) -> Shell:
        """The app, by its own type."""
        return cast("Shell", self.app)

    @property
    def office(self) -> Office:
        """What services are asked with; pages are only shown when it is open."""
        office = self.meeting_app.office
        if office is None:
            raise RuntimeError("a page is shown before the office is open")
        return office

    @property
    def year(self) -> int:
        """The 西元 year in view, the same in every place."""
        return self.meeting_app.year

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the bars."""
        yield from ()

    def reload(self) -> None:
        """Read again what is shown."""

    def on_mount(self) -> None:
        """Show the first time."""
        self.show_fresh()

    def on_screen_resume(self) -> None:
        """Come to the front: read again what changed meanwhile."""
        self.show_fresh()
        self.query(TitleBar).refresh()

    def show_fresh(self) -> None:
        """Reload unless what is shown is of the present records and year."""
        app = self.meeting_app
        if app.office is None or not self.is_mounted:
            return
        now = (app.revision, app.year)
        if now != self._seen:
            self._seen = now
            self.query(TitleBar).refresh()
            self.reload()

    async def relabel(self) -> None:
        """Say everything in the language now in use; composing anew is enough for most pages."""
        focused = self.focused.id if self.focused is not None else None
        await self.recompose()
        self._seen = None
        self.show_fresh()
        for widget in self.query(f"#{focused}") if focused else ():
            widget.focus()

    def action_undo(self) -> None:
        """Take back this person's last change."""
        from meetingtui.services import history
        from meetingtui.services.office import Office as WholeOffice

        office = self.office
        if isinstance(office, WholeOffice):
            self.carry_out(partial(history.undo, office), self._taken_back)

    def _taken_back(self, change: Change) -> None:
        from meetingtui.services.history import VERBS

        verb = _(VERBS.get(change.verb, change.verb))
        self.meeting_app.told(_("已復原「{verb}」：{thing}").format(verb=verb, thing=change.words))

    def fetch(self, call: Callable[[], T], then: Callable[[T], None], *, desk: str = "") -> None:
        """Run a reading service call in a thread and give its value to `then`, back among the widgets.

        A newer call at the same `desk` makes an older answer worthless: it is dropped. Refusals are shown.
        """
        serial = self._serials[desk] = self._serials.get(desk, 0) + 1
        self.run_worker(partial(self._ask, call, then, desk, serial), thread=True, group=f"fetch:{desk}")

    def carry_out(self, call: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Run a changing service call in a thread; afterwards every list is read again, then `then` is called.

        No answer of it is ever dropped. Refusals are shown and nothing is read again.
        """
        self.run_worker(partial(self._ask, call, partial(self._carried_out, then), "", 0), thread=True, group="write")

    def _carried_out(self, then: Callable[[Any], None] | None, value: Any) -> None:
        self.meeting_app.records_changed()
        if then is not None:
            then(value)

    def _ask(self, call: Callable[[], Any], then: Callable[[Any], None], desk: str, serial: int) -> None:
        value, refusal = None, None
        try:
            value = call()
        except Refusal as answer:
            refusal = answer
        self.post_message(Fetched(desk, serial, then, value, refusal))

    @on(Fetched)
    def _fetched(self, message: Fetched) -> None:
        message.stop()
        if message.serial and message.serial != self._serials.get(message.desk):
            return
        if self._is_closing(message.then):
            self.meeting_app.records_changed()  # whatever it was about, lists show what stands now
        elif message.refusal is not None:
            self.refused(message.refusal)
        else:
            message.then(message.value)
        if self.keys_wait:
            self.keys_wait = False
            self.call_later(self.meeting_app.keys_go_on)

    def _is_closing(self, then: Callable[[Any], None]) -> bool:
        """Whether an answer is for a dialog that has been left meanwhile: its widgets may be gone already."""
        owner = getattr(getattr(then, "func", then), "__self__", None)
        return isinstance(owner, Screen) and owner is not self and owner not in self.app.screen_stack

    def refused(self, refusal: Exception) -> None:
        """Show a refusal; pages that can do better (a field, a question) override this."""
        self.meeting_app.refuse(refusal)


class Place(Page[None]):
    """One of the seven places: shares the year with the others and is left by the keys of the places."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "type_year", N_("年度"), id="place.year", tooltip=N_("輸入要看的年度，民國或西元皆可")),
        Binding(
            "left_square_bracket", "turn_year(-1)", N_("上一年度"), id="place.year_before", show=False,
            tooltip=N_("看前一年度"),
        ),
        Binding(
            "right_square_bracket", "turn_year(1)", N_("下一年度"), id="place.year_after", show=False,
            tooltip=N_("看後一年度"),
        ),
        Binding("ctrl+z,u", "undo", N_("復原"), show=False, id="place.undo", tooltip=N_("復原上一次的變更")),
    ]  # fmt: skip

    def action_type_year(self) -> None:
        """Take the next digits as a year."""
        self.meeting_app.year_typed = ""

    def action_turn_year(self, by: int) -> None:
        """Show the year before or after."""
        self.meeting_app.turn_to_year(self.year + by)
