"""A form whose words outlast a power cut: what is typed is kept twice a second until it is saved or dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.screen import ScreenResultType

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.kept import forms
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.form import Form

if TYPE_CHECKING:
    from meetingtui.services.office import Office

OFTEN = 0.5
"""Seconds between two looks at what was typed."""
Texts = dict[str, str]


class JournaledForm(FormDialog[ScreenResultType]):
    """Keeps its texts under the name `journal`, with the version that they were typed upon."""

    base_version: int = 0

    def __init__(self, page: Page[Any], *, keep: str = "") -> None:
        super().__init__(page, keep=keep)
        self._journaled: Texts | None = None
        self._at_journal = False
        self._waiting: Callable[[], None] | None = None
        self._finished = False

    def on_mount(self) -> None:
        """Put back what was typed when the program was last ended; what was left in this one comes first."""
        from meetingtui.services import drafts

        draft = drafts.take_up(self.office, self.journal)
        if draft is not None:
            self._journaled = draft.texts
            self.base_version = draft.base_version
            if self._key not in forms(self.app):
                self._put_back = draft.texts
                self.form.put_back(draft.texts)
                self.say(_("已放回上次未存的內容；Ctrl+N 捨棄並重填。"))
        self.set_interval(OFTEN, self._keep_due)

    def on_unmount(self) -> None:
        """The program ends: nothing typed stays behind."""
        if self._typed_now() != self._journaled and self._may_keep():
            _keep(self.office, self.journal, self._typed_now(), self.base_version)

    def _may_keep(self) -> bool:
        return not (self._finished or self.saving_now or self._at_journal or self.office.read_only)

    def _typed_now(self) -> Texts | None:
        return self.form.texts if self.form.changed else None

    def _keep_due(self) -> None:
        """Keep what was typed since the last look, behind the screen."""
        typed = self._typed_now()
        if typed != self._journaled and self._may_keep():
            self._at_journal, self._journaled = True, typed
            call = partial(_keep, self.office, self.journal, typed, self.base_version)
            self.page.fetch(call, self._was_kept, desk=f"journal {id(self)}")

    def _was_kept(self, why_not: str) -> None:
        self._at_journal = False
        if why_not:
            self.say(why_not)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    @on(Form.Abandoned)
    def _keep_last(self) -> None:
        self._keep_due()

    def save_by(self, call: Callable[[], ScreenResultType], values: Values | None = None) -> None:
        """Save once nothing is on its way to the journal: what is kept later would outlast the saving."""
        if self._at_journal:
            self._waiting = partial(self.save_by, call, values)
        else:
            super().save_by(call, values)

    def dismiss(self, result: ScreenResultType | None = None) -> Any:
        """Close; what was saved is not kept any more."""
        self._finished = result is not None
        return super().dismiss(result)


def _keep(office: Office, name: str, texts: Texts | None, base_version: int) -> str:
    """Keep texts, or forget them where there are none; why that was not possible."""
    from meetingtui.services import drafts

    try:
        if texts is None:
            drafts.discard(office, name)
        else:
            drafts.keep(office, name, drafts.packed(**texts), base_version)
    except Refusal as refusal:
        return str(refusal)
    return ""
