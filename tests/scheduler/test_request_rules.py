"""What nobody has decided: who is reminded, on which morning, once each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions.explain import explain
from domain.explaining import Part
from domain.policy import Policy
from domain.processes import Level, State
from domain.tasks import Progress, Role
from models.tables import Extension, Obstacle, Occurrence, Petition, TaskEvent
from models.work import Database
from scheduler.foresight import foresee
from tests.scheduler.office import Office, at

# Raised on Friday 20/11/2026; Tuesday 24/11 is a holiday, so that two working days are
# over on Wednesday 25/11, four on Friday 27/11, five on Monday 30/11.
MORNINGS = tuple(f"2026-11-{day} 08:00" for day in (23, 24, 25, 26, 27, 28, 30))


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at("2026-11-20 09:00")
    office = Office(database, clock)
    await office.day_off("2026-11-24")
    return office


RAISED: dict[str, Any] = {
    "raised_at": at("2026-11-20 09:00"),
    "raised_on": date(2026, 11, 20),
    "words": "chờ số liệu của Sở Y tế",
}


class Asked:
    """An officer, his division's tracker, a leader of the Office and the committee's;
    and what the officer asks for."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def make(self, progress: Progress = Progress.IN_PROGRESS) -> None:
        self.unit = await self.office.unit("Sở Y tế")
        self.division = await self.office.unit("Phòng Nội chính")
        self.an = await self.office.officer("An", self.unit)
        await self.office.officer("Lan", self.division, Role.TRACKER)
        await self.office.officer("Hòa", self.division, Role.OFFICE_LEADER)
        await self.office.officer("Minh", self.division, Role.LEADER)
        self.task = await self.office.task(
            self.unit,
            self.an,
            due="2026-12-31",
            tracked_by=self.division,
            progress=progress,
        )

    async def keep(self, *rows: Any) -> None:
        async with self.office.database.begin() as work:
            work.session.add_all(rows)

    def extension(self, **columns: Any) -> Extension:
        until = date(2026, 12, 31)
        return Extension(
            task_id=self.task,
            raised_by=self.an,
            due_on=until,
            wanted_on=date(2027, 1, 15),
            after_deadline=False,
            **RAISED | columns,
        )

    def obstacle(self) -> Obstacle:
        return Obstacle(task_id=self.task, raised_by=self.an, **RAISED)


def day_of(message: Any) -> str:
    return f"{message.row.created_at.astimezone(Policy().zone):%d/%m}"


async def cards(office: Office) -> list[tuple[str, str]]:
    return [
        (day_of(one), one.to)
        for one in await office.messages()
        if one.kind == "process"
    ]


async def test_who_has_not_decided_is_reminded_and_then_the_one_above(
    office: Office,
) -> None:
    asked = Asked(office)
    await asked.make()
    await asked.keep(
        asked.extension(), asked.extension(state=State.REFUSED, decided_by=asked.an)
    )
    for _ in range(2):  # planned again after a crash, it is not told again
        await office.plan(*MORNINGS)
    assert await cards(office) == [("25/11", "Lan"), ("27/11", "Hòa")]


async def test_once_it_is_decided_nobody_is_reminded(office: Office) -> None:
    asked = Asked(office)
    await asked.make(Progress.REPORTED)  # needs no more time either
    await asked.keep(
        asked.extension(),
        Petition(
            unit_id=asked.unit,
            division_id=asked.division,
            raised_by=asked.an,
            state=State.TAKEN,
            **RAISED,
        ),
    )
    await office.plan(*MORNINGS)
    assert await cards(office) == []


async def test_an_obstacle_climbs_before_those_who_decide_it_then(
    office: Office,
) -> None:
    asked = Asked(office)
    await asked.make()
    await asked.keep(asked.obstacle(), asked.extension())
    foreseen = await foresee(
        office.database, Policy(), since=date(2026, 11, 20), days=12, day_names={}
    )
    for _ in range(2):
        await office.plan(*MORNINGS)
    told = await cards(office)
    assert sorted(told) == sorted(
        [
            *[("25/11", "Lan"), ("25/11", "Hòa"), ("25/11", "An")],
            ("27/11", "Hòa"),
            *[("30/11", "Minh"), ("30/11", "An")],
        ]
    )
    async with office.database.read() as reads:
        assert await reads.session.scalar(select(Obstacle.level)) is Level.COMMITTEE
        climbed = select(TaskEvent.id).where(TaskEvent.kind == "obstacle_climbed")
        assert len((await reads.session.scalars(climbed)).all()) == 2
    seen = [one for one in foreseen.messages if one.kind == "process"]
    assert sorted((f"{one.at:%d/%m}", one.to.name) for one in seen) == sorted(told)
    assert {why.tasks for one in seen for why in one.why} == {(asked.task,)}


async def test_each_reader_is_told_why_he_got_the_card(office: Office) -> None:
    asked = Asked(office)
    await asked.make()
    await asked.keep(asked.obstacle())
    await office.plan("2026-11-25 08:00")
    parts = {}
    async with office.database.read() as reads:
        for one in await office.messages():
            if one.kind != "process":
                continue
            officer = one.row.params["officer"]
            why = await explain(reads, Policy(), one.row, officer)
            (reason,) = why.reasons
            assert [task.code for task in reason.tasks] == [f"NV-{asked.task}"]
            parts[one.to] = reason.part
            # Five working days after the 20th it climbs once more.
            assert reason.next.at == at("2026-11-30 08:00")
        by_rule = select(Occurrence.slot).where(Occurrence.rule == "undecided")
        slots = (await reads.session.scalars(by_rule)).all()
    assert parts == {"Hòa": Part.DECIDER, "An": Part.RAISER}
    assert {slot.rpartition(":")[0] for slot in slots} == {"U-2:obstacle"}
