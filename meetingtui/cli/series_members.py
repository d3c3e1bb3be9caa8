"""`series member`: who is asked to a series, 出席 or only 列席."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import name_words, printing, series_views
from meetingtui.cli.desk import Desk
from meetingtui.domain.registry_values import explained
from meetingtui.domain.seats import SEAT_WORDS, Seat
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What may be done with members; nothing lists them."""
    actions = parser.add_subparsers(dest="action", metavar=_("動作"))
    added = actions.add_parser("add", parents=[common], help=_("增加出列席單位"))
    added.add_argument("--agency", default="", metavar="A", help=_("機關"))
    added.add_argument("--network", default="", metavar="TEXT", help=_("網絡別，例如 衛政"))
    added.add_argument("--label", default="", metavar="TEXT", help=_("名單上的稱呼"))
    added.add_argument("--role", default="attendee", metavar="ROLE", help=_("attendee 出席、may 得出席、observer 列席"))
    _seat_words(added)
    added.add_argument("--from", dest="since", metavar="D", help=_("起日；不填為自始"))
    removed = actions.add_parser("remove", parents=[common], help=_("自某日起不再邀請"))
    changed = actions.add_parser("role", parents=[common], help=_("改為出席或列席"))
    seated = actions.add_parser("seat", parents=[common], help=_("設定席次、職稱與能否代理"))
    for one in (removed, changed, seated):
        one.add_argument("who", metavar="WHO", help=_("名單上的稱呼、機關或編號"))
    changed.add_argument("role", metavar="ROLE", help=_("attendee 出席、may 得出席、observer 列席"))
    removed.add_argument("--from", dest="since", metavar="D", help=_("起日，預設今天"))
    _seat_words(seated)
    seated.add_argument("--usual", action="store_true", help=_("能否代理依席次慣例"))
    for one in (changed, seated):
        one.add_argument("--from", dest="since", metavar="D", help=_("起日；不填為更正"))


def _seat_words(parser: argparse.ArgumentParser) -> None:
    seats = _("席次：{values}；none 為一般").format(values=explained(SEAT_WORDS))
    parser.add_argument("--seat", metavar="SEAT", help=seats)
    parser.add_argument("--title", metavar="TITLE", help=_("職稱"))
    parser.add_argument(
        "--delegable", action=argparse.BooleanOptionalAction, default=None, help=_("得否派員代理；不填依席次慣例")
    )


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the action says, and list the members as they are then."""
    from meetingtui.services import registry

    office = desk.open_office()
    if options.action:
        _act(office, options)
    found = registry.series_show(office, options.series).series.members
    if options.json:
        printing.as_json([one._asdict() for one in found])
        return 0
    printing.table(
        [_("編號"), _("身分"), _("單位"), _("機關"), _("網絡別"), _("席次"), _("職稱"), _("代理")],
        [
            [
                one.id,
                series_views.role_word(one.role),
                one.label,
                one.agency_name,
                one.network,
                _(SEAT_WORDS[Seat(one.seat)]) if one.seat else "",
                one.title,
                _("得代理") if one.delegable else _("不得代理"),
            ]
            for one in found
        ],
    )
    return 0


def _act(office: Office, options: argparse.Namespace) -> None:
    from meetingtui.services import members

    on = name_words.since_if_said(office, options)
    if options.action == "add":
        form = members.MemberForm(
            options.agency, options.network, options.label, options.role, options.seat or "", options.title or "",
            options.delegable,
        )  # fmt: skip
        members.add(office, options.series, form, since=on)
    elif options.action == "remove":
        members.remove(office, options.series, options.who, on=on)
    elif options.action == "seat":
        seat = members.seat_of(office, options.series, options.who)
        said = {"seat": options.seat, "title": options.title, "delegable": options.delegable}
        seat = seat._replace(**{name: value for name, value in said.items() if value is not None})
        if options.usual:
            seat = seat._replace(delegable=None)
        members.set_seat(office, options.series, options.who, seat, on=on)
    else:
        members.set_role(office, options.series, options.who, options.role, on=on)
