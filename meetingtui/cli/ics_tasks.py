"""`ics export --tasks`: action items with a day as tasks for the calendars of agencies."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from meetingtui.cli import printing
from meetingtui.domain.errors import Refusal
from meetingtui.language import _

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionFilter
    from meetingtui.services.office import Office
    from meetingtui.services.tasks import Tasks


def export(options: argparse.Namespace, office: Office) -> int:
    """One file of tasks, or one for each agency."""
    from meetingtui.services import exporting, tasks

    if options.method != "publish" or options.status or (options.each_agency and options.agency):
        raise Refusal(
            _("--tasks 只寫待辦檔，可用 --agency（或 --each-agency）、--series、--year、--session、--query。")
        )
    asked = _asked(office, options)
    if options.each_agency:
        made = tasks.each_agency(office, asked)
    else:
        made = tasks.prepare(office, asked, agency=options.agency or "")
    if options.output == "-":
        return _to_stdout(made)
    what = _("列管待辦檔 {count}項").format(count=len(made.items))
    if options.each_agency or options.output.endswith(("/", os.sep)) or os.path.isdir(options.output):
        done = exporting.write_folder(office, options.output, made.files, what, force=options.force)
    else:
        (data,) = made.files.values()
        done = exporting.write(office, options.output, data, what, force=options.force)
    printing.exported(done, json=options.json, items=list(made.items), files=list(made.files))
    return 0


def _asked(office: Office, options: argparse.Namespace) -> ActionFilter:
    from meetingtui.domain.actions import ActionFilter
    from meetingtui.services import action_views, finding, sessions

    asked = action_views.query(office, options.query or "")
    more = ActionFilter(credited=True)
    if options.series:
        more = more._replace(series_ids=(finding.series_of(office.registry(), options.series).id,))
    if options.year:
        more = more._replace(years=(finding.year(options.year),))
    if options.session:
        more = more._replace(session_ids=tuple(sessions.show(office, one).id for one in options.session))
    return asked._replace(also=(*asked.also, more))


def _to_stdout(made: Tasks) -> int:
    if len(made.files) > 1:
        raise Refusal(_("每個機關一檔須寫到資料夾。請以 -o 指定資料夾。"))
    sys.stdout.flush()
    sys.stdout.buffer.write(next(iter(made.files.values())))
    return 0
