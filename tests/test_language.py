"""The program speaks Chinese as written and English by a catalogue; nothing is left unsaid in either.

How the catalogue is kept, after a text was added or changed:

    pybabel extract --no-location --sort-output -k _ -k N_ -o meetingtui/locale/meetingtui.pot meetingtui
    pybabel update -i meetingtui/locale/meetingtui.pot -o meetingtui/locale/en/LC_MESSAGES/meetingtui.po -l en
    (write the English of what is new)
    pybabel compile -i meetingtui/locale/en/LC_MESSAGES/meetingtui.po -o meetingtui/locale/en/LC_MESSAGES/meetingtui.mo
"""

from __future__ import annotations

import ast
import gettext
import io
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import meetingtui
from meetingtui import language
from meetingtui.language import N_, _

PACKAGE = Path(meetingtui.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "meetingtui.po"


def said(tree: ast.Module) -> Iterator[tuple[int, str | None]]:
    """Line and text of everything said by `_` or `N_`; None where the text does not stand there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_"}:
            text = node.args[0] if node.args else None
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            if literal or not isinstance(text, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
                yield node.lineno, text.value if literal and isinstance(text, ast.Constant) else None


def sources() -> dict[str, list[tuple[int, str | None]]]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        found[str(path.relative_to(PACKAGE.parent))] = list(said(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}


def fields(text: str) -> set[str]:
    """The names in braces that a sentence is filled with."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    yield
    language.use("zh_TW")


def test_every_text_of_the_program_is_said_in_english():
    known = english()
    missing = [
        f"{where}:{line}: {text}"
        for where, texts in sources().items()
        for line, text in texts
        if text and not known.get(text)
    ]

    assert missing == []


def test_texts_are_put_together_after_they_are_said_never_before():
    wrong = [f"{where}:{line}" for where, texts in sources().items() for line, text in texts if text is None]

    assert wrong == []


def test_no_text_stands_inside_an_f_string_where_the_catalogue_is_not_extracted_from():
    hidden = [
        f"{path.relative_to(PACKAGE.parent)}:{node.lineno}: {text}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        for _line, text in said(ast.Module([ast.Expr(part)], []))
        if text
    ]

    assert hidden == []


def test_english_sentences_are_filled_with_what_the_chinese_ones_are():
    wrong = {text: told for text, told in english().items() if told and fields(text) != fields(told)}

    assert wrong == {}


def test_the_catalogue_holds_nothing_that_nobody_says():
    spoken = {text for texts in sources().values() for _line, text in texts}

    assert set(english()) - spoken == set()


def test_the_catalogue_that_is_read_is_made_of_the_one_that_is_written():
    made = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(made, read_po(file))
    made.seek(0)
    kept = CATALOGUE.with_suffix(".mo")
    with kept.open("rb") as file:
        read, written = gettext.GNUTranslations(file), gettext.GNUTranslations(made)

    assert {text: read.gettext(text) for text in english()} == {text: written.gettext(text) for text in english()}
    assert set(read._catalog) == set(written._catalog)  # type: ignore[attr-defined] # gettext's own store


def test_a_planted_text_without_english_is_found():
    planted = list(said(ast.parse('_("鱷魚")\n_(f"鱷魚{name}")\n_("鱷" + name)\n_(LABEL)')))

    assert planted == [(1, "鱷魚"), (2, None), (3, None)]
    assert "鱷魚" not in english()


def test_a_marked_text_is_said_in_the_language_in_use_when_it_is_read():
    label = N_("說明")
    assert _(label) == "說明"

    language.use("en")
    assert _(label) == "Help"

    language.use("kl")
    assert language.current() == "zh_TW"
    assert _("") == ""


def test_sentences_follow_each_other_with_a_blank_in_english_only():
    assert language.sentences(["甲撞期。", "", "乙撞期。"]) == "甲撞期。乙撞期。"
    language.use("en")
    assert language.sentences(["It is taken.", "It clashes."]) == "It is taken. It clashes."
