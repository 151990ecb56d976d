"""A task is the sum of its history, and the history is final."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from domain.tasks import Progress
from models.history import Change, Kind, events_of, mark_stale, record, replay
from models.tables import Card, Chat, Delivery, Task, TaskEvent
from models.work import Database, Work
from tests.models.register import Register

MONDAY = datetime(2026, 11, 16, 1, 30, tzinfo=UTC)


async def change(
    database: Database, task: int, kind: Kind, hour: int = 0, **columns: Any
) -> None:
    async with database.begin(now=MONDAY + timedelta(hours=hour)) as work:
        await record(
            work,
            Change(
                task_id=task,
                kind=kind,
                door="chat",
                effective_on=work.today,
                columns=columns,
            ),
        )


async def assign(register: Register, **columns: Any) -> int:
    """A task as an import makes it: a row, and the event that says all of it."""
    unit = await register.unit("Sở Nội vụ")
    first = {
        "content": "Báo cáo “kết quả” – 100 %",
        "folded": "bao cao",
        "lead_unit_id": unit,
        "assigned_on": date(2026, 11, 2),
        "due_on": date(2026, 11, 30),
        "original_due_on": date(2026, 11, 30),
        "must_report": True,
        "progress": Progress.NOT_STARTED,
        "entered_at": MONDAY,
        **columns,
    }
    async with register.database.begin(now=MONDAY) as work:
        task = Task(version=0, **first)
        work.session.add(task)
        await work.session.flush()
        await record(
            work,
            Change(
                task_id=task.id,
                kind=Kind.ASSIGNED,
                door="import",
                effective_on=date(2026, 11, 2),
                columns=first,
            ),
        )
        return task.id


async def assert_is_the_sum(database: Database, task_id: int) -> dict[str, Any]:
    async with database.read() as reads:
        again = replay(await events_of(reads, task_id))
        row = await reads.session.get_one(Task, task_id)
        kept = {name: getattr(row, name) for name in again}
    assert again == kept
    return again


async def test_a_task_of_the_register_is_what_its_event_says(
    register: Register,
) -> None:
    task = await assign(register)

    state = await assert_is_the_sum(register.database, task)

    assert (state["version"], state["updated_at"]) == (1, None)
    assert state["entered_at"] == MONDAY


async def test_a_task_is_the_sum_of_its_events(register: Register) -> None:
    task, database = await assign(register), register.database
    officer = await register.officer("An")
    await change(database, task, Kind.OFFICER_SET, 1, officer_id=officer)
    await change(
        database, task, Kind.PROGRESS, 2, progress=Progress.IN_PROGRESS, percent=60
    )
    reported = {"progress": Progress.REPORTED, "reported_on": date(2026, 11, 17)}
    await change(database, task, Kind.REPORTED, 26, **reported)
    returned = {"progress": Progress.RETURNED, "reported_on": None}
    await change(database, task, Kind.RETURNED, 30, **returned)
    await change(
        database, task, Kind.CORRECTED, 40, due_on=date(2026, 12, 4), due_version=2
    )
    await change(database, task, Kind.REPORTED, 50, **reported)
    done = {"progress": Progress.DONE, "done_on": date(2026, 11, 17)}
    await change(database, task, Kind.CONFIRMED, 60, **done)

    state = await assert_is_the_sum(database, task)

    assert state["version"] == 8
    assert state["updated_at"] == MONDAY + timedelta(hours=50)
    assert (state["percent"], state["due_version"]) == (60, 2)


@pytest.mark.parametrize("kind", Kind)
async def test_only_a_persons_word_is_an_update(register: Register, kind: Kind) -> None:
    task = await assign(register)
    await change(register.database, task, kind, 1, percent=10)

    state = await assert_is_the_sum(register.database, task)

    asking = (Kind.OBSTACLE, Kind.EXTENSION_ASKED)
    by_a_person = kind in (Kind.PROGRESS, Kind.REPORTED, *asking)
    assert (state["updated_at"] is not None) is by_a_person


async def test_a_refused_change_leaves_neither_event_nor_state(
    register: Register,
) -> None:
    task = await assign(register)

    with pytest.raises(LookupError):
        await _fails(register.database, task)

    state = await assert_is_the_sum(register.database, task)
    assert state["version"] == 1


async def _fails(database: Database, task: int) -> None:
    async with database.begin() as work:
        kind, day = Kind.PROGRESS, work.today
        await record(work, Change(task, kind, "chat", day, columns={"percent": 10}))
        raise LookupError


async def _rewrite(work: Work) -> None:
    await work.session.execute(update(TaskEvent).values(note="khác"))


async def _backdate(work: Work) -> None:
    await work.session.execute(update(TaskEvent).values(effective_on=date(2020, 1, 1)))


async def _forget(work: Work) -> None:
    await work.session.execute(delete(TaskEvent))


async def _forget_all(work: Work) -> None:
    statement = "TRUNCATE task_event CASCADE" if work.is_postgresql else None
    await work.session.execute(text(statement or "DELETE FROM task_event"))


async def _seal_twice(work: Work) -> None:
    await work.session.execute(update(TaskEvent).values(prev="0", mac="a"))
    await work.session.execute(update(TaskEvent).values(mac="b"))


@pytest.mark.parametrize(
    "forgery", [_rewrite, _backdate, _forget, _forget_all, _seal_twice]
)
async def test_the_history_is_final(
    register: Register, forgery: Callable[[Work], Awaitable[None]]
) -> None:
    await assign(register)

    async with register.database.begin() as work:
        with pytest.raises(DBAPIError, match="the history is final"):
            await forgery(work)
        await work.session.rollback()

    async with register.database.read() as reads:
        (event,) = (await reads.session.scalars(select(TaskEvent))).all()
    assert (event.note, event.effective_on, event.mac) == ("", date(2026, 11, 2), None)


async def test_an_event_is_sealed_once(register: Register) -> None:
    await assign(register)
    async with register.database.begin() as work:
        await work.session.execute(update(TaskEvent).values(prev="0", mac="a"))

    async with register.database.read() as reads:
        assert (await reads.session.scalars(select(TaskEvent.mac))).all() == ["a"]


async def test_a_change_lets_the_tasks_cards_be_shown_anew(
    register: Register,
) -> None:
    """The first change sets the time; frozen cards and others stay as they are."""
    database = register.database
    task = await assign(register)
    await _cards(database, f"task:{task}", "task:999")

    await change(database, task, Kind.PROGRESS, 1, percent=10)
    await change(database, task, Kind.PROGRESS, 2, percent=20)

    async with database.read() as reads:
        rows = await reads.session.execute(
            select(Card.message_id, Card.stale, Card.stale_at).order_by(Card.id)
        )
        seen = [tuple(row) for row in rows]
    first = MONDAY + timedelta(hours=1)
    assert seen == [(1, True, first), (2, False, None), (3, False, None)]


async def _cards(database: Database, subject: str, other: str) -> None:
    """One card of the task, one that is frozen, and one of another task."""
    async with database.begin() as work:
        chat = Chat(address=1, kind="private")
        work.session.add(chat)
        await work.session.flush()
        delivery = Delivery(
            dedup_key="card",
            chat_id=chat.id,
            cls="reply",
            notice="card",
            params={},
            created_at=MONDAY,
            not_before=MONDAY,
        )
        work.session.add(delivery)
        await work.session.flush()
        for number, about, frozen in (
            (1, subject, False),
            (2, subject, True),
            (3, other, False),
        ):
            card = Card(
                delivery_id=delivery.id,
                chat_id=chat.id,
                message_id=number,
                subject=about,
                frozen=frozen,
            )
            work.session.add(card)
        await mark_stale(work, "roll_call:1:2026-11-20")
