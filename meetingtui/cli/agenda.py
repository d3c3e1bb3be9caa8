"""`agenda`: what a sitting deals with, from its draft to what waits for the next one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from meetingtui.cli import agenda_words, printing
from meetingtui.cli.desk import Desk
from meetingtui.domain.agenda import KIND_WORDS, ORIGIN_WORDS, Agenda, AgendaItemView, ItemKind, Origin
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.agenda_templates import TemplateView


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    agenda_words.arguments(parser, common)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    VERBS[options.verb](options, desk)
    return 0


def show(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda show`."""
    from meetingtui.services import agenda

    _print(agenda.of(desk.open_office(), options.number), options)


def draft(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda draft`."""
    from meetingtui.services import agenda

    _print(agenda.draft(desk.open_office(), options.number), options)


def add(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda add`."""
    from meetingtui.services import agenda

    form = agenda_words.item_form(agenda.ItemForm("", ""), options)
    _said(agenda.add(desk.open_office(), options.number, form, position=options.position), _("已增列"), options)


def edit(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda edit`."""
    from meetingtui.services import agenda

    office = desk.open_office()
    form = agenda_words.item_form(agenda.form(office, options.item), options)
    _said(agenda.edit(office, options.item, form, base_version=None), _("已修改"), options)


def remove(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda remove`."""
    from meetingtui.services import agenda

    agenda.remove(desk.open_office(), options.item)
    if options.json:
        printing.as_json({"deleted": options.item})
    else:
        printing.line(_("已刪除議程項目{item}。").format(item=options.item))


def move(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda move`."""
    from meetingtui.services import agenda

    by = options.down if options.up is None else -options.up
    _print(agenda.shift(desk.open_office(), options.item, by), options)


def postpone(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda postpone`."""
    from meetingtui.services import agenda

    _said(agenda.postpone(desk.open_office(), options.item), _("已延至下次會議"), options)


def take(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda take`."""
    from meetingtui.services import agenda

    _said(agenda.take(desk.open_office(), options.number, options.item), _("已列入議程"), options)


def duplicate(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda duplicate`."""
    from meetingtui.services import agenda

    _said(agenda.duplicate(desk.open_office(), options.item), _("已複製"), options)


def waiting(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda waiting`."""
    from meetingtui.services import agenda

    found = agenda.waiting(desk.open_office(), options.series, options.track)
    if options.json:
        printing.as_json([item_dict(one) for one in found])
    else:
        _print_items(found)


def send_in(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda send-in`."""
    from meetingtui.services import agenda

    form = agenda_words.item_form(agenda.ItemForm("", ""), options)
    _said(agenda.send_in(desk.open_office(), options.series, form, options.track), _("已登記提案"), options)


def template(options: argparse.Namespace, desk: Desk) -> None:
    """`agenda template`: the template as it is then."""
    from meetingtui.services import agenda, agenda_templates

    office = desk.open_office()
    if options.act == "save":
        found = agenda_templates.save_from(office, options.number)
    elif options.act == "add":
        form = agenda_words.item_form(agenda.ItemForm("", ""), options)
        found = agenda_templates.add(office, options.series, form)
    elif options.act == "remove":
        found = agenda_templates.remove(office, options.item)
    else:
        found = agenda_templates.of(office, options.series)
    _print_template(found, options)


VERBS: dict[str, Callable[[argparse.Namespace, Desk], None]] = {
    "show": show, "draft": draft, "add": add, "edit": edit, "remove": remove, "move": move, "postpone": postpone,
    "take": take, "duplicate": duplicate, "waiting": waiting, "send-in": send_in, "template": template,
}  # fmt: skip


def item_dict(item: AgendaItemView) -> dict[str, Any]:
    """A point for programs."""
    return item._asdict() | {"papers": [paper._asdict() for paper in item.papers]}


def _print(found: Agenda, options: argparse.Namespace) -> None:
    if options.json:
        facts = {"number": found.number, "planned": found.planned, "room": found.room, "over": found.over}
        printing.as_json(facts | {"waiting": found.waiting, "items": [item_dict(one) for one in found.items]})
        return
    _print_items(found.items)
    said = _("預定{planned}分鐘，會議{room}分鐘。").format(planned=found.planned, room=found.room)
    if found.over:
        said += _("超出{over}分鐘。").format(over=found.over)
    if found.waiting:
        said += _("另有待排議案{count}件。").format(count=found.waiting)
    printing.line(said)


def _print_items(items: Iterable[AgendaItemView]) -> None:
    printing.table(
        [_("編號"), _("種類"), _("案由"), _("提案機關"), _("附件"), _("分鐘"), _("來源")],
        [
            [
                one.id, _(KIND_WORDS[one.kind]), _matter(one), one.agency, len(one.papers) or "", one.minutes,
                _(ORIGIN_WORDS[Origin(one.origin)]) if one.origin else "",
            ]
            for one in items
        ],
        right=frozenset({0, 4, 5}),
    )  # fmt: skip


def _matter(item: AgendaItemView) -> str:
    said = f"{item.number}{item.matter}"
    return _("{matter}（延至下次）").format(matter=said) if item.postponed else said


def _said(item: AgendaItemView, what: str, options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json(item_dict(item))
    else:
        sentence = _("{what}：{id} {kind}「{matter}」")
        printing.line(sentence.format(what=what, id=item.id, kind=_(KIND_WORDS[item.kind]), matter=item.matter))


def _print_template(found: Iterable[TemplateView], options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json([one._asdict() for one in found])
        return
    printing.table(
        [_("編號"), _("種類"), _("案由"), _("提案機關"), _("分鐘")],
        [[one.id, _(KIND_WORDS[ItemKind(one.kind)]), one.matter, one.agency, one.minutes] for one in found],
        right=frozenset({0, 4}),
    )
