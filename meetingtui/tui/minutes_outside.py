"""The text under the hands in the person's own editor, and back; conflicts are found when it is saved, as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from meetingtui.domain.agenda import ItemKind
from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.tui.minutes_turning import TurnsPoints
from meetingtui.tui.widgets.long_text import LONGEST
from meetingtui.tui.widgets.minutes_text import MinutesText

if TYPE_CHECKING:
    from pathlib import Path


class EditsOutside(TurnsPoints):
    """A page of points whose texts may go to another editor, unless they are confidential."""

    def is_secret(self) -> bool:
        """Whether the sitting is confidential."""
        raise NotImplementedError

    def action_outside(self) -> None:
        """Hand the text to the editor that EDITOR names, and take back what it leaves."""
        one, focused = self.point, self.focused
        if one is None:
            return
        editor = focused if isinstance(focused, MinutesText) else self.editor("text")
        of_case = one.item is not None and (one.item.kind == ItemKind.CASE or bool(one.item.case_code))
        self.keep_now()
        try:
            text = self._edited_outside(editor.text, secret=of_case or self.is_secret())
        except Refusal as refusal:
            self.refused(refusal)
            return
        if text == editor.text:
            self.meeting_app.told(_("文字沒有更動。"))
            return
        editor.write_all(text)
        editor.focus()
        self.meeting_app.told(_("已由外部編輯程式帶回文字；Ctrl+S 儲存，Ctrl+Z 復原。"))

    def _edited_outside(self, text: str, *, secret: bool) -> str:
        """What the editor makes of a text; its file is gone then, unless what stands in it cannot be taken."""
        from meetingtui.services import outside_text

        settings = self.meeting_app.settings
        if secret:
            raise outside_text.TooSecret
        if not settings.editor.strip():
            raise outside_text.NoEditor
        path = outside_text.lay(settings.data_folder, text)
        failed = self._run_outside(settings.editor, path)
        if failed is not None:
            outside_text.forget(path)
            raise failed
        try:
            found = outside_text.back(path, LONGEST)
        except Refusal as refusal:
            told = _("帶回的文字無法採用：{why}已編輯的內容留在 {file}。")
            raise Refusal(told, why=str(refusal), file=str(path)) from refusal
        outside_text.forget(path)
        return found

    def _run_outside(self, editor: str, path: Path) -> Refusal | None:
        """Give the terminal to the editor until it ends; a refusal is answered, as suspending ends only in order."""
        from meetingtui.services import outside_text

        failed: Refusal | None = None
        try:
            with self.app.suspend():
                try:
                    outside_text.edit(editor, path)
                except Refusal as refusal:
                    failed = refusal
        except SuspendNotSupported:
            return Refusal(_("在這個終端機上無法切換到外部編輯程式。請在畫面上輸入。"))
        return failed
