"""The printing system (CUPS) by its own commands, `lp` and `lpstat`: their answers read, their words never guessed at.

Each is called with a list of arguments, in the C locale, as their texts follow the user's language otherwise.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible_line
from meetingtui.language import N_, _

PATIENCE = 20
"""Seconds in which a command must answer; CUPS on this machine takes a few hundredths."""
DOWN = re.compile("scheduler is not running|unable to connect|connection refused", re.IGNORECASE)


class CannotPrint(Refusal):
    """Why a paper cannot be printed here and now; it can always be saved as PDF instead."""

    def __init__(self, sentence: str, /, **facts: object) -> None:
        super().__init__(sentence + _("也可先另存 PDF，再到其他電腦列印。"), **facts)


NO_LP = N_("這台電腦沒有列印程式 lp。請安裝 CUPS（Debian、Ubuntu：apt install cups-client）。")
SERVICE_DOWN = N_("列印服務（CUPS）沒有啟動或連不上。請啟動服務後再試（systemctl start cups）。")
NO_ANSWER = N_("列印服務在{seconds}秒內沒有回應。請檢查服務或網路。")


class Queue(NamedTuple):
    """A printer as the system has it: `paused` and `refusing` hold the reason that was given, or None."""

    name: str
    default: bool
    paused: str | None
    refusing: str | None


def queues() -> list[Queue]:
    """The printers, by name. Raises CannotPrint without lp or a service that answers."""
    default = re.search("^system default destination: (.+)$", _told("lpstat", "-d"), re.MULTILINE)
    paused = dict(re.findall(r"^printer (\S+) disabled since [^\n]*(?:\n\t(.*))?", _told("lpstat", "-p"), re.MULTILINE))
    refusing = dict(re.findall(r"^(\S+) not accepting requests since [^\n]*(?:\n\t(.*))?", _told("lpstat", "-a"), re.M))
    names = _told("lpstat", "-e").split()
    own = default[1].strip() if default else ""
    return [Queue(name, name == own, paused.get(name), refusing.get(name)) for name in sorted(names)]


def submit(printer: str, file: Path, *, title: str, copies: int, options: Sequence[str]) -> str:
    """Hand a file over to a printer; the job's name, such as `Office-12`. Raises CannotPrint."""
    chosen = [word for option in options for word in ("-o", option)]
    said = _told("lp", "-d", printer, "-n", str(copies), "-t", title, *chosen, "--", str(file))
    found = re.search(r"request id is (\S+)", said)
    if not found:
        raise CannotPrint(_("列印服務沒有接受：{said}。"), said=visible_line(said.strip())[:200])
    return found[1]


def waiting(job: str) -> bool:
    """Whether a job is still on its way to paper. Raises CannotPrint."""
    said = _told("lpstat", "-W", "not-completed", "-o", printer_of(job))
    return any(line.split(" ")[0] == job for line in said.splitlines())


def ended_badly(job: str) -> str:
    """Why a job that waits no longer was not printed, in the system's words; empty when it was. Raises CannotPrint."""
    said = _told("lpstat", "-l", "-W", "completed", "-o", printer_of(job))
    about = re.search(rf"^{re.escape(job)} .*\n((?:\t.*\n?)*)", said, re.MULTILINE)
    alerts = re.search(r"Alerts: *(.*)", about[1]) if about else None
    bad = alerts is not None and re.search("cancel|abort", alerts[1])
    return alerts[1].strip() if alerts is not None and bad else ""


def trouble(job: str) -> str:
    """What the printer says while a job waits, in the system's words; empty when all goes well."""
    printer = printer_of(job)
    said = _told("lpstat", "-l", "-p", printer)
    found = re.search(r"^printer \S+ (?:disabled|now printing|is idle)[^\n]*\n\t(.+)$", said, re.MULTILINE)
    reason = found[1].strip() if found and not found[1].startswith("Form mounted") else ""
    return reason or ("disabled" if re.search(r"^printer \S+ disabled", said, re.MULTILINE) else "")


def printer_of(job: str) -> str:
    """The printer's name in a job's."""
    return job.rpartition("-")[0]


def _told(program: str, *words: str) -> str:
    """What a command says. Raises CannotPrint when it is missing, hangs, or finds no service."""
    where, in_plain_english = shutil.which(program), shutil.which("env")
    if where is None or in_plain_english is None:
        raise CannotPrint(_(NO_LP))
    try:
        run = subprocess.run(  # noqa: S603 - the program's own path and a list of words, no shell
            [in_plain_english, "LC_ALL=C", where, *words], capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        raise CannotPrint(_(NO_ANSWER), seconds=PATIENCE) from late
    said, complaint = (text.decode(errors="replace") for text in (run.stdout, run.stderr))
    if run.returncode and DOWN.search(complaint):
        raise CannotPrint(_(SERVICE_DOWN))
    if run.returncode and program == "lp":
        raise CannotPrint(_("列印服務沒有接受：{said}。"), said=visible_line(complaint.strip())[:200])
    return said
