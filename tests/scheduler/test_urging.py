"""Which tasks are meant, and what an urging leaves behind in the office's memory."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from actions.urge import Sending, Urging, preview_urging, urge
from domain.notices import Digest
from domain.refusals import Reason, Refusal
from domain.reminders import Rule
from domain.scope import Actor, Membership, Scope
from domain.tasks import Progress, Role
from domain.urging import Selection, Which
from models.queries.urging import tasks_meant, urgings_of
from models.tables import Task, TaskEvent
from models.working_days import read_calendar
from tests.scheduler.office import POLICY, Office, at

NOW = "2026-11-20 10:00"
ALL = Scope(everything=True)
URGING = Urging(Selection(Which.OVERDUE), "báo cáo trước 16h")


async def meant(office: Office, selection: Selection, scope: Scope = ALL) -> list[int]:
    async with office.database.read(now=at(NOW)) as reads:
        calendar = await read_calendar(reads)
        found = await tasks_meant(reads, calendar, scope, selection)
        return [one.id for one in found]


async def test_tasks_are_meant_by_state_unit_and_division(office: Office) -> None:
    unit, other = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    division = await office.unit("Phòng Nội chính")
    late = await office.task(unit, due="2026-11-10")
    today = await office.task(unit, due="2026-11-20", progress=Progress.IN_PROGRESS)
    soon = await office.task(unit, due="2026-11-25", tracked_by=division)
    back = await office.task(other, due="2026-12-20", progress=Progress.RETURNED)
    undated = await office.task(other)
    for closed in (Progress.REPORTED, Progress.DONE, Progress.CANCELLED):
        await office.task(unit, due="2026-11-10", progress=closed)

    expected = {
        Which.OWED: [late, today, soon, back, undated],
        Which.OVERDUE: [late],
        Which.DUE: [late, today],
        Which.DUE_SOON: [today, soon],
        Which.RETURNED: [back],
        Which.NOT_STARTED: [late, soon, undated],
        Which.IN_PROGRESS: [today],
    }
    for which in Which:
        assert await meant(office, Selection(which)) == expected[which], which
    assert await meant(office, Selection(unit_id=other)) == [back, undated]
    assert await meant(office, Selection(task_id=today)) == [today]
    tracked = Scope(divisions=frozenset({division}))
    assert await meant(office, Selection(), tracked) == [soon]


@dataclass
class Urged:
    """Phó Chủ tịch urges the three overdue tasks of An, as the preview showed them."""

    office: Office
    an: int
    tasks: list[int]
    actor: Actor
    mark: str

    async def send(self, when: str = NOW) -> None:
        sending = Sending(7, self.mark, "Phó Chủ tịch")
        async with self.office.database.begin(now=at(when)) as work:
            await urge(work, self.actor, URGING, sending, policy=POLICY)


@pytest.fixture
async def urged(office: Office) -> Urged:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    leader = await office.officer("Phó Chủ tịch", unit, Role.LEADER)
    tasks = [await office.task(unit, an, due="2026-11-10") for _ in range(3)]
    actor = Actor(leader, (Membership(Role.LEADER, unit),))
    async with office.database.read(now=at(NOW)) as reads:
        preview, mailing = await preview_urging(reads, actor, URGING, POLICY)
    assert (preview.tasks, preview.people, preview.again) == (3, 1, 0)
    return Urged(office, an, tasks, actor, mailing.mark)


async def test_an_urging_is_sent_once(office: Office, urged: Urged) -> None:
    await urged.send()
    await urged.send()

    (message,) = [one for one in await office.messages() if "urged" in one.rules]
    digest = await office.read(message, NOW)
    assert isinstance(digest, Digest)
    assert (digest.urged_by, digest.note) == ("Phó Chủ tịch", URGING.note)
    assert [(one.rule, one.total) for one in digest.sections] == [(Rule.URGED, 3)]


async def test_it_is_kept_on_each_task_with_the_urgers_words(
    office: Office, urged: Urged
) -> None:
    await urged.send()

    async with office.database.read() as reads:
        for task in urged.tasks:
            urgings = await urgings_of(reads, task)
            assert (urgings.times, urgings.last_on) == (1, at(NOW).date())
        notes = await reads.session.scalars(select(TaskEvent.note))
        assert set(notes) == {URGING.note}
        # The buttons that were shown before still hold.
        assert set(await reads.session.scalars(select(Task.version))) == {1}


async def test_with_other_tasks_than_were_shown_nothing_is_sent(
    office: Office, urged: Urged
) -> None:
    await office.report(urged.an, urged.tasks[0], "2026-11-20 11:00")

    with pytest.raises(Refusal) as refused:
        await urged.send("2026-11-20 11:01")

    assert refused.value.reason is Reason.URGING_STALE
    assert not [one for one in await office.messages() if "urged" in one.rules]


async def test_the_report_of_a_month_is_told_to_the_synthesis(office: Office) -> None:
    unit = await office.unit("Phòng Tổng hợp")
    await office.officer("Tổng hợp", unit, Role.SYNTHESIS)
    await office.task(unit, due="2026-11-10")
    await office.plan("2026-11-30 19:30", "2026-12-01 08:00", "2026-12-01 08:01")

    message, draft = [
        one for one in await office.messages() if "monthly_report" in one.rules
    ]
    assert draft.kind == "file"
    digest = await office.read(message, "2026-12-01 08:00")
    assert isinstance(digest, Digest)
    assert digest.report is not None
    assert f"{digest.report.first} {digest.report.last}" == "2026-11-01 2026-11-30"
    assert (digest.report.open, digest.report.overdue) == (1, 1)
