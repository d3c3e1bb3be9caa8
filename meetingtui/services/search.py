"""Searching everything written: series, sittings, notices, agendas, minutes, action items and their answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetingtui.domain import search_text
from meetingtui.domain.errors import Refusal
from meetingtui.domain.query_words import SITTINGS
from meetingtui.domain.registry import Registry, Series
from meetingtui.domain.search import KIND_OF, KIND_WORDS, KINDS, Found, Hit, Scope, relevance
from meetingtui.language import _
from meetingtui.services import finding
from meetingtui.services.office import Office
from meetingtui.store.queries import search as rows
from meetingtui.store.queries.search import ParagraphRow, Sitting
from meetingtui.store.storable import storable

WEIGHED = 5000
"""Hits that are weighed against each other: of more, only the newest ones are, and those in series."""
MOST_WORDS = 50
AROUND = 24
"""Characters of a line that are shown before the first marked word."""
FOR_EVER = "9999-12-31"
WIDE = 120
"""Characters of a line that are shown in all."""
CUT = ".."
NEAR = 4
"""The fewest characters that are shown on each side of a word."""


class NothingAsked(Refusal):
    """A search for nothing."""

    def __init__(self) -> None:
        super().__init__(_("沒有要查詢的文字。請輸入詞語、案號或場次編號，多個詞以空白分隔。"))


class TooMuchAsked(Refusal):
    """A search for more words than make sense."""

    def __init__(self, count: int) -> None:
        super().__init__(_("一次最多查{most}個詞，這裡有{count}個。請只留下要緊的詞。"), most=MOST_WORDS, count=count)


class NoSuchKind(Refusal):
    """A kind of hits that there is not."""

    def __init__(self, kind: str) -> None:
        words = _("、").join(f"{code}（{_(word)}）" for code, word in KIND_WORDS.items())
        super().__init__(_("沒有「{kind}」這一類。可用：{words}。"), kind=kind, words=words)


def find(
    office: Office, text: str, *, series: str = "", year: int | None = None, agency: str = "", kind: str = "",
    newest: bool = False, limit: int = 50, skip: int = 0, counted: bool = False,
) -> Found:  # fmt: skip
    """The lines that hold all words of `text` (parted by blanks), the most relevant first, or the `newest`.

    `year` is Gregorian, `series` and `agency` any of their names, `kind` a key of KINDS. Full and half width, capitals
    and 臺 and 台 are alike; all signs stand for themselves. The first `skip` hits are left out; `counted` counts
    the newest ones too, up to WEIGHED. Of more hits only that many of the newest, and those in series, are weighed
    against each other: then the most relevant ones come without a total.

    Raises NothingAsked, TooMuchAsked, NoSuchKind, NotFound.
    """
    wanted = _wanted(text)
    registry = office.registry()
    scope = _scope(office, registry, series, year, agency, kind)
    with office.reader.snapshot():
        if newest:
            found = rows.holding(office.reader, wanted, scope, WEIGHED + 1 if counted else skip + limit + 1)
        else:
            found = rows.holding(office.reader, wanted, scope, WEIGHED + 1)
        all_there = len(found) <= (WEIGHED if counted or not newest else skip + limit)
        total = len(found) if all_there else None
        if not newest:
            if total is None:
                of_series = rows.of_no_sitting(office.reader, wanted, scope, WEIGHED)
                found = list(dict.fromkeys([*found[:WEIGHED], *of_series]))
            found = sorted(found, key=lambda row: (-relevance(row.key, row.place, wanted), -row.day, row.id))
        hits = _hits(office, registry, found[skip : skip + limit], wanted)
    return Found(hits, total, more=len(found) > skip + limit)


def by_line(office: Office, line: str, *, newest: bool = False, limit: int = 50, skip: int = 0) -> Found:
    """`find` for a line as it is typed, counted: 會議:, 年:, 機關: and 類型: narrow, everything else is looked for."""
    asked: list[str] = []
    narrowed: dict[str, str] = {}
    for word in line.split():
        found = re.fullmatch("([^:：]+)[:：](.+)", word)
        field = SITTINGS.field_of(found[1]) if found else None
        if found and field in {"series", "year", "agency", "kind"}:
            narrowed[str(field)] = found[2]
        else:
            asked.append(word)
    kind = narrowed.get("kind", "")
    return find(
        office, " ".join(asked), series=narrowed.get("series", ""), agency=narrowed.get("agency", ""),
        year=finding.year(narrowed["year"]) if "year" in narrowed else None, newest=newest, limit=limit,
        skip=skip, counted=True,
        kind=_kind_meant(kind),
    )  # fmt: skip


def _kind_meant(typed: str) -> str:
    """The key of KINDS that a word means, or a piece of one such word (紀錄); else the word itself."""
    kind = search_text.key(typed)
    words = {code: (code, search_text.key(word), search_text.key(_(word))) for code, word in KIND_WORDS.items()}
    exact = [code for code, said in words.items() if kind in said]
    found = exact or [code for code, said in words.items() if kind and any(kind in one for one in said)]
    return found[0] if len(found) == 1 else typed


def _wanted(text: str) -> tuple[str, ...]:
    """The words asked for, as keys."""
    asked = search_text.key(str(storable(text))).split()
    if not asked:
        raise NothingAsked
    if len(set(asked)) > MOST_WORDS:
        raise TooMuchAsked(len(set(asked)))
    return tuple(search_text.terms(" ".join(asked)))


def _scope(office: Office, registry: Registry, series: str, year: int | None, agency: str, kind: str) -> Scope:
    if kind and kind not in KINDS:
        raise NoSuchKind(kind)
    series_ids: tuple[int, ...] = ()
    if series.strip():
        chosen = finding.series_of(registry, series)
        series_ids = (chosen.id, *(duty.id for duty in registry.duties_of(chosen.id)))
    agency_id: int | None = None
    hosted: tuple[int, ...] = ()
    if agency.strip():
        agency_id = finding.agency_of(registry, agency).id
        today = office.clock.today().isoformat()
        hosted = tuple(one.id for one in registry.series.values() if one.rule(today).host_agency_id == agency_id)
    return Scope(KINDS.get(kind, ()), series_ids, year, agency_id, hosted)


def _hits(
    office: Office, registry: Registry, found: Sequence[ParagraphRow], wanted: Sequence[str]
) -> tuple[Hit, ...]:  # fmt: skip
    """What was found, as people see it."""
    said = rows.texts(office.reader, found)
    owners = rows.owners(office.reader, found)
    sittings = rows.sittings(office.reader, found)
    return tuple(
        _hit(registry, row, text, sittings.get(row.session_id or 0), owners, wanted)
        for row in found
        if (text := said.get((row.source, row.owner_id, row.place, row.line))) is not None
    )


def _hit(
    registry: Registry, row: ParagraphRow, text: str, sitting: Sitting | None,
    owners: dict[tuple[str, int], int], wanted: Sequence[str],
) -> Hit:  # fmt: skip
    snippet, marks = _snippet(text, wanted)
    item = owners.get((row.source, row.owner_id), row.owner_id)
    if row.source in {"minutes", "notice"}:
        item = row.session_id or 0
    series = registry.series.get(row.series_id or 0)
    day = sitting.day if sitting else ""
    return Hit(
        kind=KIND_OF[row.source], item_id=item, place=row.place, line=row.line, session_id=row.session_id,
        session_number=sitting.number if sitting else "", series=series.code if series else "",
        series_name=registry.name("series", row.series_id, day or None), date=day, snippet=snippet, marks=marks,
        confidential=_sat_confidentially(registry, sitting) if sitting else _waits_confidentially(series, row.source),
    )  # fmt: skip


def _sat_confidentially(registry: Registry, sitting: Sitting) -> bool:
    """Whether what a sitting wrote may leave the house only under a neutral name."""
    return registry.series[sitting.series_id].confidential_on(sitting.day or f"{sitting.year}-01-01")


def _waits_confidentially(series: Series | None, source: str) -> bool:
    """Whether a point that waits for a sitting may leave the house only masked."""
    return source == "agenda_item" and series is not None and series.confidential_on(FOR_EVER)


def _snippet(text: str, wanted: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The parts of a line around the words asked for, each of them once at least, with the marks in them."""
    marks = search_text.marks(text, wanted)
    windows = _windows(text, marks, wanted)
    shown, inside = "", []
    for start, end in windows:
        shown += CUT if start else ""
        moved = len(shown) - start
        inside += [(max(begin, start) + moved, min(behind, end) + moved) for begin, behind in marks
                   if begin < end and behind > start]  # fmt: skip
        shown += text[start:end]
    return shown + (CUT if windows[-1][1] < len(text) else ""), tuple(inside)


def _windows(
    text: str, marks: Sequence[tuple[int, int]], wanted: Sequence[str]
) -> list[tuple[int, int]]:  # fmt: skip
    """Which parts of a line are shown: from a little before the first mark on, and where a word lies further off."""
    if len(text) <= WIDE:
        return [(0, len(text))]
    first = marks[0][0] if marks else 0
    start = 0 if first <= AROUND else min(first - AROUND, len(text) - WIDE)
    firsts = sorted(some[0] for term in wanted if (some := search_text.marks(text, [term])))
    if not firsts or firsts[-1][1] <= start + WIDE:
        return [(start, start + WIDE)]
    around = max(NEAR, WIDE // (2 * len(firsts)) - NEAR)
    windows: list[tuple[int, int]] = []
    for begin, end in firsts:
        left, right = max(0, begin - around), min(len(text), end + around)
        if windows and left <= windows[-1][1]:
            left = windows.pop()[0]
        windows.append((left, right))
    return windows
