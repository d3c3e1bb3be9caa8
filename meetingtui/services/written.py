"""What a user writes into the registry, checked before it is stored: texts, figures, e-mails, days."""

from __future__ import annotations

from datetime import date

from meetingtui.domain.errors import Refusal
from meetingtui.language import _

NAME_MOST = 100
TEXT_MOST = 2000


def line(text: str, what: str, *, most: int = NAME_MOST, required: bool = False) -> str:
    """`text` without blanks around it. Raises Refusal when it is too long, no text, or empty though `required`."""
    found = text.strip()
    if required and not found:
        raise Refusal(_("{what}不能空白。請輸入{what}。"), what=what)
    if len(found) > most:
        raise Refusal(_("{what}有{count}個字，最多{most}個字。請縮短。"), what=what, count=len(found), most=most)
    try:
        found.encode()
    except UnicodeEncodeError:
        raise Refusal(_("{what}含有無法儲存的字元。請重新輸入。"), what=what) from None
    return found


def whole(value: int | None, what: str, least: int, most: int) -> int | None:
    """`value`, None where nothing is said. Raises Refusal outside `least` to `most`."""
    if value is not None and not least <= value <= most:
        raise Refusal(
            _("{what}「{value}」超出範圍，應為{least}至{most}的整數。請更正。"),
            what=what, value=value, least=least, most=most,
        )  # fmt: skip
    return value


def email(text: str, *, stored: str = "") -> str:
    """`text` as an e-mail address, or empty. Raises Refusal for anything else but what is `stored` already."""
    from meetingtui.domain import reach

    found = line(text, _("電子郵件"), most=reach.MOST_EMAIL)
    if not found or found == stored:
        return found
    address = reach.email(found)
    if address is None:
        raise Refusal(
            _("「{email}」不是電子郵件地址。請寫成 名稱@主機，例如 wang@example.gov.tw，或留空。"), email=found
        )
    return address


def phone(text: str, *, most: int, stored: str = "") -> str:
    """`text` as a telephone number, or empty. Raises Refusal for anything else but what is `stored` already."""
    from meetingtui.domain import reach

    found = line(text, _("電話"), most=most)
    if not found or found == stored:
        return found
    number = reach.phone(found)
    if number is None:
        raise Refusal(_("「{phone}」不是電話號碼。請用數字與 - ( ) #，分機寫成 轉123，或留空。"), phone=found)
    return number


def roc_day(day: date) -> str:
    """A day inside a sentence."""
    from meetingtui.dates.showing import show_date

    return show_date(day, "dot")


def roc_iso(day: str) -> str:
    """A stored ISO day inside a sentence."""
    return roc_day(date.fromisoformat(day))


def few(items: list[str], most: int = 3, *, counted: bool = False) -> str:
    """The first of `items` in one line, and how many there are unless that is said beside it (`counted`)."""
    text = _("、").join(items[:most])
    if counted and len(items) > most:
        return _("{items}等").format(items=text)
    return text if len(items) <= most else _("{items}等{count}項").format(items=text, count=len(items))
