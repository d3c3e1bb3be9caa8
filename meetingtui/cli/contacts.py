"""`contacts`: the people of the agencies, by hand and from a list."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from meetingtui.cli import name_words, printing, typed_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import N_, _

if TYPE_CHECKING:
    from meetingtui.services.contact_lists import Preview
    from meetingtui.services.contacts import ContactView

TEXTS = {
    "agency": N_("機關"), "title": N_("職稱"), "name": N_("姓名"), "email": N_("電子郵件"), "phone": N_("電話"),
    "note": N_("備註"),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    said = verbs.of(parser, common)
    said.verb("list", _("聯絡人清單"), _list_words)
    said.verb("add", _("新增聯絡人"), _text_words)
    said.verb("edit", _("修改聯絡人"), _edit_words)
    said.verb("retire", _("自某日起停用"), _retire_words)
    said.verb("revive", _("恢復使用"), _who_word)
    said.verb("import", _("由 CSV 或 XLSX 匯入；先預覽，加 --accept 才寫入"), _import_words)
    parser.set_defaults(run=run)


def _list_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", default="", metavar="A", help=_("只列這個機關"))
    parser.add_argument("--retired", action="store_true", help=_("連同已停用者"))


def _who_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help=_("編號、姓名或電子郵件"))


def _text_words(parser: argparse.ArgumentParser) -> None:
    for name, about in TEXTS.items():
        parser.add_argument(f"--{name}", metavar="TEXT", help=_(about))


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _who_word(parser)
    _text_words(parser)


def _retire_words(parser: argparse.ArgumentParser) -> None:
    _who_word(parser)
    name_words.since_word(parser, _("停用日，預設今天"))


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=typed_words.path, metavar="FILE")
    parser.add_argument("--accept", action="store_true", help=_("寫入"))
    parser.add_argument("--skip-problems", action="store_true", help=_("略過有問題的列"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    office = desk.open_office()
    if options.verb == "import":
        return _import(office, options)
    if options.verb == "list":
        from meetingtui.services import contacts

        _print_list(contacts.listing(office, options.agency, retired=options.retired), json=options.json)
        return 0
    one = CHANGES[options.verb](office, options)
    if options.json:
        printing.as_json(one._asdict())
    else:
        what = name_words.done(office, options, one.retired_on)
        said = _("{what}：{id} {agency} {name}")
        printing.line(said.format(what=what, id=one.id, agency=one.agency_name, name=one.name or one.title))
    return 0


def _add(office: Any, options: argparse.Namespace) -> ContactView:
    from meetingtui.services import contacts

    return contacts.add(office, contacts.ContactForm(**name_words.said(options, *TEXTS)))


def _edit(office: Any, options: argparse.Namespace) -> ContactView:
    from meetingtui.services import contacts

    form = contacts.form(office, options.who)._replace(**name_words.said(options, *TEXTS))
    return contacts.edit(office, options.who, form)


def _retire(office: Any, options: argparse.Namespace) -> ContactView:
    from meetingtui.services import contacts

    return contacts.retire(office, options.who, name_words.since(office, options))


def _revive(office: Any, options: argparse.Namespace) -> ContactView:
    from meetingtui.services import contacts

    return contacts.revive(office, options.who)


CHANGES: dict[str, Callable[[Any, argparse.Namespace], ContactView]] = {
    "add": _add, "edit": _edit, "retire": _retire, "revive": _revive,
}  # fmt: skip


def _print_list(found: list[ContactView], *, json: bool) -> None:
    if json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("編號"), _("機關"), _("職稱"), _("姓名"), _("電子郵件"), _("電話")],
        [[one.id, one.agency_name, one.title, one.name, one.email, one.phone] for one in found],
    )
    printing.line(_("共{count}位聯絡人。").format(count=len(found)))


def _import(office: Any, options: argparse.Namespace) -> int:
    from pathlib import PurePath

    from meetingtui.services import contact_lists, files

    seen = contact_lists.preview(office, files.read(options.file), PurePath(options.file).name)
    done = contact_lists.accept(office, seen, skip_problems=options.skip_problems) if options.accept else None
    if options.json:
        printing.as_json(_document(seen, accepted=done is not None))
        return 0
    for heading, rows in ((_("新增"), seen.new), (_("變更"), seen.changed)):
        for one in rows:
            said = "  ".join(filter(None, (one.agency_name, one.title, one.name, one.email, one.phone)))
            printing.line(_("{heading}（第{row}列）：{said}").format(heading=heading, row=one.row, said=said))
    for problem in seen.problems:
        printing.line("! " + problem.sentence())
    summary = _("新增{new}筆、變更{changed}筆、相同{same}筆、問題{problems}處。").format(
        new=len(seen.new), changed=len(seen.changed), same=len(seen.same), problems=len(seen.problems)
    )
    printing.line(summary + (_("已匯入。") if done is not None else _("尚未寫入，請加 --accept。")))
    return 0


def _document(seen: Preview, *, accepted: bool) -> dict[str, Any]:
    rows = ("row", "agency", "title", "name", "email", "phone", "contact_id", "fields")
    return {
        "accepted": accepted,
        **{
            shelf: [{name: getattr(one, name) for name in rows} for one in getattr(seen, shelf)]
            for shelf in ("new", "changed", "same")
        },
        "problems": [one._asdict() for one in seen.problems],
    }
