"""`paper`: the official papers as text, ODT, DOCX or PDF, and how they look in this office."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from meetingtui.cli import paper_files, paper_settings, printing, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.verbs import of
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.office import Office

ABOUT = {
    "notice": N_("開會通知單；--agency 指定受文者，--each-agency 每個受文者一份"),
    "agenda": N_("議程"),
    "signin": N_("簽到表"),
    "minutes": N_("會議紀錄"),
    "actions": N_("列管事項一覽表：場次或年度；--agency 只列某機關主辦、協辦者"),
    "life": N_("列管事項辦理歷程：一項從列管到現在"),
    "counts": N_("年度場次統計表"),
}


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The papers as verbs, and `settings`; the words of each are built when it is used."""
    verbs = of(parser, common)
    for name, about in ABOUT.items():
        verbs.verb(name, _(about), _words)
    verbs.verb("settings", _("公文設定：機關全銜、地址、字級、邊界、常用備註等"), paper_settings.words(common))


def _words(parser: argparse.ArgumentParser) -> None:
    paper = parser.prog.split()[-1]
    optional = {"nargs": "?", "default": ""} if paper == "actions" else {}
    shown = {"counts": "YEAR", "actions": "N|YEAR", "life": "ITEM"}.get(paper, "N")
    parser.add_argument("of", metavar=shown, help=_("場次編號或年度；歷程為列管編號"), **optional)  # type: ignore[arg-type] # typeshed knows no optional words
    parser.add_argument("--format", choices=paper_files.FORMATS, help=_("格式；未指定時依 -o 的副檔名，否則為文字"))
    parser.add_argument(
        "-o",
        dest="output",
        type=typed_words.path,
        default="-",
        metavar="F|DIR",
        help=_("檔案或資料夾；- 為標準輸出（文字）"),
    )
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))
    parser.set_defaults(run=run, agency="", masked=False, series="", each_agency=False)
    if paper != "counts":
        parser.add_argument(
            "--masked", action="store_true", help=_("遮罩本：隱去已知的姓名、證號、電話與地址；印出前請逐頁核對")
        )
    if paper in {"notice", "actions"}:
        parser.add_argument("--agency", default="", metavar="A", help=_("受文者，或主辦、協辦機關"))
    if paper == "notice":
        parser.add_argument("--each-agency", action="store_true", help=_("每個受文者一份；-o 為資料夾"))
    if paper == "actions":
        about = _("每個機關一頁；會前已調查者為調查表，-o 為資料夾則各存一檔")
        parser.add_argument("--each-agency", action="store_true", help=about)
        parser.add_argument("--series", default="", metavar="S", help=_("只列此會議別"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Write a paper, or print it as text."""
    from meetingtui.services import papers

    office = desk.open_office()
    if options.masked:
        printing.told(_(papers.MASKED))
    form = options.format or paper_files.form_of(options.output)
    if options.each_agency and options.verb == "notice":
        return _each(office, options, form)
    if options.each_agency and _is_folder(options.output) and papers.is_asked(office, options.of):
        made = papers.each_answer_sheet(office, options.of, form, masked=options.masked)
        return _write_each(office, options, form, made)
    document = papers.build(
        office,
        options.verb,
        options.of,
        agency=options.agency,
        masked=options.masked,
        series=options.series,
        each_agency=options.each_agency,
    )
    return paper_files.write(office, document, options)


def _each(office: Office, options: argparse.Namespace, form: str) -> int:
    from meetingtui.services import papers

    if options.agency or options.output == "-":
        raise Refusal(_("--each-agency 寫到資料夾，不能與 --agency 或 -o - 並用。請以 -o 指定資料夾。"))
    return _write_each(office, options, form, papers.each_notice(office, options.of, form, masked=options.masked))


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or os.path.isdir(os.path.expanduser(output))


def _write_each(office: Office, options: argparse.Namespace, form: str, made: dict[str, bytes]) -> int:
    from meetingtui.services import exporting

    done = exporting.write_folder(office, options.output, made, f"{options.of} {options.verb}", force=options.force)
    printing.exported(done, json=options.json, paper=options.verb, of=options.of, format=form, files=list(made))
    return 0
