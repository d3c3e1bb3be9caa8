"""From a board back to words: the sittings of a draft with their reasons and prices, and what found no time."""

from __future__ import annotations

from meetingtui.planning.clashes import Booking
from meetingtui.planning.contest import Contest
from meetingtui.planning.cost_words import costs
from meetingtui.planning.due import Due
from meetingtui.planning.occupancy import Occupancy, standing
from meetingtui.planning.options import Option
from meetingtui.planning.outcome import DraftSitting, Unplaced
from meetingtui.planning.placing import Search
from meetingtui.planning.reasons import MOST, Reasons
from meetingtui.planning.setting import Setting, offered
from meetingtui.planning.why import Whys


class Answer:
    """What a board says at the moment when this is made."""

    def __init__(self, setting: Setting, contest: Contest, explained: int = MOST) -> None:
        """Of so many sittings without a time it is told what excludes them and what would help."""
        self._setting = setting
        self.occupancy: Occupancy = standing(setting.request, setting.bookings)
        self._bookings: dict[int, Booking] = {}
        for task, option in enumerate(setting.board.chosen):
            if option is not None:
                booking = self._bookings[task] = self._booking(task, option)
                self.occupancy.add(booking)
        search = Search(setting.request.calendar, offered(setting.request), setting.bookings, self.occupancy)
        self._reasons = Reasons(setting, contest, search, explained)
        self._whys = Whys(setting, self.occupancy, self._bookings, setting.bookings.names)

    def sittings(self) -> tuple[DraftSitting, ...]:
        """The placed sittings in order of time."""
        chosen = self._setting.board.chosen
        found = [self._sitting(task, option) for task, option in enumerate(chosen) if option is not None]
        return tuple(sorted(found, key=lambda one: (one.start, one.code, one.track_code, one.window_first)))

    def unplaced(self) -> list[Unplaced]:
        """The sittings without a time, with the reason and what would help."""
        chosen = self._setting.board.chosen
        return self._reasons.all_unplaced(task for task, option in enumerate(chosen) if option is None)

    def explained(self, label: str) -> Unplaced | None:
        """The sitting of that label in full, if it has no time."""
        tasks, chosen = self._setting.tasks, self._setting.board.chosen
        found = [task for task, one in enumerate(tasks) if one.label == label and chosen[task] is None]
        return self._reasons.unplaced(found[0]) if found else None

    @property
    def complete(self) -> bool:
        """Whether nothing would be told more fully, of what has been told, if more were explained."""
        return self._reasons.complete

    # ----- inside

    def _booking(self, task: int, option: Option) -> Booking:
        one = self._setting.tasks[task]
        return Booking(frozenset((*option.hard, *one.agencies)), option.start, option.until, one.due.label)

    def _sitting(self, task: int, option: Option) -> DraftSitting:
        due = self._setting.tasks[task].due
        chair = due.chair.post_id if due.chair else None
        acting = option.post_id if option.post_id != chair else None
        why = self._whys.why(task, acting=self._name_of(due, acting))
        return DraftSitting(
            due.series.series_id, due.series.code, due.track_code, "ordinary", option.start, option.until,
            due.series.room, due.township, chair, due.window.first, due.window.last, why,
            acting_post_id=acting, cost=self._setting.board.paid(task),
            costs=costs(self._setting, task),
            broken=self._reasons.broken(task, option) if task in self._reasons.strained else "",
            label=self._setting.tasks[task].label,
        )  # fmt: skip

    @staticmethod
    def _name_of(due: Due, post_id: int | None) -> str:
        return next((one.name for one in due.series.deputies if one.post_id == post_id), "")
