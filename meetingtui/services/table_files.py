"""What the file of a report may be: a table for spreadsheets and programs, or the paper of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.tables import Table

TABLES = ("csv", "xlsx", "json", "txt")
PAPERS = ("pdf", "odt", "docx")
ENDINGS = (*TABLES, *PAPERS)
"""What the name of a file may end in."""


class Made(NamedTuple):
    """The bytes of a file, and of a PDF in a sentence which signs no font here can draw."""

    bytes: bytes
    missing: str = ""


class UnknownEnding(Refusal):
    """A report asked for in a form that there is not."""

    def __init__(self, name: str) -> None:
        text = _("不知道「{name}」要存成什麼格式。請用 {endings} 結尾。")
        super().__init__(text, name=visible_line(name)[:60], endings=_("、").join(f".{one}" for one in ENDINGS))


def ending_of(name: str) -> str:
    """The form that a file's name asks for. Raises UnknownEnding."""
    ending = name.rpartition(".")[2].lower()
    if "." not in name or ending not in ENDINGS:
        raise UnknownEnding(name)
    return ending


def as_bytes(table: Table, document: dict[str, Any], ending: str) -> bytes:
    """A report in one of TABLES: `document` is what programs get. Raises UnknownEnding."""
    from meetingtui.formats import tables

    if ending == "csv":
        return tables.to_csv(table)
    if ending == "xlsx":
        return tables.to_xlsx(table)
    if ending == "txt":
        return tables.to_text(table).encode()
    if ending == "json":
        import json

        written = json.dumps(document, ensure_ascii=False, indent=1)
        return (written + "\n").encode("utf-8", "backslashreplace")
    raise UnknownEnding(ending)
