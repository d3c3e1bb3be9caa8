"""Taking changes back, as new changes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services import written
from meetingtui.services.minutes_lock import require_undoable
from meetingtui.services.office import Office
from meetingtui.store.queries import agenda as agenda_rows
from meetingtui.store.queries import history as history_rows

VERBS = {
    "added": N_("新增"), "moved": N_("改期"), "postponed": N_("延期"), "cancelled": N_("取消"), "merged": N_("併開"),
    "locked": N_("鎖定"), "unlocked": N_("解除鎖定"), "held": N_("登記召開"), "unheld": N_("取消召開登記"),
    "arranged": N_("更動安排"), "noted": N_("修改備註"), "credited": N_("認列"), "uncredited": N_("取消認列"),
    "kept_clash": N_("雖撞期仍照排"), "kept_holiday": N_("雖停止上班仍照排"), "kept_window": N_("雖超出時段仍照排"),
    "kept_notice": N_("雖通知過遲仍照排"),
    "planned": N_("編排年度"), "replanned": N_("重排年度"),
    "edited": N_("修改"), "retired": N_("停用"), "revived": N_("恢復使用"),
    "renamed": N_("更名"), "imported": N_("匯入"), "closed": N_("登記停班"), "reopened": N_("撤銷停班"),
    "replied": N_("登記回覆"), "appointed": N_("登記任職"), "attended": N_("登記出席"), "exported": N_("匯出"),
    "printed": N_("印出公文"),
    "drafted": N_("擬訂議程"), "tabled": N_("增列議程"), "reworded": N_("修改議程"), "struck": N_("刪除議程項目"),
    "reordered": N_("調整議程順序"), "deferred": N_("延至下次會議"), "taken": N_("列入議程"),
    "templated": N_("修改議程範本"),
    "deleted": N_("刪除"), "undone": N_("復原"), "founded": N_("建立資料庫"), "frozen": N_("凍結統計"),
    "minuted": N_("撰寫紀錄"), "submitted": N_("紀錄送核"), "approved": N_("核定紀錄"), "sent": N_("函送紀錄"),
    "confirmed": N_("確認紀錄"), "unconfirmed": N_("撤回確認"), "unsealed": N_("重啟紀錄"),
    "ruled": N_("裁示列管事項"), "retracted": N_("撤回裁示"),
    "asked": N_("調查辦理情形"), "reported": N_("登記辦理情形"),
    "noticed": N_("發出開會通知"), "sent_again": N_("登記已補發"),
}  # fmt: skip
"""What each verb of the audit trail is called."""
HALVES = {"am": N_("上午"), "pm": N_("下午")}


class Change(NamedTuple):
    """A change that can be taken back: when (UTC stamp), which verb, of what as the trail has it and in words.

    `really` is when that was by the machine's clock, where it was done on a pretended day.
    """

    id: int
    at: str
    verb: str
    object: str
    words: str
    really: str = ""


def newest(office: Office) -> int:
    """A number that rises with every change of whomever: who has read before it rose should read again."""
    return history_rows.newest(office.reader)


def undoable(office: Office) -> list[Change]:
    """This person's changes that can be taken back, newest first, at most a hundred."""
    found = history_rows.undoable(office.reader, office.who)
    said = in_words(office, [one.object for one in found])
    really = history_rows.marked(office.reader, office.who, sorted({one.at for one in found}))
    return [Change(*one, said[one.object], really.get((one.at, one.verb, one.object), "")) for one in found]


def undo(office: Office) -> Change:
    """Take this person's last change back, as a new change.

    Raises NothingToUndo, ChangedSince, and MinutesLocked for what stands in approved minutes (they are reopened).
    """
    with office.begin() as work:
        from meetingtui.store import undo as reversal

        change = reversal.last(work)
        require_undoable(work, json.loads(change.rows))
        reversal.reverse(work, change)
        work.audit("undone", f"{change.verb} {change.object}", undoable=False)
        work.commit()
    said = in_words(office, [change.object])
    return Change(change.id or 0, change.at, change.verb, change.object, said[change.object])


def in_words(office: Office, things: Sequence[str]) -> dict[str, str]:
    """What the trail calls things, for people: codes with their names, points by what they are about, days as said."""
    spoken = [_of_sitting(thing)[1] for thing in things]
    matters = agenda_rows.matters(office.reader, [int(one) for one in spoken if one.isdecimal()])
    registry = office.registry()
    return {thing: _in_words(registry, thing, matters) for thing in things}


def _in_words(registry: Registry, thing: str, matters: dict[int, str]) -> str:
    first, _space, rest = thing.partition(" ")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", first):
        half = next((one for one in HALVES if rest.startswith(one)), "")
        said = written.roc_iso(first) + (_(HALVES[half]) if half else "")
        return f"{said} {rest.removeprefix(half)}".rstrip()
    number, rest_of_sitting = _of_sitting(thing)
    if rest_of_sitting:
        return f"{number} {_part_of_sitting(registry, rest_of_sitting, matters)}".rstrip()
    kind, owner = _bearer(registry, first)
    if not owner:
        return thing
    tracks = registry.tracks_of(owner) if kind == "series" else []
    track = next((f"{one.code} {one.name}" for one in tracks if one.code == rest), rest)
    return f"{first} {registry.name(kind, owner)} {track}".rstrip()


def _of_sitting(thing: str) -> tuple[str, str]:
    """The number of a sitting and what of it is meant; ('', '') for what is no part of one."""
    found = re.fullmatch(r"(\S+-[0-9]+(?:-[A-Z]?[0-9]+)+) (\S+)", thing)
    return (found[1], found[2]) if found else ("", "")


def _part_of_sitting(registry: Registry, part: str, matters: dict[int, str]) -> str:
    """A point of its agenda by its matter, a line of its roll by its name; '' for what has no name any more."""
    if part.isdecimal():
        return _("「{matter}」").format(matter=matters[int(part)]) if int(part) in matters else ""
    if part == "chair":
        return _("主席")
    seat = next((one for some in registry.members.values() for one in some if f"m{one.id}" == part), None)
    if seat is not None:
        return seat.label or registry.name("agency", seat.agency_id)
    if re.fullmatch("[am][0-9]+", part):
        return ""
    kind, owner = _bearer(registry, part)
    return registry.name(kind, owner) if owner else part


def _bearer(registry: Registry, code: str) -> tuple[str, int]:
    """What bears a code, as kind and id; ('', 0) where nothing or more than one thing does."""
    bearers = [
        (kind, one.id) for kind, shelf in (
            ("series", registry.series), ("agency", registry.agencies), ("post", registry.posts),
        ) for one in shelf.values() if one.code == code
    ]  # fmt: skip
    return bearers[0] if len(bearers) == 1 else ("", 0)
