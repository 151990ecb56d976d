"""The sealed history in the database: which rows wait for a seal, and the chain itself.

A row's number in the chain is given when it is sealed, not when it is written: of two
transactions the later row may become visible first.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Row,
    Table,
    bindparam,
    func,
    select,
    text,
    update,
)

from domain.chain import START, Chain, Content, Sealed, Sealer, sorted_json
from models.base import Instant
from models.tables import Audit, TaskEvent
from models.work import Reads, Work

ONE_SEALER = 4_210_932  # an advisory key: of several processes one seals
TABLES: Mapping[Chain, Table] = {
    Chain.EVENTS: cast("Table", TaskEvent.__table__),
    Chain.AUDIT: cast("Table", Audit.__table__),
}
# What is sealed of a row. Not to be changed: seals of before would not fit any more.
SEALED: Mapping[Chain, Sequence[str]] = {
    Chain.EVENTS: (
        *("task_id", "kind", "door", "actor_id", "effective_on", "recorded_at"),
        *("changes", "note"),
    ),
    Chain.AUDIT: ("at", "officer_id", "door", "action", "object", "detail"),
}
CHUNK = 10_000  # rows that are looked at together


async def head(reads: Reads, chain: Chain) -> tuple[int, str]:
    """Number and seal of the last sealed row; 0 and the start for none."""
    table = TABLES[chain]
    newest = select(table.c.link, table.c.mac).where(table.c.link.is_not(None))
    found = (
        await reads.session.execute(newest.order_by(table.c.link.desc()).limit(1))
    ).first()
    return (0, START) if found is None else (found.link, found.mac)


async def seal_more(work: Work, key: bytes, chain: Chain, *, most: int) -> int:
    """Seal the oldest rows that wait, so many at most; how many were sealed.

    None of them while another process is at it.
    """
    if work.is_postgresql:
        mine = text(f"SELECT pg_try_advisory_xact_lock({ONE_SEALER})")
        if not await work.session.scalar(mine):
            return 0
    rows = await _waiting(work, chain, most)
    if not rows:
        return 0
    link, mac = await head(work, chain)
    sealer = Sealer(key, chain, link=link, mac=mac)
    sealed = [sealer.seal(row.id, tuple(row[1:])) for row in rows]
    await _write(work, TABLES[chain], sealed)
    return len(rows)


async def _waiting(reads: Reads, chain: Chain, most: int) -> Sequence[Row[Any]]:
    table = TABLES[chain]
    rows = await reads.session.execute(
        select(table.c.id, *_sealed(chain))
        .where(table.c.mac.is_(None))
        .order_by(table.c.id)
        .limit(most)
    )
    return rows.all()


async def _write(work: Work, table: Table, sealed: Sequence[Sealed]) -> None:
    connection = await work.session.connection()
    await connection.execute(
        update(table)
        .where(table.c.id == bindparam("of"))
        .values(
            link=bindparam("new_link"),
            prev=bindparam("new_prev"),
            mac=bindparam("new_mac"),
        ),
        [
            {"of": s.id, "new_link": s.link, "new_prev": s.prev, "new_mac": s.mac}
            for s in sealed
        ],
    )


async def count_unsealed(reads: Reads, chain: Chain, *, most: int = 10**9) -> int:
    """How many rows wait for their seal, counted up to so many."""
    table = TABLES[chain]
    some = select(table.c.id).where(table.c.mac.is_(None)).limit(most).subquery()
    return await reads.session.scalar(select(func.count()).select_from(some)) or 0


async def seal_at(reads: Reads, chain: Chain, link: int) -> str | None:
    """The seal of the row of that number; the start for 0, None for none."""
    table = TABLES[chain]
    if not link:
        return START
    found: str | None = await reads.session.scalar(
        select(table.c.mac).where(table.c.link == link)
    )
    return found


async def chained(reads: Reads, chain: Chain) -> AsyncIterator[list[Sealed]]:
    """All sealed rows in the order of the chain, in chunks.

    The database writes each value as its seal does: what is made of a row in Python
    costs more than its seal. JSON stays as it is kept: see `resorted`.
    """
    words = (_written(one, reads.is_postgresql) for one in _sealed(chain))
    query = text(
        f"SELECT id, link, prev, mac, {', '.join(words)} FROM {chain}"
        f" WHERE link > :last ORDER BY link LIMIT {CHUNK}"
    )
    last = 0
    while rows := (await reads.session.execute(query, {"last": last})).all():
        yield [
            Sealed(number, link, prev, mac, tuple(content))
            for number, link, prev, mac, *content in rows
        ]
        last = rows[-1].link


def _written(column: Column[Any], postgresql: bool) -> str:
    """The SQL that writes a value as `domain/chain.py` does: moments in UTC."""
    name = column.name
    if isinstance(column.type, Instant):
        if postgresql:
            form = 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'
            return f"to_char({name} AT TIME ZONE 'UTC', '{form}') AS {name}"
        return f"replace({name}, ' ', 'T') || '+00:00' AS {name}"
    if postgresql and isinstance(column.type, JSON | Date):
        return f"{name}::text AS {name}"
    return name


def resorted(chain: Chain, content: Content) -> Content:
    """The same with its JSON in the order of a seal; what is no JSON fits none."""
    values = list(content)
    for place in _JSON[chain]:
        values[place] = _resorted(values[place])
    return tuple(values)


@lru_cache(maxsize=1_000)  # many rows say the same: begun, at 50 percent, done
def _resorted(value: str | None) -> str | None:
    try:
        return sorted_json(json.loads(value or ""))
    except ValueError:
        return value


def _sealed(chain: Chain) -> list[Any]:
    return [TABLES[chain].c[name] for name in SEALED[chain]]


_JSON: Mapping[Chain, Sequence[int]] = {
    chain: [
        place
        for place, column in enumerate(_sealed(chain))
        if isinstance(column.type, JSON)
    ]
    for chain in Chain
}
