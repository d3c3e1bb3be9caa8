"""A printing system of the test's own: a real cupsd on a loopback port; its printers are small socket listeners."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

SEARCHED = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
CUPSD = shutil.which("cupsd", path=SEARCHED)
LPADMIN = shutil.which("lpadmin", path=SEARCHED)
needs_cupsd = pytest.mark.skipif(
    not (CUPSD and LPADMIN and shutil.which("lp")), reason="CUPS (cupsd, lpadmin, lp) is not installed"
)
FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
SystemGroup root
"""
SETTINGS = """
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Location /admin>
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
        return port


class Paper:
    """A printer that keeps what it was sent."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _address = self._listener.accept()
                with connection:
                    octets = b""
                    while more := connection.recv(1 << 16):
                        octets += more
                    if octets:
                        self.received.append(octets)

    def close(self) -> None:
        """No longer there."""
        self._listener.close()


class Cups:
    """The printing system: its folder, its address, and its queues."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.address = folder, f"127.0.0.1:{port}"

    def command(self, *words: str) -> None:
        """One of CUPS's own commands, such as `lpadmin` or `cupsdisable`."""
        program = shutil.which(words[0], path=SEARCHED) or words[0]
        server = os.environ | {"CUPS_SERVER": self.address}
        subprocess.run([program, *words[1:]], check=True, capture_output=True, env=server, timeout=30)

    def queue(self, name: str, port: int) -> None:
        """A printer that listens on `port`."""
        self.command("lpadmin", "-p", name, "-E", "-v", f"socket://127.0.0.1:{port}", "-m", "raw")

    def jobs(self) -> list[bytes]:
        """What the system noted about each job (its control files), oldest first."""
        return [file.read_bytes() for file in sorted((self.folder / "spool").glob("c*"))]


@contextmanager
def running() -> Iterator[Cups]:
    """A cupsd from start to end; its folder can be read by the users as whom it runs its parts."""
    folder, port = Path(tempfile.mkdtemp(prefix="cups-")), free_port()
    folder.chmod(0o755)
    for name in ("root", "spool/tmp", "cache", "state"):
        (folder / name).mkdir(parents=True)
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder), encoding="utf-8")
    (folder / "cupsd.conf").write_text(SETTINGS.format(port=port), encoding="utf-8")
    words = [CUPSD or "cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        try:
            _wait_for(port, started)
            yield Cups(folder, port)
        finally:
            started.terminate()
            started.wait(timeout=20)
            shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, started: subprocess.Popen[bytes]) -> None:
    for _try in range(200):
        if started.poll() is not None:
            pytest.skip("cupsd does not start here")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.skip("cupsd does not listen")
