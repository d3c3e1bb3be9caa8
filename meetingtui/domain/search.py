"""What a search finds: where a hit stands, what it is called there, and which words of it are marked."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

from typing import NamedTuple

from meetingtui.language import N_

KINDS = {
    "series": ("series",),
    "session": ("session",),
    "notice": ("notice",),
    "agenda": ("agenda_item",),
    "minutes": ("minutes", "minutes_item"),
    "action": ("action_item", "action_ruling", "action_report"),
}
"""The kinds of hits, each with the tables that it comes from."""
KIND_OF = {source: kind for kind, sources in KINDS.items() for source in sources}
KIND_WORDS = {
    "series": N_("會議別"),
    "session": N_("場次"),
    "notice": N_("開會通知單"),
    "agenda": N_("議程"),
    "minutes": N_("會議紀錄"),
    "action": N_("列管事項"),
}
PLACE_WORDS = {
    "name": N_("名稱"),
    "purpose": N_("任務"),
    "number": N_("編號"),
    "note": N_("備註"),
    "reason": N_("事由"),
    "doc_no": N_("發文字號"),
    "subject": N_("開會事由"),
    "remarks": N_("備註"),
    "attachments": N_("附件"),
    "matter": N_("案由"),
    "explanation": N_("說明"),
    "proposal": N_("擬辦"),
    "papers": N_("附件"),
    "case_code": N_("案號"),
    "old_number": N_("原編號"),
    "corrections": N_("更正"),
    "text": N_("內容"),
    "decision": N_("決議"),
    "report": N_("辦理情形"),
}
"""What a column is called where a hit stands in it."""
REMARKS_OF_CHAIR = N_("主席致詞")
WAITING = N_("待排")
NO_DAY = N_("日期未定")
WEIGHTS = {
    "number": 60, "name": 60, "case_code": 50, "old_number": 50, "doc_no": 50, "matter": 45, "decision": 45,
    "subject": 40, "proposal": 25, "explanation": 20, "papers": 20,
}  # fmt: skip
"""How much a hit in a column says about what its text is about; other columns 15."""


class Hit(NamedTuple):
    """A line that holds every word asked for.

    `item_id` is the row that it belongs to: the series, the sitting, the point of the agenda (for its minutes too) or
    the action item. `date` is the ISO day of the sitting, empty without one. `marks` are (start, end) in `snippet`.
    """

    kind: str
    item_id: int
    place: str
    line: int
    session_id: int | None
    session_number: str
    series: str
    series_name: str
    date: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    confidential: bool

    @property
    def point(self) -> int | None:
        """The point of the agenda that it is about, None for none."""
        spoken = self.kind == "minutes" and self.place in {"text", "decision"}
        return self.item_id if spoken or self.kind == "agenda" else None

    @property
    def undated(self) -> str:
        """Why it has no day, to be translated: a point waits for a sitting, a sitting has no day yet; else empty."""
        if self.session_id is None:
            return WAITING if self.kind == "agenda" else ""
        return "" if self.date else NO_DAY

    @property
    def where(self) -> str:
        """What the column is called, to be translated."""
        if self.kind == "minutes" and self.place == "remarks":
            return REMARKS_OF_CHAIR
        return PLACE_WORDS[self.place]


class Found(NamedTuple):
    """The first hits in their order. `total` is how many there are, None where more are there than were counted."""

    hits: tuple[Hit, ...]
    total: int | None
    more: bool


class Scope(NamedTuple):
    """What a search is narrowed to; empty fields narrow nothing.

    `agency_id` lets through what that agency proposes, leads or assists in, and the sittings that it hosts: itself,
    or by the rule of one of `hosted` series.
    """

    sources: tuple[str, ...] = ()
    series_ids: tuple[int, ...] = ()
    year: int | None = None
    agency_id: int | None = None
    hosted: tuple[int, ...] = ()


def relevance(key: str, place: str, wanted: tuple[str, ...]) -> int:
    """How well a key answers a search, greater for better: where it stands, how often, and how much of it is asked for.

    Whole numbers only, so that every machine orders alike.
    """
    covered = sum(min(key.count(term), 4) * len(term) for term in wanted)
    often = sum(min(key.count(term) - 1, 3) for term in wanted)
    whole = 100 if key in wanted else 0
    return WEIGHTS.get(place, 15) + 8 * often + 60 * min(covered, len(key)) // len(key) + whole
