"""A sitting in words: how its day, state, chair and credits are written wherever sittings are shown."""

from __future__ import annotations

from datetime import date, datetime

from meetingtui.dates.showing import show_date, show_moment, weekday_name
from meetingtui.domain.sessions import KIND_WORDS, OPEN, STATUS_WORDS, Kind, Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _, current

UNDATED = N_("日期待定")


def short_day(iso: str) -> str:
    """An ISO day with its weekday in few cells: 115.3.5（四）, 2026-03-05 Thu; 日期待定 without one."""
    if not iso:
        return _(UNDATED)
    day = date.fromisoformat(iso)
    if current() != "zh_TW":
        return f"{iso} {weekday_name(day, short=True)}"
    return f"{show_date(day, 'dot')}（{weekday_name(day, short=True)}）"


def near_day(day: date, today: date) -> str:
    """A day in the fewest cells: 11.24, or with its year where that is not the one of today."""
    if day.year != today.year:
        return show_date(day, "dot") if current() == "zh_TW" else day.isoformat()
    return f"{day.month}.{day.day}" if current() == "zh_TW" else f"{day:%m-%d}"


def near_moment(iso: str, today: date) -> str:
    """An ISO day or moment with its weekday in few cells: 11.24（二）14:00; 日期待定 without one."""
    if not iso:
        return _(UNDATED)
    day = date.fromisoformat(iso[:10])
    weekday = weekday_name(day, short=True)
    near = near_day(day, today) + (f"（{weekday}）" if current() == "zh_TW" else f" {weekday} ")
    return f"{near}{clock(iso)}".rstrip()


def days_off(day: date, today: date) -> str:
    """How far a day is: 今日, 明日, 9天後, 逾期5天."""
    days = (day - today).days
    if days < 0:
        return _("逾期{days}天").format(days=-days)
    return {0: _("今日"), 1: _("明日")}.get(days) or _("{days}天後").format(days=days)


def clock(iso: str) -> str:
    """The time of an ISO moment, 14:00; empty without one."""
    return iso[11:16]


def moment(iso: str) -> str:
    """An ISO moment as people read it; 日期待定 without one."""
    return show_moment(datetime.fromisoformat(iso)) if iso else _(UNDATED)


def span(sitting: SessionView) -> str:
    """Day, beginning and end; 日期待定 without a date."""
    if not sitting.start:
        return _(UNDATED)
    day = show_date(date.fromisoformat(sitting.day))
    return _("{day}{start}至{end}").format(day=day, start=clock(sitting.start), end=clock(sitting.end))


def start_of(sitting: SessionView) -> datetime | None:
    """When a sitting begins, Taipei time without zone; None while no date is set."""
    return datetime.fromisoformat(sitting.start).replace(tzinfo=None) if sitting.start else None


def is_late(sitting: SessionView, today: date) -> bool:
    """Whether its day is over and nobody has said that it took place."""
    return sitting.status in OPEN and bool(sitting.day) and sitting.day < today.isoformat()


def status(sitting: SessionView, today: date) -> str:
    """The state in one word, and that its day is over where nobody has said what came of it."""
    word = _(STATUS_WORDS[Status(sitting.status)])
    return _("{status} 逾期").format(status=word) if is_late(sitting, today) else word


def chair(sitting: SessionView) -> str:
    """Who presides, by post; an acting chair is marked."""
    return _("代理{chair}").format(chair=sitting.acting) if sitting.acting else sitting.chair


def chair_with_person(sitting: SessionView) -> str:
    """Who presides, by post and name, and for whom."""
    if not sitting.acting:
        return f"{sitting.chair} {sitting.chair_person}".strip()
    name = f"{sitting.acting} {sitting.chair_person}".strip()
    return _("{acting}（代理{chair}）").format(acting=name, chair=sitting.chair or _("主席"))


def place(sitting: SessionView) -> str:
    """The room, with the township before it unless the room names it already."""
    return sitting.room if sitting.room.startswith(sitting.township) else f"{sitting.township}{sitting.room}"


def credits(sitting: SessionView) -> str:
    """The codes of the series that it counts for too."""
    return _("、").join(f"{one.series} {one.track}".rstrip() for one in sitting.credits)


def title(sitting: SessionView) -> str:
    """Number, name and track of a sitting, as dialogs are headed."""
    return " ".join(part for part in (sitting.number, sitting.name, sitting.track_name) if part)


def kind(sitting: SessionView) -> str:
    """定期 or 臨時."""
    return _(KIND_WORDS[Kind(sitting.kind)])


def person_times(sitting: SessionView) -> str:
    """How many came, with 約 where it is an estimate; empty while nobody has said."""
    if sitting.person_times is None:
        return ""
    text = _("約{count}人次") if sitting.person_times_about else _("{count}人次")
    return text.format(count=sitting.person_times)


def differences(before: SessionView, after: SessionView) -> list[str]:
    """What somebody else has changed meanwhile, each as 欄位：原來 → 現在."""
    pairs = (
        (_("日期"), moment(before.start), moment(after.start)),
        (_("狀態"), _(STATUS_WORDS[Status(before.status)]), _(STATUS_WORDS[Status(after.status)])),
        (_("地點"), place(before), place(after)),
        (_("主持"), chair_with_person(before), chair_with_person(after)),
        (_("主辦機關"), before.host, after.host),
        (_("人次"), person_times(before), person_times(after)),
        (_("備註"), before.note, after.note),
        (_("鎖定"), _("是") if before.locked else _("否"), _("是") if after.locked else _("否")),
    )
    return [
        _("{field}：{before} → {after}").format(field=field, before=old or _("（空白）"), after=new or _("（空白）"))
        for field, old, new in pairs
        if old != new
    ]
