"""`worksheet`: files for agencies to fill in before a sitting, and what comes back of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, typed_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.domain.reports import LATENESS_WORDS
from meetingtui.domain.worksheets import FILLED, HEADINGS, Filled, shown
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.returned import Change, Comparison
    from meetingtui.services.worksheets import Preview

FORMATS = ("xlsx", "ods")
KINDS = ("actions",)


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("export", _("會前調查的資料表，每個機關一個檔案，可填的欄位以外都鎖定"), _export_words)
    said.verb("import", _("核對機關回傳的資料表；加 --accept 才併入"), _import_words)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return export(options, desk) if options.verb == "export" else take_in(options, desk)


def _export_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號；須已調查辦理情形（actions ask）"))
    parser.add_argument("--kind", choices=KINDS, default="actions", help=_("內容：actions 列管事項（個案尚未提供）"))
    parser.add_argument("--format", choices=FORMATS, default="xlsx", help=_("檔案格式，預設 xlsx"))
    parser.add_argument("-o", dest="output", type=typed_words.path, required=True, metavar="DIR", help=_("資料夾"))
    parser.add_argument("--agency", default="", metavar="A", help=_("只寫給這個機關"))
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=typed_words.path, nargs="+", metavar="FILE", help=_("機關回傳的 XLSX 或 ODS"))
    parser.add_argument("--accept", action="store_true", help=_("併入"))
    parser.add_argument(
        "--only", action="append", metavar="ROW", help=_("只併入這一列（代號如 1:7，或列管編號），可重複")
    )
    parser.add_argument("--skip-problems", action="store_true", help=_("略過不能併入的列，併入其餘"))


def export(options: argparse.Namespace, desk: Desk) -> int:
    """`worksheet export`."""
    from meetingtui.services import worksheets

    made = worksheets.export(
        desk.open_office(), options.number, format=options.format, folder=options.output, agency=options.agency,
        force=options.force,
    )  # fmt: skip
    printing.exported(
        made.exported, json=options.json, of=options.number, kind=options.kind, format=options.format,
        files=list(made.files),
    )  # fmt: skip
    if not options.json:
        for name in made.files:
            printing.line(f"  {name}")
    return 0


def take_in(options: argparse.Namespace, desk: Desk) -> int:
    """`worksheet import`."""
    from meetingtui.services import worksheets

    office = desk.open_office()
    seen = worksheets.preview(office, [worksheets.brought(path) for path in options.files])
    accepted = None
    if options.accept:
        try:
            accepted = worksheets.accept(office, seen, only=options.only, skip_problems=options.skip_problems)
        except worksheets.SheetsHaveProblems:
            # A single problem stands in the refusal itself.
            if not options.json and len(seen.problems) > 1:
                _print(seen)
            raise
    if options.json:
        printing.as_json(_document(seen.found, accepted) | {"unread": list(seen.unread)})
        return 0
    _print(seen)
    printing.line(_summary(seen.found))
    if accepted is None:
        printing.line(_("尚未併入，請加 --accept。"))
    else:
        printing.line(_("已併入{count}項。").format(count=accepted))
    return 0


def _print(seen: Preview) -> None:
    found = seen.found
    for change in found.changes:
        printing.line(f"[{change.key}] {_change(change)}")
    for conflict in found.conflicts:
        printing.line("! " + conflict.sentence())
        for change in conflict.choices:
            printing.line(f"  [{change.key}] {_change(change)}")
    sentences = [*seen.unread, *(one.sentence() for one in found.refused)]
    sentences += [one.sentence() for one in found.missing] + [one.sentence() for one in found.touched]
    for sentence in sentences:
        printing.line("! " + sentence)


def _change(one: Change) -> str:
    """An answer in one line, with what it replaces and how late it comes."""
    parts = [
        _("{number} {agency}：{answer}").format(number=one.number, agency=one.known.agency, answer=_said(one.filled))
    ]
    if one.known.answer is not None:
        parts.append(_("原為：{answer}").format(answer=_said(one.known.answer)))
    if one.known.lateness:
        parts.append(_(LATENESS_WORDS[one.known.lateness]))
    return "  ".join(parts)


def _said(filled: Filled) -> str:
    cells = shown(filled)
    return _("、").join(" ".join(cells[column].split()) for column in FILLED if cells[column])


def _summary(found: Comparison) -> str:
    late = sum(one.known.lateness is not None for one in found.changes)
    return _(
        "變更{changes}項（其中逾期{late}項）、相同{same}項、未填{blank}項、重複{repeated}項；"
        "待選定{conflicts}項、不能併入{refused}處、缺列{missing}列、更動鎖定欄位{touched}列。"
    ).format(
        changes=len(found.changes), late=late, same=len(found.same), blank=len(found.blank),
        repeated=len(found.repeated), conflicts=len(found.conflicts), refused=len(found.refused),
        missing=len(found.missing), touched=len(found.touched),
    )  # fmt: skip


def _document(found: Comparison, accepted: int | None) -> dict[str, Any]:
    """The keys that the command line promises, then those it adds."""
    return {
        "changes": [_as_dict(one) for one in found.changes],
        "missing": [{"file": one.filename, "number": one.number, "message": one.sentence()} for one in found.missing],
        "conflicts": [
            {"why": one.why, "message": one.sentence(), "choices": [_as_dict(choice) for choice in one.choices]}
            for one in found.conflicts
        ],
        "refused": [
            {
                "file": one.filename, "row": one.row, "number": one.number or None, "why": one.why,
                "column": HEADINGS[one.column] if one.column else None, "message": one.sentence(),
            }
            for one in found.refused
        ],
        "touched": [
            {
                "file": one.filename, "row": one.row, "number": one.number,
                "columns": [HEADINGS[column] for column in one.columns], "message": one.sentence(),
            }
            for one in found.touched
        ],
        **{
            name: [{"file": one.filename, "row": one.row, "number": one.number} for one in places]
            for name, places in (("same", found.same), ("blank", found.blank), ("repeated", found.repeated))
        },
        "accepted": accepted,
    }  # fmt: skip


def _as_dict(one: Change) -> dict[str, Any]:
    return {
        "key": one.key, "file": one.filename, "row": one.row, "session": one.session, "agency": one.agency,
        "number": one.number, "answer": _answer(one.filled),
        "before": _answer(one.known.answer) if one.known.answer else None, "lateness": one.known.lateness,
    }  # fmt: skip


def _answer(filled: Filled) -> dict[str, Any]:
    return {name: None if value in ("", None) else value for name, value in filled._asdict().items()}
