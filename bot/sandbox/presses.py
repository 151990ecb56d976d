"""Pressed buttons: each waits for the bot's answer, 150 s of the office clock."""

from __future__ import annotations

import asyncio

from bot.sandbox.records import Message, Press
from bot.sandbox.store import Store
from bot.sandbox.updates import PRESS_LIFE

FIRST_PRESS = 4_000_000_000_001


class Presses:
    def __init__(self, store: Store) -> None:
        self._store = store
        loaded = [Press(**value) for _, value in store.list_records("press")]
        self._presses = {press.id: press for press in loaded}
        self._bells: dict[str, asyncio.Event] = {}
        numbers = (int(press.id) for press in loaded)
        self._next = max(numbers, default=FIRST_PRESS - 1) + 1

    def add(self, message: Message, person: int, data: str, *, now: int) -> Press:
        press = Press(
            str(self._next),
            message.chat,
            message.message_id,
            person,
            data,
            expires_at=now + PRESS_LIFE,
        )
        self._next += 1
        self._presses[press.id] = press
        self._store.put("press", press.id, press)
        return press

    def find(self, press_id: str | None) -> Press | None:
        return self._presses.get(press_id or "")

    def answer(self, press: Press, toast: str, *, alert: bool) -> None:
        press.toast, press.alert = toast, alert
        self._store.put("press", press.id, press)
        self.bell(press).set()

    def bell(self, press: Press) -> asyncio.Event:
        """Give what rings when the press is answered or the clock has moved."""
        return self._bells.setdefault(press.id, asyncio.Event())

    def forget_bell(self, press: Press) -> None:
        self._bells.pop(press.id, None)

    def ring_all(self) -> None:
        for bell in self._bells.values():
            bell.set()
