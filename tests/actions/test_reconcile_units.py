"""A unit's own figures: kept, shown to the tracker, corrected with a trail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions.reconcile import Statement, reconcile, settle_difference
from domain.notices import Saying
from domain.reconciling import Claim
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, Role
from models.history import events_of
from models.outbox import Live
from models.queries.people import person
from models.queries.reconciling import open_differences, tasks_of_unit
from models.tables import Task
from models.work import Database, Work
from tests.scheduler.office import Office, at

ON = date(2026, 11, 12)


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at("2026-11-20 09:00")
    return Office(database, clock)


async def actor(work: Work, officer: int) -> Actor:
    found = await person(work, officer)
    assert found is not None
    return found.actor


@pytest.mark.parametrize(
    ("choice", "progress", "done_on"),
    [("theirs", Progress.DONE, ON), ("ours", Progress.NOT_STARTED, None)],
)
async def test_the_tracker_settles_what_differs_and_the_unit_hears_of_it(
    office: Office, choice: str, progress: Progress, done_on: date | None
) -> None:
    unit = await office.unit("Sở Nội vụ")
    division = await office.unit("Phòng Kinh tế")
    an = await office.officer("An", unit, Role.CONTACT)
    lan = await office.officer("Lan", division, Role.TRACKER)
    task = await office.task(unit, due="2026-11-20", tracked_by=division)
    same = await office.task(unit, due="2026-11-20", tracked_by=division)
    claims = [Claim(task, done=True, done_on=ON), Claim(same, done=False)]
    async with office.database.begin() as work:
        ours = await tasks_of_unit(work, [unit])
        said = Statement(unit, claims)
        told = await reconcile(work, await actor(work, an), said, ours)
        assert (told.compared, len(told.differing)) == (2, 1)
        (number,) = await open_differences(work, [division])
        with pytest.raises(Refusal) as refused:
            await settle_difference(work, await actor(work, an), number, choice)
        assert refused.value.reason is Reason.NOT_FOUND
        await settle_difference(work, await actor(work, lan), number, choice)
    async with office.database.read() as reads:
        row = await reads.session.scalar(select(Task).where(Task.id == task))
        assert row
        assert (row.progress, row.done_on) == (progress, done_on)
        trail = [(one.kind, one.actor_id) for one in await events_of(reads, task)]
    assert trail == [("settled", lan)]  # whichever of the two words stands
    told_whom = {(one.to, one.kind) for one in await office.messages()}
    assert told_whom == {("Lan", Live.DIFFERENCE), ("An", "Told")}


async def test_a_newer_word_takes_the_place_of_the_older_one(office: Office) -> None:
    """And what was decided meanwhile in the register is not overwritten unseen."""
    unit = await office.unit("Sở Nội vụ")
    division = await office.unit("Phòng Kinh tế")
    an = await office.officer("An", unit, Role.CONTACT)
    lan = await office.officer("Lan", division, Role.TRACKER)
    task = await office.task(unit, due="2026-11-20", tracked_by=division)
    async with office.database.begin() as work:
        ours = await tasks_of_unit(work, [unit])
        for claim in (Claim(task, done=True), Claim(task, done=True, done_on=ON)):
            said = Statement(unit, [claim])
            await reconcile(work, await actor(work, an), said, ours)
        (number,) = await open_differences(work, [division])
        row = await work.session.get_one(Task, task)
        row.progress, row.done_on = Progress.DONE, date(2026, 11, 18)
        await work.session.flush()
        tracker = await actor(work, lan)
        seen = await settle_difference(work, tracker, number, "theirs")
        assert (seen.told, row.done_on) == (
            Saying.DIFFERENCE_MOVED,
            date(2026, 11, 18),
        )
        seen = await settle_difference(work, tracker, number, "theirs")
        assert seen.told is Saying.SETTLED
    async with office.database.read() as reads:
        (event,) = await events_of(reads, task)
    assert event.note == (
        "sửa theo số liệu của đơn vị: đã hoàn thành 12/11/2026;"
        " trước đó: đã hoàn thành 18/11/2026"
    )


async def test_nobody_speaks_for_another_unit(office: Office) -> None:
    unit, other = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    an = await office.officer("An", unit, Role.CONTACT)
    async with office.database.begin() as work:
        ours = await tasks_of_unit(work, [other])
        with pytest.raises(Refusal):
            await reconcile(work, await actor(work, an), Statement(other, ()), ours)
