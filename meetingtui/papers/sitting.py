"""What every paper of a sitting needs to know of it, as plain values, and what all of them have alike."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from meetingtui.papers.document import Block, Title
from meetingtui.papers.wording import NEUTRAL, line

TITLE_SIGNS = 24
"""Full-width signs that a title of the usual size takes on one line."""
MASK = "遮罩本"
CLASS = "密"
SECRECY_SAID = "會議開始前由主席宣告，與會人員對會議中知悉之個案資料均負保密義務。"
SECRECY = "與會人員對會議中知悉之個案資料負有保密義務，簽到即表示知悉並願遵守。"


class Sitting(NamedTuple):
    """A sitting as its papers see it.

    `front` and `back` are the halves of its full name, `agency` the letterhead, `chair` the person with title, `series`
    the name of its series. Of a confidential sitting there is a full version, marked 密, and a masked one with codes
    only. `secret_cases` says that cases are discussed.
    """

    number: str
    agency: str
    front: str
    back: str
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    chair: str = ""
    host: str = ""
    series: str = ""
    confidential: bool = False
    masked: bool = False
    secret_cases: bool = False

    @property
    def title(self) -> str:
        """Its full name; of a masked version only the neutral one with the number."""
        return "".join(self.halves)

    @property
    def halves(self) -> tuple[str, str]:
        """The full name in two halves, as a masked version may say it."""
        return (f"{line(self.agency)}{NEUTRAL}", f"（{self.number}）") if self.masked else (self.front, self.back)

    @property
    def mark(self) -> str:
        """The word on every page."""
        return MASK if self.masked else CLASS if self.confidential else ""

    def file_name(self, word: str) -> str:
        """What a file or a print job of it is called: number and kind of paper, nothing that tells a case."""
        return f"{self.number}_{word}" + (f"_{MASK}" if self.masked else "")

    def titles(self, word: str) -> tuple[Block, ...]:
        """The title of a paper, on two lines where it does not fit on one: halves and `word` (紀錄, 議程)."""
        front, back = self.halves
        if len(front) + len(back) + len(word) <= TITLE_SIGNS:
            return (Title(f"{front}{back}{word}"),)
        return Title(front), Title(f"{back}{word}")
