"""The official papers of the office: built from what is stored, as format-free documents, and laid out on demand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import N_, _
from meetingtui.papers import actions as actions_paper
from meetingtui.papers import counts as counts_paper
from meetingtui.papers import wording
from meetingtui.papers.document import Document
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import look_of
from meetingtui.services import actions, exporting, finding, notices, paper_settings, sitting_papers
from meetingtui.services.exporting import Exported
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.formats.glyph_places import Missing

PAPERS = ("notice", "agenda", "signin", "minutes", "actions", "counts")
PAPER_WORDS = {
    "notice": N_("開會通知單"), "agenda": N_("議程"), "signin": N_("簽到表"), "minutes": N_("會議紀錄"),
    "actions": N_("列管事項一覽表"), "counts": N_("年度場次統計表"),
}  # fmt: skip
FORMATS = ("txt", "odt", "docx", "pdf")
TEXT_WIDTH = 80


class Rendered(NamedTuple):
    """A paper as bytes. `pages` is known for PDF only; `missing` are signs that no font here can draw."""

    bytes: bytes
    pages: int | None = None
    missing: tuple[Missing, ...] = ()


class WrongFormat(Refusal):
    """A format that papers are not written in, or a file name that says another one."""


def build(
    office: Office, paper: str, of: str | int, *, agency: str = "", masked: bool | None = None, series: str = ""
) -> Document:
    """The document of a paper: `of` is a sitting (id or number), for `counts` a year.

    For `actions` it may be a sitting, or a year or nothing for all that is open (of `series`). `agency` is the 受文者
    of a notice, or whose action items are listed. `masked` (usually not) leaves out names and whatever tells of a
    case. Raises NotFound, NotAsked, NoNotice, UnknownField or WrongDate.
    """
    if paper not in BUILDERS:
        raise NotFound(_("公文"), paper, PAPERS)
    return BUILDERS[paper](office, of, agency, bool(masked), series)


def render(document: Document, form: str) -> Rendered:
    """The bytes of a document in one of FORMATS. Raises WrongFormat, or NoFonts for a PDF without any."""
    if form == "txt":
        from meetingtui.formats import paper_text

        return Rendered(paper_text.render(document, TEXT_WIDTH).encode())
    if form == "pdf":
        from meetingtui.formats import fonts, pdf

        made = pdf.render(document)
        return Rendered(made, pdf.pages(made), tuple(fonts.missing(document)))
    if form == "odt":
        from meetingtui.formats import odt

        return Rendered(odt.render(document))
    if form == "docx":
        from meetingtui.formats import docx

        return Rendered(docx.render(document))
    raise WrongFormat(_("沒有「{form}」這種格式，可用：{known}。"), form=form[:20], known="、".join(FORMATS))


def save(office: Office, document: Document, form: str, path: str | Path, *, force: bool = False) -> Exported:
    """Write a paper into a file, or under its own name into a folder; then note it in the trail.

    Raises WrongFormat, CannotWrite, or what `render` raises.
    """
    return save_rendered(office, document, form, render(document, form), path, force=force)


def save_rendered(
    office: Office, document: Document, form: str, made: Rendered, path: str | Path, *, force: bool = False
) -> Exported:
    """`save`, of what has been rendered already."""
    return exporting.write(office, target(document, form, path), made.bytes, document.name, force=force)


def target(document: Document, form: str, path: str | Path) -> Path:
    """The file that `path` means: itself, or in a folder the paper's own name. Raises WrongFormat or CannotWrite."""
    from meetingtui.formats.files import refuse_name, safe_name
    from meetingtui.services.files import path_of

    found = path_of(path)
    if found.is_dir() or str(path).endswith(("/", "\\")):
        return found / safe_name(document.name, fallback="paper", suffix=f".{form}")
    refuse_name(found)
    if found.suffix.lower() != f".{form}":
        text = _("檔名「{name}」與格式不符，應以 .{form} 結尾。請更正檔名，或以 --format 指定格式。")
        raise WrongFormat(text, name=visible_line(found.name)[:60], form=form)
    return found


def each_notice(office: Office, of: str | int, form: str, *, masked: bool = False) -> dict[str, bytes]:
    """One notice for each 受文者 by file name; names of files tell the agency's code, nothing of a case.

    Raises what `build` and `render` raise.
    """
    from meetingtui.formats.files import safe_name

    made: dict[str, bytes] = {}
    for place, to in enumerate(notices.recipients(office, of), 1):
        document = notices.document(office, of, agency=to.agency, masked=masked)
        name = f"{document.name}_{place:02d}{f'_{to.code}' if to.code else ''}"
        made[safe_name(name, fallback=f"notice_{place:02d}", suffix=f".{form}")] = render(document, form).bytes
    return made


def text(document: Document, width: int = TEXT_WIDTH) -> list[str]:
    """The paper as lines of text: what the preview shows."""
    from meetingtui.formats import paper_text

    return paper_text.lines(document, width)


def pages(document: Document) -> int:
    """How many pages the paper takes. Raises NoFonts."""
    return render(document, "pdf").pages or 0


def _notice(office: Office, of: str | int, agency: str, masked: bool, _series: str) -> Document:
    return notices.document(office, of, agency=agency, masked=masked)


def _agenda(office: Office, of: str | int, _agency: str, masked: bool, _series: str) -> Document:
    return sitting_papers.agenda_sheet(office, of, masked=masked)


def _signin(office: Office, of: str | int, _agency: str, masked: bool, _series: str) -> Document:
    return sitting_papers.signin_sheet(office, of, masked=masked)


def _minutes(office: Office, of: str | int, _agency: str, masked: bool, _series: str) -> Document:
    return sitting_papers.minutes_sheet(office, of, masked=masked)


def _actions(office: Office, of: str | int, agency: str, masked: bool, series: str) -> Document:
    """The action items that a sitting deals with (open before it, and its own), or all that are open."""
    registry, settings = office.registry(), paper_settings.of(office)
    day = office.clock.today()
    bureau = finding.agency_of(registry, agency) if agency else None
    mask: Masking = OPEN
    if _is_sitting(of):
        on = sitting_papers.ground(office, of, masked=masked)
        found = [*actions.open_for(office, on.session.id), *actions.of_session(office, on.session.id)]
        mask = sitting_papers.masking(office, on, masked=masked)
        title, name = on.sitting.title, f"{on.session.number}_{actions_paper.WORD}"
        day, confidential = date.fromisoformat(on.session.day) if on.session.day else day, on.session.confidential
    else:
        chosen = finding.series_of(registry, series) if series else None
        found = actions.listed(office, _open_ones(of, chosen.id if chosen else None))
        kinds = {one.series for one in found}
        secret = {one.code for one in registry.series.values() if one.confidential_on(day.isoformat())}
        confidential = bool(kinds & secret)
        mask = Masking() if masked else OPEN
        named = "" if masked or chosen is None else wording.line(chosen.name)
        title, name = f"{wording.line(settings.agency)}{named}", f"{actions_paper.WORD}"
        name = f"{chosen.code}_{name}" if chosen else name
    whose = actions_paper.Whose(settings.agency, title, name, day, confidential)
    pages_of = [bureau.name] if bureau else []
    return sitting_papers.action_table(office, whose, found, pages_of, mask)


def _is_sitting(of: str | int) -> bool:
    return isinstance(of, int) or "-" in of


def _open_ones(of: str | int, series_id: int | None) -> ActionFilter:
    years = (finding.year(str(of)),) if str(of).strip() else ()
    return ActionFilter(
        statuses=tuple(str(one) for one in STILL_OPEN), years=years,
        series_ids=None if series_id is None else (series_id,), credited=series_id is not None,
    )  # fmt: skip


def _counts(office: Office, of: str | int, _agency: str, _masked: bool, _series: str) -> Document:
    from meetingtui.services import counts

    settings = paper_settings.of(office)
    found = counts.count(office, counts.year_span(finding.year(str(of))))
    return counts_paper.document(settings.agency, found, look_of(settings))


BUILDERS: dict[str, Callable[[Office, str | int, str, bool, str], Document]] = {
    "notice": _notice, "agenda": _agenda, "signin": _signin, "minutes": _minutes, "actions": _actions,
    "counts": _counts,
}  # fmt: skip
