"""The loop: woken, failing, stopped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from domain.outcomes import NotSent
from tests.scheduler.dispatcher.post import HandSteady, Post, sentence

HELD = 30.0  # seconds


@asynccontextmanager
async def running(post: Post) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(post.dispatcher.run())
    try:
        yield task
    finally:
        await post.dispatcher.stop(5)
        await task


async def test_what_is_put_in_while_it_runs_leaves(post: Post) -> None:
    chat = await post.chat(501)
    async with running(post):
        await post.put(chat, "NV-1")
        post.dispatcher.wake()
        await post.phones.called.wait()
    assert post.phones.texts() == [sentence("NV-1")]
    assert [one.state for one in await post.rows()] == ["sent"]


async def test_it_looks_by_itself_once_a_second(post: Post) -> None:
    chat = await post.chat(501)
    async with running(post):
        await post.put(chat, "NV-1")
        await post.phones.called.wait()
    assert len(post.phones.accepted) == 1


class Drowsy(HandSteady):
    """Counts how often somebody went to sleep."""

    naps = 0

    async def sleep(self, seconds: float) -> None:
        self.naps += 1
        await super().sleep(seconds)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_it_rests_while_everybody_has_to_wait(post: Post) -> None:
    """Although the line is open again: another message was accepted."""
    post.steady = drowsy = Drowsy()
    post.dispatcher = post.another("one")
    for address in (501, 502, 503, 504):
        await post.put(await post.chat(address))
    for address in (501, 502, 503):
        post.phones.answer(NotSent("flood", retry_after=HELD), chat=address)
    async with running(post):
        while len(post.phones.calls) < 4 + 3:
            post.phones.called.clear()
            await post.phones.called.wait()
    assert len(post.phones.accepted) == 4
    assert drowsy.at > 1000 + HELD
    assert drowsy.naps < 10 * HELD


async def test_a_database_that_fails_for_a_while_loses_nothing(post: Post) -> None:
    number = await post.put(await post.chat(501))
    failing = Failing(post)
    async with running(post):
        await failing.over.wait()
    assert (await post.row(number)).state == "sent"
    assert len(post.phones.accepted) == 1


class Failing:
    """Every transaction fails for a while, once the message is on its way."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.failures = 5
        self.over = asyncio.Event()
        self.begin = post.database.begin
        post.database.begin = self.fail  # type: ignore[method-assign]

    @asynccontextmanager
    async def fail(self, **options: Any) -> AsyncIterator[Any]:
        async with self.begin(**options) as work:
            yield work
            if self.post.phones.accepted and self.failures:
                self.failures -= 1
                if not self.failures:
                    self.over.set()
                raise OSError("the disk is away")


async def test_stopping_waits_for_what_is_on_its_way(post: Post) -> None:
    await post.put(await post.chat(501))
    post.phones.gate = asyncio.Event()
    task = asyncio.create_task(post.dispatcher.run())
    await post.phones.called.wait()
    stopping = asyncio.create_task(post.dispatcher.stop(30))
    post.phones.gate.set()
    await stopping
    await task
    assert [one.state for one in await post.rows()] == ["sent"]


async def test_what_does_not_answer_in_time_is_left_for_the_next_start(
    post: Post,
) -> None:
    chats = [await post.chat(501), await post.chat(502, state="active")]
    stuck = await post.put(chats[0])
    post.phones.gate = asyncio.Event()
    task = asyncio.create_task(post.dispatcher.run())
    await post.phones.called.wait()
    await post.dispatcher.stop(0)
    await task
    assert (await post.row(stuck)).state == "sending"


async def test_what_was_claimed_and_not_begun_is_given_back(post: Post) -> None:
    chat = await post.chat(501)
    await post.put(chat, "NV-1")
    await post.deliver()
    number = await post.put(chat, "NV-2")  # has to wait a second for its turn
    post.dispatcher.wake()
    await post.dispatcher.step()
    await post.dispatcher.stop(1)
    row = await post.row(number)
    assert (row.state, row.owner) == ("pending", None)


async def test_a_row_that_waits_only_for_its_turn_is_not_idle(post: Post) -> None:
    chat = await post.chat(501)
    for number in range(3):
        await post.put(chat, f"NV-{number}")
    await post.dispatcher.step()
    await post.dispatcher.landed()
    await post.dispatcher.step()
    assert not await post.dispatcher.is_idle()
    await post.deliver()
    assert await post.dispatcher.is_idle()
