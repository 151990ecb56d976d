"""What the guard of the clock remembers over a restart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from models.queries.settings import keep_setting, read_setting
from models.work import Reads, Work

SEEN = "clock_seen"
DOUBTED = "clock_doubted"


async def read_seen(reads: Reads) -> datetime | None:
    """The latest instant that this office is known to have lived through."""
    kept = await read_setting(reads, SEEN)
    return datetime.fromisoformat(kept) if kept else None


async def keep_seen(work: Work, at: datetime) -> None:
    await keep_setting(work, SEEN, at.isoformat())


async def read_alarm(reads: Reads, machine: str) -> str:
    """The key of the alarm that told of this machine's clock; empty without one."""
    return await read_setting(reads, f"{DOUBTED}:{machine}") or ""


async def keep_alarm(work: Work, machine: str, key: str) -> None:
    await keep_setting(work, f"{DOUBTED}:{machine}", key)


async def ask_server(reads: Reads) -> datetime | None:
    """The database server's clock; None for a file, which has no clock of its own."""
    if not reads.is_postgresql:
        return None
    at: datetime | None = await reads.session.scalar(select(func.clock_timestamp()))
    return at
