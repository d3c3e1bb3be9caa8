"""`doctor`: what this terminal and machine can do, and what to mend."""

from __future__ import annotations

import argparse
import re

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.errors import Refusal
from meetingtui.language import _

Row = tuple[str, str, str]


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command: none of its own."""
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Report on machine, database, what papers need, and terminal; finding something to mend is no failure."""
    rows = [*_machine(), *_password(options.db or ""), *_database(desk), *_papers(), *desk.terminal_report()]
    if options.json:
        printing.as_json([{"what": what, "value": value, "advice": advice or None} for what, value, advice in rows])
        return 0
    printing.table([_("項目"), _("現況"), _("建議")], rows)
    return 0


def _machine() -> list[Row]:
    import platform

    from meetingtui import __version__
    from meetingtui.services import database

    return [
        (_("程式版本"), __version__, ""),
        ("Python", platform.python_version(), ""),
        ("SQLite", database.sqlite_version(), ""),
        (_("作業系統"), platform.platform(terse=True), ""),
    ]


def _password(address: str) -> list[Row]:
    """A warning where the password of a server was typed as a word of the command."""
    if not re.search(r"://[^/@]*:[^/@]+@", address):
        return []
    advice = _("指令的每個字都會出現在 ps 與命令歷史。請改用 MEETINGTUI_DATABASE 或 ~/.pgpass。")
    return [(_("資料庫密碼"), _("寫在 --db"), advice)]


def _database(desk: Desk) -> list[Row]:
    from meetingtui.services import database

    rows: list[Row] = []
    try:
        found = database.info(desk.address)
    except Refusal as refusal:
        return [(_("資料庫"), _("無法使用"), str(refusal))]
    rows.append((_("資料庫"), found.path, ""))
    advice = "" if found.up_to_date else _("請執行 meetingtui db upgrade（會自動備份）。")
    rows.append((_("資料庫結構"), found.revision, advice))
    problems = database.check(desk.address) if found.up_to_date else []
    advice = _("請執行 meetingtui db check 查看，並由備份還原。") if problems else ""
    rows.append((_("資料庫檢查"), _("{count}項問題").format(count=len(problems)) if problems else _("正常"), advice))
    if database.is_read_only(desk.address):
        rows.append((_("資料庫權限"), _("唯讀"), _("請檢查檔案與資料夾的寫入權限。")))
    return rows


def _papers() -> list[Row]:
    """The fonts that a PDF is set in, and the printers."""
    from meetingtui.services import printing as printers

    rows: list[Row] = []
    try:
        faces = printers.typefaces()
    except Refusal as refusal:
        rows.append((_("PDF 字型"), _("無"), str(refusal)))
    else:
        advice = _("沒有標楷體，PDF 以宋體印出。可安裝標楷體（Debian、Ubuntu：apt install fonts-cns11643-kai）。")
        rows.append((_("PDF 字型"), _("、").join(faces.families), "" if faces.kai else advice))
    try:
        there = printers.printers()
    except Refusal as refusal:
        rows.append((_("印表機"), _("無"), str(refusal)))
    else:
        rows += [(_("印表機"), one.name, one.why) for one in there]
    return rows
