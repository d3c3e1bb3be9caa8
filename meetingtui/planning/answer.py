"""From a board back to words: the sittings of a draft with their reasons and prices, and what found no time."""

from __future__ import annotations

from meetingtui.planning.clashes import Booking
from meetingtui.planning.contest import Contest
from meetingtui.planning.cost_words import costs
from meetingtui.planning.due import Due
from meetingtui.planning.explanation import why_there
from meetingtui.planning.occupancy import Occupancy, standing
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import DraftSitting, Unplaced
from meetingtui.planning.placing import Place, Search
from meetingtui.planning.reasons import Reasons, strained
from meetingtui.planning.setting import Setting, offered


class Answer:
    """What a board says at the moment when this is made."""

    def __init__(self, setting: Setting, contest: Contest) -> None:
        self._setting = setting
        self._names = setting.bookings.names
        self.occupancy: Occupancy = standing(setting.request, setting.bookings)
        self._bookings: dict[int, Booking] = {}
        for task, option in enumerate(setting.board.chosen):
            if option is not None:
                booking = self._bookings[task] = self._booking(task, option)
                self.occupancy.add(booking)
        search = Search(setting.request.calendar, offered(setting.request), setting.bookings, self.occupancy)
        self._reasons = Reasons(setting, contest, search)
        self._strained = strained(setting)

    def sittings(self) -> tuple[DraftSitting, ...]:
        """The placed sittings in order of time."""
        chosen = self._setting.board.chosen
        found = [self._sitting(task, option) for task, option in enumerate(chosen) if option is not None]
        return tuple(sorted(found, key=lambda one: (one.start, one.code, one.track_code, one.window_first)))

    def unplaced(self) -> list[Unplaced]:
        """The sittings without a time, with the reason and what would help."""
        chosen = self._setting.board.chosen
        return self._reasons.all_unplaced(task for task, option in enumerate(chosen) if option is None)

    # ----- inside

    def _booking(self, task: int, option: Option) -> Booking:
        one = self._setting.tasks[task]
        return Booking(frozenset((*option.hard, *one.agencies)), option.start, option.until, one.due.label)

    def _sitting(self, task: int, option: Option) -> DraftSitting:
        one, due = self._setting.tasks[task], self._setting.tasks[task].due
        chair = due.chair.post_id if due.chair else None
        acting = option.post_id if option.post_id != chair else None
        place = Place(option.start, option.until, self._first_refusal(task, option))
        why = why_there(due, place, one.aim, self._names, acting=self._name_of(due, acting))
        return DraftSitting(
            due.series.series_id, due.series.code, due.track_code, "ordinary", option.start, option.until,
            due.series.room, due.township, chair, due.window.first, due.window.last, why,
            acting_post_id=acting, cost=self._setting.board.paid(task),
            costs=costs(self._setting, task),
            broken=self._reasons.broken(task, option) if task in self._strained else "",
            label=one.label,
        )  # fmt: skip

    @staticmethod
    def _name_of(due: Due, post_id: int | None) -> str:
        return next((one.name for one in due.series.deputies if one.post_id == post_id), "")

    def _first_refusal(self, task: int, chosen: Option) -> tuple[str, Booking] | None:
        """What kept the sitting from the cheapest of the times that would have cost less."""
        own = self._bookings[task]
        for option in self._setting.board.options[task]:
            if option.floor >= chosen.floor:
                return None
            for key in option.hard:
                booking = self.occupancy.at(key, option.start, option.until, but=own)
                if booking is not None:
                    return key, booking
        return None
