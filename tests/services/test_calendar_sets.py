"""Calendar files in sets: a feed for each agency, stopped between two files when somebody wants it."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingtui.domain.errors import WrongFile
from meetingtui.domain.invitations import NothingToExport
from meetingtui.formats.files import CannotWrite
from meetingtui.services import calendar_sets
from meetingtui.services.calendar_sets import FilesThere
from meetingtui.services.office import Office
from tests import builders


@pytest.fixture
def ids(planned_office: Office) -> list[int]:
    return [one.id for one in builders.sittings(planned_office)]


def test_each_agency_gets_one_file_and_the_count_is_told(
    planned_office: Office, ids: list[int], tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []

    def going_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    written = calendar_sets.each_agency(planned_office, builders.YEAR, ids, tmp_path / "a" / "b", going_on=going_on)

    names = {path.name for path in (tmp_path / "a" / "b").iterdir()}
    assert names == set(written.names)
    assert (written.files, written.left) == (13, 0)
    assert told == [(done, 13) for done in range(13)]
    assert planned_office.reader.rows("SELECT verb FROM audit WHERE verb = 'exported'") == [("exported",)]


def test_what_is_written_stays_when_the_work_is_stopped(planned_office: Office, ids: list[int], tmp_path: Path) -> None:
    written = calendar_sets.each_agency(
        planned_office, builders.YEAR, ids, tmp_path / "out", going_on=lambda done, _total: done < 4
    )

    assert (written.files, written.left) == (4, 9)
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(written.names)


def test_files_of_the_same_name_are_replaced_only_when_asked(
    planned_office: Office, ids: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "PB_警察局_115.ics").write_text("mine")
    with pytest.raises(FilesThere, match="警察局"):
        calendar_sets.each_agency(planned_office, builders.YEAR, ids, folder)
    assert [path.read_text() for path in folder.iterdir()] == ["mine"]

    assert calendar_sets.each_agency(planned_office, builders.YEAR, ids, folder, force=True).files == 13
    assert "mine" not in {path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_place_that_cannot_be_written_and_an_empty_year_say_so(
    planned_office: Office, ids: list[int], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        calendar_sets.each_agency(planned_office, builders.YEAR, ids, tmp_path / "file")
    with pytest.raises(NothingToExport):
        calendar_sets.each_agency(planned_office, builders.YEAR, [], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_folder_of_a_user_whom_nobody_knows_is_refused(planned_office: Office, ids: list[int]) -> None:
    with pytest.raises(WrongFile, match="使用者資料夾不存在"):
        calendar_sets.each_agency(planned_office, builders.YEAR, ids, "~nobody-here/x")


def test_renewed_invites_of_confidential_sittings_list_nobody_and_are_told_apart(
    planned_office: Office, tmp_path: Path
) -> None:
    builders.give_addresses(planned_office)
    chosen = [*builders.sittings(planned_office, "PIF-15")[:2], *builders.sittings(planned_office, "PIF-10")[:1]]

    written = calendar_sets.renewed(planned_office, [one.id for one in chosen], tmp_path / "out")

    listing = {path.name[:6] for path in (tmp_path / "out").iterdir() if b"ATTENDEE" in path.read_bytes()}
    assert listing == {"PIF-10"}
    assert [one.series for one in written.unlisted] == ["PIF-15", "PIF-15"]
