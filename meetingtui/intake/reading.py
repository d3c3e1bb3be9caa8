"""What every file from outside goes through first: its size, its encoding, and one way to refuse it."""

from __future__ import annotations

import re

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.visible import visible_line
from meetingtui.language import _

MOST_ROWS = 100_000
MOST_COLUMNS = 200
"""What a sheet from outside may have."""
_LONGEST_QUOTE = 40
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+"
)


def refused(filename: str, why: str, /, **facts: object) -> WrongFile:
    """The refusal of a file: which one, why (with what stands in it made visible) and what to do."""
    shown = {name: short(str(fact)) for name, fact in facts.items()}
    return WrongFile(
        _("無法讀取「{file}」：{why}"), file=visible_line(filename) or _("這個檔案"), why=why.format(**shown)
    )


def short(text: str) -> str:
    """Foreign text safe inside a sentence: visible, on one line, at most 40 signs."""
    text = visible_line(text)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 2] + ".."


def within(data: bytes, most: int, filename: str) -> bytes:
    """`data`, or a refusal when it is empty or has more than `most` bytes."""
    if not data:
        raise refused(filename, _("檔案是空的。請重新匯出或下載。"))
    if len(data) > most:
        raise refused(filename, _("檔案超過{most} MB。請縮短期間或分成幾個檔案。"), most=most // 1_000_000)
    return data


def decoded(data: bytes, filename: str) -> str:
    """Text of a CSV or the like: UTF-8 with or without BOM, UTF-16 with BOM, else Big5 (code page 950)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes: tuple[str, ...] = ("utf-16",)
    else:
        codes = ("utf-8-sig", "cp950")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused(filename, _("不是 UTF-8 或 Big5 的文字檔。請在試算表軟體另存為 CSV（UTF-8）後再匯入。"))


def clean_text(text: str, most: int = 500) -> str:
    """Foreign text to be stored: one line, without control and direction signs, at most `most` signs."""
    return " ".join(_UNWANTED.sub(" ", text[: most * 4]).split())[:most]
