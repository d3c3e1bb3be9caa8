"""Who came on a line of the roll, who came without being asked, and how many there were in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.content import Content

from meetingtui.domain.attendance import PRESENCE_WORDS
from meetingtui.domain.errors import Refusal
from meetingtui.domain.roles import Role
from meetingtui.domain.roll import CAME, Roll, RollLine
from meetingtui.language import N_, _
from meetingtui.services.series_views import ROLE_WORDS
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.hold_sitting import PersonTimesField, read_people
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field, LineField

WALK_IN_ROLES = {Role.OBSERVER: ROLE_WORDS["observer"], Role.ATTENDEE: ROLE_WORDS["attendee"]}


class RollDialog(FormDialog[Roll]):
    """A form on the roll of one sitting."""

    def __init__(self, page: Page[Any], roll: Roll, *, keep: str) -> None:
        self.roll = roll
        super().__init__(page, keep=f"{roll.session_id} {keep}")


class RollLineDialog(RollDialog):
    """One line: whether somebody came, who, in which office, how many, and whether from afar."""

    HELP: ClassVar[str] = N_(
        "出席情形：已出席、代理出席、請假、未到。代理時填代理人的姓名與職稱；一個單位來了幾人就填幾人；線上填「是」。"
    )

    def __init__(self, page: Page[Any], roll: Roll, line: RollLine, presence: str | None = None) -> None:
        self.line = line
        self.presence = line.presence if presence is None else presence
        super().__init__(page, roll, keep=line.key)

    def heading(self) -> Content:
        who = f"{self.line.name} {self.line.title}".strip()
        return shown_line(_("出席登記：{who}").format(who=who))

    def facts(self) -> str:
        """Who is expected, and whether somebody may come instead."""
        parts = [self.line.holder] if self.line.holder else []
        if not self.line.delegable:
            parts.append(_("此席應親自出席，不得代理。"))
        if not self.line.delegable and self.line.role == Role.CHAIR:
            parts.append(_("改由他人主持時，請在場次以 c 登記代理主持。"))
        if self.line.delegated_to:
            parts.append(_("回覆由{who}代理。").format(who=self.line.delegated_to))
        return "　".join(parts)

    def fields(self) -> Sequence[Field]:
        line = self.line
        came = self.presence in CAME
        person = line.person or (line.delegated_to if self.presence == "proxy" else "")
        online = {"": N_("現場"), "online": N_("線上")}
        return (
            LineField("person", _("姓名"), person, placeholder=_("可留空"), max_length=60),
            LineField("title", _("職稱"), line.title if line.person else "", placeholder=_("可留空"), max_length=60),
            worded("presence", _("出席情形"), PRESENCE_WORDS, self.presence or "present"),
            LineField("persons", _("人數"), str(line.persons) if came and line.persons else "", rule=wrong_count,
                      placeholder="1"),
            worded("online", _("方式"), online, "online" if line.online else "", required=False),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], Roll]:
        from meetingtui.services import roll

        presence = text_in(values, "presence")
        count = text_in(values, "persons")
        return partial(
            roll.mark, self.office, self.roll.session_id, self.line.key, presence,
            persons=int(count) if count and presence in CAME else None, person=text_in(values, "person"),
            title=text_in(values, "title"), online=text_in(values, "online") == "online",
            base_version=self.line.version,
        )  # fmt: skip


class WalkIn(RollDialog):
    """Somebody who came without being asked."""

    HELP: ClassVar[str] = N_(
        "沒有列在名單上而到場的單位或人。填單位（機關、團體，打一部分可選）或姓名，Ctrl+S 存入；"
        "預設列席，不計入開會人數。"
    )

    def __init__(self, page: Page[Any], roll: Roll) -> None:
        super().__init__(page, roll, keep="walk-in")

    def heading(self) -> Content:
        return shown_line(_("現場加入"))

    def fields(self) -> Sequence[Field]:
        registry, today = self.office.registry(), self.office.clock.today()
        return (
            ChoiceField("agency", _("單位"), choices.agencies(registry), free=True,
                        placeholder=_("單位或姓名至少填一項")),
            ChoiceField("person", _("姓名"), choices.people(registry, today), free=True),
            LineField("title", _("職稱"), max_length=60),
            LineField("persons", _("人數"), rule=wrong_count, placeholder="1"),
            worded("role", _("身分"), WALK_IN_ROLES, "observer"),
        )  # fmt: skip

    def saving(self, values: Values) -> Callable[[], Roll]:
        return self._walking_in(values)

    def _walking_in(self, values: Values, *, literal: bool = False, **meant: str) -> Callable[[], Roll]:
        """The saving of what is typed, with what is `meant` by it in its place."""
        from meetingtui.services import roll

        said = {name: meant.get(name) or text_in(values, name) for name in ("person", "title", "role")}
        count = text_in(values, "persons")
        return partial(
            roll.walk_in, self.office, self.roll.session_id, agency=meant.get("agency", text_in(values, "agency")),
            persons=int(count) if count else 1, literal=literal, **said,
        )  # fmt: skip

    def answered(self, values: Values, answer: Roll | Refusal) -> bool:
        """Where a piece of known names was typed: which of them is meant, or none."""
        from meetingtui.services.walk_ins import MaybeMeant
        from meetingtui.tui.dialogs.meant import AS_TYPED, Meant

        if not isinstance(answer, MaybeMeant):
            return False

        def chosen(place: int | None) -> None:
            if place == AS_TYPED:
                self.save_by(self._walking_in(values, literal=True), values)
            elif place is not None:
                one = answer.known[place]
                self.save_by(self._walking_in(values, agency=one.code, person=one.person, title=one.title), values)

        self.app.push_screen(Meant(answer.text, [one.label for one in answer.known]), chosen)
        return True


class PersonTimes(RollDialog):
    """How many came in all, counted or estimated."""

    HELP: ClassVar[str] = N_("全場人次，估計的前面加「約」，例如 約40。留空則依名單上登記的人數合計。")

    def __init__(self, page: Page[Any], roll: Roll) -> None:
        super().__init__(page, roll, keep="persons")

    def heading(self) -> Content:
        return shown_line(_("全場人次"))

    def facts(self) -> str:
        """What the lines come to."""
        return _("名單上登記的合計：{count}人").format(count=self.roll.counted)

    def fields(self) -> Sequence[Field]:
        about = _("約") if self.roll.about else ""
        said = f"{about}{self.roll.persons}" if self.roll.about or self.roll.persons != self.roll.counted else ""
        return (PersonTimesField("persons", _("人次"), said, placeholder=_("例如 17 或 約17；可留空")),)

    def saving(self, values: Values) -> Callable[[], Roll]:
        from meetingtui.services import roll

        count, about = read_people(text_in(values, "persons"))
        return partial(roll.set_persons, self.office, self.roll.session_id, count, about)


def wrong_count(text: str) -> str:
    """What is wrong with how many came on one line."""
    fine = text.isascii() and text.isdecimal() and 0 < len(text) < 5 and int(text) > 0
    return "" if fine else _("人數請填1以上的整數。")
