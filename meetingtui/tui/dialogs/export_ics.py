"""Calendar files of the sittings that were chosen: invites, cancels, or one feed; where to, and who gets paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual.content import Content

from meetingtui.domain.errors import Refusal
from meetingtui.domain.invitations import Method, NothingToExport
from meetingtui.domain.registry import Agency, Registry
from meetingtui.language import N_, _
from meetingtui.services import exporting, files, invitations
from meetingtui.services.exporting import Exported
from meetingtui.services.invitations import Prepared
from meetingtui.services.office import Office
from meetingtui.tui.dialogs import choices
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.path_field import PathField
from meetingtui.tui.dialogs.sitting_dialog import text_of
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.choice_field import Choice, ChoiceField
from meetingtui.tui.widgets.field import Field

EACH = "each"
"""An invite for every sitting that takes place, a cancel for every one that does not."""
AGENCIES = "agencies"
"""A feed for every agency, of what it hosts or is asked to."""
METHODS = (
    (EACH, N_("邀請檔與取消檔（依各場狀態，每場一檔）")),
    (Method.REQUEST, N_("邀請檔（每場一檔）")),
    (Method.CANCEL, N_("取消檔（每場一檔）")),
    (Method.PUBLISH, N_("訂閱檔（全部一檔，不寄邀請）")),
    (AGENCIES, N_("各機關訂閱檔（每機關一檔）")),
)


FOLDER = "exports"
"""Where files go unless another place is written; made when it is missing."""


class Wanted(NamedTuple):
    """What is to be written; `usual` is the folder that is made when it is missing."""

    sittings: tuple[int, ...]
    method: str
    agency: str
    where: str
    alarm_minutes: int
    usual: Path


class Written(NamedTuple):
    """What was written, and who has to be told by other means; `unlisted` says whom the files do not list."""

    exported: Exported
    files: int
    unreachable: tuple[str, ...]
    no_sender: bool
    unlisted: str


class FilesThere(Refusal):
    """Files of these names are there already, and were not asked to be replaced."""

    def __init__(self, names: Sequence[str]) -> None:
        shown_names = _("、").join(names[:3]) + (_("等") if len(names) > 3 else "")
        super().__init__(_("已有同名的檔案：{names}。要以新的內容覆寫嗎？"), names=shown_names)


class ExportIcs(FormDialog[Written]):
    """Closes with what was written."""

    HELP: ClassVar[str] = N_(
        "邀請檔與取消檔每場一個，可直接附在電子郵件；訂閱檔把所選場次放在同一個檔案。密件場次只寫「網絡會議」、編號與場地，"
        "不列受邀人，逐一邀請請用郵件草稿（發通知）。"
        "沒有電子郵件的單位不列為受邀人，請另送書面。"
    )

    def __init__(self, page: Page[Any], registry: Registry, sittings: Sequence[int], *, method: str = EACH) -> None:
        """`method` is the kind of file to begin with, one of METHODS."""
        self._method = method
        self._sittings = tuple(sittings)
        self._registry = registry
        self._force = False
        super().__init__(page)

    def heading(self) -> Content:
        return shown_line(_("匯出行事曆檔：{count}場").format(count=len(self._sittings)))

    def facts(self) -> str:
        """Who reads them."""
        return _("依所選場次匯出；密件場次的內容會隱去。")

    def fields(self) -> Sequence[Field]:
        methods = [Choice(str(method), _(words)) for method, words in METHODS]
        return (
            ChoiceField("method", _("種類"), methods, self._method, required=True),
            ChoiceField("agency", _("機關"), choices.agencies(self._registry), placeholder=_("留空：不限機關")),
            PathField("where", _("資料夾或檔案"), str(self._usual()) + os.sep),
        )

    def _usual(self) -> Path:
        return Path(self.page.meeting_app.settings.data_folder) / FOLDER

    def on_mount(self) -> None:
        """Say at once what will be written."""
        super().on_mount()
        self._look()

    def edited(self, field: Field) -> None:
        """Another kind or agency: say what it makes."""
        if field.key != "where":
            self._look()

    def _wanted(self, values: Values) -> Wanted:
        alarm = getattr(self.page.meeting_app.settings, "alarm_minutes", 60)
        return Wanted(
            self._sittings, str(values["method"] or EACH), text_of(values["agency"]), text_of(values["where"]),
            int(alarm), self._usual(),
        )  # fmt: skip

    def _look(self) -> None:
        call = partial(_words, self.office, self._wanted(self.form.values))
        self.page.fetch(call, self._tell, desk=f"dialog {id(self)}")

    def _tell(self, words: tuple[str, bool]) -> None:
        from textual.widgets import Static

        if self.is_attached:
            where = self.query_one(".dialog--broken", Static)
            where.set_class(words[1], "-fine")
            where.update(shown(words[0]))

    def saving(self, values: Values) -> Callable[[], Written]:
        return partial(_write, self.office, self._wanted(values), force=self._force)

    def answered(self, values: Values, answer: Written | Refusal) -> bool:
        """Ask before files are replaced."""
        self._force = False
        if not isinstance(answer, FilesThere):
            return False

        def replace(yes: bool | None) -> None:
            if yes:
                self._force = True
                self.save(values)

        self.app.push_screen(YesNo(str(answer), _("檔案已存在")), replace)
        return True


def written_words(written: Written) -> str:
    """Where the files lie, and who has to be told by other means."""
    parts = [_("已匯出{count}個檔案到 {where}。").format(count=written.files, where=written.exported.where)]
    if written.unreachable:
        parts.append(_("無電子郵件，請另送書面：{names}。").format(names=_few(written.unreachable)))
    parts.append(written.unlisted)
    if not written.exported.logged:
        parts.append(_("資料庫唯讀，未留匯出紀錄。"))
    return "".join(parts)


def _few(names: Sequence[str]) -> str:
    return _("、").join(names[:5]) + (_("等{count}個").format(count=len(names)) if len(names) > 5 else "")


def _prepared(office: Office, wanted: Wanted) -> list[Prepared]:
    """The files of each method that suits; of a single sitting the one that it needs."""
    if wanted.method == AGENCIES:
        return _of_each_agency(office, wanted)
    if wanted.method != EACH:
        return [_of(office, wanted, Method(wanted.method))]
    made, refusals = [], []
    for method in (Method.REQUEST, Method.CANCEL):
        try:
            made.append(_of(office, wanted, method))
        except Refusal as refusal:
            refusals.append(refusal)
    if not made:
        raise refusals[0]
    return made


def _of_each_agency(office: Office, wanted: Wanted) -> list[Prepared]:
    made = []
    for agency in office.registry().agencies.values():
        with suppress(NothingToExport):
            one = _of(office, wanted._replace(agency=agency.code), Method.PUBLISH)
            made.append(one._replace(files={_file_name(agency, name): data for name, data in one.files.items()}))
    if not made:
        raise NothingToExport
    return made


def _file_name(agency: Agency, name: str) -> str:
    """A name that no two agencies share: a feed with a confidential sitting does not tell whose it is in words."""
    whose = "".join(sign if sign.isalnum() else "_" for sign in f"{agency.code}_{agency.short or agency.name}")
    return f"{whose[:30]}_{name.replace(f'_{agency.code}_', '_')[-40:]}"


def _of(office: Office, wanted: Wanted, method: Method) -> Prepared:
    return invitations.prepare(
        office, wanted.sittings, method, agency=wanted.agency, alarm_minutes=wanted.alarm_minutes
    )


def _words(office: Office, wanted: Wanted) -> tuple[str, bool]:
    """What would be written in words, and whether all is well."""
    try:
        made = _prepared(office, wanted)
    except Refusal as refusal:
        return str(refusal), False
    files = sum(len(one.files) for one in made)
    sittings = len({sitting.id for one in made for sitting in one.sittings})
    lines = [_("將匯出{files}個檔案，共{sittings}場。").format(files=files, sittings=sittings)]
    unreachable = tuple(dict.fromkeys(name for one in made for name in one.unreachable))
    if unreachable:
        lines.append(_("無電子郵件，請另送書面：{names}。").format(names=_few(unreachable)))
    if any(one.no_sender for one in made):
        lines.append(_("尚未登記寄件信箱，回覆無處可送。請登記主辦單位的電子郵件，或在公文設定填電子信箱。"))
    fine = len(lines) == 1
    lines += filter(None, [_unlisted(made)])
    return "\n".join(lines), fine


def _unlisted(made: Sequence[Prepared]) -> str:
    return invitations.unlisted_words([sitting for one in made for sitting in one.unlisted])


def _write(office: Office, wanted: Wanted, *, force: bool) -> Written:
    made = _prepared(office, wanted)
    calendars = {name: data for one in made for name, data in one.files.items()}
    if not calendars:
        raise NothingToExport
    target = files.path_of(wanted.where)
    sittings = len({sitting.id for one in made for sitting in one.sittings})
    what = _("行事曆檔{method} {count}場").format(method=wanted.method, count=sittings)
    single = len(calendars) == 1 and target.suffix.casefold() == ".ics" and not os.path.isdir(target)
    there = [target] if single else [target / name for name in calendars]
    existing = [one.name for one in there if os.path.exists(one)]
    if existing and not force:
        raise FilesThere(existing)
    if wanted.usual in {target, *target.parents}:
        with suppress(OSError):
            wanted.usual.mkdir(mode=0o700, parents=True, exist_ok=True)
    invited = [sitting for one in made for sitting in one.invited]
    whole = wanted.method == AGENCIES
    fed = [exporting.Fed(sitting, "" if whole else one.agency) for one in made for sitting in one.fed]
    if single:
        done = exporting.write(
            office, target, next(iter(calendars.values())), what, force=force, invited=invited, fed=fed
        )
    else:
        done = exporting.write_folder(office, target, calendars, what, force=force, invited=invited, fed=fed)
    unreachable = tuple(dict.fromkeys(name for one in made for name in one.unreachable))
    return Written(done, len(calendars), unreachable, any(one.no_sender for one in made), _unlisted(made))
