"""A policy decides on which day a task is done, and who has to say so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.judge_report import confirm_done
from actions.report_done import DoneReport, report_done
from domain.policy import OnTimeBasis, Policy
from domain.replies import DocumentRef
from domain.tasks import Progress, Role, TaskClass
from models.queries.people import person
from models.tables import Evidence, Task
from models.work import Database
from tests.scheduler.office import Office, at

CHUNG = Policy()
AT_ONCE = Policy(closes_at_once=frozenset({TaskClass.B, TaskClass.D}))
SIGNED_AND_SENT = Policy(on_time_basis=OnTimeBasis.SIGNED_AND_SENT)
PAPER = DocumentRef("12/BC-SNV", date(2026, 11, 19))


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at("2026-11-20 09:00")
    return Office(database, clock)


async def reported(office: Office, policy: Policy, *, must_report: bool) -> Task:
    """The unit reports a task done, with a paper of the day before."""
    unit = await office.unit("Sở Nội vụ")
    officer = await office.officer("An", unit)
    number = await office.task(unit, officer, due="2026-11-25", tracked_by=unit)
    async with office.database.begin() as work:
        await work.session.execute(update(Task).values(must_report=must_report))
    async with office.database.begin() as work:
        actor = await person(work, officer)
        assert actor is not None
        said = DoneReport(number, PAPER)
        await report_done(work, actor.actor, said, policy=policy, door="chat")
    return await the_task(office)


async def the_task(office: Office) -> Task:
    async with office.database.read() as reads:
        task = await reads.session.scalar(select(Task))
    assert task is not None
    return task


@pytest.mark.parametrize(
    ("policy", "must_report", "progress", "done_on"),
    [
        (CHUNG, False, Progress.REPORTED, None),
        (AT_ONCE, True, Progress.REPORTED, None),
        (AT_ONCE, False, Progress.DONE, date(2026, 11, 19)),
    ],
    ids=["chung", "class a waits", "class b closes"],
)
async def test_a_profile_may_take_the_units_word(
    office: Office,
    policy: Policy,
    must_report: bool,
    progress: Progress,
    done_on: date | None,
) -> None:
    task = await reported(office, policy, must_report=must_report)
    assert (task.progress, task.done_on) == (progress, done_on)


@pytest.mark.parametrize(
    ("policy", "sent_at", "done_on"),
    [
        (CHUNG, None, date(2026, 11, 19)),
        (CHUNG, datetime(2026, 11, 26, 2, tzinfo=UTC), date(2026, 11, 19)),
        (SIGNED_AND_SENT, None, date(2026, 11, 20)),
        (SIGNED_AND_SENT, datetime(2026, 11, 26, 2, tzinfo=UTC), date(2026, 11, 26)),
    ],
)
async def test_in_ninh_thuan_the_sending_decides(
    office: Office, policy: Policy, sent_at: datetime | None, done_on: date
) -> None:
    """Điểm i) Chỉ thị 20/CT-UBND: a paper of the 19th, sent a day too late, is late."""
    task = await reported(office, policy, must_report=True)
    lan = await office.officer("Lan", task.lead_unit_id, Role.TRACKER)
    async with office.database.begin() as work:
        await work.session.execute(update(Evidence).values(sent_at=sent_at))
        tracker = await person(work, lan)
        assert tracker is not None
        await confirm_done(work, tracker.actor, task.id, policy=policy)
    assert (await the_task(office)).done_on == done_on
