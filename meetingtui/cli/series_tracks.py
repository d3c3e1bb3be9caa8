"""`series track`: the places in which a series is held."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from meetingtui.cli import day_words, name_words, printing, verbs
from meetingtui.cli.desk import Desk
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office
    from meetingtui.services.series_views import TrackView
    from meetingtui.services.tracks import TrackForm


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What may be done with tracks; nothing lists them."""
    actions = verbs.of(parser, common, dest="action", required=False)
    actions.verb("add", _("新增分區"), _new_words)
    actions.verb("edit", _("更正分區"), _edit_words)
    actions.verb("rename", _("自某日起更名"), _rename_words)
    actions.verb("alias", _("增加或刪除別名"), _alias_words)
    actions.verb("retire", _("自某日起停用"), _retire_words)
    actions.verb("revive", _("恢復使用"), _track_word)
    actions.verb("accept", _("確認暫擬的分區"))


def _track_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("track", metavar="T", help=_("分區（代碼或名稱）"))


def _new_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("分區名稱"))
    parser.add_argument("--code", default="", metavar="T", help=_("分區代碼，預設接續編碼"))
    _add_words(parser)
    parser.add_argument("--from", dest="since", metavar="D", help=_("起日；不填為自始"))


def _edit_words(parser: argparse.ArgumentParser) -> None:
    _track_word(parser)
    parser.add_argument("--name", metavar="NAME", help=_("更正名稱"))
    _add_words(parser)


def _rename_words(parser: argparse.ArgumentParser) -> None:
    _track_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("新名稱"))
    parser.add_argument("--from", dest="since", metavar="D", help=_("更名日，預設今天"))


def _alias_words(parser: argparse.ArgumentParser) -> None:
    _track_word(parser)
    parser.add_argument("name", metavar="NAME", help=_("別名"))
    parser.add_argument("--remove", action="store_true", help=_("刪除"))


def _retire_words(parser: argparse.ArgumentParser) -> None:
    _track_word(parser)
    name_words.ending_words(parser)


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", metavar="A", help=_("承辦中心"))
    parser.add_argument("--chair", metavar="POST", help=_("主席職務"))
    parser.add_argument("--township", action="append", metavar="TOWNSHIP", help=_("鄉鎮市區，可重複；none 為無"))


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the action says, and list the tracks as they are then."""
    from meetingtui.services import registry

    office = desk.open_office()
    if options.action:
        _act(office, options)
    found = registry.track_list(office, options.series)
    if options.json:
        printing.as_json([one._asdict() for one in found])
    else:
        _print(found)
    return 0


def _act(office: Office, options: argparse.Namespace) -> None:
    from meetingtui.services import tracks

    series, action = options.series, options.action
    if action == "accept":
        tracks.accept(office, series)
    elif action == "add":
        form = _form(tracks.TrackForm(name=options.name, code=options.code), options)
        tracks.add(office, series, form, since=name_words.since_if_said(office, options))
    elif action == "edit":
        tracks.edit(office, series, options.track, _form(tracks.form(office, series, options.track), options))
    elif action == "rename":
        tracks.rename(office, series, options.track, options.name, since=name_words.since_if_said(office, options))
    elif action == "alias":
        tracks.alias(office, series, options.track, options.name, remove=options.remove)
    elif action == "revive":
        tracks.revive(office, series, options.track)
    else:
        on = name_words.since(office, options)
        tracks.retire(office, series, options.track, on, cancel=options.cancel, reason=options.reason)


def _form(form: TrackForm, options: argparse.Namespace) -> TrackForm:
    said = {name: getattr(options, name) for name in ("name", "agency", "chair")}
    form = form._replace(**{name: value for name, value in said.items() if value is not None})
    if options.township is not None:
        form = form._replace(townships=tuple(one for one in options.township if one.lower() != "none"))
    return form


def _print(found: list[TrackView]) -> None:
    printing.table(
        [_("代碼"), _("分區"), _("轄區"), _("承辦中心"), _("主席"), _("起迄"), ""],
        [
            [
                one.code, one.name, _("、").join(one.townships), one.agency_name, one.chair_name,
                day_words.span(one.valid_from, one.valid_to) if one.valid_from or one.valid_to else "",
                _("待確認") if one.proposed else "",
            ]
            for one in found
        ],
    )  # fmt: skip
