from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from meetingtui.services import count_reports, counts, frozen_counts, history, holding, table_files
from meetingtui.services.frozen_counts import FrozenAlready, OnlyWholeYears
from meetingtui.services.office import Office
from meetingtui.services.table_files import UnknownEnding
from tests import builders

PROMISED = [
    "key", "name", "stated", "computed", "floor", "target", "planned", "held", "postponed", "cancelled", "credited",
    "person_times", "longest_gap_days", "shortfall",
]  # fmt: skip


def counted(office: Office, **more: object) -> counts.Counts:
    return counts.count(office, counts.year_span(2026), **more)  # type: ignore[arg-type] # keywords are passed on as they are


def test_the_document_keeps_the_promised_keys_in_their_order(planned_office: Office) -> None:
    document = count_reports.document(counted(planned_office))

    assert list(document)[:8] == ["year", "from", "to", "as_of", "by", "rows", "totals", "notes"]
    assert all(list(row)[:14] == PROMISED for row in document["rows"])
    assert {"sessions", "held", "credits", "person_times"} <= set(document["totals"])
    assert (document["year"], document["from"], document["frozen"]) == (2026, "2026-01-01", None)
    json.dumps(document)


def test_period_and_as_of_date_stand_on_every_form(planned_office: Office) -> None:
    found = counted(planned_office)
    county = planned_office.county_name

    for ending in ("csv", "txt"):
        text = count_reports.as_bytes(county, found, ending).decode("utf-8-sig")
        assert "115年" in text
        assert "115年11月22日" in text
        assert "聯合會議認列多項者，合計仍計1場" in text
    assert json.loads(count_reports.as_bytes(county, found, "json"))["as_of"] == "2026-11-22"
    assert count_reports.as_bytes(county, found, "xlsx")[:2] == b"PK"


def test_the_table_has_the_figures_of_the_count_and_totals_once(planned_office: Office) -> None:
    holding.hold(planned_office, "PIF-10-115-01", person_times=17)
    holding.credit(planned_office, "PIF-10-115-01", "PIF-04", reason="合併")

    text = count_reports.as_bytes("屏東縣", counted(planned_office), "csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    by_code = {line["代碼"]: line for line in lines}
    assert (by_code["PIF-10"]["應召開"], by_code["PIF-10"]["已召開"], by_code["PIF-10"]["人次"]) == ("3", "1", "17")
    assert by_code["PIF-04"]["認列"] == "1"
    assert (by_code["合計"]["已召開"], by_code["合計"]["人次"]) == ("1", "17")


def test_an_unknown_ending_is_refused() -> None:
    for name in ("report.doc", "report", ".", ""):
        with pytest.raises(UnknownEnding, match=r"\.xlsx、.*\.pdf、\.odt、\.docx"):
            table_files.ending_of(name)
    assert table_files.ending_of("年報.CSV") == "csv"


def test_a_frozen_count_is_the_same_until_something_behind_it_changes(planned_office: Office) -> None:
    assert frozen_counts.compare(planned_office, counted(planned_office)) is None

    assert frozen_counts.freeze(planned_office, counted(planned_office)).same
    assert frozen_counts.compare(planned_office, counted(planned_office, by="level")) is None

    holding.hold(planned_office, "PIF-10-115-01", person_times=17)
    frozen = frozen_counts.compare(planned_office, counted(planned_office))
    assert frozen is not None
    assert not frozen.same
    changed = {(one.key, one.field): (one.frozen, one.now) for one in frozen.differences}
    assert changed[("PIF-10", "held")] == (0, 1)
    assert changed[("PIF-10", "person_times")] == (0, 17)
    assert any("凍結時0，現為1" in sentence for sentence in count_reports.frozen_words(frozen))

    history.undo(planned_office)
    again = frozen_counts.compare(planned_office, counted(planned_office))
    assert again is not None
    assert again.same


def test_a_gap_that_only_grew_older_is_no_difference(planned_office: Office) -> None:
    holding.hold(planned_office, "PIF-10-115-01")
    frozen_counts.freeze(planned_office, counted(planned_office))

    with builders.pretending(planned_office, date(2026, 12, 20)):
        frozen = frozen_counts.compare(planned_office, counted(planned_office))

    assert frozen is not None
    assert frozen.same


def test_a_count_of_an_earlier_day_is_not_held_against_a_later_copy(planned_office: Office) -> None:
    holding.hold(planned_office, "PIF-10-115-01")
    frozen_counts.freeze(planned_office, counted(planned_office))
    summer = counts.count(planned_office, counts.year_span(2026), as_of=date(2026, 1, 2))

    assert frozen_counts.compare(planned_office, summer) is None

    kept = frozen_counts.freeze(planned_office, summer)
    newest = frozen_counts.compare(planned_office, counted(planned_office))
    assert (kept.as_of, kept.same) == ("2026-01-02", True)
    assert newest is not None
    assert (newest.as_of, newest.same) == ("2026-11-22", True)


def test_a_frozen_count_is_replaced_only_on_purpose(planned_office: Office) -> None:
    first = frozen_counts.freeze(planned_office, counted(planned_office))
    holding.hold(planned_office, "PIF-10-115-01")

    with pytest.raises(FrozenAlready, match=r"已於115.11.22凍結.*--force"):
        frozen_counts.freeze(planned_office, counted(planned_office))
    kept = frozen_counts.compare(planned_office, counted(planned_office))
    assert kept is not None
    assert (kept.at, kept.same) == (first.at, False)

    assert frozen_counts.freeze(planned_office, counted(planned_office), force=True).same


def test_levels_counted_apart_do_not_hide_each_other(planned_office: Office) -> None:
    found = counted(planned_office, by="level")

    frozen = frozen_counts.freeze(planned_office, found)

    assert frozen.same
    assert len(frozen_counts.rows(found)) == len(found.rows)


def test_only_whole_years_are_frozen(planned_office: Office) -> None:
    for span in (counts.school_span(115), counts.year_span(2025, 2026)):
        with pytest.raises(OnlyWholeYears):
            frozen_counts.freeze(planned_office, counts.count(planned_office, span))


def test_freezing_leaves_a_line_in_the_trail_and_no_undo(planned_office: Office) -> None:
    before = history.undoable(planned_office)

    frozen_counts.freeze(planned_office, counted(planned_office))

    assert history.undoable(planned_office) == before
    last = planned_office.reader.row("SELECT verb, object FROM audit ORDER BY id DESC LIMIT 1")
    assert last == ("frozen", "115 series")
