"""What the rule of a series may say: refused in one sentence before anything is stored."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from meetingtui.domain import seats
from meetingtui.domain.cadence import Cadence, Rhythm, window_dates
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Registry
from meetingtui.domain.registry_values import (
    BASIS_WORDS,
    CHAIR_RULE_WORDS,
    QUALIFIER_WORDS,
    RHYTHM_WORDS,
    YEAR_BASIS_WORDS,
    Words,
    explained,
    meant,
)  # fmt: skip
from meetingtui.language import _
from meetingtui.services import finding, written

MOST_A_YEAR = 366
LEAP_YEAR = 2024
_DAY = 24 * 60
_MONTH = 31


class RuleForm(NamedTuple):
    """A rule as a form shows it. Posts and the host are named by any of their names; figures left open are None.

    `quorum` is a number or a share of seats (5, 1/2, >1/2 or 過半數), empty where none is asked.
    `host` and `chair` are the words of the source, kept beside the agency and the posts they mean. `weekday` is 0
    for Monday, `start_time` 24-hour, `minutes` the usual length; days are calendar days before and after a sitting.
    """

    rhythm: str = "demand"
    per_period: int = 1
    windows: tuple[str, ...] = ()
    qualifier: str = "exact"
    year_basis: str = "calendar"
    cadence: str = ""
    provisional: bool = False
    stated: int | None = None
    target: int | None = None
    floor: int | None = None
    floor_note: str = ""
    max_gap_months: int | None = None
    basis_type: str = "not_stated"
    basis: str = ""
    laws: tuple[dict[str, str], ...] = ()
    host_agency: str = ""
    host: str = ""
    chair_rule: str = "not_stated"
    chair: str = ""
    legal_chair: str = ""
    chairs: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    confidential: bool = False
    notice_days: int = 7
    minutes_days: int = 7
    weekday: int | None = None
    start_time: str = "14:00"
    minutes: int = 120
    room: str = ""
    version: int | None = None
    quorum: str = ""


def values(registry: Registry, wanted: RuleForm, on: str) -> dict[str, Any]:
    """The columns of a rule that `wanted` describes; `chairs` and `deputies` are ids of posts.

    Raises Refusal for a cadence, figure, window or time that cannot be, NotFound for a post or an agency.
    """
    host = finding.agency_of(registry, wanted.host_agency) if wanted.host_agency.strip() else None
    found: dict[str, Any] = _cadence(wanted) | _figures(wanted) | _usual(wanted)
    found |= {
        "basis_type": _one_of(wanted.basis_type, BASIS_WORDS, _("召開依據類別")),
        "basis": written.line(wanted.basis, _("召開依據"), most=written.TEXT_MOST),
        "laws": json.dumps([_law(law) for law in wanted.laws], ensure_ascii=False),
        "host_agency_id": host.id if host else None,
        "host": written.line(wanted.host, _("主辦機關"), most=written.TEXT_MOST),
        "chair_rule": _one_of(wanted.chair_rule, CHAIR_RULE_WORDS, _("主持方式")),
        "chair": written.line(wanted.chair, _("主席"), most=written.TEXT_MOST),
        "legal_chair": written.line(wanted.legal_chair, _("法定主席"), most=written.TEXT_MOST),
        "chairs": _posts(registry, wanted.chairs, on), "deputies": _posts(registry, wanted.deputies, on),
        "confidential": bool(wanted.confidential), "quorum": seats.parse_quorum(wanted.quorum),
    }  # fmt: skip
    if found["chair_rule"] == "fixed" and len(found["chairs"]) > 1:
        raise Refusal(
            _("固定主持只能有一個主席職務，這裡有{count}個。請改為輪流主持，或只留一個。"), count=len(found["chairs"])
        )
    return found


def _cadence(wanted: RuleForm) -> dict[str, Any]:
    rhythm = _one_of(wanted.rhythm, RHYTHM_WORDS, _("召開頻率"))
    if wanted.per_period < 1:
        raise Refusal(
            _("召開頻率不能是{count}場。請輸入1以上的整數，或改為視需要召開（demand）。"), count=wanted.per_period
        )
    each = Cadence(Rhythm(rhythm), wanted.per_period).sittings_per_track() or 0
    if each > MOST_A_YEAR:
        raise Refusal(_("依此頻率全年{count}場，超過{most}場，應是誤植。請更正頻率。"), count=each, most=MOST_A_YEAR)
    return {
        "rhythm": rhythm, "per_period": wanted.per_period,
        "windows": json.dumps([_window(one) for one in wanted.windows], ensure_ascii=False),
        "qualifier": _one_of(wanted.qualifier, QUALIFIER_WORDS, _("場數性質")),
        "year_basis": _one_of(wanted.year_basis, YEAR_BASIS_WORDS, _("年度基準")),
        "cadence": written.line(wanted.cadence, _("頻率原文"), most=written.TEXT_MOST),
        "provisional": bool(wanted.provisional),
    }  # fmt: skip


def _figures(wanted: RuleForm) -> dict[str, Any]:
    return {
        "stated": written.whole(wanted.stated, _("載明場數"), 0, 9999),
        "target": written.whole(wanted.target, _("目標場數"), 0, 9999),
        "floor": written.whole(wanted.floor, _("法定最低場數"), 0, 9999) or None,
        "floor_note": written.line(wanted.floor_note, _("法定最低場數說明"), most=written.TEXT_MOST),
        "max_gap_months": written.whole(wanted.max_gap_months, _("最長間隔（月）"), 1, 120),
        "notice_days": written.whole(wanted.notice_days, _("通知天數"), 0, 90),
        "minutes_days": written.whole(wanted.minutes_days, _("紀錄天數"), 0, 365),
    }


def _usual(wanted: RuleForm) -> dict[str, Any]:
    from meetingtui.dates.roc import DateError, parse_time

    try:
        begins = parse_time(wanted.start_time)
    except DateError as error:
        raise Refusal(str(error)) from error
    length = written.whole(wanted.minutes, _("會議長度（分鐘）"), 5, _DAY) or 0
    if begins.hour * 60 + begins.minute + length >= _DAY:
        raise Refusal(
            _("{start}起{minutes}分鐘無法在當日開完。請提早開始或縮短。"), start=f"{begins:%H:%M}", minutes=length
        )
    return {
        "weekday": written.whole(wanted.weekday, _("星期（0為星期一）"), 0, 6), "start_time": f"{begins:%H:%M}",
        "minutes": length, "room": written.line(wanted.room, _("地點")),
    }  # fmt: skip


def _window(text: str) -> str:
    window = text.strip()
    try:
        window_dates(window, LEAP_YEAR)
    except (ValueError, OverflowError):
        raise Refusal(
            _("時段「{window}」無法判讀。請寫成 05（5月）、early-05、mid-05、end-05（上中下旬）或 06-01/06-30。"),
            window=window[:40],
        ) from None
    if _backwards(window):
        raise Refusal(_("時段「{window}」的起日在迄日之後，會變成幾乎整年。請把起日寫在前面。"), window=window)
    return window


def _backwards(window: str) -> bool:
    """Whether a window passes the turn of the year and leaves out less than a month: its ends are mixed up."""
    dates = window_dates(window, LEAP_YEAR)
    if dates is None or dates[1].year == LEAP_YEAR:
        return False
    left_out = (dates[0].replace(year=LEAP_YEAR + 1) - dates[1]).days - 1
    return 0 < left_out <= _MONTH


def _law(law: dict[str, str]) -> dict[str, str]:
    found = {
        part: written.line(law.get(part, ""), _("法規"), most=500)
        for part in ("law", "article", "version_date", "note")
    }
    if not found["law"]:
        raise Refusal(_("召開依據的法規名稱不能空白。請輸入法規名稱。"))
    return found


def _posts(registry: Registry, wanted: tuple[str, ...], on: str) -> tuple[int, ...]:
    found = []
    for name in wanted:
        post = finding.post_of(registry, name)
        if post.retired_on and post.retired_on <= on:
            raise Refusal(
                _("職務{post}已停用，不能主持。請改選其他職務，或先恢復使用。"), post=f"{post.code} {post.name}"
            )
        found.append(post.id)
    return tuple(dict.fromkeys(found))


def _one_of(value: str, words: Words, what: str) -> str:
    """The value that is meant, in English or in words. Raises Refusal with those there are."""
    found = meant(value, words)
    if found is None:
        raise Refusal(
            _("{what}「{value}」無法辨識。可用：{known}。"), what=what, value=value[:40], known=explained(words)
        )
    return found
