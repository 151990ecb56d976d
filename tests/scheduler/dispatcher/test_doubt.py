"""While the clock is in doubt only answers and alarms leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.outbox import DeliveryClass
from tests.scheduler.dispatcher.post import Post, sentence
from tests.scheduler.dispatcher.test_cards import Group
from tests.scheduler.office import at

REMINDERS = [
    (DeliveryClass.CRITICAL, 5),
    (DeliveryClass.PERIODIC, 5),
    (DeliveryClass.PERIODIC, 2),
]


@pytest.mark.parametrize(("cls", "priority"), REMINDERS)
async def test_a_reminder_waits_and_an_answer_does_not(
    post: Post, cls: DeliveryClass, priority: int
) -> None:
    chat, other = await post.chat(501), await post.chat(502)
    await post.put(chat, "NV-1", cls=cls, priority=priority)
    await post.put(chat, "NV-2")
    await post.put(other, "NV-3", cls=DeliveryClass.CRITICAL, priority=0)
    post.guard.sure = False
    await post.deliver_some()
    assert sorted(post.phones.texts()) == [sentence("NV-2"), sentence("NV-3")]

    post.guard.sure = True
    post.steady.at += 2
    await post.deliver()
    assert post.phones.texts(501) == [sentence("NV-2"), sentence("NV-1")]


async def test_what_was_claimed_before_goes_back_unharmed(post: Post) -> None:
    """By the wrong clock it would have expired."""
    chat = await post.chat(501)
    await post.put(chat, "NV-1")
    await post.deliver()  # the next one waits a second for its turn
    expires = post.clock.now() + timedelta(hours=2)
    number = await post.put(
        chat, "NV-2", cls=DeliveryClass.CRITICAL, priority=5, expires_at=expires
    )
    post.dispatcher.wake()
    await post.dispatcher.step()
    assert (await post.row(number)).state == "claimed"

    post.guard.sure = False
    post.move_to(post.clock.now() + timedelta(days=1))
    post.steady.at += 5
    await post.deliver_some()
    row = await post.row(number)
    assert (row.state, len(post.phones.accepted)) == ("pending", 1)

    post.guard.sure = True
    post.move_to(post.clock.now() - timedelta(days=1))
    post.steady.at += 2
    await post.deliver()
    assert (await post.row(number)).state == "sent"


async def test_no_card_is_frozen_by_a_wrong_clock(post: Post) -> None:
    group = Group(post)
    await group.called()
    await group.answers(0)
    post.guard.sure = False
    post.move_to(at("2026-11-21 15:00"))
    await post.deliver_some()
    assert post.phones.edits == []

    post.guard.sure = True
    post.move_to(at("2026-11-20 15:20"))
    await post.deliver()
    assert len(post.phones.edits) == 1
    assert [one.frozen for one in await post.cards()] == [False]
