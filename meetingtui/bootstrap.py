"""The composition root: configuration, office and face are put together here and nowhere else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from meetingtui import config, language
from meetingtui.cli import main as command_line
from meetingtui.cli.desk import Desk
from meetingtui.dates.clock import Clock
from meetingtui.domain.errors import Refusal, WrongDate
from meetingtui.language import _
from meetingtui.services.office import Office, is_read_only
from meetingtui.store.faults import DatabaseOlder
from meetingtui.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path

    from meetingtui.tui.needs import FirstRun

DEMO_DAY = "2026-11-22"
"""The day that the sample pretends it is."""


class DemoSettings(config.Settings):
    """The user's settings while the sample is open: files go beside its private copy, never among the real ones."""

    folder = ""

    @property
    def data_folder(self) -> Path:
        """The private folder, which goes with the sample."""
        from pathlib import Path

        return Path(self.folder)


def run(argv: Sequence[str]) -> int:
    """Parse the command line, open what it asks for, and answer the exit code; never a traceback."""
    _leave_no_core()
    settings = config.Settings.load(config.settings_file())
    language.use(config.language(_early_language(argv), settings))
    try:
        options = command_line.parse(argv)
        desk = make_desk(options, settings)
        if options.command is None or options.command == "demo":
            return open_app(options, desk)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        return command_line.run(options, desk)
    except Refusal as refusal:
        command_line.refuse(refusal)
        return refusal.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        from meetingtui.tui import crash

        sys.stderr.write(crash.report(fault, settings.data_folder) + "\n")
        return 1


def _leave_no_core() -> None:
    """Let the system write no image of this process when it is killed: all that was read would stand in it."""
    try:
        import resource
    except ImportError:  # Windows writes none unless asked to
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def make_desk(options: command_line.Options, settings: config.Settings) -> Desk:
    """The desk that the options describe."""
    demo = options.command == "demo"
    clock = Clock(_pretended(config.pretended_today(options.today) or (DEMO_DAY if demo else "")), marked=True)
    address = private_sample() if demo else config.database_address(options.db)
    if demo:
        settings = demo_settings(settings, os.path.dirname(address))
    location = Location.of(address)
    upgrading = command_line.writes(options)
    return Desk(
        address=address,
        clock=clock,
        who=config.person(),
        settings=settings,
        sample=config.sample_file(),
        open_office=lambda: open_office(location, clock, upgrading=upgrading),
        terminal_report=_terminal_report,
    )


def demo_settings(settings: config.Settings, folder: str) -> DemoSettings:
    """Those settings with `folder` as the place for files."""
    demo = DemoSettings(settings.file, {})
    vars(demo).update(vars(settings))
    demo.folder = folder
    return demo


def open_office(location: Location, clock: Clock, *, upgrading: bool) -> Office:
    """The office of a database; an older file is brought up to date first, after a backup, by who may write.

    Raises DatabaseOlder for a server's database, for one that may only be read, and for commands that only read.
    """
    try:
        return Office.open(location, clock, config.person())
    except DatabaseOlder:
        if not upgrading or location.path is None or is_read_only(location):
            raise
    from meetingtui.services import database

    revision, kept = database.upgrade(str(location.path))
    sys.stderr.write(
        _("資料庫結構已升級到 {revision}；升級前的備份：{backup}").format(revision=revision, backup=kept) + "\n"
    )
    return Office.open(location, clock, config.person())


def _terminal_report() -> list[tuple[str, str, str]]:
    from meetingtui.tui import terminal

    return terminal.report()


def open_app(options: command_line.Options, desk: Desk) -> int:
    """Open the app, or without a terminal say in words what it would show first."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return command_line.overview(options, desk)
    from meetingtui.tui import terminal

    terminal.prepare_environment()
    ascii_only = terminal.wants_ascii(options.ascii, desk.settings.ascii)
    _sweep(desk)
    from meetingtui.tui.app import MeetingApp

    app = MeetingApp(desk.open_office, desk.settings, first_run=_first_run(desk), ascii_only=ascii_only)
    if options.command == "demo":
        from pathlib import Path

        app.log_folder = Path(config.data_folder())
    try:
        app.run()
    finally:
        if app.office is not None:
            app.office.close()
        if options.command == "demo":
            _forget(os.path.dirname(desk.address))
    return app.return_code or 0


def _sweep(desk: Desk) -> None:
    """Remove the copies of the books that programs which were killed have left where this one works."""
    from meetingtui.services import leftovers

    file = Location.of(desk.address).file
    leftovers.sweep([*([os.path.dirname(os.path.abspath(file))] if file else []), desk.settings.data_folder])


def _first_run(desk: Desk) -> FirstRun | None:
    """What the first-run screen offers where no database stands yet; None where one does."""
    file = Location.of(desk.address).file
    if not file or os.path.exists(file):
        return None
    from meetingtui.services import founding
    from meetingtui.tui.needs import FirstRun

    def create(county: str) -> None:
        founding.found(desk.address, county, desk.clock, desk.who).close()

    return FirstRun(founding.counties(), create)


def _forget(folder: str) -> None:
    """Remove the private copy of the sample with all that was written beside it, and say so."""
    import shutil

    exported = os.path.isdir(os.path.join(folder, "exports"))
    shutil.rmtree(folder, ignore_errors=True)
    if exported:
        sys.stderr.write(_("示範結束：示範資料與匯出到示範資料夾的檔案都已刪除。") + "\n")


def private_sample() -> str:
    """A copy of the sample that only this run sees; the file that is shipped is never written to."""
    import shutil
    import tempfile

    copy = os.path.join(tempfile.mkdtemp(prefix="meetingtui-demo-"), "sample.db")
    shutil.copyfile(config.sample_file(), copy)
    os.chmod(copy, 0o600)
    return copy


def _pretended(text: str) -> date | None:
    if not text:
        return None
    from meetingtui.dates.roc import DateError, parse_date

    try:
        return parse_date(text)
    except DateError as error:
        raise WrongDate(str(error)) from error


def _early_language(argv: Sequence[str]) -> str | None:
    for index, word in enumerate(argv):
        if word == "--lang" and index + 1 < len(argv):
            return argv[index + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None
