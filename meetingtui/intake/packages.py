"""ZIP packages from outside (XLSX, ODS), held against bounds before anything is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.reading import refused
from meetingtui.language import _

PIECE = 1 << 20
"""Bytes that are unpacked at once."""
MOST_CELLS = 3_000_000
"""Cells that a file may have, those counted that it only claims to repeat."""
_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 200
_SMALL = 1_000_000
_MOST_FILES = 2_000
_DAMAGED = (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError, KeyError)


@contextmanager
def package(data: bytes, filename: str, broken: WrongFile) -> Iterator[ZipFile]:
    """The package, unless it would unpack beyond the bounds; raises `broken` where it, or a part of it, is damaged."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            _refuse_bomb(opened, filename)
            yield opened
    except (
        BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
        KeyError,
    ) as error:
        raise broken from error


def _refuse_bomb(opened: ZipFile, filename: str) -> None:
    entries = opened.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > _MOST_FILES
        or len({entry.filename for entry in entries}) < len(entries)
        or unpacked > _MOST_UNPACKED
        or (unpacked > _SMALL and unpacked > packed * _MOST_RATIO)
    ):
        raise refused(filename, _("解開後過大或結構異常。請只留需要的工作表，另存新檔後再匯入。"))
