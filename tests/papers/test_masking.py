"""What a masked paper leaves out."""

from __future__ import annotations

from meetingtui.papers.masking import HIDDEN, OPEN, Masking


def test_known_names_numbers_addresses_and_mail_are_hidden():
    masking = Masking(["王大明", "歐陽美", "林"])

    hidden = masking.text("王大明（A123456789）住屏東市中正路1號，電話0912-345678，wang@example.gov.tw；歐陽美陪同。")

    for secret in ("王大明", "A123456789", "中正路1號", "0912", "wang@", "歐陽美"):
        assert secret not in hidden
    assert hidden.count(HIDDEN) >= 5


def test_a_name_of_one_sign_and_codes_are_no_names():
    assert Masking(["林"]).text("林區115-IPV-0042續行列管") == "林區115-IPV-0042續行列管"


def test_what_is_not_masked_stays_as_it_was_typed():
    assert OPEN.text("王大明0912345678") == "王大明0912345678"
    assert OPEN.whole("全文") == "全文"
    assert Masking().whole("全文") == HIDDEN
    assert Masking().whole(" ") == " "


def test_ages_are_hidden_in_every_way_of_writing_them_also_within_other_details():
    hidden = Masking(["王小明"]).text("王小明（35歲）與案母林美華三十五歲，35 years，住民生路35號")

    assert hidden == f"{HIDDEN}（{HIDDEN}）與案母{HIDDEN}{HIDDEN}，{HIDDEN}，{HIDDEN}"


def test_attachments_are_counted_only_where_the_sitting_is_confidential_and_the_paper_masked():
    assert Masking(confidential=True).attachment(2, "王小明.pdf") == "附件2"
    assert Masking().attachment(2, "資源盤點.pdf") == "資源盤點.pdf"
    assert OPEN.attachment(2, "王小明.pdf") == "王小明.pdf"
