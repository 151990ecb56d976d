"""Somebody answers a message of which nobody knew whether it arrived."""

from __future__ import annotations

from domain.proof import Seen, proven
from models.history import mark_stale
from models.outbox import CARDS
from models.queries import parked
from models.queries.cards import NewCard, add_cards
from models.queries.doubts import (
    doubts_in,
    is_known,
    mark_arrived,
    prove,
    strip_other_copies,
)
from models.queries.letters import Letter, read_letters
from models.queries.outcomes import add_next_part
from models.work import Work


async def prove_arrival(work: Work, chat_id: int, seen: Seen) -> bool:
    """Settle the one attempt that it proves; False if there is none, or two could be.

    The message is from then on the delivery's own: no second copy follows, one that
    was sent already loses its buttons, and what is kept up to date in place is so here.
    """
    if await is_known(work, chat_id, seen.message_id):
        return False
    doubt = proven(await doubts_in(work, chat_id), seen)
    if doubt is None or not await prove(work, doubt, seen.message_id):
        return False
    number = doubt.delivery_id
    await mark_arrived(work, number, seen.message_id, seen.written_at)
    await strip_other_copies(work, number, seen.message_id)
    await _go_on(work, (await read_letters(work, [number]))[number], seen.message_id)
    await mark_stale(work, parked.SUBJECT)
    return True


async def _go_on(work: Work, letter: Letter, message_id: int) -> None:
    """What follows a message that was sent."""
    if letter.part < letter.parts:
        await add_next_part(work, letter)
    elif letter.notice in CARDS:
        card = NewCard(letter.id, message_id, letter.subject, shown="")
        await add_cards(work, [card])
