"""One of two people who save the same point at once, as a process of its own.

    python -m tests.services.saving_process DATABASE SESSION ITEM WHO TEXT

Says `ready` with the text loaded, saves after a line on stdin, and says what came of it as one JSON document.
"""

from __future__ import annotations

import json
import sys

from meetingtui.domain.minutes import EditedMeanwhile
from meetingtui.services import minutes
from tests import builders


def main(path: str, session: str, item: str, who: str, text: str) -> None:
    """Load, wait, save."""
    office = builders.open_office(path, who=who)
    loaded = next(one for one in minutes.of(office, session).items if one.item.id == int(item))
    office.engine()
    _say("ready")
    sys.stdin.readline()
    try:
        saved = minutes.save_item(
            office, session, int(item), text=text, decision_kind="", decision="", base_version=loaded.version
        )
        _say(json.dumps({"saved": saved.text}))
    except EditedMeanwhile as met:
        base = met.base.text if met.base else None
        _say(json.dumps({"mine": met.mine.text, "theirs": met.theirs.text, "base": base, "who": met.who}))
    office.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:6])
