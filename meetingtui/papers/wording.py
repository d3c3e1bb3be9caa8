"""How official papers put things: clean texts, dates, titles of people and of sittings, numbered paragraphs.

Papers go to other agencies, so their words are Chinese whatever language the program speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from meetingtui.dates.showing import show_date, show_moment, show_time
from meetingtui.domain.numbering import number
from meetingtui.papers.document import Paragraph

NEUTRAL = "網絡會議"
"""What a confidential sitting is called outside the room."""
_NEVER = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2400\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Signs that no paper bears; U+2400 is how a NUL is stored."""
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HAN = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_GAP = re.compile(rf"(?<=[{_HAN}])[ \u00a0]+(?=[0-9])|(?<=[0-9])[ \u00a0]+(?=[{_HAN}])")
_HALF_PARENTHESES = re.compile(rf"\(([^()]*[{_HAN}][^()]*)\)")
_LONG_SURNAME = re.compile(
    "歐陽|司[馬徒空]|上官|諸葛|皇甫|尉遲|公孫|令狐|東方|南宮|夏侯|長孫|慕容|宇文|端木|張簡|張廖|范姜"
)
_TITLE_OF_POST = re.compile(
    "(.*?)(副?(?:縣長|市長|鄉長|鎮長|區長|局長|處長|科長|課長|股長|組長|隊長|署長|所長|院長|庭長|校長|館長|會長|理事長|執行長"
    "|主任委員|主任秘書|主任檢察官|主任|檢察長|檢察官|法官|執行秘書|秘書長|秘書|參議|督導|代表|專員|首長|委員|教授))"
)
_PERSON = re.compile(r"[\u3400-\u9fff\uf900-\ufaff○〇\U00020000-\U0003ffff]{2,4}")
_TYPED_NUMBERS = (
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、\s*")),
    (4, re.compile(r"[（(]([0-9]{1,2})[）)]\s*")),
    (3, re.compile(r"([0-9]{1,2})(?:、|\.(?![0-9])|．)\s*")),
)


def clean(text: str) -> str:
    """`text` as a paper can bear it: lines of visible signs, no space between Han characters and figures."""
    if not text.isprintable() or "\u2400" in text:
        text = _NEVER.sub("", _BREAKS.sub("\n", text).replace("\t", "　"))
    return _GAP.sub("", text)


def line(text: str) -> str:
    """`clean`, on one line, with parentheses around Han characters in full width."""
    return _HALF_PARENTHESES.sub(r"（\1）", " ".join(clean(text).split("\n")).strip())


def moment(when: datetime | None) -> str:
    """中華民國115年3月5日（星期四）上午9時30分; empty where no time is set."""
    return show_moment(when, "full", language="zh_TW") if when else ""


def day(when: date | None) -> str:
    """中華民國115年3月5日; what stands there before a paper is issued leaves room for a pen."""
    return show_date(when, "full", language="zh_TW").partition("（")[0] if when else "中華民國　　年　　月　　日"


def day_in_text(when: date) -> str:
    """115年3月5日（星期四）, within a sentence."""
    return show_date(when, language="zh_TW")


def day_in_table(when: date | None) -> str:
    """115.3.5; empty for no day."""
    return show_date(when, "dot", language="zh_TW") if when else ""


def clock(when: datetime | None) -> str:
    """上午11時45分; empty for no time."""
    return show_time(when.time(), language="zh_TW") if when else ""


def with_title(post: str, person: str) -> str:
    """A person with the title between surname and given name (林副縣長小華, 衛生局王科長小明).

    Where the parts of the name are not plain (four characters, letters, dots), the whole name stands behind the post.
    """
    post, person = line(post), line(person)
    found = _TITLE_OF_POST.fullmatch(post)
    if not person or not post:
        return post or person
    if not found or not _PERSON.fullmatch(person):
        return post + person
    long = bool(_LONG_SURNAME.match(person))
    if len(person) > (4 if long else 3):
        return post + person
    surname = person[: 2 if long and len(person) > 2 else 1]
    return f"{found[1]}{surname}{found[2]}{person[len(surname) :]}"


def sitting_title(
    agency: str, name: str, year: int, ordinal: int, *, track: str = "", extraordinary: bool = False
) -> tuple[str, str]:
    """The two halves of a sitting's full name; `year` is Gregorian.

    (屏東縣政府, 115年度第1次強化社會安全網跨網絡會議), or where the name is that of a body
    (屏東縣政府家暴及性侵害防治委員會, 115年度第1次會議).
    """
    agency, track = line(agency), line(track)
    own = line(name).removeprefix("本府").removeprefix(agency)
    nth = f"{year - 1911}年度第{ordinal}次"
    if extraordinary:
        return f"{agency}{own}{_in_parentheses(track)}", f"{nth}臨時會議"
    if re.sub("（[^（）]*）$", "", own).endswith("會議"):
        return f"{agency}{track}", f"{nth}{own}"
    return f"{agency}{own}{_in_parentheses(track)}", f"{nth}會議"


def _in_parentheses(text: str) -> str:
    return f"（{text}）" if text and not text.startswith("（") else text


def paragraphs(text: str, label: str = "", *, level: int = 1, dotted: bool = False) -> Iterator[Paragraph]:
    """A typed text as paragraphs: its first line behind `label`, the others under it or at a typed number's level.

    Numbers that somebody typed are kept; only the style of the third level is that of the office (`dotted`).
    """
    lines = [one.strip() for one in clean(text).split("\n")]
    lines = [one for one in lines if one]
    made = [_paragraph(one, level, dotted=dotted) for one in lines]
    if label and (not made or made[0].number):
        yield Paragraph("", level, "", label)
    elif label:
        first = made.pop(0)
        yield first._replace(label=label)
        made = [one if one.number else one._replace(under=label) for one in made]
    yield from made


def _paragraph(text: str, level: int, *, dotted: bool) -> Paragraph:
    for place, pattern in _TYPED_NUMBERS:
        found = pattern.match(text)
        if found:
            typed = number(place, int(found[1]), dotted=dotted) if pattern.groups else _full_width(found[0].strip())
            return Paragraph(text[found.end() :].strip(), max(place, level + 1) if place == 2 else place, typed)
    return Paragraph(text, level)


def _full_width(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")
