"""How a series meets: a new rule from a day on beside the old one, who presides, and what a rule may say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.domain.cadence import Level, Rhythm
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import BEGINNING, Registry, Rule, Series
from meetingtui.domain.registry_values import RHYTHM_WORDS, meant
from meetingtui.domain.sessions import OPEN
from meetingtui.domain.sittings import SessionFilter
from meetingtui.language import _
from meetingtui.services import finding, rule_check, written
from meetingtui.services.office import Office
from meetingtui.services.registry import series_show
from meetingtui.services.rule_check import RuleForm
from meetingtui.services.series_detail import SeriesDetail
from meetingtui.store.queries import sessions as session_rows

if TYPE_CHECKING:
    from meetingtui.store.tables import SeriesRule
    from meetingtui.store.unit_of_work import UnitOfWork

__all__ = ["RuleForm", "add", "change", "drop", "form"]


def form(office: Office, name: str, on: date | None = None) -> RuleForm:
    """The rule of a series in force on a day (default today), to be changed and handed to `change`."""
    registry = office.registry()
    series = finding.series_of(registry, name)
    return _form(registry, series.rule((on or office.clock.today()).isoformat()))


def change(
    office: Office, name: str, wanted: RuleForm, *, since: date | None = None, base_version: int | None = None
) -> SeriesDetail:
    """Let a series meet by another rule from `since` on; earlier years keep the old one.

    Without `since`, or on the very day the rule in force began, that rule itself is corrected. A series that met on
    demand and gets a rhythm is planned from now on. Where a fixed chair changes, the open sittings from that day on
    get the new one. Raises NotFound for a post or agency,
    ChangedMeanwhile, or Refusal for what cannot be.
    """
    registry = office.registry()
    series = finding.series_of(registry, name)
    day = (since or office.clock.today()).isoformat()
    current = series.rule(day)
    values = rule_check.values(registry, wanted, day)
    if series.is_duty and values["rhythm"] != Rhythm.DEMAND:
        raise Refusal(_("{name}由聯合會議履行，不另訂召開頻率。請改訂聯合會議的頻率。"), name=series.name)
    with office.begin() as work:
        from meetingtui.store import tables

        row = work.get(tables.SeriesRule, current.id, base_version=base_version or wanted.version or current.version)
        before = row.model_dump(exclude={"id", "version", "series_id", "valid_from"})
        if since is not None and current.valid_from != day:
            row = tables.SeriesRule(**before, series_id=series.id, valid_from=day)
        _fill(row, values)
        changed = [field for field, value in before.items() if value != getattr(row, field)]
        fresh = row.id is None
        if fresh:
            work.add(row)
        changed += _set_chairs(work, row, current, values, fresh=fresh)
        if not changed:
            raise Refusal(_("{name}的規則沒有變更。"), name=series.name)
        changed += _plan_from_now_on(work, series, current, values)
        work.audit("edited", series.code, *changed)
        _follow(office, registry, work, series, current, values, day)
        work.commit()
    return series_show(office, series.code)


def has_rhythm(rule: RuleForm) -> bool:
    """Whether a rule says how often, so that a year can be planned by it."""
    return meant(rule.rhythm, RHYTHM_WORDS) != Rhythm.DEMAND


def drop(office: Office, name: str, since: date) -> SeriesDetail:
    """Take a rule back that begins on `since`; the one before it goes on. Raises Refusal for the first, or none."""
    from meetingtui.store import tables

    registry = office.registry()
    series = finding.series_of(registry, name)
    found = next((rule for rule in series.rules if rule.valid_from == since.isoformat()), None)
    if found is None or found == series.rules[0]:
        raise Refusal(
            _("{name}沒有自該日起的新規則，最初的規則也不能刪除。現有規則起日：{days}。"),
            name=series.name, days=_("、").join(_begins(rule) for rule in series.rules),
        )  # fmt: skip
    with office.begin() as work:
        for chair in work.all(tables.RuleChair, rule_id=found.id):
            work.delete(chair)
        work.delete(work.get(tables.SeriesRule, found.id, base_version=found.version))
        work.audit("edited", series.code, "rule")
        work.commit()
    return series_show(office, series.code)


def add(work: UnitOfWork, registry: Registry, series_id: int, wanted: RuleForm, since: str) -> None:
    """The first rule of a new series, inside the transaction that makes it."""
    from meetingtui.store import tables

    values = rule_check.values(registry, wanted, since)
    row = tables.SeriesRule(series_id=series_id, valid_from=since)
    _fill(row, values)
    work.add(row)
    _set_chairs(work, row, None, values, fresh=True)


def _begins(rule: Rule) -> str:
    return _("自始") if rule.valid_from == BEGINNING else written.roc_iso(rule.valid_from)


def _form(registry: Registry, rule: Rule) -> RuleForm:
    kept = {field: getattr(rule, field) for field in RuleForm._fields if hasattr(rule, field)}
    agency = registry.agencies.get(rule.host_agency_id or 0)
    return RuleForm(
        **kept
        | {
            "host_agency": agency.code if agency else "",
            "chairs": tuple(registry.posts[post].code for post in rule.chairs),
            "deputies": tuple(registry.posts[post].code for post in rule.deputies),
        }
    )


def _fill(row: SeriesRule, values: dict[str, Any]) -> None:
    for field, value in values.items():
        if field not in {"chairs", "deputies"} and getattr(row, field) != value:
            setattr(row, field, value)


def _set_chairs(
    work: UnitOfWork, row: SeriesRule, current: Rule | None, values: dict[str, Any], *, fresh: bool
) -> list[str]:
    """Store the posts of a rule where they differ from what it has; the names of what changed."""
    from meetingtui.store import tables

    changed = []
    for role, field in (("chair", "chairs"), ("deputy", "deputies")):
        posts: tuple[int, ...] = values[field]
        differs = current is None or getattr(current, field) != posts
        if not differs and not fresh:
            continue
        if differs:
            changed.append(field)
        if not fresh:
            for old in work.all(tables.RuleChair, rule_id=row.id, role=role):
                work.delete(old)
            row.version += 1
        work.add_all([
            tables.RuleChair(rule_id=row.id or 0, post_id=post, role=role, position=place)
            for place, post in enumerate(posts)
        ])  # fmt: skip
    return changed


def _plan_from_now_on(work: UnitOfWork, series: Series, old: Rule, values: dict[str, Any]) -> list[str]:
    """Plan a series that met on demand and is given a rhythm, unless it is training; the field that changed."""
    from meetingtui.store import tables

    if series.planned or series.is_duty or series.level == Level.TRAINING:
        return []
    if old.rhythm != Rhythm.DEMAND or values["rhythm"] == Rhythm.DEMAND:
        return []
    work.get(tables.Series, series.id).planned = True
    return ["planned"]


def _follow(
    office: Office, registry: Registry, work: UnitOfWork, series: Series, old: Rule, values: dict[str, Any], day: str
) -> None:
    """Give open sittings from `day` on, as long as the changed rule holds, the new fixed chair."""
    from meetingtui.services.scheduling import turn
    from meetingtui.store import tables

    chairs = values["chairs"]
    if old.rotates or values["chair_rule"] == "rotating" or len(chairs) != 1 or old.chairs == chairs:
        return
    until = next((rule.valid_from for rule in series.rules if rule.valid_from > day), "9999-12-31")
    wanted = SessionFilter(series_ids=(series.id,), statuses=tuple(str(status) for status in OPEN))
    for one in session_rows.page(office.reader, registry, wanted):
        on = one.day or one.window_last or f"{one.year}-12-31"
        if day <= on < until and one.chair_post_id in {*old.chairs, None}:
            row = work.get(tables.Session, one.id)
            row.chair_post_id = chairs[0]
            turn(work, row, "arranged", row.start_at, row.start_at, _("主席異動"))
