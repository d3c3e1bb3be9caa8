"""What happens in the sample between autumn 114 and 20 November 115: a diary, played day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from meetingtui.domain.sessions import OPEN, Kind, Rule, Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.services import (
    adding,
    agencies,
    agenda,
    closures,
    finding,
    holding,
    members,
    posts,
    scheduling,
    series,
    sessions,
)
from meetingtui.services.adding import NewSitting
from meetingtui.services.agencies import AgencyForm
from meetingtui.services.members import MemberForm
from meetingtui.services.office import Office
from meetingtui.services.posts import PostForm
from meetingtui.services.series import SeriesForm
from meetingtui.services.series_rules import RuleForm
from tests.builders import at
from tests.sample import cast, follow_up, letters, minutes_words, papers

Act = Callable[[Office, date], None]
"""Something the secretary does on a day."""
PREPARED = timedelta(days=5)
"""How long before a sitting its agenda is made."""
LAST_HELD = date(2026, 11, 20)
"""The last day of the diary."""
NOT_ENTERED = date(2026, 11, 12)
"""From here on sittings are over but not entered as held yet; their minutes are being written."""
TYPHOON = date(2026, 8, 11)
TYPHOON_REASON = "天然災害停止上班（示範颱風）"


def keep(office: Office, clock: Any, first: date, last: date) -> None:
    """Live through the days: what the diary says in the morning, then the sittings of the day."""
    day = first
    while day <= last:
        for act in DIARY.get(day, ()):
            clock.moment = datetime.combine(day, time(8, 30) if act is not typhoon else time(20, 30))
            act(office, day)
        clock.moment = max(clock.moment, datetime.combine(day, time(8, 45)))
        minutes_words.follow(office, day)
        letters.go_out(office, day, _to_notify(office, day))
        for sitting in _due(office, day + PREPARED):
            clock.moment = max(clock.moment, datetime.combine(day, time(9)))
            papers.prepare(office, sitting)
        follow_up.ask(office, _due(office, day + follow_up.ASKED))
        for wait in follow_up.ANSWERED:
            follow_up.answer(office, day, _due(office, day + wait))
        for sitting in _due(office, day):
            _hold(office, clock, sitting)
        day += timedelta(days=1)


def add_prosecutors_series(office: Office) -> None:
    """A series that the prosecutors host: the county attends and follows, and counts it apart."""
    agencies.add(
        office,
        AgencyForm(
            "PTP", "屏東地方檢察署", "Pingtung District Prosecutors Office", "屏東地檢", "prosecutors", ("司法",),
            "ptp@example.invalid", "08-000-0022", "示範資料：來源文件未載",
        ),
    )  # fmt: skip
    posts.add(office, PostForm("PTP-C", "屏東地方檢察署檢察長", "Chief Prosecutor", "PTP"))
    cast.appoint(office, "PTP-C", cast.person(50), cast.TERM_BEGINS)
    series.add(
        office,
        SeriesForm(
            "PIF-31", "金三角會議", "Golden triangle meeting", external=True, planned=False,
            purpose="檢察、警政、衛政對家庭暴力案件之聯繫", note="示範資料：來源文件未載，由地檢署召開",
        ),
        RuleForm(
            host_agency="PTP", host="屏東地方檢察署", chair_rule="fixed", chair="檢察長主持", chairs=("PTP-C",),
            start_time="09:30", room="屏東地方檢察署會議室",
        ),
    )  # fmt: skip
    for agency in ("SAD", "PHB", "PB"):
        members.add(office, "PIF-31", MemberForm(agency))


def prosecutors(office: Office, _day: date) -> None:
    """The invitation of the prosecutors comes in."""
    start = at("2026-05-20", "09:30")
    adding.add(office, NewSitting("PIF-31", start, note="地檢署來函召開（示範）"), despite=frozenset(Rule))


def extraordinary(office: Office, _day: date) -> None:
    """An extraordinary sitting of 治安會議, numbered and counted apart."""
    start = at("2026-06-18", "10:00")
    new = NewSitting("PIF-05", start, kind=Kind.EXTRAORDINARY, reason="因應重大治安事件（示範）")
    adding.add(office, new, despite=frozenset({Rule.CLASH}))


def typhoon(office: Office, day: date) -> None:
    """The evening before: offices close; the chair has time on one later day only, which stretches a longest gap."""
    closed = day + timedelta(days=1)
    dates = [one._replace(start=at("2026-08-17", "14:00")) for one in closures.proposals(office, closed)]
    closures.settle(office, closed, reason=TYPHOON_REASON, dates=dates, despite=frozenset(Rule))


def moving(code: str, month: int, days: int, reason: str, track: str = "") -> Act:
    """Move the sitting of a series in a month of 115 by some days, or to the next day that breaks no rule."""

    def act(office: Office, _day: date) -> None:
        sitting = _sitting(office, code, month, track)
        start = datetime.fromisoformat(sitting.start).replace(tzinfo=None) + timedelta(days=days)
        while scheduling.what_breaks(office, sitting.id, start):
            start += timedelta(days=1)
        scheduling.move(office, sitting.id, start, reason=reason)

    return act


def cancelling(code: str, month: int, reason: str) -> Act:
    """Call off the sitting of a series in a month of 115."""

    def act(office: Office, _day: date) -> None:
        scheduling.cancel(office, _sitting(office, code, month).id, reason=reason)

    return act


def postponing(code: str, month: int, reason: str) -> Act:
    """Postpone the sitting of a series in a month of 115, without a new date."""

    def act(office: Office, _day: date) -> None:
        scheduling.postpone(office, _sitting(office, code, month).id, reason=reason)

    return act


def acting(code: str, month: int, post: str) -> Act:
    """Let another post preside over the sitting of a series in a month of 115."""

    def act(office: Office, _day: date) -> None:
        one = _sitting(office, code, month)
        holding.arrange(office, one.id, acting=post, reason="主席另有公務", despite=frozenset({Rule.CLASH}))

    return act


def elsewhere(code: str, month: int, room: str) -> Act:
    """Another room for the sitting of a series in a month of 115."""

    def act(office: Office, _day: date) -> None:
        holding.arrange(office, _sitting(office, code, month).id, room=room, reason="會議室整修")

    return act


def crediting(code: str, month: int, other: str, reason: str, track: str = "") -> Act:
    """Let the sitting of a series in a month of 115 count for another series too."""

    def act(office: Office, _day: date) -> None:
        holding.credit(office, _sitting(office, code, month, track).id, other, reason=reason)

    return act


def locking(code: str, month: int) -> Act:
    """Keep the date of the sitting of a series in a month of 115."""

    def act(office: Office, _day: date) -> None:
        scheduling.lock(office, _sitting(office, code, month).id)

    return act


DIARY: dict[date, tuple[Act, ...]] = {
    date(2026, 1, 26): (moving("PIF-10", 3, 7, "主席公務行程"),),
    date(2026, 3, 23): (moving("PIF-15", 4, 4, "輪值主席請假"),),
    date(2026, 4, 7): (moving("PIF-14", 5, 7, "場地整修", "T3"), prosecutors),
    date(2026, 6, 8): (extraordinary, acting("PIF-10", 7, "SAD-H")),
    date(2026, 7, 20): (
        moving("PIF-17", 8, 7, "科長公務行程", "T1"),
        moving("PIF-14", 8, 4, "場地整修", "T3"),
        cancelling("PIF-05", 8, "議案併入次期會議（示範）"),
    ),
    TYPHOON - timedelta(days=1): (typhoon,),
    date(2026, 9, 1): (elsewhere("PIF-17", 9, "屏東縣政府第二會議室"), moving("PIF-16", 9, 2, "衛生局公務行程")),
    date(2026, 10, 26): (crediting("PIF-16", 10, "PIF-10", "與跨網絡議題共同研討", "T2"),),
    date(2026, 11, 3): (moving("PIF-14", 11, 3, "議會定期會", "T5"), locking("PIF-15", 12)),
    date(2026, 11, 18): (postponing("PIF-05", 11, "待議會議程確定"),),
}
"""What the secretary does on which day."""


def _to_notify(office: Office, day: date) -> list[SessionView]:
    """The sittings of the coming days up to the end of the diary."""
    last = min(day + letters.AHEAD, LAST_HELD).isoformat()
    wanted = SessionFilter(first=day.isoformat(), last=last, statuses=(str(Status.PLANNED),))
    return sessions.all_of(office, wanted)


def _due(office: Office, day: date) -> list[SessionView]:
    wanted = SessionFilter(first=day.isoformat(), last=day.isoformat(), statuses=tuple(str(one) for one in OPEN))
    return sessions.all_of(office, wanted)


def _hold(office: Office, clock: Any, sitting: SessionView) -> None:
    """Tick who came at the start, mark the sitting as held at its end and write its minutes; make a missing agenda."""
    begin, end = (datetime.fromisoformat(moment).replace(tzinfo=None) for moment in (sitting.start, sitting.end))
    clock.moment = max(clock.moment, begin)
    if agenda.of(office, sitting.id).items:
        agenda.draft(office, sitting.id)
    else:
        papers.prepare(office, sitting)
    minutes_words.begin(office, sitting)
    papers.tick(office, sitting)
    clock.moment = max(clock.moment, end)
    papers.close(office, sitting, entered=sitting.day < NOT_ENTERED.isoformat())
    follow_up.rule(office, sitting)
    minutes_words.write(office, sitting)


def _sitting(office: Office, code: str, month: int, track: str = "") -> SessionView:
    """The first open or held ordinary sitting of a series (and track) in a month of 115."""
    registry = office.registry()
    wanted = SessionFilter(
        years=(2026,), months=(month,), series_ids=(finding.series_of(registry, code).id,), kinds=("ordinary",)
    )
    return next(one for one in sessions.all_of(office, wanted) if track in {"", one.track})
