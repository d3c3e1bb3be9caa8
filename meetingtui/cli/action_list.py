"""`actions list`: narrowed by words or by a query line, in the views of the place 列管, grouped where asked."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import action_words, printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.action_words import GROUPED, VIEW_WORDS, View
from meetingtui.domain.actions import STILL_OPEN, ActionFilter
from meetingtui.domain.registry_values import explained
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionView
    from meetingtui.services.action_views import Listing, NamedGroup
    from meetingtui.services.office import Office

FLAT = {view: word for view, word in VIEW_WORDS.items() if view not in GROUPED}
GROUPS = {view: word for view, word in VIEW_WORDS.items() if view in GROUPED}


def list_words(parser: argparse.ArgumentParser) -> None:
    """What `actions list` may be told."""
    parser.add_argument("--agency", default="", metavar="A", help=_("主辦或協辦機關"))
    parser.add_argument("--series", default="", metavar="S", help=_("會議別（代碼、名稱或別名），含認列的場次"))
    parser.add_argument("--session", default="", metavar="N", help=_("場次"))
    parser.add_argument("--year", default="", metavar="Y", help=_("年度（民國或西元）"))
    parser.add_argument("--text", default="", metavar="TEXT", help=_("編號或內容中的文字"))
    parser.add_argument("--overdue", action="store_true", help=_("只列逾期未結者"))
    parser.add_argument("--open", action="store_true", help=_("只列尚在列管者"))
    parser.add_argument(
        "--query", default="", metavar="LINE", help=_("與畫面相同的查詢，例如「是:列管中 主辦:衛生局 期限:本月」")
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--view", choices=list(map(str, FLAT)), metavar="VIEW", help=_("檢視：{values}").format(values=explained(FLAT))
    )
    shown.add_argument(
        "--by", choices=list(map(str, GROUPS)), metavar="GROUP",
        help=_("分組，列管中的：{values}").format(values=explained(GROUPS)),
    )  # fmt: skip


def list_all(options: argparse.Namespace, desk: Desk) -> None:
    """`actions list`: by day and number, or in the order of the view."""
    from meetingtui.domain.action_words import ACTIONS
    from meetingtui.services import action_views, query_hints

    office = desk.open_office()
    view = View(options.by or options.view or View.ALL)
    order = "" if options.by or options.view else "day"
    listing = action_views.listing(office, options.query, view=view, order=order, also=_narrowed(office, options))
    if options.by:
        _print_groups(listing, view, options)
        return
    for sentence in query_hints.unfilled(options.query, ACTIONS):
        printing.told(sentence)
    found = listing.every()
    action_words.print_list(found, options)
    if not found and options.query and not options.json:
        _tell_what_was_meant(office, options.query)


def _narrowed(office: Office, options: argparse.Namespace) -> ActionFilter:
    from meetingtui.services import finding, sessions

    registry = office.registry()
    asked = ActionFilter(overdue=options.overdue, text=options.text, credited=True)
    if options.agency:
        asked = asked._replace(agency_ids=(finding.agency_of(registry, options.agency).id,))
    if options.series:
        asked = asked._replace(series_ids=(finding.series_of(registry, options.series).id,))
    if options.session:
        asked = asked._replace(session_ids=(sessions.show(office, options.session).id,))
    if options.year:
        asked = asked._replace(years=(finding.year(options.year),))
    if options.open:
        asked = asked._replace(statuses=tuple(str(one) for one in STILL_OPEN))
    return asked


def _tell_what_was_meant(office: Office, query: str) -> None:
    from meetingtui.domain.action_words import ACTIONS
    from meetingtui.services import query_hints

    for sentence in query_hints.sentences(office, query, ACTIONS):
        printing.line(sentence)


def _print_groups(listing: Listing, view: View, options: argparse.Namespace) -> None:
    groups = _grouped(listing, view)
    if options.json:
        printing.as_json([
            {
                "key": one.group.key, "name": one.name, "items": one.group.items, "overdue": one.group.overdue,
                "assisting": one.group.assisting, "actions": [action_words.as_dict(each) for each in items],
            }
            for one, items in groups
        ])  # fmt: skip
        return
    if not groups:
        printing.line(_("沒有符合條件的列管事項。"))
    for one, items in groups:
        told = [_("{count}項").format(count=one.group.items), _("逾期{count}").format(count=one.group.overdue)]
        if one.group.assisting:
            told.append(_("協辦{count}").format(count=one.group.assisting))
        printing.line(_("{name}：{value}").format(name=one.name, value=_("，").join(told)))
        action_words.print_list(items, options)


def _grouped(listing: Listing, view: View) -> list[tuple[NamedGroup, list[ActionView]]]:
    """Each group with its items; an agency with what it assists in after what it leads."""
    groups = listing.groups(view)
    if view is View.AGENCY:
        return [(one, listing.of_agency(one.group.key).every()) for one in groups]
    every = iter(listing.every())
    return [(one, [next(every) for _place in range(one.group.items)]) for one in groups]
