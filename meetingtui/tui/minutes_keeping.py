"""No typed word is lost: drafts twice a second, saves over the version that was seen, and both sides of a conflict."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.minutes import EditedMeanwhile, MinutesItemView, MinutesView, Written
from meetingtui.language import _
from meetingtui.services import drafts
from meetingtui.tui.minutes_points import Key, Point
from meetingtui.tui.sitting_part import SittingPart

OFTEN = 0.5
"""Seconds between two looks at what was typed."""


class Outcome(NamedTuple):
    """What came of saving one point."""

    key: Key
    wanted: Written
    answer: MinutesItemView | MinutesView | Refusal


class Kept(NamedTuple):
    """Which points were kept with which body, and why the rest was not ('')."""

    done: list[tuple[Point, str]]
    trouble: str


class KeepsMinutes(SittingPart):
    """A page with points that are kept and saved; one thing at a time goes to the store, in its order."""

    points: dict[Key, Point]
    _at_store = False
    _save_wanted = False
    _touched = False
    trouble = ""
    """Why the last draft could not be kept; '' when it could."""

    def collect(self) -> None:
        """Take what stands in the editors into the point that is being typed."""
        raise NotImplementedError

    def told_kept(self) -> None:
        """Something was kept or saved: say so."""

    def resolve(self, key: Key, refusal: EditedMeanwhile) -> None:
        """Somebody else saved another text first."""
        raise NotImplementedError

    @property
    def unsaved(self) -> list[Point]:
        """Points with words that are not saved."""
        return [one for one in self.points.values() if one.changed]

    # ----- drafts

    def keep_due(self) -> None:
        """Keep what was typed since the last look, behind the screen."""
        if not self._touched or self._at_store or self.whole_office.read_only:
            return
        self._touched = False
        self.collect()
        jobs = self._jobs()
        if jobs:
            self._at_store = True
            self.fetch(partial(self._keep, jobs), self._was_kept, desk="store")

    def _jobs(self) -> list[tuple[Point, str, str, int]]:
        """Points whose draft is not what is typed: with the name, the body ('' for none) and the base version."""
        jobs = []
        for one in self.points.values():
            body = one.body if one.changed else ""
            if body != one.kept:
                jobs.append((one, one.object(self.sitting_id), body, one.version))
        return jobs

    def _keep(self, jobs: list[tuple[Point, str, str, int]]) -> Kept:
        done: list[tuple[Point, str]] = []
        trouble = ""
        try:
            for one, name, body, base in jobs:
                if body:
                    drafts.keep(self.whole_office, name, body, base)
                else:
                    drafts.discard(self.whole_office, name)
                done.append((one, body))
        except Refusal as refusal:
            trouble = str(refusal)
        return Kept(done, trouble)

    def _was_kept(self, kept: Kept) -> None:
        done, trouble = kept
        self._at_store = False
        for one, body in done:
            one.kept = body
        if trouble:
            self._touched = True
            if trouble != self.trouble:
                self.refused(Refusal(trouble))
        self.trouble = trouble
        if self.is_attached:
            self.told_kept()
            if self._save_wanted:
                self.save_all()

    def keep_now(self) -> None:
        """Keep everything before the page is left; waits for the store."""
        if not self.points or self.whole_office.read_only:
            return
        self.collect()
        for one, name, body, base in self._jobs():
            try:
                if body:
                    drafts.keep(self.whole_office, name, body, base)
                else:
                    drafts.discard(self.whole_office, name)
            except Refusal as refusal:
                self.refused(refusal)
                return
            one.kept = body

    # ----- saving

    def save_all(self) -> None:
        """Save every point that differs from what is stored."""
        self.collect()
        if self._at_store:
            self._save_wanted = True
            return
        self._save_wanted = False
        jobs = [self._saving(one) for one in self.points.values() if one.changed or (one.timed and one.item)]
        if jobs:
            self._at_store = True
            self.fetch(partial(self._save, jobs), self._saved, desk="store")
        else:
            self.meeting_app.told(_("沒有尚未儲存的內容。"))

    def _saving(self, one: Point) -> tuple[Key, Written, Callable[[], Any]]:
        from meetingtui.services import minutes

        office, wanted = self.whole_office, one.written
        if one.item is None:
            call: Callable[[], Any] = partial(
                minutes.save_head, office, self.sitting_id, remarks=wanted.text, base_version=one.version
            )
        else:
            call = partial(
                minutes.save_item, office, self.sitting_id, one.item.id, text=wanted.text,
                decision_kind=wanted.decision_kind, decision=wanted.decision, base_version=one.version,
                seconds=int(one.seconds) if one.timed else None,
            )  # fmt: skip
        return one.key, wanted, call

    def _save(self, jobs: list[tuple[Key, Written, Callable[[], Any]]]) -> list[Outcome]:
        outcomes = []
        for key, wanted, call in jobs:
            try:
                outcomes.append(Outcome(key, wanted, call()))
            except Refusal as refusal:
                outcomes.append(Outcome(key, wanted, refusal))
        return outcomes

    def _saved(self, outcomes: list[Outcome]) -> None:
        self._at_store = False
        self.collect()
        saved = 0
        for key, wanted, answer in outcomes:
            one = self.points.get(key)
            if one is None:
                continue
            if isinstance(answer, EditedMeanwhile):
                self.resolve(key, answer)
            elif isinstance(answer, Refusal):
                self.refused(answer)
            else:
                saved += 1
                self._took(one, wanted, answer)
        if saved:
            self.meeting_app.told(_("已儲存{count}案。").format(count=saved))
            self.meeting_app.records_changed()
        self._touched = True
        self.told_kept()

    def _took(self, one: Point, wanted: Written, answer: MinutesItemView | MinutesView) -> None:
        """What was saved is stored now; what was typed meanwhile stays."""
        if isinstance(answer, MinutesView):
            stored = Written(answer.remarks)
        else:
            stored = Written(answer.text, answer.decision_kind, answer.decision)
            one.stored_seconds = answer.seconds
        one.take_stored(stored, answer.version, over=wanted)
        one.kept = ""
        one.from_draft = False
