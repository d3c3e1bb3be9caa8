"""A county council's sessions: who must sit in them, and which of their phases need everybody there."""

# Without postponed annotations: NamedTuple would compile each of them as text, on every start.

import re
from typing import NamedTuple

_LEADERS = re.compile(r"副?(縣|市)長")
_HEADS = re.compile(r"(?<!副)(處長|局長)$")
_NEEDED = re.compile(r"總質詢|施政報告|工作報告|業務報告|專案報告")


class CouncilPhase(NamedTuple):
    """A phase of a session from the ISO day `first` to `last`, both in it; `posts` are ids, never none.

    `required`: the posts must sit in the council; else its days are only better avoided. `chosen`: somebody named
    the posts; else they are the usual ones.
    """

    id: int
    name: str
    phase: str
    first: str
    last: str
    required: bool
    posts: tuple[int, ...]
    chosen: bool
    version: int

    @property
    def title(self) -> str:
        """What it is called: the session with its phase."""
        return f"{self.name}{self.phase}"


def sits_in_council(post: str) -> bool:
    """Whether the holder of a post of that name usually answers the council: 縣長, 副縣長, 處長, 局長."""
    return _LEADERS.fullmatch(post) is not None or _HEADS.search(post) is not None


def needs_everybody(phase: str) -> bool:
    """Whether heads must usually be there in a phase of that name: 總質詢, 施政報告 and the like."""
    return _NEEDED.search(phase) is not None
