"""Who works in the sample: invented people, plainly so, at addresses that no mail can reach."""

from __future__ import annotations

from datetime import date

from meetingtui.services import agencies, contacts, holders
from meetingtui.services.contacts import ContactForm
from meetingtui.services.office import Office

SURNAMES = "林陳黃張李王吳劉蔡楊"
GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TERM_BEGINS = date(2022, 12, 25)
TERM_ENDS = date(2026, 12, 25)
"""The county's term of office: on its last day a new deputy magistrate takes over."""
NEXT_DEPUTY = "許示新"
NOTE = "示範資料，非真實人員"


def person(number: int) -> str:
    """The name of the invented person of that number, from 0 to 219: 林示甲, 陳示甲, … 楊示亥."""
    return f"{SURNAMES[number % len(SURNAMES)]}示{GIVEN[number // len(SURNAMES)]}"


def engage(office: Office) -> None:
    """Give every agency an address and a contact, every post its holder, and the deputy magistrate a successor."""
    registry = office.registry()
    for agency in registry.agencies.values():
        mailbox = agency.code.lower()
        form = agencies.form(office, agency.code)
        agencies.edit(
            office, agency.code, form._replace(email=f"{mailbox}@example.invalid", phone=f"08-000-{agency.id:04d}")
        )
        contacts.add(
            office,
            ContactForm(
                agency.code, "承辦人", person(60 + agency.id), f"{mailbox}-desk@example.invalid",
                f"08-000-{1060 + agency.id}", NOTE,
            ),
        )  # fmt: skip
    for post in registry.posts.values():
        appoint(office, post.code, person(post.id - 1), TERM_BEGINS)
    appoint(office, "DMAG", NEXT_DEPUTY, TERM_ENDS)


def appoint(office: Office, post: str, name: str, since: date) -> None:
    """Let an invented person hold a post from a day on."""
    mailbox = f"{post}-{since:%Y}".lower()
    holders.appoint(office, post, name, since, email=f"{mailbox}@example.invalid", note=NOTE)
