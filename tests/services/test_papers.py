"""The six papers of real offices: their words and order, their versions, and the files they become."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from meetingtui import language
from meetingtui.domain.agenda import PaperNote
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.formats.files import CannotWrite
from meetingtui.papers.document import Document, Field, PageBreak, Paragraph, Stamp, Table, words
from meetingtui.services import (
    agenda,
    minutes,
    notices,
    papers,
)
from meetingtui.services.agenda import ItemForm
from meetingtui.services.office import Office
from meetingtui.services.papers import WrongFormat
from tests.builders import found_office, plan_year, pretending, sittings
from tests.formats import reading
from tests.services.sittings_on_paper import filled, in_a_row, set_letterhead

COUNTIES = ("pingtung", "nantou", "changhua", "kaohsiung", "yilan")
OPEN = "PIF-10-115-02"
CLOSED = "PIF-15-115-02"
FUTURE = "PIF-10-115-03"
OF_A_SITTING = tuple(one for one in papers.PAPERS if one != "counts")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    """屏東縣 with two cross-network sittings and two confidential ones held and minuted; only read here."""
    office = found_office(tmp_path_factory.mktemp("papers") / "pingtung.db")
    plan_year(office)
    set_letterhead(office)
    in_a_row(office, "PIF-10")
    in_a_row(office, "PIF-15", items=4)
    yield office
    office.close()


def headings(document: Document) -> list[str]:
    return [block.number + block.text for block in document.blocks if isinstance(block, Paragraph) and block.is_heading]


def said(document: Document) -> str:
    return "\n".join((*words(document), document.running, document.name, document.mark))


def test_minutes_have_their_parts_in_the_order_of_the_rules(desk: Office):
    paper = papers.build(desk, "minutes", OPEN)

    assert headings(paper) == [
        "壹、主席致詞", "貳、確認上次會議紀錄", "參、上次會議決議（列管）事項辦理情形", "肆、報告事項", "伍、討論事項",
        "陸、臨時動議", "柒、散會",
    ]  # fmt: skip
    labels = [block.label for block in paper.blocks if isinstance(block, Field)]
    assert labels == ["時間", "地點", "主席", "出席", "列席", "請假"]
    assert isinstance(paper.blocks[-1], Stamp)


def test_minutes_name_people_with_their_titles(desk: Office):
    text = said(papers.build(desk, "minutes", OPEN))

    assert "屏東縣政府\n115年度第2次強化社會安全網跨網絡會議紀錄" in text
    assert "紀錄：林志堃" in text
    assert "衛生局陳科長美玲" in text
    assert "國立範例大學社會工作學系張教授○○" in text
    assert "請假：勞青處" in text
    assert "同日下午4時35分。" in text


def test_each_kind_of_point_takes_its_kind_of_decision(desk: Office):
    lines = [
        block.label for block in papers.build(desk, "minutes", OPEN).blocks
        if isinstance(block, Paragraph) and block.label in {"決定：", "決議：", "主席裁示：", "結論："}
    ]  # fmt: skip

    assert lines == [
        "決定：",
        "主席裁示：",
        "決定：",
        "決定：",
        "決定：",
        "決議：",
        "決議：",
        "決議：",
        "決議：",
        "決議：",
    ]


def test_agenda_and_minutes_number_a_point_alike(desk: Office):
    def numbers(paper: str) -> list[tuple[str, str]]:
        return [
            (block.number, block.text.partition("（10分鐘")[0]) for block in papers.build(desk, paper, OPEN).blocks
            if isinstance(block, Paragraph) and block.level == 1 and block.number
        ]  # fmt: skip

    assert numbers("agenda") == numbers("minutes") != []


def test_minutes_never_change_with_the_day_on_which_they_are_printed(desk: Office):
    today = papers.build(desk, "minutes", OPEN)
    with pretending(desk, date(2027, 3, 1)):
        assert papers.build(desk, "minutes", OPEN) == today


def test_the_action_table_lists_what_was_open_and_what_is_new_with_lead_and_assists(desk: Office):
    before, new = (block for block in papers.build(desk, "actions", OPEN).blocks if isinstance(block, Table))

    assert [cell.text for cell in before.head] == [
        "編號", "決議（裁示）事項", "主（協）辦單位", "辦理情形", "期限", "列管建議",
    ]  # fmt: skip
    assert (before.caption, new.caption) == ("歷次會議決議繼續列管案件", "本次會議決議列管事項")
    assert [row[0].text for row in before.rows] == ["PIF-10-115-01-01", "PIF-10-115-01-02"]
    assert [row[0].text for row in new.rows] == ["PIF-10-115-02-01", "PIF-10-115-02-02", "PIF-10-115-02-03"]
    assert "衛生局\n（警察局、教育處）" in [row[2].text for row in new.rows]
    assert before.rows[0][4].text == "115.4.4\n（逾期89日）"


def test_each_agency_that_has_something_to_do_gets_a_page(desk: Office):
    paper = papers.build(desk, "actions", OPEN, each_agency=True)

    agencies = [block.text for block in paper.blocks if isinstance(block, Field) and block.label == "機關"]
    assert agencies == ["衛生局", "警察局", "教育處"]
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 2


def test_an_agency_gets_a_table_of_what_it_leads_or_assists_in(desk: Office):
    rows = next(b for b in papers.build(desk, "actions", OPEN, agency="教育處").blocks if isinstance(b, Table)).rows

    assert rows
    assert all("教育處" in row[2].text for row in rows)
    assert "本期無列管事項。" in said(papers.build(desk, "actions", OPEN, agency="長照中心"))


def test_all_open_items_of_a_series_stand_on_one_table(desk: Office):
    everything = said(papers.build(desk, "actions", "", series="PIF-10"))

    assert "PIF-10-115-02-03" in everything
    assert "PIF-15" not in everything


@pytest.mark.parametrize("paper", OF_A_SITTING)
def test_the_full_version_of_a_confidential_sitting_says_so_on_every_page(desk: Office, paper: str):
    draft = "草稿" if paper == "minutes" else ""

    assert papers.build(desk, paper, CLOSED).mark.split("　") == ["密", *([draft] if draft else [])]
    assert papers.build(desk, paper, OPEN).mark == draft


@pytest.mark.parametrize("paper", OF_A_SITTING)
def test_a_masked_version_has_codes_only(desk: Office, paper: str):
    full, masked = papers.build(desk, paper, CLOSED), papers.build(desk, paper, CLOSED, masked=True)

    assert masked.mark.split("　")[0] == "遮罩本"
    text = said(masked)
    for hidden in ("高危機", "親密關係", "王大明", "0912345678", "中正路1號", "陳美玲", "張○○", "再犯"):
        assert hidden not in text
    assert "高危機" in said(full)
    if paper in {"agenda", "minutes"}:
        assert "115-IPV-0042" in text


@pytest.mark.parametrize("paper", OF_A_SITTING)
def test_the_name_of_a_file_tells_no_kind_of_case(desk: Office, paper: str):
    name = papers.build(desk, paper, CLOSED).name

    assert name.startswith(CLOSED)
    assert not any(word in name for word in ("高危機", "個案", "評估"))


@pytest.mark.parametrize("paper", papers.PAPERS)
def test_papers_are_the_same_in_whatever_language_the_program_speaks(desk: Office, paper: str):
    of = "115" if paper == "counts" else OPEN
    chinese = papers.build(desk, paper, of)
    language.use("en")

    assert papers.build(desk, paper, of) == chinese


def test_no_paper_has_a_blank_between_han_and_figures(desk: Office):
    for paper in papers.PAPERS:
        text = said(papers.build(desk, paper, "115" if paper == "counts" else OPEN))
        assert not re.search(r"[\u4e00-\u9fff] [0-9]|[0-9] [\u4e00-\u9fff]", text)


@pytest.mark.parametrize("paper", papers.PAPERS)
def test_the_preview_is_the_text_of_the_paper(desk: Office, paper: str):
    document = papers.build(desk, paper, "115" if paper == "counts" else OPEN)

    lines = papers.text(document)
    assert "\n".join(lines) + "\n" == papers.render(document, "txt").bytes.decode()
    mark = f"【{document.mark}】" if document.mark else ""
    assert Counter(signs("".join(lines))) == Counter(signs(mark + "".join(words(document))))


def signs(text: str) -> str:
    """A text without blanks and without what tables are drawn with."""
    return re.sub(r"[\s+|-]", "", text)


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("number", [OPEN, CLOSED])
@pytest.mark.parametrize("paper", OF_A_SITTING)
def test_all_four_formats_have_the_same_words(desk: Office, tmp_path: Path, paper: str, number: str, *, masked: bool):
    document = papers.build(desk, paper, number, masked=masked)
    asked = reading.expected(document)

    odt, docx, pdf = (papers.render(document, form).bytes for form in ("odt", "docx", "pdf"))
    (tmp_path / "paper.pdf").write_bytes(pdf)

    assert reading.without_heads(reading.in_odt(odt), document) == asked
    assert reading.without_heads(reading.in_docx(docx), document) == asked
    assert sorted(reading.in_pdf(tmp_path / "paper.pdf", document)) == sorted(asked)


def test_a_masked_agenda_tells_no_age_and_no_file_name_of_a_case_in_any_format(planned_office: Office, tmp_path: Path):
    one = next(one for one in sittings(planned_office, "PIF-15") if one.status == "planned")
    said_there = "相對人三十五歲，35 years，案女３歲"
    agenda.add(
        planned_office, one.number,
        ItemForm("report", said_there, f"{said_there}。", papers=(PaperNote("王小明.pdf"), PaperNote("b.odt", "35歲"))),
    )  # fmt: skip

    document = papers.build(planned_office, "agenda", one.number, masked=True)

    text, odt, docx, pdf = (papers.render(document, form).bytes for form in ("txt", "odt", "docx", "pdf"))
    (tmp_path / "paper.pdf").write_bytes(pdf)
    made = (
        "".join(text.decode().split()), reading.in_odt(odt), reading.in_docx(docx),
        reading.in_pdf(tmp_path / "paper.pdf", document),
    )  # fmt: skip
    for found in made:
        assert "附件1、附件2（○○○）" in found
        assert not [word for word in ("三十五", "35", "３歲", "王小明", "b.odt") if word in found]


@pytest.mark.parametrize("paper", papers.PAPERS)
def test_pages_are_counted_before_anything_is_printed(desk: Office, paper: str):
    document = papers.build(desk, paper, "115" if paper == "counts" else OPEN)

    made = papers.render(document, "pdf")
    assert made.pages == papers.pages(document) > 0
    assert made.bytes.startswith(b"%PDF")


@pytest.mark.parametrize("county", COUNTIES)
def test_every_county_has_all_papers_of_a_held_sitting(county: str, tmp_path: Path):
    office = found_office(tmp_path / "office.db", county)
    plan_year(office)
    one = filled(office, next(one for one in sittings(office) if not one.external), items=3)

    for paper in papers.PAPERS:
        document = papers.build(office, paper, "115" if paper == "counts" else one.number)
        assert papers.text(document)
        assert document.blocks
    office.close()


def test_a_year_of_counts_lists_every_series_once(desk: Office):
    paper = papers.build(desk, "counts", "115")

    table = next(block for block in paper.blocks if isinstance(block, Table))
    names = [row[0].text for row in table.rows]
    assert names.count("強化社會安全網跨網絡會議") == 1
    assert names.index("合計") < names.index("【另計：外部召開】")
    total = next(row for row in table.rows if row[0].text == "合計")
    assert total[4].text == "97"
    assert paper.landscape
    assert said(papers.build(desk, "counts", "2026")) == said(paper)


def test_a_paper_that_there_is_not_is_refused_by_name(desk: Office):
    with pytest.raises(NotFound, match="minutes"):
        papers.build(desk, "minuets", OPEN)
    with pytest.raises(NotFound):
        papers.build(desk, "minutes", "PIF-99-115-01")
    with pytest.raises(WrongFormat):
        papers.render(papers.build(desk, "agenda", OPEN), "rtf")


def test_a_file_is_private_and_bears_the_name_of_the_paper_in_a_folder(desk: Office, tmp_path: Path):
    document = papers.build(desk, "agenda", OPEN)

    made = papers.save(desk, document, "txt", tmp_path)

    assert made.where == tmp_path / f"{OPEN}_議程.txt"
    assert stat.S_IMODE(made.where.stat().st_mode) == 0o600
    assert made.logged


@pytest.mark.parametrize("name", ["CON.pdf", "nul.pdf", "-rf.pdf", "a:b.pdf", "../../x", "-rf", "x.docx", "x\x1b.pdf"])
def test_a_name_that_is_none_is_refused_in_a_sentence_and_nothing_is_written(desk: Office, tmp_path: Path, name: str):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)

    with pytest.raises(Refusal) as refused:
        papers.save(desk, papers.build(desk, "agenda", OPEN), "pdf", folder / name)

    assert str(refused.value).endswith("。")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_existing_file_a_link_and_a_missing_folder_are_refused(desk: Office, tmp_path: Path):
    document = papers.build(desk, "agenda", OPEN)
    there, link = tmp_path / "there.txt", tmp_path / "link.txt"
    there.write_text("mine", encoding="utf-8")
    link.symlink_to(there)

    for place in (there, link, tmp_path / "nowhere" / "x.txt"):
        with pytest.raises(CannotWrite):
            papers.save(desk, document, "txt", place)

    assert there.read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(tmp_path)) == ["link.txt", "there.txt"]


def test_every_recipient_gets_a_notice_of_his_own_under_a_neutral_name(desk: Office):
    made = papers.each_notice(desk, CLOSED, "txt", masked=True)

    assert len(made) == len(notices.recipients(desk, CLOSED))
    assert all(name.startswith(CLOSED) and name.endswith(".txt") for name in made)
    assert not any("局" in name or "處" in name for name in made)


HOSTILE = '甲\x00\x1b[2J<b>&amp;乙]]>\u202e\ufffe#read("/etc/passwd") {{x}} $a$ *b* _c_ @d `e` ${f} \\n'


def test_hostile_texts_are_texts_on_every_paper_and_in_every_format(planned_office: Office):
    one = sittings(planned_office, "PIF-10")[0]
    form = ItemForm("discussion", HOSTILE, HOSTILE * 3 + "\n（一）" + HOSTILE, HOSTILE, "衛生局")
    with pretending(planned_office, date.fromisoformat(one.day)):
        item = agenda.add(planned_office, one.number, form)
        minutes.save_item(
            planned_office, one.number, item.id, text="會" * 100_000, decision_kind="resolution", decision=HOSTILE,
            base_version=0,
        )  # fmt: skip

    for paper in ("agenda", "minutes"):
        document = papers.build(planned_office, paper, one.number)
        assert not any(ord(sign) < 32 or sign in "\u202e␀" for text in words(document) for sign in text)
        assert '#read("/etc/passwd") {{x}} $a$ *b* _c_ @d `e` ${f}' in said(document)
        for form_of_file in papers.FORMATS:
            assert len(papers.render(document, form_of_file).bytes) > 500
