"""Personal details in a text: ID numbers by their check digit, telephone numbers and addresses.

性侵害犯罪防治法施行細則第10條 and 兒童及少年福利與權益保障法施行細則第21條 count them among what makes a person known.
Names cannot be told from other words and are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Personal(StrEnum):
    """The kinds of details that are looked for."""

    ID = "id"
    PHONE = "phone"
    ADDRESS = "address"


LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""In the order of the two figures (10 to 35) that a letter of an ID number stands for."""
ID = re.compile(r"(?<![A-Z0-9])[A-Z][1289ABCD][0-9]{8}(?![0-9A-Z])")
PHONE = re.compile(
    r"(?<![0-9#-])(?:\+?886[- ]?9[0-9]{2}|09[0-9]{2})[- ]?[0-9]{3}[- ]?[0-9]{3}(?![0-9])"
    r"|(?<![0-9#-])\(?0(?:82[36]?|8[369]|89|37|49|[2-8])\)?[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9])"
)
FEWEST_FIGURES = 9
"""A landline has nine or ten figures with its area code; fewer are something else."""
NUMERALS = "0-9一二三四五六七八九十百○〇"
ADDRESS = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:路|街|大道|巷|弄|村|里|鄰|段)(?:[{NUMERALS}]{{1,4}}(?:段|巷|弄|鄰)){{0,4}}"
    rf"[{NUMERALS}]{{1,5}}(?:[-之][{NUMERALS}]{{1,4}})?號(?!令|函|公文|案)(?:[{NUMERALS}]{{1,3}}樓(?:之[{NUMERALS}]{{1,3}})?)?"
)


def personal(text: str, known_phones: frozenset[str] = frozenset()) -> list[tuple[Personal, int, int]]:
    """The details that stand in `text`: kind, first sign and the one behind the last; full-width ones too.

    `known_phones` are numbers of offices (figures only), which are nobody's own.
    """
    plain = "".join(map(_narrow, text)).upper() if text else ""
    if len(plain) != len(text):
        plain = "".join(map(_narrow, text))
    return sorted([*_ids(plain), *_phones(plain, known_phones), *_addresses(plain)], key=lambda one: one[1])


def is_id(text: str) -> bool:
    """Whether ten signs are an ID number (身分證統一編號, or 統一證號 of foreigners) with its check digit right."""
    if not ID.fullmatch(text):
        return False
    first = LETTERS.index(text[0]) + 10
    second = int(text[1]) if text[1].isdecimal() else (LETTERS.index(text[1]) + 10) % 10
    figures = [first // 10, first % 10, second, *(int(one) for one in text[2:])]
    return sum(one * weight for one, weight in zip(figures, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def _ids(plain: str) -> Iterator[tuple[Personal, int, int]]:
    return ((Personal.ID, hit.start(), hit.end()) for hit in ID.finditer(plain) if is_id(hit[0]))


def _phones(plain: str, known: frozenset[str]) -> Iterator[tuple[Personal, int, int]]:
    for hit in PHONE.finditer(plain):
        figures = "".join(one for one in hit[0] if one.isdecimal())
        if len(figures) >= FEWEST_FIGURES and figures not in known:
            yield Personal.PHONE, hit.start(), hit.end()


def _addresses(plain: str) -> Iterator[tuple[Personal, int, int]]:
    return ((Personal.ADDRESS, hit.start(), hit.end()) for hit in ADDRESS.finditer(plain))


def _narrow(sign: str) -> str:
    """A full-width sign as the narrow one it stands for; every other sign as it is, so that places stay."""
    code = ord(sign)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else sign
