"""What a plan is judged by: every wish with its points and every limit, on one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.content import Content

from meetingtui.language import N_, _
from meetingtui.services import plan_weights
from meetingtui.services.plan_weights import WeightView
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.registry_form import NumberField, number_in
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field


class PlanWeights(FormDialog[list[WeightView]]):
    """Closes with the weights as they are then."""

    HELP: ClassVar[str] = N_(
        "排程以扣分比較好壞：離理想日一日扣1分，其他期望各扣這裡所填的分數，0為不計。"
        "「至多」與「車程」是上限與分鐘數。留空恢復預設值。存入後草稿重新編排。"
    )

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)

    def heading(self) -> Content:
        return shown(_("編排權重"))

    def fields(self) -> Sequence[Field]:
        return [
            NumberField(
                one.name, one.label, one.value,
                placeholder=_("預設{usual}").format(usual=one.usual),
            )
            for one in plan_weights.listing(self.office)
        ]  # fmt: skip

    def saving(self, values: Values) -> Callable[[], list[WeightView]]:
        wanted = {}
        for one in plan_weights.listing(self.office):
            figure = number_in(values, one.name)
            wanted[one.name] = one.usual if figure is None else figure
        return partial(plan_weights.change, self.office, wanted)
