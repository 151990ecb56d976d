"""Telegram says "too many requests" to everybody: F13 of the fault catalogue, and F14.

The office clock goes on with the steady one here.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from channels.outgoing import Outgoing
from channels.pacing import Pacer
from domain.outcomes import NotSent, Outcome, Sent
from models.outbox import DeliveryClass
from scheduler.dispatcher.line import AHEAD
from scheduler.watching import Nobody, Station
from tests.scheduler.dispatcher.post import HandSteady, Post, sentence

STORM, ASKED, DAY = 60.0, 5.0, 86_400.0  # seconds


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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_who_is_told_to_wait_for_ages_asks_again_tomorrow(post: Post) -> None:
    number = await post.put(await post.chat(501), cls=DeliveryClass.CRITICAL)
    post.phones.answer(NotSent("flood", retry_after=1e15))
    await post.deliver()
    assert (await post.row(number)).state == "pending"
    post.steady.at += DAY + 2
    await post.deliver()
    assert (await post.row(number)).state == "sent"


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


class AtTheMark(Nobody):
    """Everybody is told to wait in the moment after messages were marked."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer
        self.told = False

    def passed(self, station: Station, count: int = 1) -> None:
        if station is Station.SENDING and not self.told:
            self.told = True
            self.pacer.pause_all(100.0)


class InTheWait(HandSteady):
    """Everybody is told to wait while a marked message waits for its turn."""

    pacer: Pacer | None = None

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if self.pacer is not None and seconds <= AHEAD:
            self.pacer.pause_all(100.0)
            self.pacer = None


@pytest.mark.parametrize("moment", ["at the mark", "in the wait"])
async def test_a_pause_that_comes_between_mark_and_turn_is_kept(
    post: Post, moment: str
) -> None:
    """What was marked and has not begun goes back; nothing is called unknown."""
    for number in range(40):
        await post.put(await post.chat(500 + number))
    if moment == "in the wait":
        post.steady = post.phones.steady = InTheWait()
    pacer = Pacer(post.steady)
    if isinstance(post.steady, InTheWait):
        post.steady.pacer = pacer
    watcher = AtTheMark(pacer) if moment == "at the mark" else None
    post.dispatcher = post.another("one", pacer=pacer, watcher=watcher)
    began = post.steady.at
    await pass_time(post, 50)
    told = len(post.phones.calls)
    assert told == (0 if watcher else 30)
    waiting = Counter(row.state for row in await post.rows())
    assert waiting["sending"] == 0
    assert waiting["sent"] == told

    await pass_time(post, 80)
    assert len(post.phones.calls) == 40
    assert all(at >= began + 100 for at, _ in post.phones.times[told:])
    assert {row.state for row in await post.rows()} == {"sent"}
    assert {one.outcome for one in await post.attempts()} == {"sent", "not_sent"}


async def test_what_was_marked_too_long_ago_does_not_leave(post: Post) -> None:
    """A process that stood still between mark and call has lost its right to send."""

    class StoodStill(Nobody):
        times = 0

        def passed(self, station: Station, count: int = 1) -> None:
            if station is Station.SENDING and not self.times:
                self.times += 1
                post.steady.at += 300

    await post.put(await post.chat())
    post.dispatcher = post.another("one", watcher=StoodStill())
    await post.deliver()
    assert [one.outcome for one in await post.attempts()] == ["not_sent", "sent"]
    assert len(post.phones.calls) == 1
