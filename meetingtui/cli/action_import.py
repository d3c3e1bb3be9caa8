"""`actions import`: open items from the secretariat's own list."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from meetingtui.cli import action_words, printing, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.domain.registry_values import explained
from meetingtui.language import _
from meetingtui.services.action_lists import FIELD_WORDS

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionView
    from meetingtui.services.action_list_rows import Listed
    from meetingtui.services.action_lists import Preview


def import_words(parser: argparse.ArgumentParser) -> None:
    """The words of `actions import`."""
    parser.add_argument("file", type=typed_words.path, metavar="FILE", help=_("列管清單：XLSX、ODS 或 CSV"))
    parser.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="FIELD=COLUMN",
        help=_("欄位對應，可重複，寫欄的字母或標題，空白為不用，例如 主辦=C；欄位：{values}").format(
            values=explained(FIELD_WORDS)
        ),
    )  # fmt: skip
    parser.add_argument("--sheet", default="", metavar="NAME", help=_("工作表名稱；有多個工作表時指定"))
    parser.add_argument("--session", metavar="N", help=_("簿冊上找不到所寫會議的事項歸入這一場"))
    parser.add_argument("--on", metavar="DATE", help=_("辦理情形的日期；預設為清單所寫的日期，沒寫則為今天"))
    parser.add_argument(
        "--report", type=typed_words.path, metavar="CSV", help=_("把各列的處理與讀不出來的原因存成 CSV")
    )
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))
    parser.add_argument("--accept", action="store_true", help=_("寫入；有任何問題則全部不寫入"))
    parser.add_argument("--skip-problems", action="store_true", help=_("略過有問題的列，寫入其餘"))


def take_in(options: argparse.Namespace, desk: Desk) -> None:
    """`actions import`: show what the list becomes, and take it over when asked to."""
    from meetingtui.services import action_lists, files

    office = desk.open_office()
    seen = action_lists.preview(
        office, files.read(options.file), files.name_of(options.file), mapping=dict(options.map), sheet=options.sheet,
        session=options.session, as_of=options.on,
    )  # fmt: skip
    saved = action_lists.save_report(office, seen, options.report, force=options.force) if options.report else None
    made = action_lists.accept(office, seen, skip_problems=options.skip_problems) if options.accept else None
    if options.json:
        printing.as_json(_document(seen, made))
        return
    _print(seen)
    printing.line(action_lists.summary(seen))
    if saved is not None:
        printing.line(_("報告已存成{file}。").format(file=saved.where))
    if made is None:
        printing.line(_("尚未寫入，請加 --accept。"))
    else:
        printing.line(_("已匯入{count}項。").format(count=len(made)))


def _pair(text: str) -> tuple[str, str]:
    from meetingtui.domain.errors import Refusal
    from meetingtui.services import action_lists

    field, sep, column = text.replace("＝", "=").partition("=")
    if not sep or not field.strip():
        raise argparse.ArgumentTypeError(_("須寫成 欄位=欄，例如 主辦=C 或 主辦=承辦局處"))
    try:
        return action_lists.field_of(field), column.strip()
    except Refusal as refused:
        raise argparse.ArgumentTypeError(str(refused)) from refused


def _document(seen: Preview, made: list[ActionView] | None) -> dict[str, Any]:
    return {
        "accepted": made is not None, "file": seen.read.filename, "sheet": seen.read.sheet,
        "mapping": {field: {"column": one.letter, "heading": one.heading} for field, one in seen.mapping.items()},
        "unused_headings": list(seen.unused), "as_of": seen.as_of, "closed": seen.closed,
        "new": [_row(one) for one in seen.new], "known": [_row(one) for one in seen.known],
        "left": [one._asdict() for one in seen.left], "problems": [one._asdict() for one in seen.problems],
        "items": [action_words.as_dict(one) for one in made or ()],
    }  # fmt: skip


def _row(one: Listed) -> dict[str, Any]:
    return {
        "row": one.row, "old_number": one.old_number, "text": one.text, "session": one.session,
        "fallback": one.fallback, "lead": one.lead or None, "assists": list(one.assists), "due": one.due or None,
        "report": one.report or None, "proposal": one.proposal or None, "note": one.note, "number": one.known or None,
        "kind": one.kind, "priority": one.priority or None, "labels": json.loads(one.labels),
    }  # fmt: skip


def _print(seen: Preview) -> None:
    from meetingtui.services import action_lists

    pairs = [
        _("{field}＝{heading}").format(field=_(word), heading=f"{column.letter} {column.heading}".rstrip())
        for field, word in FIELD_WORDS.items() if (column := seen.mapping.get(field))
    ]  # fmt: skip
    printing.line(_("工作表：{sheet}").format(sheet=seen.read.sheet))
    printing.line(_("欄位對應：{pairs}").format(pairs=_("、").join(pairs)))
    if seen.unused:
        printing.line(action_lists.unused(seen))
    printing.table(
        [_("列"), _("原編號"), _("場次"), _("事項"), _("列管主辦"), _("協辦"), _("期限"), _("其他"), _("已有")],
        [
            [
                one.row, one.old_number, one.session + ("*" if one.fallback else ""), one.text, one.lead,
                _("、").join(one.assists), action_words.day(one.due, "dot"), action_lists.more_of(one), one.known,
            ]
            for one in sorted((*seen.new, *seen.known), key=lambda one: one.row)
        ],
        right=frozenset({0}),
    )  # fmt: skip
    if any(one.fallback for one in seen.new):
        printing.line(_("*：簿冊上沒有所寫的會議，歸入指定的場次；原來的寫法在備註。"))
    for one in seen.left:
        printing.line("- " + one.sentence())
    for one in seen.problems:
        printing.line("! " + one.sentence())
