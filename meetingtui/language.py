"""The language of the program: Chinese as written in the source, English by a catalogue."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

LANGUAGES = ("zh_TW", "en")
_current = "zh_TW"
_translate: Callable[[str], str] | None = None


def use(language: str) -> None:
    """Switch every later message to `language` (one of LANGUAGES; anything else means zh_TW)."""
    global _current, _translate  # noqa: PLW0603 - one process speaks one language at a time
    _current = language if language in LANGUAGES else "zh_TW"
    if _current == "zh_TW":
        _translate = None
        return
    import gettext

    folder = os.path.join(os.path.dirname(__file__), "locale")
    _translate = gettext.translation("meetingtui", folder, [_current], fallback=True).gettext


def current() -> str:
    """The language in use now."""
    return _current


def _(text: str) -> str:
    """`text` in the language in use; the Chinese source where there is no translation."""
    return text if _translate is None or not text else _translate(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark `text` for translation without translating it: for constants read before the language is known."""
    return text


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other: Chinese ones without, English ones with a blank between them."""
    return ("" if _current == "zh_TW" else " ").join(part.strip() for part in parts if part)
