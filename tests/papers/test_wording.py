"""How papers put things, word by word."""

from __future__ import annotations

from datetime import date

import pytest

from meetingtui import language
from meetingtui.papers import wording
from meetingtui.papers.document import Paragraph
from tests.builders import at


def test_a_moment_is_written_in_full_without_a_blank_between_han_and_figures():
    assert wording.moment(at("2026-03-05", "09:30")) == "中華民國115年3月5日（星期四）上午9時30分"
    assert wording.day(date(2026, 2, 20)) == "中華民國115年2月20日"
    assert wording.day_in_table(date(2026, 3, 5)) == "115.3.5"


def test_papers_stay_chinese_when_the_program_speaks_english():
    language.use("en")

    assert wording.moment(at("2026-03-05")) == "中華民國115年3月5日（星期四）下午2時"
    assert wording.clock(at("2026-03-05", "11:45")) == "上午11時45分"


def test_blanks_between_han_and_figures_go_and_those_between_words_stay():
    assert wording.clean("自 115 年 3 月起，請用 LINE 群組回報 2 次") == "自115年3月起，請用 LINE 群組回報2次"


def test_a_text_cannot_bring_control_or_direction_signs_onto_paper():
    assert wording.clean("衛生\x1b[31m局\u202e反\x00␀\ud800") == "衛生[31m局反"
    assert wording.line("一\r\n二\t三") == "一 二　三"


@pytest.mark.parametrize(
    ("post", "person", "written"),
    [
        ("副縣長", "林小華", "林副縣長小華"),
        ("衛生局局長", "王小明", "衛生局王局長小明"),
        ("社會處處長", "歐陽美", "社會處歐陽處長美"),
        ("第1中心主任", "陳堃", "第1中心陳主任堃"),
        ("副縣長", "陳林美珠", "副縣長陳林美珠"),
        ("副縣長", "Lawag．Panay", "副縣長Lawag．Panay"),
        ("縣長", "", "縣長"),
        ("值班窗口", "王小明", "值班窗口王小明"),
    ],
)
def test_a_title_stands_between_surname_and_given_name_where_that_is_plain(post: str, person: str, written: str):
    assert wording.with_title(post, person) == written


@pytest.mark.parametrize(
    ("name", "extra", "title"),
    [
        ("強化社會安全網跨網絡會議", {}, "屏東縣政府115年度第2次強化社會安全網跨網絡會議"),
        ("家暴及性侵害防治委員會", {}, "屏東縣政府家暴及性侵害防治委員會115年度第2次會議"),
        ("本府跨體系溝通平台會議", {}, "屏東縣政府115年度第2次跨體系溝通平台會議"),
        (
            "跨網絡區域聯繫會議（區級會議）", {"track": "旗山社福中心"},
            "屏東縣政府旗山社福中心115年度第2次跨網絡區域聯繫會議（區級會議）",
        ),
        (
            "心衛社工多元議題共案結案評估會", {"track": "第一組"},
            "屏東縣政府心衛社工多元議題共案結案評估會（第一組）115年度第2次會議",
        ),
        ("治安會議", {"extraordinary": True}, "屏東縣政府治安會議115年度第2次臨時會議"),
    ],
)  # fmt: skip
def test_a_sitting_has_its_full_name(name: str, extra: dict[str, str], title: str):
    assert "".join(wording.sitting_title("屏東縣政府", name, 2026, 2, **extra)) == title  # type: ignore[arg-type] # one dict for all cases


def test_typed_numbers_keep_their_place_and_take_their_level():
    found = list(wording.paragraphs("依計畫辦理。\n(一)先通報。\n1.再評估。\n(1) 會後3日內。", "說明："))

    assert found == [
        Paragraph("依計畫辦理。", 1, "", "說明："),
        Paragraph("先通報。", 2, "（一）"),
        Paragraph("再評估。", 3, "1、"),
        Paragraph("會後3日內。", 4, "（1）"),
    ]


def test_an_office_that_dots_its_third_level_gets_dots_and_figures_stay_figures():
    assert list(wording.paragraphs("1、再評估。", dotted=True)) == [Paragraph("再評估。", 3, "1.")]
    assert list(wording.paragraphs("1.5公里內。")) == [Paragraph("1.5公里內。", 1)]


def test_a_label_before_numbered_lines_stands_on_its_own_line():
    found = list(wording.paragraphs("（一）照案通過。\n（二）續行列管。", "決議："))

    assert [one.label for one in found] == ["決議：", "", ""]
    assert found[0].text == ""


def test_whoever_speaks_after_the_first_stands_under_the_first_and_not_under_the_label():
    first, second, decided = wording.paragraphs("衛生局：照辦。\n教育處：同意。\n（一）洽悉。", "討論情形：")

    assert (first.label, first.under) == ("討論情形：", "")
    assert (second.label, second.under) == ("", "討論情形：")
    assert (decided.number, decided.under) == ("（一）", "")
