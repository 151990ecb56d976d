"""What was planned for a group, once it or a task has passed to another unit."""

from __future__ import annotations

from domain.notices import Digest
from models.tables import Chat, Task
from tests.scheduler.office import Office
from tests.scheduler.test_gather import Week

MONDAY = "2026-11-23 08:00"


async def test_a_group_that_is_another_units_now_hears_nothing_of_the_former(
    office: Office,
) -> None:
    card = await Week(office).is_called()
    other = await office.unit("Sở Y tế")
    assert await office.read(card, "2026-11-20 15:01") is not None

    async with office.database.begin() as work:
        (await work.session.get_one(Chat, card.row.chat_id)).unit_id = other

    assert await office.read(card, "2026-11-20 15:02") is None


async def test_a_task_that_is_another_units_now_is_not_told(office: Office) -> None:
    unit, other = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    await office.group(unit)
    stays, goes = [await office.task(unit, due="2026-11-20") for _ in range(2)]
    await office.plan(MONDAY)
    (digest,) = await office.digests()

    async with office.database.begin() as work:
        (await work.session.get_one(Task, goes)).lead_unit_id = other

    told = await office.read(digest, MONDAY)
    assert isinstance(told, Digest)
    assert [line.id for one in told.sections for line in one.lines] == [stays]
    assert [one.total for one in told.sections] == [1]
