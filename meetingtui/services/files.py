"""Files that a user names: read within bounds, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.visible import visible_line
from meetingtui.language import _

MOST_OCTETS = 200_000_000
MOST_TEXT_OCTETS = 20_000_000


def path_of(text: str | Path) -> Path:
    """The path that a user names, with ~ written out. Raises WrongFile for the home of a user whom nobody knows."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise WrongFile(
            _("「{file}」所指的使用者資料夾不存在。請改用完整路徑，例如 /home/…。"), file=visible_line(str(text))
        ) from error


def read(path: str | Path, most: int = MOST_OCTETS) -> bytes:
    """The bytes of a plain file of at most `most` bytes. Raises WrongFile."""
    shown = visible_line(str(path))
    _refuse_database(path_of(path), shown)
    try:
        with open(path_of(path), "rb", opener=_at_once) as file:
            if not os.path.isfile(file.fileno()):
                raise WrongFile(_("無法讀取「{file}」：這不是一般檔案。請改選檔案。"), file=shown)
            data = file.read(most + 1)
    except IsADirectoryError as error:
        raise WrongFile(_("無法讀取「{file}」：這是資料夾。請改選檔案。"), file=shown) from error
    except FileNotFoundError as error:
        raise WrongFile(_("找不到檔案「{file}」。請檢查路徑與檔名。"), file=shown) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or _("路徑含有不能使用的字元")
        raise WrongFile(_("無法讀取「{file}」：{why}。請檢查權限或改選檔案。"), file=shown, why=why) from error
    if len(data) > most:
        raise WrongFile(
            _("無法讀取「{file}」：檔案超過{most} MB。請分成幾個檔案。"), file=shown, most=most // 1_000_000
        )
    return data


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe into which nobody writes would be waited for until somebody does."""
    return os.open(path, flags | os.O_NONBLOCK)


def read_text(path: str | Path, most: int = MOST_TEXT_OCTETS) -> str:
    """The text of a UTF-8 file of at most `most` bytes. Raises WrongFile."""
    return text_of(read(path, most), visible_line(str(path)))


def text_of(data: bytes, shown: str) -> str:
    """`data` as UTF-8 text, with or without a byte order mark. Raises WrongFile."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongFile(_("「{file}」不是 UTF-8 文字。請另存為 UTF-8 再試。"), file=shown) from error


def _refuse_database(path: Path, shown: str) -> None:
    """The database in use is no file to read: closing it again would drop the locks that guard what is written."""
    from meetingtui.store.reader import is_in_use

    if is_in_use(path):
        raise WrongFile(_("「{file}」是使用中的資料庫，不是要匯入的檔案。請改選檔案。"), file=shown)


def name_of(path: str) -> str:
    """The file's own name, of a path as any system writes it."""
    return path.replace("\\", "/").rpartition("/")[2]


def write(path: str | Path, data: bytes, *, force: bool = False) -> Path:
    """Write a file whole, private (0600); an existing one only with `force`. Raises CannotWrite."""
    from meetingtui.formats.files import write_atomically

    target = path_of(path)
    write_atomically(target, data, force=force)
    return target


def write_folder(folder: str | Path, files: Mapping[str, bytes], *, force: bool = False) -> Path:
    """Write all files into a folder, made if it is missing, or none of them. Raises CannotWrite."""
    from meetingtui.formats.files import write_folder as write_all

    target = path_of(folder)
    write_all(target, files, force=force)
    return target
