"""Worksheets: merging a returned one, until every answer is stored, against only reading the file."""

from __future__ import annotations

import shutil
from pathlib import Path

from meetingtui.domain.worksheets import Column
from meetingtui.intake.worksheets import read_worksheet
from meetingtui.services import rounds, worksheets
from tests import builders
from tests.bench.databases import Workshop
from tests.bench.measure import Ratio, cpu_of, in_turns
from tests.services import sheet_desk, sitting_desk


def merging(workshop: Workshop) -> list[Ratio]:
    """Preview and accept of a file in which every row is answered anew, each time in an office that has none of it."""
    count = workshop.sizes.rows
    source = workshop.folder / f"{count}-asked.db"
    name, data = _asked(source, count)
    copy = workshop.folder / "merging.db"

    def merged() -> float:
        shutil.copyfile(source, copy)
        copy.chmod(0o600)
        office = builders.open_office(copy)
        office.engine()

        def merge() -> None:
            if worksheets.accept(office, worksheets.preview(office, [(name, data)])) != count:
                raise ValueError("not every answer was stored")

        try:
            return cpu_of(merge)
        finally:
            office.close()
            for rest in workshop.folder.glob("merging.db*"):
                rest.unlink()

    ours, other = in_turns(
        workshop.sizes.rounds, merged, lambda: cpu_of(lambda: read_worksheet(data, name, builders.TODAY))
    )
    return [Ratio(f"{count:,} rows of a worksheet merged and stored", "only reading the file", ours, other, 3.0)]


def _asked(path: Path, count: int) -> tuple[str, bytes]:
    """An office in which 衛生局 is asked about `count` items, and its worksheet with an answer in every row."""
    from meetingtui.store.tables import ActionItem, ActionRuling

    office = builders.found_office(path)
    before, coming = (sitting_desk.sitting(office, day) for day in ("2026-11-20", "2026-12-18"))
    bureau = next(one.id for one in office.registry().agencies.values() if one.name == "衛生局")
    with office.begin() as work:
        items = [
            ActionItem(
                session_id=before.id, number=f"{before.number}-{place:04d}", ordinal=place, due="2026-12-31",
                text=f"（{place}）研訂跨網絡共訪流程，並提下次會議報告。", lead_agency_id=bureau, ruled_in=before.id,
            )
            for place in range(1, count + 1)
        ]  # fmt: skip
        work.add_all(items)
        work.add_all([
            ActionRuling(
                action_item_id=one.id or 0, position=1, session_id=before.id, verb="made", status="open",
                lead_agency_id=bureau, due=one.due, at=work.at,
            )
            for one in items
        ])  # fmt: skip
        work.audit("added", before.number)
        work.commit()
    rounds.ask(office, coming.number)
    typed = {
        place: {
            Column.REPORT: f"已於115年11月辦理第{place}場，續辦中。", Column.PROGRESS: "辦理中",
            Column.PERCENT: f"{place % 100}%", Column.PROPOSAL: "建議繼續列管", Column.PROPOSED_DUE: "116.1.31",
        }
        for place in range(1, count + 1)
    }  # fmt: skip
    made = sheet_desk.returned(sheet_desk.sheet(office, coming.number), typed)
    office.close()
    return made
