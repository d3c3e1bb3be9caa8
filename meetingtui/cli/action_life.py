"""`actions life`: everything that happened to one action item."""

from __future__ import annotations

import argparse
from typing import Any

from meetingtui.cli import printing
from meetingtui.cli.action_rulings import ruling_as_dict
from meetingtui.cli.action_words import as_dict, day, print_one
from meetingtui.cli.desk import Desk
from meetingtui.domain.action_life import HAPPENING_WORDS, LifeEvent, said
from meetingtui.language import _


def life(options: argparse.Namespace, desk: Desk) -> None:
    """`actions life`."""
    from meetingtui.services import action_life

    found = action_life.of(desk.open_office(), options.number)
    if options.json:
        printing.as_json(as_dict(found.item) | {"events": [_as_dict(one) for one in found.events]})
        return
    print_one(found.item, options)
    printing.table(
        [_("日期"), _("場次"), _("事由"), _("機關"), _("內容")],
        [
            [day(one.day, "dot"), one.session, _(HAPPENING_WORDS[one.what]), _("、").join(one.agencies), said(one)]
            for one in found.events
        ],
    )  # fmt: skip


def _as_dict(one: LifeEvent) -> dict[str, Any]:
    report = one.report
    return {
        "day": one.day or None, "what": one.what, "session": one.session or None, "agencies": list(one.agencies),
        "due": one.due or None, "others": list(one.others), "who": one.who,
        "ruling": ruling_as_dict(one.ruling) if one.ruling else None,
        "report": None if report is None else {
            "text": report.text, "progress": report.progress, "percent": report.percent, "proposal": report.proposal,
            "proposed_due": report.proposed_due or None, "lateness": report.lateness,
        },
    }  # fmt: skip
