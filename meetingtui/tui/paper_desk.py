"""A paper in hand goes out: to a printer, followed until it is printed, or into a file, which can be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from pathlib import Path

    from meetingtui.services.exporting import Exported
    from meetingtui.services.printing import Job, JobState, Printer
    from meetingtui.tui.dialogs.paper_out import Paper

PRINT_KEYS: list[BindingType] = [
    Binding("p,ctrl+o", "print", N_("列印"), id="papers.print", tooltip=N_("選印表機、份數與單雙面後列印")),
    Binding("s,ctrl+s", "save", N_("另存"), id="papers.save", tooltip=N_("另存成 PDF、ODT、DOCX 或文字")),
    Binding("o,ctrl+y", "open", N_("打開"), id="papers.open", tooltip=N_("以這台電腦的程式打開剛存的檔案")),
]
"""A page that has a paper in hand writes these into its BINDINGS."""


class PrintsPapers(Page[Any]):
    """Pages that have a paper in hand: `paper_in_hand` says which."""

    _saved_at: Path | None = None

    def paper_in_hand(self) -> Paper | None:
        """The paper that is printed and saved; None where there is none."""
        raise NotImplementedError

    def action_print(self) -> None:
        """Choose a printer; where there is none, say why and offer the file."""
        self.fetch(_printers, self._choose_printer, desk="printers")

    def _choose_printer(self, found: list[Printer] | str) -> None:
        from meetingtui.tui.dialogs.paper_out import PrintPaper

        paper = self.paper_in_hand()
        if paper is None:
            return
        if isinstance(found, str):
            self.refused(Refusal(found))
            self.action_save()
        else:
            self.app.push_screen(PrintPaper(self, paper, found), self._printing)

    def _printing(self, job: Job | None) -> None:
        from meetingtui.services import printing

        if job is not None:
            told = _("已送印{pages}頁{copies}份到「{printer}」，正在追蹤。")
            self.meeting_app.told(told.format(pages=job.pages, copies=job.copies, printer=job.printer))
            self.fetch(partial(printing.followed, job), partial(self._printed, job), desk=f"job {job.name}")

    def _printed(self, job: Job, state: JobState) -> None:
        from meetingtui.services import printing

        text = _("「{printer}」：{words}").format(printer=job.printer, words=printing.told(job, state))
        if state.failed:
            self.refused(Refusal(text))
        else:
            self.meeting_app.told(text)

    def action_save(self) -> None:
        """Into a file."""
        from meetingtui.tui.dialogs.paper_out import SavePaper

        paper = self.paper_in_hand()
        if paper is not None:
            self.app.push_screen(SavePaper(self, paper), self._saved)

    def _saved(self, made: Exported | None) -> None:
        from meetingtui.tui.count_files import saved_words

        if made is None:
            return
        self._saved_at = made.where
        self.refresh_bindings()
        more = _("按 o 打開。") if self._can_open() else ""
        self.meeting_app.told(saved_words(made) + more)

    def _can_open(self) -> bool:
        from meetingtui.services import opening

        return self._saved_at is not None and opening.can_open(display=self.meeting_app.settings.has_display)

    def action_open(self) -> None:
        """Show the file that was saved last in the program for its kind."""
        from meetingtui.services import opening

        if self._saved_at is not None:
            self.fetch(partial(opening.open_file, self._saved_at), lambda _done: None, desk="open")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file can be opened once it is saved, where there is a screen and a program for it."""
        return self._can_open() if action == "open" else super().check_action(action, parameters)


def _printers() -> list[Printer] | str:
    """The printers, or why there is none."""
    from meetingtui.services import printing

    try:
        return printing.printers()
    except Refusal as refusal:
        return str(refusal)
