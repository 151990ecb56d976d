"""What the server refuses, and what is made of it."""

from __future__ import annotations

from datetime import timedelta

from domain.outcomes import Dead, NotSent, Sent, Stopped
from tests.scheduler.dispatcher.post import Post, sentence


async def test_429_pauses_only_that_chat(post: Post) -> None:
    flooded, other = await post.chat(501), await post.chat(502)
    post.phones.answer(NotSent("flood", retry_after=30), chat=501)
    waits = await post.put(flooded, "NV-1")
    await post.put(flooded, "NV-2")
    await post.deliver()
    await post.put(other, "NV-3")
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-3")]
    row = await post.row(waits)
    assert (row.state, row.attempts) == ("pending", 0)
    assert row.not_before >= post.clock.now() + timedelta(seconds=30)
    post.steady.at += 32  # the office clock stands still
    await post.deliver()
    assert post.phones.texts(501) == [sentence("NV-1"), sentence("NV-2")]


async def test_a_flood_wait_outlives_a_restart(post: Post) -> None:
    chat = await post.chat(501)
    post.phones.answer(NotSent("flood", retry_after=300))
    await post.put(chat, "NV-1")
    await post.deliver()
    await post.restart()
    await post.put(chat, "NV-2")
    await post.deliver()
    assert len(post.phones.calls) == 1


async def test_blocked_closes_the_chat_and_nothing_more_goes_there(post: Post) -> None:
    chat = await post.chat(501)
    first, second = await post.put(chat), await post.put(chat)
    post.phones.answer(Dead("bot was blocked by the user", chat_gone=True))
    await post.deliver()
    third = await post.put(chat)
    await post.deliver()
    assert len(post.phones.calls) == 1
    assert (await post.chats())[chat].state == "gone"
    assert {(await post.row(one)).state for one in (first, second, third)} == {"dead"}
    assert (await post.row(third)).reason == "chat_gone"


async def test_another_refusal_leaves_the_chat_open(post: Post) -> None:
    chat = await post.chat(501)
    refused, next_one = await post.put(chat), await post.put(chat, "NV-2")
    post.phones.answer(Dead("bad request: something new"))
    await post.deliver()
    row = await post.row(refused)
    assert (row.state, row.reason) == ("dead", "bad request: something new")
    assert (await post.row(next_one)).state == "sent"


async def test_a_refusal_in_half_letters_is_kept_as_far_as_it_can_be(
    post: Post,
) -> None:
    number = await post.put(await post.chat())
    post.phones.answer(Dead("ok_false: \0 x\ud800"))
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.reason) == ("dead", "ok_false:  x?")


async def test_markup_that_is_refused_is_left_out_at_once(post: Post) -> None:
    await post.put(await post.chat(501))
    post.phones.answer(Dead("entities"))
    await post.deliver()
    assert [one.plain for one in post.phones.accepted] == [True]


async def test_a_refused_token_harms_no_delivery(post: Post) -> None:
    numbers = [await post.put(await post.chat(500 + n)) for n in range(3)]
    post.phones.answer(*[Stopped("unauthorized")] * 3)
    post.phones.token = Stopped("unauthorized")
    for _ in range(3):
        await post.dispatcher.step()
        await post.dispatcher.landed()
    await post.dispatcher.step()
    asked = len(post.phones.calls)
    assert {one.state for one in await post.rows()} <= {"pending", "claimed"}
    post.steady.at += 28
    await post.dispatcher.step()
    assert post.phones.proofs == 0
    for _ in range(2):  # asked who we are, and no message tries it
        post.steady.at += 31
        await post.dispatcher.step()
        await post.dispatcher.landed()
    assert (post.phones.proofs, len(post.phones.calls)) == (2, asked)
    post.phones.token = Sent(None)
    post.steady.at += 31
    post.phones.answer()
    await post.deliver()
    assert [(await post.row(n)).state for n in numbers] == ["sent"] * 3


async def test_a_failed_call_is_repeated_although_the_office_clock_stands(
    post: Post,
) -> None:
    number = await post.put(await post.chat(501))
    post.phones.answer(*[NotSent("connecting")] * 4)
    await post.deliver()
    assert len(post.phones.accepted) == 1
    row = await post.row(number)
    assert (row.state, row.attempts) == ("sent", 4)
