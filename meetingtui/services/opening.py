"""A file handed to the program that this machine opens its kind with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import _

PATIENCE = 5
"""Seconds in which the opener says that nothing opens a file; one that goes on longer has opened it."""


class CannotOpen(Refusal):
    """A file that no program here opens; it lies where it was saved."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("這台電腦沒有程式能打開「{path}」。檔案已存好，請到該資料夾以其他程式開啟。"),
            path=visible_line(str(path)),
        )


def can_open(*, display: bool) -> bool:
    """Whether files can be opened here: on a screen (`display`), by the system's own opener."""
    return display and (sys.platform == "win32" or _opener() is not None)


def open_file(path: Path) -> None:
    """Open a file with the program for its kind. Raises CannotOpen."""
    whole = path.absolute()  # begins with no dash
    if sys.platform == "win32":
        try:
            os.startfile(whole)  # noqa: S606 - a file that this program has written
        except OSError as refused:
            raise CannotOpen(whole) from refused
        return
    opener = _opener()
    if opener is None:
        raise CannotOpen(whole)
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603 - the system's own opener and one path, no shell
        [opener, str(whole)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        failed = started.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return
    if failed:
        raise CannotOpen(whole)


def _opener() -> str | None:
    return shutil.which("open" if sys.platform == "darwin" else "xdg-open")
