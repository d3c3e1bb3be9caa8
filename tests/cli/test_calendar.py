from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli import shell
from tests.cli.shell import Shell


@pytest.fixture
def run(planned_file: Path, tmp_path: Path) -> Iterator[Shell]:
    yield from shell.on(planned_file, tmp_path)


def official(file: Path, year: int, off: set[date]) -> Path:
    """An official CSV of a year with the weekends and `off`."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["西元日期", "星期", "是否放假", "備註"])
        day = date(year, 1, 1)
        while day.year == year:
            free = day.weekday() > 4 or day in off
            writer.writerow(
                [f"{day:%Y%m%d}", "一二三四五六日"[day.weekday()], 2 if free else 0, "補假" if day in off else ""]
            )
            day += timedelta(days=1)
    return file


def test_a_year_is_shown_with_its_holidays_and_their_layer(run: Shell) -> None:
    shown = run.json("calendar", "show", "115")

    assert (shown["year"], shown["official"]) == (2026, True)
    days = {one["date"]: one for one in shown["days"]}
    assert (days["2026-01-01"]["off"], days["2026-01-01"]["layer"]) == (True, "official")
    assert "開國紀念日" in run("calendar", "show", "2026").out
    assert "尚無官方辦公日曆" in run("calendar", "show", "150").out


def test_an_official_file_tells_what_it_changes_and_whom_it_hits_before_it_is_taken(run: Shell, tmp_path: Path) -> None:
    sitting = next(
        one for one in run.json("sessions", "list", "--year", "115") if one["day"] and one["status"] == "planned"
    )
    file = official(tmp_path / "115.csv", 2026, {date.fromisoformat(sitting["day"])})

    seen = run.json("calendar", "import", str(file), "--issued", "115.11.1")
    assert (seen["accepted"], sitting["number"] in seen["hit"]) == (False, True)
    assert not {one["date"] for one in run.json("calendar", "show", "115")["days"]} & {sitting["day"]}

    run.json("calendar", "import", str(file), "--issued", "115.11.1", "--accept")

    shown = run.json("calendar", "show", "115")
    assert shown["issued"] == "2026-11-01"
    assert sitting["day"] in {one["date"] for one in shown["days"]}
    assert "尚未寫入" in run("calendar", "import", str(file)).out


def test_a_typhoon_day_is_entered_by_half_day_and_township_and_taken_back(run: Shell) -> None:
    sitting = next(one for one in run.json("sessions", "list", "--year", "115") if one["series"] == "PIF-15")

    done = run.json("calendar", "close", sitting["day"], "--half", "pm", "--reason", "天然災害停止上班")

    assert sitting["number"] in done["hit"]
    [closure] = done["closures"]
    assert (closure["half"], closure["place"], closure["reason"]) == ("pm", "", "天然災害停止上班")
    assert "停班 編號" in run("calendar", "show", "115").out
    assert run.json("calendar", "reopen", str(closure["id"])) == {"reopened": closure["id"]}
    assert run.json("calendar", "show", "115")["closures"] == []
    places = run.json("calendar", "close", "115.8.3", "--place", "恆春鎮", "--place", "滿州鄉", "--reason", "颱風")
    assert [one["place"] for one in places["closures"]] == ["恆春鎮", "滿州鄉"]


def test_a_typhoon_day_moves_what_it_hits_in_one_change(run: Shell) -> None:
    before = run.json("sessions", "list", "--year", "115")
    hit = next(one for one in before if one["start"] and one["start"] > "2026-11-23")
    day = hit["start"][:10]

    settled = run.json("calendar", "close", day, "--reason", "颱風", "--settle")

    assert hit["number"] in settled["hit"]
    after = run.json("sessions", "show", hit["number"])
    assert (after["number"], after["start"][:10] > day) == (hit["number"], True)
    assert run("undo").code == 0
    assert run.json("sessions", "show", hit["number"])["start"] == hit["start"]
    assert run.json("calendar", "show", "115")["closures"] == []


def test_what_cannot_be_is_refused(run: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "x.csv"
    broken.write_bytes(b"\x00\x01")
    assert "--reason" in run.refused("calendar", "close", "115.8.3")
    assert "2月" in run.refused("calendar", "close", "115.2.30", "--reason", "颱風")
    assert "「x.csv」" in run.refused("calendar", "import", str(broken))
    assert run.refused("calendar", "reopen", "999")
    unread = run("calendar", "reopen", "那一筆")
    assert (unread.code, "「那一筆」不是整數" in unread.err, "int" in unread.err) == (2, True, False)
    assert run("calendar", "close", "115.8.3", "--half", "noon", "--reason", "x").code == 2


def test_only_a_known_township_is_closed_and_the_nearest_are_offered(run: Shell) -> None:
    close = ("calendar", "close", "116.7.6", "--reason", "颱風", "--place")

    assert "找不到鄉鎮市區「火星鄉」。可用：屏東市、萬丹鄉" in run.refused(*close, "火星鄉")
    assert "是否指：春日鄉、恆春鎮？" in run.refused(*close, "恆春鄉")
    assert run.json("calendar", "show", "116")["closures"] == []


def test_a_township_may_be_named_without_its_kind(run: Shell) -> None:
    sitting = next(one for one in run.json("sessions", "list", "--year", "115") if one["township"] == "恆春鎮")

    done = run.json("calendar", "close", sitting["day"], "--place", "恆春", "--place", "恆春鎮", "--reason", "颱風")

    assert [one["place"] for one in done["closures"]] == ["恆春鎮"]
    assert sitting["number"] in done["hit"]


def test_the_same_closure_is_not_entered_twice(run: Shell) -> None:
    close = ("calendar", "close", "115.8.3", "--half", "am", "--reason", "颱風")
    run.json(*close, "--place", "恆春")

    assert "停班已經登記過" in run.refused(*close, "--place", "恆春鎮")
    both = run.json(*close, "--place", "恆春鎮", "--place", "滿州鄉")

    assert [one["place"] for one in both["closures"]] == ["恆春鎮", "滿州鄉"]
    assert run("calendar", "close", "115.8.3", "--reason", "颱風").code == 0
    assert "各地" in run.refused("calendar", "close", "115.8.3", "--reason", "颱風")


def test_a_closure_that_stands_already_can_still_be_settled(run: Shell) -> None:
    before = run.json("sessions", "list", "--year", "115")
    hit = next(one for one in before if one["start"] and one["start"] > "2026-11-23")
    close = ("calendar", "close", hit["start"][:10], "--reason", "颱風")
    run.json(*close)

    settled = run.json(*close, "--settle")

    assert (len(settled["closures"]), hit["number"] in settled["hit"]) == (1, True)
    assert "停班已經登記過" in run.refused(*close, "--settle")
