"""`minutes`: what was said and decided, what is still missing, and the way from draft to confirmed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from meetingtui.cli import minutes_phrases, minutes_words, printing
from meetingtui.cli.desk import Desk
from meetingtui.cli.text_files import text_in
from meetingtui.domain.errors import Refusal
from meetingtui.domain.minutes import DECISION_WORDS, STATUS_WORDS, DecisionKind, MinutesItemView, MinutesView
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.services.office import Office


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs and their words."""
    minutes_words.arguments(parser, common)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, desk: Desk) -> int:
    """Do what the verb says."""
    return VERBS[options.verb](options, desk)


def show(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes show`."""
    from meetingtui.services import minutes

    return _print(minutes.of(desk.open_office(), options.number), options)


def lint(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes lint`: ends with 1 when something is to be mended."""
    from meetingtui.domain.minutes_lint import KIND_WORDS
    from meetingtui.services import minutes_lint

    found = minutes_lint.findings(desk.open_office(), options.number)
    if options.json:
        printing.as_json([one._asdict() | {"place": one.place or None, "action": one.action or None} for one in found])
    elif not found:
        printing.line(_("沒有待補正的項目。"))
    else:
        printing.table(
            [_("類別"), _("議程編號"), _("待補正")],
            [[_(KIND_WORDS[one.kind]), one.item_id, one.sentence] for one in found],
        )
    return 1 if found else 0


def status(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes status`: one step of their life."""
    from meetingtui.services import minutes_life

    office = desk.open_office()
    number, day, despite = options.number, _day(office, options.on), options.despite == "findings"
    steps: dict[str, Callable[[], MinutesView]] = {
        "submitted": lambda: minutes_life.submit(office, number, despite_findings=despite),
        "approved": lambda: minutes_life.approve(office, number, chair=options.chair, on=day, despite_findings=despite),
        "sent": lambda: minutes_life.send(office, number, doc_no=options.doc_no, urgency=options.urgency, on=day),
        "confirmed": lambda: minutes_life.confirm(office, number, at=options.at, corrections=options.corrections),
        "reopen": lambda: minutes_life.reopen(office, number, reason=options.reason),
        "unconfirm": lambda: minutes_life.unconfirm(office, number, reason=options.reason),
    }
    if options.state == "confirmed" and not options.at:
        raise Refusal(_("請以 --at 指明確認本紀錄的場次。"))
    found = steps[options.state]()
    if options.json:
        return _print(found, options)
    printing.line(_("{number}的紀錄：{status}").format(number=found.number, status=_(STATUS_WORDS[found.status])))
    return 0


def _day(office: Office, text: str) -> date | None:
    from meetingtui.services import finding

    return finding.day(office, text) if text.strip() else None


def edit(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes edit`: the text and decision of one point; what is not given stays."""
    from meetingtui.services import minutes

    office = desk.open_office()
    now = next((one for one in minutes.of(office, options.number).items if one.item.id == options.item), None)
    text = text_in(options.text_file) if options.text_file is not None else None
    saved = minutes.save_item(
        office, options.number, options.item, text=_or(text, now and now.text),
        decision_kind=_or(options.kind, now and now.decision_kind),
        decision=_or(options.decision, now and now.decision),
        base_version=_version(options.base_version, now and now.version),
    )  # fmt: skip
    if options.json:
        printing.as_json(_item(saved))
    else:
        printing.line(_("已儲存：{id} {matter}").format(id=saved.item.id, matter=saved.item.matter))
    return 0


def head(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes head`: what stands above and below the points; what is not given stays."""
    from meetingtui.services import minutes

    office = desk.open_office()
    now = minutes.of(office, options.number)
    found = minutes.save_head(
        office, options.number, remarks=text_in(options.remarks_file) if options.remarks_file is not None else None,
        minute_taker=options.taker, opened=options.opened, adjourned=options.adjourned,
        declared_secret=True if options.secret else None, base_version=_version(options.base_version, now.version),
    )  # fmt: skip
    return _print(found, options)


def _or(given: str | None, stored: Any) -> str:
    return given if given is not None else str(stored or "")


def _version(given: int | None, stored: Any) -> int:
    return given if given is not None else int(stored or 0)


def versions(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes versions`."""
    from meetingtui.dates.clock import iso_taipei, unstamp
    from meetingtui.dates.showing import show_moment
    from meetingtui.services import minutes_versions

    found = minutes_versions.all_of(desk.open_office(), options.number)
    if options.json:
        printing.as_json([one._asdict() | {"at": iso_taipei(one.at)} for one in found])
        return 0
    if not found:
        printing.line(_("尚無版本；送核或核定時會留下版本。"))
        return 0
    words = minutes_versions.VERB_WORDS
    printing.table(
        [_("版本"), _("時間"), _("經手人"), _("異動"), _("事由"), _("雜湊"), _("說明")],
        [
            [
                one.version, show_moment(unstamp(one.at), "dot"), one.who, _(words.get(one.verb, one.verb)), one.reason,
                one.hash[:16], _("與現在相同") if one.current else "" if one.intact else _("內容與雜湊不符"),
            ]
            for one in found
        ],
        right=frozenset({0}),
    )  # fmt: skip
    return 0


def compare(options: argparse.Namespace, desk: Desk) -> int:
    """`minutes compare`: lines that went (-) and came (+); without B against what the minutes say now."""
    from meetingtui.services import minutes_versions

    found = minutes_versions.compare(desk.open_office(), options.number, options.a, options.b)
    changed = [one for one in found if options.all or one.sign != " "]
    if options.json:
        printing.as_json([one._asdict() | {"spans": [list(span) for span in one.spans]} for one in changed])
    elif not changed:
        printing.line(_("兩個版本相同。"))
    else:
        for one in changed:
            printing.line(f"{one.sign} {one.place}　{one.text}".rstrip())
    return 0


VERBS: dict[str, Callable[[argparse.Namespace, Desk], int]] = {
    "show": show, "lint": lint, "status": status, "edit": edit, "head": head, "versions": versions,
    "compare": compare, "phrases": minutes_phrases.run,
}  # fmt: skip


def _item(one: MinutesItemView) -> dict[str, Any]:
    return {
        "id": one.item.id, "kind": one.item.kind, "number": one.item.number, "matter": one.item.matter,
        "postponed": one.item.postponed, "text": one.text, "decision_kind": one.decision_kind or None,
        "decision": one.decision, "seconds": one.seconds, "version": one.version, "actions": list(one.actions),
    }  # fmt: skip


def as_dict(found: MinutesView) -> dict[str, Any]:
    """Minutes for programs."""
    dates = ("opened_at", "adjourned_at", "submitted_at", "approved_on", "sent_on", "confirmed_in", "confirmed_on")
    texts = ("minute_taker", "remarks", "declared_secret", "approved_by", "doc_no", "urgency", "corrections", "hash")
    return (
        {"session_id": found.session_id, "number": found.number, "status": found.status, "locked": found.locked}
        | {name: getattr(found, name) for name in texts}
        | {name: getattr(found, name) or None for name in dates}
        | {"days_since": found.days_since, "days_allowed": found.days_allowed, "version": found.version}
        | {"items": [_item(one) for one in found.items]}
    )


def _print(found: MinutesView, options: argparse.Namespace) -> int:
    if options.json:
        printing.as_json(as_dict(found))
        return 0
    for name, value in _lines(found):
        if value:
            printing.line(_("{name}：{value}").format(name=name, value=value))
    for one in found.items:
        printing.line("")
        printing.line(f"[{one.item.id}] {one.item.number}{one.item.matter}")
        _print_text(one.text)
        if one.decision:
            kind = _(DECISION_WORDS[DecisionKind(one.decision_kind)]) if one.decision_kind else _("決議")
            _print_text(_("{name}：{value}").format(name=kind, value=one.decision))
        if one.actions:
            _print_text(_("{name}：{value}").format(name=_("列管事項"), value=_("、").join(one.actions)))
    return 0


def _lines(found: MinutesView) -> Sequence[tuple[str, str]]:
    approved = f"{_said(found.approved_on)} {found.approved_by}".strip()
    sent = " ".join(part for part in (_said(found.sent_on), found.doc_no, found.urgency) if part)
    confirmed = " ".join(part for part in (_said(found.confirmed_on), found.confirmed_in, found.corrections) if part)
    return (
        (_("場次"), found.number), (_("狀態"), _(STATUS_WORDS[found.status])), (_("紀錄人員"), found.minute_taker),
        (_("開會時間"), _moment(found.opened_at)), (_("散會時間"), _moment(found.adjourned_at)), (_("核定"), approved),
        (_("函送"), sent), (_("確認"), confirmed), (_("雜湊"), found.hash), (_("主席致詞"), found.remarks),
    )  # fmt: skip


def _moment(text: str) -> str:
    """A stored moment as people read it; empty stays empty."""
    from meetingtui.dates.showing import show_moment

    return show_moment(datetime.fromisoformat(text)) if text else ""


def _said(text: str) -> str:
    """A stored day as people read it; empty stays empty."""
    from meetingtui.dates.showing import show_date

    return show_date(date.fromisoformat(text)) if text else ""


def _print_text(text: str) -> None:
    for line in text.split("\n") if text else ():
        printing.line(f"    {line}".rstrip())
