"""The words of `minutes`: its verbs and what each of them may be told."""

from __future__ import annotations

import argparse

from meetingtui.cli import minutes_phrases, typed_words, usage_words, verbs
from meetingtui.domain.minutes import DECISION_WORDS, URGENCIES
from meetingtui.domain.registry_values import explained
from meetingtui.language import _

STATES = ("submitted", "approved", "sent", "confirmed", "reopen", "unconfirm")


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("show", _("一場的紀錄"), _session_word)
    said.verb("lint", _("送核前檢查；有待補正者結束碼為1"), _session_word)
    said.verb("status", _("送核、核定、函送、確認、重啟、撤回確認"), _status_words)
    said.verb("edit", _("修改一案的討論與決議"), _edit_words)
    said.verb("head", _("修改主席致詞、紀錄人員與時間"), _head_words)
    said.verb("versions", _("各版本"), _session_word)
    said.verb("compare", _("比對兩個版本"), _compare_words)
    said.verb("phrases", _("本機關的常用語：列出、增刪、恢復預設"), minutes_phrases.words)


def _session_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號"))


def _status_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    parser.add_argument("state", choices=STATES, metavar="STATE", help=", ".join(STATES))
    parser.add_argument("--despite", choices=("findings",), help=_("有待補正仍要送核或核定"))
    parser.add_argument("--chair", default="", metavar="NAME", help=_("核定者；不填為主持人"))
    parser.add_argument("--on", default="", metavar="DATE", help=_("核定或函送日期；不填為今天"))
    parser.add_argument("--doc-no", default="", metavar="TEXT", help=_("發文字號"))
    parser.add_argument(
        "--urgency", default="", metavar="TEXT", help=_("速別：{values}").format(values="、".join(map(_, URGENCIES)))
    )
    parser.add_argument("--at", default="", metavar="N", help=_("確認本紀錄的場次"))
    parser.add_argument("--corrections", type=typed_words.lines, default="", metavar="TEXT", help=_("確認時的更正"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("重啟或撤回的事由"))


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    parser.add_argument("item", type=usage_words.whole, metavar="ITEM", help=_("議程項目編號，見 minutes show"))
    parser.add_argument(
        "--text-file", type=typed_words.path, metavar="F|-", help=_("討論情形的檔案（UTF-8）；- 為標準輸入")
    )
    parser.add_argument("--kind", metavar="KIND", help=_("決議類別：{values}").format(values=explained(DECISION_WORDS)))
    parser.add_argument("--decision", type=typed_words.lines, metavar="TEXT", help=_("決議文字"))
    _base_word(parser)


def _head_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    parser.add_argument(
        "--remarks-file", type=typed_words.path, metavar="F|-", help=_("主席致詞的檔案（UTF-8）；- 為標準輸入")
    )
    parser.add_argument("--taker", metavar="NAME", help=_("紀錄人員"))
    parser.add_argument("--opened", metavar="TIME", help=_("開會時間，例如 14:05"))
    parser.add_argument("--adjourned", metavar="TIME", help=_("散會時間，例如 16:30"))
    parser.add_argument("--secret", action="store_true", help=_("已作保密宣告"))
    _base_word(parser)


def _base_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--base-version", type=usage_words.whole, metavar="V", help=_("所依據的版本；他人已另存時不覆寫")
    )


def _compare_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    parser.add_argument("a", type=usage_words.whole, metavar="A", help=_("版本"))
    parser.add_argument("b", type=usage_words.whole, nargs="?", default=0, metavar="B", help=_("另一版本；不填為現在"))
    parser.add_argument("--all", action="store_true", help=_("相同的行也列出"))
