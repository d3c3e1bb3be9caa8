"""`ics`: calendar files out to others, their answers and busy times back in."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from meetingtui.cli import printing, session_views, session_words, typed_words
from meetingtui.cli.desk import Desk
from meetingtui.cli.verbs import of
from meetingtui.dates.showing import show_edges
from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.services import finding

if TYPE_CHECKING:
    from meetingtui.services.blackouts import Preview as BusyPreview
    from meetingtui.services.invitations import Prepared
    from meetingtui.services.office import Office
    from meetingtui.services.replies import Preview as ReplyPreview

MOST_ALARM = 28 * 24 * 60
"""Minutes; some calendars take no earlier reminder."""


def arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The verbs; the words of each are built when it is used."""
    verbs = of(parser, common)
    verbs.verb("export", _("匯出行事曆檔"), _export_words)
    verbs.verb("import", _("匯入出席回覆或忙碌時段；未加 --accept 只預覽"), import_words)
    verbs.verb("busy", _("列出主席與場地的忙碌時段"), _busy_words)


def _export_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--session", metavar="N", action="append", help=_("場次（可重複）"))
    session_words.narrowing(parser)
    parser.add_argument(
        "--each-agency", action="store_true", help=_("每個機關一個訂閱檔，只含該機關主辦或應出席的場次；-o 為資料夾")
    )
    about = _("改匯出訂有期限的列管事項（待辦），--query 為列管的查詢句")
    parser.add_argument("--tasks", action="store_true", help=about)
    parser.add_argument(
        "--method", choices=("publish", "request", "cancel"), default="publish", help=_("訂閱檔、邀請檔或取消檔")
    )
    parser.add_argument("--alarm", type=alarm, metavar="M", help=_("開會前幾分鐘提醒；0 為不提醒"))
    parser.add_argument(
        "-o", dest="output", type=typed_words.path, required=True, metavar="F|DIR", help=_("檔案或資料夾；- 為標準輸出")
    )
    parser.add_argument("--force", action="store_true", help=_("覆寫已有的檔案"))
    parser.set_defaults(run=export)


def import_words(parser: argparse.ArgumentParser) -> None:
    """The words of an import."""
    parser.add_argument("file", type=typed_words.path, metavar="FILE")
    parser.add_argument("--chair", default="", metavar="POST", help=_("忙碌時段屬於這個職務或姓名"))
    parser.add_argument("--room", default="", metavar="ROOM", help=_("忙碌時段屬於這個場地"))
    parser.add_argument("--replace", action="store_true", help=_("檔案裡沒有的忙碌時段一併刪去"))
    parser.add_argument("--tentative", action="store_true", help=_("標為暫定的時段也計入；不寫則略過"))
    parser.add_argument("--accept", action="store_true", help=_("採用"))
    parser.set_defaults(run=take_in)


def _busy_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", type=int, metavar="ID", help=_("刪去這一筆"))
    parser.set_defaults(run=list_busy)


def alarm(text: str) -> int:
    """Minutes before a sitting, none to four weeks."""
    if not (text.isascii() and text.isdecimal() and int(text[:6]) <= MOST_ALARM):
        raise argparse.ArgumentTypeError(_("提醒須為開會前0到{most}分鐘").format(most=MOST_ALARM))
    return int(text)


def export(options: argparse.Namespace, desk: Desk) -> int:
    """`ics export`: one feed, or a file for each sitting."""
    from meetingtui.domain.invitations import Method
    from meetingtui.services import invitations

    office = desk.open_office()
    if options.tasks:
        from meetingtui.cli import ics_tasks

        return ics_tasks.export(options, office)
    if options.each_agency:
        return _each_agency(office, options, desk)
    method = Method(options.method.upper())
    agency, options.agency = options.agency or "", None
    minutes = desk.settings.alarm_minutes if options.alarm is None else options.alarm
    made = invitations.prepare(office, _wanted(office, options), method, agency=agency, alarm_minutes=minutes)
    if options.output == "-":
        return _to_stdout(made)
    from meetingtui.services import exporting

    what = _("行事曆檔{method} {count}場").format(method=method.value, count=len(made.sittings))
    fed = [exporting.Fed(one, made.agency) for one in made.fed]
    if _is_folder(options.output, made):
        done = exporting.write_folder(
            office, options.output, made.files, what, force=options.force, invited=made.invited, fed=fed
        )
        if len(made.files) == 1:
            done = done._replace(where=done.where / next(iter(made.files)))
    else:
        data = next(iter(made.files.values()))
        done = exporting.write(office, options.output, data, what, force=options.force, invited=made.invited, fed=fed)
    printing.exported(
        done, json=options.json, method=method.value, sessions=[one.number for one in made.sittings],
        files=list(made.files) if done.where.is_dir() else [done.where.name], unreachable=list(made.unreachable),
    )  # fmt: skip
    _warn(made)
    return 0


def _each_agency(office: Office, options: argparse.Namespace, desk: Desk) -> int:
    """`ics export --each-agency`: one feed for each agency of a year."""
    from meetingtui.services import calendar_sets, sessions

    if options.session or options.agency or options.method != "publish" or options.output == "-":
        raise Refusal(
            _("--each-agency 只寫訂閱檔到資料夾，不能與 --session、--agency、其他 --method 或 -o - 並用。請分開匯出。")
        )
    options.year = options.year or str(office.clock.today().year)
    found = sessions.all_of(office, session_words.narrowed(office, options))
    minutes = desk.settings.alarm_minutes if options.alarm is None else options.alarm
    try:
        done = calendar_sets.each_agency(
            office, finding.year(options.year), [one.id for one in found], options.output, alarm_minutes=minutes,
            force=options.force, going_on=printing.progress(_("匯出行事曆檔")),
        )  # fmt: skip
    except calendar_sets.FilesThere as there:
        text = _("已有同名的檔案：{names}。請改用其他資料夾，或加上 --force 覆寫。")
        raise Refusal(text, names=there.names) from there
    if options.json:
        printing.as_json({
            "file": str(done.where), "logged": done.logged, "method": "PUBLISH", "files": list(done.names),
            "sessions": [one.number for one in found],
        })  # fmt: skip
    else:
        text = _("已替{count}個機關各匯出一個行事曆檔到 {where}。")
        printing.line(text.format(count=done.files, where=done.where))
    if not done.logged:
        printing.told(_("資料庫目前不能寫入，此次匯出未記入稽核軌跡。"))
    return 0


def _wanted(office: Office, options: argparse.Namespace) -> Any:
    if not options.session:
        return session_words.narrowed(office, options)
    from meetingtui.services import sessions

    return list(dict.fromkeys(sessions.show(office, one).id for one in options.session))


def _is_folder(output: str, made: Prepared) -> bool:
    """Whether the output names a folder: it is one, ends like one, or several files must go somewhere."""
    return os.path.isdir(os.path.expanduser(output)) or output.endswith(("/", os.sep)) or len(made.files) > 1


def _to_stdout(made: Prepared) -> int:
    if len(made.files) > 1:
        from meetingtui.domain.invitations import OneSittingEach

        raise OneSittingEach(len(made.files))
    sys.stdout.flush()
    sys.stdout.buffer.write(next(iter(made.files.values())))
    _warn(made)
    return 0


def _warn(made: Prepared) -> None:
    from meetingtui.services import invitations

    if made.unreachable:
        names = _("、").join(made.unreachable)
        printing.told(_("沒有電子郵件，未列為行事曆受邀人（請另送書面）：{names}").format(names=names))
    if made.no_sender:
        printing.told(_("尚未登記寄件信箱，回覆無處可送。請登記主辦單位的電子郵件，或在公文設定填電子信箱。"))
    unlisted = invitations.unlisted_words(made.unlisted)
    if unlisted:
        printing.told(unlisted)


def take_in(options: argparse.Namespace, desk: Desk) -> int:
    """`ics import`: shows what a file would change, and with --accept does it."""
    from meetingtui.services import blackouts, calendar_files, replies

    office = desk.open_office()
    came = calendar_files.read(options.file)
    if came.kind == "reply":
        answers = replies.preview(office, came.data, filename=came.name)
        if options.accept:
            replies.accept(office, answers)
        _show_answers(answers, options)
        return 0
    busy = blackouts.preview(
        office, came.data, chair=options.chair, room=options.room, filename=came.name, replace=options.replace,
        tentative=options.tentative,
    )  # fmt: skip
    if options.accept:
        blackouts.accept(office, busy)
    _show_busy(busy, options)
    return 0


def _show_answers(found: ReplyPreview, options: argparse.Namespace) -> None:
    from meetingtui.domain.guests import REPLY_WORDS
    from meetingtui.services import replies

    if options.json:
        printing.as_json({
            "kind": "reply", "accepted": options.accept, "changes": len(found.changes),
            "answers": [
                {
                    "session_number": one.number or None, "name": one.name or None, "email": one.email,
                    "reply": one.reply, "before": one.before or None, "delegated_to": one.delegated_to or None,
                    "comment": one.comment, "state": one.state, "message": replies.state_words(one),
                }
                for one in found.answers
            ],
        })  # fmt: skip
        return
    printing.table(
        [_("場次"), _("回覆者"), _("原登記"), _("回覆"), _("代理人"), _("附註"), _("處理")],
        [
            [
                one.number, one.name or one.email, _(REPLY_WORDS.get(one.before, one.before)),
                _(REPLY_WORDS.get(one.reply, one.reply)), one.delegated_to, one.comment,
                _("已登記") if one.state == "new" and options.accept else replies.state_words(one),
            ]
            for one in found.answers
        ],
    )  # fmt: skip
    _tell_what_next(len(found.changes), accepted=options.accept)


def _show_busy(found: BusyPreview, options: argparse.Namespace) -> None:
    if options.json:
        printing.as_json({
            "kind": "busy", "accepted": options.accept, "changes": len(found.added) + len(found.removed),
            "who": found.who, "known": found.known,
            "added": [{"start": start.isoformat(), "end": end.isoformat()} for start, end in found.added],
            "removed": [{"id": one.id, "start": one.start, "end": one.end} for one in found.removed],
            "skipped": [{"what": one.what, "reason": one.reason} for one in found.skipped],
            "sessions_hit": [session_views.as_dict(one) for one in found.hit],
        })  # fmt: skip
        return
    for start, end in found.added:
        printing.line(_("新增：{span}").format(span=_span(start, end)))
    for gone in found.removed:
        span = _span(datetime.fromisoformat(gone.start), datetime.fromisoformat(gone.end))
        printing.line(_("刪去：{span}").format(span=span))
    for skipped in found.skipped:
        printing.line(_("略過：{what}（{reason}）").format(what=skipped.what, reason=skipped.reason))
    for one in found.hit:
        what = _("撞期：{number} {title}，{when}")
        printing.line(what.format(number=one.number, title=session_views.title(one), when=session_views.when(one)))
    printing.line(
        _("{who}的忙碌時段：新增{added}筆、刪去{removed}筆、已有{known}筆、略過{skipped}筆。").format(
            who=found.who, added=len(found.added), removed=len(found.removed), known=found.known,
            skipped=len(found.skipped),
        )
    )  # fmt: skip
    _tell_what_next(len(found.added) + len(found.removed), accepted=options.accept)


def _tell_what_next(changes: int, *, accepted: bool) -> None:
    if not changes:
        printing.line(_("沒有需要變更的項目。"))
    elif accepted:
        printing.line(_("已採用{count}項變更。").format(count=changes))
    else:
        printing.line(_("以上為預覽，尚未儲存；確定採用請加上 --accept。"))


def list_busy(options: argparse.Namespace, desk: Desk) -> int:
    """`ics busy`: the stored busy times from today on."""
    from meetingtui.services import blackouts

    office = desk.open_office()
    if options.remove is not None:
        blackouts.remove(office, options.remove)
    found = blackouts.listing(office)
    if options.json:
        printing.as_json([one._asdict() for one in found])
    elif not found:
        printing.line(_("沒有登記的忙碌時段。"))
    else:
        printing.table(
            [_("編號"), _("主席或場地"), _("起"), _("迄"), _("來源")],
            [
                [one.id, one.who, *show_edges(*map(datetime.fromisoformat, (one.start, one.end))), one.source]
                for one in found
            ],
        )
    return 0


def _span(start: datetime, end: datetime) -> str:
    begins, ends = show_edges(start, end)
    return begins if begins == ends else _("{start}至{end}").format(start=begins, end=ends)
