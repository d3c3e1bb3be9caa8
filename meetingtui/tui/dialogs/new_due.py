"""The fields of what goes on: until when from now on, and in which words of the chair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from meetingtui.dates.showing import show_date
from meetingtui.domain.rulings import AS_PROPOSED, Carried, Ruling
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.tui.dialogs.action_item import DueField
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import LineField

SIMPLE = (Ruling.CLOSE, Ruling.CONTINUE, Ruling.DELEGATE)
"""The rulings that need no more than a day and words."""
UNCHANGED = frozenset({"不變", "期限不變", "same"})
"""Typed instead of leaving the field empty."""


class NewDueField(DueField):
    """A day for all of some items, 各依建議 for each its own, or nothing; what that does stands behind it at once."""

    def __init__(self, page: Page[Any], sitting: SessionView, chosen: Sequence[Carried] = ()) -> None:
        self.chosen = tuple(chosen)
        super().__init__(
            page, sitting, self._usual(sitting), label=_("新期限"), hint=_("12/25、+30、下次會議；留空：不變")
        )

    @property
    def said(self) -> str | None:
        """What the service is told; None leaves every day as it is."""
        return None if self.value in UNCHANGED else self.value or None

    def hold_at(self, sitting: SessionView, chosen: Sequence[Carried] = ()) -> None:
        """Go by what another sitting has before it."""
        self.sitting, self.chosen = sitting, tuple(chosen)
        self.tell()

    def propose(self, sitting: SessionView, chosen: Sequence[Carried]) -> None:
        """Begin anew with what the leads of those items propose."""
        self.chosen = tuple(chosen)
        self.text = self._usual(sitting)
        self.hold_at(sitting, chosen)

    def _usual(self, sitting: SessionView) -> str:
        days = set(self._proposed(sitting))
        only = next(iter(days)) if len(days) == 1 else ""
        return show_date(date.fromisoformat(only), "dot") if only else _("各依建議") if any(days) else ""

    def _proposed(self, sitting: SessionView) -> list[str]:
        return [one.proposed_until(sitting.day or "") for one in self.chosen]

    def wrong(self) -> str:
        return "" if self.value in UNCHANGED | AS_PROPOSED or self._is_each_its_own() else super().wrong()

    def _is_each_its_own(self) -> bool:
        return self.value == _("各依建議")

    def meaning(self) -> str:
        if self._is_each_its_own() or self.value in AS_PROPOSED:
            found = sum(bool(day) for day in self._proposed(self.sitting))
            return _("{count}項依建議，{rest}項不變").format(count=found, rest=len(self.chosen) - found)
        if self.said is None:
            return self._unchanged()
        day = super().meaning()
        return _("{count}項都到{day}").format(count=len(self.chosen), day=day) if day and len(self.chosen) > 1 else day

    def _unchanged(self) -> str:
        if len(self.chosen) > 1:
            return _("{count}項期限都不變").format(count=len(self.chosen))
        due = next((one.item.due for one in self.chosen), "")
        text = _("不變：{day}（已屆期，仍列為逾期）") if "" < due <= self.sitting.day else _("不變：{day}")
        return text.format(day=show_date(date.fromisoformat(due), "dot")) if due else _("不變：無期限")


def words_field(text: str = "") -> LineField:
    """What the chair said of it; papers put it behind the ruling."""
    return LineField("reason", _("主席的話"), text, placeholder=_("可留空；印在裁示之後"))


def said_before(chosen: Sequence[Carried]) -> str:
    """The words that the sitting has said of those items alike, in a ruling that is only corrected."""
    words = {one.rulings[-1].reason if one.ruled in SIMPLE else "" for one in chosen}
    return words.pop() if len(words) == 1 else ""
