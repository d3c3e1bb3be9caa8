"""Words that agencies, posts and the like share: the name from a day on, other names, and when they are given up."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from meetingtui.cli import day_words
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.office import Office

DONE = {
    "add": N_("已新增"), "edit": N_("已修改"), "rename": N_("已更名"), "revive": N_("已恢復使用"),
    "alias": N_("已更新別名"),
}  # fmt: skip
"""What each verb has done once it is done."""


def new_words(parser: argparse.ArgumentParser) -> None:
    """Code, name and other names of a new entry."""
    parser.add_argument("code", metavar="CODE", help=_("代碼"))
    parser.add_argument("name", metavar="NAME", help=_("名稱"))
    parser.add_argument("--alias", action="append", default=[], metavar="NAME", help=_("別名，可重複"))


def one_word(parser: argparse.ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("one", metavar="X", help=_("代碼、名稱或別名"))


def rename_words(parser: argparse.ArgumentParser) -> None:
    """A new name from a day on."""
    one_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("新名稱"))
    parser.add_argument("--name-en", metavar="NAME", help=_("英文名稱"))
    since_word(parser, _("更名日，預設今天"))


def alias_words(parser: argparse.ArgumentParser) -> None:
    """One more name, or one less."""
    one_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("別名"))
    parser.add_argument("--remove", action="store_true", help=_("刪除"))


def retire_words(parser: argparse.ArgumentParser) -> None:
    """From when it is given up."""
    one_word(parser)
    since_word(parser, _("停用日，預設今天"))


def ending_words(parser: argparse.ArgumentParser) -> None:
    """From when a series or track is given up, and what becomes of its sittings."""
    since_word(parser, _("停用日，預設今天"))
    parser.add_argument("--cancel", action="store_true", help=_("一併取消之後的場次"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("事由"))


def since_word(parser: argparse.ArgumentParser, about: str, *, required: bool = False) -> None:
    """From which day something holds."""
    parser.add_argument("--from", dest="since", metavar="D", help=about, required=required)


def since(office: Office, options: argparse.Namespace) -> date:
    """The day that `--from` names, else today."""
    return since_if_said(office, options) or office.clock.today()


def since_if_said(office: Office, options: argparse.Namespace) -> date | None:
    """The day that `--from` names; None without it."""
    from meetingtui.services import finding

    return finding.day(office, options.since) if options.since else None


def done(office: Office, options: argparse.Namespace, retired_on: str | None) -> str:
    """What the verb has done to one entry: 已新增, 已更名, 自116.1.1起停用."""
    today = office.clock.today()
    if options.verb == "retire":
        return day_words.ended(retired_on, today.isoformat())
    if options.verb == "rename" and since(office, options) > today:
        day = day_words.day(since(office, options).isoformat())
        return _("自{day}起更名為「{new}」").format(day=day, new=options.name)
    return _(DONE[options.verb])


def said(options: argparse.Namespace, *names: str) -> dict[str, Any]:
    """The options of those names that were given."""
    return {name: value for name in names if (value := getattr(options, name)) is not None}
