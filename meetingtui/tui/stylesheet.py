"""The sheet of looks, worked out no more often than needed: Textual's own does so at every new screen and focus."""

from __future__ import annotations

from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode


class KeptStylesheet(Stylesheet):
    """A stylesheet that parses only what is new until the colours change, and styles only the parts that are drawn."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours of a theme; the same ones again change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has come since; a sheet with a fault leaves the rules as they are."""
        self.parse()

    def _process_component_classes(self, node: DOMNode) -> None:
        names = node._get_component_classes()
        if names:
            before = node._component_styles
            now = node._component_styles = _Parts(self, node, names)
            if any(now[name] != styles for name, styles in before.items()):
                node.refresh()


class _Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts by class, each worked out when it is first drawn."""

    def __init__(self, sheet: Stylesheet, node: DOMNode, names: frozenset[str]) -> None:
        super().__init__()
        self._sheet = sheet
        self._node = node
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._sheet.apply(part)
        styles = self[name] = part.styles
        return styles
