"""Everything about one sitting as pairs to read: facts, basis, window, guests, credits, history, what must go out."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetingtui.dates.clock import unstamp
from meetingtui.dates.showing import show_date, show_moment
from meetingtui.domain.attendance import PRESENCE_WORDS, AttendeeView
from meetingtui.domain.guests import REPLY_WORDS, ROLE_WORDS
from meetingtui.domain.invitations import Role
from meetingtui.domain.outgoing import What
from meetingtui.domain.registry import Registry, Rule
from meetingtui.domain.sittings import ChangeView, SessionView
from meetingtui.language import _
from meetingtui.services import attendance, guests, outgoing, sessions
from meetingtui.services.history import VERBS
from meetingtui.services.office import Office
from meetingtui.tui import sitting_words

Pairs = list[tuple[str, str | None]]


class Sheet(NamedTuple):
    """What a page on one sitting shows."""

    sitting: SessionView
    facts: Pairs
    people: Pairs


def read(office: Office, sitting_id: int) -> Sheet:
    """Read everything about a sitting. Raises NotFound."""
    registry = office.registry()
    sitting = sessions.show(office, sitting_id)
    asked = attendance.of(office, sitting_id)
    this_time = {one.id for one in guests.asked_this_time(office, registry, sitting)}
    turns = sessions.history(office, sitting_id)
    today = office.clock.today()
    merged = sessions.show(office, sitting.merged_into).number if sitting.merged_into else ""
    return Sheet(
        sitting,
        [*_facts(sitting, today, merged), *_rule(registry, sitting), *_credits(registry, sitting)],
        [
            *_to_send(sitting, asked, {one.what for one in outgoing.of(office, sitting_id)}),
            *_guests(asked, this_time),
            *_history(turns),
        ],
    )


def _facts(one: SessionView, today: date, merged: str) -> Pairs:
    pairs: Pairs = [
        (_("場次"), None),
        (_("編號"), one.number),
        (_("會議別"), one.name),
        (_("分區"), one.track_name),
        (_("會次"), _("第{ordinal}次（{kind}）").format(ordinal=one.ordinal, kind=sitting_words.kind(one))),
        (_("狀態"), sitting_words.status(one, today)),
        (_("併入"), merged),
        (_("時間"), sitting_words.span(one)),
        (_("地點"), sitting_words.place(one)),
        (_("主持"), sitting_words.chair_with_person(one)),
        (_("主辦機關"), one.host),
        (_("人次"), sitting_words.person_times(one)),
        (_("鎖定"), _("日期已鎖定") if one.locked else ""),
        (_("異動"), _("曾延期{count}次").format(count=one.postponed_times) if one.postponed_times else ""),
        (_("事由"), one.reason),
        (_("備註"), one.note),
        (_("密等"), _("密：行事曆只寫「網絡會議」、編號與場地") if one.confidential else ""),
        (_("外部召開"), _("由其他機關召開，不計入本府場次") if one.external else ""),
    ]
    return [(label, value) for label, value in pairs if value != ""]


def _rule(registry: Registry, one: SessionView) -> Pairs:
    rule: Rule = registry.series[one.series_id].rule(one.day or f"{one.year}-01-01")
    laws = _("、").join(_law(law) for law in rule.laws)
    window = ""
    if one.window_first and one.window_last:
        first, last = (show_date(date.fromisoformat(day)) for day in (one.window_first, one.window_last))
        window = _("{first}至{last}").format(first=first, last=last)
    pairs: Pairs = [
        (_("依據"), None),
        (_("召開依據"), rule.basis or laws),
        (_("法規"), laws if rule.basis else ""),
        (_("召開頻率"), rule.cadence),
        (_("應召開時段"), window),
        (_("主辦"), rule.host or registry.name("agency", rule.host_agency_id)),
        (_("法定主席"), rule.legal_chair),
        (_("通知"), _("會前{days}日送達").format(days=rule.notice_days)),
    ]
    return [(label, value) for label, value in pairs if value != ""]


def _law(law: dict[str, str]) -> str:
    return " ".join(str(law[key]) for key in ("name", "law", "article") if law.get(key))


def _credits(registry: Registry, one: SessionView) -> Pairs:
    pairs: Pairs = [
        (
            f"{credit.series} {credit.track}".rstrip(),
            f"{registry.name('series', credit.series_id)}　{credit.reason}".rstrip("　"),
        )
        for credit in one.credits
    ]
    return [(_("認列"), None), *pairs] if pairs else []


def _to_send(one: SessionView, asked: list[AttendeeView], due: set[What]) -> Pairs:
    """What others hold that is no longer right; `due` is what must go out again."""
    if not due:
        return []
    pairs: Pairs = [(_("須再送出"), None)]
    if due & {What.CANCEL, What.INVITE}:
        text = (
            _("取消檔（第{version}版），按 i 匯出")
            if What.CANCEL in due
            else _("更新的邀請（第{version}版），按 i 匯出")
        )
        pairs.append((_("行事曆"), text.format(version=one.sequence)))
    if What.FEED in due:
        text = _("匯出後另有異動（第{version}版），請按 i 重新匯出")
        pairs.append((_("行事曆"), text.format(version=one.sequence)))
    if What.NOTICE in due:
        pairs.append((_("開會通知"), _("通知後另有異動，請重發")))
    old = [guest.name for guest in asked if guest.reply and guest.reply_sequence < one.sequence]
    if old:
        pairs.append((_("舊回覆"), _("{names}回覆的是異動前的時間").format(names=_("、").join(old))))
    return pairs


def _guests(asked: list[AttendeeView], this_time: set[int]) -> Pairs:
    if not asked:
        return [(_("受邀"), None), (_("（無）"), _("會議別沒有列成員；按 g 邀請網絡。"))]
    return [(_("受邀"), None), *((guest.name, _guest(guest, this_time)) for guest in asked)]


def _guest(guest: AttendeeView, this_time: set[int]) -> str:
    parts = [_(ROLE_WORDS[Role(guest.role)])]
    if guest.agency_id in this_time:
        parts.append(_("僅此次"))
    parts.append(_(REPLY_WORDS.get(guest.reply, guest.reply)))
    if guest.delegated_to:
        parts.append(_("代理：{who}").format(who=guest.delegated_to))
    if guest.presence:
        parts.append(_("簽到：{word}").format(word=_(PRESENCE_WORDS.get(guest.presence, guest.presence))))
    if guest.persons:
        parts.append(_("{count}人").format(count=guest.persons))
    parts += [text for text in (guest.email, guest.comment) if text]
    return "　".join(parts)


def _history(turns: list[ChangeView]) -> Pairs:
    if not turns:
        return []
    return [(_("異動紀錄"), None), *((_at(turn.at), _turn(turn)) for turn in reversed(turns))]


def _at(stamp: str) -> str:
    return show_moment(unstamp(stamp), "dot")


def _turn(turn: ChangeView) -> str:
    what = _(VERBS.get(turn.verb, turn.verb))
    if turn.before != turn.after:
        before, after = (_at(one) if one else _("日期待定") for one in (turn.before, turn.after))
        what += _("：{before} → {after}").format(before=before, after=after)
    return "　".join(part for part in (what, turn.reason, turn.who) if part)
