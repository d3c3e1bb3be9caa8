"""A count as a file: its usual name and folder, and saving it without destroying another one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from meetingtui.dates.showing import show_date
from meetingtui.language import _
from meetingtui.tui.count_facts import GROUPS, CountFacts
from meetingtui.tui.needs import Settings

if TYPE_CHECKING:
    from meetingtui.services.exporting import Exported
    from meetingtui.services.office import Office
    from meetingtui.services.table_files import Made

FOLDER = "exports"
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
    return safe(text, ending)


def safe(text: str, ending: str) -> str:
    """A name without signs that file systems refuse."""
    kept = "".join(sign if sign.isalnum() or sign in "-_.（）" else "_" for sign in text)
    return f"{kept[:NAME_AT_MOST].lstrip('-.')}.{ending}"


class Saved(NamedTuple):
    """Where a count lies, and of a PDF in a sentence which signs no font here can draw."""

    made: Exported
    missing: str = ""


class Report(Protocol):
    """A report that can be kept as a file."""

    def file_name(self, ending: str) -> str:
        """Its usual name."""

    def save(self, path: Path, *, force: bool = False) -> Saved | None:
        """Write it in the form that the name asks for; None where another file stands and `force` is not given.

        The same file again is left as it is. Raises UnknownEnding, NoFonts or CannotWrite.
        """


class CountReport(NamedTuple):
    """A count of sittings as it is shown."""

    office: Office
    facts: CountFacts

    def file_name(self, ending: str) -> str:
        """County, period, grouping and as-of date."""
        return file_name(self.office.county_name, self.facts, ending)

    def save(self, path: Path, *, force: bool = False) -> Saved | None:
        """As `Report.save`."""
        from meetingtui.services import count_files, table_files

        ending, period = table_files.ending_of(path.name), self.facts.question.period
        made = count_files.made(
            self.office, self.facts.counts, ending, self.facts.frozen, span=period.span, as_of=period.as_of
        )
        return keep(self.office, path, made, _("{period}場次統計").format(period=self.facts.counts.period), force=force)


def keep(office: Office, path: Path, made: Made, what: str, *, force: bool) -> Saved | None:
    """Write `what` there; None where another file stands and `force` is not given. Raises CannotWrite."""
    from meetingtui.services import exporting, files
    from meetingtui.services.exporting import Exported

    if path.is_file() and not force:
        return Saved(Exported(path, True), made.missing) if files.read(path) == made.bytes else None
    if path.parent.name == FOLDER:
        make(path.parent)
    return Saved(exporting.write(office, path, made.bytes, what, force=force), made.missing)


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


def saved_words(made: Exported, missing: str = "") -> str:
    """Where it lies, whether the audit trail knows of it, and the sentence about missing signs."""
    text = _("已存到 {where}。").format(where=made.where)
    return (text if made.logged else text + _("資料庫目前不能寫入，此次匯出未記入稽核軌跡。")) + missing
