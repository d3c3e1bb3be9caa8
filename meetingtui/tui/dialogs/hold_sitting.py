"""A sitting that took place, and how many came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from meetingtui.dates.errors import DateError
from meetingtui.dates.numerals import plain
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.sitting_dialog import SittingDialog, text_of
from meetingtui.tui.widgets.field import Field, LineField

MOST = 1_000_000


def read_people(text: str) -> tuple[int | None, bool]:
    """The number of 17, 約17 or 約17人次 and whether it is an estimate; (None, False) where there is none."""
    try:
        written = plain(text)
    except DateError:
        return None, False
    about = written.startswith(("約", "大約", "~"))
    digits = written.removeprefix("大").lstrip("約~ ").removesuffix("人次").removesuffix("人").strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 7 or int(digits) >= MOST:
        return None, False
    return int(digits), about


class PersonTimesField(LineField):
    """人次: 17, 約17, 約17人次; empty where nobody counted."""

    def wrong(self) -> str:
        if not self.text.strip() or read_people(self.text)[0] is not None:
            return ""
        return _("人次請填0以上的整數，估計的前面加「約」，例如 17 或 約17。")

    def meaning(self) -> str:
        count, about = read_people(self.text)
        if count is None:
            return ""
        return (_("約{count}人次") if about else _("{count}人次")).format(count=count)


class HoldSitting(SittingDialog):
    """Marks a sitting as held; whoever chaired it stays written with it."""

    WHAT = N_("登記召開")
    HELP: ClassVar[str] = N_("填出席人次，估計的前面加「約」；不知道可留空，直接按 Enter。")

    def facts(self) -> str:
        """When, and who presided."""
        return _("{moment}　主持：{chair}").format(
            moment=sitting_words.moment(self.sitting.start), chair=sitting_words.chair_with_person(self.sitting)
        )

    def fields(self) -> Sequence[Field]:
        placeholder = _("例如 17 或 約17；可留空")
        return (PersonTimesField("person_times", _("人次"), _first(self.sitting), placeholder=placeholder),)

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import holding

        count, about = read_people(text_of(values["person_times"]))
        return partial(
            holding.hold, self.office, self.sitting.id, person_times=count, about=about,
            base_version=self.sitting.version,
        )  # fmt: skip


def _first(sitting: SessionView) -> str:
    if sitting.person_times is None:
        return ""
    about = _("約") if sitting.person_times_about else ""
    return f"{about}{sitting.person_times}"
