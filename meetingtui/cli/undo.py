"""`undo`: the last change taken back, or the list of those that can be."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.language import _


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--list", action="store_true", dest="listed", help=_("列出可復原的異動，最近的在前"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Take the last change back, or list what could be."""
    from meetingtui.dates.clock import iso_taipei, unstamp
    from meetingtui.dates.showing import show_moment
    from meetingtui.services import history

    office = desk.open_office()
    changes = history.undoable(office) if options.listed else [history.undo(office)]
    if options.json:
        found = [{"id": c.id, "at": iso_taipei(c.at), "verb": c.verb, "object": c.object} for c in changes]
        printing.as_json(found if options.listed else {"undone": found[0]})
        return 0
    if not options.listed:
        verb = _(history.VERBS.get(changes[0].verb, changes[0].verb))
        printing.line(_("已復原：{verb} {object}").format(verb=verb, object=changes[0].words))
    elif not changes:
        printing.line(_("沒有可復原的異動。"))
    else:
        printing.table(
            [_("時間"), _("異動"), _("對象")],
            [[show_moment(unstamp(c.at), "dot"), _(history.VERBS.get(c.verb, c.verb)), c.words] for c in changes],
        )
    return 0
