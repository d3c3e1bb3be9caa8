"""The registry in words: what levels, natures, rules, findings and laws are called wherever they are shown."""

from __future__ import annotations

from datetime import date

from meetingtui.dates.showing import show_date, weekday_name
from meetingtui.domain.plan_check import Finding, PlanCheck
from meetingtui.domain.query_words import VALUES, offered
from meetingtui.domain.registry import BEGINNING
from meetingtui.domain.registry_values import NATURE_WORDS
from meetingtui.domain.seats import SEAT_WORDS, Seat
from meetingtui.language import N_, _
from meetingtui.services.series_views import CadenceView, MemberView

FINDING_WORDS = {
    Finding.SAME: N_("相符"), Finding.TRACKS_MISSING: N_("缺分區"), Finding.DIFFERS: N_("不符"),
    Finding.BELOW_FLOOR: N_("低於法定"), Finding.GAP_RULE: N_("核間隔"), Finding.REPORTED_DIFFERS: N_("報告不同"),
    Finding.NO_FIGURE: N_("未載場數"), Finding.DEMAND: N_("視需要"),
}  # fmt: skip
AGENCY_WORDS = {
    "": N_("未分類"), "bureau": N_("局處"), "section": N_("科室"), "centre": N_("中心"), "unit": N_("單位"),
    "government": N_("縣市政府"), "committee_office": N_("委員會"), "court": N_("法院"), "prosecutors": N_("檢察署"),
    "correctional": N_("矯正機關"), "hospital": N_("醫院"), "school": N_("學校"), "ngo": N_("民間團體"),
    "community": N_("社區"), "network": N_("網絡"), "central": N_("中央機關"),
}  # fmt: skip
FIELD_WORDS = {
    "": N_("本項"), "stated": N_("載明場數"), "cadence": N_("召開頻率"), "chair": N_("主席"), "host": N_("主辦機關"),
    "members": N_("出列席"), "basis": N_("召開依據"), "tracks": N_("分區"), "floor": N_("法定最低場數"),
}  # fmt: skip
FIGURE_WORDS = {
    "reported": N_("報告載"), "stated": N_("載明"), "target": N_("目標"), "meetings": N_("指標"), "other": N_("其他"),
}  # fmt: skip


def level(name: str) -> str:
    """A level in one short word: 法定, 聯繫, 平台, 個案, 訓練."""
    words = VALUES["level"].get(name)
    return offered(words) if words else name


def what_it_is(nature: str, of_level: str) -> str:
    """The level of a meeting, or what an entry is that is no meeting."""
    return level(of_level) if nature == "meeting" else _(NATURE_WORDS.get(nature, nature))


def day(iso: str | None) -> str:
    """An ISO day as people read it; empty for none."""
    return show_date(date.fromisoformat(iso)) if iso else ""


def short_day(iso: str | None) -> str:
    """An ISO day in few cells; empty for none."""
    return show_date(date.fromisoformat(iso), "dot") if iso else ""


def span(first: str | None, until: str | None) -> str:
    """From a day on, until a day (exclusive); 自始 where no beginning is known."""
    begins = _("自{day}起").format(day=day(first)) if has_begun(first) else _("自始")
    return _("{begins}，至{until}前").format(begins=begins, until=day(until)) if until else begins


def law(one: dict[str, str]) -> str:
    """A law with its article, the date of the version and a note."""
    text = " ".join(part for part in (one.get("law", ""), one.get("article", "")) if part)
    if one.get("version_date"):
        text += _("（{date}版）").format(date=short_version(one["version_date"]))
    return f"{text}　{one['note']}" if one.get("note") else text


def verdict(check: PlanCheck, *, provisional: bool = False) -> str:
    """The check in one word, with a sign where somebody must correct something; `provisional`: by our default."""
    if provisional and check.kind is Finding.NO_FIGURE and check.ok:
        return _("預設")
    word = _(FINDING_WORDS[check.kind])
    return word if check.ok else f"! {word}"


def judgement(check: PlanCheck) -> str:
    """Whether somebody must act, should look, or need do nothing."""
    if not check.ok:
        return _("待更正")
    return _({Finding.SAME: N_("相符"), Finding.GAP_RULE: N_("留意")}.get(check.kind, N_("參考")))


def months(count: int | None) -> str:
    """A gap in months: 3月; empty for none."""
    return _("{count}月").format(count=count) if count else ""


def number(count: int | None) -> str:
    """A figure, empty where nobody states one."""
    return "" if count is None else str(count)


def out_of(held: int, target: int | None) -> str:
    """Held against asked: 3/4, or only what was held."""
    return str(held) if target is None else f"{held}/{target}"


def windows(cadence: CadenceView) -> str:
    """When in the year a series meets, as it is written; empty for any day of its periods."""
    return _("、").join(window(one) for one in cadence.windows)


def window(text: str) -> str:
    """A written window in words: end-05 is 5月底; one that is not understood stays as it is."""
    kinds = {"": N_("{month}月"), "early": N_("{month}月上旬"), "mid": N_("{month}月中旬"), "end": N_("{month}月底")}
    part, _dash, month = text.rpartition("-")
    if month.isdigit() and 1 <= int(month) <= 12 and part in kinds:
        return _(kinds[part]).format(month=int(month))
    return text


def usual(weekday: int | None, start: str, minutes: int, room: str) -> str:
    """When and where a series usually meets: 星期二 14:00起120分鐘 第一會議室."""
    monday = date(2024, 1, 1)
    name = weekday_name(monday.replace(day=1 + weekday)) if weekday is not None and 0 <= weekday <= 6 else ""
    time = _("{start}起{minutes}分鐘").format(start=start, minutes=minutes)
    return "　".join(part for part in (name, time, room) if part)


def person(name: str, since: str) -> str:
    """Who holds a post and since when; 未登記 where nobody is known."""
    if not name:
        return _("（任職者未登記）")
    return _("{person}（{day}起）").format(person=name, day=short_day(since))


def seat(member: MemberView) -> str:
    """The seat of a member; 一般 for an agency's ordinary one."""
    return _(SEAT_WORDS[Seat(member.seat)]) if member.seat else _("一般")


def member(one: MemberView) -> str:
    """A member by name, with its agency, title and seat where these say more."""
    agency = "" if one.agency_name == one.label else one.agency_name
    more = _("、").join(filter(None, (agency, one.title, seat(one) if one.seat else "")))
    return _("{label}（{agency}）").format(label=one.label, agency=more) if more else one.label


def short_version(text: str) -> str:
    """The date of a version of a law in few cells; what is no date stays as it is."""
    try:
        return short_day(text)
    except ValueError:
        return text


def has_begun(first: str | None) -> bool:
    """Whether a beginning is known; rules that hold for all years begin with 民國元年."""
    return bool(first) and first != BEGINNING
