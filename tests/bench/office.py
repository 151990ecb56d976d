"""A provincial office of any size, written straight to the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from domain.folding import fold
from domain.notices import TaskList
from domain.policy import Policy
from domain.tasks import Progress, Role
from models import notice_codec
from models.outbox import Envelope, row
from models.queries.directory import read_directory
from models.queries.owed import open_tasks_of
from models.queries.planning import add_deliveries
from models.tables import Account, Chat, Membership, Officer, Task, Unit
from models.work import Database, Work
from models.working_days import read_calendar
from scheduler.plan import plan
from tests.bench.databases import FRIDAY

IN_A_UNIT = 75  # officers; 10,000 of them make the 130 units of a province
AT_ONCE = 10_000  # rows of one statement
LONG_AGO = FRIDAY - timedelta(days=60)
CONTENT = (
    "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch triển khai nhiệm vụ phát triển"
    " kinh tế - xã hội năm 2027 thuộc lĩnh vực được giao, gửi Văn phòng tổng hợp"
)


async def fill_office(
    database: Database, people: int, *, tasks: int = 5, groups: int = 0
) -> None:
    """So many linked officers with so many tasks each, in units of 75.

    Whatever came due before this Friday's last minute counts as told.
    """
    await plan(database, policy=Policy(), now=FRIDAY - timedelta(minutes=1))
    async with database.begin() as work:
        await _add(work, Unit, _units(people))
        await _add(work, Officer, _officers(people))
        await _add(work, Membership, _memberships(people))
        await _add(work, Account, _addresses(people))
        await _add(work, Chat, [*_private_chats(people), *_groups(groups)])
        await _add(work, Task, _tasks(people, tasks))


async def _add(work: Work, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        await work.session.execute(insert(table), rows[start : start + AT_ONCE])


def _unit_of(officer: int) -> int:
    return (officer - 1) // IN_A_UNIT + 1


def _units(people: int) -> list[dict[str, Any]]:
    return [
        {
            "id": unit,
            "code": f"DV{unit}",
            "name": f"Sở số {unit}",
            "folded": f"so so {unit}",
        }
        for unit in range(1, _unit_of(people) + 1)
    ]


def _officers(people: int) -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "code": f"CB{one}",
            "name": f"Nguyễn Văn {one}",
            "folded": f"nguyen van {one}",
            "active": True,
        }
        for one in range(1, people + 1)
    ]


def _memberships(people: int) -> list[dict[str, Any]]:
    """The first of each unit heads it, the second is its contact."""
    parts = {1: Role.UNIT_HEAD, 2: Role.CONTACT}
    return [
        {
            "officer_id": one,
            "unit_id": _unit_of(one),
            "role": parts.get((one - 1) % IN_A_UNIT + 1, Role.OFFICER),
        }
        for one in range(1, people + 1)
    ]


def _addresses(people: int) -> list[dict[str, Any]]:
    return [
        {
            "officer_id": one,
            "address": address_of(one),
            "channel": "telegram",
            "bound_at": LONG_AGO,
        }
        for one in range(1, people + 1)
    ]


def _private_chats(people: int) -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "kind": "private",
            "address": address_of(one),
            "officer_id": one,
            "unit_id": None,
            "bound_at": LONG_AGO,
        }
        for one in range(1, people + 1)
    ]


def _groups(groups: int) -> list[dict[str, Any]]:
    return [
        {
            "id": 1_000_000 + one,
            "kind": "group",
            "address": -1_000_000 - one,
            "officer_id": None,
            "unit_id": None,
            "bound_at": LONG_AGO,
        }
        for one in range(1, groups + 1)
    ]


def address_of(officer: int) -> int:
    return 70_000_000 + officer


def _tasks(people: int, tasks: int) -> list[dict[str, Any]]:
    return list(_each_task(people, tasks))


def _each_task(people: int, tasks: int) -> Iterator[dict[str, Any]]:
    for officer in range(1, people + 1):
        for number in range(tasks):
            content = f"{CONTENT} ({officer}/{number})"
            due_on: date | None = FRIDAY.date() + timedelta(days=3 * number - 4)
            yield {
                "content": content,
                "folded": fold(content),
                "lead_unit_id": _unit_of(officer),
                "officer_id": officer,
                "assigned_on": LONG_AGO.date(),
                "due_on": due_on,
                "original_due_on": due_on,
                "progress": Progress.IN_PROGRESS,
                "entered_at": LONG_AGO,
            }


async def fill_tasks(database: Database, people: int, tasks: int) -> None:
    """So many tasks of so many people, one in ten of them open."""
    each = tasks // people
    for start in range(0, people, 500):
        some = range(start + 1, min(start + 500, people) + 1)
        rows = [
            _past_task(officer, number) for officer in some for number in range(each)
        ]
        async with database.begin() as work:
            await _add(work, Task, rows)


def _past_task(officer: int, number: int) -> dict[str, Any]:
    is_open = number % 10 == 0
    assigned_on = LONG_AGO.date() - timedelta(days=7 * number)
    due_on = assigned_on + timedelta(days=90)
    return {
        "content": CONTENT,
        "folded": "",
        "lead_unit_id": _unit_of(officer),
        "officer_id": officer,
        "assigned_on": assigned_on,
        "due_on": due_on,
        "original_due_on": due_on,
        "progress": Progress.IN_PROGRESS if is_open else Progress.DONE,
        "done_on": None if is_open else due_on,
        "entered_at": LONG_AGO,
    }


async def put_answers(
    database: Database, *, now: datetime, kind: str = "private", each: int = 1
) -> None:
    """In every chat of a kind as many answers to `/viec`, kept with their facts.

    The first of every chat come first, so that no chat's stand in a row.
    """
    async with database.begin(now=now) as work:
        notice = await _answer(work)
        name, facts = notice_codec.name_of(notice), notice_codec.dump(notice)
        chats = (await work.session.scalars(_chats_of(kind))).all()
        rows = [
            row(name, facts, Envelope(chat, f"reply:{number}:{chat}"), now)
            for number in range(each)
            for chat in chats
        ]
        await add_deliveries(work, rows)


def _chats_of(kind: str) -> Any:
    return select(Chat.id).where(Chat.kind == kind).order_by(Chat.id)


async def _answer(work: Work) -> TaskList:
    calendar, directory = await read_calendar(work), await read_directory(work)
    page = await open_tasks_of(work, calendar, directory, 3)
    return TaskList("mine", page.lines, 1, 1, page.total)
