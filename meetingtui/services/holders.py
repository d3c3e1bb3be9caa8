"""Who holds a post: a new holder presides over every later sitting, sittings held keep the chair they had."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from meetingtui.domain import names
from meetingtui.domain.errors import Refusal
from meetingtui.domain.registry import Post, Registry
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.services import finding, standing, written
from meetingtui.services.office import Office
from meetingtui.services.registry import PostDetail, post_show

if TYPE_CHECKING:
    from meetingtui.store.tables import Contact
    from meetingtui.store.unit_of_work import UnitOfWork


class Appointed(NamedTuple):
    """A change of holder: the post as it is now, and the open sittings that follow it.

    `also` are the other posts that somebody of the new holder's name, `person`, holds that day.
    """

    post: PostDetail
    sittings: tuple[SessionView, ...]
    person: str = ""
    also: tuple[str, ...] = ()

    @property
    def namesake(self) -> str:
        """That somebody of that name holds other posts too and is taken for one person; empty where nobody does."""
        if not self.also:
            return ""
        return _("{person}另任{posts}，視為同一人，不能同時主持。若非同一人，請在姓名後加註以資區別。").format(
            person=self.person, posts=_("、").join(self.also)
        )


def appoint(
    office: Office, name: str, person: str, on: date, *, email: str = "", phone: str = "", note: str = "",
    base_version: int | None = None,
) -> Appointed:  # fmt: skip
    """Let `person` hold a post from a day on; the former holder ends that day and all later sittings follow.

    A person of that name at the post's agency is the same one; e-mail and phone given here are kept with them. One of
    that name with a post elsewhere counts as the same person too, which `Appointed.also` tells.
    Sittings held before keep the chair they had. Raises ChangedMeanwhile, or Refusal when nothing changes.
    """
    from meetingtui.store import tables

    registry = office.registry()
    post = finding.post_of(registry, name)
    who = written.line(person, _("姓名"), required=True)
    card: dict[str, Any] = {
        "email": written.email(email),
        "phone": written.phone(phone, most=50),
        "note": note.strip(),
    }
    day = on.isoformat()
    if post.retired_on and post.retired_on <= day:
        raise Refusal(_("職務{post}已停用。請先恢復使用。"), post=post.name)
    current = registry.holder(post.id, day)
    if current is not None and names.key(current.person) == names.key(who):
        raise Refusal(
            _("{person}自{since}起即任{post}，不必再登記。"),
            person=current.person, since=written.roc_iso(current.valid_from), post=post.name,
        )  # fmt: skip
    following = next((one for one in registry.holders.get(post.id, ()) if one.valid_from > day), None)
    until = following.valid_from if following else None
    follow = presided(office, registry, post, day, until)
    with office.begin() as work:
        work.get(tables.Post, post.id, base_version=base_version or post.version)
        contact = _contact(work, post, who, card)
        if current is not None and current.valid_from == day:
            row = work.get(tables.Holder, current.id, base_version=current.version)
            row.contact_id = contact.id or 0
        else:
            end(work, registry, post, day)
            work.add(tables.Holder(post_id=post.id, contact_id=contact.id or 0, valid_from=day, valid_to=until))
        work.audit("appointed", post.code, "holder")
        standing.tell_calendars(work, follow)
        work.commit()
    also = tuple(one.name for one in office.registry().posts_of(who, day) if one.id != post.id)
    return _appointed(office, post, follow)._replace(person=who, also=also)


def vacate(office: Office, name: str, on: date) -> Appointed:
    """Let a post stand vacant from a day on. Raises Refusal when nobody holds it then."""
    registry = office.registry()
    post = finding.post_of(registry, name)
    day = on.isoformat()
    if registry.holder(post.id, day) is None:
        raise Refusal(_("{post}於該日並無人任職。"), post=post.name)
    follow = presided(office, registry, post, day)
    with office.begin() as work:
        end(work, registry, post, day)
        work.audit("appointed", post.code, "holder")
        standing.tell_calendars(work, follow)
        work.commit()
    return _appointed(office, post, follow)


def _appointed(office: Office, post: Post, follow: list[SessionView]) -> Appointed:
    from meetingtui.store.queries import sessions as session_rows

    registry = office.registry()
    sittings = session_rows.by_ids(office.reader, registry, [one.id for one in follow])
    return Appointed(post_show(office, post.code), tuple(sittings))


def presided(office: Office, registry: Registry, post: Post, day: str, until: str | None = None) -> list[SessionView]:
    """The open sittings over which a post presides from an ISO day on, until another one (exclusive)."""
    found = standing.after(office, registry, SessionFilter(chair_post_ids=(post.id,)), day)
    return [one for one in found if one.day and (until is None or one.day < until)]


def end(work: UnitOfWork, registry: Registry, post: Post, day: str) -> None:
    """End whoever holds the post on `day`; one who began that very day never held it."""
    from meetingtui.store import tables

    current = registry.holder(post.id, day)
    if current is None:
        return
    row = work.get(tables.Holder, current.id, base_version=current.version)
    if current.valid_from == day:
        work.delete(row)
    else:
        row.valid_to = day


def _contact(work: UnitOfWork, post: Post, who: str, card: dict[str, Any]) -> Contact:
    from meetingtui.store import tables

    known = [
        one for one in work.all(tables.Contact, agency_id=post.agency_id)
        if names.key(one.name) == names.key(who) and not one.retired_on
    ]  # fmt: skip
    if not known:
        return work.add(tables.Contact(agency_id=post.agency_id, title=post.name, name=who, **card))
    contact = known[0]
    for field, value in (*card.items(), ("title", post.name)):
        if value and getattr(contact, field) != value:
            setattr(contact, field, value)
    return contact
