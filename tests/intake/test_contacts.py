from __future__ import annotations

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.intake.contacts import ContactRow, read_contacts
from meetingtui.intake.spreadsheets import read_rows


def contacts(text):
    return read_contacts(read_rows(text.encode(), "名冊.csv"))


def test_a_list_of_contacts_is_read_by_its_headings_in_any_order():
    found = contacts("姓名,E-mail,單位,職稱,聯絡電話\n王小明,a@pthg.example,衛生局,科長,08-1234567\n")

    assert found.problems == ()
    assert found.rows == (ContactRow(2, "衛生局", "科長", "王小明", "a@pthg.example", "08-1234567"),)


def test_every_problem_is_told_with_its_row_and_column():
    found = contacts(
        "機關,姓名,電子郵件\n,王,a@b.example\n衛生局,,\n警察局,李,不是信箱\n教育處,張,x@y.example\n教育處,張,X@y.example\n"
    )

    assert [problem.sentence() for problem in found.problems] == [
        "第2列「機關」：沒有機關名稱。請補上。",
        "第3列：只有機關，沒有聯絡資料。請補上或刪去這一列。",
        "第4列「電子郵件」：「不是信箱」不是電子郵件。請更正。",
        "第6列：與第5列重複。請刪去其中一列。",
    ]


def test_a_text_too_long_is_a_problem_and_not_cut_silently():
    [problem] = contacts("機關,姓名\n衛生局," + "王" * 201 + "\n").problems

    assert (problem.row, problem.column) == (2, "姓名")


@pytest.mark.parametrize(
    ("text", "why"),
    [("姓名,電話\n王,1\n", "機關"), ("機關,地址\n甲,乙\n", "電子郵件"), ("機關,姓名\n", "只有標題")],
)
def test_a_list_without_the_needed_columns_is_refused(text, why):
    with pytest.raises(WrongFile, match=why):
        contacts(text)


def test_addresses_and_numbers_are_read_in_half_width_and_wrong_ones_reported_by_row():
    found = contacts(
        "機關,姓名,電子郵件,電話\n衛生局,王,ｗａｎｇ＠example.tw,０８－７３７０００２＃１２\n警察局,李,li@example,08-1234567\n教育處,張,,x\n"
    )

    assert (found.rows[0].email, found.rows[0].phone) == ("wang@example.tw", "08-7370002#12")
    assert [problem.sentence() for problem in found.problems] == [
        "第3列「電子郵件」：「li@example」不是電子郵件。請更正。",
        "第4列「電話」：「x」不是電話號碼。請更正。",
    ]
