"""Contacts out of a secretary's own list: agency, post, person, e-mail and phone, with every problem by its row."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain import reach
from meetingtui.intake.reading import clean_text, refused
from meetingtui.intake.spreadsheets import Problem, Sheet, column_of
from meetingtui.language import _

HEADINGS = {
    "agency": (
        "機關",
        "單位",
        "機關名稱",
        "單位名稱",
        "網絡單位",
        "局處",
        "機關單位",
        "服務機關",
        "服務單位",
        "agency",
    ),
    "post": ("職稱", "職務", "職位", "post", "title", "position"),
    "person": ("姓名", "聯絡人", "承辦人", "人員", "名字", "person", "name"),
    "email": ("電子郵件", "電子信箱", "信箱", "電郵", "郵件", "公務信箱", "email", "mail", "電子郵件信箱"),
    "phone": ("電話", "聯絡電話", "公務電話", "分機", "手機", "電話號碼", "phone", "tel", "telephone"),
}
READERS = {"email": reach.email, "phone": reach.phone}
"""Fields that are stored in one shape however they are typed."""
_LONGEST = 200


class ContactRow(NamedTuple):
    """One contact; `row` is its row in the file. The agency is a name still to be found in the registry."""

    row: int
    agency: str
    post: str
    person: str
    email: str
    phone: str


class ContactRows(NamedTuple):
    """What was read, and what is wrong; with any problem nothing is to be taken over."""

    rows: tuple[ContactRow, ...]
    problems: tuple[Problem, ...]


def read_contacts(sheet: Sheet) -> ContactRows:
    """The contacts of a sheet with a heading for the agency and at least one for post, person, e-mail or phone.

    Raises WrongFile when the headings are not there.
    """
    places = {field: column_of(sheet, aliases) for field, aliases in HEADINGS.items()}
    if places["agency"] is None:
        raise refused(sheet.filename, _("找不到「機關」或「單位」欄。請在標題列補上，再匯入。"))
    if all(place is None for field, place in places.items() if field != "agency"):
        raise refused(sheet.filename, _("找不到「職稱」「姓名」「電子郵件」「電話」任何一欄。請在標題列補上，再匯入。"))
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in sheet.rows:
        texts = {field: "" if place is None else cells[place] for field, place in places.items()}
        texts["email"] = texts["email"].removeprefix("mailto:").strip()
        texts |= {field: read(texts[field]) or texts[field] for field, read in READERS.items()}
        contact = ContactRow(number, **{field: clean_text(text, _LONGEST + 1) for field, text in texts.items()})
        names = {field: "" if place is None else sheet.headings[place] for field, place in places.items()}
        problems += _problems(contact, names)
        key = (contact.agency, contact.post, contact.person, contact.email.casefold())
        if key in seen:
            problems.append(Problem(number, "", _("與第{row}列重複。請刪去其中一列。").format(row=seen[key])))
        seen.setdefault(key, number)
        rows.append(contact)
    if not rows:
        raise refused(sheet.filename, _("只有標題，沒有聯絡人。請補上資料再匯入。"))
    return ContactRows(tuple(rows), tuple(problems))


def _problems(contact: ContactRow, names: dict[str, str]) -> list[Problem]:
    found: list[Problem] = []
    if not contact.agency:
        found.append(Problem(contact.row, names["agency"], _("沒有機關名稱。請補上。")))
    if not any((contact.post, contact.person, contact.email, contact.phone)):
        found.append(Problem(contact.row, "", _("只有機關，沒有聯絡資料。請補上或刪去這一列。")))
    if contact.email and reach.email(contact.email) is None:
        wrong = _("「{email}」不是電子郵件。請更正。").format(email=contact.email[:40])
        found.append(Problem(contact.row, names["email"], wrong))
    if contact.phone and reach.phone(contact.phone) is None:
        wrong = _("「{phone}」不是電話號碼。請更正。").format(phone=contact.phone[:40])
        found.append(Problem(contact.row, names["phone"], wrong))
    found += [
        Problem(contact.row, names[field], _("超過{most}字。請縮短。").format(most=_LONGEST))
        for field in HEADINGS
        if len(getattr(contact, field)) > _LONGEST
    ]
    return found
