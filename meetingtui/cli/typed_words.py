"""What may stand in a typed word of the command line: one rule for every noun, asked by the parser for each value."""

from __future__ import annotations

import argparse

from meetingtui.domain import visible
from meetingtui.domain.errors import Refusal
from meetingtui.language import _


class WordNotUsable(Refusal):
    """A value with a sign that acts on a terminal, or with bytes that are no UTF-8."""

    exit_code = 2

    def __init__(self, option: str, text: str, place: int) -> None:
        super().__init__(
            _(
                "用法有誤：{option}的第{place}個字「{sign}」是控制字元或無法儲存的字元。"
                "請刪去這個字再執行；這次沒有寫入任何資料。"
            ),
            option=option,
            place=place + 1,
            sign=visible.visible(text[place]),
        )


def path(text: str) -> str:
    """The name of a file, just as the system has it."""
    return text


def lines(text: str) -> str:
    """A text that may have several lines, with its line ends written one way."""
    return visible.harmless(text)


def usable(text: str, action: argparse.Action) -> str:
    """A value as it is taken; lines of a text that has only one are joined, as in a field of the app.

    Raises WordNotUsable for a sign that the app and files would leave out. `action` is what the value was given for.
    """
    if action.type is path or (text.isascii() and text.isprintable()):
        return text
    place = visible.first_unsafe(text)
    if place is not None:
        raise WordNotUsable(_name(action), text, place)
    return text if action.type is lines else visible.one_line(text)


def _name(action: argparse.Action) -> str:
    if action.option_strings:
        return action.option_strings[-1]
    return action.metavar if isinstance(action.metavar, str) else action.dest
