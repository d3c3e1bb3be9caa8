"""What programs that were killed have left behind: private copies of the books, and texts laid out for an editor."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from meetingtui.dates.clock import Clock

COPY = re.compile(r"\.tmp-(?P<pid>[0-9]{1,10})-[0-9a-f]{16}(?:-journal|-wal|-shm)?")
"""A file that is being written, by the number of the process that writes it."""
TEXT = re.compile(r"edit-(?P<pid>[0-9]{1,10})-(?P<seal>[0-9a-f]{8})[0-9a-f]{2}\.txt")
"""A text in somebody's own editor, by process and by what was laid there."""
QUIET_SECONDS = 600
"""A process of another machine or container cannot be seen; what it writes has been touched a moment ago."""


def seal(data: bytes) -> str:
    """What tells a text that nobody has changed, in eight hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()[:8]


def sweep(folders: Iterable[str | Path]) -> list[Path]:
    """Remove from the folders what processes that run no more have left, and answer which files that were.

    A text that was changed in the editor stays: it stands nowhere else.
    """
    gone = []
    for folder in {Path(one) for one in folders}:
        for path in _listed(folder):
            with suppress(OSError):
                if _is_left(path):
                    path.unlink()
                    gone.append(path)
    return gone


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_left(path: Path) -> bool:
    copy, text = COPY.fullmatch(path.name), TEXT.fullmatch(path.name)
    found = copy or text
    if found is None or _runs(int(found["pid"])):
        return False
    there = path.lstat()
    if (
        not S_ISREG(there.st_mode)
        or there.st_uid != os.getuid()
        or Clock().now().timestamp() - there.st_mtime < QUIET_SECONDS
    ):
        return False
    return text is None or seal(path.read_bytes()) == text["seal"]


def _runs(pid: int) -> bool:
    """Whether a process of that number runs; where the system cannot be asked without harm, yes."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
