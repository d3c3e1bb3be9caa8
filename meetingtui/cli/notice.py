"""`notice`: the notice of a sitting: seen, written, issued, and laid ready for mail."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import printing, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.verbs import of
from meetingtui.domain.notices import FORM_WORDS
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.domain.notices import NoticeView

ROLE_WORDS = {
    "chair": N_("主持人"), "attendee": N_("出席者"), "may": N_("得出席"), "observer": N_("列席者"), "copy": N_("副本"),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    verbs = of(parser, common)
    verbs.verb("show", _("通知單的內容與發文情形"), _number_word)
    verbs.verb("recipients", _("受文者與其電子郵件"), _number_word)
    verbs.verb("edit", _("填寫通知單；留空為照常用設定"), _edit_words)
    verbs.verb("issue", _("登記已發文：場次改為已通知"), _issue_words)
    verbs.verb("mail", _("每個受文者一封郵件草稿（.eml），附通知單與行事曆邀請；程式不寄信"), _mail_words)
    parser.set_defaults(run=run)


def _number_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N")


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    for field, word in FORM_WORDS.items():
        more = _("（每點一行，以 \\n 分行）") if field == "remarks" else ""
        kind = typed_words.lines if field == "remarks" else str
        parser.add_argument(f"--{field.replace('_', '-')}", type=kind, metavar="TEXT", help=_(word) + more)


def _issue_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("--doc-no", default="", metavar="TEXT", help=_("發文字號"))
    parser.add_argument("--on", default="", metavar="DATE", help=_("發文日期；未指定為今天"))


def _mail_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("-o", dest="output", type=typed_words.path, required=True, metavar="DIR", help=_("資料夾"))
    parser.add_argument("--agency", default="", metavar="A", help=_("只寫給這個受文者"))
    parser.add_argument("--format", choices=("pdf", "odt", "docx"), default="pdf", help=_("通知單附件的格式"))
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return {"show": show, "recipients": recipients, "edit": edit, "issue": issue, "mail": mail}[options.verb](
        options, desk
    )


def show(options: argparse.Namespace, desk: Desk) -> int:
    """`notice show`."""
    from meetingtui.services import notices

    _print(notices.of(desk.open_office(), options.number), json=options.json)
    return 0


def recipients(options: argparse.Namespace, desk: Desk) -> int:
    """`notice recipients`."""
    from meetingtui.services import notices

    found = notices.recipients(desk.open_office(), options.number)
    if options.json:
        printing.as_json([one._asdict() for one in found])
        return 0
    rows = [[_(ROLE_WORDS.get(one.as_role, one.as_role)), one.agency, one.email] for one in found]
    printing.table([_("身分"), _("受文者"), _("電子郵件")], rows)
    return 0


def edit(options: argparse.Namespace, desk: Desk) -> int:
    """`notice edit`: what is not said stays."""
    from meetingtui.services import notices

    office = desk.open_office()
    before = notices.of(office, options.number)
    said = {field: getattr(options, field) for field in FORM_WORDS if getattr(options, field) is not None}
    said = {field: text.replace("\\n", "\n") for field, text in said.items()}
    view = notices.edit(office, options.number, before.form._replace(**said), before.version) if said else before
    _print(view, json=options.json)
    return 0


def issue(options: argparse.Namespace, desk: Desk) -> int:
    """`notice issue`."""
    from meetingtui.services import finding, notices

    office = desk.open_office()
    on = finding.day(office, options.on) if options.on else None
    view = notices.issue(office, options.number, doc_no=options.doc_no, on=on)
    _print(view, json=options.json)
    if view.unnumbered:
        told = _("發文字號待補，取得後請執行 meetingtui notice edit {number} --doc-no 字號。")
        printing.told(told.format(number=view.number))
    return 0


def mail(options: argparse.Namespace, desk: Desk) -> int:
    """`notice mail`."""
    from meetingtui.services import mail as mail_service
    from meetingtui.services import sessions

    office = desk.open_office()
    one = sessions.show(office, options.number)
    if one.confidential:
        printing.told(_(mail_service.MASKED_MAIL))
    made = mail_service.write(
        office, one.id, options.output, agency=options.agency, form=options.format, force=options.force
    )
    printing.exported(
        made.exported, json=options.json, of=options.number, files=list(made.files), without=list(made.without)
    )
    if made.without:
        names = _("、").join(made.without)
        printing.told(_("沒有電子郵件，草稿未填收件人：{names}").format(names=names))
    return 0


def _print(view: NoticeView, *, json: bool) -> None:
    if json:
        shown = view._asdict() | {"form": view.form._asdict(), "shown": view.shown._asdict()}
        printing.as_json(shown)
        return
    rows = [[_("場次"), view.number], [_("發文日期"), _issued(view)]]
    rows += [[_(word), getattr(view.shown, field)] for field, word in FORM_WORDS.items()]
    rows += [[_("異動"), view.changed]] if view.changed else []
    for label, text in rows:
        printing.line(_("{label}：{text}").format(label=label, text=text.replace("\n", "\n　　")))


def _issued(view: NoticeView) -> str:
    from datetime import date

    from meetingtui.dates.showing import show_date

    if view.issued_on:
        return show_date(date.fromisoformat(view.issued_on))
    return _("尚未補發") if view.stale else _("尚未發文")
