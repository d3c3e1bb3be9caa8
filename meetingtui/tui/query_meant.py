"""What a query that lets nothing through may have meant, said in the empty list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from meetingtui.domain.query_words import SITTINGS, Vocabulary
from meetingtui.domain.visible import visible_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from meetingtui.services.office import Office


def tell(page: Page[Any], table: RecordList, query: str, words: Vocabulary = SITTINGS) -> None:
    """Where `query` leaves `table` empty, name what comes nearest to the names in it that nobody bears."""
    from meetingtui.services import query_hints

    if query and not table.total:
        call = partial(query_hints.sentences, cast("Office", page.office), query, words)
        page.fetch(call, partial(_told, table, table.empty), desk="query meant")


def _told(table: RecordList, empty: str, sentences: Sequence[str]) -> None:
    if sentences and table.empty == empty and not table.total:
        table.empty = visible_line("".join((*sentences, empty)))
        table.refresh()
