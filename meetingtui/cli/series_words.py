"""The words of `series`: its verbs and what each of them may be told."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from meetingtui.cli import name_words, verbs
from meetingtui.domain.cadence import LEVEL_NAMES
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry_values import (
    BASIS_WORDS,
    CHAIR_RULE_WORDS,
    NATURE_WORDS,
    QUALIFIER_WORDS,
    RHYTHM_WORDS,
    YEAR_BASIS_WORDS,
    Words,
    explained,
)  # fmt: skip
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.series import SeriesForm
    from meetingtui.services.series_rules import RuleForm

SERIES_TEXTS = {
    "name_en": N_("英文名稱"), "level": N_("層級"), "kind": N_("會議類型"), "nature": N_("性質"), "purpose": N_("目的"),
    "note": N_("備註"),
}  # fmt: skip
RULE_FIGURES = {
    "per_period": N_("每期場數"), "stated": N_("載明場數；none 為未載"), "target": N_("目標場數；none 為依規則"),
    "floor": N_("法定每年最低場數；none 為未定"), "max_gap_months": N_("最長間隔（月）；none 為未定"),
    "notice_days": N_("通知天數"), "minutes_days": N_("紀錄天數"),
    "weekday": N_("慣例星期，1為星期一，7為星期日；none 為不拘"), "minutes": N_("會議長度（分鐘）"),
}  # fmt: skip
RULE_TEXTS = {
    "rhythm": N_("頻率"), "qualifier": N_("場數性質"), "year_basis": N_("年度基準"), "cadence": N_("頻率原文"),
    "floor_note": N_("法定最低場數說明"), "basis_type": N_("召開依據類別"), "basis": N_("召開依據"),
    "host_agency": N_("主辦機關"), "host": N_("主辦機關原文"), "start_time": N_("慣例開始時間，例如 14:00"),
    "room": N_("慣例地點"), "quorum": N_("法定出席人數：席數、比例（1/2）或過半數；none 為不訂"),
}  # fmt: skip
CHAIR_TEXTS = {"chair_rule": N_("主持方式"), "legal_chair": N_("法定主席")}
VALUES: dict[str, Words] = {
    "level": LEVEL_NAMES, "nature": NATURE_WORDS, "rhythm": RHYTHM_WORDS, "qualifier": QUALIFIER_WORDS,
    "year_basis": YEAR_BASIS_WORDS, "basis_type": BASIS_WORDS, "chair_rule": CHAIR_RULE_WORDS,
}  # fmt: skip
"""Texts that are one of a few values, each in English or in words."""
FLAGS = {"confidential": N_("密件"), "provisional": N_("暫以預設排定")}


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("list", _("會議別清單"), _list_words)
    said.verb("show", _("一個會議別的全部內容"), _show_words)
    said.verb("check", _("載明場數、頻率、法定最低與間隔的核對"), _check_words)
    said.verb("add", _("新增會議別"), _add_words)
    said.verb("edit", _("更正內容（不留舊名；更名請用 rename）"), _edit_words)
    said.verb("rename", _("自某日起更名，舊年度仍用舊名"), _rename_words)
    said.verb("retire", _("自某日起停用"), _retire_words)
    said.verb("revive", _("恢復使用"), _series_word)
    said.verb("delete", _("刪除從未編過場次的會議別"), _series_word)
    said.verb("alias", _("增加或刪除別名"), _alias_words)
    said.verb("rule", _("列出規則，或自某日起改用新規則"), _rule_words)
    said.verb("chair", _("列出主持人，或自某日起更換"), _chair_words)
    said.verb("track", _("分區：清單與新增修改"), lambda made: _track_words(made, common))
    said.verb("member", _("出列席：清單與新增修改"), lambda made: _member_words(made, common))


def _series_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="S", help=_("會議別（代碼、名稱或別名）"))


def _year_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", help=_("年度（民國或西元），預設今年"))


def _list_words(parser: argparse.ArgumentParser) -> None:
    _year_word(parser)
    parser.add_argument("--retired", action="store_true", help=_("連同已停用者"))


def _show_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    _year_word(parser)


def _check_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="S", nargs="?", help=_("會議別（代碼、名稱或別名）"))
    _year_word(parser)


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help=_("代碼，例如 PIF-31"))
    parser.add_argument("name", metavar="NAME", help=_("名稱"))
    parser.add_argument("--alias", action="append", default=[], metavar="NAME", help=_("別名，可重複"))
    _add_series_words(parser)
    _add_rule_words(parser)
    _add_chair_words(parser)
    name_words.since_word(parser, _("規則的起日；不填為自始"))


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    parser.add_argument("--name", metavar="NAME", help=_("更正名稱"))
    _add_series_words(parser)
    before = len(parser._actions)
    _add_rule_words(parser)
    _add_chair_words(parser)
    for action in parser._actions[before:]:
        action.help = argparse.SUPPRESS


def _rename_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("新名稱"))
    parser.add_argument("--name-en", metavar="NAME", help=_("英文名稱"))
    name_words.since_word(parser, _("更名日，預設今天"))


def _retire_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    name_words.ending_words(parser)


def _alias_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("別名"))
    parser.add_argument("--remove", action="store_true", help=_("刪除"))


def _rule_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    _add_rule_words(parser)
    name_words.since_word(parser, _("新規則的起日；不填為更正現行規則"))
    parser.add_argument("--drop", metavar="D", help=_("取消自該日起的新規則"))


def _chair_words(parser: argparse.ArgumentParser) -> None:
    _series_word(parser)
    _add_chair_words(parser)
    name_words.since_word(parser, _("更換的起日；不填為更正現行規則"))


def _track_words(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    from meetingtui.cli import series_tracks

    _series_word(parser)
    series_tracks.arguments(parser, common)


def _member_words(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    from meetingtui.cli import series_members

    _series_word(parser)
    series_members.arguments(parser, common)


def _add_series_words(parser: argparse.ArgumentParser) -> None:
    _add_texts(parser, SERIES_TEXTS)
    for name, about in (
        ("planned", _("編入年度行程；不填時，有頻率者編入，視需要召開者不編入")),
        ("external", _("外部召開")),
    ):
        parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, default=None, help=about)


def _add_rule_words(parser: argparse.ArgumentParser) -> None:
    _add_texts(parser, RULE_TEXTS)
    for name, about in RULE_FIGURES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=figure, metavar="N", help=_(about))
    parser.add_argument(
        "--window",
        action="append",
        metavar="W",
        help=_("時段，可重複：05、early-05、mid-05、end-05、06-01/06-30；none 為不限"),
    )
    parser.add_argument("--law", action="append", metavar="LAW", help=_("法規，可重複：法規|條文|版本日期|說明"))
    for name, about in FLAGS.items():
        parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, default=None, help=_(about))


def _add_chair_words(parser: argparse.ArgumentParser) -> None:
    _add_texts(parser, CHAIR_TEXTS)
    parser.add_argument("--chair", action="append", metavar="POST", help=_("主席職務，輪流者依序重複；none 為無"))
    parser.add_argument("--deputy", action="append", metavar="POST", help=_("代理職務，依序重複；none 為無"))


def _add_texts(parser: argparse.ArgumentParser, texts: dict[str, str]) -> None:
    for name, about in texts.items():
        if name in VALUES:
            said = _("{what}：{values}").format(what=_(about), values=explained(VALUES[name]))
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="WORD", help=said)
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=_(about))


def figure(text: str) -> int | str | None:
    """A figure, or `none`."""
    if text.strip().lower() == "none":
        return "none"
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("須為整數或 none")) from error


def year(options: argparse.Namespace) -> int | None:
    """The (Gregorian) year that `--year` names."""
    from meetingtui.services import finding

    return finding.year(options.year) if options.year else None


def series_form(form: SeriesForm, options: argparse.Namespace) -> SeriesForm:
    """`form` with what the words change."""
    said = {name: getattr(options, name) for name in (*SERIES_TEXTS, "name", "planned", "external")}
    return form._replace(**{name: value for name, value in said.items() if value is not None})


def says_rule(options: argparse.Namespace) -> bool:
    """Whether the words change anything of a rule."""
    return any(getattr(options, name) is not None for name in (*RULE_TEXTS, *RULE_FIGURES, *FLAGS, "window", "law"))


def says_chair(options: argparse.Namespace) -> bool:
    """Whether the words change who presides."""
    return any(getattr(options, name) is not None for name in (*CHAIR_TEXTS, "chair", "deputy"))


def require_no_rule(options: argparse.Namespace) -> None:
    """Raises Refusal where `edit` is told something of a rule: which command that is for."""
    for says, verb in ((says_rule, "rule"), (says_chair, "chair")):
        if says(options):
            raise Refusal(
                _("頻率、場數、時段與主席屬於規則。請改用 series {verb} {series}，自某日起才改時加 --from。"),
                verb=verb, series=options.series,
            )  # fmt: skip


def rule_form(form: RuleForm, options: argparse.Namespace) -> RuleForm:
    """`form` with what the words change; a stated cadence is no longer a default of ours."""
    said = {name: getattr(options, name) for name in (*RULE_TEXTS, *RULE_FIGURES, *FLAGS)}
    changes: dict[str, Any] = {
        name: None if value == "none" else value for name, value in said.items() if value is not None
    }
    if "quorum" in changes:
        changes["quorum"] = changes["quorum"] or ""
    if changes.get("weekday") is not None:
        changes["weekday"] -= 1
    if options.window is not None:
        changes["windows"] = _listed(options.window)
    if options.law is not None:
        changes["laws"] = tuple(_law(text) for text in _listed(options.law))
    if options.rhythm is not None and options.provisional is None:
        changes["provisional"] = False
    form = form._replace(**changes)
    return chair_form(form, options) if hasattr(options, "chair_rule") else form


def chair_form(form: RuleForm, options: argparse.Namespace) -> RuleForm:
    """`form` with who presides as the words say; one chair is a fixed one, several take turns."""
    changes: dict[str, Any] = {
        name: getattr(options, name) for name in CHAIR_TEXTS if getattr(options, name) is not None
    }
    for name, field in (("chair", "chairs"), ("deputy", "deputies")):
        if getattr(options, name) is not None:
            changes[field] = _listed(getattr(options, name))
    if "chairs" in changes and "chair_rule" not in changes:
        usual = ("not_stated", "fixed", "rotating")
        changes["chair_rule"] = usual[min(len(changes["chairs"]), 2)]
    return form._replace(**changes)


def _listed(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word.strip().lower() != "none")


def _law(text: str) -> dict[str, str]:
    parts = [*(part.strip() for part in text.replace("｜", "|").split("|")), "", "", ""]
    return dict(zip(("law", "article", "version_date", "note"), parts, strict=False))
