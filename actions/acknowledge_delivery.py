"""An administrator says of a parked message that nothing more is to be done."""

from __future__ import annotations

from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.history import mark_stale
from models.queries import parked
from models.queries.audits import Deed, note_deed
from models.tables import Delivery
from models.work import Work


async def acknowledge_delivery(work: Work, number: int, actor: Actor | None) -> bool:
    """It arrived, or it may be left as it is; True if nobody knew whether it arrived.

    `actor` None: at the terminal, which is the administrator's. Raises Refusal.
    """
    delivery = await take(work, number, actor)
    was_unknown = delivery.state == "unknown"
    action = "said_received" if was_unknown else "let_be"
    await decided(work, action, delivery, actor)
    return was_unknown


async def take(work: Work, number: int, actor: Actor | None) -> Delivery:
    """The parked message, no longer anybody else's to decide. Raises Refusal."""
    if actor is not None and not may_in_unit(actor, Action.SETTLE_DELIVERY, None):
        raise Refusal(Reason.NOT_FOUND)
    delivery = await parked.take_parked(work, number)
    if delivery is not None:
        return delivery
    if await parked.is_delivery(work, number):
        raise Refusal(Reason.NOT_PARKED, number=str(number))
    raise Refusal(Reason.NOT_FOUND)


async def decided(
    work: Work, action: str, delivery: Delivery, actor: Actor | None
) -> None:
    """Keep who decided what, and let the administrators' lists say so."""
    deed = Deed(
        action,
        f"delivery:{delivery.id}",
        officer_id=None if actor is None else actor.officer_id,
        door="terminal" if actor is None else "chat",
        detail={"state": delivery.state, "reason": delivery.reason},
    )
    await note_deed(work, deed)
    await mark_stale(work, parked.SUBJECT)
