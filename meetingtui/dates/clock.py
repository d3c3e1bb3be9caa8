"""Now and today, and the two ways a moment is held: UTC where it is stored, Taipei where it is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

TAIPEI = timezone(timedelta(hours=8))
"""Taiwan has had no daylight saving since 1979: a fixed offset, without a time zone database."""

PRETENDED, MACHINE = "today:", "clock:"
"""Marks in the audit trail: the day that was pretended, and when that was by the machine's own clock."""


class Clock:
    """The only one who knows today; may pretend another day, for demonstrations and tests.

    One whose day the user has chosen is `marked`: the audit trail tells of it.
    """

    __slots__ = ("marked", "pretend")

    def __init__(self, pretend: date | None = None, *, marked: bool = False) -> None:
        self.pretend = pretend
        self.marked = marked

    def today(self) -> date:
        """Today in Taiwan, or the day it pretends to be."""
        return self.pretend or datetime.now(TAIPEI).date()

    def now(self) -> datetime:
        """This moment in UTC, whole seconds; when pretending, that day in Taiwan with the real time of day."""
        local = datetime.now(TAIPEI).replace(microsecond=0)
        if self.pretend is not None:
            local = datetime.combine(self.pretend, local.time(), TAIPEI)
        return to_utc(local)

    def pretence(self) -> str:
        """What the trail tells of a chosen day: the day, and the machine's own moment; '' where it is the real one."""
        if self.pretend is None or not self.marked:
            return ""
        return f"{PRETENDED}{self.pretend.isoformat()},{MACHINE}{stamp(datetime.now(TAIPEI))}"


def to_utc(local: datetime) -> datetime:
    """`local` as aware UTC; a moment without zone is Taiwan's. Raises DateError outside the calendar."""
    return _in_zone(local, UTC)


def to_taipei(moment: datetime) -> datetime:
    """`moment` as aware Taiwan time; a moment without zone is already Taiwan's."""
    return _in_zone(moment, TAIPEI)


def stamp(moment: datetime) -> str:
    """How a moment is stored: `2026-03-05T01:30:00Z`, UTC, whole seconds; sorts as text."""
    return to_utc(moment).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def unstamp(text: str) -> datetime:
    """The aware UTC moment of a stored text. Raises DateError for a text that `stamp` cannot have made."""
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        moment = None
    if moment is None or moment.tzinfo is None:
        from meetingtui.dates.errors import DateError, quoted
        from meetingtui.language import _

        raise DateError(
            _("儲存的時間「{text}」不完整，無法判讀。請檢查資料庫（db check）。").format(text=quoted(str(text)))
        )
    return to_utc(moment)


def iso_taipei(stamp_text: str) -> str:
    """A stored moment as machines read it from us: `2026-03-05T09:30:00+08:00`."""
    return to_taipei(unstamp(stamp_text)).isoformat()


def _in_zone(moment: datetime, zone: timezone) -> datetime:
    aware = moment.replace(tzinfo=TAIPEI) if moment.tzinfo is None else moment
    try:
        return aware.astimezone(zone)
    except OverflowError:
        from meetingtui.dates.errors import DateError
        from meetingtui.language import _

        raise DateError(_("時間超出曆法範圍（西元1年到9999年）。請更正年份。")) from None
