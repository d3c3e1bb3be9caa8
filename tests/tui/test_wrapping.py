"""Chinese lines break where a reader expects it; these fail when an upgrade stops reading the two expressions."""

from __future__ import annotations

import io
import random

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual.content import Content

from meetingtui.tui import wrapping

TEXT = (
    "會議應於三個月內召開一次，「少年輔導委員會」由縣長擔任召集人（代理：副縣長）。"
    "PIF-16 與 PIF-17 各二分區；衛生局、教育處、警察局等機關均應派員出席…… 詳附件《設置要點》！"
)


@pytest.fixture(autouse=True)
def installed():
    wrapping.install()


def textual_lines(text: str, width: int) -> list[str]:
    return [line.plain for line in Content(text).wrap(width)]


def rich_lines(text: str, width: int) -> list[str]:
    return [line.plain for line in Text(text).wrap(Console(width=width, file=io.StringIO()), width)]


@pytest.mark.parametrize("wrap", [textual_lines, rich_lines])
@pytest.mark.parametrize("width", range(8, 60))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(wrap, width):
    lines = [line.strip() for line in wrap(TEXT, width)]

    assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "")
    for line in lines:
        assert cell_len(line) <= width
        assert line[0] not in wrapping.CLOSING
        assert line[-1] not in wrapping.OPENING


@pytest.mark.parametrize("wrap", [textual_lines, rich_lines])
def test_a_chinese_line_is_filled_to_its_end_even_after_a_blank(wrap):
    lines = wrap("第三次 " + "會議應於三個月內召開一次" * 4, 20)

    assert all(cell_len(line) >= 18 for line in lines[:-1])


@pytest.mark.parametrize("wrap", [textual_lines, rich_lines])
def test_words_of_letters_are_not_torn(wrap):
    lines = wrap("請洽 safety-net secretariat 承辦人 PIF-10-115-03", 14)

    assert any("secretariat" in line for line in lines)
    assert any("PIF-10-115-03" in line for line in lines)


def test_any_text_is_cut_into_pieces_that_make_it_whole_again():
    signs = "會議，。「」（）([])… \tab12é\n　😀\u200b1"
    chance = random.Random(7)
    for _round in range(500):
        text = "".join(chance.choice(signs) for _sign in range(chance.randrange(1, 30)))
        at, pieces = 0, []
        while (match := wrapping.TEXTUAL_CHUNK.match(text, at)) is not None:
            assert match.end() > at
            at = match.end()
            pieces.append(match[0])
        assert "".join(pieces) == text
