"""Refusals: each says what, why and what to do, once, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.language import _


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to the user, not a fault of the program
    """An answer of the program that declines what was asked; nothing has been changed.

    `str()` of it is one sentence for the user; `exit_code` is what the command line ends with.
    """

    exit_code = 1

    def __init__(self, sentence: str, /, **facts: object) -> None:
        super().__init__(sentence.format(**facts) if facts else sentence)


class NotFound(Refusal):
    """A name, number or code that nobody bears; the nearest ones are offered."""

    def __init__(self, what: str, name: str, nearest: Sequence[str] = ()) -> None:
        if nearest:
            super().__init__(
                _("找不到{what}「{name}」。是否指：{nearest}？"), what=what, name=name, nearest=_("、").join(nearest)
            )
        else:
            super().__init__(_("找不到{what}「{name}」。請檢查名稱，或列出全部後再選。"), what=what, name=name)


class Ambiguous(Refusal):
    """A name that several bear."""

    def __init__(self, what: str, name: str, hits: Sequence[str]) -> None:
        super().__init__(
            _("{what}「{name}」有{count}筆：{hits}。請改用代碼指明。"),
            what=what,
            name=name,
            count=len(hits),
            hits=_("、").join(hits),
        )


class Overruled(Refusal):
    """A rule that the user may overrule by name (`--despite RULE --reason`)."""

    rule = ""


class WrongDate(Refusal):
    """A date that cannot be read, or does not exist."""


class WrongFile(Refusal):
    """A file from outside that cannot be taken: too large, broken, or not what it should be."""


class ChangedMeanwhile(Refusal):
    """Somebody saved a newer version first."""

    def __init__(self, what: str) -> None:
        super().__init__(_("{what}在您編輯時已被他人修改。請重新開啟，比對後再存。"), what=what)
