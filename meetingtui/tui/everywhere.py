"""What the keys do that work on every screen: help, menu, palette, notes, looks, language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from meetingtui import language
from meetingtui.language import _
from meetingtui.tui import themes
from meetingtui.tui.keys import usable
from meetingtui.tui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

    from meetingtui.services.drafts import DraftView
    from meetingtui.tui.place import Place


class Everywhere(Shell, inherit_bindings=False):
    """The part of the app that knows no place and no office."""

    _frame: LineFilter | None = None

    async def action_back(self) -> None:
        """Leave the page on top; at a place there is nothing behind."""
        if len(self.screen_stack) > 1:
            self.screen.dismiss(None)

    def action_how_to_quit(self) -> None:
        """Say how to leave: Ctrl+C is for copying."""
        self.told(_("按 Ctrl+Q 離開程式。"))

    def action_help(self) -> None:
        """Explain this screen and the widget under the cursor."""
        from meetingtui.tui.dialogs.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_menu(self) -> None:
        """Every command of this screen, reached by arrows."""
        from meetingtui.tui.dialogs.command_menu import CommandMenu
        from meetingtui.tui.palette import run_chosen, screen_commands

        if not isinstance(self.screen, CommandMenu):
            self.push_screen(CommandMenu(screen_commands(self.screen)), run_chosen)

    def action_search(self) -> None:
        """Look for words in everything written."""
        from meetingtui.tui import jumps

        if self.office is not None:
            jumps.open_search(self)

    def action_kept(self) -> None:
        """What was typed into forms and is not saved."""
        from meetingtui.tui import kept
        from meetingtui.tui.dialogs.kept_forms import KeptForms

        forms = kept.forms(self)
        if forms:
            self.push_screen(KeptForms(forms), self._take_up)
        else:
            self.told(_("編排草稿尚未存入：請到行事曆存入或放棄。"))

    def _take_up(self, key: str | None) -> None:
        """Open a form again over the page in front."""
        from meetingtui.tui import kept
        from meetingtui.tui.place import Page

        one = kept.forms(self).get(key or "")
        page = self.screen
        if one is not None and isinstance(page, Page):
            told = _("已儲存：{what}").format(what=one.heading)
            self.push_screen(one.again(page), lambda answer: None if answer is None else self.told(told))

    def offer_drafts(self) -> None:
        """Ask what shall become of what was typed and not saved when the program last ended."""
        from meetingtui.services import draft_places
        from meetingtui.services.office import Office
        from meetingtui.tui.place import Place

        page, office = self.screen if self._screen_stack else None, self.office
        if isinstance(page, Place) and isinstance(office, Office):
            page.fetch(partial(draft_places.left_over, office), partial(self._show_drafts, page), desk="drafts")

    def _show_drafts(self, page: Place, found: list[DraftView]) -> None:
        from meetingtui.tui.dialogs.pending_drafts import PendingDrafts

        if found and self.screen is page:
            self.push_screen(PendingDrafts(page, found), self._go_on_with)

    def _go_on_with(self, draft: DraftView | None) -> None:
        """Open the minutes (or the agenda) at the point that a draft belongs to; afterwards the rest is asked about."""
        from meetingtui.tui import jumps
        from meetingtui.tui.agenda_words import NEW_POINT

        if draft is None or draft.session_id is None:
            return
        if draft.kind in ("agenda", "point"):
            page = jumps.sitting_part("agenda", draft.session_id, typing=draft.item_id or NEW_POINT)
        elif draft.kind == "report":
            page = jumps.sitting_part("rounds", draft.session_id, typing=draft.object)
        else:
            page = jumps.sitting_part("minutes", draft.session_id, point=draft.item_id or "remarks")
        self.push_screen(page, self._ask_about_the_rest)

    def _ask_about_the_rest(self, _left: object) -> None:
        self.call_later(self.offer_drafts)

    def _keep_keys(self, keymap: dict[str, str] | None) -> None:
        if keymap is not None:
            self.settings.keymap = keymap
            self.settings.save()
            self.set_keymap(usable(keymap))

    def use_theme(self, name: str) -> None:
        """Take another look and keep it."""
        self.theme = self.settings.theme = themes.known(name)
        self.settings.save()

    def use_ascii(self, on: bool) -> None:
        """Draw only signs that every terminal draws one cell wide, or all of them."""
        self._frame = None
        if on:
            from meetingtui.tui.ascii_frame import AsciiFrame

            self._frame = AsciiFrame()
        self.set_class(on, "-ascii")
        if self.is_running:
            self.refresh_css()

    def keep_ascii(self, on: bool) -> None:
        """`use_ascii`, and keep the choice."""
        self.use_ascii(on)
        self.settings.ascii = on
        self.settings.save()

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return filters if self._frame is None else [*filters, self._frame]

    async def use_language(self, name: str) -> None:
        """Speak another language at once and keep it."""
        from meetingtui.tui.place import Page

        language.use(name)
        self.settings.language = language.current()
        self.settings.save()
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Page):
                    await screen.relabel()
