"""`undo`: the last change taken back, or the list of those that can be."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.history import Change


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--list", action="store_true", dest="listed", help=_("列出可復原的異動，最近的在前"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Take the last change back, or list what could be."""
    from meetingtui.dates.clock import iso_taipei
    from meetingtui.services import history

    office = desk.open_office()
    changes = history.undoable(office) if options.listed else [history.undo(office)]
    if options.json:
        found = [
            {
                "id": c.id, "at": iso_taipei(c.at), "verb": c.verb, "object": c.object,
                "clock": iso_taipei(c.really) if c.really else None,
            }
            for c in changes
        ]  # fmt: skip
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
            [[_when(c), _(history.VERBS.get(c.verb, c.verb)), c.words] for c in changes],
        )
    return 0


def _when(change: Change) -> str:
    """When it was done; on a pretended day also when that really was."""
    from meetingtui.dates.clock import unstamp
    from meetingtui.dates.showing import show_moment

    said = show_moment(unstamp(change.at), "dot")
    if not change.really:
        return said
    return _("{at}（實際{really}）").format(at=said, really=show_moment(unstamp(change.really), "dot"))
