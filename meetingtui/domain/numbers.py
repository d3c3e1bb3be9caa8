"""The number of a sitting: series, ROC year, track and ordinal, fixed when it is first saved."""

from __future__ import annotations

import re
from typing import NamedTuple

ROC_OFFSET = 1911
_NUMBER = (
    r"(?P<series>[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*?)-(?P<year>\d{2,3})"
    r"(?:-(?P<track>T\d+))?-(?P<extra>X?)(?P<ordinal>\d{2,})"
)


class SessionNumber(NamedTuple):
    """`PIF-10-115-03`, `PIF-14-115-T3-02`, extraordinary `PIF-10-115-X01`; `year` is Gregorian."""

    series: str
    year: int
    ordinal: int
    track: str = ""
    extraordinary: bool = False

    def __str__(self) -> str:
        track = f"-{self.track}" if self.track else ""
        mark = "X" if self.extraordinary else ""
        return f"{self.series}-{self.year - ROC_OFFSET}{track}-{mark}{self.ordinal:02d}"

    @classmethod
    def parse(cls, text: str) -> SessionNumber | None:
        """The number that `text` writes (any case, any width), or None."""
        import unicodedata

        match = re.fullmatch(_NUMBER, unicodedata.normalize("NFKC", text).strip().upper())
        if match is None:
            return None
        return cls(
            series=match["series"],
            year=int(match["year"]) + ROC_OFFSET,
            ordinal=int(match["ordinal"]),
            track=match["track"] or "",
            extraordinary=bool(match["extra"]),
        )
