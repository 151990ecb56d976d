"""A task given in the chat, as the register has it; and one amended by a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions.amend_task import amend_task
from actions.give_task import decide_draft, give_task
from actions.undo_import import undo_import
from domain.amending import Amendment
from domain.assigning import Assignee, Assignment
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, Role, Urgency
from models.history import events_of, replay
from models.queries.people import person
from models.tables import Document, ImportRun, Task, TaskDraft, TaskRoute, TaskUnit
from models.work import Database
from tests.scheduler.office import Office, at

DUE = date(2026, 11, 30)


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at("2026-11-20 09:00")
    return Office(database, clock)


async def actor_of(office: Office, officer: int) -> Actor:
    async with office.database.read() as reads:
        found = await person(reads, officer)
    assert found is not None
    return found.actor


async def the_cast(office: Office) -> tuple[Actor, Actor, Assignment]:
    """A tracker, a clerk who can be told, and a task for two units and a person."""
    division = await office.unit("Phòng Nội chính")
    snv, syt = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    officer = await office.officer("An", snv)
    tracker = await office.officer("Lan", division, Role.TRACKER)
    clerk = await office.officer("Văn", division, Role.CLERK)
    health = Assignee(syt, "Sở Y tế")
    one = Assignment(
        (Assignee(snv, "Sở Nội vụ", officer, "An"), health),
        "Rà soát",
        "12/UBND-TH",
        date(2026, 11, 20),
        must_report=True,
        due_on=DUE,
        via=health,
        consolidator=health,
        division=Assignee(division, "Phòng Nội chính"),
        sender="Người dân",
    )
    return await actor_of(office, tracker), await actor_of(office, clerk), one


async def rows(office: Office, table: Any) -> list[Any]:
    async with office.database.read() as reads:
        key = table.__table__.primary_key.columns.values()[0]
        return list(await reads.session.scalars(select(table).order_by(key)))


async def test_what_a_clerk_enters_is_one_task_for_each_and_stands_on_its_history(
    office: Office,
) -> None:
    _, clerk, one = await the_cast(office)
    async with office.database.begin() as work:
        numbers = await give_task(work, clerk, one)
    first, second, whole = await rows(office, Task)
    assert numbers == [first.id, second.id, whole.id]
    assert first.officer_id == one.assignees[0].officer_id
    assert whole.content == "Tổng hợp kết quả thực hiện: Rà soát"
    assert {(r.task_id, r.parent_id) for r in await rows(office, TaskRoute)} == {
        (first.id, whole.id),
        (second.id, whole.id),
    }
    # The unit through which a report goes sees the task.
    supports = {(s.task_id, s.unit_id) for s in await rows(office, TaskUnit)}
    assert supports == {(first.id, second.lead_unit_id)}
    (document,) = await rows(office, Document)
    assert document.submitting_unit == "Người dân"
    async with office.database.read() as reads:
        state = replay(await events_of(reads, first.id))
    assert {name: getattr(first, name) for name in state} == state

    (run,) = await rows(office, ImportRun)
    async with office.database.begin() as work:
        await undo_import(work, run.id, actor_id=clerk.officer_id)
    assert {task.progress for task in await rows(office, Task)} == {Progress.CANCELLED}


async def test_a_division_proposes_and_what_is_urgent_is_entered_at_once(
    office: Office,
) -> None:
    tracker, clerk, one = await the_cast(office)
    async with office.database.begin() as work:
        assert await give_task(work, tracker, one) == []
        flash = replace(one, urgency=Urgency.FLASH, number="13/UBND-TH")
        assert len(await give_task(work, tracker, flash)) == 3
        normal = replace(one, number="14/UBND-TH")
        assert len(await give_task(work, clerk, normal)) == 3
        await give_task(work, clerk, replace(one, number="15/UBND-TH"))
        # The same document once more, and now it cannot wait.
        again = replace(normal, urgency=Urgency.FLASH, consolidator=None)
        assert len(await give_task(work, tracker, again)) == 2
    urgencies = {d.number: d.urgency for d in await rows(office, Document)}
    assert urgencies == {
        "13/UBND-TH": Urgency.FLASH,
        "14/UBND-TH": Urgency.FLASH,
        "15/UBND-TH": Urgency.NORMAL,
    }
    last = max(run.id for run in await rows(office, ImportRun))
    async with office.database.begin() as work:  # the document was normal before
        await undo_import(work, last, actor_id=clerk.officer_id)
    urgencies = {d.number: d.urgency for d in await rows(office, Document)}
    assert urgencies["14/UBND-TH"] is Urgency.NORMAL
    (draft,) = await rows(office, TaskDraft)
    for actor, choice, reason in (
        (tracker, "a", Reason.NOT_ALLOWED),
        (clerk, "c", Reason.STALE_BUTTON),  # the deadline is not his to drop
    ):
        with pytest.raises(Refusal) as refused:
            async with office.database.begin() as work:
                await decide_draft(work, actor, draft.id, choice)
        assert refused.value.reason is reason
    async with office.database.begin() as work:
        await decide_draft(work, clerk, draft.id, "b")
    assert [task.must_report for task in await rows(office, Task)][11:] == [False] * 3


async def test_an_amendment_holds_for_the_task_that_was_shown(office: Office) -> None:
    tracker, clerk, one = await the_cast(office)
    async with office.database.begin() as work:
        number, *_ = await give_task(work, clerk, one)
    task = (await rows(office, Task))[0]
    later = Amendment(
        number,
        task.version,
        "20/UBND-TH",
        date(2026, 11, 20),
        "mưa lũ",
        due_on=date(2026, 12, 15),
    )
    async with office.database.begin() as work:
        await amend_task(work, tracker, later, policy=Policy())
    task = (await rows(office, Task))[0]
    assert (task.due_on, task.original_due_on) == (date(2026, 12, 15), DUE)
    assert task.due_version == 2
    async with office.database.read() as reads:
        events = await events_of(reads, number)
    assert events[-1].note == "20/UBND-TH, 20/11/2026: mưa lũ"
    assert replay(events)["due_version"] == 2
    with pytest.raises(Refusal) as refused:
        async with office.database.begin() as work:
            await amend_task(work, clerk, later, policy=Policy())
    assert refused.value.reason is Reason.STALE_CARD
