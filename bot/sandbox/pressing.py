"""A pressed button waits for the bot's toast, at most 150 s of the office clock."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.records import Message, Press
from bot.sandbox.stage import Stage
from bot.sandbox.updates import PRESS_LIFE
from bot.sandbox.waiting import wait_for_bell


async def press_button(
    stage: Stage, message: Message, person: int, data: str
) -> dict[str, Any]:
    """Give the toast and whether it is an alert; a toast of None: no answer came.

    The data is whatever the phone sent: an old card may show buttons that the
    message no longer has, and nobody has to believe what a button says.
    """
    now = stage.clocks.seconds()
    press = stage.presses.add(message, person, data, now=now)
    told = shapes.callback_query(stage, press)
    stage.updates.add("callback_query", told, life=PRESS_LIFE)
    stage.store.commit()
    await _wait_for_answer(stage, press)
    if press.toast is None:
        return {"toast": None}
    return {"toast": press.toast, "alert": press.alert}


async def _wait_for_answer(stage: Stage, press: Press) -> None:
    """Wait until it is answered, too old, or the server stops.

    An office clock that stands still makes nothing old, so the steady clock counts too.
    """
    steady = stage.clocks.steady
    until = steady.monotonic() + PRESS_LIFE
    bell = stage.presses.bell(press)
    while press.toast is None and not stage.closing.is_set():
        left = press.expires_at - stage.clocks.now().timestamp()
        left = min(left, until - steady.monotonic())
        if left <= 0:
            break
        bell.clear()
        await wait_for_bell(bell, steady, left)
    stage.presses.forget_bell(press)
