from __future__ import annotations

import gc

import pytest

from meetingtui.tui import app as whole_app
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Rows


async def test_a_sheet_is_parsed_once_and_anew_only_for_another_look(small_app):
    app = small_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        first = list(app.stylesheet.rules)
        app.refresh_css()
        again = list(app.stylesheet.rules)
        app.use_theme("meetingtui-contrast")
        await pilot.pause()
        other = list(app.stylesheet.rules)

    assert all(one is two for one, two in zip(first, again, strict=True))
    assert not any(one is two for one, two in zip(first, other, strict=True))


async def test_another_look_and_back_changes_the_colours_on_the_screen(small_app):
    app = small_app()
    async with app.run_test() as pilot:
        grounds = []
        for name in ("meetingtui-light", "meetingtui-contrast", "meetingtui-light"):
            app.use_theme(name)
            await pilot.pause()
            grounds.append(app.screen.styles.background.hex)

    assert grounds[0] == grounds[2] != grounds[1]


async def test_garbage_is_looked_for_again_behind_the_first_screen(small_app, monkeypatch):
    monkeypatch.setattr(whole_app, "SETTLED", 0.01)
    gc.disable()
    try:
        async with small_app().run_test() as pilot:
            await pilot.pause(0.1)
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_the_parts_of_a_list_follow_the_look_and_the_focus(small_app):
    app = small_app()
    async with app.run_test() as pilot:
        table = RecordList([ListColumn("name", "名稱", 10)], Rows.of([(1, ("甲",))]))
        await app.screen.mount(table)
        unfocused = table.cursor_look
        table.focus()
        await pilot.pause()
        focused = table.cursor_look
        app.use_theme("meetingtui-contrast")
        await pilot.pause()
        contrast = table.cursor_look

        with pytest.raises(KeyError):
            table.get_component_rich_style("line--unheard-of")

    assert len({unfocused, focused, contrast}) == 3
