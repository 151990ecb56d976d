"""`/lich`: my deadlines as a calendar file, or at a private address."""

from __future__ import annotations

from telegram import Update

from actions.give_feed import give_feed, revoke_feed
from domain.buttons import Press
from domain.explanations import CalendarFile
from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from models.queries.deadlines import deadlines_of
from models.queries.settings import name_in_the_world


async def deadlines(_update: Update, context: Context) -> None:
    """`/lich`"""
    turn = context.turn
    reads, officer = turn.reads, turn.actor.officer_id
    found = await deadlines_of(reads, officer, with_content=True)
    if not found:
        turn.say(Told(Saying.NO_DEADLINES, {}))
        return
    office = await name_in_the_world(reads)
    feeds = turn.program.public_address is not None
    turn.say(CalendarFile(tuple(found), turn.now, office, feeds))


async def press_feed(turn: Turn, pressed: Press) -> None:
    """A new private address, or none any more."""
    address = turn.program.public_address
    if turn.place.in_group or address is None:
        raise Refusal(Reason.STALE_BUTTON, code="")
    match pressed.verb:
        case "new":
            key = f"feed:{turn.actor.officer_id}:{turn.arrived.update_id}"
            token = await give_feed(turn.work, turn.actor, told_key=key)
            facts = {"address": f"{address}/lich/{token}.ics"}
            turn.say(Told(Saying.FEED_ADDRESS, facts), key=key)
        case "off":
            await revoke_feed(turn.work, turn.actor)
            turn.say(Told(Saying.FEED_REVOKED, {}))
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")
