"""getUpdates: offsets, long polls, the conflict of two pollers, and what grows old."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.polling import Asked, Polling
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.store import Store
from bot.sandbox.updates import UpdateQueue

CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def texts(town: Any, **params: Any) -> list[str]:
    town.steady.drive(5)  # who asks the same at once is held back
    updates = await town.bot("getUpdates", **params)
    return [update["message"]["text"] for update in updates]


async def test_updates_wait_until_an_offset_confirms_them(town: Any) -> None:
    lan = await town.person("Lan")
    for text in ("một", "hai", "ba"):
        await town.write(lan, lan, text)
    town.steady.drive(5)
    [first, second, _] = await town.bot("getUpdates")
    assert second["update_id"] == first["update_id"] + 1
    assert await texts(town) == ["một", "hai", "ba"]
    assert await texts(town, limit=1) == ["một"]
    assert await texts(town, offset=second["update_id"]) == ["hai", "ba"]
    assert await texts(town) == ["hai", "ba"]
    # A negative offset keeps the last ones and forgets the rest.
    assert await texts(town, offset=-1) == ["ba"]
    assert await texts(town) == ["ba"]


async def test_a_long_poll_is_answered_when_somebody_writes(town: Any) -> None:
    lan = await town.person("Lan")
    polling = asyncio.ensure_future(town.bot("getUpdates", timeout=50))
    assert (await town.get("state"))["idle"]
    await town.write(lan, lan, "đây")
    [update] = await polling
    assert update["message"]["text"] == "đây"
    assert not (await town.get("state"))["idle"]


async def test_a_long_poll_ends_after_fifty_seconds_at_most(town: Any) -> None:
    polling = asyncio.ensure_future(town.bot("getUpdates", timeout=500))
    began = town.steady.monotonic()
    while not polling.done():
        town.steady.drive(1)
        await town.get("state")
    assert await polling == []
    assert 50 <= town.steady.monotonic() - began < 500


async def test_of_two_polls_one_is_refused(town: Any) -> None:
    lan = await town.person("Lan")
    polls = {
        asyncio.ensure_future(town.call("getUpdates", timeout=50)) for _ in range(2)
    }
    [refused], [waiting] = await asyncio.wait(
        polls, return_when=asyncio.FIRST_COMPLETED
    )
    answer = await refused
    assert (answer.status, answer.body["description"]) == (409, CONFLICT)
    await town.write(lan, lan, "đây")
    assert len((await waiting).body["result"]) == 1


async def test_the_older_poll_is_the_refused_one(steady: Any) -> None:
    queue = UpdateQueue(Store(None), lambda: 0)
    polling = Polling(queue, Store(None), steady)
    queue.added = lambda update: polling.ring()
    older = asyncio.ensure_future(polling.poll(Asked(timeout=50)))
    await asyncio.sleep(0)
    newer = asyncio.ensure_future(polling.poll(Asked(timeout=50)))
    with pytest.raises(BotRefusal):
        await older
    queue.add("message", {"text": "đây"}, life=60)
    assert len(await newer) == 1


async def test_the_kinds_wanted_stay_as_they_were_asked(town: Any) -> None:
    lan = await town.person("Lan")
    await town.bot("getUpdates", offset=-9, allowed_updates=["my_chat_member"])
    await town.write(lan, lan, "mất")
    await town.post(f"chats/{lan}/block", **{"from": lan})
    [update] = await town.read_all()
    assert "my_chat_member" in update
    # What cannot be read changes nothing; an empty list means the usual.
    await town.post(f"chats/{lan}/unblock", **{"from": lan})
    await town.bot("getUpdates", offset=-8, allowed_updates="[")
    assert ["my_chat_member" in each for each in await town.read_all()] == [True]
    town.steady.drive(9)
    await town.bot("getUpdates", offset=-7, allowed_updates=[])
    await town.write(lan, lan, "đến")
    assert [u["message"]["text"] for u in await town.read_all()] == ["đến"]


async def test_a_message_waits_a_day_and_no_longer(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "đợi")
    town.clock.move_to(town.clock.now() + timedelta(hours=24) - timedelta(seconds=1))
    assert await texts(town) == ["đợi"]
    town.clock.move_to(town.clock.now() + timedelta(seconds=1))
    assert await texts(town) == []


async def test_who_asks_the_same_again_at_once_gets_one(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "một")
    await town.write(lan, lan, "hai")
    assert len(await texts(town)) == 2
    assert len(await town.bot("getUpdates")) == 1
