"""`plan`: a Friday 15:00 for every officer of a province, into the outbox.

Beside it the least that anybody could do: the driver itself, one statement that finds
who owes, strings put together by hand, and the same rows written in one transaction. It
keeps the same promises of the database (the same tables, indexes and durability), and
none of the program's: it would hold up every answer while it works.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import func, select

from bot.running import settle_memory
from domain.policy import Policy
from models.outbox import CODE_LETTERS
from models.tables import Delivery, Occurrence, RollCall, Setting
from models.work import Database
from scheduler.plan import plan
from tests.bench.databases import FRIDAY, KINDS, Databases
from tests.bench.figures import Budget, Line, Runs, Spent, spending
from tests.bench.office import fill_office, fill_tasks
from tests.bench.sizes import Size

SINCE = datetime(2026, 11, 13, 10, tzinfo=UTC)  # the close of the week before
SLOT = "2026-11-20T15:00:00+07:00"
EXPIRES = datetime(2026, 11, 23, 13, tzinfo=UTC)
OWES = """
    SELECT t.officer_id, t.lead_unit_id, c.id, count(*)
    FROM task t JOIN chat c ON c.officer_id = t.officer_id AND c.kind = 'private'
    WHERE t.progress IN ('not_started', 'in_progress', 'returned')
    AND (t.updated_at IS NULL OR t.updated_at <= {since}) AND t.entered_at <= {slot}
    GROUP BY t.officer_id, t.lead_unit_id, c.id ORDER BY t.officer_id
"""
INTO = {
    "roll_call": ("unit_id", "slot", "officer_id", "since"),
    "delivery": (
        *("id", "dedup_key", "chat_id", "class", "priority", "notice", "params"),
        *("subject", "silent", "plain", "state", "reason", "created_at", "not_before"),
        *("expires_at", "attempts", "unknowns", "marked", "late", "epoch", "part"),
        *("parts", "short_code"),
    ),
    "occurrence": (
        *("rule", "subject", "version", "recipient", "slot", "reason", "planned_at"),
        "delivery_id",
    ),
}
Rows = dict[str, list[tuple[Any, ...]]]


async def planning(databases: Databases, size: Size) -> list[Line]:
    runs = Runs()
    waits: dict[str, list[float]] = {}
    for _ in range(size.runs):
        for kind in KINDS:
            async with _friday(databases, kind, size) as database:
                runs.add(f"raw, {kind}", await _raw(database, kind))
            async with _friday(databases, kind, size) as database:
                runs.add(f"dondoc, {kind}", await _planned(database))
            async with _friday(databases, kind, size) as database:
                longest = await _longest_wait(database)
                waits.setdefault(kind, []).append(longest)
    return [
        line
        for kind in KINDS
        for line in (_raw_line(runs, kind), _line(runs, kind, max(waits[kind])))
    ]


def _raw_line(runs: Runs, kind: str) -> Line:
    name = f"raw, {kind}"
    figures = {
        "messages a second": runs.per_second(name),
        "CPU ms": runs.cpu_ms(name),
    }
    return Line(name, figures)


def _line(runs: Runs, kind: str, longest: float) -> Line:
    name = f"dondoc, {kind}"
    figures = {
        "messages a second": runs.per_second(name),
        "CPU ms": runs.cpu_ms(name),
        "times raw": runs.ratio(f"raw, {kind}", name),
        "CPU, times raw": runs.cpu_ratio(name, f"raw, {kind}"),
        "longest wait of an answer, ms": 1_000 * longest,
    }
    return Line(name, figures, (Budget("times raw", at_most=1.5),))


@asynccontextmanager
async def _friday(
    databases: Databases, kind: str, size: Size
) -> AsyncIterator[Database]:
    fill = partial(fill_office, people=size.officers, tasks=0)
    full = partial(_fill, fill=fill, size=size)
    name = f"province:{size.officers}:{size.tasks}"
    async with databases.copy(kind, name, full) as database:
        yield database


async def _fill(database: Database, *, fill: Any, size: Size) -> None:
    """Of all the tasks one in ten is open; the register keeps those of years."""
    await fill(database)
    await fill_tasks(database, size.officers, size.tasks)


async def _planned(database: Database) -> Spent:
    before = await _count(database)
    with spending(1) as spent:
        await plan(database, policy=Policy(), now=FRIDAY)
    spent.messages = await _count(database) - before
    return spent


async def _longest_wait(database: Database) -> float:
    """How long somebody has to wait who writes meanwhile, as answers do; in a run of
    its own, since what he writes takes time too."""
    settle_memory()
    answers = Answers(database)
    writing = asyncio.create_task(answers.go_on())
    await plan(database, policy=Policy(), now=FRIDAY)
    writing.cancel()
    with suppress(asyncio.CancelledError):
        await writing
    return answers.longest


class Answers:
    """Somebody who writes a little, again and again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.longest = 0.0

    async def go_on(self) -> None:
        for number in range(1_000_000):
            began = time.perf_counter()
            async with self._database.begin() as work:
                work.session.add(Setting(name=f"answer {number}", value=""))
            self.longest = max(self.longest, time.perf_counter() - began)
            await asyncio.sleep(0.05)


async def _count(database: Database) -> int:
    async with database.read() as reads:
        query = select(func.count()).select_from(Delivery)
        return await reads.session.scalar(query) or 0


async def _raw(database: Database, kind: str) -> Spent:
    raw = _on_sqlite if kind == "SQLite" else _on_postgresql
    with spending(1) as spent:
        spent_on = await raw(database.url)
    spent.messages = spent_on
    await _check(database, spent_on)
    return spent


async def _check(database: Database, messages: int) -> None:
    """The raw rows are rows that the program can read."""
    async with database.read() as reads:
        for table in (Occurrence, RollCall):
            query = select(func.count()).select_from(table)
            assert await reads.session.scalar(query) == messages


async def _on_sqlite(url: str) -> int:
    connection = sqlite3.connect(url.partition(":///")[2], isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN IMMEDIATE")
    since, slot = _plain(SINCE), _plain(FRIDAY)
    owes = OWES.format(since="?", slot="?")
    last = connection.execute("SELECT coalesce(max(id), 0) FROM delivery").fetchone()[0]
    rows = _rows(connection.execute(owes, (since, slot)).fetchall(), last, _plain)
    for table, some in rows.items():
        holes = ", ".join("?" * len(INTO[table]))
        into = f"INSERT INTO {table} ({', '.join(INTO[table])}) VALUES ({holes})"
        connection.executemany(f"{into} ON CONFLICT DO NOTHING", some)
    connection.execute("COMMIT")
    connection.close()
    return len(rows["delivery"])


async def _on_postgresql(url: str) -> int:
    connection = await asyncpg.connect(url)
    async with connection.transaction():
        owes = OWES.format(since="$1", slot="$2")
        found = await connection.fetch(owes, SINCE, FRIDAY)
        last = await connection.fetchval("SELECT coalesce(max(id), 0) FROM delivery")
        rows = _rows([tuple(one) for one in found], last, lambda at: at)
        for table, some in rows.items():
            holes = ", ".join(f"${n}" for n in range(1, len(INTO[table]) + 1))
            into = f"INSERT INTO {table} ({', '.join(INTO[table])}) VALUES ({holes})"
            await connection.executemany(f"{into} ON CONFLICT DO NOTHING", some)
    await connection.close()
    return len(rows["delivery"])


def _plain(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _rows(owed: Sequence[tuple[Any, ...]], last: int, at: Any) -> Rows:
    now, since, expires = at(FRIDAY), at(SINCE), at(EXPIRES)
    rests = ["2026-11-20T20:00:00+07:00", "2026-11-23T08:00:00+07:00"]
    late = (FRIDAY + timedelta(minutes=10)).isoformat()
    rows: Rows = {table: [] for table in INTO}
    for number, (officer, unit, chat, _tasks) in enumerate(owed, start=last + 1):
        rows["roll_call"].append((unit, "2026-11-20", officer, since))
        params = {"slot": SLOT, "officer": officer, "unit": None}
        text = json.dumps(params | {"late_from": late, "rests": rests})
        code = "".join(CODE_LETTERS[byte % 32] for byte in secrets.token_bytes(5))
        key = f"digest:2026-11-20T15:00+07:00|chat:{chat}"
        rows["delivery"].append(
            (
                *(number, key, chat, "periodic", 5, "digest", text, "digest"),
                *(False, False, "pending", "", now, now, expires),
                *(0, 0, False, False, 0, 1, 1, code),
            )
        )
        told = ("weekly_due", f"officer:{officer}", 0, f"officer:{officer}")
        rows["occurrence"].append((*told, "2026-11-20T15:00", "", now, number))
    return rows
