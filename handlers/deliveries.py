"""Buttons below the administrators' list of messages: `d:<delivery>:<verb>`."""

from __future__ import annotations

from actions.acknowledge_delivery import acknowledge_delivery
from actions.requeue_delivery import requeue_delivery
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from handlers.context import Turn


async def press_delivery(turn: Turn, pressed: Press) -> None:
    """*Đã nhận* or *Gửi lại*; in a group there is no such list."""
    number = number_in(pressed.argument)
    if number is None or turn.place.in_group:
        raise Refusal(Reason.NOT_FOUND)
    facts = {"number": str(number)}
    match pressed.verb:
        case "seen":
            unknown = await acknowledge_delivery(turn.work, number, turn.actor)
            saying = Saying.SAID_RECEIVED if unknown else Saying.LET_BE
        case "again":
            await requeue_delivery(turn.work, number, turn.actor)
            saying = Saying.QUEUED_AGAIN
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")
    turn.toast = Told(saying, facts)
