"""A text handed to the editor that the person is used to, through a private file that is gone afterwards."""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.services import files, leftovers


class NoEditor(Refusal):
    """An editor asked for where none is set."""

    def __init__(self) -> None:
        super().__init__(_("沒有設定外部編輯程式。請設定環境變數 EDITOR，例如 EDITOR=nano，再重新開啟本程式。"))


class TooSecret(Refusal):
    """A text of a confidential sitting, or of a case, asked to stand in a file."""

    def __init__(self) -> None:
        super().__init__(_("密級會議的文字不存成檔案，不能以外部編輯程式修改。請在畫面上輸入。"))


class EditorFailed(Refusal):
    """An editor that could not be started, or ended as if something were wrong."""

    @classmethod
    def to_start(cls, editor: str, why: str) -> EditorFailed:
        """It is not there, or may not be run."""
        told = _("無法執行編輯程式「{editor}」：{why}。請檢查環境變數 EDITOR。")
        return cls(told, editor=editor[:80], why=why)


def lay(folder: Path, text: str) -> Path:
    """Write `text` into a private file (0600) of the data folder, made if it is missing (0700). Raises CannotWrite."""
    data = f"{text}\n".encode()
    name = f"edit-{os.getpid()}-{leftovers.seal(data)}{secrets.token_hex(1)}.txt"
    with suppress(OSError):  # then writing says why
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return files.write(folder / name, data)


def edit(editor: str, path: Path) -> None:
    """Run the editor (a command with its words) on a file until it ends. Raises NoEditor or EditorFailed."""
    if not editor.strip():
        raise NoEditor
    try:
        ended = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - what the person has set, no shell
    except (OSError, ValueError) as error:
        raise EditorFailed.to_start(editor, getattr(error, "strerror", None) or str(error)) from error
    if ended.returncode:
        raise EditorFailed(_("編輯程式沒有正常結束，文字沒有更動。"))


def back(path: Path, most: int) -> str:
    """What the editor left, without the line end that editors add. Raises WrongFile, or Refusal above `most` signs."""
    text = files.read_text(path).replace("\r\n", "\n").removesuffix("\n")
    if len(text) > most:
        raise Refusal(_("這份文字有{count}字，最多{most}字。"), count=f"{len(text):,}", most=f"{most:,}")
    return text


def forget(path: Path) -> None:
    """Remove the file, and what editors keep beside it under the same name."""
    for one in (path, path.with_name(path.name + "~"), path.with_name(f".{path.name}.swp")):
        one.unlink(missing_ok=True)
