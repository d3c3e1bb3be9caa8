"""`calendar council`: the county council's sessions of a year."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, session_views, typed_words, verbs
from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meetingtui.domain.council import CouncilPhase
    from meetingtui.domain.registry import Registry
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.council import NewPhase
    from meetingtui.services.office import Office


def words(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What one does with the sessions, and the words of each."""
    said = verbs.of(parser, common, dest="act")
    said.verb("list", _("一年的議會會期"), _list_words)
    said.verb("add", _("新增一段會期"), _add_words)
    said.verb("remove", _("刪去一段會期"), _remove_words)
    said.verb("import", _("由 CSV 或 XLSX 匯入；先預覽，加 --accept 才寫入"), _import_words)


def _list_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="YEAR", nargs="?", help=_("年度（民國或西元），不寫則列今年起的各年"))


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("會期，例如 第20屆第5次定期會"))
    parser.add_argument("--from", dest="first", required=True, metavar="D", help=_("起日"))
    parser.add_argument("--to", dest="last", metavar="D", help=_("迄日；不填為一天"))
    parser.add_argument("--phase", default="", metavar="TEXT", help=_("議程，例如 總質詢、審查預算"))
    parser.add_argument(
        "--required", action=argparse.BooleanOptionalAction,
        help=_("首長須列席，當日不排會議；--no-required 為儘量避開。不寫時依議程名稱判斷"),
    )  # fmt: skip
    parser.add_argument(
        "--post", action="append", default=[], metavar="POST",
        help=_("須列席的職務，可重複；不填為縣市長、副縣市長、處長與局長"),
    )  # fmt: skip


def _remove_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("phase_id", metavar="ID", type=int, help=_("編號，見 calendar council list"))


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=typed_words.path, metavar="FILE.csv", help=_("欄位：會期、議程、起、迄、應列席、職務")
    )
    parser.add_argument("--year", metavar="YEAR", help=_("日期未寫年份時的年度，預設明年"))
    parser.add_argument("--accept", action="store_true", help=_("寫入"))


def run(office: Office, options: argparse.Namespace) -> int:
    """Do what is asked of the sessions."""
    return {"list": _list, "add": _add, "remove": _remove, "import": _import}[options.act](office, options)


def _list(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import council, finding

    registry = office.registry()
    year = finding.year(options.year) if options.year else office.clock.today().year
    last = date(year, 12, 31) if options.year else date.max
    found = council.between(office, registry, date(year, 1, 1), last)
    if options.json:
        printing.as_json([_document(registry, one) for one in found])
    elif not found:
        text = _("{year}沒有登記議會會期。") if options.year else _("{year}起沒有登記議會會期。")
        printing.line(text.format(year=show_year(year)))
    else:
        printing.table(
            [_("編號"), _("會期"), _("議程"), _("起"), _("迄"), _("是否列席"), _("職務")],
            [
                [
                    one.id, one.name, one.phase, _day(one.first), _day(one.last),
                    _("須列席") if one.required else _("儘量避開"),
                    _("、").join(registry.name("post", post) for post in one.posts) if one.chosen else _("首長"),
                ]
                for one in found
            ],
        )  # fmt: skip
    return 0


def _add(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.domain.council import needs_everybody
    from meetingtui.services import council, finding

    first = finding.day(office, options.first)
    last = finding.day(office, options.last) if options.last else first
    required = needs_everybody(options.phase) if options.required is None else options.required
    new = council.NewPhase(options.name, options.phase, first, last, required, tuple(options.post))
    hit = council.add(office, new)
    if options.json:
        registry = office.registry()
        made = [one for one in council.between(office, registry, first, last) if one.title == new.title]
        printing.as_json({"added": [_document(registry, one) for one in made], "hit": [one.number for one in hit]})
        return 0
    printing.line(_("已登記：{phase}").format(phase=_sentence(new)))
    _print_hit(hit)
    return 0


def _remove(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import council

    council.remove(office, options.phase_id)
    if options.json:
        printing.as_json({"removed": options.phase_id})
    else:
        printing.line(_("已刪去議會會期：編號{id}").format(id=options.phase_id))
    return 0


def _import(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import council, files, finding

    year = finding.year(options.year) if options.year else None
    seen = council.preview(office, files.read(options.file), files.name_of(options.file), year=year)
    if options.accept:
        council.accept(office, seen)
    if options.json:
        printing.as_json({
            "accepted": options.accept, "known": seen.known, "new": [_new_document(one) for one in seen.new],
            "problems": [{"row": one.row, "message": one.text} for one in seen.problems],
            "hit": [one.number for one in seen.hit],
        })  # fmt: skip
        return 0
    for one in seen.new:
        printing.line(_("新增：{phase}").format(phase=_sentence(one)))
    for problem in seen.problems:
        printing.line(problem.sentence())
    _print_hit(seen.hit)
    told = _("議會會期：新增{new}筆，已有{known}筆，有問題{wrong}筆。")
    told = told.format(new=len(seen.new), known=seen.known, wrong=len(seen.problems))
    printing.line(told + (_("已匯入。") if options.accept else _("尚未寫入，請加 --accept。")))
    return 0


def _print_hit(hit: Sequence[SessionView]) -> None:
    for one in hit:
        what = _("撞期：{number} {title}，{when}")
        printing.line(what.format(number=one.number, title=session_views.title(one), when=session_views.when(one)))


def _document(registry: Registry, one: CouncilPhase) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "phase": one.phase, "first": one.first, "last": one.last,
        "required": one.required, "posts": [registry.posts[post].code for post in one.posts], "usual": not one.chosen,
    }  # fmt: skip


def _new_document(one: NewPhase) -> dict[str, Any]:
    return {
        "name": one.name, "phase": one.phase, "first": one.first.isoformat(), "last": one.last.isoformat(),
        "required": one.required, "posts": list(one.posts), "usual": not one.posts,
    }  # fmt: skip


def _sentence(one: NewPhase) -> str:
    text = _("{title} {first}至{last}（{kind}）")
    kind = _("須列席") if one.required else _("儘量避開")
    return text.format(title=one.title, first=show_date(one.first), last=show_date(one.last), kind=kind)


def _day(iso: str) -> str:
    return show_date(date.fromisoformat(iso), "dot")
