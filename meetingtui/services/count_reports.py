"""A count as a report: a table for paper and spreadsheets, one document for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetingtui.domain.cadence import Level
from meetingtui.domain.counts import CountRow, Counts
from meetingtui.language import N_, _
from meetingtui.services import table_files
from meetingtui.services.frozen_counts import Difference, Frozen

if TYPE_CHECKING:
    from meetingtui.domain.tables import Cell, Table

FIELD_WORDS = {
    "stated": N_("載明"), "computed": N_("依頻率"), "floor": N_("法定下限"), "target": N_("應召開"),
    "planned": N_("預定"), "held": N_("已召開"), "postponed": N_("曾延期"), "cancelled": N_("已取消"),
    "credited": N_("認列"), "person_times": N_("人次"), "longest_gap_days": N_("最長間隔（日）"),
    "shortfall": N_("尚缺"), "due_by": N_("下次最遲"), "extraordinary": N_("臨時會"),
}  # fmt: skip
"""The headings of the figures."""
COLUMNS = (
    "stated", "computed", "floor", "target", "planned", "held", "credited", "shortfall", "postponed", "cancelled",
    "person_times", "longest_gap_days", "due_by",
)  # fmt: skip
APART_MARKS = {
    "duty": N_("任務"), "external": N_("外部"), "training": N_("訓練"), "provisional": N_("預設"),
}  # fmt: skip


def document(found: Counts, frozen: Frozen | None = None) -> dict[str, Any]:
    """The keys that the command line promises, then those it adds."""
    return {
        "year": found.year,
        "from": found.first,
        "to": found.last,
        "as_of": found.as_of,
        "by": found.by,
        "rows": [_row(row) for row in found.rows],
        "totals": found.totals,
        "notes": list(found.notes),
        "period": found.period,
        "frozen": _frozen(frozen),
    }


def table(county: str, found: Counts, frozen: Frozen | None = None) -> Table:
    """The report as a table, with period, as-of date and notes; totals count each sitting once.

    Levels have a name only: their keys are words for programs.
    """
    from meetingtui.dates.showing import show_date
    from meetingtui.domain.tables import Column, Table

    coded = found.by != "level"
    columns = (
        *([Column("key", _("代碼"))] if coded else []),
        Column("name", _("名稱")),
        *(Column(field, _(FIELD_WORDS[field]), numeric=field != "due_by") for field in COLUMNS),
        Column("apart", _("另計")),
    )
    return Table(
        title=_("{county}{period}會議場次統計").format(county=county, period=found.period),
        columns=columns,
        rows=tuple(tuple(_cells(row, coded=coded)) for row in found.rows),
        notes=(*_plain_notes(found), *frozen_words(frozen)),
        period=found.period,
        as_of=show_date(_day(found.as_of)),
        totals=tuple(_totals(found, coded=coded)),
    )


def text(county: str, found: Counts, frozen: Frozen | None = None, *, width: int | None = None) -> str:
    """The report as aligned text; in at most `width` display cells where that is possible."""
    from meetingtui.formats import tables

    return tables.to_text(table(county, found, frozen), width)


def as_bytes(county: str, found: Counts, ending: str, frozen: Frozen | None = None) -> bytes:
    """The report as csv, xlsx, json or txt. Raises UnknownEnding."""
    return table_files.as_bytes(table(county, found, frozen), document(found, frozen), ending)


def frozen_words(frozen: Frozen | None) -> list[str]:
    """Whether a count equals its reported copy, in sentences."""
    if frozen is None:
        return []
    from meetingtui.dates.clock import to_taipei, unstamp
    from meetingtui.dates.showing import show_date

    facts = {
        "day": show_date(to_taipei(unstamp(frozen.at)).date(), "dot"),
        "who": frozen.who,
        "as_of": show_date(_day(frozen.as_of), "dot"),
    }
    if frozen.same:
        return [_("與{day}（{who}）凍結之統計（基準日{as_of}）相同。").format(**facts)]
    first = _("與{day}（{who}）凍結之統計（基準日{as_of}）有{count}處不同：")
    return [
        first.format(count=len(frozen.differences), **facts),
        *(difference_words(one) for one in frozen.differences),
    ]


def difference_words(one: Difference) -> str:
    """One difference: which figure of which row was what and is what."""
    nothing = _("無")
    return _("{name}{field}：凍結時{frozen}，現為{now}").format(
        name=_named(one),
        field=_(FIELD_WORDS.get(one.field, one.field)),
        frozen=nothing if one.frozen is None else one.frozen,
        now=nothing if one.now is None else one.now,
    )


def _named(one: Difference) -> str:
    """The row of a difference by name and code; a level has no code, a row counted apart says why it is."""
    code, slash, why = one.key.rpartition("/")
    if not slash or why not in APART_MARKS:
        code, why = one.key, ""
    marks = [code] if code not in set(Level) else []
    marks += [_(APART_MARKS[why])] if why else []
    return _("{name}（{mark}）").format(name=one.name, mark=_("、").join(marks)) if marks else one.name


def _plain_notes(found: Counts) -> list[str]:
    """The notes without the first, which says the period and the day that a table says itself."""
    return list(found.notes[1:])


def _row(row: CountRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "stated": row.stated,
        "computed": row.computed,
        "floor": row.floor,
        "target": row.target,
        "planned": row.planned,
        "held": row.held,
        "postponed": row.postponed,
        "cancelled": row.cancelled,
        "credited": row.credited,
        "person_times": row.person_times,
        "longest_gap_days": row.longest_gap_days,
        "shortfall": row.shortfall,
        "extraordinary": row.extraordinary,
        "apart": row.apart,
        "level": row.level,
        "max_gap_months": row.max_gap_months,
        "gap_broken": list(row.gap_broken) if row.gap_broken else None,
        "due_by": row.due_by or None,
    }


def _frozen(frozen: Frozen | None) -> dict[str, Any] | None:
    if frozen is None:
        return None
    from meetingtui.dates.clock import iso_taipei

    return {
        "at": iso_taipei(frozen.at),
        "who": frozen.who,
        "as_of": frozen.as_of,
        "same": frozen.same,
        "differences": [one._asdict() for one in frozen.differences],
    }


def _cells(row: CountRow, *, coded: bool) -> list[Cell]:
    from meetingtui.dates.showing import show_date

    figures: list[Cell] = [getattr(row, field) for field in COLUMNS[:-1]]
    due = show_date(_day(row.due_by), "dot") if row.due_by else ""
    heads: list[Cell] = [row.key, row.name] if coded else [row.name]
    return [*heads, *figures, due, _(APART_MARKS[row.apart]) if row.apart else ""]


def _totals(found: Counts, *, coded: bool) -> list[Cell]:
    counted = {
        "planned": found.totals["sessions"], "held": found.totals["held"], "credited": found.totals["credits"],
        "person_times": found.totals["person_times"],
    }  # fmt: skip
    heads: list[Cell] = [_("合計"), ""] if coded else [_("合計")]
    return [*heads, *(counted.get(field) for field in COLUMNS), ""]


def _day(iso: str) -> Any:
    from datetime import date

    return date.fromisoformat(iso)
