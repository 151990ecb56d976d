"""F40 and F41: processes that claim the same rows, and connections that are cut."""

from __future__ import annotations

import asyncio
from collections import Counter

import asyncpg
import pytest

from models.queries.claims import claim
from models.queries.queue import Wish
from models.work import Database
from tests.scheduler.dispatcher.post import Post, sentence

ROUNDS = 50
CUTS = 6
AT_A_TIME = 8
TERMINATE = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(autouse=True)
def only_a_server(database: Database) -> None:
    if database.engines.one_writer:
        pytest.skip("one process has an SQLite file to itself")


async def test_two_claim_the_same_rows_and_each_is_claimed_once(post: Post) -> None:
    chats = [await post.chat(501 + number) for number in range(4)]
    first = post.database
    second = Database(first.url, zone=first.zone, now=first.now)
    claimed: Counter[int] = Counter()
    put: list[int] = []
    for _ in range(ROUNDS):
        put += [await post.put(chat) for chat in chats]
        for taken in await asyncio.gather(
            take(first, "one"), take(second, "two"), take(second, "three")
        ):
            claimed.update(taken)
        await let_be(post)
    await second.close()
    assert claimed == Counter(put)


async def take(database: Database, owner: str) -> list[int]:
    async with database.begin() as work:
        return [one.id for one in await claim(work, Wish(owner, 4))]


async def let_be(post: Post) -> None:
    """Their chats are free for the next round."""
    for row in await post.rows():
        if row.state == "claimed":
            await post.change(row.id, lambda one: setattr(one, "state", "sent"))


async def test_connections_that_are_cut_lose_and_double_nothing(post: Post) -> None:
    chats = [await post.chat(501 + number) for number in range(AT_A_TIME)]
    running = asyncio.create_task(post.dispatcher.run())
    for number in range(CUTS):
        for chat in chats:
            await post.put(chat, f"NV-{number}-{chat}")
        post.phones.called.clear()
        post.dispatcher.wake()
        await asyncio.wait_for(post.phones.called.wait(), 30)
        assert await cut(post.database) > 0
    async with asyncio.timeout(60):
        while {row.state for row in await post.rows()} != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await post.dispatcher.stop(grace_seconds=5)
    await running
    assert Counter(post.phones.texts()) == Counter(
        sentence(f"NV-{number}-{chat}") for number in range(CUTS) for chat in chats
    )
    assert {one.outcome for one in await post.attempts()} == {"sent"}
    await asyncio.gather(*(post.rows() for _ in range(2 * AT_A_TIME)))  # no stuck pool


async def cut(database: Database) -> int:
    """End every session but our own; how many there were."""
    connection = await asyncpg.connect(database.url)
    count = await connection.fetchval(TERMINATE)
    await connection.close()
    return int(count)
