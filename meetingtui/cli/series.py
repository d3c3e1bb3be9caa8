"""`series`: the registry's meetings, from the list to every change of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from meetingtui.cli import day_words, name_words, printing, series_views, series_words
from meetingtui.cli.desk import Desk
from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.series_detail import SeriesDetail


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    series_words.arguments(parser, common)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return VERBS[options.verb](options, desk)


def list_all(options: argparse.Namespace, desk: Desk) -> int:
    """`series list`."""
    from meetingtui.services import registry

    office = desk.open_office()
    found = registry.series_list(office, series_words.year(options), retired=options.retired)
    if options.json:
        printing.as_json([one.document() for one in found])
    else:
        series_views.print_list(found)
    return 0


def show(options: argparse.Namespace, desk: Desk) -> int:
    """`series show`: everything of one series."""
    from meetingtui.services import registry

    detail = registry.series_show(desk.open_office(), options.series, series_words.year(options))
    series_views.print_detail(detail, json=options.json)
    return 0


def check(options: argparse.Namespace, desk: Desk) -> int:
    """`series check`: the sentence that explains each series' figures."""
    from meetingtui.services import finding, plan_check

    office = desk.open_office()
    year = series_words.year(options) or office.clock.today().year
    found = plan_check.checks(office, year)
    if options.series:
        only = finding.series_of(office.registry(), options.series).id
        found = [(series, one) for series, one in found if series.id == only]
    series_views.print_checks(found, year, json=options.json)
    return 0


def add(options: argparse.Namespace, desk: Desk) -> int:
    """`series add`."""
    from meetingtui.services import series
    from meetingtui.services.series_rules import RuleForm

    office = desk.open_office()
    new = series_words.series_form(series.SeriesForm(code=options.code, name=options.name), options)
    rule = series_words.rule_form(RuleForm(), options)
    made = series.add(office, new, rule, since=name_words.since_if_said(office, options), aliases=tuple(options.alias))
    return _done(made, _("已新增"), options)


def edit(options: argparse.Namespace, desk: Desk) -> int:
    """`series edit`: corrections, without history."""
    from meetingtui.services import series

    series_words.require_no_rule(options)
    office = desk.open_office()
    wanted = series_words.series_form(series.form(office, options.series), options)
    return _done(series.edit(office, options.series, wanted), _("已修改"), options)


def rename(options: argparse.Namespace, desk: Desk) -> int:
    """`series rename`: a new name from a day on."""
    from meetingtui.services import series

    office = desk.open_office()
    since = name_words.since_if_said(office, options)
    named = series.rename(office, options.series, options.name, since=since, name_en=options.name_en)
    if not options.json and since is not None and named.series.name != options.name:
        day = show_date(since, "dot")
        printing.line(_("{name}自{day}起更名為「{new}」。").format(name=named.series.name, day=day, new=options.name))
        return 0
    return _done(named, _("已更名"), options)


def retire(options: argparse.Namespace, desk: Desk) -> int:
    """`series retire`."""
    from meetingtui.services import series

    office = desk.open_office()
    on = name_words.since(office, options)
    gone = series.retire(office, options.series, on, cancel=options.cancel, reason=options.reason)
    return _done(gone, day_words.ended(gone.series.retired_on, office.clock.today().isoformat()), options)


def revive(options: argparse.Namespace, desk: Desk) -> int:
    """`series revive`."""
    from meetingtui.services import series

    return _done(series.revive(desk.open_office(), options.series), _("已恢復使用"), options)


def delete(options: argparse.Namespace, desk: Desk) -> int:
    """`series delete`: only of one that never had a sitting."""
    from meetingtui.services import series

    gone = series.delete(desk.open_office(), options.series)
    if options.json:
        printing.as_json({"deleted": gone.code})
    else:
        printing.line(_("已刪除：{code} {name}").format(code=gone.code, name=gone.name))
    return 0


def alias(options: argparse.Namespace, desk: Desk) -> int:
    """`series alias`."""
    from meetingtui.services import series

    changed = series.alias(desk.open_office(), options.series, options.name, remove=options.remove)
    return _done(changed, _("已更新別名"), options)


def rule(options: argparse.Namespace, desk: Desk) -> int:
    """`series rule`: the rules through the years, or a new one from a day on."""
    from meetingtui.services import finding, registry, series_rules

    office = desk.open_office()
    since = name_words.since_if_said(office, options)
    if options.drop:
        dropped = series_rules.drop(office, options.series, finding.day(office, options.drop))
        return _done(dropped, _("已取消新規則"), options)
    if not series_words.says_rule(options):
        if since is not None:
            raise Refusal(_("沒有要更動的規則。請指定頻率、場數、主席等項目，見 --help。"))
        series_views.print_rules(registry.series_show(office, options.series), json=options.json)
        return 0
    wanted = series_words.rule_form(series_rules.form(office, options.series, since), options)
    before = finding.series_of(office.registry(), options.series)
    changed = series_rules.change(office, options.series, wanted, since=since)
    _done(changed, _("已更新規則"), options)
    if changed.series.planned and not before.planned and not options.json:
        told = _("原為視需要召開，現已一併編入年度行程；不編入時請執行 series edit {code} --no-planned。")
        printing.line(told.format(code=before.code))
    return 0


def chair(options: argparse.Namespace, desk: Desk) -> int:
    """`series chair`: who presides, or another one from a day on."""
    from meetingtui.services import registry, series_rules

    office = desk.open_office()
    if not series_words.says_chair(options):
        series_views.print_chairs(registry.series_show(office, options.series), json=options.json)
        return 0
    since = name_words.since_if_said(office, options)
    wanted = series_words.chair_form(series_rules.form(office, options.series, since), options)
    return _done(series_rules.change(office, options.series, wanted, since=since), _("已更新主持人"), options)


def track(options: argparse.Namespace, desk: Desk) -> int:
    """`series track`."""
    from meetingtui.cli import series_tracks

    return series_tracks.run(options, desk)


def member(options: argparse.Namespace, desk: Desk) -> int:
    """`series member`."""
    from meetingtui.cli import series_members

    return series_members.run(options, desk)


def _done(detail: SeriesDetail, what: str, options: argparse.Namespace) -> int:
    if options.json:
        printing.as_json(detail.document())
    else:
        one = detail.series
        printing.line(_("{what}：{code} {name}").format(what=what, code=one.code, name=one.name))
        printing.line(one.check.sentence)
    return 0


VERBS: dict[str, Callable[[argparse.Namespace, Desk], int]] = {
    "list": list_all, "show": show, "check": check, "add": add, "edit": edit, "rename": rename, "retire": retire,
    "revive": revive, "delete": delete, "alias": alias, "rule": rule, "chair": chair, "track": track,
    "member": member,
}  # fmt: skip
