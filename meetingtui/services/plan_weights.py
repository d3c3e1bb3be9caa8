"""What a plan is judged by in this office: each wish's points and the limits, seen and changed in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.planning.weights import USUAL, WEIGHT_WORDS, Weights
from meetingtui.services import written
from meetingtui.services.office import Office
from meetingtui.store.queries import plan_weights as rows

MOST = 1000


class WeightView(NamedTuple):
    """One weight or limit; `usual` is what it is unless somebody changes it."""

    name: str
    label: str
    value: int
    usual: int


def of(office: Office) -> Weights:
    """The weights in force."""
    known = {name: value for name, value in office.reader.unchanged(rows.changed).items() if name in Weights._fields}
    return USUAL._replace(**known)


def listing(office: Office) -> list[WeightView]:
    """Every weight with what it is called, in the order of their fields."""
    now = of(office)
    return [
        WeightView(name, _(WEIGHT_WORDS[name]), getattr(now, name), getattr(USUAL, name)) for name in Weights._fields
    ]


def read(words: list[str]) -> dict[str, int]:
    """The weights that `NAME=VALUE` words give, by name. Raises Refusal or NotFound."""
    found = {}
    for word in words:
        name, equals, figure = word.partition("=")
        if not equals or not (figure.strip().isascii() and figure.strip().isdecimal() and len(figure.strip()) < 10):
            raise Refusal(
                _("權重「{word}」無法判讀。請寫成 名稱=數字，數字為0至{most}的整數。"), word=word[:40], most=MOST
            )
        found[name.strip()] = int(figure)
    return found


def change(office: Office, wanted: Mapping[str, int]) -> list[WeightView]:
    """Set weights by name (also by the words that they are shown with), as one change; answers all of them.

    Raises NotFound for a name that there is none of, and Refusal outside 0 to 1000 or below one for an upper limit.
    """
    found = {_field(name): value for name, value in wanted.items()}
    for name, value in found.items():
        written.whole(value, _(WEIGHT_WORDS[name]), 1 if name.endswith("_most") else 0, MOST)
    return _store(office, {**of(office)._asdict(), **found})


def reset(office: Office) -> list[WeightView]:
    """Back to the usual weights, as one change; answers all of them."""
    return _store(office, USUAL._asdict())


def _store(office: Office, wanted: Mapping[str, int]) -> list[WeightView]:
    from meetingtui.store.tables import PlanWeight

    before = of(office)._asdict()
    if dict(wanted) == before:
        return listing(office)
    with office.begin() as work:
        stored = {row.name: row for row in work.all(PlanWeight)}
        for name, value in wanted.items():
            usual = value == getattr(USUAL, name)
            if name in stored and usual:
                work.delete(stored[name])
            elif name in stored:
                stored[name].value = value
            elif not usual:
                work.add(PlanWeight(name=name, value=value))
        changed = [_(WEIGHT_WORDS[name]) for name in wanted if wanted[name] != before[name]]
        work.audit("edited", _("編排權重：{names}").format(names=written.few(changed)), "plan_weight")
        work.commit()
    return listing(office)


def _field(name: str) -> str:
    """The weight of that name, or that its words tell, whole or in part. Raises NotFound or Ambiguous."""
    return names.resolve(name[:40], [(field, (_(words),)) for field, words in WEIGHT_WORDS.items()], _("權重"))
