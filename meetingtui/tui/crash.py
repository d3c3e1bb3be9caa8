"""The end of a program that met a fault: an error number, the kind and the places, never a value.

Stored text stands in local variables and in the messages of exceptions, so neither is ever shown or written.
Imports no Textual: whoever starts the program may use it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from meetingtui.language import _

LOG_NAME = "errors.log"
_LOG_LIMIT = 200_000
_FRAMES = 12
_PACKAGE = Path(__file__).parents[1].name


def _short(filename: str) -> str:
    """A source file without the machine's folders: from its package on, or the bare name."""
    parts = Path(filename).parts
    for marker in (_PACKAGE, "site-packages"):
        if marker in parts:
            at = len(parts) - 1 - parts[::-1].index(marker)
            return "/".join(parts[at + (marker == "site-packages") :])
    return parts[-1] if parts else "?"


def _frames(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-_FRAMES:]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The fault and what caused it, the first cause last; a cause met twice ends it."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        inner = getattr(link, "error", None)
        link = inner if isinstance(inner, BaseException) else link.__cause__ or link.__context__


def describe(error: BaseException) -> list[str]:
    """The classes and frames of `error` and its causes, one a line, without any value."""
    lines = []
    for link in _chain(error):
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(f"  {frame}" for frame in _frames(link.__traceback__))
    return lines


def _new_number() -> str:
    import os

    from meetingtui.dates.clock import Clock

    return f"{Clock().now():%Y%m%d%H%M%S}-{os.urandom(2).hex()}"


def _write(folder: Path, lines: list[str]) -> Path | None:
    """Append to the log of the data folder, readable by its owner only; None where that cannot be."""
    import os

    path = folder / LOG_NAME
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            flags |= os.O_TRUNC
        handle = os.open(path, flags, 0o600)
        try:
            os.fchmod(handle, 0o600) if hasattr(os, "fchmod") else None
            os.write(handle, ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"))
        finally:
            os.close(handle)
    except OSError:
        return None
    return path


def report(error: BaseException, folder: Path | None) -> str:
    """Log `error` under a new number and return what the person reads; nothing of it holds a value."""
    from meetingtui import __version__

    number = _new_number()
    lines = describe(error)
    log = (
        _write(folder, [f"[{number}] meetingtui {__version__} python {sys.version.split()[0]}", *lines])
        if folder
        else None
    )
    kind = lines[0] if lines else type(error).__name__
    sentence = _("程式發生錯誤，已停止。錯誤編號 {number}（{kind}）。已存檔的資料不受影響。").format(
        number=number, kind=kind
    )
    where = (
        _("請將這個編號與紀錄檔 {log} 交給系統維護人員；紀錄檔不含會議內容。").format(log=log)
        if log
        else "\n".join(lines)
    )
    return f"{sentence}\n{where}"
