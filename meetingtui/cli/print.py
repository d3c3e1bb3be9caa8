"""`print`: a paper to a printer, followed until it is on paper or the reason is known; `print printers` lists them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.errors import Refusal
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.printing import Job, JobState, Printer

PRINTERS = "printers"
PAPERS = ("notice", "agenda", "signin", "minutes", "actions", "life", "counts")


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("paper", metavar="PAPER", choices=(*PAPERS, PRINTERS), help=_("公文種類；printers 列出印表機"))
    parser.add_argument("of", metavar="N|YEAR", nargs="?", default="", help=_("場次編號或年度"))
    parser.add_argument("--printer", metavar="P", default="", help=_("印表機；未指定時用預設的"))
    parser.add_argument("--copies", metavar="K", type=int, default=1, help=_("份數"))
    parser.add_argument("--duplex", action="store_true", help=_("雙面列印"))
    parser.add_argument(
        "--masked", action="store_true", help=_("遮罩本：隱去已知的姓名、證號、電話與地址；印出前請逐頁核對")
    )
    parser.add_argument("--agency", default="", metavar="A", help=_("受文者，或主辦、協辦機關"))
    parser.add_argument("--series", default="", metavar="S", help=_("只列此會議別"))
    parser.add_argument("--despite", choices=("glyphs",), help=_("字型缺字仍要列印"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Print a paper and say what became of it; 1 where it is not on paper."""
    from meetingtui.services import papers
    from meetingtui.services import printing as printers

    if options.paper == PRINTERS:
        return _list(printers.printers(), json=options.json)
    if not options.of and options.paper != "actions":
        raise Refusal(_("請指明要列印哪一場次或哪一年度。"))
    office = desk.open_office()
    if options.masked:
        printing.told(_(papers.MASKED))
    document = papers.build(
        office, options.paper, options.of, agency=options.agency, masked=options.masked, series=options.series
    )
    job = printers.send(
        office, document, printer=options.printer, copies=options.copies, duplex=options.duplex,
        despite_missing=options.despite == "glyphs",
    )  # fmt: skip
    if not options.json:
        sent = _("已送往印表機「{printer}」：{pages}頁，{copies}份（工作 {name}）。")
        printing.told(sent.format(printer=job.printer, pages=job.pages, copies=job.copies, name=job.name))
    return _tell(job, printers.followed(job), json=options.json)


def _tell(job: Job, state: JobState, *, json: bool) -> int:
    from meetingtui.services import printing as printers

    if json:
        printing.as_json({**job._asdict(), **state._asdict()})
    elif state.failed:
        printing.told(printers.told(job, state))
    else:
        printing.line(printers.told(job, state))
    return 1 if state.failed else 0


def _list(there: list[Printer], *, json: bool) -> int:
    if json:
        printing.as_json([{**one._asdict(), "ready": one.ready} for one in there])
        return 0
    rows = [(one.name, _("預設") if one.default else "", one.why or _("就緒")) for one in there]
    printing.table((_("印表機"), _("預設"), _("狀態")), rows)
    return 0
