"""The command line as a whole: finds the noun, parses its words, runs it, says refusals in one sentence."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from meetingtui.cli import typed_words, usage_words
from meetingtui.cli.desk import Desk
from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible
from meetingtui.language import N_, _

Options = argparse.Namespace

NOUNS: dict[str, tuple[str, str]] = {
    "demo": ("app", N_("以示範資料開啟程式，資料與匯出的檔案都不留存")),
    "init": ("init", N_("由縣市會議清冊建立資料庫")),
    "db": ("db", N_("資料庫：資訊、升級、檢查、備份、還原、匯出匯入")),
    "series": ("series", N_("會議別：清單、內容與新增修改")),
    "agencies": ("agencies", N_("網絡單位：清單、內容與新增修改")),
    "posts": ("posts", N_("職務：清單、任職者與新增修改")),
    "contacts": ("contacts", N_("聯絡人：清單與匯入")),
    "calendar": ("calendar", N_("辦公日曆：查詢、匯入、停班登記")),
    "plan": ("plan", N_("編排年度場次")),
    "weights": ("weights", N_("編排權重：各項期望的分數")),
    "replan": ("replan", N_("重排：因停班、請假、換人而須更動的場次")),
    "sessions": ("sessions", N_("場次：清單、新增、改期、延期、取消、召開、認列")),
    "agenda": ("agenda", N_("議程：擬訂、增修、順序、延至下次、機關提案、範本")),
    "roll": ("roll", N_("簽到：出席、請假、代理、列席與法定出席人數")),
    "notice": ("notice", N_("開會通知單：填寫、受文者、發文、郵件草稿")),
    "outgoing": ("outgoing", N_("待補發：異動後應再發的通知單與行事曆檔")),
    "paper": ("paper", N_("公文：通知單、議程、簽到表、會議紀錄、列管表、統計表")),
    "print": ("print", N_("列印公文，並追蹤到印出或查明原因")),
    "minutes": ("minutes", N_("會議紀錄：內容、檢查、送核到確認、版本比對")),
    "actions": ("actions", N_("列管事項：清單、新增與修改")),
    "worksheet": ("worksheet", N_("會前資料表：匯出給各機關填寫，核對並併入回傳的檔案")),
    "ics": ("ics", N_("行事曆檔：匯出與匯入")),
    "counts": ("counts", N_("年度場次統計")),
    "today": ("today", N_("今日待辦")),
    "search": ("search", N_("查詢所有寫下的內容：會議別、場次、議程、紀錄、列管事項")),
    "undo": ("undo", N_("復原上一次異動")),
    "doctor": ("doctor", N_("檢查終端機與環境")),
}
"""Each noun's module in this package, and what it does."""
READING_NOUNS = frozenset({"counts", "today", "search", "doctor", "print"})
READING_VERBS = frozenset(
    {"list", "show", "export", "check", "recipients", "preview", "lint", "versions", "compare", "carried", "life"}
)
READING_PAPERS = frozenset({"notice", "agenda", "signin", "minutes", "actions", "life", "counts"})
"""Verbs of `paper`, which reads what it puts on paper."""


class Parser(argparse.ArgumentParser):
    """argparse in the user's language, with every problem on one line and exit code 2."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**{"formatter_class": usage_words.Help} | words)

    def error(self, message: str) -> Any:
        """Say what is wrong with the words and end with 2."""
        whole = message.rstrip("。")
        sys.stderr.write(
            visible(_("用法有誤：{message}。請執行 {prog} --help。").format(message=whole, prog=self.prog)) + "\n"
        )
        raise SystemExit(2)

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        """argparse asks this for each value; a verb's own words are asked for by the parser of the verb."""
        if action.nargs != argparse.PARSER:
            arg_string = typed_words.usable(arg_string, action)
        return super()._get_value(action, arg_string)


def common() -> argparse.ArgumentParser:
    """The options that every command takes, before or behind its name."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group(_("共用選項"))
    group.add_argument(
        "--db", type=typed_words.path, metavar="PATH|URL", help=_("資料庫檔案或 postgresql+psycopg:// 網址")
    )
    group.add_argument("--lang", choices=("zh_TW", "en"), help=_("介面語言"))
    group.add_argument("--today", metavar="YYYY-MM-DD", help=_("假定今天的日期（示範與測試用）"))
    group.add_argument("--json", action="store_true", help=_("以 JSON 輸出"))
    return parser


def parse(argv: Sequence[str]) -> Options:
    """The options in `argv`. Ends the program with 2 on wrong usage, with 0 after help or version."""
    usage_words.speak()
    words = _with_values(_whole_moments(argv))
    at = _place_of_noun(words)
    if at is None:
        top = _top()
        options = top.parse_args(words)
        if options.version or options.help:
            from meetingtui.cli import printing

            printing.line(_version() if options.version else _overview_of_commands(top))
            raise SystemExit(0)
        return _completed(options, None)
    noun = words[at]
    if noun not in NOUNS:
        import difflib

        near = _("、").join(difflib.get_close_matches(noun, NOUNS, 3)) or _("、").join(NOUNS)
        _top().error(_("沒有「{noun}」這個指令，可用：{near}").format(noun=noun, near=near))
    before = _top().parse_args(words[:at]) if at else argparse.Namespace()
    shared = common()
    parser = Parser(prog=f"meetingtui {noun}", parents=[shared], description=_(NOUNS[noun][1]))
    _module(noun).arguments(parser, shared)
    return _completed(parser.parse_args(words[at + 1 :], before), noun)


def _top() -> Parser:
    """The words that may stand before a command, or without one."""
    top = Parser(prog="meetingtui", parents=[common()], description=_("社會安全網會議管理"), add_help=False)
    top.add_argument("-h", "--help", action="store_true", help=_("說明"))
    top.add_argument("--version", action="store_true", help=_("版本"))
    top.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=_("只用 ASCII 畫線"))
    return top


def writes(options: Options) -> bool:
    """Whether a command may change the database: the app and every verb that does not merely read."""
    if options.command in READING_NOUNS:
        return bool(getattr(options, "freeze", False))
    if options.command in {"plan", "replan"}:
        return bool(options.apply)
    if options.command == "paper" and options.verb in READING_PAPERS:
        return False
    return getattr(options, "act", getattr(options, "verb", None)) not in READING_VERBS


def run(options: Options, desk: Desk) -> int:
    """Run the command that `options` name; its exit code."""
    run_it: Callable[[Options, Desk], int] = options.run
    return run_it(options, desk)


def refuse(refusal: Refusal) -> None:
    """Say a refusal on stderr."""
    sys.stderr.write(visible(str(refusal)) + "\n")


def overview(options: Options, desk: Desk) -> int:
    """What the app would show first, in words: for a place without a terminal."""
    from meetingtui.cli import app

    return app.overview(options, desk)


def _module(noun: str) -> Any:
    return import_module(f"meetingtui.cli.{NOUNS[noun][0]}")


def _place_of_noun(words: Sequence[str]) -> int | None:
    """Where the command's name stands: the first word that is no option and no option's value."""
    value = False
    for place, word in enumerate(words):
        if value:
            value = False
        elif word in {"--db", "--lang", "--today"}:
            value = True
        elif not word.startswith("-"):
            return place
    return None


def _whole_moments(argv: Sequence[str]) -> list[str]:
    """The words with a date and its time of day made one word: `--to 115.3.5 14:00` without quotes."""
    words: list[str] = []
    for word in argv:
        behind = len(words) > 1 and words[-2] in {"--start", "--to"}
        if behind and re.match("[0-9]{1,2}[:：時點]|上午|下午|中午|早上|晚上", word):
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _with_values(argv: Sequence[str]) -> list[str]:
    """The words with a value that begins with a dash made one with its option: `--order -day`."""
    words: list[str] = []
    for word in argv:
        if words and words[-1] in {"--order", "--query"} and re.match("-[^-]", word):
            words[-1] += "=" + word
        else:
            words.append(word)
    return words


def _completed(options: Options, noun: str | None) -> Options:
    options.command = noun
    for name, value in (("db", None), ("lang", None), ("today", None), ("json", False), ("ascii", None)):
        if not hasattr(options, name):
            setattr(options, name, value)
    return options


def _version() -> str:
    from meetingtui import __version__

    return f"meetingtui {__version__}"


def _overview_of_commands(top: argparse.ArgumentParser) -> str:
    lines = [top.format_help().rstrip(), "", _("指令（meetingtui 指令 --help 看用法；不加指令開啟程式）：")]
    lines += [f"  {noun:<10} {_(about)}" for noun, (_module, about) in NOUNS.items()]
    return "\n".join(lines)
