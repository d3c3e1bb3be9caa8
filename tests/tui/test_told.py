"""What the app tells in passing: all of it can be read, however long the path of a file is."""

from __future__ import annotations

import pytest

from meetingtui.tui.app import MeetingApp
from tests.tui.keyboard import settled
from tests.tui.screen_picture import picture

MARK = "▌"


@pytest.mark.parametrize(
    ("folder", "size"), [("abcdefghi/", (80, 24)), ("會議 資料/", (80, 24)), ("會議a/", (101, 30))]
)
async def test_a_sentence_about_a_file_is_read_to_its_end(planned_office, choices, folder, size):
    app = MeetingApp(lambda: planned_office, choices)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        for length in range(20, 160, 3):
            where = ("/home/王/" + folder * 40)[:length]
            told = f"已存到 {where}_會議紀錄.pdf。按 o 打開。"
            app.clear_notifications()
            app.told(told)
            await settled(pilot)
            rows = [row.partition(MARK)[2].strip() for row in picture(app).splitlines() if MARK in row]
            assert "".join(rows).replace(" ", "") == told.replace(" ", "")


async def test_a_longer_sentence_stays_longer(planned_office, choices):
    app = MeetingApp(lambda: planned_office, choices)
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        for told in ("已復原。", "已寫出七個檔案，請由郵件程式寄出。" * 6):
            app.told(told)
        await pilot.pause()
        short, long = app._notifications
        assert short.timeout < long.timeout
