"""Two copies of one message: an answer to either finds what it was about."""

from __future__ import annotations

from datetime import timedelta

from domain.outcomes import Unknown
from models.outbox import DeliveryClass
from models.queries.letters import read_letters
from models.queries.outcomes import Ended, note_attempts
from models.queries.subjects import delivery_of_message
from models.tables import Chat
from tests.scheduler.dispatcher.post import Post


async def found(post: Post, chat: int, message_id: int) -> int | None:
    async with post.database.read() as reads:
        there = await reads.session.get(Chat, chat)
        delivery = await delivery_of_message(reads, there, message_id)
        return delivery.id if delivery else None


async def test_the_number_of_a_copy_is_kept_with_its_attempt(post: Post) -> None:
    chat = await post.chat(501)
    number = await post.put(chat)
    await post.deliver()
    (attempt,) = await post.attempts()
    assert attempt.message_id == (await post.row(number)).message_id == 1
    assert await found(post, chat, 1) == number
    assert await found(post, chat, 2) is None
    assert await found(post, await post.chat(502), 1) is None


async def test_either_copy_finds_its_delivery(post: Post) -> None:
    chat = await post.chat(501)
    number = await post.put(chat, cls=DeliveryClass.CRITICAL)
    post.phones.answer(Unknown("read_timeout"))
    await post.deliver()
    async with post.database.begin() as work:
        letter = (await read_letters(work, [number]))[number]
        first = Ended(number, letter.epoch, "sent", message_id=41)
        await note_attempts(work, [first])  # the first copy's answer, late
    post.steady.at += 61
    post.clock.at += timedelta(seconds=61)
    await post.deliver()
    attempts = [(one.outcome, one.message_id) for one in await post.attempts()]
    assert attempts == [("unknown", 41), ("sent", 1)]
    assert await found(post, chat, 41) == await found(post, chat, 1) == number
