"""Parked messages: listed until somebody decides, sent again only by an order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.acknowledge_delivery import acknowledge_delivery
from actions.requeue_delivery import requeue_delivery
from domain.outcomes import Dead, Unknown
from domain.refusals import Reason, Refusal
from domain.reminders import Rule
from domain.scope import Actor, Membership
from domain.tasks import Role
from locales.render import resend_prefix
from models.outbox import DeliveryClass
from models.queries.parked import (
    count_parked,
    count_since,
    last_told,
    read_doubtful,
    read_parked,
)
from models.tables import Attempt, Audit, Chat, Delivery, Inbox
from tests.scheduler.dispatcher.post import Post, sentence
from tests.scheduler.office import Office, at

CRITICAL, REPLY = DeliveryClass.CRITICAL, DeliveryClass.REPLY
LOST = Unknown("read_timeout")
ADMIN = Actor(1, (Membership(Role.ADMIN, 1),))
OTHERS = [Actor(1, (Membership(r, 1),)) for r in Role if r is not Role.ADMIN]


async def lost_twice(post: Post) -> int:
    number = await post.put(await post.chat(501), cls=CRITICAL)
    post.phones.answer(LOST, LOST)
    for _ in range(2):
        await post.deliver()
        post.steady.at += 61
        post.clock.at += timedelta(seconds=61)
    assert (await post.row(number)).state == "unknown"
    return number


async def requeue(post: Post, number: int, actor: Actor | None = None) -> None:
    async with post.database.begin() as work:
        await requeue_delivery(work, number, actor)


async def refused(post: Post, number: int, actor: Actor | None) -> set[Reason]:
    reasons = set()
    for decide in (requeue_delivery, acknowledge_delivery):
        with pytest.raises(Refusal) as refusal:
            async with post.database.begin() as work:
                await decide(work, number, actor)
        reasons.add(refusal.value.reason)
    return reasons


async def parked(post: Post, *, dealt_with: bool = False) -> list[int]:
    async with post.database.read() as reads:
        return [one.id for one in await read_parked(reads, dealt_with=dealt_with)]


async def test_a_third_copy_is_sent_by_an_order_only_and_says_so(post: Post) -> None:
    number = await lost_twice(post)
    before = await post.row(number)
    post.steady.at += 3600
    post.clock.at += timedelta(hours=1)
    await post.deliver()
    assert len(post.phones.calls) == 2
    await requeue(post, number)
    queued = await post.row(number)
    assert (queued.state, queued.epoch) == ("pending", before.epoch + 1)
    assert (queued.dedup_key, queued.attempts) == (before.dedup_key, 0)
    await post.deliver()
    prefix = resend_prefix(before.short_code, post.words)
    assert post.phones.texts() == [f"{prefix}\n\n{sentence('NV-1')}"]
    assert (await post.row(number)).state == "sent"
    assert await parked(post) == []


async def test_lost_again_it_is_parked_again_at_once(post: Post) -> None:
    number = await lost_twice(post)
    await requeue(post, number)
    post.phones.answer(LOST)
    await post.deliver()
    post.steady.at += 3600
    await post.deliver()
    assert len(post.phones.calls) == 3
    assert await parked(post) == [number]


async def test_what_was_refused_is_sent_as_the_first_copy(post: Post) -> None:
    number = await post.put(await post.chat(501))
    post.phones.answer(Dead("bad request: something new"))
    await post.deliver()
    post.clock.at += timedelta(hours=2)  # an answer lives for fifteen minutes
    await requeue(post, number)
    await post.deliver()
    assert post.phones.texts() == [sentence("NV-1")]
    row = await post.row(number)
    assert row.expires_at == post.clock.now() + timedelta(minutes=15)


async def test_one_decision_is_enough(post: Post) -> None:
    office = Office(post.database, post.clock)
    admin = await office.officer("Chi", await office.unit("Văn phòng"), Role.ADMIN)
    assert admin == ADMIN.officer_id
    number = await lost_twice(post)
    async with post.database.begin() as work:
        assert await acknowledge_delivery(work, number, ADMIN) is True
    assert await refused(post, number, ADMIN) == {Reason.NOT_PARKED}
    assert (await parked(post), await parked(post, dealt_with=True)) == ([], [number])
    async with post.database.read() as reads:
        (audit,) = await reads.session.scalars(select(Audit))
    assert (audit.action, audit.object) == ("said_received", f"delivery:{number}")
    assert (audit.officer_id, audit.door) == (ADMIN.officer_id, "chat")
    assert audit.detail == {"state": "unknown", "reason": "read_timeout"}


@pytest.mark.parametrize("state", ["pending", "claimed", "sending", "sent", "skipped"])
async def test_nothing_is_decided_about_what_is_not_parked(
    post: Post, state: str
) -> None:
    number = await post.put(await post.chat(501))
    await post.change(number, lambda row: setattr(row, "state", state))
    assert await refused(post, number, None) == {Reason.NOT_PARKED}
    assert (await post.row(number)).state == state


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: min(actor.roles))
async def test_unknown_and_forbidden_are_refused_alike(
    post: Post, actor: Actor
) -> None:
    number = await post.put(await post.chat(501))
    await post.change(number, lambda row: setattr(row, "state", "unknown"))
    assert await refused(post, number, actor) == {Reason.NOT_FOUND}
    assert await refused(post, 999, actor) == {Reason.NOT_FOUND}
    assert await refused(post, 999, ADMIN) == {Reason.NOT_FOUND}
    assert await parked(post) == [number]


async def test_to_a_closed_chat_nothing_is_sent_again(post: Post) -> None:
    chat = await post.chat(501)
    number = await post.put(chat)
    post.phones.answer(Dead("bot was blocked by the user", chat_gone=True))
    await post.deliver()
    with pytest.raises(Refusal) as refusal:
        await requeue(post, number)
    assert refusal.value.reason is Reason.CHAT_CLOSED
    assert await parked(post) == [number]  # still to be decided


async def test_the_list_says_whom_and_what_those_in_doubt_first(post: Post) -> None:
    office = Office(post.database, post.clock)
    unit = await office.unit("Sở Nội vụ")
    officer = await office.officer("An", unit)
    task = await office.task(unit, officer, due="2026-11-18")
    await office.plan("2026-11-20 08:00")
    group = await office.group(unit)
    refused = await post.put(group)
    post.phones.answer(Dead("bad request"), chat=-1)
    post.phones.answer(LOST, LOST, chat=1_000 + officer)
    for _ in range(2):
        await post.deliver()
        post.steady.at += 61
        post.clock.at += timedelta(seconds=61)
    assert task
    async with post.database.read() as reads:
        in_doubt, dead = await read_parked(reads)
        assert await count_parked(reads) == {"unknown": 1, "dead": 1}
    assert (in_doubt.to, in_doubt.what, in_doubt.attempts) == ("An", (Rule.OVERDUE,), 2)
    assert in_doubt.is_unknown
    assert (dead.id, dead.to, dead.what) == (refused, "Sở Nội vụ", ("Told",))
    assert dead.reason == "bad request"


async def test_what_happened_since_the_last_list_is_counted(post: Post) -> None:
    office = Office(post.database, post.clock)
    unit = await office.unit("Sở Nội vụ")
    since, before = at("2026-11-20 08:00"), at("2026-11-20 07:59")
    now = at("2026-11-21 08:00")
    rows: list[object] = []
    for number, when in enumerate((since + timedelta(hours=1), before)):
        gone = {"kind": "group", "unit_id": unit, "state": "gone", "gone_at": when}
        rows.append(Chat(address=-number - 1, **gone))
        body = {"chat": 1, "body": {}, "state": "poison", "received_at": when}
        rows.append(Inbox(bot_id=1, update_id=number, **body))
    async with post.database.begin(now=now) as work:
        work.session.add_all(rows)
    for when in (since + timedelta(hours=1), before):
        number = await post.put(await post.chat(when.hour * 100 + when.minute))
        await post.change(number, _skip_late(when))
    async with post.database.read(now=now) as reads:
        found = await count_since(reads, since)
        assert (found.closed, found.unread, found.late) == (1, 1, 1)
        assert await last_told(reads, Rule.ADMIN_DIGEST) is None


async def in_doubt_once(post: Post, address: int) -> int:
    number = await post.put(await post.chat(address), cls=CRITICAL)
    post.phones.answer(LOST, chat=address)
    await post.deliver()
    return number


async def doubtful(post: Post) -> tuple[int, dict[int, str]]:
    """How many the next digest counts; what the list says became of each."""
    async with post.database.read(now=post.clock.now()) as reads:
        listed = await read_doubtful(reads, limit=9)
        since = await count_since(reads, at("2026-11-20 00:00"))
        assert await count_parked(reads) == {}
    return since.doubtful, {one.id: one.then for one in listed}


async def test_in_doubt_and_sent_again_it_stands_in_a_list_of_its_own(
    post: Post,
) -> None:
    """Also what is still to be sent again, and what nobody wants any more."""
    again = await in_doubt_once(post, 501)
    post.steady.at += 61
    post.clock.at += timedelta(seconds=61)
    await post.deliver()
    waits, left_out = await in_doubt_once(post, 502), await in_doubt_once(post, 503)
    await post.change(left_out, lambda row: setattr(row, "state", "skipped"))
    expected = {again: "sent", waits: "pending", left_out: "skipped"}
    assert await doubtful(post) == (3, expected)
    async with post.database.read() as reads:
        newest, *_ = await read_doubtful(reads, limit=1)
    assert (newest.id, newest.reason) == (left_out, "read_timeout")


async def test_who_proves_that_it_arrived_leaves_no_doubt(post: Post) -> None:
    number = await in_doubt_once(post, 501)
    assert await doubtful(post) == (1, {number: "pending"})
    async with post.database.begin() as work:
        (attempt,) = await work.session.scalars(select(Attempt))
        attempt.late_outcome = "sent"
    assert await doubtful(post) == (0, {})


def _skip_late(when: object) -> Callable[[Delivery], None]:
    def skip(row: Delivery) -> None:
        row.state, row.reason = "skipped", "late"
        row.expires_at = when  # type: ignore[assignment]

    return skip
