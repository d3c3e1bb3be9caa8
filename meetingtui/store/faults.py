"""What a database says when it fails, told as a refusal."""

from __future__ import annotations

from types import TracebackType

from meetingtui.domain.errors import Refusal
from meetingtui.language import _


class DatabaseMissing(Refusal):
    """No database at that place."""

    def __init__(self, where: str) -> None:
        super().__init__(
            _("{where} 沒有資料庫。請先執行 meetingtui init --county 縣市 建立，或以 --db 指明檔案。"), where=where
        )


class DatabaseBroken(Refusal):
    """A file that is empty, cut short, damaged or no database at all."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            _("{where} 無法當作資料庫開啟：{why}。請由備份還原（meetingtui db restore 檔案）。"), where=where, why=why
        )


class DatabaseNewer(Refusal):
    """A database written by a later version of the program."""

    def __init__(self, where: str, revision: str) -> None:
        super().__init__(
            _("{where} 由較新版的程式建立（結構 {revision}）。請更新 meetingtui 後再開啟。"),
            where=where,
            revision=revision,
        )


class DatabaseOlder(Refusal):
    """A database whose structure has to be brought up to date first."""

    def __init__(self, where: str, *, server: bool = False) -> None:
        if server:
            text = _("{where} 的結構較舊。請管理者先以 pg_dump 備份，再執行 meetingtui db upgrade。")
        else:
            text = _("{where} 的結構較舊。請先執行 meetingtui db upgrade（會自動備份）。")
        super().__init__(text, where=where)


class DatabaseReadOnly(Refusal):
    """A change asked of a database that may only be read."""

    def __init__(self, where: str) -> None:
        super().__init__(_("{where} 只能讀取，未作任何變更。請檢查檔案權限，或複製一份再改。"), where=where)


class DatabaseLocked(Refusal):
    """Somebody else has been writing for longer than the program waits."""

    def __init__(self, where: str) -> None:
        super().__init__(_("{where} 正由其他程式寫入，等候逾時，未作任何變更。請稍後再試。"), where=where)


class DatabaseUnreachable(Refusal):
    """A database server that does not answer, or does not let this user in."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(_("連不上資料庫 {where}：{why}。請檢查位址、帳號與伺服器狀態。"), where=where, why=why)


class DatabaseFull(Refusal):
    """No room left on the disk."""

    def __init__(self, where: str) -> None:
        super().__init__(_("{where} 所在的磁碟已滿，未作任何變更。請清出空間後再試。"), where=where)


def refusal_for(error: Exception, where: str) -> Refusal | None:
    """The refusal that tells `error`, a database driver's exception; None when it is a fault of the program."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    low = text.lower()
    for signs, refusal in (
        (("database is locked", "lock timeout", "deadlock"), DatabaseLocked),
        (("readonly", "read-only", "permission denied for"), DatabaseReadOnly),
        (("disk is full", "no space left"), DatabaseFull),
    ):
        if any(sign in low for sign in signs):
            return refusal(where)
    if any(sign in low for sign in ("malformed", "not a database", "disk i/o error", "file is encrypted")):
        return DatabaseBroken(where, _("內容已損壞"))
    if any(sign in low for sign in ("unable to open", "no such table", "does not exist")):
        return DatabaseBroken(where, _("不是 meetingtui 的資料庫，或無法讀取"))
    if any(sign in low for sign in ("failed to resolve host", "name or service not known", "could not translate")):
        # The name that was not found is not told: of a password with an @ in it, its end is taken for the host's name.
        return DatabaseUnreachable(where, _("找不到這個主機；密碼裡的 @ 請寫成 %40"))
    if any(sign in low for sign in ("connection", "authentication", "server closed")):
        return DatabaseUnreachable(where, text[:200])
    return None


class told:  # noqa: N801 - read as a word of the sentence: `with told(where): ...`
    """Turns a driver's exception inside the block into a refusal; other exceptions pass."""

    __slots__ = ("_where",)

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise the refusal that tells of `error`, if there is one."""
        if not isinstance(error, Exception) or isinstance(error, Refusal):
            return
        if type(error).__module__.startswith(("sqlite3", "psycopg", "sqlalchemy")):
            refusal = refusal_for(getattr(error, "orig", None) or error, self._where)
            if refusal is not None:
                raise refusal from error
