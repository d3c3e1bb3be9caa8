"""`outgoing`: what must go out again after a sitting has changed."""

from __future__ import annotations

import argparse

from meetingtui.cli import printing, session_views, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.verbs import of
from meetingtui.domain.outgoing import WHAT_WORDS, Outgoing
from meetingtui.language import _


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    verbs = of(parser, common)
    verbs.verb("list", _("改期、延期、取消後待補發的通知單與行事曆檔"))
    verbs.verb("done", _("登記已補發"), _done_words)
    parser.set_defaults(run=run)


def _done_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N")
    parser.add_argument(
        "what", metavar="WHAT", type=usage_words.one_of(WHAT_WORDS), help=_("notice、invite、cancel 或 feed")
    )


def run(options: argparse.Namespace, desk: Desk) -> int:
    """List, or note one as done and list what is left of that sitting."""
    from meetingtui.services import outgoing

    office = desk.open_office()
    done = options.verb == "done"
    _print(outgoing.done(office, options.number, options.what) if done else outgoing.pending(office), options.json)
    return 0


def _print(found: list[Outgoing], json: bool) -> None:
    if json:
        printing.as_json([
            {"session": session_views.as_dict(one.session), "what": str(one.what), "why": one.why} for one in found
        ])  # fmt: skip
    elif not found:
        printing.line(_("沒有待補發的項目。"))
    else:
        printing.table(
            [_("場次"), _("會議"), _("時間"), _("待補發"), _("原因")],
            [
                [
                    one.session.number, session_views.title(one.session), session_views.when(one.session),
                    _(WHAT_WORDS[one.what]), one.why,
                ]
                for one in found
            ],
        )  # fmt: skip
