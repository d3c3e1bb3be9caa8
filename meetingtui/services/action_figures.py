"""Figures of action items by lead, series or year: how much has left, how old the rest is, who answers on time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.action_figures import AGE_WORDS, GROUPINGS, ActionFigures, FigureRow, added
from meetingtui.domain.errors import WrongDate
from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services import finding, table_files, written
from meetingtui.services.office import Office
from meetingtui.store.queries import action_figures as queries

if TYPE_CHECKING:
    from meetingtui.domain.tables import Cell, Table

FIELD_WORDS = {
    "made": N_("列管"), "closed": N_("解除"), "delegated": N_("自行列管"), "moved": N_("分併案"), "open": N_("未結"),
    "overdue": N_("逾期"), "close_rate": N_("解除率（%）"), "average_days": N_("平均辦結日數"),
    "reopened": N_("重新列管"), "passed_over": N_("未裁示"), "asked": N_("應回復"), "on_time": N_("如期回復"),
    "late": N_("逾期回復"), "on_time_rate": N_("如期率（%）"), **AGE_WORDS,
}  # fmt: skip
"""The headings of the figures."""
COLUMNS = (
    "made", "closed", "delegated", "moved", "open", "overdue", "close_rate", "average_days", *AGE_WORDS, "reopened",
    "passed_over", "asked", "on_time", "late", "on_time_rate",
)  # fmt: skip
NOTES = (
    N_("依產生事項之會議年度統計，按統計基準日之主辦機關計1次，協辦不重複計；單位：件。"),
    N_("列管＝解除＋自行列管＋分併案＋未結；分併案（已分案、已併案）由他案續管；解除率＝解除÷（列管－分併案）。"),
    N_("平均辦結日數自產生事項之會議起算，至裁示解除之會議止；未結者依會議日起算之日數分齡。"),
    N_("回復以各機關（主辦及協辦）已屆期限之會前調查計，一事項一機關一次計1件。"),
)
"""How the figures are counted."""


def count(
    office: Office, year: int | None = None, *, by: str = "agency", as_of: date | None = None
) -> ActionFigures:  # fmt: skip
    """The figures of the items made in a (Gregorian) year, or all, as they stood on `as_of` (today), by a GROUPINGS.

    Sums of all rows are the totals: an item is counted once, at the agency that led it then (or at nobody's). As of
    a day that is over only rulings of sittings and answers up to that day count, also those typed later. Raises
    WrongDate for a day to come.
    """
    reader, registry, today = office.reader, office.registry(), office.clock.today().isoformat()
    day = _over_or_today(as_of.isoformat() if as_of else today, today)
    with reader.snapshot():
        items = {one.key: one for one in queries.items(reader, by, day, year, over=day < today)}
        answers = {one.key: one for one in queries.answers(reader, by, day, year)}
    rows = []
    for key in _in_order(registry, by, {*items, *answers}):
        row = FigureRow(*_named(registry, by, key, day))
        if key in items:
            row = row._replace(**{field: getattr(items[key], field) for field in queries.ItemFigures._fields[1:]})
        if key in answers:
            row = row._replace(**{field: getattr(answers[key], field) for field in queries.AnswerFigures._fields[1:]})
        rows.append(row)
    return ActionFigures(year, day, by, tuple(rows), added(tuple(rows), _("合計")))


def day_of(office: Office, text: str) -> date | None:
    """The day that is written for figures; None for nothing written, or today. Raises WrongDate for no such day."""
    if not text.strip():
        return None
    today, found = office.clock.today(), finding.day(office, text)
    _over_or_today(found.isoformat(), today.isoformat())
    return found if found < today else None


def document(found: ActionFigures) -> dict[str, Any]:
    """The figures for programs."""
    return {
        "year": found.year, "as_of": found.as_of, "by": found.by, "rows": [_as_dict(row) for row in found.rows],
        "totals": _as_dict(found.totals), "notes": [_(note) for note in NOTES],
    }  # fmt: skip


def period(found: ActionFigures) -> str:
    """Of which year the items are, in words."""
    return show_year(found.year) if found.year is not None else _("歷年")


def table(office: Office, found: ActionFigures) -> Table:
    """The figures as a table, with period, day, sums and how they are counted."""
    from meetingtui.domain.tables import Column, Table

    columns = (
        *([Column("key", _("代碼"))] if found.by != "year" else []),
        Column("name", _(GROUPINGS[found.by])),
        *(Column(field, _(FIELD_WORDS[field]), numeric=True) for field in COLUMNS),
    )
    return Table(
        title=_("{county}{period}列管事項統計").format(county=office.county_name, period=period(found)),
        columns=columns,
        rows=tuple(cells(row, coded=found.by != "year") for row in found.rows),
        notes=tuple(_(note) for note in NOTES),
        period=period(found),
        as_of=show_date(date.fromisoformat(found.as_of)),
        totals=cells(found.totals, coded=found.by != "year"),
    )


def cells(row: FigureRow, *, coded: bool) -> tuple[Cell, ...]:
    """The cells of a line: code (where lines have one), name, and the figures in the order of COLUMNS."""
    ages = dict(zip(AGE_WORDS, row.ages, strict=True))
    figures = {**ages, "close_rate": _percent(row.close_rate), "on_time_rate": _percent(row.on_time_rate)}
    figures["average_days"] = None if row.average_days is None else round(row.average_days, 1)
    numbers = tuple(figures[field] if field in figures else getattr(row, field) for field in COLUMNS)
    heads = (row.key, row.name) if coded and row.key else (row.name, "") if coded else (row.name,)
    return (*heads, *numbers)


def text(office: Office, found: ActionFigures, *, width: int | None = None) -> str:
    """The figures as aligned text, in at most `width` display cells where that is possible."""
    from meetingtui.formats import tables

    return tables.to_text(table(office, found), width)


def made(office: Office, found: ActionFigures, ending: str) -> table_files.Made:
    """The figures in one of table_files.ENDINGS. Raises UnknownEnding or NoFonts."""
    if ending not in table_files.PAPERS:
        return table_files.Made(table_files.as_bytes(table(office, found), document(found), ending))
    from meetingtui.papers import action_figures as paper
    from meetingtui.papers.settings import look_of
    from meetingtui.services import paper_settings, papers

    settings = paper_settings.of(office)
    rendered = papers.render(paper.document(settings.agency, found, look_of(settings)), ending)
    return table_files.Made(rendered.bytes, papers.missing_words(rendered.missing))


def _as_dict(row: FigureRow) -> dict[str, Any]:
    told = row._asdict()
    return told | {
        "ages": dict(zip(AGE_WORDS, row.ages, strict=True)),
        "counted": row.counted, "close_rate": _percent(row.close_rate), "on_time_rate": _percent(row.on_time_rate),
        "average_days": None if row.average_days is None else round(row.average_days, 1),
    }  # fmt: skip


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _over_or_today(day: str, today: str) -> str:
    """An ISO day that figures can be of. Raises WrongDate."""
    if day > today:
        raise WrongDate(_("統計基準日{day}還沒到。請改寫今天或之前的日期。").format(day=written.roc_iso(day)))
    return day


def _in_order(registry: Registry, by: str, keys: set[int]) -> list[int]:
    """Years in time, agencies and series as in the registry; what nobody leads comes last."""
    if by == "year":
        return sorted(keys)
    order = {one: place for place, one in enumerate(registry.agencies if by == "agency" else registry.series)}
    return sorted(keys, key=lambda key: order.get(key, len(order)))


def _named(registry: Registry, by: str, key: int, day: str) -> tuple[str, str]:
    """Code and name of a line."""
    if by == "year":
        return str(key), show_year(key)
    if by == "series":
        return registry.series[key].code, registry.name("series", key, day)
    return (registry.agencies[key].code, registry.name("agency", key, day)) if key else ("-", _("（未定）"))
