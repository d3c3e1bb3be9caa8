"""The minutes as they stand in the editor: each point with what is stored of it and what has been typed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from meetingtui.domain.agenda import KIND_WORDS, AgendaItemView
from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind, MinutesItemView, MinutesView, Written, fits, usual
from meetingtui.language import N_, _
from meetingtui.services import drafts
from meetingtui.tui.widgets.minutes_text import TextState
from meetingtui.tui.widgets.record_list import HEADING, ListColumn, Row

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office

REMARKS = "remarks"
MINUTED = frozenset({"minutes", "remarks"})
"""Kinds of drafts that belong to the minutes."""
Key: TypeAlias = str | int
COLUMNS = (
    ListColumn("number", N_("序"), 4, importance=8),
    ListColumn("matter", N_("案由"), 14, importance=10, grow=3),
    ListColumn("state", N_("結果"), 8, importance=9),
)


class Seen(NamedTuple):
    """What one read answers; `kept` are the drafts of this person on this sitting that are taken up with it."""

    sitting: SessionView
    minutes: MinutesView
    kept: tuple[drafts.DraftView, ...] = ()


def read(office: Office, sitting_id: int) -> Seen:
    """The minutes of a sitting. Raises NotFound."""
    from meetingtui.services import minutes, sessions

    return Seen(sessions.show(office, sitting_id), minutes.of(office, sitting_id))


def with_drafts(read_first: Callable[[Office, int], Seen], office: Office, sitting_id: int) -> Seen:
    """What is read first, and what of it was typed and not saved. Raises NotFound."""
    seen = read_first(office, sitting_id)
    found = {one.object for one in drafts.pending(office) if one.session_id == sitting_id and one.kind in MINUTED}
    kept = [drafts.take_up(office, name) for name in sorted(found)]
    return seen._replace(kept=tuple(one for one in kept if one is not None))


class Point:
    """One point of the agenda, or the chair's remarks (`item` None), under the hands of who types."""

    def __init__(self, key: Key, item: AgendaItemView | None) -> None:
        self.key = key
        self.item = item
        self.stored = Written()
        self.version = 0
        self.seconds = 0.0
        self.stored_seconds = 0
        self.actions: tuple[str, ...] = ()
        self.text = TextState()
        self.decision = TextState()
        self.chosen = ""
        self.kept = ""
        """The body that was last kept as a draft; empty while there is none."""
        self.from_draft = False

    # ----- what is typed

    @property
    def kind(self) -> DecisionKind | None:
        """The kind of decision: the chosen one, else the usual one; None for remarks."""
        if self.item is None:
            return None
        return DecisionKind(self.chosen) if self.chosen else usual(self.item.kind)

    @property
    def fits(self) -> bool:
        """Whether the kind of decision is right for the kind of point."""
        return self.item is None or self.kind is None or fits(self.item.kind, self.kind)

    @property
    def written(self) -> Written:
        """What is typed, as it would be saved: a kind only where a decision stands or the kind was chosen."""
        decided = bool(self.decision.text.strip()) or bool(self.chosen)
        kind = str(self.kind) if decided and self.kind is not None else ""
        return Written(self.text.text, kind, self.decision.text)

    @property
    def changed(self) -> bool:
        """Whether what is typed differs from what is stored."""
        return self.written != self.stored

    @property
    def timed(self) -> bool:
        """Whether it took longer since it was stored."""
        return int(self.seconds) != self.stored_seconds

    @property
    def body(self) -> str:
        """What a draft of it holds."""
        now = self.written
        if self.item is None:
            return drafts.packed(text=now.text)
        return drafts.packed(text=now.text, decision_kind=now.decision_kind, decision=now.decision)

    def object(self, session_id: int) -> str:
        """What its draft is named."""
        if self.item is None:
            return drafts.remarks_object(session_id)
        return drafts.minutes_object(session_id, self.item.id)

    # ----- what is stored

    def take_stored(self, stored: Written, version: int, *, over: Written | None = None) -> None:
        """What is stored now. A typed text keeps the version it was typed upon, unless it was `over` that was saved."""
        if over is None and self.changed:
            return
        untouched = over is None or self.written == over
        self.stored, self.version = stored, version
        if untouched:
            self.fill(stored)

    def fill(self, written: Written) -> None:
        """Put in a whole text; what was typed before cannot be taken back."""
        if self.text.text != written.text:
            self.text = TextState(written.text)
        if self.decision.text != written.decision:
            self.decision = TextState(written.decision)
        self.chosen = written.decision_kind


def points_of(seen: Seen, before: dict[Key, Point]) -> dict[Key, Point]:
    """The points in their order; those that were there keep what is typed. Drafts are put in at their first sight."""
    found: dict[Key, Point] = {}
    kept = {one.object: one for one in seen.kept}
    views: Iterable[MinutesItemView | None] = (None, *seen.minutes.items)
    for view in views:
        key: Key = view.item.id if view else REMARKS
        point = before.get(key)
        fresh = point is None
        point = point or Point(key, view.item if view else None)
        if view is None:
            point.take_stored(Written(seen.minutes.remarks), seen.minutes.version)
        else:
            point.item, point.actions = view.item, view.actions
            point.take_stored(Written(view.text, view.decision_kind, view.decision), view.version)
            point.seconds = max(point.seconds, view.seconds)
            point.stored_seconds = view.seconds
        draft = kept.get(point.object(seen.minutes.session_id))
        if fresh and draft is not None:
            texts = draft.texts
            point.fill(
                Written(texts.get("text", ""), texts.get("decision_kind", ""), texts.get("decision", ""))
            )  # fmt: skip
            point.version = draft.base_version
            point.kept = json.dumps(texts, ensure_ascii=False)
            point.from_draft = point.changed
        found[key] = point
    return found


def take_up(points: dict[Key, Point], left: dict[Key, Point]) -> None:
    """What was typed in texts that stand as they were left can be taken back, as if they had not been."""
    for key, one in points.items():
        before = left.get(key)
        if before is not None and before.text.text == one.text.text:
            one.text = before.text
        if before is not None and before.decision.text == one.decision.text:
            one.decision = before.decision


def rows(points: Iterable[Point], current: Key, signs: dict[str, str]) -> list[Row]:
    """The points as lines, under a heading for each kind; what is not saved is marked."""
    found: list[Row] = []
    kind = None
    for one in points:
        if one.item is not None and one.item.kind != kind:
            kind = one.item.kind
            found.append(Row(f"kind:{kind}", (_(KIND_WORDS[kind]),), HEADING))
        found.append(_row(one, current, signs))
    return found


def _row(one: Point, current: Key, signs: dict[str, str]) -> Row:
    mark = signs["changed"] if one.changed else ""
    if one.item is None:
        return Row(one.key, ("", _("主席致詞"), mark + (_("有") if one.text.text.strip() else "")), _look(one, current))
    number = one.item.number.rstrip("、")
    return Row(one.key, (number, matter(one), mark + state(one)), _look(one, current))


def _look(one: Point, current: Key) -> str:
    if one.key == current:
        return "accent"
    if not one.fits and one.written.decision:
        return "warning"
    return "muted" if one.item is not None and one.item.postponed else ""


def matter(one: Point) -> str:
    """What a point is about; a case by its code."""
    if one.item is None:
        return _("主席致詞")
    return f"{one.item.case_code} {one.item.matter}".strip() if one.item.case_code else one.item.matter


def brief(one: Point) -> str:
    """What the agenda says of a point: who proposes it, 說明 and 擬辦; '' where it says nothing."""
    item = one.item
    if item is None:
        return ""
    parts = (
        (_("提案單位：{text}"), item.agency), (_("說明：{text}"), item.explanation), (_("擬辦：{text}"), item.proposal)
    )  # fmt: skip
    return "\n".join(head.format(text=text.strip()) for head, text in parts if text.strip())


def state(one: Point) -> str:
    """What came of a point so far: its kind of decision, and how many action items."""
    if one.item is not None and one.item.postponed:
        return _("延期")
    if not one.decision.text.strip() or one.kind is None:
        return _("列管{count}").format(count=len(one.actions)) if one.actions else ""
    word = _(SHORT[one.kind])
    return f"{word}+{len(one.actions)}" if one.actions else word


SHORT = DECISION_WORDS | {DecisionKind.RULING: N_("裁示")}
"""Kinds of decision in two characters."""
