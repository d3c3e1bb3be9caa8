"""Bytes into files: names that every system takes, and writing that is whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from errno import EACCES, EDQUOT, EEXIST, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import TypeVar

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import N_, _

NAME_OCTETS = 120
_T = TypeVar("_T")
_FORBIDDEN = re.compile(
    '[\x00-\x1f\x7f-\x9f<>:"/\\\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+'
)
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_WHY = {
    ENOENT: N_("資料夾不存在。請先建立資料夾，或改用其他位置。"),
    ENOTDIR: N_("路徑中有一段不是資料夾。請檢查路徑。"),
    EISDIR: N_("這個名稱是資料夾。請改用檔名，或在資料夾後加上檔名。"),
    EACCES: N_("沒有寫入權限。請改用其他位置，或請管理者開放權限。"),
    EPERM: N_("沒有寫入權限。請改用其他位置，或請管理者開放權限。"),
    EROFS: N_("這個位置是唯讀的。請改用其他位置。"),
    ENOSPC: N_("磁碟空間不足。請清出空間後再試。"),
    EDQUOT: N_("磁碟配額已用完。請清出空間後再試。"),
    ENAMETOOLONG: N_("檔名或路徑太長。請改用較短的名稱。"),
    EEXIST: N_("檔案已存在。請改用其他檔名，或加上 --force 覆寫。"),
    ELOOP: N_("這個名稱是捷徑（符號連結），為免寫到別處而不寫入。請改用真正的檔名。"),
}


class CannotWrite(Refusal):
    """A file that cannot be written where it was asked; nothing has been left behind."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(_("無法寫入「{path}」：{why}"), path=visible_line(str(path)), why=why)


def safe_name(text: str, *, fallback: str, suffix: str = "") -> str:
    """`text` as a file name on every system, with `suffix` (".ics"): at most 120 bytes in all.

    Separators, control and bidirectional signs become one "_"; leading dots and dashes, trailing dots and
    blanks go; names that Windows keeps for devices get a "_" before. `fallback` when nothing is left.
    """
    import unicodedata

    name = _trimmed(unicodedata.normalize("NFC", _FORBIDDEN.sub("_", text)))
    if not name.strip("_"):
        name = _trimmed(_FORBIDDEN.sub("_", fallback)) or "file"
    if _RESERVED.match(name):
        name = f"_{name}"
    room = NAME_OCTETS - len(suffix.encode())
    return _trimmed(name.encode()[:room].decode(errors="ignore")) + suffix


def _trimmed(name: str) -> str:
    return " ".join(name.split()).lstrip("-.~ ").rstrip(". ")


def write_atomically(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path` whole or not at all, readable by its owner only (0600).

    An existing file is replaced only with `force`; a link is never followed or replaced. Raises CannotWrite.
    """
    _each(path, lambda: _publish({path: data}, force=force))


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write all `files` (name to bytes) into `folder`, made if it is missing (0700), or none of them.

    Raises CannotWrite, also for a single name that exists already (without `force`).
    """
    for name in files:
        if name in {"", ".", ".."} or re.search(r"[/\\\x00]", name):
            raise CannotWrite(folder / "?", _("檔名「{name}」不能使用。").format(name=visible_line(name)))
    made = _each(folder, lambda: _make_folder(folder))
    try:
        _each(folder, lambda: _publish({folder / name: data for name, data in files.items()}, force=force))
    except BaseException:
        if made:
            folder.rmdir()
        raise


def _make_folder(folder: Path) -> bool:
    if folder.is_dir():
        return False
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError as found:
        raise NotADirectoryError(ENOTDIR, "", str(folder)) from found
    return True


def _each(path: Path, act: Callable[[], _T]) -> _T:
    """What `act` answers; what the system refuses becomes one sentence for the user."""
    try:
        return act()
    except OSError as refused:
        at = Path(os.fsdecode(refused.filename)) if refused.filename else path
        why = _WHY.get(refused.errno or 0)
        text = _(why) if why else _("系統回報「{reason}」。請改用其他位置。").format(reason=refused.strerror)
        raise CannotWrite(path if at.name.startswith((".tmp-", ".old-")) else at, text) from refused
    except ValueError as wrong:
        raise CannotWrite(path, _("路徑含有不能使用的字元。請改用其他名稱。")) from wrong


def _publish(files: Mapping[Path, bytes], *, force: bool) -> None:
    """All bytes go to temporary files beside their targets first; then each takes its name, or all are undone."""
    for target in files:
        _refuse_target(target, force=force)
    waiting: dict[Path, Path] = {}
    done: list[tuple[Path, Path | None]] = []
    keep = len(files) > 1
    try:
        for target, data in files.items():
            waiting[target] = _beside(target)
            _fill(waiting[target], data)
        for target, temporary in waiting.items():
            done.append((target, _take_name(temporary, target, force=force, keep=keep)))
    except BaseException:
        _undo(done)
        raise
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    for _target, before in done:
        if before is not None:
            before.unlink(missing_ok=True)
    for folder in {target.parent for target in files}:
        _sync_folder(folder)


def _undo(done: list[tuple[Path, Path | None]]) -> None:
    for target, before in reversed(done):
        if before is None:
            target.unlink()
        else:
            os.replace(before, target)


def _refuse_target(target: Path, *, force: bool) -> None:
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    if S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, "", str(target))
    if S_ISLNK(mode):
        raise OSError(ELOOP, "", str(target))
    if not S_ISREG(mode):
        raise CannotWrite(target, _("這個名稱是裝置，不是一般檔案。請改用其他檔名。"))
    if not force:
        raise FileExistsError(EEXIST, "", str(target))


def _beside(target: Path, kind: str = "tmp") -> Path:
    """A file of this process; what a killed one has left of kind tmp is swept, never `old`, which was somebody's."""
    return target.parent / f".{kind}-{os.getpid()}-{os.urandom(8).hex()}"


def _fill(temporary: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_name(temporary: Path, target: Path, *, force: bool, keep: bool) -> Path | None:
    """Give the finished bytes their name; what stood there before is kept aside when `keep`."""
    before: Path | None = None
    if force:
        if keep and target.exists():
            before = _beside(target, "old")
            os.replace(target, before)
        try:
            os.replace(temporary, target)
        except OSError:
            if before is not None:
                os.replace(before, target)
            raise
        return before
    try:
        os.link(temporary, target)  # refuses by itself when somebody made the file meanwhile
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _refuse_target(target, force=False)
        os.rename(temporary, target)
    return None


def _sync_folder(folder: Path) -> None:
    """The new name survives a power cut too, where the system can promise that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def refuse_name(path: Path) -> None:
    """Raise CannotWrite for a file name that some system or command line takes for something else."""
    if _RESERVED.match(path.name):
        raise CannotWrite(path, _("「{name}」是 Windows 保留的裝置名稱。請改用其他檔名。").format(name=path.name))
    if path.name.startswith("-"):
        raise CannotWrite(path, _("檔名不能以「-」開頭，其他程式會當成選項。請改用其他檔名。"))
    if _FORBIDDEN.search(path.name):
        raise CannotWrite(path, _("檔名含有部分系統不能使用的字元。請改用其他檔名。"))
