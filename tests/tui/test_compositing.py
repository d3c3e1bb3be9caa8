"""What lies above the screen keeps its Han characters whole, wherever the fields below it begin and end."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from meetingtui.tui.keys import SpeaksLanguage
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.field import LineField
from meetingtui.tui.widgets.form import Form
from tests.tui.screen_picture import picture

NAMES = ("少年法院與行政機關處理少年事件聯繫會議", "a親密關係高危機網絡評估會議")
PAIRS = [(f"單位{number:02}", "教育（教育處）、" * number) for number in range(30)]


class Fields(SpeaksLanguage[None]):
    def compose(self) -> ComposeResult:
        choices = [Choice(name, name, ("h",)) for name in NAMES]
        yield Form([ChoiceField("one", "Series", choices), *(LineField(f"f{n}", "Next") for n in range(5))])


class FieldsApp(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Fields())


class SheetApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Detail([("出席", "教育")])


@pytest.mark.parametrize("width", range(60, 68))
async def test_an_open_list_shows_whole_names_over_the_fields(width: int) -> None:
    app = FieldsApp()
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        seen = picture(app)

    assert all(name in seen for name in NAMES)


async def test_the_fields_stand_there_again_when_the_list_is_closed() -> None:
    app = FieldsApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = picture(app)
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("escape", "backspace")
        await pilot.pause()

        assert picture(app) == before


@pytest.mark.parametrize("width", range(60, 64))
async def test_no_sign_of_a_long_record_lies_under_the_scroll_bar(width: int) -> None:
    app = SheetApp()
    async with app.run_test(size=(width, 12)) as pilot:
        sheet = app.query_one(Detail)
        sheet.show(PAIRS)
        await pilot.pause()
        lines = [sheet.body_line(index).text for index in range(sheet.total)]

    whole = "".join("".join(line.split()) for line in lines)
    for label, _text in PAIRS:
        whole = whole.replace(label, "", 1)
    assert whole == "教育（教育處）、" * sum(range(30))
