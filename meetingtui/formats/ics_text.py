"""The text of calendar files (RFC 5545 §3.1, §3.3.11): cleaned, escaped, quoted and folded."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

TAIPEI = timezone(timedelta(hours=8))
LINE_OCTETS = 75
_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPECIAL = re.compile(r"[\\;,\n]")
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_FULL_WIDTH = str.maketrans({";": "；", ",": "，", ":": "：", '"': "”", "^": "＾"})


def clean(text: str) -> str:
    """`text` without signs that could break a line or turn its direction; line breaks become a plain newline."""
    if text.isprintable():
        return text
    return _NOT_TEXT.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def clean_line(text: str) -> str:
    """`clean`, on one line."""
    return text if text.isprintable() else clean(text).replace("\n", " ")


def escape(text: str) -> str:
    """A value of type TEXT; `text` is cleaned already."""
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text) if _SPECIAL.search(text) else text


def quoted(text: str) -> str:
    """A parameter in quotes; signs that readers cut at or show raw are turned full-width."""
    return f'"{clean_line(text).translate(_FULL_WIDTH)}"'


def local_time(moment: datetime) -> str:
    """`moment` (aware) as wall time in Taipei, for TZID=Asia/Taipei."""
    return moment.astimezone(TAIPEI).isoformat()[:19].replace("-", "").replace(":", "")


def utc_time(moment: datetime) -> str:
    """`moment` (aware) in UTC."""
    return moment.astimezone(UTC).isoformat()[:19].replace("-", "").replace(":", "") + "Z"


def before(minutes: int) -> str:
    """The trigger of an alarm `minutes` before the start; whole days as days, as some readers ask."""
    if minutes and minutes % 1440 == 0:
        return f"-P{minutes // 1440}D"
    return f"-PT{minutes}M"


def fold(text: str) -> bytes:
    """Lines joined by CRLF as bytes, each at most 75 octets, no sign split (RFC 5545 §3.1)."""
    lines: list[bytes] = []
    for line in text.split("\r\n"):
        octets = line.encode()
        if len(octets) <= LINE_OCTETS:
            lines.append(octets)
        else:
            lines.extend(_folded(octets))
    lines.append(b"")
    return b"\r\n".join(lines)


def _folded(octets: bytes) -> list[bytes]:
    pieces: list[bytes] = []
    start, room, lead = 0, LINE_OCTETS, b""
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(lead + octets[start:end])
        start, room, lead = end, LINE_OCTETS - 1, b" "
    pieces.append(lead + octets[start:])
    return pieces
