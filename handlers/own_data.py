"""`/dulieu`: what is kept of me; a copy of it, and having it erased."""

from __future__ import annotations

from telegram import Update

from actions.erase_person import erase_person
from actions.revoke import revoke_person
from domain.buttons import Press
from domain.notices import Saying, Told
from domain.privacy import EraseAsked, OwnData
from domain.refusals import Reason, Refusal
from handlers.context import Context, Turn
from models.outbox import Live
from models.queries.audits import Deed, note_deed
from models.queries.consents import agreed_at, note_agreed
from models.queries.own_data import count_own
from models.queries.people import unit_names


async def own_data(_update: Update, context: Context) -> None:
    """`/dulieu`"""
    turn = context.turn
    person = turn.person
    assert person is not None
    counted = await count_own(turn.reads, person.id)
    parts = person.actor.memberships
    units = await unit_names(turn.reads, [part.unit_id for part in parts])
    turn.say(
        OwnData(
            name=person.name,
            position=person.position,
            units=tuple(units.values()),
            bound_at=counted.bound_at,
            agreed_at=await agreed_at(turn.reads, person.id),
            open_tasks=counted.open_tasks,
            events=counted.events,
            days=turn.policy.privacy_words_days,
        )
    )


async def press_own_data(turn: Turn, pressed: Press) -> None:
    """`n:agree:yes`, `n:data:file`, `n:erase:yes` …: each about who presses alone."""
    officer = turn.actor.officer_id
    if turn.place.in_group:
        raise Refusal(Reason.STALE_BUTTON, code="")
    match pressed.argument, pressed.verb:
        case "agree", "yes":
            await note_agreed(turn.work, officer)
            turn.toast = Told(Saying.AGREED, {})
        case "agree", "no":
            await revoke_person(turn.work, officer, door="chat", by=officer)
            turn.say(Told(Saying.NOT_AGREED, {}))
        case "data", "file":
            deed = Deed("exported", f"officer:{officer}", officer, "chat")
            await note_deed(turn.work, deed)
            turn.show(Live.OWN_DATA, {"officer": officer}, subject="own_data")
        case "data", "erase":
            counted = await count_own(turn.work, officer)
            turn.say(EraseAsked(counted.open_tasks))
        case "erase", "yes":
            await erase_person(turn.work, turn.actor)
            turn.say(Told(Saying.ERASED, {}))
        case "erase", "no":
            turn.say(Told(Saying.CANCELLED, {}))
        case _:
            raise Refusal(Reason.STALE_BUTTON, code="")
