"""Which sitting on the books a row of her own list means: by number, or by the meeting's name with day or ordinal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from meetingtui.dates.errors import DateError
from meetingtui.dates.roc import gregorian, parse_date
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.numbers import SessionNumber
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import finding, rulings, sessions, written
from meetingtui.services.office import Office

_NUMBER = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)+")
_DAY = re.compile(r"(?:民國)?[0-9]{2,4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?|(?<![0-9])[0-9]{7}(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])([0-9]{2,3})(?:年度?|學年度)")
_ORDINAL = re.compile(r"第([0-9]{1,3})次")
_BESIDE = re.compile(r"[()\[\]【】「」,，、:：;；\s]|會議紀錄|紀錄")
_OFF = frozenset({Status.CANCELLED, Status.MERGED, Status.POSTPONED})


class NotOnBooks(Refusal):
    """A meeting that a row names and that the books do not have, or not as one that has begun."""


class Found:
    """Finds sittings; what no row of its own names on the books belongs to `fallback`."""

    def __init__(self, office: Office, registry: Registry, fallback: SessionView | None) -> None:
        self.office, self.registry, self.fallback = office, registry, fallback
        self._today = office.clock.today().isoformat()
        self._known: dict[tuple[str, str], SessionView | Refusal] = {}

    def of(self, text: str, day: str) -> tuple[SessionView, bool]:
        """The sitting of a meeting's cell and an ISO day (both may be empty), and whether the fallback stands for it.

        Raises NotOnBooks or Ambiguous.
        """
        key = text, day
        if key not in self._known:
            try:
                self._known[key] = self._named(text, day)
            except (NotOnBooks, Ambiguous) as refused:
                self._known[key] = refused
        found = self._known[key]
        if not isinstance(found, Refusal):
            return found, False
        if self.fallback is None:
            raise found
        return self.fallback, True

    def _named(self, text: str, day: str) -> SessionView:
        plain = _figures(text)
        for number in _NUMBER.findall(plain.upper()):
            if SessionNumber.parse(number):
                return self._begun(self._by_number(number))
        if not text and not day:
            raise NotOnBooks(_("沒有寫是哪一次會議裁示的。請補上，或指定歸入哪一場（歸入場次，--session）。"))
        day = day or _day_in(plain)
        series = self._series(plain) if text else None
        if day:
            return self._on_day(series, plain, day)
        year, ordinal = _YEAR.search(plain), _ORDINAL.search(plain)
        if series is not None and year and ordinal:
            asked = SessionFilter(series_ids=(series.id,), years=(gregorian(int(year[1])),))
            there = [one for one in self._taking_place(asked) if one.ordinal == int(ordinal[1])]
            return self._one_of(
                there, plain, _("{name}{year}年第{n}次").format(name=series.name, year=year[1], n=ordinal[1])
            )
        raise NotOnBooks(_("「{text}」沒有寫日期，也沒有年度與次別，看不出是哪一場。請補上會議日期。"), text=text[:40])

    def _by_number(self, number: str) -> SessionView:
        try:
            return finding.session_of(self.office, self.registry, number)
        except NotFound as refused:
            raise NotOnBooks(str(refused)) from refused

    def _begun(self, found: SessionView) -> SessionView:
        try:
            rulings.require_begun(self.office, found)
        except Refusal as refused:
            raise NotOnBooks(str(refused)) from refused
        return found

    def _series(self, plain: str) -> Series:
        """The series that a cell names, whatever day, year and ordinal stand beside it."""
        name = plain
        for beside in (_DAY, _YEAR, _ORDINAL, _BESIDE):
            name = beside.sub("", name)
        try:
            return finding.series_of(self.registry, name or plain)
        except NotFound as refused:
            raise NotOnBooks(str(refused)) from refused

    def _on_day(self, series: Series | None, plain: str, day: str) -> SessionView:
        asked = SessionFilter(first=day, last=day)
        if series is not None:
            asked = asked._replace(series_ids=(series.id,))
        elif self.fallback is not None:
            asked = asked._replace(series_ids=(self.fallback.series_id,))
        shown = written.roc_iso(day)
        return self._one_of(self._taking_place(asked), plain, f"{series.name} {shown}" if series else shown)

    def _taking_place(self, asked: SessionFilter) -> list[SessionView]:
        return [one for one in sessions.all_of(self.office, asked) if one.status not in _OFF]

    def _one_of(self, there: Sequence[SessionView], plain: str, named: str) -> SessionView:
        if len(there) > 1:
            there = [one for one in there if one.track_name and one.track_name in plain] or there
        if len(there) > 1:
            there = [one for one in there if one == self.fallback] or there
        if len(there) > 1:
            raise Ambiguous(_("會議"), named, [f"{one.number} {one.name}{one.track_name}" for one in there])
        if not there:
            text = _(
                "簿冊上沒有{named}的會議。請改寫場次編號、先匯入過去的場次，或指定歸入哪一場（歸入場次，--session）。"
            )
            raise NotOnBooks(text.format(named=named))
        return self._begun(there[0])


def _figures(text: str) -> str:
    """A cell in ASCII figures, Chinese ones of ordinals too."""
    from meetingtui.dates.numerals import plain

    text = unicodedata.normalize("NFKC", text)

    def said(found: re.Match[str]) -> str:
        try:
            return plain(found[0])
        except DateError:
            return found[0]

    return re.sub("[〇○零一二三四五六七八九十百]+(?=[年次月日])", said, text)


def _day_in(plain: str) -> str:
    for found in _DAY.finditer(plain.replace(" ", "")):
        try:
            return parse_date(found[0]).isoformat()
        except DateError:
            continue
    return ""
