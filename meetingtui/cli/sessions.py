"""`sessions`: the sittings, from the list to every turn in the life of one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from meetingtui.cli import printing, session_views, session_words
from meetingtui.cli.desk import Desk
from meetingtui.domain.errors import Refusal
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    session_words.arguments(parser, common)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return VERBS[options.verb](options, desk)


def list_all(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions list`."""
    from meetingtui.services import sessions

    office = desk.open_office()
    found = sessions.all_of(office, session_words.narrowed(office, options), order=options.order)
    session_views.print_list(found, json=options.json)
    if not found and options.query and not options.json:
        _tell_what_was_meant(office, options.query)
    return 0


def _tell_what_was_meant(office: Office, query: str) -> None:
    from meetingtui.services import query_hints

    for sentence in query_hints.sentences(office, query):
        printing.line(sentence)


def show(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions show`: one sitting, who comes, and every turn in its life."""
    from meetingtui.cli import session_details
    from meetingtui.services import sessions

    office = desk.open_office()
    session_details.show(office, sessions.show(office, options.number), json=options.json)
    return 0


def add(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions add`."""
    from meetingtui.domain.sessions import Kind
    from meetingtui.services import adding

    office = desk.open_office()
    wanted = adding.NewSitting(
        options.series, adding.start_of(office, options.series, options.start), track=options.track,
        kind=Kind.EXTRAORDINARY if options.extraordinary else Kind.ORDINARY, minutes=options.minutes,
        room=options.room, township=options.township, chair=options.chair or "", host=options.host or "",
        credits=tuple(_credit(word) for word in options.credit), note=options.note or "",
        reason=options.reason, guests=options.guests or "",
    )  # fmt: skip
    return _done(adding.add(office, wanted, despite=options.despite), _("已新增"), options)


def _credit(word: str) -> tuple[str, str]:
    series, _sep, track = word.replace("：", ":").partition(":")
    return series.strip(), track.strip()


def move(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions move`."""
    from meetingtui.services import scheduling

    office = desk.open_office()
    moved = scheduling.move(
        office, options.number, scheduling.new_start(office, options.number, options.to), reason=options.reason,
        minutes=options.minutes, room=options.room, township=options.township, despite=options.despite,
    )  # fmt: skip
    _tell_due(office, moved)
    return _done(moved, _("已改期"), options)


def postpone(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions postpone`."""
    from meetingtui.services import scheduling

    office = desk.open_office()
    to = scheduling.new_start(office, options.number, options.to) if options.to is not None else None
    later = scheduling.postpone(office, options.number, reason=options.reason, to=to, despite=options.despite)
    _tell_due(office, later)
    return _done(later, _("已延期"), options)


def _tell_due(office: Office, moved: SessionView) -> None:
    """Say which due days stay on the day that the sitting has left."""
    from meetingtui.services import due_at_sitting

    if said := due_at_sitting.told(office, moved):
        printing.told(said)


def cancel(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions cancel`."""
    from meetingtui.services import scheduling

    return _done(scheduling.cancel(desk.open_office(), options.number, reason=options.reason), _("已取消"), options)


def merge(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions merge`."""
    from meetingtui.services import scheduling

    office = desk.open_office()
    return _done(scheduling.merge(office, options.number, options.into, reason=options.reason), _("已併開"), options)


def hold(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions hold`."""
    from meetingtui.services import holding

    about = options.about is not None
    persons = options.about if about else options.persons
    held = holding.hold(desk.open_office(), options.number, person_times=persons, about=about)
    return _done(held, _("已登記召開"), options)


def unhold(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions unhold`."""
    from meetingtui.services import holding

    freed = holding.unhold(desk.open_office(), options.number, reason=options.reason)
    return _done(freed, _("已取消召開登記"), options)


def lock(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions lock` and `unlock`."""
    from meetingtui.services import scheduling

    locked = options.verb == "lock"
    one = scheduling.lock(desk.open_office(), options.number, locked=locked)
    return _done(one, _("已鎖定") if locked else _("已解除鎖定"), options)


def credit(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions credit`."""
    from meetingtui.services import holding

    office = desk.open_office()
    one = holding.credit(office, options.number, options.series, reason=options.reason, track=options.track)
    return _done(one, _("已認列於{series}").format(series=_credited_to(office, options)), options)


def uncredit(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions uncredit`."""
    from meetingtui.services import holding

    office = desk.open_office()
    one = holding.uncredit(office, options.number, options.series, track=options.track)
    return _done(one, _("已取消認列於{series}").format(series=_credited_to(office, options)), options)


def _credited_to(office: Office, options: argparse.Namespace) -> str:
    """Code and name of the series, and track, that the words name."""
    from meetingtui.services import finding

    registry = office.registry()
    series = finding.series_of(registry, options.series)
    name = registry.name("series", series.id)
    if options.track:
        track = finding.track_of(registry, series, options.track)
        name = _("{name}（{track}）").format(name=name, track=registry.name("track", track.id))
    return f"{series.code} {name}"


def arrange(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions arrange`."""
    from meetingtui.services import holding

    given = {
        name: value for name in ("room", "township", "acting", "host", "note")
        if (value := getattr(options, name)) is not None
    }  # fmt: skip
    if not given:
        raise Refusal(_("沒有要更動的項目。請指定 --room、--township、--acting、--host 或 --note。"))
    one = holding.arrange(desk.open_office(), options.number, reason=options.reason, despite=options.despite, **given)
    return _done(one, _("已更動安排"), options)


def invite(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions invite`."""
    from meetingtui.cli import session_details
    from meetingtui.services import guests, sessions

    office = desk.open_office()
    guests.invite(office, options.number, options.guests)
    session_details.show(office, sessions.show(office, options.number), json=options.json)
    return 0


def attend(options: argparse.Namespace, desk: Desk) -> int:
    """`sessions attend`."""
    from meetingtui.cli import session_details
    from meetingtui.services import attendance, sessions

    office = desk.open_office()
    attendance.attend(office, options.number, options.agency, presence=options.status, persons=options.persons)
    session_details.show(office, sessions.show(office, options.number), json=options.json)
    return 0


def _done(one: SessionView, what: str, options: argparse.Namespace) -> int:
    if options.json:
        session_views.print_one(one, json=True)
    else:
        printing.line(
            _("{what}：{number} {title}，{when}，{place}").format(
                what=what, number=one.number, title=session_views.title(one), when=session_views.when(one),
                place=session_views.place(one) or _("地點未定"),
            )
        )  # fmt: skip
    return 0


VERBS: dict[str, Callable[[argparse.Namespace, Desk], int]] = {
    "list": list_all, "show": show, "add": add, "move": move, "postpone": postpone, "cancel": cancel, "merge": merge,
    "hold": hold, "unhold": unhold, "lock": lock, "unlock": lock, "credit": credit, "uncredit": uncredit,
    "arrange": arrange, "attend": attend,
    "invite": invite,
}  # fmt: skip
"""What each verb runs; `import` brings its own."""
