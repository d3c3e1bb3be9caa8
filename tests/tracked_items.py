"""Action items of three sittings to look at: late, due this week and later, without a day or a lead, passed over."""

from __future__ import annotations

from meetingtui.domain.actions import ActionView
from meetingtui.services import actions, holding
from meetingtui.services.office import Office
from tests.services import sitting_desk

FIRST, SECOND, OTHER = "2026-09-10", "2026-11-05", "2026-11-12"
"""Days of two sittings of PIF-10, both held, and of one of PIF-15 (密)."""


def some(office: Office) -> dict[str, ActionView]:
    """Eight items by a short name each; the tests take place on 2026-11-22, a Sunday."""
    first, second = sitting_desk.sitting(office, FIRST), sitting_desk.sitting(office, SECOND)
    other = sitting_desk.sitting(office, OTHER, "PIF-15")
    made: dict[str, ActionView] = {}
    for name, sitting, text, lead, assists, due in (
        ("late", first, "修正跨網絡資訊交換表單，函送各網絡單位", "教育處", "社 衛", "2026-10-10"),
        ("passed", first, "盤點寒假期間值勤聯絡窗口並彙整名單", "社會處", "", "2026-12-31"),
        ("closed", first, "函請各分區提供通報統計", "衛生局", "", "2026-09-30"),
        ("today", second, "與通報系統核對業務數據", "衛生局", "社會處", "2026-11-22"),
        ("month", second, "邀集相關單位研商並提出修正建議", "衛生局", "", "2026-11-30"),
        ("undated", second, "研議長期合作機制", "教育處", "", ""),
        ("unled", second, "試辦三個月並提報成效", "", "", "2027-02-05"),
        ("secret", other, "召開共訪協調並更新安全計畫", "警察局", "衛生局", "2026-11-19"),
    ):
        made[name] = actions.from_decision(
            office, sitting.number, item_id=None, text=text, lead=lead, assists=assists, due=due
        )
    for sitting in (first, second, other):
        holding.hold(office, sitting.number)
    _stand(office, made)
    return {name: actions.show(office, one.id) for name, one in made.items()}


def _stand(office: Office, made: dict[str, ActionView]) -> None:
    """How they stand by now: written as rulings leave it."""
    from meetingtui.store.tables import ActionItem

    with office.begin() as work:
        work.get(ActionItem, made["closed"].id).status = "closed"
        work.get(ActionItem, made["late"].id).priority = "urgent"
        work.get(ActionItem, made["month"].id).case_code = "115-IPV-0042"
        work.get(ActionItem, made["month"].id).labels = '["表單","通報"]'
        for name in ("today", "month", "undated", "unled"):
            work.get(ActionItem, made[name].id).ruled_in = made[name].session_id
        work.audit("edited", "x")
        work.commit()
