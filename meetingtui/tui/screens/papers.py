"""文件: every paper of a sitting as it will be printed, in the terminal; printed and saved from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.paper_out import Paper
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.paper_desk import PRINT_KEYS, PrintsPapers
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY, SittingPart
from meetingtui.tui.widgets.line_text import LineText

if TYPE_CHECKING:
    from meetingtui.papers.document import Document
    from meetingtui.services.office import Office

OF_SITTING = ("minutes", "agenda", "notice", "signin", "actions")
"""The papers of one sitting, the one that is looked at most first."""
NARROWEST = 40


class Laid(NamedTuple):
    """A paper laid out: its lines, or why it cannot be shown."""

    sitting: SessionView
    lines: list[str]
    why: str


class Pages(NamedTuple):
    """How many pages the PDF has, and in a sentence what no font here can draw; or why there is none."""

    total: int | None
    missing: str
    why: str


def _lay(office: Office, paper: str, sitting_id: int, masked: bool, width: int) -> Laid:
    from meetingtui.services import papers, sessions

    sitting = sessions.show(office, sitting_id)
    try:
        return Laid(sitting, papers.text(_document(office, paper, sitting_id, masked), width), "")
    except Refusal as refusal:
        return Laid(sitting, [], str(refusal))


def _document(office: Office, paper: str, sitting_id: int, masked: bool) -> Document:
    from meetingtui.services import papers

    return papers.build(office, paper, sitting_id, masked=masked)


def _count(office: Office, paper: str, sitting_id: int, masked: bool) -> Pages:
    from meetingtui.services import papers

    try:
        made = papers.render(_document(office, paper, sitting_id, masked), "pdf")
    except Refusal as refusal:
        return Pages(None, "", str(refusal))
    return Pages(made.pages, papers.missing_words(made.missing), "")


class PapersPage(PrintsPapers, SittingPart):
    """One paper at a time; left and right turn to the others."""

    CSS_PATH = "papers.tcss"
    PART = "papers"
    HELP: ClassVar[str] = N_(
        "一場會議的各種文件，與印出的內容一字不差。左右鍵換文件：會議紀錄、議程、開會通知單、簽到表、列管事項一覽表；"
        "上下鍵與 PgUp、PgDn 捲動。M 換全文或遮罩；p 列印（選印表機、份數、單雙面，並追蹤到印出為止）；"
        "s 另存 PDF、ODT、DOCX 或文字，o 打開剛存的檔案；f 到開會通知，g 公文設定。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", N_("前一種"), id="papers.before", show=False, tooltip=N_("換前一種文件")),
        Binding("right", "turn(1)", N_("換文件"), id="papers.next", tooltip=N_("換下一種文件")),
        *PRINT_KEYS,
        Binding("M,ctrl+n", "mask", N_("遮罩"), id="papers.mask", tooltip=N_("換全文或遮罩的版本")),
        Binding("g,ctrl+g", "settings", N_("公文設定"), id="papers.settings", tooltip=N_("機關全銜、字級、備註等設定")),
        *PART_KEYS,
        RULINGS_KEY,
    ]

    paper = OF_SITTING[0]
    masked = False
    sitting: SessionView | None = None
    _pages: Pages | None = None
    _width = 0

    def __init__(self, sitting_id: int, *, paper: str = "") -> None:
        """`paper` is the one to begin with."""
        super().__init__(sitting_id)
        self.paper = paper or self.paper

    def body(self) -> ComposeResult:
        yield Static("", id="which")
        yield Static("", id="facts")
        yield Static("", id="warning")
        yield LineText(id="lines")

    def on_mount(self) -> None:
        """The cursor stands in the paper."""
        self.set_focus(self.query_one(LineText))
        super().on_mount()

    def on_resize(self) -> None:
        """A paper is laid out for the width that is seen."""
        if self.sitting is not None and self._room() != self._width:
            self.reload()

    def _room(self) -> int:
        return max(NARROWEST, min(100, self.app.size.width - 4))

    # ----- what is shown

    def reload(self) -> None:
        """Lay the paper out again, and count its pages behind it."""
        self._width = self._room()
        self._pages = None
        asked = (self.whole_office, self.paper, self.sitting_id, self.masked)
        self.fetch(partial(_lay, *asked, self._width), self._show, desk="paper")
        self.fetch(partial(_count, *asked), self._counted, desk="pages")

    def _show(self, laid: Laid) -> None:
        self.sitting = laid.sitting
        self.head(laid.sitting)
        self._tell()
        view = self.query_one(LineText)
        view.show(laid.lines or [laid.why])

    def _counted(self, pages: Pages) -> None:
        self._pages = pages
        self._tell()

    def _tell(self) -> None:
        from meetingtui.services.papers import MASKED, PAPER_WORDS

        names = [
            shown_line(f" {_(PAPER_WORDS[one])} ").stylize("bold reverse" if one == self.paper else "")
            for one in OF_SITTING
        ]
        self.query_one("#which", Static).update(Content(" ").join(names))
        pages, parts = self._pages, [_("遮罩") if self.masked else _("全文")]
        if self.sitting is not None and self.sitting.confidential:
            parts.append(_("密"))
        if pages is None:
            parts.append(_("計算頁數…"))
        elif pages.total is None:
            parts.append(pages.why)
        else:
            parts.append(_("A4共{pages}頁").format(pages=pages.total))
        facts = self.query_one("#facts", Static)
        facts.update(shown_line("　".join(parts)))
        facts.set_class(pages is not None and pages.total is None, "-missing")
        warnings = [_(MASKED)] if self.masked else []
        warnings += [pages.missing] if pages is not None and pages.missing else []
        warning = self.query_one("#warning", Static)
        warning.update(shown("\n".join(warnings)))
        warning.display = bool(warnings)

    def action_turn(self, by: int) -> None:
        """Another paper of the sitting."""
        at = OF_SITTING.index(self.paper) if self.paper in OF_SITTING else 0
        self.paper = OF_SITTING[(at + by) % len(OF_SITTING)]
        self.reload()

    def action_mask(self) -> None:
        """Names and whatever tells of a case, or codes in their place."""
        self.masked = not self.masked
        self.reload()

    def action_settings(self) -> None:
        """How all papers of the office look."""
        from meetingtui.tui import jumps

        jumps.open_paper_settings(self)

    # ----- out

    def paper_in_hand(self) -> Paper | None:
        if self.sitting is None:
            return None
        return Paper(self.paper, self.sitting, self.masked, self._pages.total if self._pages else None)
