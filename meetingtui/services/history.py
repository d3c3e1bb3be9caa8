"""Taking changes back, as new changes."""

from __future__ import annotations

from meetingtui.language import N_
from meetingtui.services.office import Office
from meetingtui.store.queries import history as history_rows
from meetingtui.store.queries.history import Change

VERBS = {
    "added": N_("新增"), "moved": N_("改期"), "postponed": N_("延期"), "cancelled": N_("取消"), "merged": N_("併開"),
    "locked": N_("鎖定"), "unlocked": N_("解除鎖定"), "held": N_("登記召開"), "unheld": N_("取消召開登記"),
    "arranged": N_("更動安排"), "noted": N_("修改備註"), "credited": N_("認列"), "uncredited": N_("取消認列"),
    "planned": N_("編排年度"), "edited": N_("修改"), "retired": N_("停用"), "revived": N_("恢復使用"),
    "renamed": N_("更名"), "imported": N_("匯入"), "closed": N_("登記停班"), "reopened": N_("撤銷停班"),
    "replied": N_("登記回覆"), "appointed": N_("登記任職"), "attended": N_("登記出席"), "exported": N_("匯出"),
    "deleted": N_("刪除"), "undone": N_("復原"), "founded": N_("建立資料庫"), "frozen": N_("凍結統計"),
}  # fmt: skip
"""What each verb of the audit trail is called."""


def undoable(office: Office) -> list[Change]:
    """This person's changes that can be taken back, newest first, at most a hundred."""
    return history_rows.undoable(office.reader, office.who)


def undo(office: Office) -> Change:
    """Take this person's last change back, as a new change. Raises NothingToUndo or ChangedSince."""
    with office.begin() as work:
        from meetingtui.store import undo as reversal

        change = reversal.last(work)
        reversal.reverse(work, change)
        work.audit("undone", f"{change.verb} {change.object}", undoable=False)
        work.commit()
    return Change(change.id or 0, change.at, change.verb, change.object)
