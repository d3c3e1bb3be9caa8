"""Finding things by any of their names: code, name or alias, however it is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from meetingtui.domain.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from difflib import SequenceMatcher

Entry = tuple[str, Sequence[str]]


@lru_cache(maxsize=4096)  # a query line compares with every name of the registry
def key(text: str) -> str:
    """`text` as names are compared: full and half width alike, small letters, 臺 as 台, no blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("臺", "台")
    return "".join(folded.split())


def nearest(name: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Up to `n` of `candidates` that `name` may have meant, best first: those that hold it, then those alike."""
    wanted = key(name)
    if not wanted:
        return []
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    scored: list[tuple[float, int, str]] = []
    for order, candidate in enumerate(dict.fromkeys(candidates)):
        other = key(candidate)
        if not other:
            continue
        matcher.set_seq1(other)
        score = max(matcher.ratio(), _shared(matcher, wanted)) + (1 if wanted in other or other in wanted else 0)
        if score >= 0.4:
            scored.append((-score, order, candidate))
    return [candidate for _score, _order, candidate in sorted(scored)[:n]]


def _shared(matcher: SequenceMatcher[str], wanted: str) -> float:
    """How much of `wanted` stands in one piece in the other: a slip in a short word shows in a long name too."""
    piece = max((block.size for block in matcher.get_matching_blocks()), default=0)
    return 0.9 * piece / len(wanted) if piece > 1 and piece * 2 > len(wanted) else 0


def hits(name: str, entries: Iterable[Entry]) -> list[str]:
    """Codes of all entries that bear `name`; a code itself wins over names, so a code is never ambiguous."""
    wanted = key(name)
    found: list[str] = []
    for code, names in entries:
        if key(code) == wanted:
            return [code]
        if wanted and any(key(known) == wanted for known in names):
            found.append(code)
    return found


def holding(name: str, entries: Iterable[Entry]) -> list[str]:
    """Codes of all entries of which a name holds `name`; a single character is no part to go by."""
    wanted = key(name)
    if len(wanted) < 2:
        return []
    return [code for code, names in entries if any(wanted in key(known) for known in names)]


def resolve(name: str, entries: Sequence[Entry], what: str) -> str:
    """The one code that `name` means among entries of one kind (`what`: the kind as users say it, e.g. 會議別).

    It is a code or a name, else a part of names of one entry only. Raises NotFound with the nearest names, Ambiguous
    with all that bear it.
    """
    found = hits(name, entries) or holding(name, entries)
    if len(found) == 1:
        return found[0]
    if found:
        first_names = {code: names[0] if names else "" for code, names in entries}
        raise Ambiguous(what, name, [f"{code} {first_names[code]}".rstrip() for code in found])
    raise NotFound(what, name, _nearest_entries(name, entries))


def _nearest_entries(name: str, entries: Sequence[Entry]) -> list[str]:
    """Up to three entries that `name` may have meant, each once: its code and its name that comes nearest."""
    codes = {known: code for code, names in reversed(entries) for known in (*names, code)}
    first: dict[str, str] = {}
    for known in nearest(name, codes, len(codes)):
        first.setdefault(codes[known], known)
    return [code if known == code else f"{code} {known}" for code, known in first.items()][:3]
