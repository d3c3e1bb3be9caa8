"""Keys that are typed ahead: each waits until the one before has done its work, so that it goes where it was meant.

Textual hands a key to the widget that has the cursor when the key comes. Who types faster than the screen follows
(Tab and the next word, a command and the first field of its dialog) would find the word in the wrong field.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from textual import events
from textual.message_pump import MessagePump

from meetingtui.tui.quiet_crash import QuietCrash

SOON = 0.5
"""Seconds within which a key follows upon another that may still have work to do."""
LOST = 2.0
"""Seconds after which a courier is waited for no longer: it was in the queue of a widget that is gone."""
HELD = 10.0
"""Seconds after which keys are kept no longer from a page that is still being read."""


class KeysInOrder(QuietCrash, inherit_bindings=False):
    """An app that sends a courier after a key when the next one comes soon; the next key leaves when it is home.

    The courier goes through the queue of every widget that the key may come to, up to the app, which does what the
    key is bound to; then through each again, behind what that set off; last through the screen that it may have opened.
    Where that screen `keys_wait`, what is typed is kept until it calls `keys_go_on`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[events.Key | events.Paste] = deque()
        self._way: Sequence[MessagePump] = ()
        self._left_at = 0.0
        self._couriers = 0
        self._alarm: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._typed_ahead:
            self._typed_ahead.append(event)
            await self.keys_go_on()
        elif self._is_reading():
            self._typed_ahead.append(event)
        elif time.monotonic() - self._left_at > SOON:
            await self._send(event)
        else:
            self._typed_ahead.append(event)
            await self._send_courier()

    async def keys_go_on(self) -> None:
        """Let what was typed ahead go, once nothing holds it up any longer."""
        if self._typed_ahead and self._alarm is None and not self._is_reading():
            await self._send_courier()

    def _is_reading(self) -> bool:
        """Whether the screen on top has not got yet what it shows, so that keys would act on nothing."""
        waits = bool(self._screen_stack) and getattr(self.screen, "keys_wait", False)
        return waits and time.monotonic() - self._left_at < HELD

    async def _send(self, event: events.Key | events.Paste) -> None:
        self._left_at = time.monotonic()
        await super().on_event(event)
        self._way = (self.focused or self.screen).ancestors_with_self if self._screen_stack else ()

    async def _send_courier(self) -> None:
        self._couriers += 1
        number = self._couriers
        self._alarm = asyncio.get_running_loop().call_later(LOST, self.call_later, self._home, number)
        await self._courier([*self._way, *self._way, None, self], number)

    async def _courier(self, way: list[MessagePump | None], number: int) -> None:
        """Go on to the next queue that is open, None for that of the screen on top by then."""
        while way:
            stop = way.pop(0) or self.screen
            if stop.call_later(self._courier, way, number):
                return
        await self._home(number)

    async def _home(self, number: int) -> None:
        """Let the next key go, once for each courier."""
        if number != self._couriers or self._alarm is None:
            return
        self._alarm.cancel()
        self._alarm = None
        if self._is_reading():
            return
        if self._typed_ahead:
            await self._send(self._typed_ahead.popleft())
        if self._typed_ahead:
            await self._send_courier()
