"""Everything of one series as pairs to read: check, basis, who presides, who is asked, rules, tracks, sources."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.dates.showing import show_year
from meetingtui.domain.cadence import LEVEL_NAMES, Level
from meetingtui.domain.registry_values import (
    BASIS_WORDS,
    CHAIR_RULE_WORDS,
    NATURE_WORDS,
    QUALIFIER_WORDS,
    YEAR_BASIS_WORDS,
)
from meetingtui.domain.seats import quorum_words
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import N_, _
from meetingtui.services import registry, sessions
from meetingtui.services.office import Office
from meetingtui.services.series_detail import DutyView, RuleView, SeriesDetail
from meetingtui.services.series_views import ROLE_WORDS, SeriesView, TrackView, period_words
from meetingtui.tui import registry_words, series_rows, sitting_words
from meetingtui.tui.registry_words import FIELD_WORDS, FIGURE_WORDS

Pairs = list[tuple[str, str | None]]
PAPER_WORDS = {
    "what_goes_in": N_("會前資料"), "what_comes_out": N_("會後產出"), "deadlines": N_("應辦期限"),
    "plan_note": N_("編排說明"), "tracks_source": N_("分區出處"), "possible_same_as": N_("可能相同"),
}  # fmt: skip


class Sheet(NamedTuple):
    """What a page on one series shows."""

    detail: SeriesDetail
    year: int
    pairs: Pairs


def read(office: Office, code: str, year: int) -> Sheet:
    """Read everything of a series as it stands in a (Gregorian) year. Raises NotFound."""
    detail = registry.series_show(office, code, year)
    one = detail.series
    today = office.clock.today()
    sittings = sessions.all_of(office, SessionFilter(years=(year,), series_ids=(one.id,)))
    pairs = [
        *_identity(detail), *_check(detail, year), *_basis(one), *_chairs(detail), *_asked(one),
        *_meeting(detail, year), *_rules(detail), *_tracks(one), *_duties(detail.duties), *_figures(detail),
        *_papers(detail), *_sources(detail),
    ]  # fmt: skip
    sitting_pairs: Pairs = [(_("{year}場次").format(year=show_year(year)), None)]
    sitting_pairs += [(one_of.number, _sitting(one_of, sitting_words.status(one_of, today))) for one_of in sittings]
    if len(sitting_pairs) == 1:
        sitting_pairs.append(("", _("這一年沒有場次。")))
    return Sheet(detail, year, _filled([*pairs, *sitting_pairs]))


def _filled(pairs: Pairs) -> Pairs:
    """Without what nobody has said, and without headings over nothing."""
    said = [(label, value) for label, value in pairs if value != ""]
    return [
        pair for place, pair in enumerate(said)
        if pair[1] is not None or (place + 1 < len(said) and said[place + 1][1] is not None)
    ]  # fmt: skip


def _sitting(one: SessionView, status: str) -> str:
    parts = (sitting_words.short_day(one.day), sitting_words.clock(one.start), status, one.track_name)
    return "　".join(part for part in parts if part)


def _identity(detail: SeriesDetail) -> Pairs:
    one = detail.series
    kind = _("{level}（{nature}）").format(
        level=_(LEVEL_NAMES[Level(one.level)]) if one.level in LEVEL_NAMES else one.level,
        nature=_(NATURE_WORDS.get(one.nature, one.nature)),
    )
    former = _("、").join(
        _("{name}（至{day}前）").format(name=name, day=registry_words.day(until)) for until, name in detail.former
    )
    return [
        (_("會議別"), None),
        (_("代碼"), one.code),
        (_("名稱"), one.name),
        (_("英文名稱"), one.name_en),
        (_("別名"), _("、").join(one.aliases)),
        (_("舊名"), former),
        (_("層級"), kind),
        (_("聯合會議"), _("履行{code}的任務：只認列，不編排、不編號").format(code=one.joint) if one.joint else ""),
        (_("編排方式"), _planning(one)),
        (_("密等"), _("密：行事曆只寫「網絡會議」、編號與場地") if one.confidential else _("普通")),
        (_("狀態"), _("自{day}起停用").format(day=registry_words.day(one.retired_on)) if one.retired_on else ""),
        (_("目的"), detail.purpose),
        (_("備註"), detail.note),
    ]


def _planning(one: SeriesView) -> str:
    if one.external:
        return _("外部召開：不發通知，只追蹤結果")
    if one.planned:
        return _("編入年度行程")
    return "" if one.joint else _("不編排")


def _check(detail: SeriesDetail, year: int) -> Pairs:
    one, counted, following = detail.series, detail.counts, detail.next_sitting
    figures = _("載明{stated}　算得{computed}　法定{floor}　間隔{gap}　目標{target}").format(
        stated=_figure(one.stated), computed=_figure(one.computed), floor=_figure(one.floor),
        gap=registry_words.months(one.max_gap_months) or "-", target=_figure(one.target),
    )  # fmt: skip
    pairs: Pairs = [(_("核對"), None), (_("結果"), series_rows.check_line(one)), (_("場數"), figures)]
    if counted is not None:
        words = _("預定{planned}　召開{held}　認列{credited}　尚缺{short}").format(
            planned=counted.planned, held=counted.held, credited=counted.credited, short=_figure(counted.shortfall)
        )
        pairs.append((show_year(year), words))
        if counted.longest_gap_days is not None:
            pairs.append((_("最長間隔"), _("{days}天").format(days=counted.longest_gap_days)))
        if counted.due_by:
            pairs.append((_("下次期限"), registry_words.day(counted.due_by)))
    if following is not None:
        parts = (following.number, sitting_words.moment(following.start), sitting_words.place(following))
        pairs.append((_("下次會議"), "　".join(part for part in parts if part)))
    return pairs


def _figure(value: int | None) -> str:
    return "-" if value is None else str(value)


def _basis(one: SeriesView) -> Pairs:
    pairs: Pairs = [(_("召開依據"), None), (_("類別"), _(BASIS_WORDS.get(one.basis_type, one.basis_type)))]
    pairs += [(_("法規"), registry_words.law(law)) for law in one.laws]
    laws = {f"{law.get('law', '')}{law.get('article', '')}" for law in one.laws}
    if one.basis and one.basis not in laws and not one.laws:
        pairs.append((_("召開依據"), one.basis))
    return pairs


def _chairs(detail: SeriesDetail) -> Pairs:
    one = detail.series
    pairs: Pairs = [
        (_("主持"), None),
        (_("法定主席"), one.legal_chair),
        (_("實際主持"), one.chair),
        (_("主持方式"), _(CHAIR_RULE_WORDS.get(one.chair_rule, one.chair_rule))),
    ]
    turn = 0
    for chair in detail.chairs:
        who = _("{post} {person}").format(post=chair.name, person=registry_words.person(chair.person, chair.since))
        if chair.role == "deputy":
            turn += 1
            pairs.append((_("代理{turn}").format(turn=turn), who))
        else:
            pairs.append((_("主席"), _("{who}　下次輪值").format(who=who) if chair.next_turn else who))
    pairs.append((_("主辦機關"), f"{one.host_code} {one.host}".strip()))
    return pairs


def _asked(one: SeriesView) -> Pairs:
    pairs: Pairs = [(_("出列席"), None)]
    for role, word in ROLE_WORDS.items():
        there = [member for member in one.members if member.role == role]
        names = [registry_words.member(member) for member in there]
        pairs.append((_(word), _("、").join(names)))
    return pairs


def _meeting(detail: SeriesDetail, year: int) -> Pairs:
    one = detail.series
    rule = _in_force(detail, year)
    return [
        (_("召開方式"), None),
        (_("頻率"), one.cadence.words),
        (_("召開時段"), registry_words.windows(one.cadence)),
        (_("場數性質"), _(QUALIFIER_WORDS.get(rule.qualifier, rule.qualifier)) if rule.qualifier != "exact" else ""),
        (_("年度基準"), _(YEAR_BASIS_WORDS.get(rule.year_basis, rule.year_basis))),
        (_("預設頻率"), _("來源未載，暫以預設頻率編排，可修改") if one.provisional else ""),
        (_("慣常"), registry_words.usual(rule.weekday, rule.start_time, rule.minutes, rule.room)),
        (_("通知"), _("會前{days}日送達").format(days=rule.notice_days)),
        (_("紀錄"), _("會後{days}日內").format(days=rule.minutes_days)),
        (_("法定最低場數"), _("每年至少{count}場").format(count=one.floor) if one.floor else ""),
        (_("最長間隔"), _("至少每{count}個月一次").format(count=one.max_gap_months) if one.max_gap_months else ""),
        (_("法定說明"), rule.floor_note),
        (_("法定出席"), quorum_words(rule.quorum) if rule.quorum else ""),
    ]


def _in_force(detail: SeriesDetail, year: int) -> RuleView:
    begun = [rule for rule in detail.rules if rule.valid_from <= f"{year}-12-31"]
    return (begun or list(detail.rules[:1]))[-1]


def _rules(detail: SeriesDetail) -> Pairs:
    pairs: Pairs = [(_("規則沿革"), None)]
    for rule in reversed(detail.rules):
        stated = _("載明{count}場").format(count=rule.stated) if rule.stated is not None else ""
        floor = _("法定{count}場").format(count=rule.floor) if rule.floor else ""
        parts = (rule.cadence.words, registry_words.windows(rule.cadence), stated, floor, rule.chair, rule.host)
        label = registry_words.span(rule.valid_from, None)
        ends = _("至{until}前").format(until=registry_words.day(rule.until)) if rule.until else ""
        pairs.append((label, "　".join(part for part in (*parts, ends) if part)))
    return pairs


def _tracks(one: SeriesView) -> Pairs:
    pairs: Pairs = [(_("分區"), None)]
    pairs += [(f"{track.code} {track.name}", track_words(track)) for track in one.tracks]
    return pairs


def track_words(track: TrackView) -> str:
    """Centre, chair, townships and state of a track in one line."""
    parts = [
        _("（待確認）") if track.proposed else "",
        track.agency_name if track.agency_name != track.name else "",
        _("主席{chair}").format(chair=track.chair_name) if track.chair_name else "",
        _("、").join(track.townships),
        registry_words.span(track.valid_from, track.valid_to) if track.valid_from or track.valid_to else "",
    ]
    return "　".join(part for part in parts if part) or _("未登記轄區")


def _duties(duties: tuple[DutyView, ...]) -> Pairs:
    pairs: Pairs = [(_("同時履行的任務"), None)]
    for duty in duties:
        gap = _("至少每{count}個月一次").format(count=duty.max_gap_months) if duty.max_gap_months else ""
        floor = _("每年至少{count}場").format(count=duty.floor) if duty.floor else _("法未定次數")
        held = _("本年已認列{count}場").format(count=duty.held)
        pairs.append((duty.code, "　".join(part for part in (duty.name, floor, gap, held) if part)))
    return pairs


def _figures(detail: SeriesDetail) -> Pairs:
    pairs: Pairs = [(_("數字與出處"), None)]
    for figure in detail.figures:
        value = " ".join(part for part in (f"{figure.value}{figure.unit}", period_words(figure.period)) if part)
        target = _("目標{target}").format(target=figure.target) if figure.target else ""
        where = source(figure.document, figure.line)
        quoted = _("「{text}」").format(text=figure.text) if figure.text else ""
        parts = (figure.indicator, value, target, where, quoted)
        label = _(FIGURE_WORDS.get(figure.kind, figure.kind))
        pairs.append((label, "　".join(part for part in parts if part)))
    return pairs


def source(document: str, line: int) -> str:
    """A line of a document."""
    return _("{document}第{line}行").format(document=document, line=line) if document else ""


def _papers(detail: SeriesDetail) -> Pairs:
    pairs: Pairs = [(_("文件與期限"), None)]
    for key, word in PAPER_WORDS.items():
        value = detail.papers.get(key)
        lines = value if isinstance(value, list) else [value]
        pairs.append((_(word), "\n".join(str(line) for line in lines if line)))
    return pairs


def _sources(detail: SeriesDetail) -> Pairs:
    pairs: Pairs = [(_("出處"), None)]
    for line in detail.sources:
        text = _("{where}「{text}」").format(where=source(line.document, line.line), text=line.text)
        pairs.append((_(FIELD_WORDS.get(line.field, line.field)), text))
    return pairs
