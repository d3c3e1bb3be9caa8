"""The same commands on a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingtui.services import replies
from meetingtui.services.office import Office
from meetingtui.store import revision
from tests import builders
from tests.cli.conftest import Answer, Command
from tests.services.test_replies import reply

pytestmark = pytest.mark.postgres


@pytest.fixture
def on_server(anywhere: Command, postgres_office: Office) -> Command:
    """Run a command on a server's database with the year 115 planned."""
    builders.plan_year(postgres_office)

    def run(*words: str) -> Answer:
        return anywhere(*words, "--db", postgres_office.location.url)

    return run


def test_the_life_of_a_sitting_on_a_server(on_server: Command, tmp_path: Path) -> None:
    number = "PIF-10-115-03"
    for words in (
        ["hold", "PIF-10-115-01", "--persons", "17"], ["credit", "PIF-10-115-01", "PIF-04", "--reason", "合併"],
        ["attend", "PIF-10-115-01", "衛生局", "--status", "present"], ["postpone", number, "--reason", "停班"],
        ["move", number, "--to", "115.12.8", "--reason", "補開", "--despite", "window,notice"],
    ):  # fmt: skip
        answer = on_server("sessions", *words, "--json")
        assert (answer.code, answer.err) == (0, ""), (words, answer)
    rows = {row["key"]: row for row in on_server("counts", "115", "--json").json["rows"]}
    assert (rows["PIF-10"]["held"], rows["PIF-10"]["postponed"], rows["PIF-04"]["credited"]) == (1, 1, 1)
    for by in ("track", "quarter", "level", "agency"):
        assert on_server("counts", "115", "--by", by).code == 0
    assert on_server("counts", "115", "--freeze", "--json").json["frozen"]["same"]
    assert on_server("today", "--json").json["due"]
    assert on_server("undo", "--json").json["undone"]["verb"] == "moved"
    assert on_server("db", "check", "--json").json["whole"]


def test_files_go_out_and_come_in_on_a_server(on_server: Command, postgres_office: Office, tmp_path: Path) -> None:
    builders.give_addresses(postgres_office)
    made = on_server("ics", "export", "--year", "115", "-o", str(tmp_path / "f.ics"), "--json").json
    assert (len(made["sessions"]), made["logged"]) == (111, True)

    found = replies.preview(postgres_office, reply(postgres_office, "ACCEPTED"))
    assert [one.state for one in replies.accept(postgres_office, found)] == ["new"]
    (tmp_path / "r.ics").write_bytes(reply(postgres_office, "ACCEPTED"))
    assert on_server("ics", "import", str(tmp_path / "r.ics"), "--accept", "--json").json["changes"] == 0


def test_an_older_database_on_a_server_is_not_upgraded_by_itself(
    on_server: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "HEAD", "0002")

    for words in (["counts"], ["sessions", "hold", "PIF-10-115-01"]):
        answer = on_server(*words)
        assert answer.code == 1
        assert "pg_dump" in answer.err
