"""What is typed of an action item, as it is stored: text, kind, agencies, due day, priority, labels, level."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from meetingtui.domain.actions import (
    KIND_WORDS,
    LEVEL_WORDS,
    MOST_TEXT,
    PRIORITY_WORDS,
    ActionKind,
    Level,
    Priority,
)
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal, WrongDate
from meetingtui.domain.registry import Registry
from meetingtui.domain.registry_values import Words, meant
from meetingtui.domain.sittings import SessionView
from meetingtui.language import _
from meetingtui.services import finding, written
from meetingtui.services.office import Office

MOST_DAYS = 3660
"""Days ahead that a due day may lie."""
MOST_LABELS = 10
MOST_LABEL = 20
"""Labels of an item, and characters of each: they stand in a column."""
NEXT_SITTING = frozenset({"下次會議", "下次", "next"})


class ActionText(Refusal):
    """An action item without text, or with more than a table can hold."""


def text(said: str) -> str:
    """What is to be done. Raises ActionText."""
    found = said.strip()
    if not found:
        raise ActionText(_("列管事項不能空白。請輸入事項內容。"))
    if len(found) > MOST_TEXT:
        raise ActionText(
            _("列管事項有{count}個字，最多{most}個字。請摘要，全文留在會議紀錄。"), count=len(found), most=MOST_TEXT
        )
    return found


def kind_of(said: str) -> ActionKind:
    """The kind that a value or a word names. Raises NotFound with those there are."""
    return ActionKind(_meant(said, KIND_WORDS, _("列管類別")))


def priority_of(said: str) -> str:
    """The stored priority; empty for an ordinary item. Raises NotFound with those there are."""
    return str(Priority(_meant(said, PRIORITY_WORDS, _("優先順序")))) if said.strip() else ""


def level_of(said: str, kind: ActionKind, sitting: SessionView) -> str:
    """The stored level of a policy recommendation: what is said, else where the sitting itself stands.

    Other kinds have none. Raises NotFound with those there are.
    """
    if kind != ActionKind.POLICY:
        return ""
    if said.strip():
        return str(Level(_meant(said, LEVEL_WORDS, _("層級"))))
    return str(Level.COUNTY if sitting.track_id is None else Level.DISTRICT)


def labels_of(said: str | Iterable[str]) -> str:
    """Labels as they are stored, each once; one text is split at blanks and commas. Raises Refusal."""
    words = re.split(r"[\s,，、;；]+", said) if isinstance(said, str) else said
    found = list(dict.fromkeys(written.line(one, _("標籤"), most=MOST_LABEL) for one in words if one.strip()))
    if len(found) > MOST_LABELS:
        raise Refusal(_("標籤最多{most}個，這裡有{count}個。請刪減。"), most=MOST_LABELS, count=len(found))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def due_day(office: Office, sitting: SessionView, due: date | str | None) -> str | None:
    """The ISO day that `due` writes: a day in any form, `+30` after the sitting, or 下次會議 (the next one's day).

    Raises WrongDate, also for a day before the sitting or more than ten years ahead.
    """
    found = _due_day(office, sitting, due)
    if found and sitting.day and found < sitting.day:
        early = _("期限{day}早於{number}的會議（{held}）。請更正期限。")
        day, held = written.roc_iso(found), written.roc_iso(sitting.day)
        raise WrongDate(early.format(day=day, number=sitting.number, held=held))
    today = office.clock.today()
    begin = max(today, date.fromisoformat(sitting.day)) if sitting.day else today
    if found and (date.fromisoformat(found) - begin).days > MOST_DAYS:
        raise WrongDate(_("期限{day}在十年以後。請確認年份。").format(day=written.roc_iso(found)))
    return found


def _due_day(office: Office, sitting: SessionView, due: date | str | None) -> str | None:
    if due is None or isinstance(due, date):
        return due.isoformat() if due else None
    said = due.strip().replace("＋", "+")
    if not said:
        return None
    if said in NEXT_SITTING:
        return _day_of_next(office, sitting)
    begin = date.fromisoformat(sitting.day) if sitting.day else office.clock.today()
    if said.startswith("+"):
        days = said.removeprefix("+").strip().removesuffix("日").removesuffix("天").strip()
        if not (days.isdecimal() and len(days) < 6 and int(days) <= MOST_DAYS):
            raise WrongDate(_("期限「{text}」無法辨識。請寫成日期，或 +30 表示會後30日。").format(text=said[:20]))
        return (begin + timedelta(days=int(days))).isoformat()
    return finding.day(office, said).isoformat()


def lead_of(office: Office, registry: Registry, sitting: SessionView, said: str) -> int | None:
    """The one agency that leads; None for nobody yet. Raises NotFound or Ambiguous."""
    if not said.strip():
        return None
    found = agencies_of(registry, said, _day_of(office, sitting))
    if len(found) > 1:
        raise Ambiguous(
            _("主辦單位"), said, [f"{registry.agencies[one].code} {registry.agencies[one].name}" for one in found]
        )
    return found[0]


def assists_of(
    office: Office, registry: Registry, sitting: SessionView, asked: str | Iterable[str], lead: int | None
) -> str:
    """The ids of the assisting agencies as they are stored; whoever leads does not assist."""
    words = [asked] if isinstance(asked, str) else asked
    return as_stored(
        [one for word in words if word.strip() for one in agencies_of(registry, word, _day_of(office, sitting))], lead
    )


def as_stored(agencies: Sequence[int], lead: int | None) -> str:
    """Ids of assisting agencies as they are stored, each once and without the lead."""
    return json.dumps([one for one in dict.fromkeys(agencies) if one != lead], separators=(",", ":"))


def agencies_of(registry: Registry, said: str, on: str) -> list[int]:
    """The agencies that one name, or words for networks, mean on an ISO day. Raises NotFound or Ambiguous."""
    from meetingtui.domain import guests

    try:
        return [finding.agency_of(registry, said).id]
    except (NotFound, Ambiguous) as refusal:
        try:
            return [one.id for one in guests.meant(registry, said, on)]
        except Refusal:
            raise refusal from None


def _day_of(office: Office, sitting: SessionView) -> str:
    return sitting.day or office.clock.today().isoformat()


def _meant(said: str, words: Words, what: str) -> str:
    found = meant(said, words)
    if found is None:
        raise NotFound(what, said, [_(word) for word in words.values()])
    return found


def _day_of_next(office: Office, sitting: SessionView) -> str:
    from meetingtui.store.queries import action_rulings as rows

    found = rows.next_day(office.reader, sitting.id)
    if not found:
        raise WrongDate(
            _("{name}在{number}之後還沒有排定的會議，不能以「下次會議」為期限。請寫日期，或先排定下次會議。").format(
                name=sitting.name, number=sitting.number
            )
        )
    return found
