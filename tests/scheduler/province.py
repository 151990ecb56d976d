"""The office's own sample, linked, and two hundred made-up units beside it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from actions.import_register import import_register
from actions.update_office import update_office
from domain.calendar import WorkingCalendar
from domain.foresight import Foreseen
from domain.tasks import Progress, Role
from files.importers import read_office, read_register, read_workbook
from models.tables import Account, Chat, Membership, Officer, Task, Unit
from models.work import Database
from tests.house.sources import ROOT

SAMPLES = ROOT / "tests" / "files" / "samples"
UNITS = 200
MADE_UP = 1_000  # the first number of what is made up
PROGRESS = (*[Progress.IN_PROGRESS] * 4, Progress.NOT_STARTED, Progress.REPORTED)
# Days from the entry to the deadline; None: the task bears none.
TERMS = (-40, -3, 5, 12, 40, 75, 130, 250, 400, None)
TASKS_OF_A_UNIT = 6

Rows = list[dict[str, Any]]


async def fill_province(database: Database, entered: datetime) -> None:
    """Everybody linked; each made-up unit has a head, a contact, a group and tasks."""
    await _fill_from_samples(database, entered)
    async with database.begin(now=entered) as work:
        made_up = _made_up(entered)
        for table, rows in made_up:
            await work.session.execute(insert(table), rows)
    async with database.begin(now=entered) as work:
        officers = (await work.session.scalars(select(Officer.id))).all()
        units = (await work.session.scalars(select(Unit.id))).all()
        await work.session.execute(insert(Account), _accounts(officers, entered))
        chats = [*_private(officers, entered), *_groups(units, entered)]
        await work.session.execute(insert(Chat), chats)


async def _fill_from_samples(database: Database, entered: datetime) -> None:
    office = read_office(await read_workbook(SAMPLES / "office-2026.xlsx"))
    path = SAMPLES / "idesk-2026-11.xlsx"
    register = read_register(await read_workbook(path), today=entered.date())
    async with database.begin(now=entered) as work:
        await update_office(work, office)
    async with database.begin(now=entered) as work:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        await import_register(work, register, file_name=path.name, digest=digest)


def _made_up(entered: datetime) -> list[tuple[Any, Rows]]:
    numbers = range(MADE_UP, MADE_UP + UNITS)
    units = [
        {"id": n, "code": f"X{n}", "name": f"Đơn vị {n}", "folded": f"don vi {n}"}
        for n in numbers
    ]
    people = [
        {
            "id": 2 * n + part,
            "code": f"X{n}-{part}",
            "name": f"Cán bộ {n}-{part}",
            "folded": f"can bo {n}-{part}",
        }
        for n in numbers
        for part in (0, 1)
    ]
    members = [
        {"officer_id": 2 * n + part, "unit_id": n, "role": role}
        for n in numbers
        for part, role in ((0, Role.UNIT_HEAD), (1, Role.CONTACT), (1, Role.TRACKER))
    ]
    tasks = [
        _task(n, number, entered.date(), entered)
        for n in numbers
        for number in range(TASKS_OF_A_UNIT)
    ]
    return [(Unit, units), (Officer, people), (Membership, members), (Task, tasks)]


def _task(unit: int, number: int, today: date, entered: datetime) -> dict[str, Any]:
    spread = unit * TASKS_OF_A_UNIT + number
    term = TERMS[spread % len(TERMS)]
    due_on = None if term is None else today + timedelta(days=term + unit % 7)
    return {
        "content": f"Báo cáo kết quả số {spread}",
        "folded": f"bao cao ket qua so {spread}",
        "lead_unit_id": unit,
        "tracking_unit_id": MADE_UP + (unit + 1) % UNITS,
        "officer_id": 2 * unit if number % 2 else None,
        "assigned_on": today - timedelta(days=spread % 60),
        "due_on": due_on,
        "original_due_on": due_on,
        "progress": PROGRESS[spread % len(PROGRESS)],
        "entered_at": entered,
    }


def _accounts(officers: Any, entered: datetime) -> Rows:
    return [
        {"officer_id": one, "address": 70_000 + one, "bound_at": entered}
        for one in officers
    ]


def _private(officers: Any, entered: datetime) -> Rows:
    return [
        {
            "kind": "private",
            "address": 70_000 + one,
            "officer_id": one,
            "unit_id": None,
            "bound_at": entered,
        }
        for one in officers
    ]


def _groups(units: Any, entered: datetime) -> Rows:
    return [
        {
            "kind": "group",
            "address": -70_000 - one,
            "officer_id": None,
            "unit_id": one,
            "bound_at": entered,
        }
        for one in units
    ]


ON_ANY_DAY = {"due_today", "admin_digest", "urgent"}  # design.md section 5, "day off"


def wrong_with(messages: Sequence[Foreseen], calendar: WorkingCalendar) -> list[str]:
    """What must never be: a message on a day off, an empty one, one told twice."""
    keys = Counter(one.key for one in messages)
    told = Counter(
        (one.to.place, why.rule, why.slot, task)
        for one in messages
        for why in one.why
        for task in why.tasks
    )
    return [
        *(f"twice: {key}" for key, times in keys.items() if times > 1),
        *(f"told twice: {what}" for what, times in told.items() if times > 1),
        *(f"empty: {one.key}" for one in messages if one.is_empty),
        *(f"day off: {one.key}" for one in messages if _rests(one, calendar)),
    ]


def _rests(one: Foreseen, calendar: WorkingCalendar) -> bool:
    rules = {why.rule for why in one.why}
    return not calendar.is_working(one.at.date()) and not rules <= ON_ANY_DAY
