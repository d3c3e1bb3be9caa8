"""Which point of its agenda a draft belongs to, so that those which begin alike are told apart."""

from __future__ import annotations

from meetingtui.domain.agenda import ItemKind
from meetingtui.language import N_, _
from meetingtui.services import agenda, drafts
from meetingtui.services.drafts import DraftView
from meetingtui.services.office import Office

PLACES = {
    ItemKind.CONFIRM: N_("確認上次紀錄"), ItemKind.TRACKING: N_("列管"), ItemKind.REPORT: N_("報告"),
    ItemKind.CASE: N_("個案"), ItemKind.DISCUSSION: N_("討論"), ItemKind.MOTION: N_("動議"),
}  # fmt: skip
"""Kinds of points in short."""


def left_over(office: Office) -> list[DraftView]:
    """`drafts.left_over`, each with kind and number of its point."""
    return [one._replace(place=_place(office, one)) for one in drafts.left_over(office)]


def _place(office: Office, draft: DraftView) -> str:
    if draft.kind not in ("minutes", "agenda") or draft.session_id is None:
        return ""
    item = next((one for one in agenda.of(office, draft.session_id).items if one.id == draft.item_id), None)
    return "" if item is None else _(PLACES[item.kind]) + item.number.rstrip("、")
