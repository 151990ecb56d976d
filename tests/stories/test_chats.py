"""Chats that close and open again, and a group that becomes a supergroup."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from domain.tasks import Role
from models.tables import Chat, Delivery
from tests.stories.stage import Phone, Stage

GONE = "Tin nhắn không còn đến được"


@dataclass
class Cast:
    stage: Stage
    head: Phone
    officer: Phone
    admin: Phone
    group: int
    task: int

    async def chats(self) -> list[Chat]:
        async with self.stage.database.read() as reads:
            return list(await reads.session.scalars(select(Chat).order_by(Chat.id)))


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    office = await stage.unit("VP", "Văn phòng")
    head = await stage.officer("Đỗ Văn Bình", unit, Role.UNIT_HEAD)
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    admin = await stage.officer("Lê Thị Chi", office, Role.ADMIN)
    task = await stage.task("Báo cáo", unit, due="2026-11-20", officer_id=officer)
    phones = [
        await stage.link(name, number)
        for name, number in (
            ("Đỗ Văn Bình", head),
            ("Ngô Đức Dũng", officer),
            ("Lê Thị Chi", admin),
        )
    ]
    group = await stage.group("Nhóm Sở Nội vụ", unit, phones[0], head, [phones[1]])
    return Cast(stage, *phones, group, task)


async def test_who_blocks_the_bot_is_left_alone_until_he_comes_back(cast: Cast) -> None:
    stage, officer = cast.stage, cast.officer
    mark = len(await stage.ledger())
    await stage.post(f"/sandbox/chats/{officer.id}/block", {"from": officer.id})
    await stage.idle()
    await stage.move("2026-11-20T15:00:00")
    assert [one for one in await stage.ledger(mark) if one["chat"] == officer.id] == []
    for phone in (cast.head, cast.admin):
        told = [text for text in await stage.sent(phone.id, mark) if GONE in text]
        assert len(told) == 1
        assert "Ngô Đức Dũng" in told[0]

    await stage.post(f"/sandbox/chats/{officer.id}/unblock", {"from": officer.id})
    await stage.say(officer, "/start")
    assert "Ngô Đức Dũng" in (await stage.last(officer)).text
    before = len(await stage.sent(officer.id, mark))
    assert before == 1  # the welcome: nothing old is sent anew
    await stage.move("2026-11-23T08:00:00")
    assert f"NV-{cast.task}" in (await stage.last(officer)).text


@pytest.mark.parametrize("by_an_answer", [True, False])
async def test_a_group_that_becomes_a_supergroup_keeps_what_is_its_own(
    cast: Cast, by_an_answer: bool
) -> None:
    """A refusal says it and two service messages, in whatever order they are heard."""
    stage = cast.stage
    (before,) = [one for one in await cast.chats() if one.kind == "group"]
    await stage.post("/sandbox/faults", {"kind": "migrate", "count": 1})
    mark = len(await stage.ledger())
    if by_an_answer:  # else by the reminder
        await stage.say(cast.head, "/quahan@dondoc_demo_bot", chat=cast.group)
    await stage.move("2026-11-20T15:00:00")
    await stage.restart()
    (after,) = [one for one in await cast.chats() if one.kind == "group"]
    assert (after.id, after.unit_id) == (before.id, before.unit_id)
    assert after.address != cast.group
    calls = await stage.ledger(mark)
    sent = [c for c in calls if c["method"] == "sendMessage" and c["status"] == 200]
    assert [c for c in sent if c["chat"] == cast.group] == []
    cards = [
        c for c in sent if c["chat"] == after.address and "đã cập nhật" in c["text"]
    ]
    assert len(cards) == 1
    async with stage.database.read() as reads:
        rows = await reads.session.scalars(
            select(Delivery.state).where(Delivery.chat_id == after.id)
        )
        assert set(rows) == {"sent"}
