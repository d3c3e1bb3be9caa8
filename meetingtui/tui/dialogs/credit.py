"""認列: a sitting that counts for another series too, or no longer does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from meetingtui.domain.registry import Registry
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.form_dialog import Values
from meetingtui.tui.dialogs.sitting_dialog import SittingDialog, reason_field, text_of
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import ChoiceField
from meetingtui.tui.widgets.field import Field

CREDIT_REASONS = (N_("與其他會議共同召開"), N_("以個案研討方式召開"), N_("議題涵蓋該會議職掌"))


class CreditSitting(SittingDialog):
    """Credits a sitting to another series; the totals go on counting it once."""

    WHAT = N_("認列")
    HELP: ClassVar[str] = N_(
        "選擇這一場也計入的會議別（有分區的再選分區）並註明事由，總場次仍只計一場。"
        "要取消認列時，選原認列的會議別後按 Ctrl+D。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+d", "uncredit", N_("取消認列"), id="credit.undo", tooltip=N_("不再計入所選的會議別"), priority=True
        ),
    ]

    def __init__(self, page: Page[Any], sitting: SessionView, registry: Registry) -> None:
        self.registry = registry
        self._series = ChoiceField("series", _("認列於"), choices.series(registry, duties=True), required=True)
        self._track = ChoiceField("track", _("分區"), ())
        super().__init__(page, sitting)

    def on_mount(self) -> None:
        """The track is asked for once the series has some."""
        super().on_mount()
        self.edited(self._series)

    def facts(self) -> str:
        """What it is credited to already."""
        if not self.sitting.credits:
            return _("目前未認列於其他會議別。")
        lines = [
            _("已認列：{name} {track}　{reason}").format(
                name=self.registry.name("series", one.series_id), track=one.track, reason=one.reason
            )
            for one in self.sitting.credits
        ]
        return "\n".join(lines)

    def fields(self) -> Sequence[Field]:
        return (self._series, self._track, reason_field(CREDIT_REASONS))

    def edited(self, field: Field) -> None:
        """Offer the tracks of the series that was chosen."""
        if field is not self._series:
            return
        chosen = next((one for one in self.registry.series.values() if one.code == self._series.value), None)
        offered = choices.tracks(self.registry, chosen.id) if chosen else []
        self._track.choices = tuple(offered)
        self._track.display = bool(offered)
        if not offered:
            self._track.text = ""

    def saving(self, values: Values) -> Callable[[], SessionView]:
        from meetingtui.services import holding

        return partial(
            holding.credit, self.office, self.sitting.id, text_of(values["series"]), reason=text_of(values["reason"]),
            track=text_of(values["track"]),
        )  # fmt: skip

    def action_uncredit(self) -> None:
        """Take the credit to the chosen series back."""
        if not self._series.check():
            self._series.focus_entry()
            return
        from meetingtui.services import holding

        series, track = text_of(self._series.value), text_of(self._track.value)
        self.save_by(partial(holding.uncredit, self.office, self.sitting.id, series, track=track))
