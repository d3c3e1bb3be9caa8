"""Networks and agencies asked to one sitting only, typed in a row: 學 就 治."""

from __future__ import annotations

from meetingtui.domain.errors import Refusal
from meetingtui.domain.guests import meant
from meetingtui.domain.registry import Registry
from meetingtui.language import _
from meetingtui.tui.widgets.field import LineField


class GuestsField(LineField):
    """Reads networks by any of their words and agencies by name; whom it means stands behind it at once."""

    def __init__(
        self, registry: Registry, on: str, text: str = "", *, key: str = "guests", label: str = "", hint: str = ""
    ) -> None:  # fmt: skip
        """`on` is the ISO day on which the agencies must be in use."""
        self.registry = registry
        self.on = on
        super().__init__(key, label or _("邀請網絡"), text, placeholder=hint or _("僅此次，例如 學 就 治"))

    def wrong(self) -> str:
        try:
            meant(self.registry, self.text, self.on)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def meaning(self) -> str:
        try:
            return _("、").join(one.short or one.name for one in meant(self.registry, self.text, self.on))
        except Refusal:
            return ""
