"""A paper on its way out: to a printer, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import count_files
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.dialogs.roll_lines import wrong_count
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field, LineField

if TYPE_CHECKING:
    from meetingtui.services.exporting import Exported
    from meetingtui.services.printing import Job, Printer

FORMATS = {"pdf": "PDF", "odt": "ODT", "docx": "DOCX", "txt": N_("文字")}
VERSIONS = {"full": N_("全文"), "masked": N_("遮罩")}
SIDES = {"": N_("單面"), "duplex": N_("雙面")}


class Paper(NamedTuple):
    """Which paper of which sitting, or of an action item that it made (its number), masked or full."""

    paper: str
    sitting: SessionView
    masked: bool
    pages: int | None = None
    item: str = ""

    @property
    def of(self) -> str | int:
        """What it is of, as `papers.build` is asked for it."""
        return self.item or self.sitting.id


class PaperDialog(FormDialog[Any]):
    """A form on one paper."""

    KEEPS = False
    WHAT = N_("列印")

    def __init__(self, page: Page[Any], paper: Paper) -> None:
        self.paper = paper
        super().__init__(page, keep=f"{paper.of} {paper.paper}")

    def heading(self) -> Content:
        from meetingtui.services.papers import PAPER_WORDS

        number = self.paper.item or self.paper.sitting.number
        return shown_line(_("{what}：{paper}　{number}").format(
            what=_(self.WHAT), paper=_(PAPER_WORDS[self.paper.paper]), number=number
        ))  # fmt: skip

    def facts(self) -> str:
        """How many pages, and that a full version of a confidential sitting is 密."""
        parts = [_("共{pages}頁").format(pages=self.paper.pages)] if self.paper.pages else []
        if self.paper.sitting.confidential:
            parts.append(_("密：全文本請依規定保管，對外請用遮罩本。"))
        return "　".join(parts)

    def body(self) -> ComposeResult:
        """With a line that warns of what a masked version cannot hide, as long as that is chosen."""
        from meetingtui.services.papers import MASKED

        warning = Static(shown(_(MASKED)), id="masked")
        warning.display = self.paper.masked
        yield warning
        yield from super().body()

    @on(Field.Edited)
    def _warn(self) -> None:
        chosen = self.form.field("version")
        self.query_one("#masked").display = chosen.value == "masked"

    def version_field(self) -> ChoiceField:
        """Masked or full."""
        return worded("version", _("版本"), VERSIONS, "masked" if self.paper.masked else "full")


class PrintPaper(PaperDialog):
    """Closes with the job that was handed over."""

    HELP: ClassVar[str] = N_("選印表機、份數、單雙面與版本（全文或遮罩），Ctrl+S 送印；之後會說明印出或未印出的原因。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("送印"), id="print.send", tooltip=N_("檢查各欄並送印")),
    ]

    def __init__(self, page: Page[Any], paper: Paper, printers: Sequence[Printer]) -> None:
        self.printers = printers
        super().__init__(page, paper)

    def fields(self) -> Sequence[Field]:
        names = [
            Choice(one.name, one.name if one.ready else f"{one.name}（{one.why}）", ()) for one in self.printers
        ]  # fmt: skip
        return (
            ChoiceField("printer", _("印表機"), names, self._usual(), required=True),
            LineField("copies", _("份數"), "1", rule=wrong_count),
            worded("sides", _("單雙面"), SIDES, "", required=False),
            self.version_field(),
        )

    def _usual(self) -> str | None:
        """The default printer, or the only one; among several without a default the user chooses."""
        first = self.printers[0]
        return first.name if first.default or len(self.printers) == 1 else None

    def saving(self, values: Values) -> Callable[[], Job]:
        return partial(self._send, values, despite_missing=False)

    def _send(self, values: Values, *, despite_missing: bool) -> Job:
        from meetingtui.services import papers, printing

        document = papers.build(
            self.office, self.paper.paper, self.paper.of, masked=text_in(values, "version") == "masked"
        )
        return printing.send(
            self.office, document, printer=text_in(values, "printer"), copies=int(text_in(values, "copies") or 1),
            duplex=bool(text_in(values, "sides")), despite_missing=despite_missing,
        )  # fmt: skip

    def answered(self, values: Values, answer: Any) -> bool:
        """Signs that no font can draw are named, and printed as boxes only when told to."""
        from meetingtui.services.printing import SignsMissing

        if not isinstance(answer, SignsMissing):
            return False

        def anyhow(yes: bool | None) -> None:
            if yes:
                self.save_by(partial(self._send, values, despite_missing=True), values)

        self.app.push_screen(YesNo(_("{why}\n\n仍要列印嗎？").format(why=answer.named), _("缺字")), anyhow)
        return True


class SavePaper(PaperDialog):
    """Closes with where the file lies."""

    WHAT = N_("另存")
    HELP: ClassVar[str] = N_("選格式與版本，檔案欄可改資料夾或檔名，Ctrl+S 存檔。同名且內容不同的檔案會先詢問。")

    def fields(self) -> Sequence[Field]:
        folder = count_files.folder(self.page.meeting_app.settings)
        return (
            worded("format", _("格式"), FORMATS, "pdf"),
            self.version_field(),
            LineField("path", _("資料夾或檔案"), f"{folder}/", required=True, max_length=1000),
        )

    def saving(self, values: Values) -> Callable[[], Exported]:
        return partial(self._save, values, force=False)

    def _save(self, values: Values, *, force: bool) -> Exported:
        from meetingtui.services import papers

        path, usual = text_in(values, "path"), count_files.folder(self.page.meeting_app.settings)
        if path.rstrip("/") == str(usual):
            count_files.make(usual)
        document = papers.build(
            self.office, self.paper.paper, self.paper.of, masked=text_in(values, "version") == "masked"
        )
        form = text_in(values, "format")
        target = papers.target(document, form, path)
        if target.is_file() and not force:
            raise Overwriting(target)
        return papers.save(self.office, document, form, target, force=force)

    def answered(self, values: Values, answer: Any) -> bool:
        """Another file is replaced only when told to."""
        from meetingtui.tui.dialogs.save_counts import overwrite

        if not isinstance(answer, Overwriting):
            return False

        def anyhow(yes: bool | None) -> None:
            if yes:
                self.save_by(partial(self._save, values, force=True), values)

        self.app.push_screen(overwrite(answer.path), anyhow)
        return True


class Overwriting(Refusal):
    """A file of that name stands there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("「{path}」已有檔案。"), path=str(path))
        self.path = path
