"""`today`: what is due, and what comes next."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing, session_views
from meetingtui.cli.desk import Desk
from meetingtui.domain.due import KIND_WORDS
from meetingtui.language import _

NEXT_SITTINGS = 10


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command: none of its own."""
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Print what is due and the next sittings."""
    from meetingtui.dates.showing import show_date
    from meetingtui.services import sessions, today

    office = desk.open_office()
    found = today.due(office)
    coming = sessions.coming(office, NEXT_SITTINGS)
    if options.json:
        printing.as_json({
            "today": office.clock.today().isoformat(),
            "due": [one._asdict() | {"day": one.day or None} for one in found],
            "next": [session_views.as_dict(one) for one in coming],
        })  # fmt: skip
        return 0
    printing.line(_("{day}，應辦事項{count}件。").format(day=show_date(office.clock.today()), count=len(found)))
    for kind, word in KIND_WORDS.items():
        sentences = [one.sentence for one in found if one.kind == kind]
        if sentences:
            printing.line("")
            printing.line(_(word))
            for sentence in sentences:
                printing.line(f"- {sentence}")
    printing.line("")
    printing.line(_("接下來的場次"))
    session_views.print_list(coming, json=False)
    return 0
