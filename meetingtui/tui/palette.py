"""Every command of the program as one list: found by Chinese, by English and by code."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from meetingtui import language
from meetingtui.language import N_, _
from meetingtui.tui import jumps, themes
from meetingtui.tui.keys import SpeaksLanguage, by_action, key_name, narrow, spoken
from meetingtui.tui.place import Page, Place
from meetingtui.tui.places import place_class

if TYPE_CHECKING:
    from meetingtui.tui.shell import Shell

_LANGUAGE_NAMES = {"zh_TW": N_("改用中文"), "en": N_("改用英文")}


@dataclass(frozen=True)
class Command:
    """What can be done: label and help as written in the source, its code, its keys, and the doing."""

    code: str
    label: str
    help: str
    run: Callable[[], Awaitable[Any] | Any]
    keys: tuple[str, ...] = ()
    place: str = ""
    hay: str = field(default="", compare=False)

    @property
    def title(self) -> str:
        """The label in the language in use, with the place it belongs to."""
        label = spoken(self.label)
        return _("{name}：{more}").format(name=spoken(self.place), more=label) if self.place else label

    @property
    def key_names(self) -> str:
        """Its keys as printed on the keyboard, at most two."""
        return " ".join([key_name(key) for key in self.keys if narrow(key) is None][:2])


_ARROWS = frozenset({"up", "down", "home", "end", "pageup", "pagedown"})
"""Keys that only move: nobody looks them up in a list of commands that she goes through by arrows."""

EDITING = "text."
"""How the codes of a text field's own keys begin: they are last too."""


@lru_cache(maxsize=1)
def _english() -> NullTranslations:
    import gettext
    from pathlib import Path

    return gettext.translation("meetingtui", Path(language.__file__).parent / "locale", ["en"], fallback=True)


def plain(text: str) -> str:
    """`text` as it is compared: half width, small letters, 臺 as 台."""
    return unicodedata.normalize("NFKC", text).casefold().replace("臺", "台")


def _hay(command: Command) -> str:
    words = [command.label, command.help, command.place]
    both = [*words, *(_english().gettext(word) for word in words if word), *(spoken(word) for word in words if word)]
    return plain("\n".join([command.code, *both, *(key_name(key) for key in command.keys)]))


def find(commands: Iterable[Command], query: str) -> list[Command]:
    """The commands that hold every word of `query`; those whose label begins with it come first."""
    words = plain(query).split()
    hits = [command for command in commands if all(word in _hay(command) for word in words)]
    first = " ".join(words)
    return sorted(hits, key=lambda command: not any(
        plain(name).startswith(first) for name in (command.title, command.label, _english().gettext(command.label))
    )) if first else hits  # fmt: skip


def screen_commands(screen: Screen[Any]) -> list[Command]:
    """What the keys of this screen do, those of the widget under the cursor first, moving about last."""
    bindings = screen.source_bindings if isinstance(screen, SpeaksLanguage) else screen.active_bindings
    commands = []
    for active, keys in by_action(bindings.values()):
        binding = active.binding
        if binding.id and binding.description and active.enabled and binding.action not in {"menu", "palette"}:
            run = partial(screen.app.run_action, binding.action, active.node)
            commands.append(Command(binding.id, binding.description, active.tooltip, run, tuple(keys)))
    return sorted(commands, key=_moves_about)


def _moves_about(command: Command) -> bool:
    """Whether a command only moves the cursor or edits as everywhere else."""
    return command.code.startswith(EDITING) or bool(_ARROWS.intersection(command.keys))


def _elsewhere(app: Shell) -> Iterator[Command]:
    """The commands of the places that are not shown; choosing one goes there first."""
    for entry in app.PLACES:
        if entry.mode == app.current_mode:
            continue
        found: dict[str, tuple[Binding, list[str]]] = {}
        for binding in _own_bindings(place_class(entry)):
            if binding.id and binding.description:
                found.setdefault(binding.id, (binding, []))[1].append(binding.key)
        for code, (binding, keys) in found.items():
            run = partial(_go_and_do, app, entry.mode, binding.action)
            yield Command(code, binding.description, binding.tooltip, run, tuple(keys), entry.label)


def _own_bindings(place: type[Screen[None]]) -> Iterator[Binding]:
    """The keys of a place that the other places do not have: its own and those of what it is mixed with."""
    shared = set(Place.__mro__)
    for part in place.__mro__:
        if part not in shared:
            yield from Binding.make_bindings(part.__dict__.get("BINDINGS", ()))


async def _go_and_do(app: Shell, mode: str, action: str) -> None:
    await app.switch_mode(mode)
    await app.run_action(action, app.screen)


def _choices(app: Shell) -> Iterator[Command]:
    """Looks, languages, signs and keys."""
    for name, label in themes.NAMES.items():
        yield Command(f"theme.{name}", label, N_("換外觀"), partial(app.use_theme, name), place=N_("外觀"))
    for name, label in _LANGUAGE_NAMES.items():
        yield Command(f"language.{name}", label, N_("換語言"), partial(app.use_language, name), place=N_("語言"))
    yield Command(
        "ascii.on", N_("只用ASCII框線"), N_("框線歪斜時使用"), partial(app.keep_ascii, True), place=N_("外觀")
    )
    yield Command(
        "ascii.off", N_("使用完整框線"), N_("終端機顯示正常時使用"), partial(app.keep_ascii, False), place=N_("外觀")
    )
    if isinstance(app.screen, Page) and app.office is not None:
        settings, again = partial(jumps.open_paper_settings, app.screen), partial(jumps.open_outgoing, app.screen)
        yield Command("paper.settings", N_("公文設定"), N_("機關全銜、字級、備註等設定"), settings)
        yield Command("outgoing.list", N_("待補發"), N_("異動後要再送的通知與行事曆檔"), again)
    yield Command("keys.edit", N_("自訂按鍵"), N_("替任何命令換按鍵"), app.action_edit_keys)


def all_commands(app: Shell) -> list[Command]:
    """This screen's commands, then those of the other places, then looks, language and keys."""
    return [*screen_commands(app.screen), *_elsewhere(app), *_choices(app)]


def remappable(app: Shell) -> list[Binding]:
    """Every command with a code, of the app, its places and all widgets loaded, with all its keys in one string."""
    for entry in app.PLACES:
        place_class(entry)
    found: dict[str, Binding] = {}
    for owner in dict.fromkeys(_owners(DOMNode)):
        for binding in Binding.make_bindings(owner.__dict__.get("BINDINGS", ())):
            if binding.id and binding.description:
                known = found.get(binding.id)
                found[binding.id] = binding.with_key(f"{known.key},{binding.key}") if known else binding
    return sorted(found.values(), key=lambda binding: _FAMILIES.get((binding.id or "").partition(".")[0], 0))


# In the list of keys the commands of the screens come first, then those of the frame, then those of typing.
_FAMILIES = {"place": 1, "go": 2, "app": 3, "dialog": 4, "ask": 4, "menu": 4, "keymap": 4, "field": 5}


def _owners(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The classes of this program that have keys, some of them twice; tests bring places of their own."""
    for owner in base.__subclasses__():
        if not owner.__module__.startswith("textual."):
            yield owner
        yield from _owners(owner)


async def run_chosen(command: Command | None) -> None:
    """Do what was chosen in a menu; nothing when it was closed."""
    if command is not None:
        answer = command.run()
        if isinstance(answer, Awaitable):
            await answer
