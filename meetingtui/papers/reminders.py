"""The text by which an agency is reminded of answers that it owes, for mail or LINE: nothing confidential in it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.papers.wording import NEUTRAL, day_in_text, line


class Reminder(NamedTuple):
    """What a reminder tells: how many answers are owed (`leads`, `assists`) for which sitting, by when; to whom."""

    agency: str
    sitting: str
    confidential: bool
    day: date
    due: date
    leads: int
    assists: int
    late: bool
    contact: str = ""
    phone: str = ""


def text(one: Reminder) -> str:
    """A few lines without the words, numbers or case codes of any item; a confidential sitting is 網絡會議."""
    name = NEUTRAL if one.confidential else line(one.sitting)
    held = f"訂於{day_in_text(one.day)}召開"
    kinds = [f"{word}{count}項" for word, count in (("主辦", one.leads), ("協辦", one.assists)) if count]
    owed = f"貴單位尚有{one.leads + one.assists}項列管事項（{'、'.join(kinds)}）未回復辦理情形"
    asked = f"回復期限{day_in_text(one.due)}已過，請儘速回復。" if one.late else f"請於{day_in_text(one.due)}前回復。"
    reach = [f"{word}：{line(said)}" for word, said in (("聯絡人", one.contact), ("電話", one.phone)) if said.strip()]
    return "\n".join(
        [f"{line(one.agency)}您好：", f"{name}{held}，{owed}，{asked}", *(["　".join(reach)] if reach else [])]
    )
