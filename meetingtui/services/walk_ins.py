"""Whom somebody means who types a piece of a name for a walk-in: an agency, a person, or just what is typed."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain import guests, names
from meetingtui.domain.errors import Ambiguous, NotFound, Refusal
from meetingtui.domain.registry import Agency, Registry, retired
from meetingtui.language import _
from meetingtui.services import finding

MOST = 12
"""Known ones that are offered for a piece of a name."""


class Known(NamedTuple):
    """An agency of the registry by code and name, or the holder of a post (`person`, `title`) of an agency or none."""

    code: str
    name: str = ""
    person: str = ""
    title: str = ""

    @property
    def label(self) -> str:
        """As it is offered."""
        return f"{self.person} {self.title}".strip() if self.person else f"{self.code} {self.name}"


class MaybeMeant(Refusal):
    """A walk-in named by a piece of what the registry knows."""

    def __init__(self, text: str, known: list[Known]) -> None:
        self.text = text
        self.known = tuple(known)
        super().__init__(
            _(
                "「{text}」可能是：{known}。請改用代碼或全名，人名用 --person；"
                "若都不是，請註明照所打的文字登記（--literal）。"
            ),
            text=text, known=_("、").join(one.label for one in known),
        )  # fmt: skip


def agency_of(registry: Registry, text: str, on: str, *, literal: bool = False) -> int | None:
    """The agency that a walk-in names; None for a body that the registry does not know.

    With `literal` only the whole name, an alias or the code of an agency means it. Raises MaybeMeant where the text is
    a piece of what the registry knows on that ISO day and no single agency is meant.
    """
    if not text:
        return None
    if literal:
        exact = names.hits(text, [(one.code, _names(registry, one)) for one in registry.agencies.values()])
        return next((one.id for one in registry.agencies.values() if [one.code] == exact), None)
    try:
        return finding.agency_of(registry, text).id
    except (NotFound, Ambiguous):
        known = holding(registry, text, on)
        if known:
            raise MaybeMeant(text, known) from None
        return None


def holding(registry: Registry, text: str, on: str) -> list[Known]:
    """The agencies and post holders in use of which a name holds `text`, those that begin with it first."""
    wanted = names.key(text)
    found: list[tuple[bool, int, Known]] = []

    def note(said: tuple[str, ...], one: Known) -> None:
        keys = [names.key(name) for name in said if name]
        if any(wanted in key for key in keys):
            found.append((not any(key.startswith(wanted) for key in keys), len(found), one))

    signed = guests.by_sign(registry, text) if len(wanted) == 1 else []
    for agency in registry.agencies.values():
        if not retired(agency, on):
            sign = (wanted,) if agency in signed else ()
            note((*sign, *_names(registry, agency)), Known(agency.code, agency.name))
    for post_id, holders in registry.holders.items():
        post = registry.posts[post_id]
        office = registry.agencies.get(post.agency_id or 0)
        for holder in holders:
            if holder.valid_from <= on and (holder.valid_to is None or on < holder.valid_to):
                note((holder.person,), Known(office.code if office else "", "", holder.person, post.name))
    return [one for _begins, _order, one in sorted(found)[:MOST]]


def _names(registry: Registry, agency: Agency) -> tuple[str, ...]:
    return registry.names("agency", agency.id, agency.name, agency.short, agency.name_en)
