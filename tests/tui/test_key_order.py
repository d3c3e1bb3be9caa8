"""Keys that come faster than the screen follows."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from meetingtui.tui.widgets.field import LineField
from meetingtui.tui.widgets.form import Form
from meetingtui.tui.widgets.text_field import TextField
from tests.tui.conftest import Desk
from tests.tui.keyboard import strike, until


class SlowDialog(ModalScreen[None]):
    """A form that takes its time to come up."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form([LineField("name", "姓名"), LineField("since", "起日")])

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.form

    async def on_mount(self) -> None:
        await asyncio.sleep(0.05)


async def test_enter_and_the_next_word_fill_two_fields(small_app):
    async with small_app().run_test() as pilot:
        dialog = SlowDialog()
        await pilot.app.push_screen(dialog)
        strike(pilot.app, *"林小華", "enter", *"12/25")

        await until(pilot, lambda: "".join(dialog.form.texts.values()).endswith("5"))

    assert dialog.form.texts == {"name": "林小華", "since": "12/25"}


async def test_what_is_typed_while_a_dialog_comes_up_stands_in_it(small_app, monkeypatch):
    dialog = SlowDialog()
    monkeypatch.setattr(Desk, "action_add", lambda self: self.app.push_screen(dialog), raising=True)
    async with small_app().run_test() as pilot:
        strike(pilot.app, "n", *"王督導", "tab", *"3/5")

        await until(pilot, lambda: "".join(dialog.form.texts.values()).endswith("5"))

    assert dialog.form.texts == {"name": "王督導", "since": "3/5"}


async def test_a_key_whose_widget_is_gone_holds_up_no_other(small_app, monkeypatch):
    monkeypatch.setattr("meetingtui.tui.key_order.LOST", 0.05)
    async with small_app().run_test() as pilot:
        field = pilot.app.screen.query_one("#field", TextField)
        field.focus()
        await pilot.pause()
        strike(pilot.app, "a")
        await field.remove()
        strike(pilot.app, "n", "n")

        await until(pilot, lambda: pilot.app.screen.added == 2)
