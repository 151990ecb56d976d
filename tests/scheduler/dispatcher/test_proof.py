"""A later press or answer proves that a message arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.prove_arrival import prove_arrival
from actions.requeue_delivery import requeue_delivery
from domain.outcomes import Sent, Unknown
from domain.proof import Seen
from models.outbox import DeliveryClass
from models.queries.parked import count_parked
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.dispatcher.test_cards import Group
from tests.scheduler.dispatcher.test_parts import crash_in_part

CRITICAL = DeliveryClass.CRITICAL
LOST = Unknown("read_timeout")
COPY = 41  # the number of the copy that nobody knew of


async def answered(
    post: Post, chat: int, at: datetime, number: int = COPY, *codes: str
) -> bool:
    async with post.database.begin() as work:
        seen = Seen(number, at, frozenset(codes))
        return await prove_arrival(work, chat, seen)


async def later(post: Post, seconds: float = 61) -> None:
    post.steady.at += seconds
    post.clock.at += timedelta(seconds=seconds)
    await post.deliver()


async def test_no_second_copy_follows_an_answer(post: Post) -> None:
    chat, begun = await post.chat(501), post.clock.now()
    number = await post.put(chat, cls=CRITICAL)
    post.phones.answer(LOST)
    await post.deliver()
    assert await answered(post, chat, begun)
    await later(post)
    assert len(post.phones.calls) == 1
    row = await post.row(number)
    assert (row.state, row.message_id, row.sent_at) == ("sent", COPY, begun)
    (attempt,) = await post.attempts()
    assert (attempt.outcome, attempt.late_outcome) == ("unknown", "sent")
    assert attempt.message_id == COPY
    assert not await answered(post, chat, begun)  # it is known now


async def test_a_parked_message_is_parked_no_longer(post: Post) -> None:
    chat = await post.chat(501)
    number = await post.put(chat, cls=CRITICAL)
    post.phones.answer(LOST, LOST)
    await post.deliver()
    await later(post)
    second = post.clock.now()
    assert await answered(post, chat, second)
    assert (await post.row(number)).state == "sent"
    outcomes = [one.late_outcome for one in await post.attempts()]
    assert outcomes == [None, "sent"]
    async with post.database.read() as reads:
        assert await count_parked(reads) == {}


async def test_a_second_copy_that_was_sent_loses_its_buttons(post: Post) -> None:
    chat, begun = await post.chat(501), post.clock.now()
    number = await post.put(chat, cls=CRITICAL)
    post.phones.answer(LOST, Sent(42))
    await post.deliver()
    await later(post)
    assert await answered(post, chat, begun)
    await post.deliver()
    assert post.phones.stripped == [(501, 42)]
    (card,) = await post.cards()
    assert (card.message_id, card.surplus, card.frozen) == (42, True, True)
    await post.deliver()
    assert len(post.phones.calls) == 3
    assert (await post.row(number)).state == "sent"


async def test_a_card_is_kept_up_to_date_where_it_was_answered(post: Post) -> None:
    group = Group(post)
    post.phones.answer(LOST, Sent(42))
    chat = await group.called()
    begun = post.clock.now()
    (row,) = await post.rows()
    async with post.database.begin() as work:
        await requeue_delivery(work, row.id, None)
    await later(post)
    assert await answered(post, chat, begun)
    await post.deliver()
    await group.answers(0)
    await post.deliver()
    assert {one.message_id for one in post.phones.edits} == {COPY}
    assert post.phones.stripped == [(-1, 42)]


async def test_what_fits_two_attempts_proves_none(post: Post) -> None:
    chat, at = await post.chat(501), post.clock.now()
    numbers = [await post.put(chat, text, cls=CRITICAL) for text in ("NV-1", "NV-2")]
    post.phones.answer(LOST, LOST)
    await post.deliver()
    assert not await answered(post, chat, at)
    code = (await post.row(numbers[1])).short_code
    assert await answered(post, chat, at, COPY, code)
    assert [(await post.row(n)).state for n in numbers] == ["pending", "sent"]
    assert await answered(post, chat, at, COPY + 1)  # only one is left


async def test_another_chat_proves_nothing_here(post: Post) -> None:
    at = post.clock.now()
    await post.put(await post.chat(501), cls=CRITICAL)
    post.phones.answer(LOST)
    await post.deliver()
    assert not await answered(post, await post.chat(502), at)


async def test_nothing_is_decided_while_a_copy_is_on_its_way(post: Post) -> None:
    chat, at = await post.chat(501), post.clock.now()
    number = await post.put(chat, cls=CRITICAL)
    post.phones.answer(LOST)
    await post.deliver()
    await post.change(number, lambda row: setattr(row, "state", "sending"))
    assert not await answered(post, chat, at)
    await post.change(number, lambda row: setattr(row, "state", "claimed"))
    assert await answered(post, chat, at)


async def test_further_parts_follow_a_part_that_was_proven(post: Post) -> None:
    at = post.clock.now()
    await crash_in_part(post, 1, CRITICAL)
    (row,) = await post.rows()
    assert await answered(post, row.chat_id, at)
    await post.deliver()
    assert [one.state for one in await post.rows()] == ["sent"] * 3
    assert len(post.phones.calls) == 3
