"""Asking before a sitting and laying ready what goes out: a worksheet or a page for each agency, all or none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.reports import RoundView
from meetingtui.language import _
from meetingtui.services import dispatching, exporting, files, papers, rounds, sessions, worksheet_pages, worksheets
from meetingtui.services.calendar_sets import FilesThere, GoingOn, to_the_end
from meetingtui.services.office import Office


class Sent(NamedTuple):
    """Who is asked, where the files lie and what they are called; `logged` as of exports."""

    round: RoundView
    where: Path
    files: tuple[str, ...]
    logged: bool


def send(
    office: Office, session: str | int, form: str, folder: str | Path, *, due: date | str | None = None,
    force: bool = False, going_on: GoingOn = to_the_end,
) -> Sent:  # fmt: skip
    """Ask whoever was not asked yet before a sitting, then write each agency's file in `form` into a folder.

    XLSX and ODS are worksheets that can be merged again, the other formats pages to be answered on by hand.
    `going_on` is told before each how many there are of how many, and stops the work by False: nothing is written.
    Raises what `rounds.ask` raises, NothingToFill, FilesThere (without `force`), Stopped and CannotWrite.
    """
    sitting = sessions.show(office, session)
    asked = rounds.of(office, sitting.id)
    if asked is None or due is not None or rounds.is_coming(office, sitting):
        asked = rounds.ask(office, sitting.id, due=due)
    step = dispatching.steps(asked.asked, going_on, _("已停止：沒有寫出任何檔案。"))
    made = _made(office, sitting.id, form, step)
    target = files.path_of(folder)
    there = [name for name in made if (target / name).exists()]
    if there and not force:
        raise FilesThere(there)
    with suppress(OSError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = exporting.write_folder(office, target, made, f"{sitting.number} {worksheet_pages.WORD}", force=force)
    return Sent(asked, done.where, tuple(made), done.logged)


def _made(office: Office, sitting_id: int, form: str, step: Callable[[], None]) -> dict[str, bytes]:
    if form in worksheets.FORMATS:
        return worksheets.files_of(office, sitting_id, format=form, before_each=step)
    return papers.each_answer_sheet(office, sitting_id, form, before_each=step)
