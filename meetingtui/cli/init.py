"""`init`: makes the database from a county's registry."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.registry_values import explained
from meetingtui.language import N_, _

COUNTIES = {
    "pingtung": N_("屏東縣"), "nantou": N_("南投縣"), "changhua": N_("彰化縣"), "kaohsiung": N_("高雄市"),
    "yilan": N_("宜蘭縣"), "empty": N_("空白清冊"),
}  # fmt: skip
"""The shipped registries."""


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "--county", default="empty", metavar="COUNTY", help=_("縣市：{values}").format(values=explained(COUNTIES))
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Make the database and say where it is."""
    from meetingtui.services import founding

    office = founding.found(desk.address, options.county, desk.clock, desk.who)
    registry = office.registry()
    office.close()
    if options.json:
        printing.as_json({"path": office.location.shown, "county": registry.county, "series": len(registry.series)})
    else:
        printing.line(
            _("已建立 {where}：{county}，會議別{series}個、網絡單位{agencies}個。").format(
                where=office.location.shown,
                county=registry.county,
                series=len(registry.series),
                agencies=len(registry.agencies),
            )
        )
    return 0
