"""What every paper of a sitting needs to know of it, as plain values, and what all of them have alike."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from meetingtui.domain.sessions import Status
from meetingtui.papers.document import Block, Field, Title
from meetingtui.papers.wording import NEUTRAL, line

TITLE_SIGNS = 24
"""Full-width signs that a title of the usual size takes on one line."""
MASK = "遮罩本"
CLASS = "密"
SECRECY_SAID = "會議開始前由主席宣告，與會人員對會議中知悉之個案資料均負保密義務。"
UNDECLARED = "（尚未登記）"
"""What a draft says in the place of it as long as nobody has noted that it was declared."""
UNHELD = "本場次尚未召開，本件為預擬稿。"
"""What minutes say that were begun before the sitting."""
BEFOREHAND = "預擬稿"
SECRECY = "與會人員對會議中知悉之個案資料負有保密義務，簽到即表示知悉並願遵守。"


class Sitting(NamedTuple):
    """A sitting as its papers see it.

    `front` and `back` are the halves of its full name, `agency` the letterhead, `chair` the person with title, `series`
    the name of its series. Of a confidential sitting there is a full version, marked 密, and a masked one with codes
    only. `secret_cases` says that cases are discussed. `status` is where it stands, `reason` what was given for that,
    `instead` the number of the sitting into which it was merged; `unheld` says that its day is still to come.
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
    status: str = ""
    reason: str = ""
    instead: str = ""
    unheld: bool = False

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
        """The words on every page: who may see it, and that the sitting does not take place."""
        return self.marked()

    def marked(self, more: str = "") -> str:
        """`mark`, with `more` about the paper itself where the sitting takes place."""
        seen = MASK if self.masked else CLASS if self.confidential else ""
        return "　".join(filter(None, (seen, self._off[0] or more)))

    @property
    def off(self) -> tuple[Block, ...]:
        """The line below the title that says why it does not take place; nothing where it does."""
        return (Field("備註", self._off[1]),) if self._off[0] else ()

    @property
    def _off(self) -> tuple[str, str]:
        """In a word and in a sentence what keeps it from taking place; a masked version gives no reason."""
        reason = "" if self.masked else line(self.reason).rstrip("。")
        why = f"（{reason}）" if reason else ""
        if self.status == Status.CANCELLED:
            return "已取消", f"本場次已取消{why}，不召開。"
        if self.status == Status.MERGED:
            return "已併開", f"本場次已併入{self.instead or '其他會議'}召開{why}，不另召開。"
        if self.status == Status.POSTPONED and self.start is None:
            return "延期", f"本場次延期召開{why}，日期另行通知。"
        return "", ""

    def file_name(self, word: str) -> str:
        """What a file or a print job of it is called: number and kind of paper, nothing that tells a case."""
        return f"{self.number}_{word}" + (f"_{MASK}" if self.masked else "")

    def titles(self, word: str) -> tuple[Block, ...]:
        """The title of a paper, on two lines where it does not fit on one: halves and `word` (紀錄, 議程)."""
        front, back = self.halves
        if len(front) + len(back) + len(word) <= TITLE_SIGNS:
            return (Title(f"{front}{back}{word}"),)
        return Title(front), Title(f"{back}{word}")
