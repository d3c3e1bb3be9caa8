"""Papers to a printer: which there are, sending one, and following it until it is on paper or the reason is known."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from time import sleep
from typing import NamedTuple

from meetingtui.domain.names import nearest
from meetingtui.domain.visible import visible_line
from meetingtui.language import N_, _
from meetingtui.papers.document import Document
from meetingtui.services import exporting, spooler
from meetingtui.services.office import Office
from meetingtui.services.spooler import CannotPrint, Queue

MOST_COPIES = 99
TITLE = "paper"
"""The name that every job bears, as others see the queue: it tells no series and no case."""
EVERY = 0.5
"""Seconds between two looks at a job."""
LOOKS = 6
"""How often a printer may name the same trouble before following its job ends."""
KNOWN_TROUBLE = {
    "The printer may not exist or is unavailable at this time.": N_("印表機可能沒有開機，或沒有連上網路"),
    "The printer is not responding.": N_("印表機沒有回應"),
    "disabled": N_("印表機已暫停"),
}
"""What CUPS says most, in the user's language; the rest is shown as it says it."""
NO_TROUBLE = frozenset({"", "Waiting for job to complete.", "Sending data to printer.", "Spooling job."})
KNOWN_ENDS = {
    "job-canceled-by-user": N_("工作已被取消"), "job-canceled-by-operator": N_("工作已被管理者取消"),
    "job-canceled-at-device": N_("工作已在印表機上取消"), "aborted-by-system": N_("列印服務中止了工作"),
    "job-aborted-by-system": N_("列印服務中止了工作"),
}  # fmt: skip


class SignsMissing(CannotPrint):
    """Signs that no font here can draw: they would be empty boxes on paper."""

    def __init__(self, named: str) -> None:
        super().__init__("{named}" + _("仍要列印請加 --despite glyphs。"), named=named)
        self.named = named


class Printer(NamedTuple):
    """A printer; `why` says why it takes nothing just now, empty when it is ready."""

    name: str
    default: bool
    why: str

    @property
    def ready(self) -> bool:
        """Whether it takes a job."""
        return not self.why


class Job(NamedTuple):
    """A paper on its way: its name in the system, the printer, pages and copies."""

    name: str
    printer: str
    pages: int
    copies: int


class JobState(NamedTuple):
    """Where a job stands: `done` when nothing more will happen, `failed` when something keeps it from paper."""

    done: bool
    failed: bool
    words: str


def printers() -> list[Printer]:
    """The printers of this machine, the default one first. Raises CannotPrint, also where there is none."""
    found = [Printer(queue.name, queue.default, _why(queue)) for queue in spooler.queues()]
    if not found:
        raise CannotPrint(_("列印服務沒有任何印表機。請先新增印表機（lpadmin 或系統設定）。"))
    return sorted(found, key=lambda one: (not one.default, one.name))


class Typefaces(NamedTuple):
    """What a PDF is set in here: the families in their order, and whether one is like 標楷體."""

    families: list[str]
    kai: bool


def typefaces() -> Typefaces:
    """The fonts of this machine for papers in 標楷體. Raises NoFonts."""
    from meetingtui.formats import fonts

    found = fonts.find()
    return Typefaces(found.families, found.has_kai)


def choose(name: str = "") -> Printer:
    """The printer of that name, or the default one, ready to take a job. Raises CannotPrint."""
    there = printers()
    if not name:
        chosen = there[0] if there[0].default or len(there) == 1 else None
        if chosen is None:
            raise CannotPrint(_("沒有預設印表機。請指定（--printer）：{names}。"), names=_listed(there))
    else:
        chosen = next((one for one in there if one.name.casefold() == name.casefold()), None)
        if chosen is None:
            close = nearest(name, [one.name for one in there]) or [one.name for one in there]
            raise CannotPrint(
                _("沒有印表機「{name}」。可用的有：{names}。"), name=visible_line(name)[:60], names=_("、").join(close)
            )
    if chosen.why:
        raise CannotPrint(_("印表機「{name}」{why}。請先恢復，或改選其他印表機。"), name=chosen.name, why=chosen.why)
    return chosen


def send(
    office: Office,
    document: Document,
    *,
    printer: str = "",
    copies: int = 1,
    duplex: bool = False,
    despite_missing: bool = False,
) -> Job:
    """Print a paper as PDF, in A4, `copies` times, on both sides with `duplex`; then note it in the trail.

    Raises CannotPrint, NoFonts, or SignsMissing unless `despite_missing`.
    """  # fmt: skip
    from meetingtui.services import papers

    if not 1 <= copies <= MOST_COPIES:
        raise CannotPrint(_("份數須在1到{most}之間。"), most=MOST_COPIES)
    chosen = choose(printer)
    made = papers.render(document, "pdf")
    if made.missing and not despite_missing:
        raise SignsMissing(papers.missing_words(made.missing))
    edge = "two-sided-short-edge" if document.landscape else "two-sided-long-edge"
    options = ["media=A4", f"sides={edge if duplex else 'one-sided'}"]
    name = _submitted(chosen.name, made.bytes, copies, options)
    exporting.note(office, document.name, verb="printed")
    return Job(name, chosen.name, made.pages or 0, copies)


def state(job: Job) -> JobState:
    """Where a job stands now. Raises CannotPrint when nobody can tell."""
    if spooler.waiting(job.name):
        said = spooler.trouble(job.name)
        if said in NO_TROUBLE:
            return JobState(done=False, failed=False, words=_("列印中"))
        why = _(KNOWN_TROUBLE[said]) if said in KNOWN_TROUBLE else visible_line(said)
        return JobState(done=False, failed=True, words=_("等待中：{why}").format(why=why))
    bad = spooler.ended_badly(job.name)
    if bad:
        why = _(KNOWN_ENDS[bad]) if bad in KNOWN_ENDS else visible_line(bad)
        return JobState(done=True, failed=True, words=_("未印出：{why}").format(why=why))
    return JobState(done=True, failed=False, words=_("已送交印表機"))


def followed(job: Job, *, seconds: float = 60) -> JobState:
    """The state of a job once it is done, once a trouble lasts, or after `seconds`. Raises CannotPrint."""
    troubled = 0
    for _look in range(max(1, round(seconds / EVERY))):
        now = state(job)
        troubled = troubled + 1 if now.failed else 0
        if now.done or troubled >= LOOKS:
            return now
        sleep(EVERY)
    return state(job)


def told(job: Job, state: JobState) -> str:
    """Where a job stands in a sentence; of one that waits for something how it is taken back."""
    if state.failed and not state.done:
        return _("{state}。工作仍在佇列，可執行「cancel {name}」取消。").format(state=state.words, name=job.name)
    return _("{state}。").format(state=state.words)


def _why(queue: Queue) -> str:
    if queue.paused is not None:
        return _("已暫停（{reason}）").format(reason=visible_line(queue.paused)) if queue.paused else _("已暫停")
    if queue.refusing is not None:
        reason = visible_line(queue.refusing)
        return _("目前不收件（{reason}）").format(reason=reason) if queue.refusing else _("目前不收件")
    return ""


def _listed(there: list[Printer]) -> str:
    return _("、").join(visible_line(one.name) for one in there)


def _submitted(printer: str, made: bytes, copies: int, options: list[str]) -> str:
    """Hand the bytes over in a private file (0600), which goes when the printing system has its copy."""
    handle, name = tempfile.mkstemp(prefix="meetingtui-", suffix=".pdf")
    try:
        with open(handle, "wb") as file:
            file.write(made)
        return spooler.submit(printer, Path(name), title=TITLE, copies=copies, options=options)
    finally:
        os.unlink(name)
