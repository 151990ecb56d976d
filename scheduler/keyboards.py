"""The buttons under a message as they would be sent now, for who types one's word."""

from __future__ import annotations

from domain.buttons import Keyboard
from domain.policy import Policy
from locales.catalog import Words
from locales.render import render
from models.outbox import Live
from models.tables import Chat, Delivery
from models.work import Reads
from scheduler.gather import gather
from scheduler.gather.kept import Kept, group_of


async def keyboard_of(
    reads: Reads, policy: Policy, words: Words, delivery: Delivery
) -> Keyboard:
    """None of a file: to make it again only for its buttons would be too dear."""
    if delivery.notice == Live.FILE:
        return ()
    chat = await reads.session.get_one(Chat, delivery.chat_id)
    kept = Kept(
        delivery.id,
        delivery.notice,
        delivery.params,
        delivery.late,
        language=words.language,
        group=group_of(chat.kind, chat.unit_id),
    )
    try:
        notice = await gather(reads, policy, kept)
    except ValueError:  # kept by an older program
        return ()
    if notice is None:
        return ()
    return render(notice, words, zone=policy.zone).keyboard
