"""Everything that goes out for a sitting, in one go: what is written, what is noted, and what is kept when it fails."""

from __future__ import annotations

import email
from datetime import date
from email.policy import default
from pathlib import Path

import pytest
from icalendar import Calendar

from meetingtui.domain.notices import NoNotice
from meetingtui.domain.sessions import Rule, WrongTurn
from meetingtui.formats.files import CannotWrite
from meetingtui.services import dispatching, holding, notices, outgoing, scheduling, sessions
from meetingtui.services.calendar_sets import FilesThere
from meetingtui.services.dispatching import NothingAgain, Stopped
from meetingtui.services.office import Office
from meetingtui.store import tables
from tests.builders import at, pretending, sittings

NUMBER = "PIF-10-115-01"


@pytest.fixture
def winter(planned_office: Office):
    """The planned office in January."""
    with pretending(planned_office, date(2026, 1, 5)):
        yield planned_office


def by_kind(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.glob(f"*.{kind}"))


def text_of(pdf: Path) -> str:
    import pypdf

    return "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def move(office: Office) -> None:
    scheduling.move(
        office, NUMBER, at("2026-02-11", "10:00"), reason="主席另有公務", despite={Rule.NOTICE, Rule.WINDOW}
    )


def test_one_call_writes_a_notice_and_a_draft_for_each_recipient_and_one_calendar_file(winter, tmp_path):
    everybody = notices.recipients(winter, NUMBER)

    ready = dispatching.everything(winter, NUMBER, tmp_path / "out")

    assert [len(by_kind(ready.where, kind)) for kind in ("pdf", "eml", "ics")] == [len(everybody), len(everybody), 1]
    assert sorted(ready.files) == sorted(one.name for one in ready.where.iterdir())
    assert set(ready.without) == {one.agency for one in everybody if not one.email}


def test_the_sitting_counts_as_noticed_and_invited_and_the_papers_bear_that_day(winter, tmp_path):
    ready = dispatching.everything(winter, NUMBER, tmp_path)

    assert sessions.show(winter, NUMBER).status == "noticed"
    assert notices.of(winter, NUMBER).issued_on == "2026-01-05"
    assert all("115年1月5日" in text_of(one).replace(" ", "") for one in by_kind(ready.where, "pdf"))
    with winter.begin() as work:
        assert {"exported", "noticed"} <= {entry.verb for entry in work.all(tables.Audit)}
    move(winter)
    assert {one.what for one in outgoing.of(winter, NUMBER)} == {"notice", "invite"}


def test_a_second_time_needs_a_word_and_keeps_the_day_of_issue(winter, tmp_path):
    dispatching.everything(winter, NUMBER, tmp_path)
    with pytest.raises(FilesThere):
        dispatching.everything(winter, NUMBER, tmp_path)

    with pretending(winter, date(2026, 1, 8)):
        ready = dispatching.everything(winter, NUMBER, tmp_path, force=True)

    assert not ready.issued
    assert notices.of(winter, NUMBER).issued_on == "2026-01-05"
    assert "115年1月5日" in text_of(by_kind(tmp_path, "pdf")[0]).replace(" ", "")


def test_who_stops_half_way_finds_nothing_written_and_nothing_noted(winter, tmp_path):
    with pytest.raises(Stopped):
        dispatching.everything(winter, NUMBER, tmp_path / "out", going_on=lambda done, total: done < total - 1)

    assert not (tmp_path / "out").exists()
    assert sessions.show(winter, NUMBER).status == "planned"


def test_a_folder_that_cannot_be_written_leaves_the_notice_not_issued(winter, tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(CannotWrite):
        dispatching.everything(winter, NUMBER, tmp_path / "file")

    assert not notices.of(winter, NUMBER).issued_on


def test_after_a_move_the_new_notice_and_the_updated_invitation_agree_and_nothing_is_left_to_send(winter, tmp_path):
    dispatching.everything(winter, NUMBER, tmp_path / "first")
    move(winter)

    ready = dispatching.again(winter, NUMBER, tmp_path / "second")

    assert outgoing.of(winter, NUMBER) == []
    event = Calendar.from_ical(by_kind(ready.where, "ics")[0].read_bytes()).walk("VEVENT")[0]
    assert event["DTSTART"].dt.date() == date(2026, 2, 11)
    assert "115年2月11日" in text_of(by_kind(ready.where, "pdf")[0]).replace(" ", "")
    message = email.message_from_bytes(by_kind(ready.where, "eml")[0].read_bytes(), policy=default)
    assert "改期" in message["subject"]


def test_after_a_cancellation_the_calendar_file_strikes_it_out(winter, tmp_path):
    dispatching.everything(winter, NUMBER, tmp_path / "first")
    scheduling.cancel(winter, NUMBER, reason="無討論案件")

    ready = dispatching.again(winter, NUMBER, tmp_path / "second")

    assert outgoing.of(winter, NUMBER) == []
    assert b"METHOD:CANCEL" in by_kind(ready.where, "ics")[0].read_bytes()
    assert sessions.show(winter, NUMBER).status == "cancelled"


def test_where_only_the_invitation_had_gone_out_only_the_calendar_file_goes_again(winter, tmp_path):
    from meetingtui.services import exporting

    one = sessions.show(winter, NUMBER)
    exporting.note(winter, "行事曆檔", [one])
    move(winter)

    ready = dispatching.again(winter, NUMBER, tmp_path)

    assert [Path(name).suffix for name in ready.files] == [".ics"]
    assert not ready.issued
    with pytest.raises(NothingAgain):
        dispatching.again(winter, NUMBER, tmp_path)


def test_an_invitation_to_a_confidential_sitting_that_goes_again_says_how_to_invite_by_name(winter, tmp_path):
    from meetingtui.services import exporting
    from meetingtui.tui import notice_files

    one = next(one for one in sittings(winter, "PIF-15") if one.day > "2026-01-20")
    exporting.note(winter, "行事曆檔", [one])
    scheduling.cancel(winter, one.number, reason="颱風停班")

    ready = dispatching.again(winter, one.number, tmp_path)

    assert b"ATTENDEE" not in by_kind(ready.where, "ics")[0].read_bytes()
    assert "郵件草稿" in notice_files.words([ready])


def test_each_change_has_a_folder_of_its_own(winter, tmp_path):
    before = dispatching.folder_of(tmp_path, sessions.show(winter, NUMBER))
    move(winter)

    assert dispatching.folder_of(tmp_path, sessions.show(winter, NUMBER)) != before


def test_a_sitting_that_was_held_or_is_called_by_others_has_no_notice(planned_office, tmp_path):
    with pretending(planned_office, date(2026, 12, 31)):
        holding.hold(planned_office, NUMBER)
        with pytest.raises(WrongTurn):
            dispatching.everything(planned_office, NUMBER, tmp_path)
    outside = [one for one in sittings(planned_office) if one.external]
    for one in outside[:1]:
        with pytest.raises(NoNotice):
            dispatching.everything(planned_office, one.id, tmp_path)
