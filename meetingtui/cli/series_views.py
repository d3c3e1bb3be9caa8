"""Series as commands show them to people: a table, the whole of one, and the sentences of the check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetingtui.cli import day_words, printing, session_views
from meetingtui.domain.cadence import LEVEL_NAMES, Level
from meetingtui.domain.seats import SEAT_WORDS, Seat, may_delegate, quorum_words
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.plan_check import PlanCheck
    from meetingtui.domain.registry import Series
    from meetingtui.services.series_detail import SeriesDetail
    from meetingtui.services.series_views import MemberView, SeriesView

FIGURES = frozenset({3, 4, 5, 6})


def print_list(found: Sequence[SeriesView]) -> None:
    """A line for each series: its rhythm, its figures side by side, who presides and hosts."""
    headings = [
        _("代碼"), _("會議別"), _("頻率"), _("分區"), _("載明"), _("計算"), _("法定"), _("間隔（月）"), _("主席"),
        _("主辦"), "",
    ]  # fmt: skip
    rows = [
        [
            one.code, one.name, one.cadence.words, len(one.tracks) or "", one.stated, one.computed, one.floor,
            one.max_gap_months, one.chair, one.host, "!" if one.discrepancy else "",
        ]
        for one in found
    ]  # fmt: skip
    printing.table(headings, rows, right=FIGURES | {7})
    printing.line(_("共{count}個會議別。").format(count=len(found)))
    for one in found:
        if one.discrepancy:
            printing.line(f"! {one.code} {one.discrepancy}")


def print_checks(found: Sequence[tuple[Series, PlanCheck]], year: int, *, json: bool) -> None:
    """The figures of each series side by side, with the sentence that explains them."""
    if json:
        printing.as_json([
            {
                "code": series.code, "year": year, "finding": check.kind.value, "ok": check.ok, "stated": check.stated,
                "computed": check.computed, "planned": check.planned, "floor": check.floor,
                "max_gap_months": check.max_gap_months, "propose_tracks": check.propose_tracks,
                "sentence": check.sentence,
            }
            for series, check in found
        ])  # fmt: skip
        return
    for series, check in found:
        printing.line(f"{' ' if check.ok else '!'} {series.code} {check.sentence}")


def print_detail(detail: SeriesDetail, *, json: bool) -> None:
    """Everything of one series."""
    if json:
        printing.as_json(detail.document())
        return
    from meetingtui.services.series_views import period_words

    one = detail.series
    printing.line(f"{one.code} {one.name}")
    if one.name_en:
        printing.line(one.name_en)
    for name, value in _facts(detail):
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
    print_chairs(detail, json=False)
    for track in one.tracks:
        places = _("、").join(track.townships)
        mark = _("（待確認）") if track.proposed else ""
        printing.line(_("分區 {code} {name}{mark}：{places}").format(
            code=track.code, name=track.name, mark=mark, places=places or track.agency_name))  # fmt: skip
    for member in one.members:
        name = _who(member.label, member.agency_name)
        said = _("{role} {name}").format(role=role_word(member.role), name=name)
        printing.line(f"{said}{member_words(member)}")
    for duty in detail.duties:
        printing.line(_("任務 {code} {name}").format(code=duty.code, name=duty.name))
    print_rules(detail, json=False)
    for line in detail.sources:
        printing.line(
            _("出處 {document} 第{line}行：{text}").format(document=line.document, line=line.line, text=line.text)
        )
    for figure in detail.figures:
        printing.line(
            _("數字 {indicator} {value}{unit}（{period}；{document} 第{line}行）").format(
                indicator=figure.indicator, value=figure.value, unit=figure.unit,
                period=period_words(figure.period) or "-", document=figure.document, line=figure.line,
            )
        )  # fmt: skip


def _facts(detail: SeriesDetail) -> list[tuple[str, str]]:
    one, row, upcoming = detail.series, detail.counts, detail.next_sitting
    return [
        (_("核對"), one.check.sentence),
        (_("別名"), _("、").join(one.aliases)),
        (_("舊名"), day_words.former_names(detail.former)),
        (_("層級"), _(LEVEL_NAMES[Level(one.level)])),
        (_("召開依據"), one.basis),
        (_("主辦"), one.host),
        (_("法定主席"), one.legal_chair),
        (_("目的"), detail.purpose),
        (_("停用日"), day_words.day(one.retired_on)),
        (_("下一場"), f"{upcoming.number} {session_views.when(upcoming)}" if upcoming else ""),
        (
            _("今年"),
            _("預定{planned}、已召開{held}、認列{credited}、目標{target}").format(
                planned=row.planned, held=row.held, credited=row.credited,
                target="-" if row.target is None else row.target,
            ) if row else "",
        ),
        (_("備註"), detail.note),
    ]  # fmt: skip


def print_chairs(detail: SeriesDetail, *, json: bool) -> None:
    """Who presides and who deputises, with today's holders."""
    if json:
        printing.as_json([one._asdict() for one in detail.chairs])
        return
    for one in detail.chairs:
        role = _("主席") if one.role == "chair" else _("代理")
        turn = _("（下次輪值）") if one.next_turn else ""
        person = one.person or _("（未登記任職者）")
        sentence = _("{role} {post} {name} {person}{turn}")
        printing.line(sentence.format(role=role, post=one.post, name=one.name, person=person, turn=turn))


def print_rules(detail: SeriesDetail, *, json: bool) -> None:
    """The rules of a series through the years."""
    if json:
        printing.as_json(detail.document()["rules"])
        return
    for rule in detail.rules:
        figures = [
            _("載明{n}").format(n=rule.stated) if rule.stated is not None else "",
            _("法定至少{n}").format(n=rule.floor) if rule.floor else "",
            _("最長間隔{n}個月").format(n=rule.max_gap_months) if rule.max_gap_months else "",
            _("預設") if rule.provisional else "",
            _("出席{quorum}").format(quorum=quorum_words(rule.quorum)) if rule.quorum else "",
        ]
        said = " ".join([rule.cadence.words, *filter(None, figures)])
        printing.line(
            _("規則 {span}：{cadence}").format(span=day_words.span(rule.valid_from, rule.until), cadence=said)
        )


def role_word(role: str) -> str:
    """出席 or 列席."""
    from meetingtui.services.series_views import ROLE_WORDS

    return _(ROLE_WORDS.get(role, role))


def member_words(member: MemberView) -> str:
    """The seat of a member with its title, and whether somebody may come for it where that is worth saying."""
    parts = [member.title, _(SEAT_WORDS[Seat(member.seat)]) if member.seat else ""]
    if member.delegable != may_delegate(member.seat, None):
        parts.append(_("得代理") if member.delegable else _("不得代理"))
    said = _("、").join(filter(None, parts))
    return _("（{words}）").format(words=said) if said else ""


def _who(label: str, agency: str) -> str:
    return label if not agency or agency == label else _("{label}（{agency}）").format(label=label, agency=agency)
