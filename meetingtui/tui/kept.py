"""Forms that were left with words in them: what was typed is kept until it is taken up again or dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from textual.app import App
from textual.screen import Screen

from meetingtui.tui.keys import key_name

if TYPE_CHECKING:
    from meetingtui.tui.needs import Settings

COMMAND = "app.kept"
KEY = "f12"


class Kept(NamedTuple):
    """One form: how it is headed, its changed fields in words, all its texts, and what opens it again over a page.

    `journal` names the draft that outlasts the program, empty for a form that keeps none.
    """

    heading: str
    typed: tuple[str, ...]
    texts: dict[str, str]
    again: Callable[[Any], Screen[Any]]
    journal: str = ""


_FORMS: WeakKeyDictionary[App[Any], dict[str, Kept]] = WeakKeyDictionary()


def forms(app: App[Any]) -> dict[str, Kept]:
    """What is kept in this app, by the keys of the forms; to be changed in place."""
    return _FORMS.setdefault(app, {})


def key_shown(settings: Settings) -> str:
    """The key that leads to what is kept, as printed on the keyboard."""
    return key_name(settings.keymap.get(COMMAND, KEY).split(",")[0].strip())
