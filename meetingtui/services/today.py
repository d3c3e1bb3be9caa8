"""What is due: what the secretariat must do now, in sentences, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from meetingtui.dates.months import add_months
from meetingtui.dates.showing import show_date, show_year
from meetingtui.domain.cadence import Rhythm
from meetingtui.domain.due import KIND_WORDS, Due
from meetingtui.domain.minutes import STATUS_WORDS as MINUTES_WORDS
from meetingtui.domain.minutes import MinutesStatus
from meetingtui.domain.outgoing import What
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import today_actions, windows
from meetingtui.services.office import Office
from meetingtui.services.sitting_due import of_sitting, short
from meetingtui.store.queries import sessions as session_rows
from meetingtui.store.queries import today as rows

MOST = 100
"""Sittings of one kind that are listed; nobody works through more in a day."""
NOTICE_AHEAD = 7
"""Days before a notice must go out from which on it is listed."""
GAP_AHEAD = 30
"""Days before a gap breaks from which on it is listed."""
MINUTES_BACK = 90
"""Days after a sitting for which minutes that nobody began are asked for; those begun are listed for much longer."""
BEGUN_BACK = 400
CALENDAR_MONTH = 7
"""The official calendar of a year is issued by the middle of the year before."""
PLANNING_MONTH = 11
"""From November on the next year should be planned."""


def due(office: Office) -> list[Due]:
    """Everything that is due today, by kind (KIND_WORDS) and day."""
    registry = office.registry()
    looking = _Looking(office, registry)
    overtaken = list(looking.overtaken())
    found = [
        *looking.unheld(), *overtaken, *looking.notices(), *looking.unnumbered(overtaken), *looking.week(),
        *looking.minutes(),
        *looking.undated(), *looking.gaps(), *looking.vacant(), *looking.behind(), *looking.tracks(),
        *looking.calendar(), *looking.unplanned(), *today_actions.due(office, registry),
    ]  # fmt: skip
    rank = {kind: place for place, kind in enumerate(KIND_WORDS)}
    return sorted(found, key=lambda one: (rank[one.kind], one.day or "9", one.number, one.series))


class _Looking:
    """One look at the day; each method finds one kind."""

    def __init__(self, office: Office, registry: Registry) -> None:
        self.office = office
        self.registry = registry
        self.today = office.clock.today()
        self.iso = self.today.isoformat()

    def unheld(self) -> Iterator[Due]:
        """Sittings whose day has passed and of which nobody knows whether they were held."""
        for sitting in self._sittings(rows.late(self.office.reader, self.iso, MOST)):
            text = _("{name}（{number}）已於{day}到期，尚未登記召開、延期或取消。")
            yield of_sitting("unheld", text, sitting, sitting.day, late=True)

    def notices(self) -> Iterator[Due]:
        """Sittings whose notice must go out within a week, or should have."""
        longest = max((rule.notice_days for s in self.registry.series.values() for rule in s.rules[-1:]), default=0)
        last = _later(self.today, longest + NOTICE_AHEAD)
        for sitting in self._sittings(rows.unnoticed(self.office.reader, self.iso, last.isoformat(), MOST)):
            series = self.registry.series[sitting.series_id]
            deadline = date.fromisoformat(sitting.day) - timedelta(days=series.rule(sitting.day).notice_days)
            if series.external or deadline > _later(self.today, NOTICE_AHEAD):
                continue
            late = deadline < self.today
            text = (
                _("{name}（{number}）{day}召開，開會通知已逾期限（{deadline}）。") if late
                else _("{name}（{number}）{day}召開，開會通知應於{deadline}前發出。")
            )  # fmt: skip
            yield of_sitting("notice", text, sitting, deadline.isoformat(), late=late)

    def unnumbered(self, overtaken: Sequence[Due]) -> Iterator[Due]:
        """Sittings whose notice has gone out without a number, but for those that need a new one anyway."""
        again = {one.session_id for one in overtaken if one.kind == "renotice"}
        issued = dict(rows.unnumbered(self.office.reader, self.iso, MOST))
        text = _("{name}（{number}）{day}召開，通知單已於{deadline}發文，發文字號待補。")
        for sitting in self._sittings([one for one in issued if one not in again]):
            yield of_sitting("unnumbered", text, sitting, issued[sitting.id])

    def overtaken(self) -> Iterator[Due]:
        """Sittings that have changed since their notice or a calendar file with them went out."""
        from meetingtui.services import outgoing

        renotice = _("{name}（{number}）通知後有異動（{status}），應重發開會通知。")
        invite = _("{name}（{number}）邀請後有異動（{status}），應補送行事曆檔。")
        feed = _("{name}（{number}）匯出行事曆檔後有異動（{status}），應重新匯出或補送。")
        told = {What.NOTICE: ("renotice", renotice), What.FEED: ("feed", feed)}
        listed = {"renotice": 0, "invite": 0, "feed": 0}
        for one in islice(outgoing.each(self.office, self.registry), 3 * MOST):
            kind, text = told.get(one.what, ("invite", invite))
            listed[kind] += 1
            if listed[kind] <= MOST:
                yield of_sitting(kind, text, one.session, one.session.day)

    def minutes(self) -> Iterator[Due]:
        """Held sittings whose minutes are not approved yet, and since when."""
        since, earliest = (_later(self.today, -days).isoformat() for days in (MINUTES_BACK, BEGUN_BACK))
        found = dict(rows.open_minutes(self.office.reader, self.iso, since, earliest, MOST))
        for sitting in self._sittings(list(found)):
            series = self.registry.series[sitting.series_id]
            until = _later(date.fromisoformat(sitting.day), series.rule(sitting.day).minutes_days)
            late = until < self.today
            state = _(MINUTES_WORDS[MinutesStatus(found[sitting.id])]) if found[sitting.id] else _("尚未撰寫")
            text = (
                _("{name}（{number}）{day}召開，紀錄{state}，D+{days}，已逾期限（{deadline}）。") if late
                else _("{name}（{number}）{day}召開，紀錄{state}，D+{days}，應於{deadline}前核定。")
            )  # fmt: skip
            days = (self.today - date.fromisoformat(sitting.day)).days
            due = of_sitting("minutes", text, sitting, until.isoformat(), late=late, state=state, days=days)
            yield due._replace(short=days)

    def week(self) -> Iterator[Due]:
        """Sittings of the seven days that begin today."""
        last = _later(self.today, 6)
        for sitting in self._sittings(rows.ahead(self.office.reader, self.iso, last.isoformat(), MOST)):
            text = _("{day} {time} {name}（{number}）")
            yield of_sitting("week", text, sitting, sitting.day)

    def undated(self) -> Iterator[Due]:
        """Sittings that were postponed and have no new date."""
        for sitting in self._sittings(rows.undated(self.office.reader, MOST)):
            until = sitting.window_last
            text = _("{name}（{number}）延期後尚未排定新日期。")
            yield of_sitting("undated", text, sitting, until, late=bool(until) and until < self.iso)

    def gaps(self) -> Iterator[Due]:
        """Series whose longest gap by law is broken, or breaks within a month."""
        for series in self._in_force():
            months = series.rule(self.iso).max_gap_months
            last = rows.last_held(self.office.reader, series.id, self.iso) if months else ""
            if not months or not last:
                continue
            until = add_months(date.fromisoformat(last), months)
            if until > _later(self.today, GAP_AHEAD):
                continue
            yield self._gap(series, last, until)

    def _gap(self, series: Series, last: str, until: date) -> Due:
        late = until < self.today
        text = (
            _("{name}上次於{last}召開，已逾法定間隔，應於{until}前再開。") if late
            else _("{name}上次於{last}召開，應於{until}前再開。")
        )  # fmt: skip
        sitting_of = series.joint_id or series.id
        coming = rows.next_of(self.office.reader, sitting_of, self.iso)
        if coming:
            text += _("已排定{coming}。")
        sentence = text.format(
            name=self._name(series), last=short(last), until=show_date(until, "dot"), coming=short(coming)
        )
        return self._of_series("gap", sentence, series, until.isoformat(), late=late, at=coming)

    def vacant(self) -> Iterator[Due]:
        """Posts that nobody holds any more when they are to preside sittings to come."""
        if not any(holder.valid_to for held in self.registry.holders.values() for holder in held):
            return  # nobody has ever left a post: no sitting need be looked up
        found: dict[int, list[tuple[str, int]]] = {}
        for post, day, count in rows.presided(self.office.reader, self.iso):
            if self.registry.vacant(post, day):
                found.setdefault(post, []).append((day, count))
        text = _("{post}出缺，{day}起有{count}場會議由其主持；請登記新任職者，或以重排改由代理人主持。")
        for post, days in found.items():
            first, count = days[0][0], sum(of_day for _day, of_day in days)
            name = self.registry.name("post", post, self.iso)
            yield Due("vacant", text.format(post=name, day=short(first), count=count), first, name=name, short=count)

    def behind(self) -> Iterator[Due]:
        """Series that have held fewer sittings than their windows that are over asked for."""
        year = self.today.year
        if not self._is_planned(year):
            text = _("{year}尚無場次紀錄：請匯入過去場次，或編排其餘月份。")
            yield Due(
                "behind", text.format(year=show_year(year)), name=_("{year}場次紀錄").format(year=show_year(year))
            )
            return
        held = rows.held(self.office.reader, year, f"{year}-01-01", self.iso)
        for series in self._in_force():
            if not series.planned or series.is_duty or series.external:
                continue
            expected = self._expected(series)
            short = expected - held.get(series.id, 0)
            if short > 0:
                sentence = _("{name}至今應召開{expected}場，已召開{held}場，落後{short}場。").format(
                    name=self._name(series), expected=expected, held=expected - short, short=short
                )
                yield self._of_series("behind", sentence, series, short=short)

    def _expected(self, series: Series) -> int:
        """How many windows of the year, in all tracks, ended before today; never more than what is aimed at."""
        from meetingtui.planning.windows import windows as windows_of

        rule = series.rule(self.iso)
        if rule.rhythm == Rhythm.DEMAND:
            return 0
        over = sum(window.last < self.today for window in windows_of(windows.cadence_of(rule), self.today.year))
        expected = over * max(1, len(self.registry.tracks_of(series.id, self.iso)))
        return min(expected, rule.target) if rule.target is not None else expected

    def tracks(self) -> Iterator[Due]:
        """Series whose tracks only we propose."""
        for series in self._in_force():
            proposed = [track for track in self.registry.tracks_of(series.id, self.iso) if track.proposed]
            if proposed:
                sentence = _("{name}的{count}個分區是程式依場次推定的，請確認或更正。").format(
                    name=self._name(series), count=len(proposed)
                )
                yield self._of_series("tracks", sentence, series, short=len(proposed))

    def calendar(self) -> Iterator[Due]:
        """Years that are worked in and have no official calendar."""
        from meetingtui.dates.official import shipped_years

        known = {*shipped_years(), *rows.calendar_years(self.office.reader)}
        wanted = [self.today.year] + ([self.today.year + 1] if self.today.month >= CALENDAR_MONTH else [])
        for year in wanted:
            if year not in known:
                text = _("{year}尚無官方辦公日曆，請下載官方檔案後匯入。")
                name = _("{year}辦公日曆").format(year=show_year(year))
                yield Due("calendar", text.format(year=show_year(year)), name=name)

    def unplanned(self) -> Iterator[Due]:
        """The next year, once it is time to plan it."""
        year = self.today.year + 1
        if self.today.month >= PLANNING_MONTH and year <= date.max.year and not self._is_planned(year):
            name = _("{year}全年場次").format(year=show_year(year))
            yield Due("unplanned", _("{year}的場次尚未編排，請編排。").format(year=show_year(year)), name=name)

    def _is_planned(self, year: int) -> bool:
        return rows.is_planned(self.office.reader, year)

    def _in_force(self) -> Iterator[Series]:
        return (one for one in self.registry.series.values() if not (one.retired_on and one.retired_on <= self.iso))

    def _name(self, series: Series) -> str:
        return self.registry.name("series", series.id, self.iso)

    def _of_series(
        self, kind: str, sentence: str, series: Series, day: str = "", *, late: bool = False, at: str = "",
        short: int = 0,
    ) -> Due:  # fmt: skip
        return Due(kind, sentence, day, None, "", series.id, series.code, late, self._name(series), at, short)

    def _sittings(self, ids: list[int]) -> list[SessionView]:
        return session_rows.by_ids(self.office.reader, self.registry, ids) if ids else []


def _later(day: date, days: int) -> date:
    return day + timedelta(days=max(min(days, (date.max - day).days), (date.min - day).days))
