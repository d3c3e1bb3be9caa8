"""Series of meetings: added, corrected, renamed, given up and taken up again; old years keep what they had."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.domain.cadence import LEVEL_NAMES
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.registry import BEGINNING, Series
from meetingtui.domain.registry_values import NATURE_WORDS, meant
from meetingtui.domain.sessions import require_reason
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import _
from meetingtui.services import codes, finding, renaming, series_rules, standing, written
from meetingtui.services.office import Office
from meetingtui.services.registry import series_show
from meetingtui.services.renaming import Named
from meetingtui.services.series_detail import SeriesDetail
from meetingtui.services.series_rules import RuleForm
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

DEFAULT_RULE = RuleForm()


class SeriesForm(NamedTuple):
    """What a series is, as a form shows it; how it meets is a RuleForm. `code` is fixed once it is saved.

    `planned` None is what the rule of a new series asks for: a series that meets on demand is not planned.
    """

    code: str = ""
    name: str = ""
    name_en: str = ""
    level: str = "liaison"
    kind: str = "meeting"
    nature: str = "meeting"
    planned: bool | None = None
    external: bool = False
    purpose: str = ""
    note: str = ""
    version: int | None = None


def blank(office: Office) -> SeriesForm:
    """The form of a new series, with the code it is offered."""
    return SeriesForm(code=codes.following([one.code for one in office.registry().series.values()]))


def form(office: Office, name: str) -> SeriesForm:
    """What a series is now, to be changed and handed to `edit`. Raises NotFound or Ambiguous."""
    series = finding.series_of(office.registry(), name)
    return SeriesForm(**{field: getattr(series, field) for field in SeriesForm._fields})


def add(
    office: Office, new: SeriesForm, rule: RuleForm = DEFAULT_RULE, *, since: date | None = None,
    aliases: tuple[str, ...] = (),
) -> SeriesDetail:  # fmt: skip
    """Add a series with its first rule, which holds for all years unless `since` says from when.

    Raises WrongCode, CodeTaken, NameTaken, or Refusal for what its fields cannot say.
    """
    from meetingtui.store import tables

    registry = office.registry()
    code = codes.checked(new.code)
    codes.refuse_taken(code, {one.code: one.name for one in registry.series.values()})
    columns = _columns(new)
    if new.planned is None:
        columns["planned"] = series_rules.has_rhythm(rule)
    for name in (columns["name"], *aliases):
        renaming.refuse_taken(registry, "series", name)
    with office.begin() as work:
        row = work.add(tables.Series(code=code, **columns))
        renaming.add_aliases(work, "series", row.id or 0, [written.line(one, _("別名")) for one in aliases])
        series_rules.add(work, registry, row.id or 0, rule, since.isoformat() if since else BEGINNING)
        work.audit("added", code)
        work.commit()
    return series_show(office, code)


def edit(office: Office, name: str, wanted: SeriesForm, *, base_version: int | None = None) -> SeriesDetail:
    """Correct what a series is; a corrected name leaves no former one (see `rename`).

    Raises ChangedMeanwhile, NameTaken, or Refusal for what its fields cannot say.
    """
    from meetingtui.store import tables

    registry = office.registry()
    series = finding.series_of(registry, name)
    if wanted.code and codes.checked(wanted.code) != series.code:
        raise Refusal(_("{code}的代碼已編入場次編號，不能更改。請另增會議別。"), code=series.code)
    columns = _columns(wanted)
    if series.is_duty:
        columns |= {"kind": series.kind, "planned": False}
    renaming.refuse_taken(registry, "series", columns["name"], but=series.id)
    with office.begin() as work:
        row = work.get(tables.Series, series.id, base_version=base_version or wanted.version or series.version)
        changed = [field for field, value in columns.items() if getattr(row, field) != value]
        if not changed:
            raise Refusal(_("{name}沒有變更。"), name=series.name)
        for field in changed:
            setattr(row, field, columns[field])
        work.audit("edited", series.code, *changed)
        work.commit()
    return series_show(office, series.code)


def rename(
    office: Office, name: str, new: str, *, since: date | None = None, name_en: str | None = None,
    base_version: int | None = None,
) -> SeriesDetail:  # fmt: skip
    """Give a series a new name from a day on (default today); sittings before it keep the old one."""
    registry = office.registry()
    series = finding.series_of(registry, name)
    renaming.rename(office, registry, _named(series), new, since=since, name_en=name_en, base_version=base_version)
    return series_show(office, series.code)


def alias(office: Office, name: str, other: str, *, remove: bool = False) -> SeriesDetail:
    """Let a series be found by another name, or no longer. Raises NameTaken or NotFound."""
    registry = office.registry()
    series = finding.series_of(registry, name)
    turn = renaming.remove_alias if remove else renaming.add_alias
    turn(office, registry, _named(series), other)
    return series_show(office, series.code)


def retire(
    office: Office, name: str, on: date, *, cancel: bool = False, reason: str = "", base_version: int | None = None
) -> SeriesDetail:
    """Give a series up from a day on; years before it keep it. The duties of a joint series end with it.

    Raises StillPlanned when sittings stand after that day, unless `cancel` calls them off for a `reason`.
    """
    from meetingtui.store import tables

    registry = office.registry()
    series = finding.series_of(registry, name)
    day = on.isoformat()
    if series.retired_on == day:
        raise Refusal(_("{name}已於該日停用。"), name=series.name)
    open_ones = standing.after(office, registry, SessionFilter(series_ids=(series.id,)), day)
    if open_ones and not cancel:
        raise standing.StillPlanned(series.name, [one.number for one in open_ones])
    if open_ones:
        require_reason(reason)
    with office.begin() as work:
        work.get(tables.Series, series.id, base_version=base_version or series.version)
        work.audit("retired", series.code, "retired_on")
        for one in (series, *registry.duties_of(series.id)):
            work.get(tables.Series, one.id).retired_on = day
        standing.call_off(work, open_ones, reason)
        work.commit()
    return series_show(office, series.code)


def revive(office: Office, name: str, *, base_version: int | None = None) -> SeriesDetail:
    """Take a retired series up again, with its duties. Raises Refusal when it was never given up."""
    from meetingtui.store import tables

    registry = office.registry()
    series = finding.series_of(registry, name)
    if not series.retired_on:
        raise Refusal(_("{name}並未停用。"), name=series.name)
    with office.begin() as work:
        work.get(tables.Series, series.id, base_version=base_version or series.version)
        for one in (series, *registry.duties_of(series.id)):
            work.get(tables.Series, one.id).retired_on = None
        work.audit("revived", series.code, "retired_on")
        work.commit()
    return series_show(office, series.code)


def delete(office: Office, name: str) -> Series:
    """Remove a series that never had a sitting, with all that hangs on it. Raises Refusal for one that had."""
    registry = office.registry()
    series = finding.series_of(registry, name)
    if series.is_duty:
        raise Refusal(_("{name}是聯合會議的任務，不能單獨刪除。請改為停用。"), name=series.name)
    with office.begin() as work:
        for one in (*registry.duties_of(series.id), series):
            _refuse_used(office, work, one)
            _remove(work, one)
        work.audit("deleted", series.code)
        work.commit()
    return series


def _level(word: str) -> str:
    """The level that a word names, in English or as it is shown, also by its beginning (法定, 聯繫)."""
    found = meant(word, LEVEL_NAMES)
    if found is None:
        raise NotFound(_("會議層級"), word.strip()[:40], [_(shown) for shown in LEVEL_NAMES.values()])
    return found


def _columns(wanted: SeriesForm) -> dict[str, Any]:
    level = _level(wanted.level)
    nature = meant(wanted.nature, NATURE_WORDS)
    if nature is None:
        raise NotFound(_("會議性質"), wanted.nature.strip()[:40], [_(shown) for shown in NATURE_WORDS.values()])
    return {
        "name": written.line(wanted.name, _("名稱"), required=True),
        "name_en": written.line(wanted.name_en, _("英文名稱"), most=200),
        "level": level, "kind": written.line(wanted.kind, _("會議類型"), most=40), "nature": nature,
        "planned": bool(wanted.planned), "external": bool(wanted.external),
        "purpose": written.line(wanted.purpose, _("目的"), most=written.TEXT_MOST),
        "note": written.line(wanted.note, _("備註"), most=written.TEXT_MOST),
    }  # fmt: skip


def _refuse_used(office: Office, work: UnitOfWork, series: Series) -> None:
    from meetingtui.store import tables

    count = session_rows.count(office.reader, SessionFilter(series_ids=(series.id,)))
    if count or work.all(tables.Numbering, series_id=series.id):
        raise Refusal(_("{name}已編過場次，不能刪除，以免編號重複。請改為停用（retire）。"), name=series.name)
    if work.all(tables.Credit, series_id=series.id):
        raise Refusal(_("{name}有其他場次認列，不能刪除。請先取消認列，或改為停用（retire）。"), name=series.name)


def _remove(work: UnitOfWork, series: Series) -> None:
    from meetingtui.store import tables

    for rule in work.all(tables.SeriesRule, series_id=series.id):
        for chair in work.all(tables.RuleChair, rule_id=rule.id):
            work.delete(chair)
        work.delete(rule)
    for track in work.all(tables.Track, series_id=series.id):
        _remove_names(work, "track", track.id or 0)
        work.delete(track)
    for model in (tables.Member, tables.Figure):
        for row in work.all(model, series_id=series.id):
            work.delete(row)
    _remove_names(work, "series", series.id)
    work.delete(work.get(tables.Series, series.id, base_version=series.version))


def _remove_names(work: UnitOfWork, kind: str, owner_id: int) -> None:
    from meetingtui.store import tables

    for model in (tables.Alias, tables.FormerName, tables.Source):
        for row in work.all(model, kind=kind, owner_id=owner_id):
            work.delete(row)


def _named(series: Series) -> Named:
    return Named("series", series.id, series.code, series.name, series.version)
