"""What is being typed and not yet saved: kept every second, found again after a power cut, gone once it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.minutes import LOCKED
from meetingtui.language import N_, _
from meetingtui.services.office import Office
from meetingtui.store import drafts as kept
from meetingtui.store.queries import drafts as rows
from meetingtui.store.queries import minutes as minutes_rows

if TYPE_CHECKING:
    from meetingtui.store.unit_of_work import UnitOfWork

KIND_WORDS = {"minutes": N_("會議紀錄"), "remarks": N_("主席致詞"), "agenda": N_("議程"), "point": N_("新增議案"),
              "report": N_("辦理情形")}  # fmt: skip
"""What the objects of drafts are called, by the first word of their name."""


class TypedHere(Refusal):
    """This window holds other words on the same thing."""

    def __init__(self, title: str) -> None:
        super().__init__(_("「{title}」在這個視窗已有另一份未存的輸入，請先儲存那一份，再接續這一份。"), title=title)


class TypedElsewhere(Refusal):
    """Another window has taken a draft over, or dropped it."""

    def __init__(self, title: str) -> None:
        super().__init__(_("「{title}」的這一份輸入已在另一個視窗接續或捨棄。"), title=title)


class DraftView(NamedTuple):
    """Something typed and not saved. `object` is what it belongs to: `minutes:30:7`, `remarks:30`, `agenda:7`,
    `point:30` for a new one on the agenda of a sitting, or `report:30:5:2` for an agency's answer before a sitting.

    `texts` are its fields by name, `stored` the same fields as they are saved now; `base_version` is the version that
    was typed upon, `version` the one that is saved now (0: nothing). `title` is the point's matter; `number` that of
    the sitting, both empty where the object is gone. `locked` says that its minutes are approved by now, and must be
    reopened before it can be saved. `at` is a UTC stamp. `typed_in` names the window that it was typed in; `elsewhere`
    says that this is another one, which is still open.
    """

    object: str
    kind: str
    at: str
    texts: dict[str, str]
    stored: dict[str, str]
    base_version: int
    version: int
    session_id: int | None
    number: str
    item_id: int | None
    title: str
    gone: bool = False
    locked: bool = False
    id: int = 0
    typed_in: str = ""
    elsewhere: bool = False
    place: str = ""
    """Kind and number of the point on its agenda (討論二), told by `draft_places`."""

    @property
    def overtaken(self) -> bool:
        """Whether somebody has saved another version since the typing began."""
        return self.base_version != self.version


def minutes_object(session_id: int, item_id: int) -> str:
    """What a draft of the text on one point is named."""
    return f"minutes:{session_id}:{item_id}"


def remarks_object(session_id: int) -> str:
    """What a draft of the chair's opening words is named."""
    return f"remarks:{session_id}"


def agenda_object(item_id: int) -> str:
    """What a draft of a point of the agenda is named."""
    return f"agenda:{item_id}"


def new_point_object(session_id: int) -> str:
    """What a draft of a point that is being added to the agenda of a sitting is named."""
    return f"point:{session_id}"


def report_object(session_id: int, action_id: int, agency_id: int) -> str:
    """What a draft of an agency's answer on an item before a sitting is named."""
    return f"report:{session_id}:{action_id}:{agency_id}"


def packed(**texts: str) -> str:
    """The body of a draft with several fields: `text`, `decision_kind` and `decision` of minutes, `text` of remarks,

    `matter`, `explanation` and `proposal` of an agenda.
    """
    import json

    return json.dumps(texts, ensure_ascii=False)


def unpacked(body: str) -> dict[str, str]:
    """The fields of a draft by name; a body that is plain text is its `text`."""
    import json

    try:
        found = json.loads(body)
    except ValueError:
        return {"text": body}
    if not isinstance(found, dict):
        return {"text": body}
    return {str(name): str(value) for name, value in found.items()}


def keep(office: Office, object: str, body: str, base_version: int) -> None:
    """Keep what is being typed into `object`; when this returns, it outlasts a power cut.

    `base_version` is the version that is being typed upon, 0 for a new text. Raises DatabaseReadOnly, DatabaseLocked
    or DatabaseFull; what was kept before stays.
    """
    if office.read_only:
        from meetingtui.store.faults import DatabaseReadOnly

        raise DatabaseReadOnly(office.location.shown)
    office.window.hold()
    kept.keep(
        office.location, kept.Kept(office.who, object, office.window.name, base_version, office.now(), body)
    )  # fmt: skip


def discard(office: Office, object: str) -> None:
    """Forget what this person has typed into `object` in this window."""
    kept.discard(office.location, office.who, object, office.window.name)


def drop(office: Office, draft: DraftView) -> None:
    """Forget a draft, unless another window has taken it over meanwhile."""
    kept.drop(office.location, draft.id, draft.typed_in)


def typed(office: Office) -> list[DraftView]:
    """All that this person has typed and not saved, in whatever window, oldest first."""
    found = rows.all_of(office.reader, office.who)
    open_ones = office.window.open_ones({one.typed_in for one in found}, office.reader)
    return [
        _with_lock(office, _view(office, one))._replace(elsewhere=one.typed_in in open_ones) for one in found
    ]  # fmt: skip


def pending(office: Office) -> list[DraftView]:
    """What of it was typed in this window, or in one that has ended; oldest first."""
    return [one for one in typed(office) if not one.elsewhere]


def left_over(office: Office) -> list[DraftView]:
    """What of it was typed in a window that has ended, oldest first: what the start asks about."""
    return [one for one in pending(office) if one.typed_in != office.window.name]


def take_over(office: Office, draft: DraftView) -> DraftView:
    """Go on with a draft that was left over: from now on it belongs to this window.

    Raises TypedHere, TypedElsewhere, DatabaseReadOnly, DatabaseLocked or DatabaseFull.
    """
    mine = office.window.name
    if office.read_only:
        from meetingtui.store.faults import DatabaseReadOnly

        raise DatabaseReadOnly(office.location.shown)
    office.window.hold()
    if draft.typed_in != mine and not kept.take_over(office.location, draft.id, draft.typed_in, mine):
        here = any(one.object == draft.object and one.typed_in == mine for one in pending(office))
        raise TypedHere(draft.title) if here else TypedElsewhere(draft.title)
    return draft._replace(typed_in=mine)


def take_up(office: Office, object: str) -> DraftView | None:
    """What this person has typed into `object` and not saved: in this window, else the newest that was left over.

    The latter is taken over; what cannot be, as nothing can be written, is shown all the same and stays for others.
    """
    mine = office.window.name
    found = sorted((one for one in reversed(pending(office)) if one.object == object), key=lambda o: o.typed_in != mine)
    for one in found:
        try:
            return take_over(office, one)
        except TypedElsewhere:
            continue
        except Refusal:
            return one
    return None


def _view(office: Office, draft: rows.Kept) -> DraftView:
    kind, _colon, rest = draft.object.partition(":")
    ids = [int(part) for part in rest.split(":") if part.isascii() and part.isdecimal() and len(part) < 16]
    blank = DraftView(
        draft.object, kind, draft.at, unpacked(draft.body), {}, draft.base_version, 0, None, "", None, "", gone=True,
        id=draft.id, typed_in=draft.typed_in,
    )  # fmt: skip
    if kind == "remarks" and len(ids) == 1:
        return _of_remarks(office, blank, ids[0])
    if kind == "point" and len(ids) == 1:
        return _of_new_point(office, blank, ids[0])
    if kind == "report" and len(ids) == 3:
        return _of_report(office, blank, *ids)
    if (kind, len(ids)) in {("minutes", 2), ("agenda", 1)}:
        return _of_item(office, blank, ids[-1])
    return blank


def _with_lock(office: Office, draft: DraftView) -> DraftView:
    state = minutes_rows.state(office.reader, draft.session_id) if draft.session_id is not None else None
    return draft._replace(locked=state is not None and state[1] in LOCKED)


def _of_remarks(office: Office, draft: DraftView, session_id: int) -> DraftView:
    saved = rows.remarks(office.reader, session_id)
    if saved is None:
        return draft
    return draft._replace(
        stored={"text": saved.text}, version=saved.version, session_id=session_id, number=saved.number,
        title=_(KIND_WORDS[draft.kind]), gone=False,
    )  # fmt: skip


def _of_new_point(office: Office, draft: DraftView, session_id: int) -> DraftView:
    saved = rows.remarks(office.reader, session_id)
    if saved is None:
        return draft
    title = draft.texts.get("matter", "").strip() or _(KIND_WORDS[draft.kind])
    return draft._replace(session_id=session_id, number=saved.number, title=title, gone=False)


def _of_report(office: Office, draft: DraftView, session_id: int, action_id: int, agency_id: int) -> DraftView:
    saved, item = rows.remarks(office.reader, session_id), rows.action(office.reader, action_id)
    agency = office.registry().agencies.get(agency_id)
    if saved is None or item is None or agency is None:
        return draft
    title = _("{agency}　{number}").format(agency=agency.name, number=item)
    return draft._replace(session_id=session_id, number=saved.number, item_id=action_id, title=title, gone=False)


def _of_item(office: Office, draft: DraftView, item_id: int) -> DraftView:
    saved = rows.item(office.reader, item_id)
    if saved is None:
        return draft
    if draft.kind == "minutes":
        stored = {"text": saved.text, "decision_kind": saved.decision_kind, "decision": saved.decision}
    else:
        stored = {"matter": saved.matter, "explanation": saved.explanation, "proposal": saved.proposal}
    return draft._replace(
        stored=stored, version=saved.text_version if draft.kind == "minutes" else saved.version,
        session_id=saved.session_id, number=saved.number or "", item_id=item_id, title=saved.matter, gone=False,
    )  # fmt: skip


def forget(office: Office, work: UnitOfWork, object: str) -> None:
    """Forget what the person at work typed into `object` in this window, in the transaction that saves it."""
    kept.forget(work, object, office.window.name)
