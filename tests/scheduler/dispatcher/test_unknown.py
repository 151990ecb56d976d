"""Nobody knows whether it arrived: at most two copies, and never in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.outcomes import Sent, Unknown
from locales.render import resend_prefix
from models.outbox import DeliveryClass
from models.queries.claims import claim
from models.queries.letters import read_letters
from models.queries.outcomes import Change, Ended, note_attempts, settle
from models.queries.queue import Wish
from tests.scheduler.dispatcher.post import CRASH, Post, sentence

CRITICAL, PERIODIC = DeliveryClass.CRITICAL, DeliveryClass.PERIODIC
REPLY = DeliveryClass.REPLY
LEASE = timedelta(minutes=2, seconds=1)


async def crashed(post: Post, cls: DeliveryClass) -> int:
    """Accepted by the server, but the process died before it heard so."""
    number = await post.put(await post.chat(501), cls=cls, priority=5)
    post.phones.answer(CRASH)
    await post.dispatcher.step()
    await post.dispatcher.landed()
    assert (await post.row(number)).state == "sending"
    await post.age(LEASE)
    await post.restart()
    return number


async def test_a_crash_after_the_claim_is_known_not_to_have_sent(post: Post) -> None:
    number = await post.put(await post.chat(501))
    async with post.database.begin() as work:
        assert len(await claim(work, Wish("dead", 100))) == 1
    await post.age(LEASE)
    await post.restart()
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-1")]
    assert [one.outcome for one in await post.attempts()] == ["sent"]
    assert (await post.row(number)).marked is False


async def test_a_lease_that_ran_out_is_rescued_while_others_work(post: Post) -> None:
    await post.put(await post.chat(501))
    async with post.database.begin() as work:
        await claim(work, Wish("dead", 100))
    await post.deliver_some()
    assert post.phones.calls == []
    await post.age(LEASE)
    post.steady.at += LEASE.total_seconds()
    await post.deliver()
    assert len(post.phones.accepted) == 1


async def test_a_critical_message_is_sent_once_more_and_says_so(post: Post) -> None:
    number = await crashed(post, CRITICAL)
    await post.deliver()
    assert len(post.phones.calls) == 1
    post.clock.at += timedelta(seconds=61)
    post.steady.at += 61
    await post.deliver()
    row = await post.row(number)
    prefix = resend_prefix(row.short_code, post.words)
    assert post.phones.texts() == [f"{prefix}\n\n{sentence('NV-1')}"]
    assert row.short_code in prefix
    assert (row.state, row.unknowns, row.marked) == ("sent", 1, True)
    assert [one.outcome for one in await post.attempts()] == ["unknown", "sent"]


async def test_a_periodic_one_leaves_fifteen_minutes_to_answer(post: Post) -> None:
    number = await crashed(post, PERIODIC)
    for minutes, copies in ((14, 0), (2, 1)):
        post.clock.at += timedelta(minutes=minutes)
        post.steady.at += 60 * minutes
        await post.deliver()
        assert len(post.phones.accepted) == copies
    assert (await post.row(number)).state == "sent"


async def test_an_answer_is_never_repeated(post: Post) -> None:
    number = await crashed(post, REPLY)
    post.clock.at += timedelta(hours=1)
    post.steady.at += 3600
    await post.deliver()
    assert post.phones.accepted == []
    row = await post.row(number)
    assert (row.state, row.reason) == ("unknown", "owner_died")


async def test_a_message_as_long_as_may_be_says_so_too(post: Post) -> None:
    """No message is so full that nothing fits before it."""
    number = await post.put(await post.chat(501), "đ" * 9_000, cls=CRITICAL)
    post.phones.answer(Unknown("read_timeout"))
    for _ in range(2):
        await post.deliver()
        post.steady.at += 61
        post.clock.at += timedelta(seconds=61)
    prefix = resend_prefix((await post.row(number)).short_code, post.words)
    first, *rest = post.phones.texts()
    assert first.startswith(f"{prefix}\n\n")
    assert all(len(said) <= 4096 for said in (first, *rest))
    said = first.removeprefix(f"{prefix}\n\n") + "".join(rest)
    assert said == sentence("đ" * 9_000)


@pytest.mark.parametrize("cls", [CRITICAL, PERIODIC])
async def test_a_second_unknown_is_parked(post: Post, cls: DeliveryClass) -> None:
    number = await post.put(await post.chat(501), cls=cls)
    post.phones.answer(Unknown("read_timeout"), Unknown("read_timeout"))
    for _ in range(3):
        await post.deliver()
        post.steady.at += 16 * 60  # the office clock stands still
    assert len(post.phones.calls) == 2
    row = await post.row(number)
    assert (row.state, row.unknowns) == ("unknown", 2)
    assert row.reason == "read_timeout"


async def test_a_waiting_second_copy_counts_as_idle(post: Post) -> None:
    await post.put(await post.chat(501), cls=CRITICAL)
    post.phones.answer(Unknown("read_timeout"))
    await post.deliver()
    assert await post.dispatcher.is_idle()
    post.steady.at += 61
    assert not await post.dispatcher.is_idle()


async def test_other_messages_of_the_chat_do_not_wait_for_it(post: Post) -> None:
    chat = await post.chat(501)
    await post.put(chat, "NV-1", cls=CRITICAL)
    await post.put(chat, "NV-2", cls=CRITICAL)
    post.phones.answer(Unknown("read_timeout"))
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-2")]


async def test_a_late_answer_stands_beside_the_first_word(post: Post) -> None:
    """A process stopped for long hears "sent" after another took it for lost."""
    number = await crashed(post, CRITICAL)
    async with post.database.begin() as work:
        letter = (await read_letters(work, [number]))[number]
        sent = Change.back(letter)
        await note_attempts(work, [Ended(number, letter.epoch, "sent")])
        await settle(work, [_sent(sent, post)])
    (attempt,) = await post.attempts()
    assert (attempt.outcome, attempt.late_outcome) == ("unknown", "sent")
    assert (await post.row(number)).state == "sent"
    post.steady.at += 61
    await post.deliver()
    assert len(post.phones.calls) == 1


def _sent(change: Change, post: Post) -> Change:
    return replace(change, state="sent", message_id=9, sent_at=post.clock.now())


async def test_an_older_epoch_changes_nothing(post: Post) -> None:
    number = await post.put(await post.chat(501))
    async with post.database.begin() as work:
        letter = (await read_letters(work, [number]))[number]
        await claim(work, Wish("one", 1))
        await settle(work, [_sent(Change.back(letter), post)])
    assert (await post.row(number)).state == "claimed"


async def test_a_channel_that_raises_is_not_believed(post: Post) -> None:
    """Whatever went wrong, the message may be out."""
    number = await post.put(await post.chat(501))
    post.phones.answer(Sent(1), chat=999)
    post.phones.send = _broken  # type: ignore[method-assign]
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.reason) == ("unknown", "RuntimeError")


async def _broken(message: object) -> Sent:
    raise RuntimeError("no words of this are kept")
