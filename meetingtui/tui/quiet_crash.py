"""The app's end when it meets a fault: Textual's screen of local variables is never drawn."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text
from textual.widget import MountError

from meetingtui.tui import crash
from meetingtui.tui.hardware_cursor import HardwareCursor

if TYPE_CHECKING:
    from pathlib import Path


class QuietCrash(HardwareCursor, inherit_bindings=False):
    """An app that ends with an error number, class and frames instead of a traceback with values."""

    log_folder: Path | None = None
    """Where the log of faults is written; None writes none."""

    def leave_when_told(self) -> None:
        """Give the terminal back also when the machine ends the program.

        A terminal that is gone (SIGHUP) wants nothing back: the program ends at once.
        """
        import asyncio
        import signal

        with suppress(NotImplementedError, RuntimeError, ValueError):  # no such thing on Windows or in a thread
            told = partial(self.exit, return_code=128 + signal.SIGTERM)
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told)

    def _handle_exception(self, error: Exception) -> None:
        if self._exit and isinstance(error, MountError):
            return  # somebody quit while the first screen was still being put together
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._end_with(error)

    def _fatal_error(self) -> None:
        import sys

        self._end_with(sys.exc_info()[1] or RuntimeError())

    def panic(self, *_renderables: RenderableType) -> None:
        """End without drawing what was given: it may quote stored text."""
        self._end_with(RuntimeError())

    def _end_with(self, error: BaseException) -> None:
        if not self._exit_renderables:
            self._exit_renderables.append(Text(crash.report(error, self.log_folder)))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        for renderable in self._exit_renderables[:1]:
            self.error_console.print(renderable, soft_wrap=True)
        self._exit_renderables.clear()
