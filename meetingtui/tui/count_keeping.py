"""What is kept of a count: a file of it, and the copy that later counts are held against."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from meetingtui.language import _
from meetingtui.tui import count_files
from meetingtui.tui.count_facts import CountFacts
from meetingtui.tui.place import Page, Place

if TYPE_CHECKING:
    from meetingtui.services.frozen_counts import Frozen
    from meetingtui.services.office import Office

DIFFERENCES_AT_MOST = 10
"""Differences that a question names."""


class Saving(Page[Any]):
    """A page with a report in hand, which it saves."""

    def report(self) -> count_files.Report | None:
        """What is saved; None before it was read."""
        raise NotImplementedError

    def action_save_csv(self) -> None:
        """Save what is shown as CSV, under its usual name."""
        self.save_usual(self.report(), "csv")

    def save_usual(self, report: count_files.Report | None, ending: str) -> None:
        """Save a report in one of its forms, under its usual name."""
        if report is not None:
            path = count_files.folder(self.meeting_app.settings) / report.file_name(ending)
            self._save(report, path, force=False)

    def _save(self, report: count_files.Report, path: Path, *, force: bool) -> None:
        self.fetch(partial(report.save, path, force=force), partial(self._saved, report, path), desk="save")

    def _saved(self, report: count_files.Report, path: Path, made: count_files.Saved | None) -> None:
        from meetingtui.tui.dialogs.save_counts import overwrite

        if made is not None:
            self.meeting_app.told(count_files.saved_words(*made))
        else:
            self.app.push_screen(overwrite(path), lambda yes: self._save(report, path, force=True) if yes else None)

    def action_export(self) -> None:
        """Choose where what is shown is saved, and in which form."""
        from meetingtui.tui.dialogs.save_counts import SaveCounts

        report = self.report()
        if report is not None:
            self.app.push_screen(SaveCounts(self, report), self._exported)

    def _exported(self, sentence: str | None) -> None:
        if sentence:
            self.meeting_app.told(sentence)


class Keeping(Saving, Place):
    """A place with a count in hand: saves it and freezes it."""

    facts: CountFacts | None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be kept before something was counted."""
        if action in {"save_csv", "export", "freeze"} and self.facts is None:
            return False
        return super().check_action(action, parameters)

    def report(self) -> count_files.Report | None:
        """The count as it is shown."""
        return count_files.CountReport(cast("Office", self.office), self.facts) if self.facts is not None else None

    # ----- the frozen copy

    def action_freeze(self) -> None:
        """Keep the year's count as it is reported; where a copy stands, say how it differs first."""
        from meetingtui.tui.dialogs.ask import YesNo

        facts = self.facts
        if facts is None:
            return
        if facts.counts.year is None:
            self.meeting_app.told(_("只有單一年度的統計可以凍結。請先按 y 輸入年度。"))
        elif facts.frozen is not None and facts.frozen.same:
            self.meeting_app.told(_("與凍結的統計相同，不必再凍結。"))
        else:
            self.app.push_screen(YesNo(*_question(facts)), partial(self._freeze, facts))

    def _freeze(self, facts: CountFacts, agreed: bool | None) -> None:
        from meetingtui.services import frozen_counts

        if agreed:
            force = facts.frozen is not None
            call = partial(frozen_counts.freeze, cast("Office", self.office), facts.counts, force=force)
            self.carry_out(call, self._frozen)

    def _frozen(self, _copy: Frozen) -> None:
        self.meeting_app.told(_("已凍結；之後的統計會與這一份比對。"))


def _question(facts: CountFacts) -> tuple[str, str]:
    """Whether to freeze, and the title of the question."""
    from meetingtui.services.count_reports import difference_words
    from meetingtui.tui import count_words

    what = count_words.heading(facts)
    if facts.frozen is None:
        text = _("凍結這份統計（{what}）？日後的統計會與它比對，看數字有沒有變。")
        return text.format(what=what), _("凍結統計")
    found = facts.frozen.differences
    lines = [difference_words(one) for one in found[:DIFFERENCES_AT_MOST]]
    if len(found) > DIFFERENCES_AT_MOST:
        lines.append(_("還有{count}處。").format(count=len(found) - DIFFERENCES_AT_MOST))
    text = _("{differences}\n\n要以現在的統計取代凍結的那一份嗎？Esc 不變更。")
    return text.format(differences="\n".join(lines)), _("與凍結的統計有{count}處不同").format(count=len(found))
