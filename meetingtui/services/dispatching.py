"""A notice made ready to go out: papers, calendar file and mail drafts for everybody in one folder. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import Method
from meetingtui.domain.outgoing import What
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import exporting, files, finding, invitations, mail, notices, outgoing, papers
from meetingtui.services.calendar_sets import FilesThere, GoingOn, to_the_end
from meetingtui.services.office import Office


class Ready(NamedTuple):
    """Where the files of a sitting lie and what they are called, and who has no usable address and gets paper.

    `issued` says that it was noted as gone out with them, under `doc_no`, which may be empty; `logged` whether the
    audit trail knows of the files. `unlisted` says that a calendar file lists nobody and no mail draft is with it.
    """

    session: SessionView
    where: Path
    files: tuple[str, ...]
    without: tuple[str, ...]
    issued: bool
    logged: bool
    doc_no: str = ""
    unlisted: bool = False


class Stopped(Refusal):
    """Somebody stopped the work before anything was written."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("已停止：沒有寫出任何檔案，也未登記發文。"))


def everything(
    office: Office, name: str | int, folder: str | Path, *, on: date | None = None, alarm_minutes: int | None = 60,
    force: bool = False, going_on: GoingOn = to_the_end, note: bool = True,
) -> Ready:  # fmt: skip
    """Write the notice of each recipient (PDF), the calendar file and a mail draft for each; then `note` the issue.

    The day of issue is `on` or today, unless it is noted already and nothing has changed since. All files are written
    or none; `going_on` is told how many of how many papers are laid out, and stops the work by False. Raises what
    `notices.issue` and `mail.drafts` raise, FilesThere (without `force`), Stopped and CannotWrite.
    """
    one = notices.require_issue(office, name)
    view = notices.of(office, one.id)
    due = not view.issued_on
    day = (on or office.clock.today()) if due else None
    step = steps(2 * len(notices.recipients(office, one.id)), going_on)
    made = papers.each_notice(office, one.id, "pdf", issued=day, before_each=step)
    made |= invitations.prepare(office, [one.id], mail.method_of(one), alarm_minutes=alarm_minutes).files
    made |= mail.drafts(office, one.id, alarm_minutes=alarm_minutes, issued=day, before_each=step)
    done = _write(office, folder, made, one, force=force)
    noted = due and note and not office.read_only
    if noted:
        notices.issue(office, one.id, on=day)
    return Ready(one, done.where, tuple(made), unreachable(office, one.id), noted, done.logged, view.shown.doc_no)


def again(
    office: Office, name: str | int, folder: str | Path, *, alarm_minutes: int | None = 60, force: bool = False,
    going_on: GoingOn = to_the_end, note: bool = True,
) -> Ready:  # fmt: skip
    """Write what must go out again for a sitting, and `note` that it has: everything, or only the calendar file.

    Raises as `everything` does, and NothingAgain.
    """
    kinds = {one.what for one in outgoing.of(office, name)}
    if What.NOTICE in kinds:
        return everything(office, name, folder, alarm_minutes=alarm_minutes, force=force, going_on=going_on, note=note)
    one = finding.session_of(office, office.registry(), name)
    if not kinds:
        raise NothingAgain(one.number)
    method = Method.PUBLISH if kinds == {What.FEED} else mail.method_of(one)
    calendar = invitations.prepare(office, [one.id], method, alarm_minutes=alarm_minutes)
    done = _write(office, folder, calendar.files, one, force=force, feed=method is Method.PUBLISH)
    return Ready(
        one, done.where, tuple(calendar.files), calendar.unreachable, False, done.logged,
        unlisted=bool(calendar.unlisted),
    )  # fmt: skip


def all_again(
    office: Office, sittings: Sequence[int], exports: Path, *, alarm_minutes: int = 60, force: bool = False,
    going_on: GoingOn = to_the_end,
) -> tuple[list[Ready], Refusal | None]:  # fmt: skip
    """`again` for sittings (ids), each into its folder within `exports`, and noted as one change.

    Answers what is ready, and what refused the rest: what was ready before stays, and is noted.
    """
    ready: list[Ready] = []
    due: list[int] = []
    refusal: Refusal | None = None
    for one in sittings:
        try:
            session = finding.session_of(office, office.registry(), one)
            notice = What.NOTICE in [left.what for left in outgoing.of(office, one)]
            done = again(
                office, one, folder_of(exports, session), alarm_minutes=alarm_minutes, force=force, going_on=going_on,
                note=False,
            )  # fmt: skip
        except Refusal as refused:
            refusal = refused
            break
        noted = notice and not office.read_only
        due += [one] if noted else []
        ready.append(done._replace(issued=noted))
    if due:
        outgoing.all_done(office, [(one, What.NOTICE) for one in due])
    return ready, refusal


class NothingAgain(Refusal):
    """A sitting of which everybody has been told what stands now."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number}沒有待補發的項目。"), number=number)


def folder_of(exports: Path, one: SessionView) -> Path:
    """The folder for a sitting's files within `exports`; after each change another, so that what went out is kept."""
    from meetingtui.formats.files import safe_name

    stem = f"{one.number}_{one.sequence}" if one.sequence else one.number
    return exports / safe_name(stem, fallback="notice")


def unreachable(office: Office, name: str | int) -> tuple[str, ...]:
    """The recipients without a usable address, who get paper."""
    return tuple(to.agency for to in notices.recipients(office, name) if not by_mail(to.email))


def by_mail(address: str) -> bool:
    """Whether a recipient with that address can be reached by mail."""
    from meetingtui.formats.mail import reachable

    return reachable(address)


def _write(
    office: Office, folder: str | Path, made: dict[str, bytes], one: SessionView, *, force: bool, feed: bool = False
) -> exporting.Exported:
    target = files.path_of(folder)
    there = [name for name in made if (target / name).exists()]
    if there and not force:
        raise FilesThere(there)
    with suppress(OSError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    what = _("{number}的通知單、行事曆檔與郵件草稿").format(number=one.number)
    invited, fed = ([], [exporting.Fed(one)]) if feed else ([one], [])
    return exporting.write_folder(office, target, made, what, force=force, invited=invited, fed=fed)


def steps(total: int, going_on: GoingOn, stopped: str = "") -> Callable[[], None]:
    """To be called before each paper. Raises Stopped with its sentence."""
    count = iter(range(total + 1))

    def step() -> None:
        if not going_on(next(count, total), total):
            raise Stopped(stopped)

    return step
