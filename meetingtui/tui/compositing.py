"""Whole Han characters in what lies above: an edge that is covered cuts nothing.

Textual cuts every line of the screen where any widget begins or ends, covered ones too, and what lies above is cut
there with it: a character two cells wide is split and its halves become blanks. Here an edge below an open list or a
note is left out. `tests/tui/test_compositing.py` fails when an upgrade no longer asks this for its cuts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._toast import Toast


def _lies_above(widget: Widget) -> bool:
    return widget.styles.overlay == "screen" or isinstance(widget, Toast)


class WholeSigns(Compositor):
    """Cuts a line only at edges that can be seen."""

    @property
    def cuts(self) -> list[list[int]]:
        """Where each line is cut; as Textual's own while nothing lies above."""
        if self._cuts is None and any(map(_lies_above, self.visible_widgets)):
            self._cuts = self._seen_cuts()
        return super().cuts

    def _seen_cuts(self) -> list[list[int]]:
        width, height = self.size
        cuts = [{0, width} for _line in range(height)]
        above: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if shown:
                for y in shown.line_range:
                    covering = [one for one in above if one.y <= y < one.bottom]
                    cuts[y].update(x for x in (shown.x, shown.right) if not any(c.x < x < c.right for c in covering))
                if _lies_above(widget):
                    above.append(shown)
        return [sorted(line) for line in cuts]

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line between its cuts; of several at one spot the uppermost."""
        cuts = self.cuts
        if not any(map(_lies_above, self.visible_widgets)):
            return super()._render_chops(crop, is_rendered_line)
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        for region, clip, strips in self._get_renders(crop):
            shown = region.intersection(clip)
            for y, strip in zip(shown.line_range, strips, strict=False):
                if is_rendered_line(y):
                    inside = [cut for cut in cuts[y] if shown.x <= cut <= shown.right]
                    for x, end in pairwise(inside):
                        if chops[y][x] is None:
                            chops[y][x] = strip.crop(x - shown.x, end - shown.x)
        return cast("Sequence[Mapping[int, Strip]]", chops)
