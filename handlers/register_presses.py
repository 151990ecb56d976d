"""Buttons about the register itself: files, conflicts, the exchange, its own order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from actions.exchange_messages import CHOICES, decide_message
from actions.settle_discrepancy import settle_discrepancy
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.tasks import task_code
from handlers.conflicts import show_conflict
from handlers.context import Turn
from handlers.data_quality import press_check
from handlers.register_files import send_rows
from handlers.violations import press_violation

SIDES = ("register", "person")


async def _import(turn: Turn, pressed: Press) -> None:
    """`r:<draft>:rows`"""
    draft = number_in(pressed.argument)
    if draft is None or pressed.verb != "rows":
        raise Refusal(Reason.STALE_BUTTON, code="")
    await send_rows(turn, draft)


async def _settle(turn: Turn, pressed: Press) -> None:
    """`c:<discrepancy>:register` or `…:person`; then the next one is shown."""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in SIDES:
        raise Refusal(Reason.STALE_BUTTON, code="")
    task = await settle_discrepancy(
        turn.work, turn.actor, number, pressed.verb, door="chat"
    )
    turn.toast = Told(Saying.SETTLED, {"code": task_code(task)})
    await show_conflict(turn, turn.work)


async def _exchange(turn: Turn, pressed: Press) -> None:
    """`x:<message>:taken`, `…:whole` or `…:left`"""
    number = number_in(pressed.argument)
    if number is None or pressed.verb not in CHOICES:
        raise Refusal(Reason.STALE_BUTTON, code="")
    await decide_message(turn.work, turn.actor, number, pressed.verb)
    turn.toast = Told(Saying.DECIDED, {})


OF_THE_REGISTER: Mapping[str, Callable[[Turn, Press], Awaitable[None]]] = {
    "r": _import,
    "c": _settle,
    "x": _exchange,
    "dq": press_check,
    "vp": press_violation,
}
