"""Hỏa tốc from the register to the outbox."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from domain.policy import Policy
from domain.tasks import Role, Urgency
from models.history import Change, Kind, record
from models.queries.registers import BY_HAND
from models.tables import Document, ImportRow, ImportRun, Task
from models.work import Database
from scheduler.urgent import tell_urgent
from tests.scheduler.office import POLICY, Message, Office, at

NIGHT = "2026-11-20 22:30"


async def flash(office: Office, unit: int, officer: int, division: int) -> int:
    """A hỏa tốc that came in at night, right after it was signed."""
    task = await office.task(unit, officer, tracked_by=division, entered=NIGHT)
    async with office.database.begin() as work:
        document = Document(
            number="15/UBND-NC",
            key="15/ubnd-nc",
            year=2026,
            issued_on=date(2026, 11, 20),
            urgency=Urgency.FLASH,
        )
        work.session.add(document)
        await work.session.flush()
        (await work.session.get_one(Task, task)).document_id = document.id
    return task


async def tick(office: Office, *moments: str) -> None:
    for moment in moments:
        await tell_urgent(office.database, POLICY, at(moment))


def urgent(messages: list[Message]) -> list[str]:
    return [one.to for one in messages if "urgent" in one.rules]


@pytest.fixture
async def cast(office: Office) -> tuple[int, int]:
    """The task, and its officer."""
    unit = await office.unit("Sở Nội vụ")
    division = await office.unit("Phòng Nội chính")
    an = await office.officer("An", unit)
    await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    await office.officer("Theo dõi", division, Role.TRACKER)
    await office.officer("Chánh Văn phòng", division, Role.OFFICE_LEADER)
    return await flash(office, unit, an, division), an


async def test_what_is_given_in_the_chat_is_told_however_old_its_document_is(
    office: Office, cast: tuple[int, int]
) -> None:
    task, _ = cast
    async with office.database.begin() as work:
        await work.session.execute(update(Document).values(issued_on=date(2026, 11, 2)))
    await tick(office, NIGHT)
    assert urgent(await office.messages()) == []

    async with office.database.begin() as work:
        unit = (await work.session.get_one(Task, task)).lead_unit_id
        found = {"at": work.now, "file_name": "", "digest": "", "profile": BY_HAND}
        counts = {"added": 1, "changed": 0, "unchanged": 0, "left_out": []}
        run = ImportRun(**found, **counts)
        work.session.add(run)
        await work.session.flush()
        row = {"sheet": "", "row": 1, "key": "15/ubnd-nc", "year": 2026, "fields": {}}
        stored = ImportRow(run_id=run.id, task_id=task, lead_unit_id=unit, **row)
        work.session.add(stored)
    await tick(office, NIGHT)
    assert urgent(await office.messages()) == ["An", "Thủ trưởng"]


async def test_it_passes_quiet_hours_and_climbs_after_an_hour(
    office: Office, cast: tuple[int, int]
) -> None:
    await tick(office, NIGHT, "2026-11-20 22:30", "2026-11-20 22:50")
    messages = await office.messages()
    assert sorted(urgent(messages)) == ["An", "Thủ trưởng"]
    assert {one.row.priority for one in messages} == {0}
    assert all(one.row.not_before <= at(NIGHT) for one in messages)

    await tick(office, "2026-11-20 23:29", "2026-11-20 23:30", "2026-11-21 01:00")
    climbed = urgent(await office.messages())[2:]
    assert sorted(climbed) == ["Chánh Văn phòng", "Theo dõi"]


async def test_an_answer_ends_it(office: Office, cast: tuple[int, int]) -> None:
    task, an = cast
    await tick(office, NIGHT)
    async with office.database.begin(now=at("2026-11-20 22:45")) as work:
        change = Change(
            task_id=task,
            kind=Kind.ACKNOWLEDGED,
            door="chat",
            effective_on=work.today,
            actor_id=an,
            columns={"acknowledged_on": work.today},
        )
        await record(work, change)
    await tick(office, "2026-11-20 23:40")
    assert len(urgent(await office.messages())) == 2


async def test_nothing_is_asked_of_ordinary_tasks(
    office: Office, database: Database
) -> None:
    unit = await office.unit("Sở Nội vụ")
    await office.task(unit, await office.officer("An", unit), entered=NIGHT)
    assert await tell_urgent(database, POLICY, at(NIGHT)) == 0


@pytest.mark.parametrize("audible", [True, False])
async def test_the_office_says_whether_it_makes_a_sound(
    office: Office, cast: tuple[int, int], audible: bool
) -> None:
    policy = POLICY if audible else Policy(audible=frozenset({"overdue"}))
    await tell_urgent(office.database, policy, at(NIGHT))
    silent = {one.row.silent for one in await office.messages()}
    assert silent == {not audible}
