"""Where a database is: a SQLite file or a PostgreSQL URL."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.language import _

if TYPE_CHECKING:
    from pathlib import Path

POSTGRES = "postgresql+psycopg://"


class WrongLocation(Refusal):
    """A database address of a kind that the program does not know; of a URL only its kind is told."""

    def __init__(self, address: str) -> None:
        scheme, sep, _rest = address.partition("://")
        super().__init__(
            _("資料庫位置「{address}」無法辨識：請給檔案路徑，或 postgresql+psycopg://主機/資料庫。"),
            address=f"{scheme}://…" if sep else address,
        )


class Location(NamedTuple):
    """A SQLite file (its whole path) or a PostgreSQL URL; exactly one is set."""

    file: str = ""
    url: str = ""

    @classmethod
    def of(cls, address: str | Path) -> Location:
        """The place that `address` names. Raises WrongLocation for other kinds of URL."""
        text = str(address)
        if text.startswith((POSTGRES, "postgresql://", "postgres://")):
            return cls(url=POSTGRES + text.split("://", 1)[1])
        if text.startswith("sqlite:///"):
            text = text.removeprefix("sqlite:///")
        elif "://" in text or not text or "\0" in text:
            raise WrongLocation(text)
        return cls(os.path.join(os.getcwd(), os.path.expanduser(text)))

    @property
    def path(self) -> Path | None:
        """The file; None for a server. The first screen asks for `file`, as paths cost time to load."""
        from pathlib import Path

        return Path(self.file) if self.file else None

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""
        return "postgresql" if self.url else "sqlite"

    @property
    def name(self) -> str:
        """What a title bar shows: the file's name, or the URL's last part; never a password."""
        return os.path.basename(self.file) if self.file else self.url.rsplit("/", 1)[-1].split("?")[0]

    @property
    def shown(self) -> str:
        """The address without a password: of a URL its user, host and database, nothing of what stands behind a ?."""
        if self.file:
            return self.file
        scheme, _sep, rest = self.url.partition("://")
        plain, _mark, _options = rest.partition("?")
        login, at, host = plain.rpartition("@")
        if not at and ":" in host and "/" not in host:  # what follows may be a password with a ? in it
            host = host.split(":")[0]
        return f"{scheme}://{login.split(':')[0]}{at}{host}"
