"""Mail drafts of a notice: one for each recipient, agreeing with the calendar file, neutral where it must be."""

from __future__ import annotations

import email
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from icalendar import Calendar

from meetingtui.domain.errors import Refusal
from meetingtui.domain.notices import NotAsked, NoticeForm
from meetingtui.domain.sessions import Rule
from meetingtui.formats.files import CannotWrite
from meetingtui.papers import wording
from meetingtui.papers.document import Field
from meetingtui.services import agencies, mail, notices, outgoing, paper_settings, scheduling
from meetingtui.services.office import Office
from tests.builders import at, pretending, sittings
from tests.formats import reading

NUMBER = "PIF-10-115-01"


@pytest.fixture
def winter(planned_office: Office):
    """The planned office in January, with addresses for everybody."""
    for place, one in enumerate(planned_office.registry().agencies.values()):
        form = agencies.AgencyForm(
            one.code, one.name, one.name_en, one.short, one.kind, one.networks, f"a{place}@example.invalid",
            version=one.version,
        )  # fmt: skip
        agencies.edit(planned_office, one.code, form)
    paper_settings.change(planned_office, {"contact": "林志堃", "phone": "08-7320415"})
    with pretending(planned_office, date(2026, 1, 5)):
        yield planned_office


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def event_of(message: EmailMessage):
    part = next(one for one in message.walk() if one.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_payload(decode=True))


def everything(made: dict[str, bytes]) -> str:
    """All that can be read on the outside and inside of drafts, but for the attached paper."""
    found = []
    for name, data in made.items():
        message = read(data)
        found += [name, *(f"{key}: {value}" for key, value in message.items())]
        for part in message.walk():
            found.append(part.get_filename() or "")
            if part.get_content_maintype() == "text" or part.get_content_type() == "application/ics":
                found.append(part.get_payload(decode=True).decode())
    return "\n".join(found)


def test_each_recipient_has_a_draft_with_the_notice_and_the_invitation(winter: Office):
    made = mail.drafts(winter, NUMBER, form="pdf")

    assert len(made) == len(notices.recipients(winter, NUMBER))
    message = read(made[f"{NUMBER}_03_PHB.eml"])
    assert message["To"].addresses[0].display_name == "屏東縣政府衛生局"
    assert message["Subject"] == "開會通知單：屏東縣政府115年度第1次強化社會安全網跨網絡會議"
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == [f"{NUMBER}_notice.pdf", "invite.ics"]
    assert next(message.iter_attachments()).get_payload(decode=True).startswith(b"%PDF")


def test_the_notice_and_the_calendar_file_agree(winter: Office):
    scheduling.move(
        winter, NUMBER, at("2026-03-12", "13:30"), reason="議會", room="B棟第2會議室", despite=frozenset(Rule)
    )

    calendar = event_of(read(next(iter(mail.drafts(winter, NUMBER).values()))))
    event = calendar.walk("VEVENT")[0]
    said = {one.label: one.text for one in notices.document(winter, NUMBER).blocks if isinstance(one, Field)}
    assert wording.moment(event["DTSTART"].dt) == said["開會時間"]
    assert str(event["LOCATION"]) == said["開會地點"]
    assert str(event["SUMMARY"]).removesuffix(f" {NUMBER}") in said["開會事由"]
    assert event["SEQUENCE"] == 1


def test_a_cancelled_sitting_goes_out_as_a_cancellation(winter: Office):
    notices.issue(winter, NUMBER)
    scheduling.cancel(winter, NUMBER, reason="颱風停班")

    message = read(next(iter(mail.drafts(winter, NUMBER).values())))

    assert event_of(message)["METHOD"] == "CANCEL"
    assert message["Subject"].startswith("（取消）")
    body = message.get_body(("plain",))
    assert body is not None
    assert "因颱風停班取消召開。" in body.get_content()


def test_a_confidential_sitting_is_mailed_under_its_neutral_name(winter: Office):
    one = next(one for one in sittings(winter, "PIF-15") if one.day > "2026-01-20")

    outside = everything(mail.drafts(winter, one.number))

    assert f"網絡會議 {one.number} 開會通知" in outside
    for hidden in ("高危機", "親密", "評估", "個案", "衛生局", "警察局", "密"):
        assert hidden not in outside.replace("保密", "")


def test_remarks_of_a_confidential_notice_go_into_mails_without_ages_and_telephone_numbers(winter: Office):
    one = next(one for one in sittings(winter, "PIF-15") if one.day > "2026-01-20")
    notices.edit(winter, one.number, NoticeForm(remarks="案主三十五歲，電話0912-345678，請備資料。"))

    for data in mail.drafts(winter, one.number, form="docx").values():
        notice = reading.in_docx(next(read(data).iter_attachments()).get_payload(decode=True))
        assert "請備資料" in notice
        assert "三十五歲" not in notice
        assert "0912" not in notice


def test_one_recipient_alone_can_be_written_to(winter: Office):
    assert len(mail.drafts(winter, NUMBER, agency="警察局")) == 1
    with pytest.raises(NotAsked):
        mail.drafts(winter, NUMBER, agency="長照中心")


def test_who_was_written_to_must_be_told_of_a_later_change(winter: Office, tmp_path: Path):
    mail.write(winter, NUMBER, tmp_path / "first")
    assert outgoing.pending(winter) == []

    scheduling.move(winter, NUMBER, at("2026-03-12", "09:30"), reason="議會", despite=frozenset(Rule))
    assert [one.what for one in outgoing.of(winter, NUMBER)] == ["invite"]

    mail.write(winter, NUMBER, tmp_path / "second")
    assert outgoing.of(winter, NUMBER) == []
    scheduling.cancel(winter, NUMBER, reason="颱風停班")
    assert [one.what for one in outgoing.of(winter, NUMBER)] == ["cancel"]


def test_drafts_lie_in_a_folder_whole_or_not_at_all(winter: Office, tmp_path: Path):
    made = mail.write(winter, NUMBER, tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(made.files)
    assert made.without == ("副縣長",)
    with pytest.raises(CannotWrite):
        mail.write(winter, NUMBER, tmp_path / "out")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Refusal):
        mail.write(winter, NUMBER, tmp_path / "file")


def guests_of(message: EmailMessage) -> list[str]:
    """The addresses that the calendar file of a mail lists."""
    listed = event_of(message).walk("VEVENT")[0].get("ATTENDEE", [])
    return [str(one).removeprefix("mailto:") for one in (listed if isinstance(listed, list) else [listed])]


def test_the_calendar_file_of_a_confidential_sitting_names_nobody_but_who_gets_it(winter: Office):
    one = next(one for one in sittings(winter, "PIF-15") if one.day > "2026-01-20")

    messages = [read(data) for data in mail.drafts(winter, one.number).values()]

    reached = [message for message in messages if message["To"]]
    assert len(reached) > 2
    for message in reached:
        assert guests_of(message) == [message["To"].addresses[0].addr_spec]


def test_an_open_sitting_still_shows_everybody_who_is_asked(winter: Office):
    assert len(guests_of(read(next(iter(mail.drafts(winter, NUMBER).values()))))) > 5


@pytest.mark.parametrize("series", ["PIF-10", "PIF-14", "PIF-15"])
def test_an_answer_comes_back_to_the_box_that_the_invitation_came_from(winter: Office, series: str):
    one = next(one for one in sittings(winter, series) if one.day > "2026-01-20")

    for data in mail.drafts(winter, one.number).values():
        message = read(data)
        organizer = event_of(message).walk("VEVENT")[0]["ORGANIZER"]
        assert str(organizer).removeprefix("mailto:") == message["From"].addresses[0].addr_spec
