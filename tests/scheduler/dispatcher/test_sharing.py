"""Several dispatchers of one bot, each with its share of the chats."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.pacing import Pacer
from domain.outcomes import NotSent
from domain.retry import FLOOD_WINDOW
from models.queries.claims import claim
from models.queries.leases import holders
from models.queries.marking import mark_sending
from models.queries.queue import Wish
from models.tables import Chat, Lease
from scheduler.dispatcher import Dispatcher
from scheduler.dispatcher.sharing import DISPATCHER, SEEN_BY_ALL, Divided, Name
from tests.scheduler.dispatcher.post import CRASH, Post, sentence

EXPIRED = timedelta(seconds=13)


class Branch:
    """A dispatcher among others, at a place of its own."""

    def __init__(self, post: Post, place: str, pid: int = 1) -> None:
        self.name = Name(place, f"{place}:{pid}", proven=True)
        self.pacer = Pacer(post.steady)
        self.sharing = Divided(post.database, post.steady, self.name)
        self.dispatcher: Dispatcher = post.another(
            self.name.owner, pacer=self.pacer, sharing=self.sharing, name=self.name
        )


async def settled(post: Post, *branches: Branch) -> None:
    """Everybody has seen everybody."""
    for _ in range(8):
        for one in branches:
            await one.dispatcher.step()
        post.steady.at += 1.0
    assert all(one.sharing.holding.is_settled for one in branches)


async def expire(post: Post, place: str) -> None:
    """Its process died thirteen seconds ago."""
    async with post.database.begin() as work:
        row = await work.session.get_one(Lease, f"{DISPATCHER}{place}")
        row.expires_at -= EXPIRED


async def test_three_send_all_and_nobody_twice(post: Post) -> None:
    branches = [Branch(post, place) for place in "abc"]
    await settled(post, *branches)
    for number in range(12):
        await post.put(await post.chat(501 + number), f"NV-{number}")
    await post.deliver(*(one.dispatcher for one in branches))
    assert sorted(post.phones.texts()) == sorted(
        sentence(f"NV-{number}") for number in range(12)
    )
    assert {one.owner for one in await post.attempts()} == {"a:1", "b:1", "c:1"}


async def test_the_limit_of_the_bot_is_divided(post: Post) -> None:
    branches = [Branch(post, place) for place in "abc"]
    await settled(post, *branches)
    assert [one.pacer.room() for one in branches] == [10, 10, 10]


async def refused_each(post: Post, *branches: Branch) -> list[bool]:
    """One chat of each process is told to wait; whether the process then waits."""
    for number in range(len(branches)):
        await post.put(await post.chat(501 + number))
        post.phones.answer(NotSent("flood", retry_after=5.0), chat=501 + number)
    for _ in range(3):
        for one in branches:
            one.dispatcher.wake()
            await one.dispatcher.step()
            await one.dispatcher.landed()
    return [one.pacer.paused_until > post.steady.at for one in branches]


async def test_a_refusal_in_each_of_three_processes_is_a_flood(post: Post) -> None:
    """Each of them met only one; counted over the database they are three."""
    if post.database.engines.one_writer:
        pytest.skip("one file has one process")
    branches = [Branch(post, place) for place in "abc"]
    await settled(post, *branches)
    assert await refused_each(post, *branches) == [True, True, True]
    assert len(post.phones.calls) == 3
    for _ in range(10):
        post.steady.at += 1.0
        post.clock.at += timedelta(seconds=1)
        await post.deliver(*(one.dispatcher for one in branches))
    assert len(post.phones.accepted) == 3


async def test_two_refusals_or_three_far_apart_are_none(post: Post) -> None:
    if post.database.engines.one_writer:
        pytest.skip("one file has one process")
    branches = [Branch(post, place) for place in "ab"]
    await settled(post, *branches)
    assert await refused_each(post, *branches) == [False, False]
    async with post.database.begin() as work:
        for chat in await work.session.scalars(select(Chat)):
            assert chat.flooded_at is not None
            chat.flooded_at -= FLOOD_WINDOW
    await post.put(await post.chat(601))
    post.phones.answer(NotSent("flood", retry_after=5.0), chat=601)
    await settled(post, *branches)
    assert [one.pacer.paused_until > post.steady.at for one in branches] == [False] * 2


async def test_who_has_just_come_waits_until_the_others_know(post: Post) -> None:
    first = Branch(post, "a")
    await settled(post, first)
    second = Branch(post, "b")
    for number in range(4):
        await post.put(await post.chat(501 + number))
    await second.dispatcher.step()
    assert not second.sharing.is_trusted
    assert post.phones.calls == []
    await settled(post, first, second)
    await post.deliver(first.dispatcher, second.dispatcher)
    assert len(post.phones.accepted) == 4


async def test_the_claims_of_who_died_go_back_before_their_lease_ends(
    post: Post,
) -> None:
    living, dead = Branch(post, "a"), Branch(post, "b")
    await settled(post, living, dead)
    numbers = [await post.put(await post.chat(501 + one)) for one in range(2)]
    async with post.database.begin() as work:
        claims = await claim(work, Wish("b:1", 100))
    await expire(post, "b")
    await settled(post, living)
    await post.deliver(living.dispatcher)
    assert [one.outcome for one in await post.attempts()] == ["sent"] * 2
    async with post.database.begin() as work:
        assert await mark_sending(work, claims, "b:1") == set()  # it lived after all
    assert len(numbers) == len(post.phones.accepted)


async def test_a_new_process_at_the_same_place_takes_over_at_once(post: Post) -> None:
    """Its socket proves that the earlier one is dead, also about what was sent."""
    other, dead = Branch(post, "a"), Branch(post, "b")
    await settled(post, other, dead)
    for number in range(4):
        await post.put(await post.chat(501 + number))
    post.phones.answer(CRASH, CRASH)
    await dead.dispatcher.step()
    await dead.dispatcher.landed()
    new = Branch(post, "b", pid=2)
    await new.dispatcher.rescue_all()
    await new.dispatcher.step()
    assert new.sharing.holding.is_settled
    outcomes = [one.outcome for one in await post.attempts()]
    assert outcomes.count("unknown") == 2


async def test_another_place_waits_for_the_lease_of_what_was_being_sent(
    post: Post,
) -> None:
    dead = Branch(post, "b")
    await settled(post, dead)
    await post.put(await post.chat(501))
    post.phones.answer(CRASH)
    for _ in range(3):
        dead.dispatcher.wake()
        await dead.dispatcher.step()
        await dead.dispatcher.landed()
    await expire(post, "b")
    other = Branch(post, "a")
    await settled(post, other)
    assert [one.outcome for one in await post.attempts()] == [None]
    await post.age(timedelta(minutes=3))
    await other.dispatcher.rescue()
    assert [one.outcome for one in await post.attempts()] == ["unknown"]


async def test_who_was_asleep_believes_nothing_until_it_is_renewed(post: Post) -> None:
    one = Branch(post, "a")
    await settled(post, one)
    assert one.sharing.is_trusted
    post.steady.at += 10
    assert not one.sharing.is_trusted
    await expire(post, "a")
    await one.dispatcher.step()
    assert not one.sharing.is_trusted  # the others have divided without it
    post.steady.at += SEEN_BY_ALL
    await one.dispatcher.step()
    assert one.sharing.is_trusted


async def test_who_stops_leaves_no_row(post: Post) -> None:
    one = Branch(post, "a")
    await settled(post, one)
    await one.dispatcher.stop(1.0)
    async with post.database.begin() as work:
        assert await holders(work, DISPATCHER) == {}


async def test_a_dispatcher_alone_keeps_no_row(post: Post) -> None:
    await post.put(await post.chat(501))
    await post.deliver()
    async with post.database.read() as reads:
        assert (await reads.session.scalars(select(Lease))).all() == []


async def test_a_living_dispatchers_claims_are_left_alone(post: Post) -> None:
    one, two = Branch(post, "a"), Branch(post, "b")
    await settled(post, one, two)
    await post.put(await post.chat(501))
    async with post.database.begin() as work:
        await claim(work, Wish("b:1", 100))
    await one.dispatcher.rescue()
    assert [row.state for row in await post.rows()] == ["claimed"]
