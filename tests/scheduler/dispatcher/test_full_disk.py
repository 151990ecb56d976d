"""F44: the disk is full while messages are on their way."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models.outbox import DeliveryClass
from models.work import Database
from tests.disk import LIMITS, PAGE, Disk
from tests.scheduler.dispatcher.post import Post, sentence

ON_THEIR_WAY = 30
ROUNDS = 200


@pytest.fixture(autouse=True)
def only_a_file(database: Database) -> None:
    if not database.engines.one_writer:
        pytest.skip("a server's disk is not ours to watch")


async def let_go(post: Post) -> None:
    """So many messages are marked and with Telegram, which has not answered yet."""
    for number in range(ON_THEIR_WAY):
        await post.put(await post.chat(501 + number), f"NV-{number}")
        if number == 0:
            await post.deliver()  # once one is accepted, many may go at once
    post.phones.gate = asyncio.Event()
    post.dispatcher.wake()
    for _ in range(ROUNDS):
        await post.dispatcher.step()
        await asyncio.sleep(0)
        post.steady.at += 0.2
    assert len(post.phones.calls) == ON_THEIR_WAY


async def until_recorded(post: Post) -> None:
    """The dispatcher's own loop, which goes past its failures."""
    running = asyncio.create_task(post.dispatcher.run())
    async with asyncio.timeout(60):
        while {row.state for row in await post.rows()} != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0)
    await post.dispatcher.stop(grace_seconds=5)
    await running


async def test_what_was_sent_is_recorded_in_the_room_of_the_ballast(post: Post) -> None:
    disk = Disk(post.database)
    await let_go(post)
    disk.fills_up()
    assert post.phones.gate
    post.phones.gate.set()
    assert disk.ballast.is_there
    await until_recorded(post)
    assert not disk.ballast.is_there
    assert Counter(post.phones.texts()) == Counter(
        sentence(f"NV-{number}") for number in range(ON_THEIR_WAY)
    )
    assert {one.outcome for one in await post.attempts()} == {"sent"}
    assert disk.is_sound()


async def test_below_the_limit_reminders_wait_and_answers_leave(post: Post) -> None:
    disk = Disk(post.database)
    chat = await post.chat(501)
    reminder = await post.put(chat, "NV-1", cls=DeliveryClass.PERIODIC, priority=5)
    await post.put(chat, "NV-2")
    disk.pages -= disk.free(Path()) // PAGE - LIMITS.least // PAGE // 2
    assert disk.ballast.is_short
    await post.deliver_some()
    assert post.phones.texts() == [sentence("NV-2")]
    assert (await post.row(reminder)).state == "pending"

    disk.is_emptied()
    post.steady.at += 2
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-2"), sentence("NV-1")]


async def test_without_a_ballast_it_waits_for_room_and_is_not_sent_again(
    post: Post,
) -> None:
    disk = Disk(post.database, with_ballast=False)
    await let_go(post)
    disk.fills_up()
    assert post.phones.gate
    post.phones.gate.set()
    await post.dispatcher.landed()
    for _ in range(3):
        with pytest.raises(OperationalError):
            await post.dispatcher.step()
    assert disk.is_sound()
    disk.is_emptied()
    await post.deliver()
    assert {row.state for row in await post.rows()} == {"sent"}
    assert len(post.phones.calls) == ON_THEIR_WAY
    assert disk.is_sound()
