"""An update says who gets the document now, and who does not any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.undo_import import NotUndone, WhyNot, undo_import
from domain.exchange import ExchangeKind, ExchangeMessage
from domain.scope import Actor
from domain.tasks import Progress
from models.tables import ExchangeMessage as Exchange
from models.tables import ImportRun, Task, Unit
from models.work import Database
from tests.actions.exchanged import DUE, NEW, TWO, bring, card, take_back
from tests.actions.registers import check_replay, every, kinds
from tests.actions.test_reconcile import digest_of

SNV, STC = "000.00.01.H15", "STC"  # as the office's sheet knows them
OTHERS = replace(
    NEW, kind=ExchangeKind.UPDATE, subject="", content="", due_on=None, tags=(), to=()
)


async def stands(database: Database) -> list[tuple[str, str, str, date | None]]:
    names = {unit.id: unit.name for unit in await every(database, Unit)}
    tasks = sorted(await every(database, Task), key=lambda task: task.id)
    return [
        (names[t.lead_unit_id], str(t.progress.value), t.content, t.due_on)
        for t in tasks
    ]


async def test_who_was_removed_loses_the_task_and_who_was_added_gets_one(
    database: Database, clerk: Actor
) -> None:
    """In the same words, with the same deadline, where the update leaves them out."""
    await bring(database, clerk, NEW)
    before = await digest_of(database)
    given = ("Sở Nội vụ", "not_started", NEW.content, DUE)
    update = replace(OTHERS, added=(STC, "H99"), removed=(SNV,), to=("Sở Nội vụ",))
    shown = await card(database, update)
    assert (shown.added, shown.removed) == (("Sở Tài chính", "H99"), ("Sở Nội vụ",))
    assert shown.touched == ("NV-1",)
    assert await stands(database) == [given]  # nothing before it is taken
    await bring(database, clerk, update)
    lost = ("Sở Nội vụ", "cancelled", NEW.content, DUE)
    got = ("Sở Tài chính", "not_started", NEW.content, DUE)
    assert await stands(database) == [lost, got]
    *_, message = await every(database, Exchange)
    assert message.facts["outcome"]["unknown"] == ["H99"]
    # The same once more changes nothing; and it can be taken back.
    await bring(database, clerk, replace(update, note="lần 2"))
    assert await stands(database) == [lost, got]
    await take_back(database)
    assert await stands(database) == [given, (*got[:1], "cancelled", *got[2:])]
    assert await digest_of(database) == before
    await check_replay(database)


async def test_who_is_added_again_gets_a_new_task(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, replace(NEW, to=("Sở Nội vụ", "Sở Tài chính")))
    await bring(database, clerk, replace(OTHERS, removed=(STC,)))
    (_, removal) = await every(database, ImportRun)
    # Only told of it: what was cancelled stays so.
    await bring(database, clerk, replace(OTHERS, to=("Sở Tài chính",)))
    assert [one[:2] for one in await stands(database)] == [
        ("Sở Nội vụ", "not_started"),
        ("Sở Tài chính", "cancelled"),
    ]
    await bring(database, clerk, replace(OTHERS, added=(STC,)))
    assert (await stands(database))[2:] == [
        ("Sở Tài chính", "not_started", NEW.content, DUE)
    ]
    # Were the first one given back now, the unit had it twice.
    with pytest.raises(NotUndone) as refused:
        async with database.begin() as work:
            await undo_import(work, removal.id)
    assert refused.value.why is WhyNot.LATER
    await take_back(database)
    await check_replay(database)


async def test_a_new_receiver_gets_a_task_of_each_class(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, replace(NEW, tags=TWO))
    later = replace(OTHERS, added=(STC,), due_on=date(2026, 12, 15))
    await bring(database, clerk, later)
    *_, a, c = sorted(await every(database, Task), key=lambda task: task.id)
    assert [(t.has_deadline, t.due_on) for t in (a, c)] == [
        (True, date(2026, 12, 15)),
        (False, None),
    ]


@pytest.mark.parametrize(
    "update",
    [
        replace(OTHERS, removed=(SNV,), issuer="UBND huyện X"),  # another body's
        replace(OTHERS, removed=(SNV,), issuer=""),
        replace(OTHERS, removed=("H99",)),  # nobody that we know
        replace(OTHERS, removed=(STC,)),  # who never had one
    ],
)
async def test_what_an_update_does_not_surely_mean_is_not_touched(
    database: Database, clerk: Actor, update: ExchangeMessage
) -> None:
    await bring(database, clerk, NEW)
    await bring(database, clerk, update)
    assert await kinds(database) == ["assigned"]


async def test_a_done_task_of_a_removed_receiver_stays_done(
    database: Database, clerk: Actor
) -> None:
    await bring(database, clerk, NEW)
    async with database.begin() as work:
        (task,) = await every(database, Task)
        (await work.session.get_one(Task, task.id)).progress = Progress.DONE
    await bring(database, clerk, replace(OTHERS, removed=(SNV,)))
    assert await kinds(database) == ["assigned"]
