"""`calendar`: the days of a year, the official office calendar, local closures, the council, and who is busy."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import busy, council, printing, typed_words, usage_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office

LAYERS = {
    "weekend": N_("例假日"), "fixed": N_("固定假日"), "official": N_("官方辦公日曆"), "revised": N_("更新的辦公日曆"),
    "local": N_("停班登記"),
}  # fmt: skip
HALVES = {"am": N_("上午"), "pm": N_("下午")}


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("show", _("一年的假日、補班與停班"), _show_words)
    said.verb("import", _("匯入官方辦公日曆 CSV；先預覽，加 --accept 才寫入"), _import_words)
    said.verb("close", _("登記停班"), _close_words)
    said.verb("reopen", _("撤銷停班登記"), _reopen_words)
    said.verb("council", _("議會會期：清單、新增、刪去、匯入"), lambda parser: council.words(parser, common))
    said.verb("busy", _("主席與場地的忙碌時段：清單、匯入、刪去"), lambda parser: busy.words(parser, common))
    parser.set_defaults(run=run)


def _show_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="YEAR", nargs="?", help=_("年度（民國或西元），預設今年"))


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=typed_words.path, metavar="FILE.csv")
    parser.add_argument("--issued", metavar="D", help=_("發布日期"))
    parser.add_argument("--accept", action="store_true", help=_("寫入"))


def _close_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", metavar="DATE")
    parser.add_argument(
        "--half", type=usage_words.one_of(HALVES), metavar="HALF", help=_("am 上午、pm 下午；不填為全日")
    )
    parser.add_argument(
        "--place", action="append", default=[], metavar="TOWNSHIP", help=_("鄉鎮市區，可重複；不填為全縣市")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("事由"))
    parser.add_argument(
        "--settle",
        action="store_true",
        help=_("受影響的場次一併延期到下一個可用的日期（必要時通知較晚或超出時段）"),
    )


def _reopen_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("closure", metavar="ID", type=usage_words.whole, help=_("停班登記的編號，見 calendar show"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    if options.verb == "busy":
        return busy.run(options, desk)
    office = desk.open_office()
    if options.verb == "council":
        return council.run(office, options)
    return {"show": _show, "import": _import, "close": _close, "reopen": _reopen}[options.verb](office, options)


def _show(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import calendar, finding

    year = finding.year(options.year) if options.year else office.clock.today().year
    days, closures = calendar.show(office, year), calendar.closures(office, year)
    known = calendar.load(office)
    issued = known.issued(year)
    if options.json:
        printing.as_json({
            "year": year, "official": known.covers(year), "issued": issued.isoformat() if issued else None,
            "days": [
                {"date": one.day.isoformat(), "off": one.off, "label": one.label, "layer": one.layer} for one in days
            ],
            "closures": [one._asdict() for one in closures],
        })  # fmt: skip
        return 0
    from meetingtui.dates.showing import show_date

    if not known.covers(year):
        printing.line(_("{year}年尚無官方辦公日曆，只知週末與固定日期的假日。").format(year=year - 1911))
    elif issued:
        printing.line(_("官方辦公日曆：{date}發布").format(date=show_date(issued)))
    printing.table(
        [_("日期"), _("上班"), _("備註"), _("依據")],
        [
            [show_date(one.day), _day_word(one.off), _(one.label) if one.label else "", _(LAYERS[one.layer])]
            for one in days
        ],
    )  # fmt: skip
    for closure in closures:
        printing.line(_closure_line(closure))
    return 0


def _day_word(off: bool) -> str:
    return _("放假") if off else _("上班")


def _closure_line(closure: Any) -> str:
    from datetime import date

    from meetingtui.dates.showing import show_date

    return _("停班 編號{id} {date}{half} {place} {reason}").format(
        id=closure.id, date=show_date(date.fromisoformat(closure.day)),
        half=_(HALVES[closure.half]) if closure.half else "", place=closure.place or _("全縣市"),
        reason=closure.reason,
    )  # fmt: skip


def _import(office: Office, options: argparse.Namespace) -> int:
    from pathlib import PurePath

    from meetingtui.services import calendar, files, finding

    issued = finding.day(office, options.issued) if options.issued else None
    seen = calendar.preview(office, files.read(options.file), PurePath(options.file).name, issued=issued)
    if options.accept:
        calendar.accept(office, seen)
    if options.json:
        printing.as_json({
            "year": seen.issue.year, "issued": issued.isoformat() if issued else None, "accepted": options.accept,
            "changes": [
                {
                    "date": one.day.isoformat(), "was_off": one.was.off, "was": one.was.label, "off": one.now.off,
                    "label": one.now.label,
                }
                for one in seen.changes
            ],
            "hit": [one.number for one in seen.hit],
        })  # fmt: skip
        return 0
    from meetingtui.dates.showing import show_date

    for one in seen.changes:
        printing.line(
            f"{show_date(one.day)} {_day_word(one.now.off)} {_(one.now.label) if one.now.label else ''}".rstrip()
        )
    _print_hit(seen.hit)
    summary = _("{year}年辦公日曆：變更{count}日。").format(year=seen.issue.year - 1911, count=len(seen.changes))
    printing.line(summary + (_("已匯入。") if options.accept else _("尚未寫入，請加 --accept。")))
    return 0


def _close(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import calendar, finding

    day = finding.day(office, options.day)
    where: dict[str, Any] = {"half": options.half or "", "places": tuple(options.place)}
    if options.settle:
        from meetingtui.domain.sessions import Rule
        from meetingtui.services import closures

        found = closures.proposals(office, day, **where)
        late = frozenset({Rule.NOTICE, Rule.WINDOW})
        hit = closures.settle(office, day, reason=options.reason, dates=found, despite=late, **where)
    else:
        hit = calendar.close(office, day, reason=options.reason, **where)
    made = [one for one in calendar.closures(office, day.year) if one.day == day.isoformat()]
    if options.json:
        printing.as_json({"closures": [one._asdict() for one in made], "hit": [one.number for one in hit]})
        return 0
    for closure in made:
        printing.line(_closure_line(closure))
    _print_hit(hit)
    return 0


def _reopen(office: Office, options: argparse.Namespace) -> int:
    from meetingtui.services import calendar

    calendar.reopen(office, options.closure)
    if options.json:
        printing.as_json({"reopened": options.closure})
    else:
        printing.line(_("已撤銷停班登記：編號{id}").format(id=options.closure))
    return 0


def _print_hit(hit: list[SessionView]) -> None:
    if not hit:
        printing.line(_("未影響待開場次。"))
        return
    from meetingtui.cli.session_views import title, when

    printing.line(_("受影響的待開場次：{count}場").format(count=len(hit)))
    for one in hit:
        printing.line(f"{one.number} {when(one)} {title(one)}")
