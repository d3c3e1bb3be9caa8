"""A file to take in: replies or busy times from a calendar, or a list of past sittings; its ending tells which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from textual.content import Content

from meetingtui.language import N_, _
from meetingtui.services import calendar_files, files, past_sittings
from meetingtui.services.calendar_files import Incoming
from meetingtui.services.past_sittings import Columns
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.field import Field

MOST_OCTETS = 20_000_000
SUFFIXES = (".ics", ".csv", ".xlsx", ".xlsm", ".ods")


class ListRead(NamedTuple):
    """A list as it came, and its columns."""

    name: str
    data: bytes
    columns: Columns


FileRead = ListRead | Incoming
"""A list of past sittings, or a calendar."""


class ImportFile(FormDialog[FileRead]):
    """Closes with the file read; what it becomes is shown before anything is stored."""

    HELP: ClassVar[str] = N_(
        "輸入或貼上檔案路徑，Tab 選用提示的名稱。.ics 是出席回覆或忙碌時段；.csv、.xlsx 是您自己的過去場次清單。"
        "都會先預覽，確認後才存入。"
    )

    def heading(self) -> Content:
        return shown(_("匯入檔案"))

    def facts(self) -> str:
        """Which files are understood."""
        return _(".ics：出席回覆、忙碌時段；.csv、.xlsx：過去的場次清單。")

    def fields(self) -> Sequence[Field]:
        return (PathField("path", _("檔案"), suffixes=SUFFIXES, placeholder=_("檔案路徑")),)

    def saving(self, values: Values) -> Callable[[], FileRead]:
        return partial(_read, text_of(values["path"]))


def _read(path: str) -> FileRead:
    name = PurePath(path).name
    if name.casefold().endswith(".ics"):
        return calendar_files.read(path)
    data = files.read(path, MOST_OCTETS)
    return ListRead(name, data, past_sittings.columns(data, name))
