"""Stored text is data: nothing reaches a widget past the gate, and names show as they were typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import meetingtui.tui
from meetingtui.domain.visible import visible
from meetingtui.store.location import Location
from meetingtui.store.storable import storable
from meetingtui.tui.dialogs.ask import AskDespite, AskText, YesNo
from meetingtui.tui.gate import shown, shown_line
from tests.tui import gate_reader
from tests.tui.screen_picture import picture

SCREENS = Path(meetingtui.tui.__file__).parent

# Modules that draw their own lines of cells or hold the one text field; each takes stored text through `cells.plain`
# or `shown_line` before it draws, and is shown hostile names by the test of its name.
DRAWING = (
    "gate.py",
    "ascii_frame.py",
    "quiet_crash.py",
    "widgets/bar.py",
    "widgets/line_view.py",
    "widgets/month_grid.py",
    "widgets/switch_line.py",
    "widgets/text_field.py",
    "widgets/text_in_rows.py",
)

HEAD = "from textual.widgets import Static\n"
WRONG = {
    "a name given to a widget": "Static(session.name)",
    "a name in a formatted text": "Static(_('已存{x}').format(x=name))",
    "a name in an f-string": "Static(f'會議：{name}')",
    "a name joined to a literal": "Static('會議：' + name)",
    "a widget changed later": "self.query_one(Static).update(name)",
    "a row of a table": "table.add_row(shown_line('a'), name)",
    "an option": "options.add_option(Option(name))",
    "several options": "options.add_options([name])",
    "a title of a box": "box.border_title = name",
    "a hint": "box.tooltip = str(error)",
    "a hint as keyword": "Button(_('刪除'), tooltip=name)",
    "a placeholder": "Select([], prompt=name)",
    "a list put together of data": "parts.append(Content.assemble((title, 'bold'), shown(name)))",
    "markup that is meant": "Static(Content.from_markup('[b]粗[/b]'))",
    "brackets that look like markup": "Static(_('按 [ 換年'))",
    "a Content made of data": "Static(Content(name))",
    "a Content put together of data": "Static(Content.assemble('a', name))",
    "data said by the catalogue": "Static(_(change.verb))",
    "a line drawn by hand": "Segment(name)",
    "Textual's own input": "Input(name)",
    "an action in a text": "link = '[@click=app.quit]'",
    "a name that was safe once": "def f(name):\n    text = shown(name)\n    text = name\n    return Static(text)",
    "a str declared": "def f(text: str):\n    return Static(text)",
    "a choice of which one is data": "Static(shown(a) if a else b)",
    "a widget of one's own": "class Name(Static):\n    def __init__(self, name):\n        super().__init__(name)",
    "a drawing that answers str": "class Name(Widget):\n    def render(self) -> str:\n        return self.name_of_it",
}
RIGHT = {
    "a literal": "Static('甲')",
    "a literal of the catalogue": "Static(_('甲'))",
    "a constant of the catalogue": "Static(_(HEADING))",
    "through the gate": "Static(shown(session.name))",
    "formatted, then through the gate": "Static(shown(_('已存{x}').format(x=name)))",
    "a row through the gate": "table.add_row(shown_line(a), shown_line(b))",
    "a variable": "def f(name):\n    text = shown(name)\n    return Static(text)",
    "a Content declared": "def f(text: Content):\n    return Static(text)",
    "a function that makes Content": "def line(x) -> Content:\n    return shown(x)\nStatic(line(name))",
    "a choice": "Static(shown(a) if a else _('無'))",
    "put together": "Static(Content.assemble(('甲', 'bold'), shown(name)))",
    "options made one by one": "options.set_options(Option(shown_line(name)) for name in names)",
    "a set": "seen.update(x for x in rows)",
    "only how it looks": "Static(id=name, classes=look)",
}


@pytest.mark.parametrize("planted", WRONG.values(), ids=WRONG.keys())
def test_a_text_that_passes_the_gate_by_is_found(planted):
    assert gate_reader.read({"planted.py": HEAD + planted})


@pytest.mark.parametrize("harmless", RIGHT.values(), ids=RIGHT.keys())
def test_a_text_that_takes_the_gate_is_not_complained_of(harmless):
    assert gate_reader.read({"harmless.py": HEAD + harmless}) == []


def test_no_text_of_the_screens_passes_the_gate_by():
    findings = gate_reader.read(gate_reader.sources(SCREENS), DRAWING)

    assert [str(finding) for finding in findings] == []


def test_every_module_that_may_draw_exists_and_does_draw():
    for name in DRAWING:
        text = (SCREENS / name).read_text(encoding="utf-8")
        assert any(sign in text for sign in ("Segment(", "Content(", "Text(", "Input", "Content.assemble"))


HOSTILE = [
    "詳[/附件]",
    "[@click=app.quit]按我[/]",
    "[b]粗[/b]",
    "王[/]小明",
    "\x1b[31m紅\x1b[0m",
    "\x9b31m",
    "無\x00字",
    "倒\u202e文",
    "零\u200b寬",
    "\x1b]52;c;eA==\x07",
    "半\ud800個",
    "換\r行",
    "$text-error",
    "\\[甲]",
]
DANGEROUS = {chr(code) for code in [*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0xD800]} - {"\n"}


def as_typed(app, name: str) -> None:
    """The screen shows `name` as it was typed and sends nothing that a terminal would obey."""
    seen = picture(app)
    assert visible(name).replace("\t", "") in seen
    assert not DANGEROUS & set(seen)
    assert not app._exit


def test_the_gate_shows_control_signs_as_pictures():
    assert shown("a\x1b\u202eb\nc").plain == "a␛‹202E›b\nc"
    assert shown_line("a\nb").plain == "a␤b"
    assert shown("[b]x[/b]").spans == []


async def test_hostile_names_in_notes_show_as_typed(small_app):
    async with small_app().run_test(notifications=True, size=(120, 24)) as pilot:
        for name in HOSTILE:
            pilot.app.told(name)
            await pilot.pause()
            await pilot.pause()
            as_typed(pilot.app, name)

            pilot.app.screen.query_one("#field").notify(name, title="題" + name, markup=True)
            await pilot.pause()
            await pilot.pause()
            as_typed(pilot.app, "題" + name)


DIALOGS = {
    "question": YesNo,
    "title": lambda name: YesNo("?", name),
    "text": AskText,
    "typed before": lambda name: AskText("?", text=name),
    "rules": lambda name: AskDespite([name]),
}


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
async def test_hostile_names_in_questions_show_as_typed(small_app, dialog):
    async with small_app().run_test() as pilot:
        for name in HOSTILE:
            pilot.app.push_screen(dialog(name))
            await pilot.pause()
            seen = picture(pilot.app)
            assert not DANGEROUS & set(seen)
            if name.isprintable():
                assert name in seen

            pilot.app.screen.dismiss(None)
            await pilot.pause()
        assert not pilot.app._exit


async def test_a_hostile_county_and_database_show_as_typed_in_the_title_bar(small_app, office):
    file = office.location.path
    async with small_app(office).run_test(size=(120, 24)) as pilot:
        for name in map(storable, HOSTILE):
            with closing(sqlite3.connect(file)) as database:
                database.execute("UPDATE county SET name = ?", (name,))
                database.commit()
            office.location = Location(f"{file.parent}/{name.replace('/', '')}")
            pilot.app.records_changed()
            await pilot.pause()
            title = picture(pilot.app).splitlines()[0]
            assert not DANGEROUS & set(title)
            assert visible(name)[:8] in title
            assert visible(office.database_name)[:8] in title


async def test_hostile_names_in_a_place_show_as_typed(small_app):
    async with small_app().run_test() as pilot:
        for name in HOSTILE:
            pilot.app.screen.text = name
            pilot.app.records_changed()
            await pilot.pause()
            as_typed(pilot.app, name)
