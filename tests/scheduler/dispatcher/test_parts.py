"""A long message goes in parts: after a crash only the missing ones follow."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.notices import TaskList
from domain.outcomes import Dead, Sent
from locales.render.rendered import NARROW
from models.outbox import DeliveryClass
from tests.scheduler.dispatcher.post import CRASH, Post
from tests.scheduler.dispatcher.test_sending import task_line

LEASE = timedelta(minutes=2, seconds=1)
TASKS = 60  # in three parts


async def put_long(post: Post, cls: DeliveryClass = DeliveryClass.REPLY) -> int:
    lines = tuple(replace(task_line(), id=one) for one in range(1, TASKS + 1))
    listed = TaskList("mine", lines, page=1, pages=1, total=TASKS)
    return await post.put_notice(await post.chat(501), listed, key="long", cls=cls)


async def crash_in_part(post: Post, part: int, cls: DeliveryClass) -> None:
    """The process dies while this part is on its way."""
    await put_long(post, cls)
    post.phones.answer(*[Sent(700 + n) for n in range(1, part)], CRASH)
    while len(post.phones.calls) < part:
        await post.deliver_some()
    await post.age(LEASE)
    await post.restart()


def told(post: Post) -> list[int]:
    return [int(n) for n in re.findall(r"NV-(\d+)", "".join(post.phones.texts()))]


@pytest.mark.parametrize("part", [1, 2])
async def test_after_an_answer_that_is_never_repeated_the_rest_follows(
    post: Post, part: int
) -> None:
    await crash_in_part(post, part, DeliveryClass.REPLY)
    await post.deliver()
    assert len(post.phones.calls) == 3  # none of them twice
    states = [(one.part, one.parts, one.state) for one in await post.rows()]
    lost = {part: "unknown"}
    assert states == [(n, 3, lost.get(n, "sent")) for n in (1, 2, 3)]
    missing = set(range(1, TASKS + 1)) - set(told(post))
    assert told(post) == sorted(told(post))
    assert missing == set(range(min(missing), max(missing) + 1))


@pytest.mark.parametrize("part", [1, 2, 3])
async def test_of_a_reminder_only_the_part_in_doubt_is_repeated(
    post: Post, part: int
) -> None:
    await crash_in_part(post, part, DeliveryClass.CRITICAL)
    post.clock.at += timedelta(seconds=61)
    await post.deliver()
    assert told(post) == list(range(1, TASKS + 1))
    assert len(post.phones.calls) == 4
    assert [one.state for one in await post.rows()] == ["sent"] * 3
    assert [one.unknowns for one in await post.rows()] == [
        int(n == part) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("part", [1, 2, 3])
async def test_what_is_too_long_after_all_goes_on_in_shorter_parts(
    post: Post, part: int
) -> None:
    await put_long(post)
    post.phones.answer(*[Sent(700 + n) for n in range(1, part)], Dead("too_long"))
    await post.deliver()
    assert told(post) == list(range(1, TASKS + 1))
    wide, narrow = post.phones.texts()[: part - 1], post.phones.texts()[part - 1 :]
    assert all(len(text) > NARROW for text in wide)
    assert all(len(text) <= NARROW for text in narrow)
    assert {one.state for one in await post.rows()} == {"sent"}
    keyboards = [bool(one.keyboard) for one in post.phones.accepted]
    assert keyboards == [False] * (len(keyboards) - 1) + [True]


async def test_what_is_still_too_long_is_a_dead_letter(post: Post) -> None:
    number = await put_long(post)
    post.phones.answer(Dead("too_long"), Dead("too_long"))
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.reason) == ("dead", "too_long")
    assert len(post.phones.calls) == 2
