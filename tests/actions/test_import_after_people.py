"""The next file after people moved or cancelled a task: their word stands, or is asked.

A cancelled task stays so; units that a person changed are not quietly changed back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions.amend_task import amend_task
from actions.create_units import create_units
from actions.settle_discrepancy import settle_discrepancy
from actions.show_difference import sides_of
from actions.undo_import import undo_import
from domain.amending import Amendment
from domain.assigning import Assignee
from domain.policy import Policy
from domain.register import RegisterRow
from domain.scope import Actor, Membership
from domain.tasks import Progress, Role
from models.tables import Discrepancy, Officer, Task, TaskUnit, Unit
from models.work import Database
from tests.actions.registers import ROW, Bring, check_replay, every

POLICY = Policy()
WITH_UNITS = replace(ROW, support_units=("Sở Y tế",), tracking_unit="Phòng A")


async def person(database: Database, role: Role, unit: int) -> Actor:
    async with database.begin() as work:
        officer = Officer(code="VT1", name="Trần Văn Thư", folded="tran van thu")
        work.session.add(officer)
        await work.session.flush()
        return Actor(officer.id, (Membership(role, unit),))


async def amend(database: Database, **what: Any) -> Actor:
    """As `/sua` and `/huynhiemvu` do, by a clerk."""
    (task,) = await every(database, Task)
    clerk = await person(database, Role.CLERK, task.lead_unit_id)
    paper = "200/UBND-TH", date(2026, 11, 12)
    async with database.begin() as work:
        await amend_task(
            work, clerk, Amendment(task.id, task.version, *paper, **what), policy=POLICY
        )
    return clerk


async def unit(database: Database, name: str) -> Assignee:
    async with database.read() as reads:
        found = select(Unit.id).where(Unit.name == name)
        return Assignee(await reads.session.scalar(found) or 0, name)


async def test_what_people_cancelled_stays_so_whatever_the_file_says(
    database: Database, bring: Bring
) -> None:
    await bring([ROW])
    await amend(database, cancels=True)
    changed = replace(ROW, due_on=date(2026, 12, 15), deadline_text="15/12/2026")
    for row in (ROW, changed):
        result = await bring([row])
        assert (result.added, result.changed, result.unchanged) == (0, 0, 1)
    result = await bring([replace(ROW, number="77/TB", key="77/TB")])
    assert (result.added, result.vanished) == (1, 0)  # nor is it missed
    first = min(await every(database, Task), key=lambda task: task.id)
    assert (first.progress, first.due_on) == (Progress.CANCELLED, ROW.due_on)


async def units_of(database: Database) -> tuple[str, list[str]]:
    """Who tracks the only task, and who co-operates."""
    (task,) = await every(database, Task)
    names = {unit.id: unit.name for unit in await every(database, Unit)}
    support = [names[one.unit_id] for one in await every(database, TaskUnit)]
    return names[task.tracking_unit_id], support


@pytest.mark.parametrize(
    ("part", "row", "stands", "says"),
    [
        (
            "division",
            replace(WITH_UNITS, tracking_unit="Phòng B"),
            ("Phòng C", ["Sở Y tế"]),
            ("Phòng B", ["Sở Y tế"]),
        ),
        (
            "support",
            replace(WITH_UNITS, support_units=("Sở Xây dựng",)),
            ("Phòng A", ["Sở Công Thương"]),
            ("Phòng A", ["Sở Xây dựng"]),
        ),
    ],
)
async def test_units_that_a_person_changed_are_asked_about(
    database: Database,
    bring: Bring,
    part: str,
    row: RegisterRow,
    stands: tuple[str, list[str]],
    says: tuple[str, list[str]],
) -> None:
    async with database.begin() as work:
        await create_units(work, ["Phòng C", "Sở Công Thương"])
    await bring([WITH_UNITS])
    other = stands[0] if part == "division" else stands[1][0]
    meant = await unit(database, other)
    await amend(database, **{part: meant if part == "division" else (meant,)})
    assert await units_of(database) == stands
    result = await bring([row])
    assert (result.changed, result.contradicted) == (0, 1)
    assert await units_of(database) == stands
    ((shown, standing),) = [sides_of(one) for one in result.difference.contradicted]
    assert (shown[0][1], standing[0][1]) == (
        says[0] if part == "division" else says[1][0],
        other,
    )
    # As the file says, once the tracker has decided so.
    (dispute,) = await every(database, Discrepancy)
    (task,) = await every(database, Task)
    tracker = Actor(1, (Membership(Role.TRACKER, task.tracking_unit_id),))
    async with database.begin() as work:
        await settle_discrepancy(work, tracker, dispute.id, "register", door="chat")
    assert await units_of(database) == says
    await check_replay(database)


async def test_an_import_taken_back_leaves_the_units_that_a_person_chose(
    database: Database, bring: Bring
) -> None:
    async with database.begin() as work:
        await create_units(work, ["Phòng C"])
    await bring([WITH_UNITS])
    result = await bring([replace(WITH_UNITS, tracking_unit="Phòng B")])
    assert await units_of(database) == ("Phòng B", ["Sở Y tế"])
    await amend(database, division=await unit(database, "Phòng C"))
    async with database.begin() as work:
        undone = await undo_import(work, result.run or 0)
    assert (len(undone.kept), await units_of(database)) == (1, ("Phòng C", ["Sở Y tế"]))


async def test_a_file_that_follows_the_lead_whom_a_person_chose_is_the_same_task(
    database: Database, bring: Bring
) -> None:
    async with database.begin() as work:
        await create_units(work, ["Sở Y tế"])
    await bring([ROW])
    await amend(database, lead=await unit(database, "Sở Y tế"))
    assert (await bring([ROW])).unchanged == 1  # the system does not know yet
    result = await bring([replace(ROW, lead_unit="Sở Y tế", note="Gấp")])
    assert (result.added, result.changed, result.vanished) == (0, 1, 0)
    (task,) = await every(database, Task)
    assert task.note == "Gấp"
    assert (await bring([replace(ROW, lead_unit="Sở Y tế", note="Gấp")])).unchanged == 1
    await check_replay(database)
