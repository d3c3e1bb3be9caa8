"""argparse's own words in the user's language, and its help without loading what it hardly needs."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from meetingtui.language import N_, _

WORDS = {
    "usage: ": N_("用法："),
    "options": N_("選項"),
    "positional arguments": N_("引數"),
    "show this help message and exit": N_("顯示說明後結束"),
    "the following arguments are required: %s": N_("缺少 %s"),
    "unrecognized arguments: %s": N_("無法辨識 %s"),
    "argument %(argument_name)s: %(message)s": N_("%(argument_name)s：%(message)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_("沒有「%(value)s」，可用 %(choices)s"),
    "invalid %(type)s value: %(value)r": N_("「%(value)s」不是可用的值"),
    "expected one argument": N_("須有一個值"),
    "expected at most one argument": N_("最多一個值"),
    "expected at least one argument": N_("至少一個值"),
    "not allowed with argument %s": N_("不能與 %s 並用"),
    "one of the arguments %s is required": N_("%s 須擇一"),
    "ignored explicit argument %r": N_("不接受值 %r"),
    "ambiguous option: %(option)s could match %(matches)s": N_("%(option)s 不明確，可能是 %(matches)s"),
}
"""What argparse says, as the field says it."""


def speak() -> None:
    """Let argparse say its words through the program's catalogue instead of its own search for one."""
    argparse._ = _said  # type: ignore[attr-defined] # argparse asks this name of its own module for every word


def _said(text: str) -> str:
    return _(WORDS[text]) if text in WORDS else text


def whole(text: str) -> int:
    """A whole number from the command line."""
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("「{text}」不是整數").format(text=text)) from error


def one_of(words: Mapping[Any, str]) -> Callable[[str], str]:
    """A reader of one of a few fixed values, in English or by what it is called."""

    def read(text: str) -> str:
        from meetingtui.domain.registry_values import explained, meant

        found = meant(text, words)
        if found is None:
            raise argparse.ArgumentTypeError(
                _("沒有「{text}」，可用：{known}").format(text=text, known=explained(words))
            )
        return found

    return read


PIECE = r".+?(?:[、，；：。](?=.)| (?![^\x00-\xff])|$)"
"""A part of a help text that is not broken: up to a mark, or to a blank that no Chinese word follows."""


class Help(argparse.HelpFormatter):
    """As wide as the terminal, asked of the system itself: argparse would load the whole of shutil for it."""

    def __init__(self, prog: str, **more: Any) -> None:
        super().__init__(prog, **{"width": _columns() - 2} | more)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Lines of at most `width` display cells; a value and the words for it stay together."""
        from meetingtui.papers.cells import width as cells_of

        lines = [""]
        for piece in re.findall(PIECE, " ".join(text.split())):
            for part in [piece] if cells_of(piece.rstrip()) <= width else piece:
                if lines[-1] and cells_of(lines[-1] + part.rstrip()) > width:
                    lines.append("")
                lines[-1] += part
        return [line.strip() for line in lines]


def _columns() -> int:
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80
