"""What is due as rows of the first place: what it is about, when it takes place, by when something must be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from meetingtui.domain.due import KIND_WORDS, Due
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

COLUMNS = (
    ListColumn("name", N_("該辦的事"), 30, importance=9, grow=1),
    ListColumn("at", N_("會議時間"), 20, importance=7),
    ListColumn("limit", N_("期限"), 17, importance=8),
    ListColumn("number", N_("編號"), 16, importance=3),
)


def rows(dues: Sequence[Due], today: date) -> Iterator[Row]:
    """What is due, under the heading of its kind with how many there are; `due:N` is the id of thing N."""
    for kind, word in KIND_WORDS.items():
        found = [(place, due) for place, due in enumerate(dues) if due.kind == kind]
        if not found:
            continue
        yield Row(f"kind:{kind}", (_("{kind}（{count}）").format(kind=_(word), count=len(found)),), HEADING)
        for place, due in found:
            texts = (due.name or _("尚未指定主辦機關"), _when(due, today), _limit(due, today), due.number or due.series)
            yield Row(f"due:{place}", texts, "error" if due.late else "")


def _when(due: Due, today: date) -> str:
    """When the sitting is; of a gap, whether the next one is planned."""
    if due.kind == "gap":
        return _("已排{day}").format(day=sitting_words.near_moment(due.at, today)) if due.at else _("尚未排定")
    return sitting_words.near_moment(due.at, today) if due.session_id is not None else ""


def _limit(due: Due, today: date) -> str:
    """By when, and how far that is; of what is counted how much, of what has been waiting since when."""
    if due.kind in _COUNTED and due.short:
        return _(_COUNTED[due.kind]).format(count=due.short)
    if not due.day:
        return _(_STATES.get(due.kind, ""))
    day = date.fromisoformat(due.day)
    near = sitting_words.near_day(day, today)
    if due.kind in _WAITING:
        said = _WAITING[due.kind][not due.late]
        return _(said).format(days=due.short, count=due.short, late=(today - day).days, day=near)
    far = sitting_words.days_off(day, today)
    return far if due.kind == "week" or day.year != today.year else _("{far}（{day}）").format(far=far, day=near)


_STATES = {"calendar": N_("尚未匯入"), "unplanned": N_("尚未編排"), "behind": N_("尚無")}
_COUNTED = {"behind": N_("落後{count}場"), "tracks": N_("{count}個分區"), "vacant": N_("主持{count}場")}
_WAITING = {
    "minutes": (N_("D+{days}，逾期{late}天"), N_("D+{days}（{day}止）")),
    "answers": (N_("{count}個未回，逾期{late}天"), N_("{count}個未回，{day}止")),
    "round": (N_("{day}止，晚於會議"), N_("{day}止，會議已改期")),
    "unnumbered": ("", N_("{day}發文")),
    "overdue": (N_("{count}項，最久{late}天"), ""),
}
"""What is said of those that are late, and of those that are not yet."""
