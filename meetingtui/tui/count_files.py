"""A count as a file: its usual name and folder, and saving it without destroying another one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from meetingtui.dates.showing import show_date
from meetingtui.language import _
from meetingtui.tui.count_facts import GROUPS, CountFacts
from meetingtui.tui.needs import Settings

if TYPE_CHECKING:
    from meetingtui.services.exporting import Exported
    from meetingtui.services.office import Office

FOLDER = "exports"
PAPERS = frozenset({"pdf", "odt", "docx"})
"""Endings for which the count becomes a paper with the office's letterhead."""
NAME_AT_MOST = 60  # characters, about 180 bytes


def folder(settings: Settings) -> Path:
    """Where files go unless another place is written."""
    return settings.data_folder / FOLDER


def file_name(county: str, facts: CountFacts, ending: str) -> str:
    """County, period, grouping and as-of date: two different counts never bear one name."""
    from datetime import date

    found = facts.counts
    text = _("{county}{period}會議場次統計-{group}-{day}").format(
        county=county, period=found.period, group=_(GROUPS[found.by]),
        day=show_date(date.fromisoformat(found.as_of), "compact"),
    )  # fmt: skip
    kept = "".join(sign if sign.isalnum() or sign in "-_.（）" else "_" for sign in text)
    return f"{kept[:NAME_AT_MOST].lstrip('-.')}.{ending}"


def save(office: Office, facts: CountFacts, path: Path, *, force: bool = False) -> Exported | None:
    """Write the count in the form that the name asks for; None where another file stands and `force` is not given.

    The same file again is left as it is. Raises UnknownEnding, NoFonts or CannotWrite.
    """
    from meetingtui.services import count_reports, exporting, files
    from meetingtui.services.exporting import Exported

    ending = path.suffix[1:].lower()
    data = _paper(office, facts, ending) if ending in PAPERS else count_reports.as_bytes(
        office.county_name, facts.counts, count_reports.ending_of(path.name), facts.frozen
    )  # fmt: skip
    if path.is_file() and not force:
        return Exported(path, True) if files.read(path) == data else None
    if path.parent.name == FOLDER:
        make(path.parent)
    what = _("{period}場次統計").format(period=facts.counts.period)
    return exporting.write(office, path, data, what, force=force)


def _paper(office: Office, facts: CountFacts, ending: str) -> bytes:
    """場次統計表 of the period, which is always by series. Raises NoFonts."""
    from meetingtui.services import counts, papers

    period, found = facts.question.period, facts.counts
    if found.by != "series":
        found = counts.count(office, period.span, as_of=period.as_of)
    return papers.render(papers.of_counts(office, found), ending).bytes


def make(exports: Path) -> None:
    """Make the usual folder; where that fails, writing says why."""
    with suppress(OSError):
        exports.mkdir(mode=0o700, parents=True, exist_ok=True)


def meant(text: str, name: str) -> Path:
    """The file that somebody means who typed `text`: in a folder, the one called `name`."""
    path = Path(text.strip().strip("'\""))
    try:
        path = path.expanduser()
    except RuntimeError:  # nobody of that name has a home
        path = path.absolute()
    return path / name if text.endswith("/") or path.is_dir() else path


def saved_words(made: Exported) -> str:
    """Where it lies, and whether the audit trail knows of it."""
    text = _("已存到 {where}。").format(where=made.where)
    return text if made.logged else text + _("資料庫目前不能寫入，此次匯出未記入稽核軌跡。")
