"""Where a file lies or shall lie: typed or pasted, with the names in its folder offered while one types."""

from __future__ import annotations

import os
from collections.abc import Iterator

from meetingtui.domain.errors import Refusal
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField

MOST_NAMES = 2000
"""Names of a folder that are looked at."""


class PathField(ChoiceField):
    """A path; Tab takes the first name offered. `suffixes` narrows the files, none shows folders only."""

    def __init__(
        self, key: str, label: str, value: str = "", *, suffixes: tuple[str, ...] = (), placeholder: str = ""
    ) -> None:
        self.suffixes = suffixes
        super().__init__(key, label, (), value, free=True, required=True, placeholder=placeholder)

    @property
    def value(self) -> str:
        """The path as typed or pasted, without quotes around it, ~ written out; '' for none."""
        return os.path.expanduser(self.text.strip().strip("'\""))

    def find(self, text: str) -> list[Choice]:
        """The folders and files that begin with what is typed, in alphabetical order."""
        typed = text.strip().strip("'\"")
        folder, begun = os.path.split(os.path.expanduser(typed))
        if "/" not in typed and os.sep not in typed:
            folder = ""
        names = sorted(name for name in self._names(folder or ".") if name.casefold().startswith(begun.casefold()))
        return [Choice(os.path.join(folder, name), os.path.join(folder, name)) for name in names]

    def _names(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(folder) as entries:
                for _number, entry in zip(range(MOST_NAMES), entries, strict=False):
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        yield entry.name + os.sep
                    elif entry.name.casefold().endswith(self.suffixes or ("\0",)):
                        yield entry.name
        except (OSError, ValueError, Refusal):
            return

    def action_take(self, go_on: bool = False) -> None:
        """Take the offer under the cursor, or the first; after a folder its names are offered."""
        if self.drop.highlighted is None and self._found:
            self.drop.highlighted = 0
        chosen = self.drop.highlighted
        inside = chosen is not None and self._found[chosen].label.endswith(os.sep)
        super().action_take(go_on and not inside)
        if inside:
            self._offer(self.text)
