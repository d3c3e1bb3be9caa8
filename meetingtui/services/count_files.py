"""A count as the bytes of a file: a table for spreadsheets and programs, or the office's paper of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetingtui.services import count_reports, table_files
from meetingtui.services.table_files import Made

if TYPE_CHECKING:
    from datetime import date

    from meetingtui.domain.counts import Counts
    from meetingtui.services.counts import Span
    from meetingtui.services.frozen_counts import Frozen
    from meetingtui.services.office import Office


def made(
    office: Office, found: Counts, ending: str, frozen: Frozen | None = None, *, span: Span, as_of: date | None = None
) -> Made:
    """The count in one of table_files.ENDINGS; as a paper it is always by series. Raises UnknownEnding or NoFonts.

    `span` and `as_of` are those that `found` was counted for.
    """
    if ending not in table_files.PAPERS:
        return Made(count_reports.as_bytes(office.county_name, found, ending, frozen))
    from meetingtui.services import counts, papers

    by_series = found if found.by == "series" else counts.count(office, span, as_of=as_of)
    rendered = papers.render(papers.of_counts(office, by_series), ending)
    return Made(rendered.bytes, papers.missing_words(rendered.missing))
