"""One sitting in full: what it is, who is asked and came, and every turn in its life."""

from __future__ import annotations

from typing import Any

from meetingtui.cli import printing, session_views
from meetingtui.domain.attendance import PRESENCE_WORDS, AttendeeView
from meetingtui.domain.guests import REPLY_WORDS, ROLE_WORDS
from meetingtui.domain.roles import Role
from meetingtui.domain.sittings import ChangeView, SessionView
from meetingtui.language import _
from meetingtui.services import attendance, sessions
from meetingtui.services.office import Office


def show(office: Office, one: SessionView, *, json: bool) -> None:
    """Print a sitting with its guests and its history."""
    turns = sessions.history(office, one.id)
    guests = attendance.of(office, one.id)
    if json:
        session_views.print_one(
            one, json=True, attendance=[guest_dict(guest) for guest in guests], history=[_turn(turn) for turn in turns]
        )
        return
    session_views.print_one(one, json=False)
    _print_guests(guests)
    _print_turns(turns)


def guest_dict(guest: AttendeeView) -> dict[str, Any]:
    """One guest for programs."""
    return {
        "name": guest.name,
        "email": guest.email,
        "role": guest.role,
        "reply": guest.reply or None,
        "delegated_to": guest.delegated_to or None,
        "comment": guest.comment,
        "presence": guest.presence or None,
        "persons": guest.persons,
    }


def _turn(turn: ChangeView) -> dict[str, Any]:
    from meetingtui.dates.clock import iso_taipei

    return {
        "at": iso_taipei(turn.at),
        "who": turn.who,
        "verb": turn.verb,
        "before": _taipei(turn.before),
        "after": _taipei(turn.after),
        "reason": turn.reason,
    }


def _taipei(stamp: str) -> str | None:
    from meetingtui.dates.clock import iso_taipei

    return iso_taipei(stamp) if stamp else None


def _print_guests(guests: list[AttendeeView]) -> None:
    if not guests:
        return
    printing.line("")
    printing.table(
        [_("受邀單位"), _("身分"), _("回覆"), _("出席"), _("人數")],
        [
            [
                guest.name, _(ROLE_WORDS[Role(guest.role)]), _reply(guest),
                _(PRESENCE_WORDS.get(guest.presence, guest.presence)), guest.persons or "",
            ]
            for guest in guests
        ],
        right=frozenset({4}),
    )  # fmt: skip


def _reply(guest: AttendeeView) -> str:
    word = _(REPLY_WORDS.get(guest.reply, guest.reply))
    return _("{name}（{mark}）").format(name=word, mark=guest.delegated_to) if guest.delegated_to else word


def _print_turns(turns: list[ChangeView]) -> None:
    if not turns:
        return
    from meetingtui.services.history import VERBS

    printing.line("")
    printing.table(
        [_("異動時間"), _("經手人"), _("異動"), _("原訂"), _("改為"), _("事由")],
        [
            [
                _moment(turn.at), turn.who, _(VERBS.get(turn.verb, turn.verb)), _moment(turn.before),
                _moment(turn.after), turn.reason,
            ]
            for turn in turns
        ],
    )  # fmt: skip


def _moment(stamp: str) -> str:
    if not stamp:
        return ""
    from meetingtui.dates.clock import unstamp
    from meetingtui.dates.showing import show_moment

    return show_moment(unstamp(stamp), "dot")
