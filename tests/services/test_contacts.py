"""People: by hand and from a secretary's own list, with a preview, and the same list twice changes nothing."""

from __future__ import annotations

import io
from datetime import date

import pytest

from meetingtui.domain.errors import Ambiguous, ChangedMeanwhile, NotFound, Refusal, WrongFile
from meetingtui.services import agencies, contact_lists, contacts, history, holders
from meetingtui.services.contact_lists import ListHasProblems
from meetingtui.services.contacts import ContactForm
from meetingtui.services.office import Office

LIST = """機關,職稱,姓名,電子郵件,電話
衛生局,科長,王小明,ming@example.tw,08-7370002
警察局,組長,李四,,08-7322156
社政,,張三,chang@example.tw,
"""


def test_a_list_is_shown_before_it_is_taken_over_and_twice_changes_nothing(each_office: Office) -> None:
    office = each_office
    seen = contact_lists.preview(office, LIST.encode("utf-8-sig"), "聯絡人.csv")
    assert [(one.row, one.agency, one.name) for one in seen.new] == [
        (2, "PHB", "王小明"), (3, "PB", "李四"), (4, "SAD", "張三"),
    ]  # fmt: skip
    assert contacts.listing(office) == []

    assert contact_lists.accept(office, seen) == (3, 0)

    again = contact_lists.preview(office, LIST.encode(), "聯絡人.csv")
    assert (again.new, again.changed, len(again.same)) == ((), (), 3)
    assert contact_lists.accept(office, again) == (0, 0)
    assert len(history.undoable(office)) == 1
    history.undo(office)
    assert contacts.listing(office) == []


def test_a_workbook_is_taken_over_like_a_csv(office: Office) -> None:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for at, line in enumerate(LIST.splitlines()):
        sheet.write_row(at, 0, line.split(","))
    book.close()

    seen = contact_lists.preview(office, file.getvalue(), "聯絡人.xlsx")

    assert contact_lists.accept(office, seen) == (3, 0)
    assert contacts.show(office, "王小明").email == "ming@example.tw"


def test_a_newer_list_changes_what_it_says_and_leaves_what_it_does_not(office: Office) -> None:
    contact_lists.accept(office, contact_lists.preview(office, LIST.encode()))

    newer = "機關,職稱,姓名,電子郵件,電話\n衛生局,處長,王小明,,08-9\n警察局,組長,李四,li@example.tw,\n"
    seen = contact_lists.preview(office, newer.encode())
    assert [(one.name, one.fields) for one in seen.changed] == [("王小明", ("title", "phone")), ("李四", ("email",))]
    contact_lists.accept(office, seen)

    one = contacts.show(office, "王小明")
    assert (one.title, one.email, one.phone) == ("處長", "ming@example.tw", "08-9")
    assert contacts.show(office, "李四").phone == "08-7322156"


def test_every_problem_is_told_by_row_and_nothing_is_taken_over(office: Office) -> None:
    wrong = LIST + "外交部,科長,趙六,,\n衛生局,科長,錢七,不是信箱,\n"
    seen = contact_lists.preview(office, wrong.encode())

    assert [problem.row for problem in seen.problems] == [5, 6]
    assert "找不到機關「外交部」" in seen.problems[0].text
    with pytest.raises(ListHasProblems, match=r"2處問題.*第5列"):
        contact_lists.accept(office, seen)
    assert contacts.listing(office) == []
    assert contact_lists.accept(office, seen, skip_problems=True) == (3, 0)


def test_all_problems_of_one_row_are_told_together(office: Office) -> None:
    seen = contact_lists.preview(office, (LIST + "外交部,科長,趙六,不是信箱,\n").encode())

    told = [(problem.row, problem.text) for problem in seen.problems]
    assert [row for row, _text in told] == [5, 5]
    assert "電子郵件" in told[0][1]
    assert "找不到機關「外交部」" in told[1][1]


def test_two_of_the_same_name_are_told_apart_by_title(office: Office) -> None:
    for title in ("科長", "技士"):
        contacts.add(office, ContactForm("衛生局", title, "王小明"))

    seen = contact_lists.preview(office, "機關,職稱,姓名,電話\n衛生局,技士,王小明,08-1\n".encode())
    assert [(one.title, one.fields) for one in seen.changed] == [("技士", ("phone",))]
    unclear = contact_lists.preview(office, "機關,職稱,姓名,電話\n衛生局,專員,王小明,08-1\n".encode())
    assert "無法判定" in unclear.problems[0].text
    with pytest.raises(Ambiguous):
        contacts.show(office, "王小明")


def test_contacts_changed_since_the_preview_are_not_overwritten(office: Office) -> None:
    seen = contact_lists.preview(office, LIST.encode())
    contacts.add(office, ContactForm("衛生局", "科長", "王小明", "other@example.tw"))

    with pytest.raises(ChangedMeanwhile):
        contact_lists.accept(office, seen)


def test_a_retired_person_in_a_new_list_is_back(office: Office) -> None:
    one = contacts.add(office, ContactForm("衛生局", "科長", "王小明"))
    contacts.retire(office, one.id, date(2026, 11, 1))
    assert contacts.listing(office, "衛生局") == []

    seen = contact_lists.preview(office, "機關,職稱,姓名\n衛生局,科長,王小明\n".encode())
    assert [one.fields for one in seen.changed] == [("retired_on",)]
    contact_lists.accept(office, seen)
    assert [one.name for one in contacts.listing(office, "衛生局")] == ["王小明"]


def test_people_are_added_corrected_and_given_up_by_hand(each_office: Office) -> None:
    office = each_office
    made = contacts.add(office, ContactForm("警察局", "組長", "李四", "li@example.tw"))
    with pytest.raises(Refusal, match="已在該機關"):
        contacts.add(office, ContactForm("PB", "組長", "李 四"))
    wanted = contacts.form(office, "李四")
    assert contacts.edit(office, made.id, wanted._replace(phone="110")).phone == "110"
    with pytest.raises(ChangedMeanwhile):
        contacts.edit(office, made.id, wanted._replace(phone="119"))
    with pytest.raises(Refusal, match="至少要有一項"):
        contacts.add(office, ContactForm("警察局"))
    with pytest.raises(Refusal, match="電子郵件"):
        contacts.add(office, ContactForm("警察局", "", "甲", "甲@乙@丙"))
    with pytest.raises(NotFound, match="李四"):
        contacts.show(office, "李四一")
    assert contacts.retire(office, "李四", date(2026, 11, 22)).retired_on == "2026-11-22"
    assert contacts.revive(office, "李四").retired_on is None


def test_somebody_who_holds_a_post_cannot_be_given_up_before_it(office: Office) -> None:
    holders.appoint(office, "副縣長", "王大明", date(2026, 1, 1))

    assert contacts.show(office, "王大明").posts == ("DMAG",)
    with pytest.raises(Refusal, match="仍任副縣長"):
        contacts.retire(office, "王大明", date(2026, 12, 1))


def test_the_trail_never_names_a_person(office: Office) -> None:
    contact_lists.accept(office, contact_lists.preview(office, LIST.encode()))
    contacts.retire(office, "王小明", date(2026, 11, 22))
    agencies.rename(office, "PHB", "新衛生局")

    trail = [" ".join(map(str, row)) for row in office.reader.rows("SELECT who, verb, object, fields FROM audit")]
    assert not [line for line in trail if "王小明" in line or "example.tw" in line or "新衛生局" in line]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", "姓名\n王\n".encode(), b"PK\x03\x04broken", b"%PDF-1.7"])
def test_a_file_that_is_no_list_is_refused_in_one_sentence(office: Office, data: bytes) -> None:
    with pytest.raises(WrongFile) as refused:
        contact_lists.preview(office, data, "名冊\x1b[31m.csv")
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (ContactForm(name="張三", email="zhang@example"), "「zhang@example」不是電子郵件"),
        (ContactForm(name="張三", email="zhang@example.tw\x07"), "不是電子郵件"),
        (ContactForm(name="張三", phone="x"), "「x」不是電話號碼"),
    ],
)
def test_what_reaches_nobody_is_refused(office: Office, wrong: ContactForm, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        contacts.add(office, wrong)
    assert contacts.listing(office) == []


def test_a_wrong_row_is_reported_and_the_others_are_taken_over(office: Office) -> None:
    rows = "機關,姓名,電子郵件\n衛生局,王小明,ming@example\n警察局,李四,li@example.tw\n"
    seen = contact_lists.preview(office, rows.encode(), "聯絡人.csv")

    assert [(one.row, one.column) for one in seen.problems] == [(2, "電子郵件")]
    contact_lists.accept(office, seen, skip_problems=True)
    assert [one.name for one in contacts.listing(office)] == ["李四"]


def test_a_number_stored_before_it_was_checked_does_not_block_another_change(office: Office) -> None:
    from meetingtui.store import tables

    with office.begin() as work:
        work.add(tables.Contact(name="張三", phone="公務機", email="zhang@example"))
        work.audit("added", "舊資料")
        work.commit()

    changed = contacts.edit(office, "張三", contacts.form(office, "張三")._replace(title="科長"))

    assert (changed.title, changed.phone) == ("科長", "公務機")
    with pytest.raises(Refusal, match="不是電話號碼"):
        contacts.edit(office, "張三", contacts.form(office, "張三")._replace(phone="公務機二"))
