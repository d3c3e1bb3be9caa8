"""The rules that the year in view breaks, looked up after it is shown: what `k` finds stands marked in the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, cast

from meetingtui.tui.calendar_rows import YearFacts
from meetingtui.tui.place import Place

if TYPE_CHECKING:
    from meetingtui.services.office import Office

PAUSE = 0.1
"""Seconds that a year must stay in view before it is checked: whoever turns the years is not held up."""


class ChecksYear(Place):
    """A place that shows the facts of a year."""

    facts: YearFacts | None = None
    _plain: YearFacts | None = None
    _broken: Mapping[int, str] = {}
    _broken_in = 0

    def take_facts(self, facts: YearFacts) -> None:
        """Show a year as read, with the broken rules that are known of it."""
        if facts.year != self._broken_in:
            self._broken, self._broken_in = {}, facts.year
        self._plain = facts
        self._mark(facts)

    def check_rules(self) -> None:
        """Look for what is broken, once the year is drawn."""
        self.call_after_refresh(self._ask_rules)

    def show_problems(self) -> None:
        """Draw again: `facts` have other problems."""
        raise NotImplementedError

    def _mark(self, facts: YearFacts) -> None:
        self.facts = facts._replace(problems={**self._broken, **facts.problems})

    def _ask_rules(self) -> None:
        if self._plain is not None:
            office = cast("Office", self.office)
            self.fetch(partial(self._rules, office, self._plain), self._found, desk="rules")

    def _rules(self, office: Office, facts: YearFacts) -> Mapping[int, str] | None:
        """What is broken; None where another year or another reading is in view by now."""
        sleep(PAUSE)
        if facts is not self._plain or not self.is_attached:
            return None
        from meetingtui.services import year_check

        return year_check.problems(office, facts.year)

    def _found(self, broken: Mapping[int, str] | None) -> None:
        if broken is not None and broken != self._broken and self._plain is not None:
            self._broken = broken
            self._mark(self._plain)
            self.show_problems()
