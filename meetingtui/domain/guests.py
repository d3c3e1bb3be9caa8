"""Who is asked to one sitting: its members, and guests of other networks for this time only."""

from __future__ import annotations

from collections.abc import Iterable

from meetingtui.domain import names
from meetingtui.domain.errors import Ambiguous, NotFound
from meetingtui.domain.registry import Agency, Registry, retired
from meetingtui.domain.roles import Role
from meetingtui.language import N_, _

ROLE_WORDS = {
    Role.CHAIR: N_("主席"), Role.ATTENDEE: N_("出席"), Role.MAY: N_("得出席"), Role.OBSERVER: N_("列席"),
}  # fmt: skip
REPLY_WORDS = {
    "": N_("未回覆"), "none": N_("未回覆"), "accepted": N_("出席"), "declined": N_("不克出席"),
    "tentative": N_("暫定"), "delegated": N_("派員代理"),
}  # fmt: skip
NETWORK_WORDS = {
    "社政": ("社會",), "衛政": ("衛生",), "教育": ("學生輔導體系", "學校", "學諮"), "勞政": ("就業輔導體系", "就業"),
    "警政": ("治安維護體系", "治安", "警察"), "司法": ("法院",), "檢察": ("檢調", "地檢"), "民政": (), "戶政": (),
    "原民": ("原住民",), "長照": (), "醫療": ("醫院",), "民間": ("民間團體",), "矯正": ("監所",), "毒防": ("毒品防制",),
}  # fmt: skip
"""The networks of the field with what else they are called; 學, 就 and 治 of the plan are found by their first sign."""

_EVER = "9999-12-31"
"""A day on which whoever is given up at any time is out of use."""


def meant(registry: Registry, text: str, on: str) -> list[Agency]:
    """The agencies that `學 就 治` or `衛生局、家防中心` asks for on an ISO day.

    Networks go by any of their words, agencies by name. A network is its bureaus, or where no bureau holds it all who
    do. Raises NotFound or Ambiguous for a word.
    """
    found: dict[int, Agency] = {}
    for word in _words(text):
        for agency in _agencies(registry, word, on):
            found[agency.id] = agency
    return list(found.values())


def of_network(registry: Registry, network: str, on: str) -> list[Agency]:
    """The agencies to ask when a network is asked on an ISO day: its bureaus, or without one all that hold it."""
    holding = registry.agencies_of_network(network, on)
    return [one for one in holding if one.kind == "bureau"] or holding


def by_sign(registry: Registry, sign: str) -> list[Agency]:
    """The agencies still in use of the networks that one sign stands for, as 學, 就 and 治 of the plan do."""
    found = (of_network(registry, network, _EVER) for network in _networks(networks_held(registry, _EVER), sign))
    return list({one.id: one for some in found for one in some}.values())


def networks_held(registry: Registry, on: str) -> list[str]:
    """The networks that somebody in this county holds on an ISO day, in the order in which agencies name them."""
    held = (network for one in registry.agencies.values() if not retired(one, on) for network in one.networks)
    return list(dict.fromkeys(held))


def _agencies(registry: Registry, word: str, on: str) -> list[Agency]:
    entries = [
        (one.code, registry.names("agency", one.id, one.name, one.short, one.name_en))
        for one in registry.agencies.values() if not retired(one, on)
    ]  # fmt: skip
    codes = names.hits(word, entries)
    if not codes:
        networks = _networks(networks_held(registry, on), word)
        if len(networks) > 1:
            raise Ambiguous(_("網絡"), word, networks)
        if networks:
            return of_network(registry, networks[0], on)
        raise NotFound(_("網絡或機關"), word, names.nearest(word, (known for _code, some in entries for known in some)))
    if len(codes) > 1:
        raise Ambiguous(_("機關"), word, codes)
    return [one for one in registry.agencies.values() if one.code == codes[0]]


def _networks(held: Iterable[str], word: str) -> list[str]:
    wanted = names.key(word)
    all_words = {network: [names.key(one) for one in (network, *NETWORK_WORDS.get(network, ()))] for network in held}
    exact = [network for network, known in all_words.items() if wanted in known]
    return exact or [network for network, known in all_words.items() if any(one.startswith(wanted) for one in known)]


def _words(text: str) -> list[str]:
    for sign in "、，,;；\u3000":
        text = text.replace(sign, " ")
    return text.split()
