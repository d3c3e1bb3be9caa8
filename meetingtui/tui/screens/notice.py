"""開會通知: who gets the notice of a sitting and how, what it says, and the files with which it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal
from meetingtui.domain.notices import NoticeView, Recipient
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import notice_files
from meetingtui.tui.gate import shown_line
from meetingtui.tui.notice_files import Laying
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY, SittingPart
from meetingtui.tui.widgets.line_text import LineText
from meetingtui.tui.widgets.progress_line import ProgressLine
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.dispatching import Ready
    from meetingtui.services.office import Office

ROLE_WORDS = {
    "chair": N_("主持人"), "attendee": N_("出席者"), "may": N_("得出席"), "observer": N_("列席者"), "copy": N_("副本"),
}  # fmt: skip
COLUMNS = (
    ListColumn("role", N_("身分"), 10, importance=9),
    ListColumn("agency", N_("受文者"), 24, importance=10, grow=2),
    ListColumn("way", N_("送達"), 22, importance=8, grow=1),
)
WIDE = 140
"""Cells from which recipients and paper stand side by side."""
NARROWEST = 40
FILE_COPY = "copy"
"""The row of the copy for the file, of which the preview shows the paper without 受文者."""


class Seen(NamedTuple):
    """The notice as it stands, and who gets it; `why` says why there is none."""

    sitting: SessionView
    notice: NoticeView | None
    recipients: Sequence[tuple[Recipient, bool]]
    why: str


def _read(office: Office, sitting_id: int) -> Seen:
    from meetingtui.services import dispatching, notices, sessions

    sitting = sessions.show(office, sitting_id)
    try:
        notice = notices.of(office, sitting_id)
    except Refusal as refusal:
        return Seen(sitting, None, (), str(refusal))
    found = [(one, dispatching.by_mail(one.email)) for one in notices.recipients(office, sitting_id)]
    return Seen(sitting, notice, found, "")


class NoticePage(SittingPart, Laying):
    """Everybody who gets the notice, beside the paper that he gets."""

    CSS_PATH = "notice.tcss"
    PART = "notice"
    READ = staticmethod(_read)
    HELP: ClassVar[str] = N_(
        "這一場的開會通知單：各受文者的身分、以電子郵件或紙本送達，與游標所在受文者的通知單全文。e 填寫發文字號、速別、"
        "密等、附件、事由、備註與聯絡人；o 一次寫出全部檔案（每個受文者的通知單PDF、行事曆檔與郵件草稿）並登記發文；"
        "d 只登記發文日期與字號；g 公文設定。檔案由您的郵件程式寄出，本程式不寄信。寫檔時按 Esc 停止。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,ctrl+o", "write", N_("全部寫出"), id="notice.write", tooltip=N_("寫出通知單、行事曆檔與郵件草稿")),
        Binding("e,ctrl+e", "edit", N_("填寫"), id="notice.edit", tooltip=N_("填寫通知單的各欄")),
        Binding("d,ctrl+d", "issue", N_("登記發文"), id="notice.issue", tooltip=N_("登記已於某日發文，不寫檔案")),
        Binding("g,ctrl+g", "settings", N_("公文設定"), id="notice.settings", tooltip=N_("機關全銜、字級、備註等設定")),
        *PART_KEYS,
        RULINGS_KEY,
        Binding("escape", "leave", N_("返回"), id="notice.leave", tooltip=N_("返回；寫檔時按下即停止")),
    ]

    seen: Seen | None = None

    def body(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        yield Static("", id="facts")
        yield Static("", id="warning")
        with Container(id="halves"):
            yield RecordList(COLUMNS, markable=False, sortable=False, footer=False, id="recipients")
            yield LineText(id="lines")
        yield ProgressLine()

    def on_mount(self) -> None:
        """The cursor stands in the recipients."""
        self.set_focus(self.query_one("#recipients"))
        super().on_mount()

    def on_resize(self) -> None:
        """Side by side where there is room; the paper is laid out for the width that is seen."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        if self.seen is not None:
            self._share(self.seen)
            self.call_after_refresh(self._lay)

    def _share(self, seen: Seen) -> None:
        """Below each other the recipients take as many lines as they need, up to a third; the paper has the rest."""
        wide = self.app.size.width >= WIDE
        lines = min(len(seen.recipients) + 2, self.app.size.height // 3)
        self.query_one("#recipients").styles.height = "1fr" if wide else lines

    # ----- what is shown

    def _show(self, seen: Seen) -> None:
        before = self.seen
        self.seen = seen
        self.head(seen.sitting)
        self._tell(seen)
        table = self.query_one("#recipients", RecordList)
        if before is None or before.recipients != seen.recipients:
            table.show(Rows(_rows(seen)))
        self._share(seen)
        self.call_after_refresh(self._lay)

    def _tell(self, seen: Seen) -> None:
        facts = self.query_one("#facts", Static)
        facts.update(shown_line("　".join(_facts(seen)) if seen.notice else seen.why))
        facts.set_class(seen.notice is None or seen.notice.stale or seen.notice.unnumbered, "-missing")
        warning = self.query_one("#warning", Static)
        warning.display = seen.notice is not None and seen.sitting.confidential
        if warning.display:
            from meetingtui.services.mail import MASKED_MAIL

            warning.update(shown_line(_(MASKED_MAIL)))

    @on(RecordList.Highlighted, "#recipients")
    def _lay(self) -> None:
        """Show the paper of the recipient under the cursor."""
        view = self.query_one(LineText)
        row = self.query_one("#recipients", RecordList).current
        if self.seen is None or self.seen.notice is None:
            view.show([])
            return
        agency = row.id if row is not None and isinstance(row.id, str) and row.id != FILE_COPY else ""
        width = max(NARROWEST, min(100, view.size.width - 3))
        call = partial(_lines, self.whole_office, self.sitting_id, agency, width)
        self.fetch(call, view.show, desk="lines")

    @on(RecordList.Opened, "#recipients")
    def _read_paper(self) -> None:
        self.set_focus(self.query_one(LineText))

    # ----- what is done

    def action_edit(self) -> None:
        """Fill in the notice."""
        from meetingtui.tui.dialogs.notice_form import EditNotice

        if self.seen is not None and self._may_act():
            self.app.push_screen(EditNotice(self, self.sitting_id))

    def action_issue(self) -> None:
        """Note that it has gone out, by whatever means."""
        from meetingtui.tui.dialogs.notice_form import RegisterIssue

        def noted(view: NoticeView | None) -> None:
            if view is not None:
                told = _("{number}已登記發文，場次為已通知。").format(number=view.number)
                self.meeting_app.told(told + _("發文字號待補，取得後按 e 填寫。") if view.unnumbered else told)

        if self.seen is not None and self._may_act():
            self.app.push_screen(RegisterIssue(self, self.sitting_id), noted)

    def action_settings(self) -> None:
        """How all papers of the office look."""
        from meetingtui.tui import jumps

        jumps.open_paper_settings(self)

    def action_write(self) -> None:
        """Write all that goes out."""
        if self._may_act():
            self.lay_out([self.sitting_id])

    def laid_out(self, ready: Sequence[Ready], refusal: Refusal | None) -> None:
        """Say where the files lie."""
        if ready:
            self.meeting_app.told(notice_files.words(ready))
        if refusal is not None:
            self.refused(refusal)

    def _may_act(self) -> bool:
        """Not while files are written, nor where others send the notice; a key typed ahead is not lost."""
        seen = self.seen
        if seen is None or seen.notice is not None:
            return not self.laying
        self.refused(Refusal(seen.why))
        return False

    def action_leave(self) -> None:
        """Back; what is being written is stopped first."""
        if not self.stop_laying():
            self.dismiss(None)


def _lines(office: Office, sitting_id: int, agency: str, width: int) -> list[str]:
    from meetingtui.services import notices, papers

    try:
        return papers.text(notices.document(office, sitting_id, agency=agency), width)
    except Refusal as refusal:
        return [str(refusal)]


def _rows(seen: Seen) -> list[Row]:
    rows = [
        Row(one.agency, (
            _(ROLE_WORDS.get(one.as_role, one.as_role)), one.agency,
            _("電子郵件 {email}").format(email=one.email) if mail else _("紙本"),
        ), "" if mail else "warning")
        for one, mail in seen.recipients
    ]  # fmt: skip
    return [*rows, Row(FILE_COPY, (_("存查"), _("如正副本行文單位"), ""), "muted")] if seen.notice else rows


def _facts(seen: Seen) -> list[str]:
    """Whether it has gone out, under which number, to how many and how: at 80 columns the end may be cut."""
    notice = seen.notice
    if notice is None:
        return []
    paper = sum(not mail for _one, mail in seen.recipients)
    number = notice.shown.doc_no
    blank = _("發文字號待補（e 填寫）") if notice.unnumbered else _("發文字號空白（e 填寫）")
    return [
        _issued(notice),
        *([_("密")] if seen.sitting.confidential else []),
        _("發文字號：{number}").format(number=number) if number else blank,
        _("受文者{count}個：電子郵件{mail}、紙本{paper}").format(
            count=len(seen.recipients), mail=len(seen.recipients) - paper, paper=paper
        ),
    ]


def _issued(notice: NoticeView) -> str:
    """The day on which it has gone out; why it must go out again."""
    if notice.issued_on:
        return _("已發文 {day}").format(day=show_date(date.fromisoformat(notice.issued_on), "dot"))
    return _("尚未補發（{turn}）").format(turn=notice.turn) if notice.stale else _("尚未發文")
