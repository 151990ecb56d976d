"""A group becomes a supergroup: ours stays ours, and nothing is said twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from domain.outcomes import Migrated, NotSent, Sent
from models.queries.chats import move_chat, move_group
from models.queries.people import TELEGRAM
from models.tables import Card, Chat
from tests.scheduler.dispatcher.post import Post, sentence
from tests.scheduler.office import Office

OLD, NEW = -20, -100_20


async def unit(post: Post) -> int:
    return await Office(post.database, post.clock).unit("Sở Nội vụ")


async def test_a_group_that_moved_is_followed(post: Post) -> None:
    chat = await post.chat(OLD)
    number = await post.put(chat, "NV-1")
    post.phones.answer(Migrated(NEW))
    await post.deliver()
    assert [one.chat for one in post.phones.accepted] == [NEW]
    assert (await post.chats())[chat].address == NEW
    assert (await post.row(number)).state == "sent"


@pytest.mark.parametrize("bound", [OLD, NEW])
async def test_what_came_to_the_new_address_is_joined_to_the_bound_chat(
    post: Post, bound: int
) -> None:
    """Its first message may be quicker than the news; or the old one's last, slower."""
    of_unit = {bound: await unit(post)}
    chats = {a: await post.chat(a, unit_id=of_unit.get(a)) for a in (OLD, NEW)}
    for text, address in (("NV-1", OLD), ("NV-2", OLD), ("NV-3", NEW)):
        await post.put(chats[address], text)
    post.phones.answer(Migrated(NEW), chat=OLD)
    await post.deliver()
    assert sorted(post.phones.texts(NEW)) == [
        sentence(text) for text in ("NV-1", "NV-2", "NV-3")
    ]
    assert post.phones.texts(OLD) == []
    (left,) = (await post.chats()).values()
    assert (left.id, left.address, left.state) == (chats[bound], NEW, "active")
    assert left.unit_id == of_unit[bound]
    assert {one.chat_id for one in await post.rows()} == {left.id}


@pytest.mark.parametrize("times", [1, 3])
async def test_said_again_it_is_not_done_again(post: Post, times: int) -> None:
    chat = await post.chat(OLD, unit_id=await unit(post))
    number = await post.put(chat)
    post.phones.answer(Sent(7))
    await post.deliver()
    for _ in range(times):
        async with post.database.begin() as work:
            await move_group(work, TELEGRAM, OLD, NEW)
            await move_chat(work, chat, NEW)
    (left,) = (await post.chats()).values()
    assert (left.id, left.address) == (chat, NEW)
    assert (await post.row(number)).message_id == -7


async def test_numbers_of_the_old_chat_are_not_mistaken_for_new_ones(
    post: Post,
) -> None:
    chat = await post.chat(OLD)
    number = await post.put(chat)
    post.phones.answer(Sent(7))
    await post.deliver()
    async with post.database.begin() as work:
        work.session.add(
            Card(delivery_id=number, chat_id=chat, message_id=7, subject="task:1")
        )
        await work.session.flush()
        await move_chat(work, chat, NEW)
    later = await post.put(chat, "NV-2")
    post.phones.answer(Sent(7))
    await post.deliver()
    attempts = [(one.delivery_id, one.message_id) for one in await post.attempts()]
    assert attempts == [(number, -7), (later, 7)]
    (card,) = await post.cards()
    assert (card.message_id, card.frozen) == (-7, True)


async def test_a_wait_goes_on_after_the_move(post: Post) -> None:
    chat = await post.chat(OLD)
    number = await post.put(chat)
    post.phones.answer(Migrated(NEW), NotSent("flood", retry_after=30))
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.attempts) == ("pending", 0)
    assert row.not_before >= post.clock.now() + timedelta(seconds=30)
    post.steady.at += 32
    await post.deliver()
    assert len(post.phones.accepted) == 1


async def test_an_answer_on_its_way_to_a_chat_that_was_joined_is_recorded(
    post: Post,
) -> None:
    """The row of its chat is gone when the server answers."""
    ours = await post.chat(OLD, unit_id=await unit(post))
    number = await post.put(await post.chat(NEW), "NV-1")
    post.phones.gate = asyncio.Event()
    await post.dispatcher.step()
    await post.phones.called.wait()
    async with post.database.begin() as work:
        await move_group(work, TELEGRAM, OLD, NEW)
    post.phones.gate.set()
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.chat_id) == ("sent", ours)


async def test_nobody_minds_a_move_of_a_chat_we_do_not_know(post: Post) -> None:
    async with post.database.begin() as work:
        await move_group(work, TELEGRAM, OLD, NEW)
        await move_chat(work, 999, NEW)
        assert await work.session.get(Chat, 999) is None
