"""Fields of a form and the form itself."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.date_field import DateField, MomentField
from meetingtui.tui.widgets.field import LineField
from meetingtui.tui.widgets.form import Form

TODAY = date(2026, 11, 22)
AGENCIES = (
    Choice(1, "衛生局", ("HB", "Health Bureau")),
    Choice(2, "衛生福利部", ("MOHW",)),
    Choice(3, "警察局", ("PD", "Police", "臺北專線")),
    Choice(4, "詳[/附件]", ("X",)),
    Choice(5, "\x1b[31m[@click=app.quit]\u202e", ("Y",)),
)


def day_field(**more) -> DateField:
    return DateField("day", "日期", near=TODAY, **more)


@pytest.mark.parametrize("typed", ["3/5", "115.3.5", "1150305", "2026-03-05", "115年3月5日", "３/５"])
async def test_any_form_of_a_date_shows_weekday_and_roc_year_at_once(stage, typed, size):
    field = day_field(year=2026)

    async with stage(field, size=size) as on:
        await on.press(*typed)

        assert "115年3月5日（星期四）" in on.text
        assert field.value == date(2026, 3, 5)


async def test_arrows_move_a_day_and_page_keys_a_week(stage):
    field = day_field(value=date(2026, 3, 5))

    async with stage(field) as on:
        await on.press("up")
        assert field.value == date(2026, 3, 6)
        await on.press("down", "down")
        assert field.value == date(2026, 3, 4)
        await on.press("pageup", "pageup", "pagedown")
        assert field.value == date(2026, 3, 11)
        assert field.text == "115.3.11"


async def test_arrows_in_an_empty_date_begin_with_today(stage):
    field = day_field()

    async with stage(field) as on:
        await on.press("up")

        assert field.value == TODAY


async def test_a_date_that_does_not_exist_is_explained_at_the_field(stage):
    field = day_field(year=2026)

    async with stage(field, LineField("x", "其他")) as on:
        await on.press(*"2/30", "tab")

        assert "沒有30日" in on.lines[1]
        assert field.value is None
        field.focus_entry()
        await on.press("backspace")
        assert field.error == ""


async def test_a_moment_takes_the_usual_time_when_only_a_day_is_typed(stage):
    field = MomentField("at", "時間", near=TODAY, year=2026, usual=time(14))

    async with stage(field) as on:
        await on.press(*"3/5")
        assert field.value == datetime.fromisoformat("2026-03-05T14:00")
        assert "下午2時" in on.text
        await on.press("space", *"9:30")
        assert field.value == datetime.fromisoformat("2026-03-05T09:30")
        await on.press("pageup")
        assert field.text == "115.3.12 09:30"


async def test_a_moment_without_time_is_asked_for_it(stage):
    field = MomentField("at", "時間", near=TODAY, year=2026)

    async with stage(field) as on:
        await on.press(*"3/5")

        assert not field.check()
        assert "沒有時間" in field.error


@pytest.mark.parametrize("typed", ["警", "PD", "police", "ｐｄ", "台北"])
async def test_a_choice_is_found_by_chinese_english_and_code(stage, typed):
    field = ChoiceField("agency", "機關", AGENCIES)

    async with stage(field) as on:
        await on.press(*typed, "enter")

        assert field.value == 3
        assert field.text == "警察局"


async def test_arrows_choose_among_several_and_tab_takes(stage):
    field = ChoiceField("agency", "機關", AGENCIES)
    after = LineField("x", "其他")

    async with stage(field, after) as on:
        await on.press("衛")
        assert field.drop.offered == ("衛生局", "衛生福利部")
        await on.press("down", "tab")

        assert field.value == 2
        assert after.entry.has_focus


async def test_down_opens_the_whole_list_and_escape_closes_it(stage):
    field = ChoiceField("agency", "機關", AGENCIES, 1)

    async with stage(field) as on:
        await on.press("down")
        assert len(field.drop.offered) == 5
        await on.press("escape")
        assert not field.drop.is_open
        assert field.value == 1


async def test_a_click_takes_an_entry_and_the_cursor_stays_in_the_field(stage):
    field = ChoiceField("agency", "機關", AGENCIES)

    async with stage(field) as on:
        await on.press("down")
        await on.pilot.click("DropDown", offset=(2, 2))
        await on.pilot.pause()

        assert field.value == 3
        assert field.entry.has_focus


async def test_a_name_nobody_bears_is_refused_at_the_field(stage):
    field = ChoiceField("agency", "機關", AGENCIES)

    async with stage(field) as on:
        await on.press(*"消防")
        assert not field.check()
        assert "找不到「消防」" in field.error
        field.text = "衛"
        assert not field.check()
        assert "衛生局、衛生福利部" in field.error
        assert on.harmless()


async def test_a_free_choice_takes_any_text(stage):
    field = ChoiceField("room", "地點", AGENCIES, free=True)

    async with stage(field) as on:
        await on.press(*"三樓", "enter")
        assert field.check()
        assert field.value == "三樓"


async def test_hostile_choices_are_shown_as_typed(stage, size):
    field = ChoiceField("agency", "機關", AGENCIES)

    async with stage(field, size=size) as on:
        await on.press("down")
        assert on.harmless()
        assert "詳[/附件]" in on.text
        assert "␛[31m[@click=app.quit]‹202E›" in on.text
        await on.press("down", "down", "down", "down", "enter")
        assert field.value == 5
        assert on.harmless()


def sitting_form() -> Form:
    return Form(
        [
            LineField("name", "名稱", "臨時會"),
            day_field(year=2026, required=True),
            ChoiceField("agency", "主辦機關", AGENCIES),
        ]
    )


async def test_ctrl_s_saves_typed_values(stage, size):
    form = sitting_form()

    async with stage(form, size=size) as on:
        await on.press("end", "二", "enter", *"3/5", "enter", "警", "enter", "ctrl+s")

        assert [m.values for m in on.of(Form.Submitted)] == [{"name": "臨時會二", "day": date(2026, 3, 5), "agency": 3}]


async def test_enter_in_the_last_field_saves(stage):
    async with stage(sitting_form()) as on:
        await on.press("enter", *"3/5", "enter", "enter")

        assert len(on.of(Form.Submitted)) == 1


async def test_what_is_missing_is_said_at_the_field_and_the_cursor_goes_there(stage):
    form = sitting_form()

    async with stage(form) as on:
        await on.press("tab", "tab", "ctrl+s")

        assert on.of(Form.Submitted) == []
        assert "請填寫日期。" in on.text
        assert form.field("day").entry.has_focus


async def test_a_refusal_of_the_service_stands_at_its_field(stage, hostile):
    form = sitting_form()

    async with stage(form) as on:
        form.show_errors({"agency": hostile[0] + hostile[2]})
        await on.pilot.pause()

        assert "詳[/附件]␛[31m紅" in on.text
        assert form.field("agency").entry.has_focus
        assert on.harmless()


async def test_escape_leaves_at_once_when_nothing_was_typed(stage):
    async with stage(sitting_form()) as on:
        await on.press("escape")

        assert len(on.of(Form.Left)) == 1
        assert on.of(Form.Abandoned) == []


async def test_escape_hands_over_what_was_typed_and_it_can_be_put_back(stage):
    form, again = sitting_form(), sitting_form()

    async with stage(form) as on:
        await on.press("tab", *"3/", "escape")
        texts = on.of(Form.Abandoned)[0].texts
    assert texts == {"name": "臨時會", "day": "3/", "agency": ""}
    async with stage(again) as on:
        again.put_back(texts)
        await on.pilot.pause()
        assert again.field("day").text == "3/"
        assert again.changed


async def test_escape_first_closes_an_open_list(stage):
    form = sitting_form()

    async with stage(form) as on:
        await on.press("tab", "tab", "衛", "escape")
        assert on.of(Form.Abandoned) == []
        await on.press("escape")
        assert len(on.of(Form.Abandoned)) == 1


async def test_labels_and_values_of_hostile_texts_are_shown_as_typed(stage, size, hostile):
    async with stage(Form([LineField(f"f{i}", text, text) for i, text in enumerate(hostile)]), size=size) as on:
        assert on.harmless()
        assert on.text.count("詳[/附件]") == 2
