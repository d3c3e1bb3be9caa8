"""`db`: the database as a thing to keep."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from meetingtui.cli import printing, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.verbs import of
from meetingtui.domain.errors import WrongFile
from meetingtui.language import _


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    verbs = of(parser, common)
    verbs.verb("info", _("種類、結構版本與各表筆數"))
    verbs.verb("upgrade", _("升級結構（先備份）"))
    verbs.verb("check", _("檢查完整性、稽核軌跡與搜尋索引"))
    verbs.verb("reindex", _("由內容重建搜尋索引"))
    verbs.verb("backup", _("線上備份到新檔"), _file_and_force)
    verbs.verb("restore", _("由備份還原"), _file_and_force)
    verbs.verb("dump", _("全部資料匯出成一份 JSON（- 為標準輸出）"), _file_and_force)
    verbs.verb("load", _("將匯出的 JSON 載入新資料庫"), _file_word)
    parser.set_defaults(run=run)


def _file_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=typed_words.path, metavar="FILE")


def _file_and_force(parser: argparse.ArgumentParser) -> None:
    _file_word(parser)
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return VERBS[options.verb](options, desk)


def info(options: argparse.Namespace, desk: Desk) -> int:
    """What the database is and holds."""
    from meetingtui.services import database

    found = database.info(desk.address)
    if options.json:
        printing.as_json(found._asdict())
        return 0
    state = _("已是最新") if found.up_to_date else _("程式的結構為 {head}，請執行 meetingtui db upgrade").format(
        head=found.head
    )  # fmt: skip
    printing.line(_("資料庫：{path}（{engine}）").format(path=found.path, engine=found.engine))
    printing.line(_("結構：{revision}（{state}）").format(revision=found.revision, state=state))
    printing.table([_("資料表"), _("筆數")], list(found.tables.items()), right=frozenset({1}))
    return 0


def upgrade(options: argparse.Namespace, desk: Desk) -> int:
    """Bring the structure up to date, after a backup."""
    from meetingtui.services import database

    stood = database.info(desk.address).up_to_date
    revision, kept = database.upgrade(desk.address)
    if stood:
        told = _("結構已是最新（{revision}）。")
    elif kept is None:
        told = _("已升級到結構 {revision}。")
    else:
        told = _("已升級到結構 {revision}，升級前的備份：{backup}")
    return _say(
        options, {"revision": revision, "backup": str(kept) if kept else None},
        told.format(revision=revision, backup=kept),
    )  # fmt: skip


def check(options: argparse.Namespace, desk: Desk) -> int:
    """Whether the database, its trail and what is searched are whole; 1 when not."""
    from meetingtui.services import database

    problems = database.check(desk.address)
    search = "" if problems else database.check_search(desk.address)
    if options.json:
        found = [*problems, *filter(None, [search])]
        printing.as_json({"whole": not found, "problems": found})
    elif problems:
        for problem in problems:
            printing.line(problem)
        printing.told(
            _("資料庫有{count}項問題。請由備份還原（meetingtui db restore 檔案）。").format(count=len(problems))
        )
    elif search:
        printing.told(search)
    else:
        printing.line(_("資料庫完整，稽核軌跡連續，搜尋索引與內容相符。"))
    return 1 if problems or search else 0


def reindex(options: argparse.Namespace, desk: Desk) -> int:
    """File anew what is searched."""
    from meetingtui.services import database

    lines = database.reindex(desk.address)
    return _say(options, {"lines": lines}, _("已重建搜尋索引，共{lines}行。").format(lines=lines))


def backup(options: argparse.Namespace, desk: Desk) -> int:
    """A copy while the database is in use."""
    from meetingtui.services import database, files

    target = database.back_up(desk.address, files.path_of(options.file), force=options.force)
    return _say(options, {"backup": str(target)}, _("已備份到 {where}。").format(where=target))


def restore(options: argparse.Namespace, desk: Desk) -> int:
    """A backup put in place of the database."""
    from meetingtui.services import database, files

    kept = database.restore(desk.address, files.path_of(options.file), force=options.force)
    told = _("已由 {file} 還原。").format(file=options.file)
    if kept is not None:
        told += _("原資料庫留存於 {kept}。").format(kept=kept)
    return _say(options, {"restored": database.shown(desk.address), "kept": str(kept) if kept else None}, told)


def dump(options: argparse.Namespace, desk: Desk) -> int:
    """Everything in one open document."""
    import json

    from meetingtui.services import database, files

    document = database.dump(desk.address)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    if options.file == "-":
        printing.as_json(document)
        return 0
    target = files.write(options.file, (text + "\n").encode("utf-8", "backslashreplace"), force=options.force)
    rows = sum(len(listed) for name, listed in document.items() if name != "meetingtui")
    return _say(
        options, {"file": str(target), "rows": rows}, _("已匯出{rows}筆到 {where}。").format(rows=rows, where=target)
    )


def load(options: argparse.Namespace, desk: Desk) -> int:
    """A dumped document put into a new database."""
    from meetingtui.services import database

    rows = database.load(desk.address, _document(options.file))
    return _say(
        options,
        {"tables": rows},
        _("已載入{rows}筆到 {where}。").format(rows=sum(rows.values()), where=database.shown(desk.address)),
    )


def _document(path: str) -> Any:
    import json

    from meetingtui.services import files

    try:
        return json.loads(files.read(path, most=2_000_000_000))
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("「{file}」不是完整的 JSON 檔。請選用 meetingtui db dump 產生的檔案。"), file=path) from error


def _say(options: argparse.Namespace, document: dict[str, Any], text: str) -> int:
    if options.json:
        printing.as_json(document)
    else:
        printing.line(text)
    return 0


VERBS: dict[str, Callable[[argparse.Namespace, Desk], int]] = {
    "info": info, "upgrade": upgrade, "check": check, "reindex": reindex, "backup": backup, "restore": restore,
    "dump": dump, "load": load,
}  # fmt: skip
"""What each verb runs."""
