from __future__ import annotations

import pytest

from meetingtui.domain import reach


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("wang@example.tw", "wang@example.tw"),
        ("  sad-h.2022@pthg.gov.tw ", "sad-h.2022@pthg.gov.tw"),
        ("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｔｗ", "wang@example.tw"),
        ("o'brien+net@mail.example-a.com", "o'brien+net@mail.example-a.com"),
        ("a@xn--kpry57d.xn--kprw13d", "a@xn--kpry57d.xn--kprw13d"),
    ],
)
def test_an_address_is_kept_in_half_width(typed: str, kept: str) -> None:
    assert reach.email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "zhang@example", "zhang", "@example.tw", "a@b@example.tw", "a b@example.tw", "a@.tw", "a@example..tw",
        "a@example.t", "a@example.tw.", "a@-example.tw", ".a@example.tw", "a..b@example.tw", "王@example.tw",
        "a@192.168.0.1", "a@example.tw\x1b[31m", "a@exa\u202emple.tw", "a@example.tw,b@example.tw", "x" * 250 + "@b.tw",
    ],
)  # fmt: skip
def test_what_no_mail_reaches_is_no_address(typed: str) -> None:
    assert reach.email(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("08-7320415", "08-7320415"),
        ("（０８）７３２－０４１５＃１２３", "(08)732-0415#123"),
        ("08-7320415 轉 5301", "08-7320415 轉 5301"),
        ("08-7320415分機12", "08-7320415分機12"),
        ("+886 8 732 0415 ext 12", "+886 8 732 0415 ext 12"),
        ("+886-8-7320415 Ext.12", "+886-8-7320415 Ext.12"),
        ("08-7320415～7、0912-345678", "08-7320415~7、0912-345678"),
        ("110", "110"),
        ("5301", "5301"),
    ],
)
def test_a_number_with_its_extension_is_kept_in_half_width(typed: str, kept: str) -> None:
    assert reach.phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "x", "無", "1", "08-73204x5", "電話08-7320415", "08-7320415\x1b[31m", "08-73\u202e20415", "-", "轉5301"],
)
def test_what_cannot_be_dialled_is_no_number(typed: str) -> None:
    assert reach.phone(typed) is None
