"""The versions of minutes: each the whole content of the paper as canonical JSON with its SHA-256, to be compared.

The body is one JSON object with sorted keys and no blanks: `sitting` (number, name, when, where, chair), `head`
(remarks, minute-taker, times), `life` (approval, letter), `roll` (who came), `items` (agenda, text and decision of each
point), `actions` it made, `rulings` on what came before it, and `paper` (what approved minutes print besides); what is
empty is left out. The same content has
the same hash on every machine and database.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.dates.showing import show_date, show_moment
from meetingtui.domain.agenda import HEADINGS, ItemKind
from meetingtui.domain.attendance import PRESENCE_WORDS
from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.domain.guests import ROLE_WORDS
from meetingtui.domain.minutes import DECISION_WORDS, DecisionKind, MinutesView
from meetingtui.domain.rulings import RULING_WORDS, Ruling
from meetingtui.domain.sittings import SessionView
from meetingtui.domain.text_versions import DiffLine, Line
from meetingtui.domain.text_versions import compare as compare_lines
from meetingtui.language import N_, _
from meetingtui.services import carrying, finding, minutes, roll, sealed_minutes
from meetingtui.services.office import Office
from meetingtui.store.queries import action_rulings as ruling_rows
from meetingtui.store.queries import minutes as rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

_APART = frozenset({"life", sealed_minutes.PART})
"""Parts that are not what the minutes say: what happens to them afterwards, and what only the paper shows."""
NOW = 0
"""Stands for the content as it is now among the numbers of versions."""
VERB_WORDS = {"submitted": N_("送核"), "approved": N_("核定"), "unsealed": N_("重啟"), "unconfirmed": N_("撤回確認")}
MOMENTS = frozenset({"start", "opened_at", "adjourned_at"})
DAYS = frozenset({"approved_on", "sent_on", "due"})
LIFE = ("approved_on", "approved_by", "sent_on", "doc_no", "urgency")
HEAD_WORDS = {
    "minute_taker": N_("紀錄"), "opened_at": N_("開會時間"), "adjourned_at": N_("散會時間"),
    "declared_secret": N_("保密宣告"), "remarks": N_("主席致詞"),
}  # fmt: skip
SITTING_WORDS = {
    "name": N_("會議"), "number": N_("場次"), "start": N_("時間"), "place": N_("地點"), "chair": N_("主席"),
}  # fmt: skip
LIFE_WORDS = {
    "approved_on": N_("核定日期"), "approved_by": N_("核定者"), "sent_on": N_("函送日期"), "doc_no": N_("發文字號"),
    "urgency": N_("速別"),
}  # fmt: skip


class VersionView(NamedTuple):
    """A version of minutes. `version` counts from 1, `at` is a UTC stamp, `hash` the SHA-256 of its body.

    `intact` says that the body still has that hash; `current` that it is what the minutes say now.
    """

    version: int
    at: str
    who: str
    verb: str
    reason: str
    hash: str
    intact: bool
    current: bool


class NoVersions(Refusal):
    """Minutes that were never submitted have nothing to compare."""

    def __init__(self, number: str) -> None:
        super().__init__(_("{number}的紀錄尚未送核，沒有可比對的版本。送核或核定時會留下版本。"), number=number)


def all_of(office: Office, name: str | int) -> list[VersionView]:
    """The versions of a sitting's minutes, oldest first. Raises NotFound."""
    sitting = finding.session_of(office, office.registry(), name)
    now = digest(_content(office, sitting, minutes.of(office, sitting.id)))
    found = []
    for place, one in enumerate(rows.versions(office.reader, sitting.id), 1):
        same = _content_hash(one.body) == now
        found.append(
            VersionView(place, one.at, one.who, one.verb, one.reason, one.hash, _hash(one.body) == one.hash, same)
        )
    return found


def compare(office: Office, name: str | int, a: int, b: int = NOW) -> list[DiffLine]:
    """Version `a` against version `b`, by their numbers; NOW (0) is the content as it is now.

    Raises NotFound and NoVersions.
    """
    sitting = finding.session_of(office, office.registry(), name)
    bodies = [one.body for one in rows.versions(office.reader, sitting.id)]
    if not bodies and (a, b) != (NOW, NOW):
        raise NoVersions(sitting.number)
    both = []
    for number in (a, b):
        if number == NOW:
            both.append(_lines(_content(office, sitting, minutes.of(office, sitting.id))))
        elif 1 <= number <= len(bodies):
            both.append(_lines(json.loads(bodies[number - 1])))
        else:
            raise NotFound(_("版本"), str(number), [str(one) for one in range(1, len(bodies) + 1)][-3:])
    return compare_lines(both[0], both[1])


def content(office: Office, name: str | int, version: int = NOW) -> dict[str, Any]:
    """What a version says, as the object that its body is. Raises NotFound and NoVersions."""
    sitting = finding.session_of(office, office.registry(), name)
    if version == NOW:
        return _content(office, sitting, minutes.of(office, sitting.id))
    bodies = [one.body for one in rows.versions(office.reader, sitting.id)]
    if not bodies:
        raise NoVersions(sitting.number)
    if not 1 <= version <= len(bodies):
        raise NotFound(_("版本"), str(version), [str(one) for one in range(1, len(bodies) + 1)][-3:])
    found: dict[str, Any] = json.loads(bodies[version - 1])
    return found


def keep(office: Office, work: UnitOfWork, sitting: SessionView, view: MinutesView, verb: str, reason: str = "") -> str:
    """Store what the minutes say as a version; its hash. `view` bears what this transaction makes of the head."""
    from meetingtui.store.tables import MinutesVersion

    paper = {sealed_minutes.PART: sealed_minutes.kept(office, sitting)} if verb == sealed_minutes.VERB else {}
    body = canonical(_content(office, sitting, view) | paper)
    made = MinutesVersion(
        session_id=sitting.id, at=work.at, who=work.who, verb=verb, reason=reason, body=body, hash=_hash(body)
    )
    work.add(made)
    return made.hash


def canonical(found: dict[str, Any]) -> str:
    """The one way in which a content is written."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(found: dict[str, Any]) -> str:
    """The hash of a content without what happens to it afterwards (approval, letter) and what only the paper shows."""
    return _hash(canonical({part: value for part, value in found.items() if part not in _APART}))


def _content_hash(body: str) -> str:
    return digest(json.loads(body))


def _hash(body: str) -> str:
    from hashlib import sha256

    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def _content(office: Office, sitting: SessionView, view: MinutesView) -> dict[str, Any]:
    """What the minutes say; of each part only what is there."""
    rulings = _rulings(office, sitting)
    return ({"rulings": rulings} if rulings else {}) | {
        "sitting": _told({
            "number": sitting.number, "name": sitting.name, "track": sitting.track_name, "ordinal": sitting.ordinal,
            "start": sitting.start, "place": f"{sitting.township}{sitting.room}",
            "chair": f"{sitting.acting or sitting.chair} {sitting.chair_person}".strip(),
            "persons": sitting.person_times, "about": sitting.person_times_about,
        }),
        "head": _told({field: getattr(view, field) for field in HEAD_WORDS}),
        "life": _told({field: getattr(view, field) for field in LIFE}),
        "roll": _roll(office, sitting),
        "items": [
            _told({
                "id": one.item.id, "kind": one.item.kind.value, "number": one.item.number, "matter": one.item.matter,
                "explanation": one.item.explanation, "proposal": one.item.proposal, "agency": one.item.agency,
                "case_code": one.item.case_code, "papers": [list(paper) for paper in one.item.papers],
                "postponed": one.item.postponed, "text": one.text, "decision_kind": one.decision_kind,
                "decision": one.decision,
            })
            for one in view.items
        ],
        "actions": [
            _told({
                "number": one.number, "text": one.text, "lead": one.lead, "assists": list(one.assists),
                "due": one.due, "kind": one.kind.value,
            })
            for one in carrying.made_at(office, sitting.id)
        ],
    }  # fmt: skip


def _rulings(office: Office, sitting: SessionView) -> list[dict[str, Any]]:
    """What the sitting has ruled, by item."""
    here = ruling_rows.of_session(office.reader, office.registry(), sitting.id)
    numbers = {one.id: one.number for one in carrying.items(office, list(here))}
    return [
        _told({
            "number": numbers[one.action_id], "ruling": one.verb.value, "lead": one.lead, "assists": list(one.assists),
            "due": one.due, "reason": one.reason, "other": list(one.other), "to": one.sent_to, "doc_no": one.doc_no,
        })
        for item in sorted(here, key=lambda each: numbers[each]) for one in here[item]
    ]  # fmt: skip


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that say something: an empty text, a no and a nothing are left out."""
    return {name: fact for name, fact in facts.items() if fact}


def _roll(office: Office, sitting: SessionView) -> list[dict[str, Any]]:
    fields = ("name", "title", "role", "agency", "person", "presence", "stands_in_for", "online", "walk_in", "persons")
    return [
        _told({field: getattr(one, field) for field in fields})
        for one in roll.of(office, sitting.id).lines if one.presence
    ]  # fmt: skip


def _lines(found: dict[str, Any]) -> list[Line]:
    """A content as lines for a comparison, in the order of the paper, each with the part that it stands in."""
    lines: list[Line] = []
    for part, words in (("sitting", SITTING_WORDS), ("head", HEAD_WORDS), ("life", LIFE_WORDS)):
        for field, word in words.items():
            lines += _under(_(word), _shown(field, found.get(part, {}).get(field, "")))
    for one in found.get("roll", ()):
        lines.append(Line(_said_of(one), _("出席情形")))
    for one in found.get("items", ()):
        where = f"{_(HEADINGS[ItemKind(one['kind'])])} {one.get('number', '').rstrip('、')}".rstrip()
        for field in ("matter", "explanation", "proposal", "text"):
            lines += _under(where, one.get(field, ""))
        kind = one.get("decision_kind", "")
        word = _(DECISION_WORDS[DecisionKind(kind)]) + "：" if kind else ""
        lines += _under(where, word + one["decision"] if one.get("decision") else "")
    for one in found.get("rulings", ()):
        who = _("、").join([one.get("lead", ""), *one.get("assists", ())])
        facts = (
            one["number"], _(RULING_WORDS[Ruling(one["ruling"])]), *one.get("other", ()), one.get("to"),
            one.get("doc_no"), who, _shown("due", one.get("due", "")), one.get("reason"),
        )  # fmt: skip
        lines.append(Line(" ".join(str(fact) for fact in facts if fact), _("列管裁示")))
    for one in found.get("actions", ()):
        who = _("、").join([one.get("lead", ""), *one.get("assists", ())])
        due = _shown("due", one.get("due", ""))
        lines.append(Line(f"{one['number']} {one['text']} {who} {due}".rstrip(), _("列管事項")))
    return lines


def _shown(field: str, value: Any) -> Any:
    """A fact of a content with its day or moment as people read it."""
    if field in MOMENTS and value:
        return show_moment(datetime.fromisoformat(value))
    return show_date(date.fromisoformat(value)) if field in DAYS and value else value


def _said_of(line: dict[str, Any]) -> str:
    role, presence = ROLE_WORDS.get(line["role"], line["role"]), PRESENCE_WORDS.get(line["presence"], line["presence"])
    said = (line["name"], line.get("title"), line.get("person"), _(role), _(presence), line.get("persons"))
    return " ".join(str(one) for one in said if one)


def _under(place: str, value: Any) -> list[Line]:
    if value is True:
        return [Line(_("是"), place)]
    return [Line(one, place) for one in str(value).split("\n")] if value else []
