"""Taking changes back, as new changes."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from meetingtui.domain.registry import Registry
from meetingtui.language import N_, _
from meetingtui.services import written
from meetingtui.services.minutes_lock import require_undoable
from meetingtui.services.office import Office
from meetingtui.store.queries import history as history_rows

VERBS = {
    "added": N_("新增"), "moved": N_("改期"), "postponed": N_("延期"), "cancelled": N_("取消"), "merged": N_("併開"),
    "locked": N_("鎖定"), "unlocked": N_("解除鎖定"), "held": N_("登記召開"), "unheld": N_("取消召開登記"),
    "arranged": N_("更動安排"), "noted": N_("修改備註"), "credited": N_("認列"), "uncredited": N_("取消認列"),
    "planned": N_("編排年度"), "replanned": N_("重排年度"),
    "edited": N_("修改"), "retired": N_("停用"), "revived": N_("恢復使用"),
    "renamed": N_("更名"), "imported": N_("匯入"), "closed": N_("登記停班"), "reopened": N_("撤銷停班"),
    "replied": N_("登記回覆"), "appointed": N_("登記任職"), "attended": N_("登記出席"), "exported": N_("匯出"),
    "printed": N_("列印"),
    "drafted": N_("擬訂議程"), "tabled": N_("增列議程"), "reworded": N_("修改議程"), "struck": N_("刪除議程項目"),
    "reordered": N_("調整議程順序"), "deferred": N_("延至下次會議"), "taken": N_("列入議程"),
    "templated": N_("修改議程範本"),
    "deleted": N_("刪除"), "undone": N_("復原"), "founded": N_("建立資料庫"), "frozen": N_("凍結統計"),
    "minuted": N_("撰寫紀錄"), "submitted": N_("紀錄送核"), "approved": N_("核定紀錄"), "sent": N_("函送紀錄"),
    "confirmed": N_("確認紀錄"), "unconfirmed": N_("撤回確認"), "unsealed": N_("重啟紀錄"),
    "noticed": N_("發出開會通知"), "sent_again": N_("登記已補發"),
}  # fmt: skip
"""What each verb of the audit trail is called."""
HALVES = {"am": N_("上午"), "pm": N_("下午")}


class Change(NamedTuple):
    """A change that can be taken back: when (UTC stamp), which verb, of what as the trail has it and in words."""

    id: int
    at: str
    verb: str
    object: str
    words: str


def undoable(office: Office) -> list[Change]:
    """This person's changes that can be taken back, newest first, at most a hundred."""
    registry = office.registry()
    return [
        Change(one.id, one.at, one.verb, one.object, in_words(registry, one.object))
        for one in history_rows.undoable(office.reader, office.who)
    ]


def undo(office: Office) -> Change:
    """Take this person's last change back, as a new change.

    Raises NothingToUndo, ChangedSince, and MinutesLocked for what stands in approved minutes (they are reopened).
    """
    registry = office.registry()
    with office.begin() as work:
        from meetingtui.store import undo as reversal

        change = reversal.last(work)
        require_undoable(work, json.loads(change.rows))
        reversal.reverse(work, change)
        work.audit("undone", f"{change.verb} {change.object}", undoable=False)
        work.commit()
    return Change(change.id or 0, change.at, change.verb, change.object, in_words(registry, change.object))


def in_words(registry: Registry, thing: str) -> str:
    """What the trail calls something, for people: codes with their names, days and halves of a day as they are said."""
    first, _space, rest = thing.partition(" ")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", first):
        half = next((one for one in HALVES if rest.startswith(one)), "")
        said = written.roc_iso(first) + (_(HALVES[half]) if half else "")
        return f"{said} {rest.removeprefix(half)}".rstrip()
    bearers = [
        (kind, one.id) for kind, shelf in (
            ("series", registry.series), ("agency", registry.agencies), ("post", registry.posts),
        ) for one in shelf.values() if one.code == first
    ]  # fmt: skip
    if len(bearers) != 1:
        return thing
    kind, owner = bearers[0]
    tracks = registry.tracks_of(owner) if kind == "series" else []
    track = next((f"{one.code} {one.name}" for one in tracks if one.code == rest), rest)
    return f"{first} {registry.name(kind, owner)} {track}".rstrip()
