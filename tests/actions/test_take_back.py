"""A change that was taken back has never been, for the task, the figures, the week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from actions.record_progress import ProgressReport, record_progress
from actions.report_done import DoneReport, report_done
from actions.take_back import may_take_back, take_back
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.replies import DocumentRef
from domain.scope import Actor
from domain.tasks import Progress, TaskClass
from models.history import Kind, events_of, replay
from models.queries.people import person
from models.queries.tasks import last_changed_by, read_card
from models.tables import Evidence, Task
from models.work import Database, Work
from models.working_days import read_calendar
from tests.scheduler.office import Office, at

AT_ONCE = Policy(closes_at_once=frozenset({TaskClass.B}))
PAPER = DocumentRef("12/BC-SNV", date(2026, 11, 17))
FRIDAY = "2026-11-20 09:00"
LATER = at(FRIDAY) + timedelta(minutes=5)


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at(FRIDAY)
    return Office(database, clock)


async def actor_of(work: Work, officer: int) -> Actor:
    found = await person(work, officer)
    assert found is not None
    return found.actor


async def an_hour(office: Office) -> tuple[int, int, int]:
    """An says 40 %, and five minutes later reports it done; his task, he, another."""
    unit = await office.unit("Sở Nội vụ")
    an, binh = [await office.officer(name, unit) for name in ("An", "Bình")]
    task_id = await office.task(unit, an, due="2026-11-25")
    async with office.database.begin() as work:
        await work.session.execute(
            update(Task).values(must_report=False, has_deadline=True)
        )
        said = ProgressReport(task_id, percent=40, note="đang lấy ý kiến")
        actor = await actor_of(work, an)
        await record_progress(work, actor, said, policy=AT_ONCE, door="chat")
    return task_id, an, binh


async def reported(office: Office, task_id: int, an: int) -> None:
    async with office.database.begin(now=LATER) as work:
        done = DoneReport(task_id, PAPER, note="xong rồi")
        actor = await actor_of(work, an)
        await report_done(work, actor, done, policy=AT_ONCE, door="chat")


async def test_the_task_is_as_it_was_and_its_history_says_so(office: Office) -> None:
    task_id, an, _ = await an_hour(office)
    before = await row(office, task_id)
    await reported(office, task_id, an)
    async with office.database.begin(now=LATER + timedelta(minutes=9)) as work:
        await take_back(work, await actor_of(work, an), task_id, policy=AT_ONCE)

    after = await row(office, task_id)
    assert after.pop("version") == before.pop("version") + 4
    assert after == before
    assert after["progress"] is Progress.IN_PROGRESS
    async with office.database.read() as reads:
        events = await events_of(reads, task_id)
        state = replay(events)
        answers = await reads.session.scalar(select(func.count(Evidence.id)))
        card = await read_card(reads, await read_calendar(reads), task_id)
    assert [one.kind for one in events[-2:]] == [Kind.TAKEN_BACK] * 2
    # Each on the day of what it takes back: no figure of any day counts it.
    days = [one.effective_on for one in events]
    assert days[-2:] == days[-4:-2]
    told = ("progress", "percent", "reported_on", "done_on", "updated_at", "result")
    assert [state[name] for name in told] == [after[name] for name in told]
    assert not answers
    assert card.last_note == "đang lấy ý kiến"


async def test_only_his_own_and_only_as_it_was_shown(office: Office) -> None:
    task_id, an, binh = await an_hour(office)
    await reported(office, task_id, an)
    async with office.database.begin(now=LATER + timedelta(minutes=1)) as work:
        assert not await may_take_back(work, await actor_of(work, binh), task_id)
        actor = await actor_of(work, an)
        assert await may_take_back(work, actor, task_id)
        assert await last_changed_by(work, an, LATER) == task_id
        with pytest.raises(Refusal) as stale:
            await take_back(work, actor, task_id, policy=AT_ONCE, shown=2)
        assert stale.value.reason is Reason.STALE_CARD
    async with office.database.begin(now=LATER + timedelta(minutes=11)) as work:
        assert not await may_take_back(work, await actor_of(work, an), task_id)


async def row(office: Office, task_id: int) -> dict[str, Any]:
    async with office.database.read() as reads:
        task = await reads.session.get_one(Task, task_id)
        return {column.name: getattr(task, column.name) for column in Task.__table__.c}
