"""What arrives is stored, handled once, and never blocks what others say."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from domain.tasks import Role
from models.queries.inbox import keep, waiting
from models.tables import Inbox, TaskEvent
from tests.stories.stage import Stage

MALFORMED = {"update_id": 900_000_001, "message": {"message_id": 1, "chat": {"id": 77}}}


async def test_an_update_that_cannot_be_read_is_parked_and_said(stage: Stage) -> None:
    await stage.idle()
    bot = stage.program.parts.bot.id
    async with stage.database.begin() as work:
        row = {"update_id": 900_000_001, "chat": 77, "body": MALFORMED}
        await keep(work, bot, [row])
    # The program tries by itself as well: whoever comes first, the tries are counted.
    while await _state(stage) == "new":
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=601))
        async with stage.database.read() as reads:
            found = await waiting(reads)
        for arrived in found:
            await stage.program.parts.inbox.handle(arrived)
    await stage.idle()
    assert await _state(stage) == "poison"


async def _state(stage: Stage) -> str:
    async with stage.database.read() as reads:
        return str(await reads.session.scalar(select(Inbox.state)))


async def test_the_same_update_again_has_no_second_effect(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    task = await stage.task("Rà soát", snv, due="2026-12-01", officer_id=officer)
    phone = await stage.link("Ngô Đức Dũng", officer)
    await stage.say(phone, f"/capnhat NV-{task} 10%")
    async with stage.database.read() as reads:
        before = await reads.session.scalar(select(func.count(TaskEvent.id)))
        newest = await reads.session.scalar(select(func.max(Inbox.update_id)))
    async with stage.database.begin() as work:
        again = {"update_id": newest, "chat": phone.id, "body": {"update_id": newest}}
        await keep(work, stage.program.parts.bot.id, [again])
    await stage.idle()
    async with stage.database.read() as reads:
        after = await reads.session.scalar(select(func.count(TaskEvent.id)))
        assert await waiting(reads) == []
    assert after == before


async def test_many_people_are_answered_side_by_side(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    phones = []
    for number in range(6):
        officer = await stage.officer(f"Cán bộ {number}", snv, Role.OFFICER)
        await stage.task(f"Việc {number}", snv, due="2026-12-01", officer_id=officer)
        phones.append(await stage.link(f"Cán bộ {number}", officer))
    for phone in phones:
        said = {"from": phone.id, "text": "/viec"}
        await stage.post(f"/sandbox/chats/{phone.id}/messages", said)
    await stage.idle()
    for phone in phones:
        assert "NV-" in (await stage.last(phone)).text
