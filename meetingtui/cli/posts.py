"""`posts`: the posts that chair, and who holds them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from meetingtui.cli import day_words, name_words, printing, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.registry import PostDetail


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("list", _("職務與現任者清單"), _list_words)
    said.verb("show", _("一個職務的歷任者與主持的會議"), name_words.one_word)
    said.verb("add", _("新增職務"), _new_words)
    said.verb("edit", _("更正內容（不留舊名；更名請用 rename）"), _edit_words)
    said.verb("rename", _("自某日起更名，舊年度仍用舊名"), name_words.rename_words)
    said.verb("appoint", _("登記任職：前任者於該日卸任，之後的場次隨之更換"), _appoint_words)
    said.verb("vacate", _("登記出缺"), _vacate_words)
    said.verb("retire", _("自某日起停用"), name_words.retire_words)
    said.verb("revive", _("恢復使用"), name_words.one_word)
    said.verb("alias", _("增加或刪除別名"), name_words.alias_words)
    parser.set_defaults(run=run)


def _list_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--retired", action="store_true", help=_("連同已停用者"))


def _new_words(parser: argparse.ArgumentParser) -> None:
    name_words.new_words(parser)
    _text_words(parser)


def _edit_words(parser: argparse.ArgumentParser) -> None:
    name_words.one_word(parser)
    parser.add_argument("--name", metavar="NAME", help=_("更正名稱"))
    _text_words(parser)


def _text_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name-en", metavar="NAME", help=_("英文名稱"))
    parser.add_argument("--agency", metavar="A", help=_("所屬機關"))


def _appoint_words(parser: argparse.ArgumentParser) -> None:
    name_words.one_word(parser)
    parser.add_argument("person", metavar="PERSON", help=_("姓名"))
    name_words.since_word(parser, _("到任日"), required=True)
    for name, about in (("email", _("電子郵件")), ("phone", _("電話")), ("note", _("備註"))):
        parser.add_argument(f"--{name}", default="", metavar="TEXT", help=about)


def _vacate_words(parser: argparse.ArgumentParser) -> None:
    name_words.one_word(parser)
    name_words.since_word(parser, _("出缺日"), required=True)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    from meetingtui.services import registry

    office = desk.open_office()
    if options.verb == "list":
        _print_list(registry.post_list(office, retired=options.retired), json=options.json)
    elif options.verb in {"appoint", "vacate"}:
        _print_holder(office, options)
    elif options.verb == "show":
        _print(registry.post_show(office, options.one), json=options.json)
    else:
        detail = CHANGES[options.verb](office, options)
        if options.json:
            _print(detail, json=True)
        else:
            what = name_words.done(office, options, detail.post.retired_on)
            printing.line(_("{what}：{code} {name}").format(what=what, code=detail.post.code, name=detail.post.name))
    return 0


def _print_holder(office: Any, options: argparse.Namespace) -> None:
    from meetingtui.services import holders

    on = name_words.since(office, options)
    if options.verb == "vacate":
        done = holders.vacate(office, options.one, on)
    else:
        done = holders.appoint(
            office, options.one, options.person, on, email=options.email, phone=options.phone, note=options.note
        )
    numbers = [one.number for one in done.sittings]
    if options.json:
        printing.as_json(_document(done.post) | {"sittings": numbers})
        return
    _print(done.post, json=False)
    printing.line(_("隨之更換的待開場次：{count}場。").format(count=len(numbers)))
    if numbers:
        printing.line(_("、").join(numbers))
    if done.namesake:
        printing.line(done.namesake)


def _add(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    form = posts.PostForm(code=options.code, name=options.name, **name_words.said(options, "name_en", "agency"))
    return posts.add(office, form, aliases=tuple(options.alias))


def _edit(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    form = posts.form(office, options.one)._replace(**name_words.said(options, "name", "name_en", "agency"))
    return posts.edit(office, options.one, form)


def _rename(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    since = name_words.since(office, options)
    return posts.rename(office, options.one, options.name, since=since, name_en=options.name_en)


def _retire(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    return posts.retire(office, options.one, name_words.since(office, options))


def _revive(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    return posts.revive(office, options.one)


def _alias(office: Any, options: argparse.Namespace) -> PostDetail:
    from meetingtui.services import posts

    return posts.alias(office, options.one, options.name, remove=options.remove)


CHANGES: dict[str, Callable[[Any, argparse.Namespace], PostDetail]] = {
    "add": _add, "edit": _edit, "rename": _rename, "retire": _retire, "revive": _revive, "alias": _alias,
}  # fmt: skip


def _document(detail: PostDetail) -> dict[str, Any]:
    return detail.post._asdict() | {
        "holders": [one._asdict() for one in detail.holders],
        "former_names": [{"until": until, "name": name} for until, name in detail.former],
    }


def _print_list(found: list[Any], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("代碼"), _("職務"), _("所屬機關"), _("現任"), _("到任日"), _("主持的會議")],
        [
            [one.code, one.name, one.agency_name, one.person, day_words.day(one.since), _("、").join(one.chairs)]
            for one in found
        ],
    )  # fmt: skip
    printing.line(_("共{count}個職務。").format(count=len(found)))


def _print(detail: PostDetail, *, json: bool) -> None:
    if json:
        printing.as_json(_document(detail))
        return
    one = detail.post
    printing.line(f"{one.code} {one.name}")
    for name, value in (
        (_("英文名稱"), one.name_en), (_("別名"), _("、").join(one.aliases)), (_("所屬機關"), one.agency_name),
        (_("舊名"), day_words.former_names(detail.former)),
        (_("主持的會議"), _("、").join(one.chairs)), (_("代理的會議"), _("、").join(one.deputises)),
        (_("停用日"), day_words.day(one.retired_on)),
    ):  # fmt: skip
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
    for holder in detail.holders:
        span = day_words.span(holder.valid_from, holder.valid_to)
        printing.line(_("{person} {span}").format(person=holder.person, span=span))
