"""`sessions import`: past sittings from the secretariat's own list."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.dates.showing import show_moment
from meetingtui.domain.registry_values import explained, meant
from meetingtui.language import _
from meetingtui.services.past_sittings import FIELD_WORDS

if TYPE_CHECKING:
    from meetingtui.services.past_rows import Listed
    from meetingtui.services.past_sittings import Preview


def arguments(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the verb `import` and its words to the verbs of `sessions`."""
    parser = verbs.add_parser("import", parents=[common], help=_("由自己的 CSV 或 XLSX 清單匯入過去的場次"))
    words(parser)


def words(parser: argparse.ArgumentParser) -> None:
    """The words of the verb."""
    parser.add_argument("file", type=typed_words.path, metavar="FILE")
    parser.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="FIELD=HEADING",
        help=_("欄位對應，可重複，空白為不用；欄位：{values}").format(values=explained(FIELD_WORDS)),
    )  # fmt: skip
    parser.add_argument("--year", metavar="Y", help=_("日期未寫年份時的年度"))
    parser.add_argument("--accept", action="store_true", help=_("寫入；有任何問題則全部不寫入"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Show what the list becomes, and take it over when asked to."""
    from pathlib import PurePath

    from meetingtui.services import files, finding, past_sittings

    office = desk.open_office()
    year = finding.year(options.year) if options.year else None
    data, name = files.read(options.file), PurePath(options.file).name
    seen = past_sittings.preview(office, data, name, mapping=dict(options.map), year=year)
    made = past_sittings.accept(office, seen) if options.accept else None
    numbers = None if made is None else [one.number for one in made]
    if options.json:
        printing.as_json(_document(seen, numbers))
    else:
        _print(seen, numbers)
    return 0


def _pair(text: str) -> tuple[str, str]:
    field, sep, heading = text.replace("＝", "=").partition("=")
    if not sep or not field.strip():
        raise argparse.ArgumentTypeError(_("須寫成 欄位=標題，例如 日期=開會日期"))
    known = meant(field, FIELD_WORDS)
    if known is None:
        raise argparse.ArgumentTypeError(
            _("沒有「{text}」，可用：{known}").format(text=field, known=explained(FIELD_WORDS))
        )
    return known, heading.strip()


def _document(seen: Preview, numbers: list[str] | None) -> dict[str, Any]:
    return {
        "accepted": numbers is not None, "mapping": seen.mapping, "numbers": numbers or [],
        "new": [_row(one) for one in seen.new], "duplicates": [_row(one) for one in seen.duplicates],
        "problems": [one._asdict() for one in seen.problems],
    }  # fmt: skip


def _row(one: Listed) -> dict[str, Any]:
    return {
        "row": one.row, "series": one.series, "name": one.name, "track": one.track or None, "kind": one.kind,
        "status": one.status, "start": one.start.isoformat() + "+08:00", "end": one.end.isoformat() + "+08:00",
        "room": one.room, "chair_person": one.person, "person_times": one.persons, "person_times_about": one.about,
        "note": one.note, "duplicate": one.duplicate or None,
    }  # fmt: skip


def _print(seen: Preview, numbers: list[str] | None) -> None:
    from meetingtui.domain.sessions import STATUS_WORDS, Status

    pairs = [
        _("{field}＝{heading}").format(field=_(word), heading=seen.mapping[field])
        for field, word in FIELD_WORDS.items() if field in seen.mapping
    ]  # fmt: skip
    printing.line(_("欄位對應：{pairs}").format(pairs=_("、").join(pairs)))
    printing.table(
        [_("列"), _("會議"), _("分區"), _("日期時間"), _("狀態"), _("人次"), _("主持人"), _("已有")],
        [
            [
                one.row, one.name, one.track, show_moment(one.start, "dot"), _(STATUS_WORDS[Status(one.status)]),
                "" if one.persons is None else one.persons, one.person, one.duplicate,
            ]
            for one in sorted((*seen.new, *seen.duplicates), key=lambda one: one.row)
        ],
        right=frozenset({0, 5}),
    )  # fmt: skip
    for problem in seen.problems:
        printing.line("! " + problem.sentence())
    summary = _("新增{new}場、已有{same}場、問題{problems}處。").format(
        new=len(seen.new), same=len(seen.duplicates), problems=len(seen.problems)
    )
    printing.line(summary + (_("已匯入。") if numbers is not None else _("尚未寫入，請加 --accept。")))
    if numbers:
        printing.line(_("、").join(numbers))
