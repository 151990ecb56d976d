"""The history as an inspector reads it: who did what, through which door, when."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from domain.chain import Chain
from domain.tasks import task_code
from models.chain import CHUNK
from models.tables import Audit, Officer, TaskEvent
from models.work import Reads


@dataclass(frozen=True)
class Entry:
    """One row of the history. `who` is the officer's Mã: names may change."""

    chain: Chain
    id: int
    at: datetime
    who: str
    door: str
    what: str
    of: str  # NV-12, delivery:7
    detail: Mapping[str, Any]
    link: int | None
    mac: str | None


async def entries(
    reads: Reads, since: datetime, until: datetime
) -> AsyncIterator[Entry]:
    """All between two moments, the later one excluded: tasks first, each in order."""
    event, deed = TaskEvent, Audit
    of_event = (event.task_id, event.effective_on, event.changes, event.note)
    events = _columns(event.kind, event.recorded_at, event, event.actor_id, of_event)
    async for row in _rows(reads, event, events, (since, until)):
        said = {"effective_on": row.effective_on.isoformat(), **row.changes}
        said |= {"note": row.note} if row.note else {}
        yield _entry(Chain.EVENTS, row, task_code(row.task_id), said)
    deeds = _columns(
        deed.action, deed.at, deed, deed.officer_id, (deed.object, deed.detail)
    )
    async for row in _rows(reads, deed, deeds, (since, until)):
        yield _entry(Chain.AUDIT, row, row.object, row.detail)


def _columns(
    what: Any, at: Any, table: Any, actor: Any, others: tuple[Any, ...]
) -> Select[Any]:
    common = (table.id, table.door, table.link, table.mac)
    named = (what.label("what"), at.label("happened_at"), Officer.code)
    return (
        select(*common, *named, *others)
        .outerjoin(Officer, Officer.id == actor)
        .order_by(table.id)
        .limit(CHUNK)
    )


def _entry(chain: Chain, row: Row[Any], of: str, detail: Mapping[str, Any]) -> Entry:
    return Entry(
        chain=chain,
        id=row.id,
        at=row.happened_at,
        who=row.code or "",
        door=row.door,
        what=row.what,
        of=of,
        detail=detail,
        link=row.link,
        mac=row.mac,
    )


async def _rows(
    reads: Reads, table: Any, query: Select[Any], between: tuple[datetime, datetime]
) -> AsyncIterator[Row[Any]]:
    at = table.recorded_at if table is TaskEvent else table.at
    query = query.where(at >= between[0], at < between[1])
    last = 0
    while rows := (await reads.session.execute(query.where(table.id > last))).all():
        for row in rows:
            yield row
        last = rows[-1].id
