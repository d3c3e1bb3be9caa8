"""The official papers of the office: built from what is stored, as format-free documents, and laid out on demand."""

from __future__ import annotations

from collections.abc import Callable

from meetingtui.domain.errors import NotFound
from meetingtui.language import N_, _
from meetingtui.papers import counts as counts_paper
from meetingtui.papers import signin as signin_paper
from meetingtui.papers.document import Document
from meetingtui.papers.settings import look_of
from meetingtui.services import attendees, finding, notices, paper_facts, paper_settings
from meetingtui.services.office import Office

PAPERS = ("notice", "signin", "counts")
PAPER_WORDS = {
    "notice": N_("開會通知單"), "agenda": N_("議程"), "signin": N_("簽到表"), "minutes": N_("會議紀錄"),
    "actions": N_("列管事項一覽表"), "counts": N_("年度場次統計表"),
}  # fmt: skip


def build(
    office: Office, paper: str, of: str | int, *, agency: str = "", masked: bool | None = None, series: str = ""
) -> Document:
    """The document of a paper: `of` is a sitting (id or number), for `counts` a year.

    `agency` is the 受文者 of a notice, or whose action items are listed; `masked` (usually not) leaves out names and
    whatever tells of a case. Raises NotFound, NotAsked, NoNotice, UnknownField or WrongDate.
    """
    if paper not in BUILDERS:
        raise NotFound(_("公文"), paper, PAPERS)
    return BUILDERS[paper](office, of, agency, bool(masked), series)


def _notice(office: Office, of: str | int, agency: str, masked: bool, _series: str) -> Document:
    return notices.document(office, of, agency=agency, masked=masked)


def _signin(office: Office, of: str | int, _agency: str, masked: bool, _series: str) -> Document:
    registry, settings = office.registry(), paper_settings.of(office)
    one = finding.session_of(office, registry, of)
    expected = []
    for guest in attendees.of_sittings(office, registry, [one])[one.id]:
        if guest.role == "chair":
            expected.append(signin_paper.Expected("chair", "", one.acting or one.chair, one.chair_person))
        else:
            expected.append(signin_paper.Expected(guest.role, guest.name))
    sitting = paper_facts.sitting(registry, settings, one, masked=masked)
    return signin_paper.document(sitting, tuple(expected), look_of(settings), blank_rows=settings.blank_rows)


def _counts(office: Office, of: str | int, _agency: str, _masked: bool, _series: str) -> Document:
    from meetingtui.services import counts

    settings = paper_settings.of(office)
    found = counts.count(office, counts.year_span(finding.year(str(of))))
    return counts_paper.document(settings.agency, found, look_of(settings))


BUILDERS: dict[str, Callable[[Office, str | int, str, bool, str], Document]] = {
    "notice": _notice, "signin": _signin, "counts": _counts,
}  # fmt: skip
