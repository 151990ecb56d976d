"""F44: a shortage of room is told once; reminders wait for its end, and then go."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from domain.disk import Short, Shortage
from domain.notices import Saying
from domain.tasks import Role
from models.outbox import Live
from models.work import Database
from scheduler.ticks import TICKS
from tests.disk import LIMITS, PAGE, Disk
from tests.scheduler.office import POLICY, Office, at

DUE = "2026-11-20 15:00"  # a Friday


@pytest.fixture(autouse=True)
def only_a_file(database: Database) -> None:
    if not database.engines.one_writer:
        pytest.skip("a server's disk is not ours to watch")


@pytest.fixture
async def disk(office: Office) -> Disk:
    unit = await office.unit("Sở Nội vụ")
    await office.task(unit, await office.officer("An", unit))
    await office.officer("Quản trị", unit, Role.ADMIN)
    await office.plan("2026-11-20 14:30")
    return Disk(office.database)


async def tick(office: Office, moment: str) -> None:
    now = office.clock.at = at(moment)
    for one in TICKS:
        await one.work(office.database, POLICY, now)


async def told(office: Office) -> list[str]:
    """What was put in the outbox for the administrator about the disk."""
    return [
        one.row.params["saying"]
        for one in await office.messages()
        if one.row.dedup_key.startswith("alarm:disk:") and one.row.state == "pending"
    ]


async def reminders(office: Office) -> int:
    messages = await office.messages()
    return sum("weekly_due" in one.rules for one in messages)


def leave(disk: Disk, pages: int) -> None:
    """Others take all but so many pages."""
    disk.fills_up()
    disk.pages += pages


async def test_while_little_is_free_reminders_wait(office: Office, disk: Disk) -> None:
    leave(disk, LIMITS.least // PAGE - 1)
    for second in (0, 20, 40):
        await tick(office, f"{DUE}:{second:02}")
    assert await reminders(office) == 0
    assert await told(office) == [Saying.DISK_SHORT]

    disk.is_emptied()
    await tick(office, "2026-11-20 15:02")
    assert await reminders(office) == 1
    assert await told(office) == []  # nobody had heard of it yet


async def test_its_end_is_told_to_whom_it_was_told(office: Office, disk: Disk) -> None:
    leave(disk, LIMITS.least // PAGE - 1)
    await tick(office, "2026-11-20 14:40")
    async with office.database.begin() as work:
        for one in await office.messages():
            row = await work.session.get_one(type(one.row), one.id)
            row.state = "sent"
    leave(disk, LIMITS.least // PAGE + 8)  # not so much that it is over
    await tick(office, "2026-11-20 14:41")
    assert await told(office) == []
    disk.is_emptied()
    await tick(office, "2026-11-20 14:42")
    assert await told(office) == [Saying.DISK_RIGHT]


async def test_a_ballast_that_was_given_up_is_made_again(
    office: Office, disk: Disk
) -> None:
    disk.fills_up()
    with pytest.raises(OperationalError):
        await office.officer("Bình", 1)
    assert not disk.ballast.is_there
    assert disk.ballast.judge() == Short(Shortage.REFUSED)

    await tick(office, "2026-11-20 14:40")
    assert await told(office) == [Saying.DISK_SHORT]
    disk.is_emptied()
    await tick(office, "2026-11-20 14:41")
    assert disk.ballast.is_there
    assert disk.is_sound()


async def test_on_a_quiet_disk_nothing_is_said(office: Office, disk: Disk) -> None:
    await tick(office, DUE)
    assert disk.ballast.is_there
    assert await told(office) == []
    assert {one.kind for one in await office.messages()} >= {Live.DIGEST}
