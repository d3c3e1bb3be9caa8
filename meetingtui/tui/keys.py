"""What keys are called, which stand for each other, and which may never be given to a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen, ScreenResultType

from meetingtui.language import N_, _
from meetingtui.tui.compositing import WholeSigns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The same key in every list of every place.
NEW = "n,f9"
SAVE = "ctrl+s"

# Terminals send these for Backspace, Tab, Enter, a line feed and Escape.
SENT_FOR_OTHERS = frozenset(
    {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "ctrl+left_square_brace"}
)
# Keys without which nobody finds the way out, plus those that move.
KEPT = frozenset({"escape", "enter", "tab", "shift+tab", "up", "down", "left", "right", "backspace", "f1", "f10"})

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "backspace": N_("倒退鍵"),
    "delete": "Del",
    "space": N_("空白鍵"),
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "up": N_("向上鍵"),
    "down": N_("向下鍵"),
    "left": N_("向左鍵"),
    "right": N_("向右鍵"),
}
_MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}

# What Textual calls the keys of full-width punctuation, and the key each stands for outside text fields.
_WIDE_NAMES = {
    "ideographic_space": "space",
    "ideographic_comma": "comma",
    "ideographic_full_stop": "full_stop",
    "left_corner_bracket": "left_square_bracket",
    "right_corner_bracket": "right_square_bracket",
    "left_black_lenticular_bracket": "left_square_bracket",
    "right_black_lenticular_bracket": "right_square_bracket",
}


def narrow(key: str) -> str | None:
    """The half-width key that a full-width one stands for (１ for 1, ：for :), or None."""
    if len(key) == 1:
        code = ord(key)
        return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else None
    if key in _WIDE_NAMES:
        return _WIDE_NAMES[key]
    if key.startswith("fullwidth_"):
        from textual.keys import KEY_NAME_REPLACEMENTS

        name = key.removeprefix("fullwidth_")
        return KEY_NAME_REPLACEMENTS.get(name, name)
    return None


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard, in the language in use."""
    from textual.keys import format_key

    *modifiers, last = key.split("+")
    last = narrow(last) or last
    if last in _NAMES:
        name = _(_NAMES[last])
    elif last[:1] == "f" and last[1:].isdigit():
        name = last.upper()
    else:
        name = format_key(last)
        if len(name) == 1 and modifiers:
            name = name.upper()
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def key_names(keys: Iterable[str]) -> list[str]:
    """Keys of one command as people call them, each once; those with Super only where there is no other."""
    named = [one for one in keys if "super" not in one.split("+")] or list(keys)
    return list(dict.fromkeys(key_name(one) for one in named))


def may_be_given(key: str) -> bool:
    """Whether a person may put `key` on a command of her own."""
    return key not in SENT_FOR_OTHERS and key not in KEPT


def usable(keymap: Mapping[str, object]) -> dict[str, str]:
    """The entries of a stored keymap that can be obeyed; the file may have been written by hand."""
    return {
        name: keys
        for name, keys in keymap.items()
        if isinstance(keys, str) and keys and all(key and may_be_given(key.strip()) for key in keys.split(","))
    }


def spoken(text: str) -> str:
    """A label or tooltip of a binding in the language in use, Textual's own ones included."""
    if text and text.isascii():
        from meetingtui.tui.textual_words import WORDS

        text = WORDS.get(text, text)
    return _(text)


def spoken_binding(binding: Binding) -> Binding:
    """`binding` with label and tooltip in the language in use."""
    return replace(binding, description=spoken(binding.description), tooltip=spoken(binding.tooltip))


class SpeaksLanguage(Screen[ScreenResultType]):
    """A screen whose labels follow the language in use whenever they are read; it cuts no Han character in two."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._compositor = WholeSigns()

    @property
    def source_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, labels as written in the source."""
        return super().active_bindings

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return {
            key: active._replace(binding=spoken_binding(active.binding), tooltip=spoken(active.tooltip))
            for key, active in self.source_bindings.items()
        }


def by_action(bindings: Iterable[ActiveBinding]) -> list[tuple[ActiveBinding, list[str]]]:
    """Each command once with all keys that start it: those of the widget and screen, of every place, of the app."""
    found: dict[tuple[int, str], tuple[ActiveBinding, list[str]]] = {}
    for active in bindings:
        entry = found.setdefault((id(active.node), active.binding.action), (active, []))
        entry[1].append(active.binding.key)
    return sorted(found.values(), key=_generality)


def _generality(entry: tuple[ActiveBinding, list[str]]) -> int:
    code = entry[0].binding.id
    return {"place": 1, "go": 2, "app": 3}.get(code.partition(".")[0], 0) if code else 4
