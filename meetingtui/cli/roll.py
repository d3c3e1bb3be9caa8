"""`roll`: the sign-in list of a sitting, who came and whether it may open."""

from __future__ import annotations

import argparse
from typing import Any

from meetingtui.cli import printing, usage_words, verbs
from meetingtui.cli.desk import Desk
from meetingtui.domain.attendance import PRESENCE_WORDS
from meetingtui.domain.errors import Refusal
from meetingtui.domain.guests import ROLE_WORDS
from meetingtui.domain.registry_values import explained
from meetingtui.domain.roles import Role
from meetingtui.domain.roll import Roll, RollLine
from meetingtui.domain.seats import SEAT_WORDS, Seat
from meetingtui.language import _

ALSO = {"none": "", "無": "", "出席": "present", "缺席": "absent"}
"""Words for a mark besides its own name."""


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    said = verbs.of(parser, common)
    said.verb("show", _("簽到名單與出席人數"), _number_word)
    said.verb("mark", _("登記出席、請假、缺席或代理"), _mark_words)
    said.verb("walk-in", _("增列未受邀而到場者"), _walk_in_words)
    said.verb("remove", _("刪除未受邀而到場者"), _remove_words)
    said.verb("persons", _("登記人次"), _persons_words)
    parser.set_defaults(run=run)


def _number_word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", help=_("場次編號"))


def _mark_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("who", nargs="*", metavar="WHO", help=_("機關、委員、姓名，或 chair（主席）；可列多個"))
    parser.add_argument("--rest", action="store_true", help=_("其餘尚未登記者一併登記"))
    parser.add_argument(
        "--status", required=True, type=_presence, metavar="X",
        help=_("出席情形：{values}；none 為取消登記").format(values=explained(PRESENCE_WORDS)),
    )  # fmt: skip
    parser.add_argument("--persons", type=usage_words.whole, metavar="K", help=_("出席人數"))
    parser.add_argument("--person", default="", metavar="NAME", help=_("到場者姓名；代理時為代理人"))
    parser.add_argument("--title", default="", metavar="TITLE", help=_("到場者職稱"))
    parser.add_argument("--online", action=argparse.BooleanOptionalAction, default=None, help=_("視訊與會"))


def _walk_in_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("--agency", default="", metavar="A", help=_("單位"))
    parser.add_argument("--person", default="", metavar="NAME", help=_("姓名"))
    parser.add_argument("--title", default="", metavar="TITLE", help=_("職稱"))
    roles = _("attendee 出席、may 得出席、observer 列席")
    parser.add_argument("--role", default="observer", metavar="ROLE", help=roles)
    parser.add_argument("--literal", action="store_true", help=_("單位照所打的文字登記，不對照已知的機關"))
    parser.add_argument("--persons", type=usage_words.whole, default=1, metavar="K", help=_("出席人數"))


def _remove_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    parser.add_argument("who", metavar="WHO", help=_("單位、姓名或名單上的代號"))


def _persons_words(parser: argparse.ArgumentParser) -> None:
    _number_word(parser)
    people = parser.add_mutually_exclusive_group(required=True)
    people.add_argument("--exactly", type=usage_words.whole, metavar="K", help=_("出席人次"))
    people.add_argument("--about", type=usage_words.whole, metavar="K", help=_("出席人次（約數）"))
    people.add_argument("--counted", action="store_true", help=_("依簽到名單計算"))


def _presence(text: str) -> str:
    said = text.strip().lower()
    return ALSO[said] if said in ALSO else usage_words.one_of(PRESENCE_WORDS)(text)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says, and show the list as it is then."""
    from meetingtui.services import roll

    office = desk.open_office()
    if options.verb == "mark":
        found = _mark(office, options)
    elif options.verb == "walk-in":
        found = roll.walk_in(
            office, options.number, agency=options.agency, person=options.person, title=options.title,
            role=options.role, persons=options.persons, literal=options.literal,
        )  # fmt: skip
    elif options.verb == "remove":
        found = roll.remove_walk_in(office, options.number, options.who)
    elif options.verb == "persons":
        wanted = options.exactly if options.about is None else options.about
        found = roll.set_persons(office, options.number, wanted, options.about is not None)
    else:
        found = roll.of(office, options.number)
    _print(found, options)
    return 0


def _mark(office: Any, options: argparse.Namespace) -> Roll:
    from meetingtui.services import roll

    said = {"persons": options.persons, "person": options.person, "title": options.title, "online": options.online}
    if not options.who and not options.rest:
        raise Refusal(_("請指定登記的對象，或以 --rest 登記其餘。"))
    if any(said.values()) and (options.rest or len(options.who) > 1):
        raise Refusal(_("人數、姓名、職稱與視訊一次只能登記一個對象。請分次登記。"))
    for who in options.who:
        found = roll.mark(office, options.number, who, options.status, **said)
    return roll.mark_rest(office, options.number, options.status) if options.rest else found


def _print(found: Roll, options: argparse.Namespace) -> None:
    if options.json:
        stand = found.quorum
        facts = stand._asdict() | {"reached": stand.reached, "missing": stand.missing, "sentence": stand.sentence}
        printing.as_json({
            "number": found.number, "persons": found.persons, "about": found.about, "counted": found.counted,
            "quorum": facts, "lines": [one._asdict() for one in found.lines],
        })  # fmt: skip
        return
    printing.table(
        [_("代號"), _("身分"), _("單位"), _("職稱"), _("席次"), _("出席"), _("到場者"), _("人數")],
        [_row(one) for one in found.lines],
        right=frozenset({7}),
    )
    about = _("約") if found.about else ""
    persons = _("出席{about}{count}人次。").format(about=about, count=found.persons)
    printing.line(found.quorum.sentence + persons)


def _row(one: RollLine) -> list[object]:
    word = _(PRESENCE_WORDS.get(one.presence, one.presence))
    word = _("{word}（視訊）").format(word=word) if one.online else word
    role = _("未受邀") if one.walk_in else _(ROLE_WORDS[Role(one.role)])
    seat = _(SEAT_WORDS[Seat(one.seat)]) if one.seat else ""
    return [one.key, role, one.name, one.title, seat, word, one.person or one.delegated_to, one.persons or ""]
