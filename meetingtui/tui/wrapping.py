"""Chinese line breaking: a line may break between two Han characters, but never before 、。， or after （「.

Textual and Rich cut text into chunks at blanks only, so a Chinese run is one chunk and is folded
anywhere. Both take their chunks from one module-level regular expression with a `match` method; these two are
replaced at start. `tests/tui/test_wrapping.py` fails when an upgrade no longer reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from meetingtui.papers.line_breaking import CLOSING, OPENING

# All signs below the first wide one: Han, kana, Hangul and full-width forms lie above. One range, as the program waits
# at its start for the expressions to be compiled.
_NARROW = "\x00-\u2e7f"


def _class(signs: str) -> str:
    return "".join(re.escape(sign) for sign in signs)


_CLOSE = _class(CLOSING)
_OPEN = _class(OPENING)
# Opening marks, then one wide sign or a run of others, then closing marks and blanks. Whatever is no blank is one of
# the four, so what follows the look-ahead is never empty.
_CHUNK = rf"(?=\S)[{_OPEN}]*(?:[^{_NARROW}\u3000]|(?:(?![\s{_OPEN}{_CLOSE}])[{_NARROW}])+)?[{_CLOSE}]*\s*"


class _AtFirstUse:
    """A regular expression that is compiled when it first matches; Rich wraps nothing on most screens."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.match: Callable[..., re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, position: int = 0) -> re.Match[str] | None:
        self.match = re.compile(self._pattern).match
        return self.match(text, position)


TEXTUAL_CHUNK = _AtFirstUse(rf"{_CHUNK}|\s+")
RICH_WORD = _AtFirstUse(rf"\s*{_CHUNK}")


def install() -> None:
    """Make every later wrap of Textual and Rich break Chinese where a reader expects it."""
    import rich._wrap
    import textual._wrap

    textual._wrap.re_chunk = TEXTUAL_CHUNK  # type: ignore[assignment] # only its `match` is used
    rich._wrap.re_word = RICH_WORD  # type: ignore[assignment] # the same
