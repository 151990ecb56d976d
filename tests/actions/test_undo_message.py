"""A message that was taken is taken back: what it cancelled is as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.exchange_messages import decide_message
from actions.record_progress import ProgressReport, record_progress
from actions.undo_import import NotUndone
from domain.policy import Policy
from domain.scope import Actor, Membership
from domain.tasks import Role
from models.history import Change, Kind, record
from models.tables import ExchangeMessage as Exchange
from models.tables import Task, TaskEvent
from models.work import Database
from tests.actions.exchanged import (
    ASKED,
    LATER,
    NEW,
    RECALL,
    bring,
    card,
    states,
    take_back,
)
from tests.actions.registers import check_replay, every, kinds
from tests.actions.test_reconcile import digest_of
from tests.conftest import FRIDAY

POLICY = Policy()
INSTEAD = replace(LATER, replaces=ASKED, content="Báo cáo lại", due_on=None)


async def told(database: Database, clerk: Actor, task: Task) -> None:
    """Its unit has begun with it."""
    head = Actor(clerk.officer_id, (Membership(Role.UNIT_HEAD, task.lead_unit_id),))
    async with database.begin() as work:
        said = ProgressReport(task.id, percent=60)
        await record_progress(work, head, said, policy=POLICY, door="chat")


async def by_number(database: Database) -> list[Task]:
    return sorted(await every(database, Task), key=lambda task: task.id)


async def test_what_was_replaced_is_as_it_was_before(
    database: Database, clerk: Actor
) -> None:
    """With what its unit had said of it, and at every day since; once more as well."""
    await bring(database, clerk, NEW)
    await told(database, clerk, (await by_number(database))[0])
    before = await digest_of(database)
    await bring(database, clerk, INSTEAD)
    assert [state for state, *_ in await states(database)] == [
        "cancelled",
        "not_started",
    ]
    undone = await take_back(database)
    assert (undone.cancelled, undone.restored, undone.kept) == (1, 1, [])
    assert [state for state, *_ in await states(database)] == [
        "in_progress",
        "cancelled",
    ]
    assert await digest_of(database) == before
    events = [one for one in await every(database, TaskEvent) if one.task_id == 1]
    # Nothing is erased; on the day of its cancelling it is not cancelled any more.
    *_, cancelled, back = sorted(events, key=lambda event: event.id)
    assert (cancelled.kind, back.kind) == ("cancelled", "undone")
    assert back.effective_on == cancelled.effective_on
    await check_replay(database)
    *_, message = sorted(await every(database, Exchange), key=lambda one: one.id)
    async with database.begin() as work:
        await decide_message(work, clerk, message.id, "taken")
    await take_back(database)
    assert await digest_of(database) == before
    await check_replay(database)


async def test_a_recall_is_taken_back_and_waits_for_the_clerk_again(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    before = await digest_of(database)
    await bring(database, clerk, RECALL)
    assert [state for state, *_ in await states(database)] == ["cancelled"]
    await take_back(database)
    assert await digest_of(database) == before
    assert await kinds(database) == ["assigned", "cancelled", "undone"]
    *_, message = sorted(await every(database, Exchange), key=lambda one: one.id)
    assert (message.state, message.decided_by) == ("open", None)
    shown = await card(database, replace(RECALL, note="xem"))
    assert (shown.state, shown.touched) == ("open", ("NV-1",))
    with pytest.raises(NotUndone):
        await take_back(database)
    await check_replay(database)


async def test_where_people_went_on_with_the_new_text_the_old_one_stays_cancelled(
    database: Database, clerk: Actor
) -> None:
    """Else the unit had the work twice; both are named."""
    await bring(database, clerk, NEW)
    await bring(database, clerk, INSTEAD)
    _, new = await by_number(database)
    await told(database, clerk, new)
    undone = await take_back(database)
    assert (undone.restored, undone.kept) == (0, [1, 2])
    assert [state for state, *_ in await states(database)] == [
        "cancelled",
        "in_progress",
    ]


async def test_what_somebody_changed_since_it_was_cancelled_stays(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    await bring(database, clerk, RECALL)
    (task,) = await by_number(database)
    more = Change(task.id, Kind.AMENDED, "chat", FRIDAY.date(), columns={"note": "x"})
    async with database.begin() as work:
        await record(work, more)
    undone = await take_back(database)
    assert (undone.restored, undone.kept) == (0, [1])
    assert [state for state, *_ in await states(database)] == ["cancelled"]
