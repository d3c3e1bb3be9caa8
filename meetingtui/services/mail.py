"""Mail drafts of a notice: one for each 受文者, with the notice and the calendar file in it. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.invitations import NEUTRAL_TITLE
from meetingtui.domain.notices import NoticeView, Recipient
from meetingtui.domain.roles import Method
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_
from meetingtui.papers import wording
from meetingtui.services import exporting, finding, invitations, notices, paper_facts, paper_settings, papers
from meetingtui.services.exporting import Exported
from meetingtui.services.office import Office
from meetingtui.store.queries import attendance as attendance_rows

if TYPE_CHECKING:
    from meetingtui.formats.mail import Draft

MASKED_MAIL = N_(
    "密件：郵件草稿附的是遮罩本，只隱去已知的姓名、證號、電話與地址，備註另外寫出的姓名與案情仍會寄出，請先核對。"
)
"""What is said before the mail drafts of a confidential sitting leave."""
OFF = frozenset({Status.CANCELLED, Status.MERGED, Status.POSTPONED})


class Written(NamedTuple):
    """Drafts that were written: where, their names, and who has no usable address."""

    exported: Exported
    files: tuple[str, ...]
    without: tuple[str, ...]


def drafts(
    office: Office, name: str | int, *, agency: str = "", form: str = "pdf", alarm_minutes: int | None = 60,
    issued: date | None = None, before_each: Callable[[], None] = lambda: None,
) -> dict[str, bytes]:  # fmt: skip
    """A draft (.eml) for each recipient by file name, or only for `agency`.

    A confidential sitting goes out under its neutral name, with the masked notice; `issued` is the day that notices
    bear of which no issue is noted yet. Raises NotFound, NotAsked,
    NoNotice, UnknownField, NothingToSay or NoFonts.
    """
    from meetingtui.formats import mail
    from meetingtui.formats.files import safe_name

    return {
        safe_name(stem, fallback="mail", suffix=".eml"): mail.write(draft)
        for stem, draft in _drafts(office, name, agency, form, alarm_minutes, issued, before_each).items()
    }


def write(
    office: Office, name: str | int, folder: str | Path, *, agency: str = "", form: str = "pdf",
    alarm_minutes: int | None = 60, force: bool = False,
) -> Written:  # fmt: skip
    """Write the drafts into a folder; those of all recipients count as an invitation that tells what it says now.

    Raises what `drafts` raises, and CannotWrite.
    """
    from meetingtui.formats.mail import reachable

    registry = office.registry()
    one = finding.session_of(office, registry, name)
    made = drafts(office, one.id, agency=agency, form=form, alarm_minutes=alarm_minutes)
    told = [] if agency else [one]
    done = exporting.write_folder(office, folder, made, f"{one.number} eml", force=force, invited=told)
    without = (to.agency for to in _chosen(office, one.id, agency) if not reachable(to.email))
    return Written(done, tuple(made), tuple(without))


def method_of(one: SessionView) -> Method:
    """What the calendar file of a sitting does: ask to it as it stands, or strike it out."""
    off = one.status in OFF and not (one.status == Status.POSTPONED and one.start)
    return Method.CANCEL if off else Method.REQUEST


def _drafts(
    office: Office, name: str | int, agency: str, form: str, alarm_minutes: int | None, issued: date | None,
    before_each: Callable[[], None],
) -> dict[str, Draft]:  # fmt: skip
    from meetingtui.formats.mail import Attachment, Draft

    registry = office.registry()
    one = finding.session_of(office, registry, name)
    view = notices.of(office, one.id)
    method = method_of(one)
    settings = paper_settings.of(office)
    sender, address = _sender(office, one, settings.agency)
    made = {}
    for place, to in enumerate(_chosen(office, one.id, agency), 1):
        before_each()
        calendar = _calendar(office, one, method, to, alarm_minutes)
        paper = notices.document(office, one.id, agency=to.agency, masked=one.confidential, issued=issued)
        attached = Attachment(f"{one.number}_notice.{form}", form, papers.render(paper, form).bytes)
        made[f"{one.number}_{place:02d}{f'_{to.code}' if to.code else ''}"] = Draft(
            sender, address, "" if one.confidential else to.agency, to.email,
            _subject(one, view), _body(one, view, settings.agency, to, method), (attached,), calendar, method,
        )  # fmt: skip
    return made


def _sender(office: Office, one: SessionView, agency: str) -> tuple[str, str]:
    """Name and address that the mail comes from: those of the calendar file, so that answers come back to the sender.

    Of a confidential sitting not the name, as a centre's tells the kind of case.
    """
    name, address = invitations.organizer(office, one)
    return attendance_rows.sender(office.reader).organizer or agency if one.confidential else name or agency, address


def _calendar(office: Office, one: SessionView, method: Method, to: Recipient, alarm_minutes: int | None) -> bytes:
    """The calendar file that goes to one recipient."""
    made = invitations.prepare(office, [one.id], method, alarm_minutes=alarm_minutes, for_one=to.email)
    return next(iter(made.files.values()))


def _chosen(office: Office, name: str | int, agency: str) -> list[Recipient]:
    everybody = notices.recipients(office, name)
    return [notices.recipient(office, name, agency)] if agency else everybody


def _subject(one: SessionView, view: NoticeView) -> str:
    """What the mail is called; of a confidential sitting only number and what to do."""
    turn = f"（{view.turn}）" if view.turn else ""
    return f"{turn}{NEUTRAL_TITLE} {one.number} 開會通知" if one.confidential else f"{turn}開會通知單：{view.title}"


def _body(one: SessionView, view: NoticeView, agency: str, to: Recipient, method: Method) -> str:
    """A letter of a few lines, in Chinese whatever the program speaks."""
    start = wording.moment(paper_facts.moment(one.start)) or "另行通知"
    lines = [
        f"{to.agency if not one.confidential else '各位網絡夥伴'}　您好：", "",
        f"檢送{f'{NEUTRAL_TITLE}（{one.number}）' if one.confidential else view.title}開會通知單1份，請查照。", "",
        *([view.changed] if view.changed and not one.confidential else []),
        f"開會時間：{start}", f"開會地點：{wording.line(paper_facts.place(one))}",
    ]  # fmt: skip
    contact = notices.contact_line(view.shown)
    lines += [f"聯絡人及電話：{contact}"] if contact else []
    joining = "隨信附上行事曆檔，可直接加入行事曆並回復能否出席。"
    leaving = "隨信附上行事曆取消檔，開啟後即自行事曆刪去本場會議。"
    return "\n".join([*lines, "", leaving if method is Method.CANCEL else joining, "", agency])
