"""What the dispatcher asks again and again it finds by an index, however long the
outbox has become (docs/performance.md)."""

from __future__ import annotations

import pytest

from tests.asked import noting, read_whole
from tests.scheduler.dispatcher.post import Post


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_round_reads_all_that_was_ever_sent(post: Post) -> None:
    chats = [await post.chat(501 + number) for number in range(3)]
    await post.dispatcher.rescue_all()
    with noting(post.database) as said:
        for chat in chats:
            await post.put(chat)
        await post.deliver()
        await post.dispatcher.rescue()
    assert any(one.startswith("UPDATE attempt") for one in said)
    assert await read_whole(post.database, said) == []
