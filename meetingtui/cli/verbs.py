"""Verbs of a noun whose words are only built when the verb is used: a command with many verbs starts as quick."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from meetingtui.language import _

Words = Callable[[argparse.ArgumentParser], None]


class Verbs(argparse._SubParsersAction):  # type: ignore[type-arg] # argparse offers no public class for this, nor a generic one at run time
    """Sub-commands by name, each with the function that adds its words."""

    common: argparse.ArgumentParser

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._words: dict[str, Words] = {}

    def verb(self, name: str, about: str, words: Words | None = None) -> None:
        """One more verb; `words` is called with its parser when the verb is used."""
        self._choices_actions.append(self._ChoicesPseudoAction(name, (), about))
        self._name_parser_map[name] = self.common
        self._words[name] = words or _no_words

    def __call__(self, parser: Any, namespace: Any, values: Any, option_string: str | None = None) -> None:
        """Build the parser of the verb that is used, and let it parse the rest."""
        name = values[0]
        if words := self._words.pop(name, None):
            del self._name_parser_map[name]
            words(self.add_parser(name, parents=[self.common]))
        super().__call__(parser, namespace, values, option_string)


def of(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser, *, dest: str = "verb", required: bool = True
) -> Verbs:
    """The verbs of `parser`; the name of the one that is used stands in `dest`."""
    made: Any = parser.add_subparsers(action=Verbs, dest=dest, required=required, metavar=_("動作"))
    made.common = common
    found: Verbs = made
    return found


def _no_words(_parser: argparse.ArgumentParser) -> None:
    """A verb that takes nothing but the common options."""
