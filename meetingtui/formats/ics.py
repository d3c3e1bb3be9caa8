"""Sittings as calendar files: the invite and the cancel of one sitting, and the feed of many.

Lines end with CRLF and are folded at 75 octets, guests keep their order, and nothing depends on the clock:
the same entries give the same bytes. The `ics` package is imported at the first file, not before.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.domain.invitations import CalendarEntry, Method, file_stem, refuse_unfit
from meetingtui.formats.files import safe_name
from meetingtui.formats.ics_text import fold

__all__ = ["Method", "write", "write_each"]


def write(entries: Sequence[CalendarEntry], method: Method, *, name: str = "") -> bytes:
    """One calendar file; `name` is what a feed is called in the reader's list of calendars.

    Raises NothingToExport, OneSittingEach (an invite or cancel of several) or WrongMethod.
    """
    refuse_unfit(entries, method)
    from meetingtui.formats.ics_components import calendar_text

    return fold(calendar_text(entries, method, name if method is Method.PUBLISH else ""))


def write_each(entries: Sequence[CalendarEntry], method: Method) -> dict[str, bytes]:
    """One file for each sitting, by file name; the way to send several invites or cancels."""
    if not entries:
        refuse_unfit(entries, method)
    files: dict[str, bytes] = {}
    for entry in entries:
        name = safe_name(file_stem(entry, method), fallback=f"{entry.start:%Y%m%d-%H%M}", suffix=".ics")
        if name in files:
            name = safe_name(f"{len(files) + 1}_{file_stem(entry, method)}", fallback="", suffix=".ics")
        files[name] = write([entry], method)
    return files
