"""Telegram says "too many requests" to everybody: F13 of the fault catalogue, and F14.

The office clock goes on with the steady one here.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from channels.outgoing import Outgoing
from domain.outcomes import NotSent, Outcome, Sent
from models.outbox import DeliveryClass
from tests.scheduler.dispatcher.post import Post, sentence

STORM, ASKED = 60.0, 5.0  # seconds


class Storm:
    """Refuses whoever calls while it lasts: everybody, or one chat."""

    def __init__(self, post: Post, *chats: int) -> None:
        self.post = post
        self.chats = chats
        self.began = post.steady.at
        self.asked_at: dict[int, float] = {}
        self.too_early: list[int] = []
        self.refused = 0
        self.attend()

    def attend(self) -> None:
        self.post.phones._answered = self._answer  # type: ignore[method-assign]

    async def _answer(self, message: Outgoing) -> Outcome:
        now = self.post.steady.at
        self.post.phones.times.append((now, message.chat))
        if now < self.asked_at.get(message.chat, 0.0) + ASKED:
            self.too_early.append(message.chat)
        mine = not self.chats or message.chat in self.chats
        if not mine or now >= self.began + STORM:
            return Sent(next(self.post.phones._numbers))
        self.asked_at[message.chat] = now
        self.refused += 1
        return NotSent("flood", retry_after=ASKED)


async def pass_time(post: Post, seconds: float) -> None:
    """Rounds in quick succession while both clocks go on."""
    start, began = post.clock.at, post.steady.at
    while post.steady.at < began + seconds:
        post.dispatcher.wake()
        await post.dispatcher.step()
        await post.dispatcher.landed()
        post.steady.at += 0.5
        post.clock.at = start + timedelta(seconds=post.steady.at - began)


async def fill(post: Post, chats: int) -> list[int]:
    return [
        await post.put(await post.chat(1_000 + n), cls=DeliveryClass.PERIODIC)
        for n in range(chats)
    ]


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_storm_costs_few_calls_and_no_message(
    post: Post, restarts: bool
) -> None:
    numbers = await fill(post, 120)
    storm = Storm(post)
    await pass_time(post, STORM / 2)
    if restarts:
        await post.age(timedelta(seconds=120))  # what the dead process had claimed
        post.dispatcher = post.another("two")
        await post.dispatcher.rescue_all()
    await pass_time(post, STORM / 2)
    assert storm.refused <= 30
    assert storm.too_early == []

    await pass_time(post, 60 + len(numbers) / 25)
    rows = await post.rows()
    assert {row.state for row in rows} == {"sent"}
    assert {row.attempts for row in rows} == {0}
    assert len(post.phones.accepted) == len(numbers)


async def test_another_process_obeys_the_pause(post: Post) -> None:
    await fill(post, 20)
    storm = Storm(post)
    await pass_time(post, 0.5)
    refused = storm.refused
    await post.dispatcher.step()  # writes it down
    other = post.another("two")
    if post.database.engines.one_writer:
        await other.rescue_all()  # on SQLite there is no other but after a restart
    for _ in range(3):
        other.wake()
        await other.step()
        await other.landed()
    assert storm.refused == refused


async def test_a_pause_of_a_wrong_clock_ends_after_a_day(post: Post) -> None:
    await fill(post, 20)
    Storm(post)
    await pass_time(post, 1)
    post.move_to(datetime.fromisoformat("2016-11-20T15:00:00+07:00"))
    post.dispatcher = post.another("one")
    await post.dispatcher.rescue_all()
    assert post.dispatcher._line.pacer.paused_until <= post.steady.at + 24 * 3600


async def test_one_flooded_group_holds_nobody_else_up(post: Post) -> None:
    group = await post.chat(-20)
    for number in range(5):
        await post.put(group, f"NV-{number}")
    people = await fill(post, 40)
    storm = Storm(post, -20)
    await pass_time(post, 4)

    assert storm.too_early == []
    states = Counter(row.state for row in await post.rows() if row.chat_id != group)
    assert states == {"sent": len(people)}


async def test_what_is_urgent_overtakes_a_long_queue(post: Post) -> None:
    await fill(post, 300)
    await pass_time(post, 2)
    assert len(post.phones.accepted) < 300
    urgent = await post.chat(501)
    await post.put(urgent, "NV-9", cls=DeliveryClass.CRITICAL, priority=0)
    await pass_time(post, 1.5)
    assert post.phones.texts(501) == [sentence("NV-9")]
