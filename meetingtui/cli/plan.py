"""`plan`: proposes a year's sittings and says what cannot be met; saves them with --apply, or checks what stands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.cli import plan_quality, plan_unplaced, printing, session_views, session_words, year_check
from meetingtui.cli.desk import Desk
from meetingtui.dates.showing import show_year
from meetingtui.domain.errors import Refusal
from meetingtui.language import _, sentences
from meetingtui.services import finding

if TYPE_CHECKING:
    from meetingtui.cli.plan_quality import Answer
    from meetingtui.domain.numbers import SessionNumber
    from meetingtui.domain.registry import Registry
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office
    from meetingtui.services.plan_rules import Broken
    from meetingtui.services.planning import Draft, DraftSitting


def arguments(parser: argparse.ArgumentParser, _common: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("year", metavar="YEAR", help=_("年度（民國或西元）"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--apply", action="store_true", help=_("存入場次"))
    what.add_argument("--check", action="store_true", help=_("不編排，只檢查已在冊的場次違反哪些規定"))
    parser.add_argument("--wishes", action="store_true", help=_("檢查時逐一列出未滿足的期望"))
    parser.add_argument(
        "--seconds", type=plan_quality.seconds, default=plan_quality.SECONDS, metavar="N",
        help=_("最多花幾秒求最佳排法（0至3600，預設30；0只取先排出的草稿）"),
    )  # fmt: skip
    parser.add_argument(
        "--what-if", action="append", default=[], metavar="TEXT",
        help=_("假設改以其他頻率或更多分區召開，例如「PIF-14 分區+2」「PIF-16 每月」（可重複）；--apply 才寫入"),
    )  # fmt: skip
    parser.add_argument("--explain", action="store_true", help=_("排不進的場次很多時，也逐一找出緣故與出路（較費時）"))
    parser.add_argument("--past", action="store_true", help=_("逐一列出已過期的時段"))
    parser.add_argument(
        "--move", nargs="+", action="append", default=[], metavar=("N", "DATETIME"),
        help=_("先把草稿的一場改到這個時間（可重複）；未寫時間則不改時間"),
    )  # fmt: skip
    parser.add_argument(
        "--despite", type=session_words.rules, default=frozenset(), metavar="RULES",
        help=_("場次違反這些規定時仍照排：clash（撞期）、holiday（假日）、window（超出時段），以逗號分隔"),
    )  # fmt: skip
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("照排的事由"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Propose, and with --apply save."""
    from meetingtui.services import plan_moves, planning, what_if

    office, year = desk.open_office(), finding.year(options.year)
    if options.check:
        _refuse_drafting(options)
        return year_check.run(office, year, json=options.json, each=options.wishes)
    assumed = [what_if.parse(office, text) for text in options.what_if]
    if assumed and options.apply:
        what_if.keep(office, year, assumed)
        assumed = []
    answer = plan_quality.answer(office, year, options.seconds, assumed)
    if options.explain:
        answer = answer._replace(draft=planning.in_full(answer.begun, answer.draft))
    proposed, places = plan_moves.moved(office, answer.begun, answer.draft, [_move(words) for words in options.move])
    reasons = plan_moves.overruled(office, proposed, places, options.despite, options.reason)
    if options.apply:
        saved = planning.apply(office, proposed, reasons=reasons)
        lines = None
    else:
        saved = None
        lines = _lines(office, proposed, reasons)
    if options.json:
        printing.as_json(_document(proposed, saved, lines, answer) | {"what_if": [one.words for one in assumed]})
    else:
        for one in assumed:
            printing.line(_("假設：{assumption}。").format(assumption=one.words))
        _print(office, proposed, saved, lines, quality=plan_quality.sentence(proposed, answer), past=options.past)
    return 0


def _refuse_drafting(options: argparse.Namespace) -> None:
    """Raises Refusal where a check is asked together with what only a draft can do."""
    for name, given in (("--what-if", options.what_if), ("--move", options.move)):
        if given:
            raise Refusal(_("--check 檢查的是已在冊的場次，不能與 {name} 並用。請分開執行。"), name=name)


def _move(words: list[str]) -> tuple[str, str]:
    """A number and what is written after it."""
    if len(words) < 2:
        raise Refusal(_("--move 須寫場次編號與日期時間，例如 --move PIF-10-116-03 116.3.5 14:00。"))
    return words[0], " ".join(words[1:])


def _lines(office: Office, proposed: Draft, reasons: dict[int, str]) -> list[_Line]:
    """The proposed sittings with the numbers they would get, and what they break."""
    from meetingtui.services import plan_rules, planning

    registry = office.registry()
    numbers = planning.numbers(office, registry, proposed)
    found = []
    for place, one in enumerate(proposed.sittings):
        broken = plan_rules.broken(office, proposed, place, kept=reasons)
        found.append(_Line(registry, one, numbers[place], broken, reasons.get(place, "")))
    return found


class _Line(NamedTuple):
    """A proposed sitting; `reason` is why it is kept although it breaks a rule."""

    registry: Registry
    one: DraftSitting
    number: SessionNumber
    broken: Broken
    reason: str

    @property
    def why(self) -> str:
        """Why it lies where it lies, or what is wrong with that."""
        if self.reason:
            return _("照排（{reason}）").format(reason=self.reason)
        return sentences(sentence for _rule, sentence in self.broken) or self.one.why


def _document(
    proposed: Draft, saved: list[SessionView] | None, lines: list[_Line] | None, answer: Answer
) -> dict[str, Any]:
    if saved is None:
        sessions = [_sitting(line) for line in lines or []]
    else:
        sessions = [session_views.as_dict(one) for one in saved]
    return {
        "year": proposed.year,
        "status": answer.status(proposed),
        "seconds": answer.seconds,
        "sessions": sessions,
        "unplaced": plan_unplaced.as_dicts(proposed),
        "clashes": [{"kind": o.kind, "a": o.a, "b": o.b, "sentence": o.sentence} for o in proposed.clashes],
        "warnings": [
            {"kind": o.kind, "series": o.series, "stated": o.stated, "computed": o.computed, "message": o.message}
            for o in proposed.warnings
        ],
        "cost": proposed.cost,
        "bound": answer.bound if proposed is answer.draft else None,
        "applied": saved is not None,
        "unproven": answer.unproven,
    }


def _sitting(line: _Line) -> dict[str, Any]:
    """A proposed sitting with the number it would get; it has no id yet."""
    registry, one, number = line.registry, line.one, line.number
    day = one.start.date().isoformat()
    series = registry.series[one.series_id]
    return {
        "number": str(number), "series": one.code, "name": registry.name("series", one.series_id, day),
        "track": one.track_code or None, "year": number.year, "ordinal": number.ordinal, "kind": one.kind,
        "status": "planned", "start": f"{one.start.isoformat()}+08:00", "end": f"{one.end.isoformat()}+08:00",
        "room": one.room, "chair": registry.name("post", one.presiding, day), "host": registry.host(series, day),
        "credits": [{"series": duty.code, "track": None, "reason": ""} for duty in registry.duties_of(series.id)],
        "locked": False, "ics_uid": None, "ics_sequence": 0, "township": one.township,
        "window": [one.window_first.isoformat(), one.window_last.isoformat()], "why": one.why,
        "cost": one.cost, "costs": [{"wish": c.wish, "points": c.points, "words": c.words} for c in one.costs],
        "gap_broken": one.broken,
        "broken": [{"rule": rule.value, "message": sentence} for rule, sentence in line.broken],
        "reason": line.reason,
    }  # fmt: skip


def _print(
    office: Office,
    proposed: Draft,
    saved: list[SessionView] | None,
    lines: list[_Line] | None,
    *,
    quality: str,
    past: bool,
) -> None:
    nothing = not proposed.sittings and not proposed.unplaced
    if saved is not None and not nothing:
        session_views.print_list(saved, json=False)
    elif proposed.sittings:
        printing.table(
            [_("場次"), _("日期時間"), _("會議"), _("分區"), _("主持人"), _("地點"), _("緣由")],
            [_row(line) for line in lines or []],
        )
    plan_unplaced.print_lines(office, proposed, past=past)
    for sentence in [one.sentence for one in proposed.clashes] + [one.message for one in proposed.warnings]:
        printing.line(_("注意：{sentence}").format(sentence=sentence))
    if proposed.clashes:
        text = _("撞期的場次請改期、解除鎖定後改期，或改由他人主持；各場情形見 plan {year} --check。")
        printing.line(text.format(year=proposed.year - 1911))
    if nothing:
        printing.line(_("{year}應開的場次都已排定，沒有要新增的。").format(year=show_year(proposed.year)))
        return
    over = sum(len(windows) for windows in proposed.past.values())
    if not proposed.sittings:
        text = _("沒有可存入的場次：未能排入{left}場，已過期的時段{past}個未排。")
        printing.line(text.format(left=len(proposed.lost), past=over))
        return
    printing.line(quality)
    if saved is not None:
        printing.line(_("已存入{count}場。").format(count=len(saved)))
    elif over:
        printing.line(
            _("提案{count}場，未能排入{left}場，已過期的時段{past}個未排；尚未存入，確定採用請加上 --apply。").format(
                count=len(proposed.sittings), left=len(proposed.lost), past=over
            )
        )
    else:
        printing.line(
            _("提案{count}場，未能排入{left}場；尚未存入，確定採用請加上 --apply。").format(
                count=len(proposed.sittings), left=len(proposed.lost)
            )
        )


def _row(line: _Line) -> list[str]:
    one, day = line.one, line.one.start.date().isoformat()
    return [
        str(line.number), _when(one), line.registry.name("series", one.series_id, day), one.track_code,
        line.registry.name("post", one.presiding, day), f"{one.township}{one.room}", line.why,
    ]  # fmt: skip


def _when(one: DraftSitting) -> str:
    from meetingtui.dates.showing import show_date

    return f"{show_date(one.start.date(), 'dot')} {one.start:%H:%M}-{one.end:%H:%M}"
