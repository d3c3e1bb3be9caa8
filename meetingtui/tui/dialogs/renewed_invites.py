"""After one change that many sittings follow: their renewed calendar files, written at once, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from meetingtui.services.calendar_sets import WrittenSet
    from meetingtui.services.office import Office


def write(page: Page[Any], sittings: Sequence[int], said: str) -> None:
    """Write invites and cancels of the sittings (ids) into the usual folder; `said` is said again before where."""
    from meetingtui.services import calendar_sets
    from meetingtui.tui.dialogs.dialog import answer_of
    from meetingtui.tui.dialogs.export_year import exports_folder

    call = partial(calendar_sets.renewed, cast("Office", page.office), sittings, exports_folder(page))
    page.fetch(partial(answer_of, call), partial(_tell, page, said), desk="renewed invites")


def _tell(page: Page[Any], said: str, answer: WrittenSet | Refusal) -> None:
    """Say where the renewed calendar files lie, or why there are none."""
    from meetingtui.services import invitations

    if isinstance(answer, Refusal):
        page.meeting_app.told(f"{said}{answer}")
    else:
        text = _("{count}個行事曆檔在 {where}。").format(count=answer.files, where=answer.where)
        page.meeting_app.told(f"{said}{text}{invitations.unlisted_words(answer.unlisted)}")
