"""Who is asked to a series: somebody more, or in another role, from a day on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from meetingtui.domain.guests import networks_held
from meetingtui.domain.seats import SEAT_WORDS
from meetingtui.language import N_, _
from meetingtui.services.members import ROLES, MemberForm, SeatForm
from meetingtui.services.series_views import ROLE_WORDS, MemberView
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.registry_form import RegistryForm, text_in, worded
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.date_field import DateField
from meetingtui.tui.widgets.field import Field, LineField

Members = list[MemberView]
WORDS = {role: ROLE_WORDS[role] for role in ROLES}
SEATS = {"none": N_("一般")} | {str(seat): word for seat, word in SEAT_WORDS.items()}
SENDING = {"usual": N_("依席次慣例"), "yes": N_("得派員代理"), "no": N_("須親自出席")}
"""Whether somebody may come in place of the holder of a seat."""
ANSWERS = {"usual": None, "yes": True, "no": False}


class NewMember(RegistryForm[Members]):
    """Asks an agency, a network or somebody by name to every sitting of a series."""

    HELP: ClassVar[str] = N_(
        "選機關或網絡別（由持有該網絡的機關出席），或只填名稱。身分為出席、得出席或列席；列席者不參與表決。"
        "只邀請某一場時，請到該場次按 g。"
    )

    def __init__(self, page: Page[Any], series: str) -> None:
        self.series = series
        super().__init__(page, keep=series)

    def title_text(self) -> str:
        return _("新增出列席單位：{series}").format(series=self.series)

    def fields(self) -> Sequence[Field]:
        registry = self.office.registry()
        today = self.office.clock.today()
        return (
            ChoiceField("agency", _("機關"), choices.agencies(registry)),
            ChoiceField("network", _("網絡別"), choices.plain(networks_held(registry, today.isoformat())), free=True),
            LineField("label", _("出席單位"), placeholder=_("留空＝機關或網絡名稱"), max_length=100),
            worded("role", _("身分"), WORDS, "attendee"),
            *_seat(SeatForm()),
            DateField("since", _("自何日起"), near=today, year=self.page.year, placeholder=_("留空＝所有年度")),
        )

    def saving(self, values: Values) -> Callable[[], Members]:
        from meetingtui.services import members

        new = MemberForm(
            text_in(values, "agency"),
            text_in(values, "network"),
            text_in(values, "label"),
            text_in(values, "role"),
            *_seat_in(values),
        )
        since = values["since"]
        return partial(members.add, self.office, self.series, new, since=since if isinstance(since, date) else None)


class EditMember(RegistryForm[Members]):
    """Lets somebody attend or only observe, from a day on."""

    HELP: ClassVar[str] = N_(
        "改為出席、得出席或列席，或更改席次、職稱與能否派員代理。填「自何日起」時，以前的年度照舊；留空則全部更正。"
    )

    def __init__(self, page: Page[Any], series: str, member: MemberView) -> None:
        self.series = series
        self.member = member
        super().__init__(page, keep=f"{series} {member.id}")

    def title_text(self) -> str:
        return _("身分：{series} {who}").format(series=self.series, who=self.member.label)

    def fields(self) -> Sequence[Field]:
        today = self.office.clock.today()
        since = DateField("since", _("自何日起"), today, near=today, year=self.page.year, placeholder=_("留空＝更正"))
        from meetingtui.services import members

        seat = members.seat_of(self.office, self.series, self.member.id)
        return (worded("role", _("身分"), WORDS, self.member.role), *_seat(seat), since)

    def saving(self, values: Values) -> Callable[[], Members]:
        from meetingtui.services import members

        since = values["since"]
        return partial(
            members.edit, self.office, self.series, self.member.id, text_in(values, "role"), _seat_in(values),
            on=since if isinstance(since, date) else None,
        )  # fmt: skip


def _seat(seat: SeatForm) -> tuple[Field, ...]:
    sends = next(word for word, answer in ANSWERS.items() if answer is seat.delegable)
    return (
        worded("seat", _("席次"), SEATS, seat.seat or "none"),
        LineField("title", _("職稱"), seat.title, placeholder=_("例如 局長、教授；可不填"), max_length=100),
        worded("delegable", _("代理"), SENDING, sends),
    )


def _seat_in(values: Values) -> SeatForm:
    return SeatForm(text_in(values, "seat"), text_in(values, "title"), ANSWERS[text_in(values, "delegable") or "usual"])
