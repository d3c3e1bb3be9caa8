"""The seats of a body: which there are, whether somebody else may sit there, and how many make a quorum."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _


class Seat(StrEnum):
    """Why somebody sits on a committee; an ordinary seat of an agency has none of these.

    Who sits for an office or a body may send somebody; who was chosen as a person must come himself
    (各委員會設置要點: 委員應親自出席，由機關或團體代表兼任者得指派代表).
    """

    CONVENER = "convener"
    OFFICIAL = "official"
    CIVIC = "civic"
    EXPERT = "expert"
    YOUTH = "youth"
    FAMILY = "family"
    PERSON = "person"


SEAT_WORDS = {
    Seat.CONVENER: N_("召集人"), Seat.OFFICIAL: N_("機關代表"), Seat.CIVIC: N_("團體代表"), Seat.EXPERT: N_("專家學者"),
    Seat.YOUTH: N_("兒少代表"), Seat.FAMILY: N_("病人或家屬代表"), Seat.PERSON: N_("委員"),
}  # fmt: skip
DELEGABLE = frozenset({"", str(Seat.OFFICIAL), str(Seat.CIVIC)})
"""Seats whose holder may send somebody unless the series says otherwise."""
NO_QUORUM = frozenset({"", "none", "無", "未訂"})
MORE_THAN_HALF = frozenset({"過半數", "過半", "半數以上過半"})


class Quorum(NamedTuple):
    """How a sitting stands: `seats` that count, `needed` of them by `rule` (0 for none), `present` of them.

    `delegates` are those of `present` who came for somebody; `refused` came for a seat that nobody may stand in for.
    """

    rule: str
    seats: int
    needed: int
    present: int
    delegates: int = 0
    refused: int = 0

    @property
    def reached(self) -> bool:
        """Whether the sitting may open; always where no quorum is asked."""
        return not self.rule or (self.seats > 0 and self.present >= self.needed)

    @property
    def missing(self) -> int:
        """Seats that are still wanted."""
        return max(0, self.needed - self.present) if self.rule else 0

    @property
    def sentence(self) -> str:
        """How it stands, in a sentence that is shown while people are ticked off."""
        facts = {
            "present": self.present, "seats": self.seats, "needed": self.needed, "missing": self.missing,
            "rule": quorum_words(self.rule), "delegates": self.delegates, "refused": self.refused,
        }  # fmt: skip
        if not self.rule:
            said = _("應到{seats}席，已到{present}席。")
        elif self.reached:
            said = _("應到{seats}席，已到{present}席，已達開會人數（{rule}，{needed}席）。")
        else:
            said = _("應到{seats}席，已到{present}席，尚缺{missing}席始達開會人數（{rule}，{needed}席）。")
        parts = [said]
        if self.delegates:
            parts.append(_("其中代理{delegates}席。"))
        if self.refused:
            parts.append(_("另{refused}席不得代理，不計入。"))
        return "".join(part.format(**facts) for part in parts)


class WrongQuorum(Refusal):
    """A quorum that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("法定出席人數「{text}」無法判讀。請寫成席數（5）、比例（1/2、2/3）或過半數（>1/2），不訂者留空。"),
            text=text[:40],
        )


class NotDelegable(Refusal):
    """Somebody who came for a seat whose holder must come himself."""

    def __init__(self, name: str, seat: str) -> None:
        word = _(SEAT_WORDS[Seat(seat)]) if seat else _("委員")
        super().__init__(
            _("{name}（{seat}）應親自出席，不得代理。請登記請假，到場者另列為列席；依要點得代理者，請先改其席次設定。"),
            name=name, seat=word,
        )  # fmt: skip


def may_delegate(seat: str, delegable: bool | None) -> bool:
    """Whether somebody may come for the holder of a seat: as the series says, else as is usual."""
    return seat in DELEGABLE if delegable is None else delegable


def parse_quorum(text: str) -> str:
    """A quorum as it is stored: "5", "1/2" (at least that share), ">1/2" (more than it), or empty.

    Raises WrongQuorum.
    """
    said = "".join(unicodedata.normalize("NFKC", text).split())
    if said in NO_QUORUM:
        return ""
    if said in MORE_THAN_HALF:
        return ">1/2"
    if match := re.fullmatch(r"0*([0-9]{1,3})[人席位]?", said):
        if int(match[1]):
            return str(int(match[1]))
    elif match := re.fullmatch(r"(>?)([0-9]{1,2})/([0-9]{1,2})", said.replace("⁄", "/")):
        part, whole = int(match[2]), int(match[3])
        if 0 < part <= whole and not (match[1] and part == whole):
            return f"{match[1]}{part}/{whole}"
    raise WrongQuorum(text)


def quorum_words(rule: str) -> str:
    """A stored quorum as people say it."""
    if not rule:
        return _("未訂")
    share = rule.removeprefix(">")
    part, slash, whole = share.partition("/")
    if not slash:
        return _("{count}席以上").format(count=share)
    if rule == ">1/2":
        return _("過半數")
    if rule.startswith(">"):
        return _("逾{whole}分之{part}").format(whole=whole, part=part)
    return _("{whole}分之{part}以上").format(whole=whole, part=part)


def needed(rule: str, seats: int) -> int:
    """How many of `seats` a stored quorum asks; 0 where none is asked."""
    if not rule:
        return 0
    part, slash, whole = rule.removeprefix(">").partition("/")
    if not slash:
        return int(part)
    if rule.startswith(">"):
        return seats * int(part) // int(whole) + 1
    return -(-seats * int(part) // int(whole))
