from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_tw
import pytest

from meetingtui.formats import font_tables, fonts
from meetingtui.papers.document import Cell, Document, Field, Paragraph, Table, Title
from meetingtui.papers.settings import Look
from tests.papers import examples

BUNDLED = pylopdf_fonts_zh_tw.serif_path()
NOBODYS = "\ue123"
"""A sign for private use, which no font of the list draws."""


def test_the_font_that_is_installed_with_the_program_is_enough():
    found = fonts.search(fonts.KAI, [BUNDLED])

    assert found.families == ["Noto Serif TC"]
    assert font_tables.undrawn(found.faces[0], "".join(map("".join, map(str, examples.SAYINGS)))) == set()


def test_names_that_are_peoples_legal_names_are_drawn_as_they_are_typed():
    found = fonts.search(fonts.KAI, [BUNDLED])

    assert font_tables.undrawn(found.faces[0], "峯堃温喆犇") == set()


def test_without_any_chinese_font_the_sentence_says_what_to_install(tmp_path):
    with pytest.raises(fonts.NoFonts, match="fonts-cns11643-kai"):
        fonts.search(fonts.KAI, [tmp_path, tmp_path / "missing"])


@pytest.mark.parametrize("octets", [b"", b"OTTO", b"ttcf" + b"\xff" * 40, b"\x00\x01\x00\x00\xff\xff" + b"\x00" * 99])
def test_a_broken_font_file_is_passed_over(octets, tmp_path):
    (tmp_path / "broken.ttf").write_bytes(octets)
    (tmp_path / "Good.OTF").write_bytes(BUNDLED.read_bytes())

    assert fonts.search(fonts.KAI, [tmp_path]).families == ["Noto Serif TC"]


def test_the_font_of_the_settings_comes_first_where_it_is_installed():
    sans = pylopdf_fonts_zh_tw.sans_path()

    assert fonts.search("Noto Sans TC", [BUNDLED, sans]).families == ["Noto Sans TC", "Noto Serif TC"]
    assert fonts.search("標題體", [BUNDLED, sans]).families == ["Noto Serif TC"]


def test_the_reader_of_fonts_knows_which_signs_are_drawn():
    (face,) = font_tables.faces(BUNDLED)

    assert font_tables.undrawn(face, {"A", "會", "，", NOBODYS, "\U0010fffd", "\uffff"}) == {
        NOBODYS,
        "\U0010fffd",
        "\uffff",
    }


def test_each_missing_sign_is_named_with_its_place():
    document = Document(
        "paper",
        (
            Title(f"會議{chr(0xE001)}"),
            Field("出席", f"王小明、林志堃、{chr(0xE002)}某"),
            Paragraph("討論事項", 0, "伍、"),
            Paragraph(f"文{chr(0xE003)}", 1, "一、", "案由："),
            Table((Cell("編號"),), ((Cell("1"),), (Cell(chr(0xE004)),)), (100,), "表1"),
        ),
        Look(),
    )

    assert [one.sentence().partition("（")[2] for one in fonts.missing(document)] == [
        "U+E001，標題）",
        "U+E002，出席第3人）",
        "U+E003，伍、討論事項›一、案由）",
        "U+E004，表1第2列）",
    ]


def test_a_paper_of_usual_signs_lacks_nothing():
    assert [fonts.missing(make()) for make in examples.EXAMPLES.values()] == [[]] * len(examples.EXAMPLES)


def test_fonts_are_looked_for_in_folders_below_folders(tmp_path):
    below = tmp_path / "truetype" / "noto"
    below.mkdir(parents=True)
    (below / Path(BUNDLED).name).symlink_to(BUNDLED)

    assert fonts.search(fonts.KAI, [tmp_path]).families == ["Noto Serif TC"]
