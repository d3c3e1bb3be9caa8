"""The official papers of the office: built from what is stored, as format-free documents, and laid out on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from os.path import isdir  # a Path of a name that is too long raises where this says no
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.paper_settings import PaperSettings
from meetingtui.domain.registry import Series
from meetingtui.domain.visible import visible_line
from meetingtui.language import N_, _
from meetingtui.papers import actions as actions_paper
from meetingtui.papers import counts as counts_paper
from meetingtui.papers import wording
from meetingtui.papers.document import Block, Document
from meetingtui.papers.masking import OPEN, Masking
from meetingtui.papers.settings import look_of
from meetingtui.services import actions, exporting, finding, notices, paper_settings, secrecy, sitting_papers
from meetingtui.services.exporting import Exported
from meetingtui.services.office import Office

if TYPE_CHECKING:
    from meetingtui.domain.counts import Counts
    from meetingtui.formats.glyph_places import Missing

PAPERS = ("notice", "agenda", "signin", "minutes", "actions", "counts")
"""Papers of a sitting or a year; `life` is that of an action item."""
PAPER_WORDS = {
    "notice": N_("開會通知單"), "agenda": N_("議程"), "signin": N_("簽到表"), "minutes": N_("會議紀錄"),
    "actions": N_("列管事項一覽表"), "life": N_("列管事項辦理歷程"), "counts": N_("年度場次統計表"),
}  # fmt: skip
MASKED = N_(
    "遮罩本只隱去已知的姓名、身分證字號、電話、地址與電子郵件；"
    "內文或附件名稱另外寫出的姓名與案情仍會印出，請逐頁核對後再提供。"
)
"""What is said before a masked paper leaves: nobody can know every name that was typed."""
NAMED = 8
"""How many missing signs a sentence names."""
FORMATS = ("txt", "odt", "docx", "pdf")
TEXT_WIDTH = 80
TEXT_WIDTH_ACROSS = 110


class Wanted(NamedTuple):
    """What is asked of a paper, as `build` is asked for it."""

    of: str | int
    agency: str = ""
    masked: bool = False
    series: str = ""
    each_agency: bool = False
    tried: PaperSettings | None = None


class Rendered(NamedTuple):
    """A paper as bytes. `pages` is known for PDF only; `missing` are signs that no font here can draw."""

    bytes: bytes
    pages: int | None = None
    missing: tuple[Missing, ...] = ()


class WrongFormat(Refusal):
    """A format that papers are not written in, or a file name that says another one."""


def missing_words(missing: Sequence[Missing]) -> str:
    """Which signs of a paper would be empty boxes, at most NAMED of them by name; '' where none is missing."""
    if not missing:
        return ""
    more = _("等{count}個字").format(count=len(missing)) if len(missing) > NAMED else ""
    signs = _("、").join(one.sentence() for one in missing[:NAMED])
    text = _("這台電腦的字型沒有下列字元，印出會是空白方框：{signs}{more}。請安裝含罕用字的字型。")
    return text.format(signs=signs, more=more)


def build(
    office: Office, paper: str, of: str | int, *, agency: str = "", masked: bool | None = None, series: str = "",
    each_agency: bool = False, tried: PaperSettings | None = None,
) -> Document:  # fmt: skip
    """The document of a paper: `of` is a sitting (id or number), for `counts` a year.

    For `life` it is an action item, for `actions` a sitting, or a year or nothing for all that is open (of `series`).
    `agency` is the 受文者 of a notice, or whose action items are listed; `each_agency` gives everybody who has some a
    page: before a sitting for which answers are asked, one to be filled in. `masked` (usually not) leaves out names
    and whatever tells of a case; `tried` are settings to try the paper with.

    Raises NotFound, NotAsked, NoNotice, UnknownField or WrongDate.
    """
    if paper not in BUILDERS:
        raise NotFound(_("公文"), paper, tuple(BUILDERS))
    return BUILDERS[paper](office, Wanted(of, agency, bool(masked), series, each_agency, tried))


def render(document: Document, form: str) -> Rendered:
    """The bytes of a document in one of FORMATS. Raises WrongFormat, or NoFonts for a PDF without any."""
    if form == "txt":
        from meetingtui.formats import paper_text

        return Rendered(paper_text.render(document, _width(document)).encode())
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
    if isdir(found) or str(path).endswith(("/", "\\")):
        return found / safe_name(document.name, fallback="paper", suffix=f".{form}")
    refuse_name(found)
    if found.suffix.lower() != f".{form}":
        text = _("檔名「{name}」與格式不符，應以 .{form} 結尾。請更正檔名，或改選格式（--format）。")
        raise WrongFormat(text, name=visible_line(found.name)[:60], form=form)
    return found


def each_notice(
    office: Office, of: str | int, form: str, *, masked: bool = False, issued: date | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> dict[str, bytes]:  # fmt: skip
    """One notice for each 受文者 by file name; names of files tell the agency's code, nothing of a case.

    `issued` is the day that they bear where no issue is noted yet. Raises what `build` and `render` raise.
    """
    from meetingtui.formats.files import safe_name

    made: dict[str, bytes] = {}
    for place, to in enumerate(notices.recipients(office, of), 1):
        before_each()
        document = notices.document(office, of, agency=to.agency, masked=masked, issued=issued)
        name = f"{document.name}_{place:02d}{f'_{to.code}' if to.code else ''}"
        made[safe_name(name, fallback=f"notice_{place:02d}", suffix=f".{form}")] = render(document, form).bytes
    return made


def each_answer_sheet(
    office: Office, of: str | int, form: str, *, masked: bool = False, before_each: Callable[[], None] = lambda: None
) -> dict[str, bytes]:
    """The page of each agency that is asked before a sitting, by file name, which tells its code and nothing of a case.

    `before_each` is called before each is laid out. Raises NotFound or NothingToFill, or what `render` raises.
    """
    from meetingtui.formats.files import safe_name

    on = sitting_papers.ground(office, of, masked=masked)
    made: dict[str, bytes] = {}
    for code in sitting_papers.asked_agencies(office, on):
        before_each()
        document = sitting_papers.answer_sheets(office, on, agency=code)
        made[safe_name(document.name, fallback=code, suffix=f".{form}")] = render(document, form).bytes
    return made


def of_counts(office: Office, found: Counts, tried: PaperSettings | None = None) -> Document:
    """The table of a count by series, of whatever period."""
    settings = tried or paper_settings.of(office)
    return counts_paper.document(settings.agency, found, look_of(settings))


def example(office: Office) -> str:
    """The number of a sitting to try settings on: the next one of the house, or else its last. Raises Refusal."""
    from meetingtui.domain.sittings import SessionFilter
    from meetingtui.services import sessions

    today = office.clock.today().isoformat()
    own = [one for one in sessions.all_of(office, SessionFilter()) if not one.external and one.start]
    own = [one for one in own if not one.confidential] or own
    found = next((one for one in own if one.day >= today), own[-1] if own else None)
    if found is None:
        raise Refusal(_("還沒有排定日期的場次可供試印。請先編排或新增場次。"))
    return found.number


def text(document: Document, width: int | None = None) -> list[str]:
    """The paper as lines of text of at most `width` cells (None: as in a file): what the preview shows."""
    from meetingtui.formats import paper_text

    return paper_text.lines(document, _width(document) if width is None else width)


def _width(document: Document) -> int:
    return TEXT_WIDTH_ACROSS if document.landscape else TEXT_WIDTH


def pages(document: Document) -> int:
    """How many pages the paper takes. Raises NoFonts."""
    return render(document, "pdf").pages or 0


def _notice(office: Office, wanted: Wanted) -> Document:
    return notices.document(office, wanted.of, agency=wanted.agency, masked=wanted.masked, tried=wanted.tried)


def _agenda(office: Office, wanted: Wanted) -> Document:
    return sitting_papers.agenda_sheet(office, wanted.of, masked=wanted.masked, tried=wanted.tried)


def _signin(office: Office, wanted: Wanted) -> Document:
    return sitting_papers.signin_sheet(office, wanted.of, masked=wanted.masked, tried=wanted.tried)


def _minutes(office: Office, wanted: Wanted) -> Document:
    return sitting_papers.minutes_sheet(office, wanted.of, masked=wanted.masked, tried=wanted.tried)


def _actions(office: Office, wanted: Wanted) -> Document:
    """The action items that a sitting deals with (open before it, and its own), or all that are open."""
    registry, settings = office.registry(), wanted.tried or paper_settings.of(office)
    today = office.clock.today()
    bureau = finding.agency_of(registry, wanted.agency) if wanted.agency else None
    mask: Masking = OPEN
    mark = ""
    off: tuple[Block, ...] = ()
    if _is_sitting(wanted.of):
        on = sitting_papers.ground(office, wanted.of, masked=wanted.masked, tried=wanted.tried)
        if (bureau or wanted.each_agency) and sitting_papers.is_asked(office, on.session):
            return sitting_papers.answer_sheets(office, on, agency=wanted.agency)
        found = actions_paper.Sheet("", *sitting_papers.action_rows(office, on.session))
        mask = sitting_papers.masking(office, on, masked=wanted.masked)
        title, name, confidential = on.sitting.title, on.session.number, on.session.confidential
        mark, off = sitting_papers.classed(office, on, found.before, found.actions).mark, on.sitting.off
    else:
        series = finding.series_of(registry, wanted.series) if wanted.series else None
        listed = actions.listed(office, _open_ones(wanted.of, series))
        found = actions_paper.Sheet("", tuple(actions_paper.entry(one) for one in listed))
        confidential = bool(secrecy.of_items(office, registry, listed))
        mask = sitting_papers.masked_throughout(office, registry) if wanted.masked else OPEN
        named = wording.line(series.name) if series and not wanted.masked else ""
        title, name = f"{wording.line(settings.agency)}{named}", series.code if series else "ALL"
    file = f"{name}_{actions_paper.WORD}"
    whose = actions_paper.Whose(settings.agency, title, file, today, confidential, mark, off)
    agencies = [bureau.name] if bureau else found.agencies if wanted.each_agency else []
    return actions_paper.document(whose, [found.only(one) for one in agencies] or [found], look_of(settings), mask)


def _life(office: Office, wanted: Wanted) -> Document:
    """Everything that happened to an action item."""
    from meetingtui.papers import action_life as paper
    from meetingtui.services import action_life

    registry, settings, today = office.registry(), wanted.tried or paper_settings.of(office), office.clock.today()
    life = action_life.of(office, wanted.of)
    mask = sitting_papers.masked_throughout(office, registry) if wanted.masked else OPEN
    confidential = bool(secrecy.of_items(office, registry, [life.item]))
    return paper.document(settings.agency, life, look_of(settings), today, mask, confidential=confidential)


def is_asked(office: Office, of: str | int) -> bool:
    """Whether `of` is a sitting to come before which agencies are asked for answers. Raises NotFound."""
    return _is_sitting(of) and sitting_papers.is_asked(office, finding.session_of(office, office.registry(), of))


def _is_sitting(of: str | int) -> bool:
    return isinstance(of, int) or "-" in of


def _open_ones(of: str | int, series: Series | None) -> ActionFilter:
    years = (finding.year(str(of)),) if str(of).strip() else ()
    return ActionFilter(
        statuses=tuple(str(one) for one in STILL_OPEN), years=years,
        series_ids=(series.id,) if series else None, credited=series is not None,
    )  # fmt: skip


def _counts(office: Office, wanted: Wanted) -> Document:
    from meetingtui.services import counts

    found = counts.count(office, counts.year_span(finding.year(str(wanted.of))))
    return of_counts(office, found, wanted.tried)


BUILDERS: dict[str, Callable[[Office, Wanted], Document]] = {
    "notice": _notice, "agenda": _agenda, "signin": _signin, "minutes": _minutes, "actions": _actions,
    "life": _life, "counts": _counts,
}  # fmt: skip
