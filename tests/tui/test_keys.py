"""Keys: names, full-width twins, what may be remapped, and the editor for it."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from meetingtui import language
from meetingtui.tui.dialogs.keymap_editor import KeymapEditor
from meetingtui.tui.keys import key_name, key_names, may_be_given, narrow, spoken, usable
from meetingtui.tui.palette import remappable
from meetingtui.tui.textual_words import WORDS
from tests.tui.screen_picture import picture

TEXTUAL_WIDGETS = (
    "Button Checkbox Collapsible DataTable Input ListView OptionList RadioSet Select SelectionList Static Switch Tabs "
    "TextArea"
)


@pytest.mark.parametrize(
    ("wide", "plain"),
    [("１", "1"), ("ｎ", "n"), ("fullwidth_colon", "colon"), ("fullwidth_question_mark", "question_mark"),
     ("left_corner_bracket", "left_square_bracket"), ("ideographic_space", "space"), ("n", None), ("f1", None)],
)  # fmt: skip
def test_a_full_width_sign_stands_for_its_half_width_twin(wide, plain):
    assert narrow(wide) == plain


def test_keys_of_a_command_are_named_as_people_call_them_each_once():
    assert key_names(["space", "ideographic_space", "ctrl+space"]) == ["空白鍵", "Ctrl+空白鍵"]
    assert key_names(["ctrl+c", "super+c"]) == ["Ctrl+C"]
    assert key_names(["super+c"]) == ["Super+C"]


async def test_a_full_width_question_mark_opens_help(small_app):
    async with small_app().run_test() as pilot:
        await pilot.press("？")

        assert type(pilot.app.screen).__name__ == "Help"


@pytest.mark.parametrize("key", ["ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "escape", "f1"])
def test_keys_that_terminals_send_for_others_and_keys_that_lead_out_are_not_given_away(key):
    assert not may_be_given(key)
    assert usable({"desk.add": key}) == {}


def test_no_command_of_the_program_stands_on_a_key_that_terminals_send_for_another(small_app):
    from meetingtui.tui.keys import SENT_FOR_OTHERS

    taken = {key for binding in remappable(small_app()) for key in binding.key.split(",")}

    assert not taken & SENT_FOR_OTHERS


def test_every_shown_command_has_a_code_a_label_and_no_two_commands_share_a_code(small_app):
    small_app()
    commands: dict[str, set[tuple[str, str]]] = {}
    stack = list(DOMNode.__subclasses__())
    while stack:
        owner = stack.pop()
        stack.extend(owner.__subclasses__())
        if owner.__module__.startswith("meetingtui."):
            for binding in Binding.make_bindings(owner.__dict__.get("BINDINGS", ())):
                if not binding.system:
                    assert binding.id, f"{owner.__name__}: {binding.key} has no code"
                    assert binding.description, f"{owner.__name__}: {binding.key} has no label"
                    commands.setdefault(binding.id, set()).add((binding.action, binding.description))

    assert {code: several for code, several in commands.items() if len(several) > 1} == {}


@pytest.mark.parametrize(
    ("key", "name"), [("f1", "F1"), ("ctrl+s", "Ctrl+S"), ("n", "n"), ("escape", "Esc"), ("up", "向上鍵")]
)
def test_keys_are_called_what_stands_on_the_keyboard(key, name):
    assert key_name(key) == name


def test_every_label_that_textual_brings_along_is_said_in_both_languages():
    import textual.containers
    import textual.widgets

    for name in TEXTUAL_WIDGETS.split():
        getattr(textual.widgets, name)
    unknown = set()
    stack = list(DOMNode.__subclasses__())
    while stack:
        owner = stack.pop()
        stack.extend(owner.__subclasses__())
        if owner.__module__.startswith("textual.") and owner.__name__ not in {"CommandPalette", "Tree", "App"}:
            for binding in Binding.make_bindings(owner.__dict__.get("BINDINGS", ())):
                unknown |= {text for text in (binding.description, binding.tooltip) if text and text not in WORDS}
    assert unknown == set()

    language.use("en")
    assert spoken("Delete character left") == "Delete character left"
    language.use("zh_TW")
    assert spoken("Delete character left") == "刪前一字"


async def test_a_remapped_command_works_on_its_new_key_and_not_on_the_old(small_app, choices):
    choices.keymap = {"desk.add": "ctrl+n"}
    async with small_app().run_test() as pilot:
        await pilot.press("ctrl+n", "n", "f9")

        assert pilot.app.screen.added == 1
        assert "Ctrl+N 新增" in picture(pilot.app)


async def test_the_editor_puts_a_command_on_a_new_key_and_keeps_it(small_app, choices):
    async with small_app().run_test() as pilot:
        pilot.app.action_edit_keys()
        await pilot.pause()
        editor = pilot.app.screen
        assert isinstance(editor, KeymapEditor)
        codes = [binding.id for binding in editor._commands]
        options = editor.query_one("OptionList")
        options.highlighted = codes.index("desk.add")

        await pilot.press("enter", "q")
        assert "q已用於「離開」" in picture(pilot.app)
        await pilot.press("enter", "ctrl+j")
        assert "不能指定給命令" in picture(pilot.app)
        await pilot.press("enter", "ctrl+n", "ctrl+s")

        assert choices.keymap == {"desk.add": "ctrl+n"}
        assert choices.saved == 1
        await pilot.press("ctrl+n")
        assert pilot.app.screen.added == 1
