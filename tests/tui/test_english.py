"""English is whole: no screen, dialog or help of the program says a Chinese word of its own, and each is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingtui import language
from meetingtui.domain.sessions import Rule
from meetingtui.services import adding, agencies, contacts, holders, holding, members, posts, series, tracks
from meetingtui.services.office import Office
from meetingtui.services.series_rules import RuleForm
from meetingtui.tui.app import MeetingApp
from tests import builders
from tests.tui.keyboard import settled
from tests.tui.screen_picture import assert_picture, picture

HAN = re.compile(r"[\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef]+")
DATA = (
    "學 就 治",
    "少年事件處理法第86條（112.6.21）",
    "網絡會議",
    "機關",
    "單位",
    "職稱",
    "姓名",
    "電子郵件",
    "電話",
    "中文（臺灣）",
    "語言",
    "空白清冊",
)
"""What is Chinese in English too: networks and laws as examples, headings of lists, the names of the languages."""


@pytest.fixture
def plain_office(tmp_path: Path) -> Iterator[Office]:
    """An office whose own data hold no Chinese: one agency, one post, two series, three sittings."""
    office = builders.found_office(tmp_path / "county.db", "empty")
    agencies.add(office, agencies.AgencyForm("BUR", "Bureau", email="bureau@example.invalid"), aliases=("Office",))
    posts.add(office, posts.PostForm("HEAD", "Head", agency="BUR"))
    holders.appoint(office, "HEAD", "A. Nobody", date(2025, 1, 1))
    contacts.add(office, contacts.ContactForm("BUR", "Clerk", "B. Nobody", "clerk@example.invalid"))
    rule = RuleForm(rhythm="quarter", stated=4, floor=4, max_gap_months=3, chairs=("HEAD",), host_agency="BUR")
    series.add(office, series.SeriesForm("NET-01", "Network meeting"), rule, aliases=("Net",))
    series.add(office, series.SeriesForm("NET-02", "Case meeting", level="case"), rule._replace(rhythm="demand"))
    tracks.add(office, "NET-02", tracks.TrackForm("North", townships=("Northtown",)))
    members.add(office, "NET-01", members.MemberForm(agency="BUR"))
    first = adding.add(office, adding.NewSitting("NET-01", builders.at("2026-11-10")), despite=frozenset(Rule))
    holding.hold(office, first.id)
    for day in (24, 26):
        adding.add(
            office,
            adding.NewSitting("NET-01", builders.at(f"2026-11-{day}"), reason="for the test"),
            despite=frozenset(Rule),
        )
    yield office
    office.close()


def chinese_on(screen: str) -> list[str]:
    """The lines of a screen with Chinese that is no data."""
    screen = re.sub(r"exports/\S*", "exports/", screen)
    for words in DATA:
        screen = screen.replace(words, "")
    return [line for line in screen.splitlines() if HAN.search(line)]


PLACES = {
    "today": ("1", "", "n e m o x h c b g"),
    "calendar": ("2", "v v v v", "n x i I"),
    "plan": ("2 g", "", ""),
    "series": ("3", "", "n e k h t m R a r g o c"),
    "series page": ("3 down enter", "", ""),
    "agencies": ("3 g", "v v", "n e R a r"),
    "posts": ("3 o", "", "n e h R a"),
    "contacts": ("3 c", "", "n e r I"),
    "sittings": ("4", "", "n e m o x h c b g i I"),
    "sitting": ("4 enter", "", ""),
    "counts": ("7", "v v v v c b", "d x f"),
}
"""Of every place: the keys that lead there, the keys that change its view, and those that open a dialog."""


@pytest.mark.parametrize("name", PLACES)
async def test_nothing_of_the_program_is_chinese_when_it_speaks_english(
    plain_office: Office, choices: Any, name: str
) -> None:
    way, views, dialogs = (keys.split() for keys in PLACES[name])
    choices.language = "en"
    language.use("en")
    app = MeetingApp(lambda: plain_office, choices)
    async with app.run_test(size=(110, 45), notifications=True) as pilot:
        await settled(pilot)
        for key in way:
            await pilot.press(key)
            await settled(pilot)
        seen = {name: picture(app)}
        for key in views:
            await pilot.press(key)
            await settled(pilot)
            seen[f"{name}, view {key}"] = picture(app)
        bottom = len(app.screen_stack)
        for key in [*dialogs, "f1", "f10", "ctrl+p"]:
            await pilot.press(key)
            await settled(pilot)
            seen[f"{name}, {key}"] = picture(app)
            while len(app.screen_stack) > bottom:
                app.pop_screen()
                await settled(pilot)

    assert {where: chinese_on(screen) for where, screen in seen.items() if chinese_on(screen)} == {}


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
@pytest.mark.parametrize(
    ("key", "name", "speaks"),
    [("3", "series", "zh_TW"), ("3", "series", "en"), ("4", "sessions", "en"), ("7", "counts", "en")],
)
async def test_a_place_looks_like_its_picture(
    planned_office: Office, choices: Any, key: str, name: str, speaks: str, width: int, height: int
) -> None:
    choices.language = speaks
    language.use(speaks)
    app = MeetingApp(lambda: planned_office, choices)
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)

        assert_picture(app, f"place-{name}-{speaks}-{width}")
