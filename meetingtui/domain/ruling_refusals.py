"""Why a sitting cannot rule on an action item, or an item cannot be taken out."""

from __future__ import annotations

from collections.abc import Sequence

from meetingtui.domain.actions import STATUS_WORDS, ActionStatus
from meetingtui.domain.errors import Refusal
from meetingtui.domain.rulings import RULING_WORDS, Ruling
from meetingtui.language import _


class CannotFollow(Refusal):
    """A ruling that the state of the item does not allow: only one that has left is reopened."""

    def __init__(self, number: str, status: ActionStatus, verb: Ruling) -> None:
        text = _("{number}現為「{status}」，不能再{verb}。如要重新列管，請敘明理由裁示「重新列管」（reopen）。")
        if verb is Ruling.REOPEN:
            text = _("{number}尚在列管，不必重新列管。請改為「繼續列管」（continue）。")
        super().__init__(text, number=number, status=_(STATUS_WORDS[status]), verb=_(RULING_WORDS[verb]))


class LeftThere(Refusal):
    """What would leave an item open at the very sitting by which it has left, without a word of that."""

    def __init__(self, number: str, session: str, said: Ruling, verb: Ruling) -> None:
        text = _(
            "{number}已由{session}裁示「{said}」，{verb}會取消該裁示。請先撤回（x；actions retract），再重新裁示。"
        )
        if verb is Ruling.REOPEN:
            text = _(
                "{number}由{session}裁示「{said}」，同一場不能又重新列管，應由之後的會議裁示。"
                "要更正請撤回該裁示（x；actions retract）。"
            )
        super().__init__(text, number=number, session=session, said=_(RULING_WORDS[said]), verb=_(RULING_WORDS[verb]))


class NotItsSitting(Refusal):
    """A ruling at a sitting that is not of the item's body."""

    def __init__(self, number: str, session: str) -> None:
        super().__init__(
            _("{session}不是{number}所屬的會議（分區），也未認列，不能裁示。請改選場次，或先登記認列。"),
            number=number, session=session,
        )  # fmt: skip


class NotBegun(Refusal):
    """A ruling at a sitting that has not begun."""

    def __init__(self, session: str) -> None:
        super().__init__(_("{session}尚未召開，不能登記裁示。請於會議當日或會後登記。"), session=session)


class NoSittingRules(Refusal):
    """An item on which no sitting can rule now: those that were held are sealed, the next one has not begun."""

    def __init__(self, number: str, sealed: str, coming: str, day: str) -> None:
        why = _("{sealed}的紀錄已核定，") if sealed else ""
        text = _("{number}目前沒有可裁示的場次：{why}下次會議{coming}（{day}）當日起可裁示。")
        if not coming:
            text = _("{number}目前沒有可裁示的場次：{why}其後還沒有排定會議。請先排定下次會議。")
        super().__init__(text, number=number, why=why.format(sealed=sealed), coming=coming, day=day)


class NoSittingForAll(Refusal):
    """Several items that no one sitting can rule on together."""

    def __init__(self, count: int) -> None:
        super().__init__(_("這{count}項不屬於同一場會議，不能一起裁示。請分別勾選同一會議的事項。"), count=count)


class RuledSince(Refusal):
    """A ruling, or a change, that lies before what another sitting has ruled on the item."""

    def __init__(self, number: str, session: str) -> None:
        super().__init__(
            _("{number}已由{session}裁示，不能再更改之前的主辦、協辦、期限或裁示。請於該次或之後的會議裁示。"),
            number=number, session=session,
        )  # fmt: skip


class MadeThere(Refusal):
    """A ruling on an item by the very sitting that made it."""

    def __init__(self, number: str, session: str) -> None:
        super().__init__(
            _("{number}就是{session}列管的事項，同一場不再裁示。請直接修改或刪除該項。"),
            number=number, session=session,
        )  # fmt: skip


class NotRuled(Refusal):
    """A ruling to be taken back that there is not."""

    def __init__(self, number: str, session: str) -> None:
        super().__init__(
            _("{session}沒有對{number}作成裁示，沒有可撤回的。請確認場次。"), number=number, session=session
        )


class RulingUnclear(Refusal):
    """A ruling that says too little, or what does not belong to it."""


class HasRulings(Refusal):
    """A sitting to be called off, or left without a date, at which items were made or ruled on."""

    def __init__(self, session: str, count: int) -> None:
        text = _("{session}已列管或裁示{count}項，不能取消、併開或延期待定。請先刪除該場列管的事項並撤回裁示。")
        super().__init__(text, session=session, count=count)


class RuledBefore(Refusal):
    """A sitting that has said something to be moved to a day that has not come."""

    def __init__(self, session: str, count: int, day: str) -> None:
        text = _(
            "{session}已列管或裁示{count}項，不能改到還沒到的{day}。請改為實際開會日，或先刪除列管的事項並撤回裁示。"
        )
        super().__init__(text, session=session, count=count, day=day)


class OrderOfRulings(Refusal):
    """A date by which a sitting would come before or after another one that ruled on the same items."""

    def __init__(self, session: str) -> None:
        text = _("{session}與其他場次對同一事項先後作成裁示，改到此日期會顛倒順序。請改選日期，或先撤回裁示。")
        super().__init__(text, session=session)


class EffectStays(Refusal):
    """A ruling to be corrected or taken back with whose outcome others have gone on."""

    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(_("{why}，不能更改或撤回這項裁示。請於之後的會議另作裁示。"), why=why.format(**facts))


class TakeBackFirst(Refusal):
    """Another ruling on an item that was split or sent up at the same sitting: the parts, or the point, would go."""

    def __init__(self, number: str, parts: Sequence[str]) -> None:
        text = (
            _("{number}本次已分案為{parts}，另作裁示會刪除這些事項。請先撤回分案（x；actions retract），再重新裁示。")
            if parts else
            _("{number}本次已提報上級，另行提報會刪除待排的議案。請先撤回提報（x；actions retract），再重新裁示。")
        )  # fmt: skip
        super().__init__(text, number=number, parts=_("、").join(parts))


class Followed(Refusal):
    """An item to be taken out on which somebody has ruled, or about which agencies were asked or have answered."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number}是分案而來，或已有後續裁示、調查或辦理情形，不能刪除。請於會議裁示解除列管，或撤回分案。"),
            number=number,
        )
