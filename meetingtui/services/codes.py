"""Codes of series, agencies, posts and tracks: short, typed on any keyboard, never given twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from meetingtui.domain.errors import Refusal
from meetingtui.language import _

MOST = 20
_CODE = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*"
_TRACK = r"T[1-9][0-9]{0,2}"


class WrongCode(Refusal):
    """A code that cannot stand in a number."""


class CodeTaken(Refusal):
    """A code that another entry bears; the nearest free one is offered."""

    def __init__(self, code: str, bearer: str, free: str) -> None:
        super().__init__(_("代碼「{code}」已由「{bearer}」使用。可改用{free}。"), code=code, bearer=bearer, free=free)


def checked(code: str) -> str:
    """`code` in capitals and half width. Raises WrongCode: only letters, digits and hyphens, a letter first."""
    plain = _plain(code)
    if not re.fullmatch(_CODE, plain) or len(plain) > MOST:
        raise WrongCode(
            _("代碼「{code}」不合格式：須以英文字母開頭，只用英文字母、數字與連字號，最多{most}字。請更正。"),
            code=code.strip()[: MOST * 2], most=MOST,
        )  # fmt: skip
    return plain


def checked_track(code: str) -> str:
    """A track's code: T1 to T999, as it stands in numbers. Raises WrongCode."""
    plain = _plain(code)
    if not re.fullmatch(_TRACK, plain):
        raise WrongCode(_("分區代碼「{code}」不合格式，應為T1、T2…。請更正，或留空自動編碼。"), code=code.strip()[:20])
    return plain


def refuse_taken(code: str, bearers: Mapping[str, str]) -> None:
    """Raises CodeTaken when `code` is a key of `bearers` (code to name), in whatever case."""
    taken = {one.upper(): name for one, name in bearers.items()}
    if code in taken:
        raise CodeTaken(code, taken[code], nearest_free(code, taken))


def nearest_free(code: str, taken: Collection[str]) -> str:
    """The next code after `code` that nobody bears: PIF-30 leads to PIF-31, PB to PB-2."""
    found = re.fullmatch(r"(.*?)([0-9]+)", code)
    stem, digits = (found[1], found[2]) if found else (code + "-", "1")
    number = int(digits)
    while True:
        number += 1
        offered = f"{stem}{number:0{len(digits)}d}"
        if offered not in taken:
            return offered


def following(codes: Collection[str]) -> str:
    """The code that a new entry is offered: one after the highest of the most usual stem; empty for none."""
    stems: dict[str, list[str]] = {}
    for code in codes:
        found = re.fullmatch(r"(.*?)([0-9]+)", code)
        if found:
            stems.setdefault(found[1], []).append(code)
    if not stems:
        return ""
    usual = max(stems.values(), key=len)
    return nearest_free(max(usual, key=lambda code: (len(code), code)), codes)


def _plain(code: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", code).strip().upper()
