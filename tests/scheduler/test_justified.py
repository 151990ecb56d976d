"""What a review accepts reaches the figures of the period that it is about."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from actions.build_report import build_report
from actions.build_summary import build_summary
from actions.judge_justification import accept_justification
from actions.justify_lateness import justify_lateness
from actions.keep_report import keep_report
from actions.open_review import open_review
from domain.periods import Period
from domain.policy import OnTimeBasis, Policy
from domain.refusals import Refusal
from domain.report_facts import facts_of
from domain.reports import Asked, Report
from domain.scope import Scope
from domain.tasks import Progress, Role
from models.history import Change, Kind, record
from models.queries.justifying import read_justified
from models.queries.people import person
from models.queries.standings import Cut
from models.queries.tasks import registered_task
from models.tables import Delivery, Justification, ReportRun, Task
from models.work import Database, Work
from tests.scheduler.office import Office, at

QUARTER = Asked(Period.quarter(2026, 3), date(2026, 9, 30))
DUE, DONE = date(2026, 9, 10), date(2026, 9, 14)


async def report(office: Office, cut: Cut | None = None) -> Report:
    async with office.database.read() as reads:
        return await build_report(reads, QUARTER, cut=cut)


async def late_task(office: Office, unit: int, *, done: bool = True) -> int:
    """Given on the 1st of September, done four days after its day."""
    async with office.database.begin(now=at("2026-09-01 09:00")) as work:
        task = Task(
            content="Báo cáo",
            folded="bao cao",
            lead_unit_id=unit,
            assigned_on=date(2026, 9, 1),
            due_on=DUE,
            progress=Progress.NOT_STARTED,
            entered_at=work.now,
        )
        work.session.add(task)
        await work.session.flush()
        names = ("progress", "lead_unit_id", "assigned_on", "due_on")
        given = {name: getattr(task, name) for name in names}
        first = date(2026, 9, 1)
        await record(work, Change(task.id, Kind.ASSIGNED, "chat", first, None, given))
    if done:
        columns = {"progress": Progress.DONE, "done_on": DONE}
        async with office.database.begin(now=at("2026-09-14 09:00")) as work:
            await record(work, Change(task.id, Kind.DONE, "chat", DONE, None, columns))
    return task.id


async def explained(work: Work, task: int, *, by: int) -> int:
    row = Justification(
        task_id=task,
        raised_by=by,
        raised_at=work.now,
        raised_on=work.today,
        words="mưa lũ",
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def accepted(work: Work, number: int, *, by: int) -> None:
    judge = await person(work, by)
    assert judge is not None
    await accept_justification(work, judge.actor, number, policy=Policy())


async def test_accepted_in_october_it_is_on_time_in_the_letter_of_september(
    database: Database, office: Office
) -> None:
    """What was kept on the 1st of October still says late."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit, Role.CONTACT)
    hoa = await office.officer("Hoa", unit, Role.OFFICE_LEADER)
    task = await late_task(office, unit)
    office.clock.at = at("2026-10-01 08:00")
    first = await report(office)
    async with database.begin() as work:
        kept = await keep_report(work, first, door="chat")
        number = await explained(work, task, by=an)
    office.clock.at = at("2026-10-12 09:00")
    async with database.begin() as work:
        await accepted(work, number, by=hoa)

    now = await report(office)
    async with database.read() as reads:
        told = await build_summary(reads, QUARTER, Scope(everything=True))
        run = await reads.session.get_one(ReportRun, kept.id)
    then = await report(office, Cut(run.as_of, run.recorded_until))

    assert (first.given.done_late, now.given.done_late) == (1, 0)
    assert now.given.done_on_time_or_early == 1
    assert told.summary.given == now.given
    assert facts_of(then) == run.figures


async def test_accepted_while_it_is_open_it_is_late_again_when_done_later(
    database: Database, office: Office
) -> None:
    """What was late until then is explained; more time is an extension's to give."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit, Role.CONTACT)
    hoa = await office.officer("Hoa", unit, Role.OFFICE_LEADER)
    task = await late_task(office, unit, done=False)
    office.clock.at = at("2026-09-12 08:00")
    async with database.begin() as work:
        number = await explained(work, task, by=an)
        await accepted(work, number, by=hoa)
        told = await work.session.scalars(select(Delivery.params))
        assert "2026-09-12" in str(list(told))
    async with database.read() as reads:
        found = await registered_task(reads, task)
    assert found is not None
    days = (date(2026, 9, 12), date(2026, 9, 13))
    assert [found.is_late(day) for day in days] == [False, True]

    done = {"progress": Progress.DONE, "done_on": DONE}
    async with database.begin(now=at("2026-09-14 09:00")) as work:
        await record(work, Change(task, Kind.DONE, "chat", DONE, None, done))
    counted = await report(office)
    async with database.read() as reads:
        told_at_once = await build_summary(reads, QUARTER, Scope(everything=True))
    assert counted.given.done_late == 1
    assert told_at_once.summary.given == counted.given


@pytest.mark.parametrize("basis", OnTimeBasis)
async def test_what_the_signature_makes_late_is_asked_about_and_can_be_justified(
    database: Database, office: Office, basis: OnTimeBasis
) -> None:
    """Done in time, and no answer is signed: late in Ninh Thuận alone (000, 22)."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit, Role.CONTACT)
    task = await late_task(office, unit)
    policy = Policy(on_time_basis=basis)
    office.clock.at = at("2026-10-01 08:00")
    async with database.begin() as work:
        in_time = {"done_on": DUE, "must_report": True}
        change = Change(task, Kind.CORRECTED, "chat", DUE, None, in_time)
        await record(work, change)
        contact = await person(work, an)
        assert contact is not None
        review = await open_review(work, contact.actor, QUARTER.period, policy=policy)
        by_signature = basis is OnTimeBasis.SIGNED_AND_SENT
        assert (review is not None) == by_signature
        said = justify_lateness(work, contact.actor, task, "mất mạng", policy=policy)
        if not by_signature:
            with pytest.raises(Refusal):
                await said
            return
        await said
        (asked,) = await read_justified(work, QUARTER.period.code)
    assert asked.answered
