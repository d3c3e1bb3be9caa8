"""How commands print: tables for people, one JSON document for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from meetingtui.domain.visible import visible, visible_line
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.exporting import Exported


def as_json(document: Any) -> None:
    """Print one JSON document in UTF-8; a lone surrogate is escaped instead of failing."""
    import json

    text = json.dumps(document, ensure_ascii=False, indent=1)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(document, indent=1)
    _out(text)


def line(text: str) -> None:
    """Print text for people, with every sign that could act on the terminal made visible."""
    _out(visible(text))


def told(text: str) -> None:
    """Say something about the work on stderr, so that stdout stays clean for data."""
    sys.stderr.write(visible(text) + "\n")


def progress(what: str) -> Callable[[int, int], bool]:
    """Says on stderr how far longer work has come, where that is a terminal; the line goes when all is done."""

    def told_so_far(done: int, total: int) -> bool:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{visible(what)} {done + 1}/{total}" + ("\r\x1b[K" if done + 1 == total else ""))
            sys.stderr.flush()
        return True

    return told_so_far


def exported(made: Exported, *, json: bool, **more: Any) -> None:
    """Say where an export lies; on stderr that it was not logged, where the database could not be written."""
    if json:
        as_json({"file": str(made.where), "logged": made.logged, **more})
    else:
        line(_("已匯出到 {where}。").format(where=made.where))
    if not made.logged:
        told(_("資料庫目前不能寫入，此次匯出未記入稽核軌跡。"))


def width() -> int | None:
    """Display cells of a line of this terminal; None where output goes to a file or another program."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, right: frozenset[int] = frozenset()) -> None:
    """Print rows in columns that line up in display cells; `right` holds the columns that are numbers."""
    from meetingtui.papers.cells import width as cells_of

    cells = [[visible_line("" if cell is None else str(cell)) for cell in row] for row in [headings, *rows]]
    widths = [max(cells_of(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        parts = []
        for column, cell in enumerate(row):
            room = " " * (widths[column] - cells_of(cell))
            parts.append(room + cell if column in right else cell + room)
        _out("  ".join(parts).rstrip())


def _out(text: str) -> None:
    stream = sys.stdout
    if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream.write(text + "\n")
