"""Days that are taken before anything is planned: the council's sessions, and busy times of chairs and rooms."""

from __future__ import annotations

from typing import ClassVar

from meetingtui.language import N_
from meetingtui.tui.day_shelves import BusyTimes, CouncilSessions
from meetingtui.tui.shelf_place import ShelfPlace


class TakenDays(ShelfPlace):
    """What plans and checks of a year go round."""

    CSS_PATH = "registry.tcss"
    HELP: ClassVar[str] = N_(
        "排定與檢核時避開的日子。議會會期依年度列出（y 輸入年度，[ ] 換年度）：n 新增、I 由 CSV 或 XLSX 匯入；"
        "忙碌時段屬於主持人或場地，列出今天起的：I 由 ICS、CSV 或 XLSX 匯入。x 刪除，u 復原，v 換清單，/ 找。"
        "登記後撞期的場次，到行事曆按 r 重排。"
    )

    def __init__(self, shelf: str = CouncilSessions.name) -> None:
        """`shelf` is shown first."""
        super().__init__(shelf, [CouncilSessions(self), BusyTimes(self)])
