"""`/dexuat`: a proposal, or a citizen's feedback, and what its division makes of it."""

from __future__ import annotations

from telegram import Update

from actions.handle_proposal import (
    Incoming,
    call_urgent,
    enter_proposal,
    get_proposal,
    proposal_to_handle,
    say_urgent,
    track_only,
)
from actions.name_parts import named_unit, with_parts
from actions.show_proposals import list_proposals
from domain.assigning import Assignment
from domain.buttons import Press, number_in
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.tasks import Role
from handlers.assigning import proceed, typed, understood
from handlers.context import Context, Turn
from locales.reading.assignments import A_CITIZEN, Said
from models.outbox import Live


async def proposals(update: Update, context: Context) -> None:
    """`/dexuat Sở Y tế: đề nghị …; số 45/SYT-VP ngày 19/11/2026; phòng Văn xã`

    Without words: those that wait.
    """
    turn = context.turn
    text = typed(update)
    if not text:
        turn.say(await list_proposals(turn.reads, turn.actor, turn.policy))
        return
    incoming = await _incoming(turn, understood(text, turn))
    number = await enter_proposal(turn.work, turn.actor, incoming)
    _show(turn, number)


async def _incoming(turn: Turn, said: Said) -> Incoming:
    sender = ", ".join(said.whom) or (A_CITIZEN if said.from_citizen else "")
    division = await _division(turn, said)
    if not sender or not said.content or division is None:
        raise Refusal(Reason.NO_PROPOSAL)
    document = said.document
    return Incoming(
        sender=sender,
        content=said.content,
        division_id=division,
        received_on=said.received_on or turn.reads.today,
        number=document.number if document else "",
        issued_on=document.issued_on if document else None,
        from_citizen=said.from_citizen,
    )


async def _division(turn: Turn, said: Said) -> int | None:
    """The one named; a tracker's own, where he names none."""
    if said.division:
        return (await named_unit(turn.reads, said.division)).unit_id
    own = sorted(turn.actor.units_as(Role.TRACKER))
    return own[0] if len(own) == 1 else None


def _show(turn: Turn, number: int) -> None:
    params = {"proposal": number, "officer": turn.actor.officer_id}
    turn.show(Live.PROPOSAL, params, subject=f"proposal:{number}")


async def press_proposal(turn: Turn, pressed: Press) -> None:
    """`p:<proposal>:open`, `…:assign`, `…:track`, `…:urgent` or `…:said`."""
    number = number_in(pressed.argument)
    if number is None or turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    match pressed.verb:
        case "open":
            await get_proposal(turn.work, turn.actor, number)
            _show(turn, number)
        case "assign":
            await _assign(turn, number)
        case "track":
            await track_only(turn.work, turn.actor, number)
            turn.toast = Told(Saying.PROPOSAL_TRACKED, {})
        case "urgent":
            await call_urgent(turn.work, turn.actor, number)
            turn.toast = Told(Saying.PROPOSAL_URGENT, {})
        case "said":
            await say_urgent(turn.work, turn.actor, number)
            turn.toast = Told(Saying.PROPOSAL_SAID, {})
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")


async def _assign(turn: Turn, number: int) -> None:
    """The conversation of `/giaoviec`, which does not end without a deadline."""
    row = await proposal_to_handle(turn.work, turn.actor, number)
    one = Assignment(content=row.content, proposal_id=row.id, sender=row.sender)
    one = await with_parts(turn.work, one, Said(), turn.actor)
    await proceed(turn, one)
