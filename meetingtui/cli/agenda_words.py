"""The words of `agenda`: its verbs and what each of them may be told."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import typed_words, usage_words, verbs
from meetingtui.domain.agenda import KIND_WORDS, PaperNote
from meetingtui.domain.registry_values import explained
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.agenda import ItemForm

TEXTS = {
    "matter": N_("案由"), "explanation": N_("說明"), "proposal": N_("擬辦"), "agency": N_("提案機關；空白為無"),
    "case_code": N_("案號"),
}  # fmt: skip
PARAGRAPHS = frozenset({"explanation", "proposal"})


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("show", _("一場的議程"), _session_word)
    said.verb("draft", _("擬訂議程：補上確認紀錄、列管事項、待排議案與範本"), _session_word)
    said.verb("add", _("增列一案"), _add_words)
    said.verb("edit", _("修改一案"), _edit_words)
    said.verb("remove", _("刪除一案"), _item_word)
    said.verb("move", _("調整順序"), _move_words)
    said.verb("postpone", _("延至下次會議"), _item_word)
    said.verb("take", _("將待排議案列入一場的議程"), _take_words)
    said.verb("duplicate", _("複製一案"), _item_word)
    said.verb("waiting", _("待排議案"), _waiting_words)
    said.verb("send-in", _("登記機關提案，排入下次會議"), _send_in_words)
    said.verb("template", _("議程範本：清單與新增刪除"), lambda made: _template_words(made, common))


def item_form(form: ItemForm, options: argparse.Namespace) -> ItemForm:
    """`form` with what the words change."""
    said: dict[str, Any] = {name: getattr(options, name) for name in (*TEXTS, "kind")}
    said["minutes"] = options.minutes
    said["papers"] = None if options.paper is None else tuple(_paper(one) for one in options.paper if one != "none")
    changed = {name: value for name, value in said.items() if value is not None}
    if changed.get("minutes") == 0:
        changed["minutes"] = None
    return form._replace(**changed)


def _paper(text: str) -> PaperNote:
    name, _bar, note = text.replace("｜", "|").partition("|")
    return PaperNote(name, note.strip())


def _session_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號"))


def _item_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", type=usage_words.whole, metavar="ITEM", help=_("議程項目編號，見 agenda show"))


def _series_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="S", help=_("會議別（代碼、名稱或別名）"))


def _form_words(parser: argparse.ArgumentParser, *, required: bool) -> None:
    kinds = _("種類：{values}").format(values=explained(KIND_WORDS))
    parser.add_argument("--kind", required=required, metavar="KIND", help=kinds)
    for name, about in TEXTS.items():
        needed = required and name == "matter"
        kind = typed_words.lines if name in PARAGRAPHS else str
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, required=needed, metavar="TEXT", help=_(about))
    parser.add_argument("--paper", action="append", metavar="FILE[|NOTE]", help=_("附件，可重複；none 為無"))
    parser.add_argument("--minutes", type=usage_words.whole, metavar="M", help=_("預定時間（分鐘）；0為未定"))


def _add_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    _form_words(parser, required=True)
    parser.add_argument("--position", type=usage_words.whole, metavar="K", help=_("同類第幾案；不填為最後"))


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _item_word(parser)
    _form_words(parser, required=False)


def _move_words(parser: argparse.ArgumentParser) -> None:
    _item_word(parser)
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--up", type=usage_words.whole, nargs="?", const=1, metavar="K", help=_("上移，預設一格"))
    way.add_argument("--down", type=usage_words.whole, nargs="?", const=1, metavar="K", help=_("下移，預設一格"))


def _take_words(parser: argparse.ArgumentParser) -> None:
    _session_word(parser)
    _item_word(parser)


def _waiting_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    parser.add_argument("--track", default="", metavar="T", help=_("分區"))
    parser.set_defaults(act="list")


def _send_in_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    parser.add_argument("--track", default="", metavar="T", help=_("分區"))
    _form_words(parser, required=True)


def _template_words(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    said = verbs.of(parser, common, dest="act")
    said.verb("show", _("會議別的議程範本"), _series_word)
    said.verb("save", _("以一場議程的自訂項目作為該會議別的範本"), _session_word)
    said.verb("add", _("範本增列一案"), _template_add_words)
    said.verb("remove", _("範本刪除一案"), _item_word)


def _template_add_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    _form_words(parser, required=True)
