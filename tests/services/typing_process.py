"""A person at a keyboard, as a process of its own that tests can kill: types as fast as it can, and says what is kept.

    python -m tests.services.typing_process DATABASE SESSION ITEM FIRST [--saving]

Each line on stdout is the number of a text that was acknowledged; `--saving` stores every tenth text for good.
"""

from __future__ import annotations

import sys
from itertools import count

from meetingtui.services import drafts, minutes
from tests import builders

LENGTH = 5_000


def text(number: int) -> str:
    """The text that is typed as number `number`: long enough to lie on several pages of the file."""
    return f"{number}：" + "討論情形，" * (LENGTH // 5)


def number_of(typed: str) -> int:
    """Which text that is; it must be whole."""
    number = int(typed.partition("：")[0])
    assert typed == text(number), "a text is torn"
    return number


def main(path: str, session: int, item: int, first: int, *, saving: bool) -> None:
    """Type until killed."""
    office = builders.open_office(path)
    version = next(one.version for one in minutes.of(office, session).items if one.item.id == item)
    if saving:
        office.engine()
    thing = drafts.minutes_object(session, item)
    for number in count(first):
        if saving and number % 10 == 0:
            words = {"text": text(number), "decision_kind": "", "decision": ""}
            version = minutes.save_item(office, session, item, base_version=version, **words).version
        else:
            drafts.keep(office, thing, drafts.packed(text=text(number)), version)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), saving="--saving" in sys.argv)
