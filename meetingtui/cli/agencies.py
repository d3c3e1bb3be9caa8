"""`agencies`: the network agencies of the registry."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from meetingtui.cli import day_words, name_words, printing, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.registry import AgencyDetail

TEXTS = {
    "name_en": N_("英文名稱"), "short": N_("簡稱"), "kind": N_("機關類別"), "email": N_("電子郵件"),
    "phone": N_("電話"), "note": N_("備註"),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("list", _("網絡單位清單"), _list_words)
    said.verb("show", _("一個網絡單位的全部內容"), name_words.one_word)
    said.verb("add", _("新增網絡單位"), _new_words)
    said.verb("edit", _("更正內容（不留舊名；更名請用 rename）"), _edit_words)
    said.verb("rename", _("自某日起更名，舊年度仍用舊名"), name_words.rename_words)
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
    for name, about in TEXTS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=_(about))
    parser.add_argument("--network", action="append", metavar="TEXT", help=_("網絡別，可重複；none 為無"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    from meetingtui.services import registry

    office = desk.open_office()
    if options.verb == "list":
        _print_list(registry.agency_list(office, retired=options.retired), json=options.json)
        return 0
    detail = (
        registry.agency_show(office, options.one) if options.verb == "show" else CHANGES[options.verb](office, options)
    )
    if options.json:
        printing.as_json(_document(detail))
    elif options.verb == "show":
        _print(detail)
    else:
        what = name_words.done(office, options, detail.agency.retired_on)
        printing.line(_("{what}：{code} {name}").format(what=what, code=detail.agency.code, name=detail.agency.name))
    return 0


def _add(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    form = agencies.AgencyForm(code=options.code, name=options.name, **name_words.said(options, *TEXTS))
    return agencies.add(office, _with_networks(form, options), aliases=tuple(options.alias))


def _edit(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    form = agencies.form(office, options.one)._replace(**name_words.said(options, *TEXTS, "name"))
    return agencies.edit(office, options.one, _with_networks(form, options))


def _with_networks(form: Any, options: argparse.Namespace) -> Any:
    if options.network is None:
        return form
    return form._replace(networks=tuple(one for one in options.network if one.lower() != "none"))


def _rename(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    since = name_words.since(office, options)
    return agencies.rename(office, options.one, options.name, since=since, name_en=options.name_en)


def _retire(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    return agencies.retire(office, options.one, name_words.since(office, options))


def _revive(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    return agencies.revive(office, options.one)


def _alias(office: Any, options: argparse.Namespace) -> AgencyDetail:
    from meetingtui.services import agencies

    return agencies.alias(office, options.one, options.name, remove=options.remove)


CHANGES: dict[str, Callable[[Any, argparse.Namespace], AgencyDetail]] = {
    "add": _add, "edit": _edit, "rename": _rename, "retire": _retire, "revive": _revive, "alias": _alias,
}  # fmt: skip


def _print_list(found: list[Any], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("代碼"), _("單位"), _("簡稱"), _("網絡別"), _("聯絡人"), _("電子郵件"), _("電話")],
        [
            [one.code, one.name, one.short, _("、").join(one.networks), one.contacts or "", one.email, one.phone]
            for one in found
        ],
        right=frozenset({4}),
    )
    printing.line(_("共{count}個網絡單位。").format(count=len(found)))


def _document(detail: AgencyDetail) -> dict[str, Any]:
    return detail.agency._asdict() | {
        "people": [one._asdict() for one in detail.people], "posts": detail.posts,
        "former_names": [{"until": until, "name": name} for until, name in detail.former],
        "sources": [one._asdict() for one in detail.sources],
    }  # fmt: skip


def _print(detail: AgencyDetail) -> None:
    one = detail.agency
    printing.line(f"{one.code} {one.name}")
    for name, value in (
        (_("英文名稱"), one.name_en), (_("簡稱"), one.short), (_("別名"), _("、").join(one.aliases)),
        (_("舊名"), day_words.former_names(detail.former)),
        (_("網絡別"), _("、").join(one.networks)), (_("電子郵件"), one.email), (_("電話"), one.phone),
        (_("主辦"), _("、").join(one.hosts)), (_("應出席"), _("、").join(one.asked)),
        (_("職務"), _("、").join(detail.posts)),
        (_("停用日"), day_words.day(one.retired_on)), (_("備註"), one.note),
    ):  # fmt: skip
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
    for person in detail.people:
        printing.line("  ".join(filter(None, (person.title, person.name, person.email, person.phone))))
    for line in detail.sources:
        printing.line(
            _("出處 {document} 第{line}行：{text}").format(document=line.document, line=line.line, text=line.text)
        )
