"""What is no longer worth saying, or not now, or not to him."""

from __future__ import annotations

import pytest

from models.outbox import DeliveryClass, Live
from models.tables import Account, Officer
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import at

CRITICAL, PERIODIC = DeliveryClass.CRITICAL, DeliveryClass.PERIODIC


async def test_what_expired_is_skipped(post: Post) -> None:
    number = await post.put(await post.chat(501), expires_at=post.clock.now())
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.reason) == ("skipped", "late")
    assert post.phones.calls == []


@pytest.mark.parametrize(
    ("cls", "priority", "leaves"),
    [
        (CRITICAL, 5, "2026-11-21 07:00"),
        (PERIODIC, 2, "2026-11-21 07:00"),
        (DeliveryClass.REPLY, 1, None),  # who asks at night is answered
        (CRITICAL, 0, None),  # hỏa tốc
    ],
)
async def test_quiet_hours_move_and_never_drop(
    post: Post, cls: DeliveryClass, priority: int, leaves: str | None
) -> None:
    post.move_to(at("2026-11-20 21:00"))
    number = await post.put(await post.chat(501), cls=cls, priority=priority)
    await post.deliver()
    if leaves is not None:
        assert post.phones.calls == []
        assert (await post.row(number)).not_before == at(leaves)
        post.move_to(at(leaves))
        await post.deliver()
    assert (await post.row(number)).state == "sent"


async def test_a_chat_that_passed_to_another_officer_is_not_told(post: Post) -> None:
    async with post.database.begin() as work:
        work.session.add_all(
            Officer(id=n, code=str(n), name=str(n), folded=str(n)) for n in (1, 2)
        )
        await work.session.flush()
        bound = {"address": 501, "bound_at": post.clock.now()}
        work.session.add(Account(officer_id=2, **bound))
    chat = await post.chat(501, officer_id=1)
    slot = post.clock.now().isoformat()
    number = await post.put_live(chat, Live.DIGEST, {"slot": slot, "officer": 1})
    await post.deliver()
    row = await post.row(number)
    assert (row.state, row.reason) == ("skipped", "not_allowed")


async def test_facts_of_another_shape_hold_up_nobody_else(post: Post) -> None:
    chats = [await post.chat(500 + n) for n in range(3)]
    numbers = [await post.put(chat) for chat in chats]

    def spoil(row: object) -> None:
        row.params = {"saying": "no such thing", "facts": {}}  # type: ignore[attr-defined]

    await post.change(numbers[0], spoil)
    for _ in range(4):
        await post.dispatcher.step()
        await post.dispatcher.landed()
    states = [(await post.row(n)).state for n in numbers]
    assert states == ["pending", "sent", "sent"]
    assert (await post.row(numbers[0])).attempts == 1
