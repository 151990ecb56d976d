"""A throw-away copy of the office, to try out what would be. Nothing of it is kept.

The office's own memory is only read. The copy is an SQLite file in a folder of its
own, whatever kind of database the office has.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    delete,
    event,
    insert,
    or_,
    select,
)

from domain.tasks import OPEN
from models.base import Base
from models.queries.foresight import REMEMBERED
from models.queries.parked import PARKED
from models.tables import (
    Attachment,
    Attempt,
    Audit,
    Card,
    Delivery,
    Difference,
    Document,
    Evidence,
    ImportRow,
    ImportRun,
    Inbox,
    Invite,
    Lease,
    MomentRow,
    Occurrence,
    Question,
    RollCall,
    Task,
    TaskEvent,
    TaskUnit,
    UnitStatement,
)
from models.work import Database, Reads, Work

# What no rule of time asks about. A new table is copied unless it is named here.
LEFT_BEHIND = frozenset(
    table.__tablename__
    for table in (
        *(Attempt, Audit, Card, Document, Evidence, ImportRow, ImportRun),
        *(Invite, Lease, Occurrence, Question, TaskEvent, TaskUnit),
        *(Difference, UnitStatement),
        Attachment,
    )
)
AT_ONCE = 5_000  # rows of one statement
# It may be lost at any time: nothing waits for the disk, and rows refer to others
# that were left behind.
CARELESS = ("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF")


@asynccontextmanager
async def scratch_copy(
    office: Database, now: Callable[[], datetime]
) -> AsyncIterator[Database]:
    """A copy of what time asks about, at a clock of its own."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'scratch.db'}"
        copy = Database(url, zone=office.zone, now=now)
        _be_careless(copy)
        try:
            async with office.read() as reads, copy.begin() as work:
                await _fill(reads, work)
            yield copy
        finally:
            await copy.close()


def _be_careless(copy: Database) -> None:
    # Nobody waits beside it: its statements need no thread of their own.
    brief = copy.engines
    copy.engines = replace(brief, write=brief.brief_write, read=brief.brief_read)

    @event.listens_for(copy.engines.write.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in CARELESS:
            cursor.execute(pragma)
        cursor.close()


async def _fill(reads: Reads, work: Work) -> None:
    connection = await work.session.connection()
    await connection.run_sync(Base.metadata.create_all)
    wanted = _wanted(reads.now)
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_BEHIND:
            await _copy(reads, work, table, wanted.get(table.name))


async def _copy(
    reads: Reads, work: Work, table: Table, where: ColumnElement[bool] | None
) -> None:
    query = select(table) if where is None else select(table).where(where)
    rows = await reads.session.stream(query)
    async for some in rows.mappings().partitions(AT_ONCE):
        await work.session.execute(insert(table), [dict(one) for one in some])


def _wanted(now: datetime) -> Mapping[str, ColumnElement[bool]]:
    """Of tables that grow for ever only what the rules look at."""
    since = now - REMEMBERED
    return {
        Task.__tablename__: Task.progress.in_(OPEN),
        MomentRow.__tablename__: MomentRow.planned_at >= since,
        Delivery.__tablename__: or_(Delivery.created_at >= since, PARKED),
        RollCall.__tablename__: RollCall.since >= since,
        Inbox.__tablename__: Inbox.state == "poison",
    }


async def forget_since(work: Work, since: datetime) -> None:
    """As if nothing had been planned from that instant on."""
    for table, at in (
        (Delivery, Delivery.created_at),
        (MomentRow, MomentRow.planned_at),
    ):
        await work.session.execute(delete(table).where(at >= since))
