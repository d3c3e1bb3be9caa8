"""What screens tell each other: facts that happened, never orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message import Message


class RecordsChanged(Message):
    """Something was saved: whoever shows stored data reads it again."""


class Fetched(Message):
    """A service call that ran in a thread has ended with a value or a refusal."""

    bubble = False

    def __init__(
        self, desk: str, serial: int, then: Callable[[Any], None], value: Any, refusal: Exception | None
    ) -> None:
        self.desk = desk
        self.serial = serial
        self.then = then
        self.value = value
        self.refusal = refusal
        super().__init__()
