"""Whether the sealed history outlived the kills: its chain is whole to its end."""

from __future__ import annotations

from dataclasses import dataclass

from actions.verify_history import verify_history
from domain.chain import Chain
from models.chain import seal_more
from models.work import Database

KEY = "khóa-của-thị-trấn-chỉ-để-thử-0123456789"
AT_ONCE = 1_000  # rows


@dataclass(frozen=True)
class History:
    """How many rows are sealed, and in words what is not in order."""

    sealed: int
    broken: tuple[str, ...]


async def look_through(database: Database) -> History:
    """What the last life left waiting is sealed as its next one would; then all of it
    is followed from the first row on."""
    async with database.begin() as work:
        for chain in Chain:
            while await seal_more(work, KEY.encode(), chain, most=AT_ONCE):
                pass
    async with database.read() as reads:
        found = await verify_history(reads, KEY.encode(), None)
    guards = found.guards
    broken = [f"the trigger {name} is gone" for name in guards.missing]
    broken += [f"the trigger {name} is another one" for name in guards.altered]
    if found.broken is not None:
        where = f"{found.broken.chain} {found.broken.link}"
        broken.append(f"the audit chain is broken at {where}: {found.broken.flaw}")
    if found.waiting:
        broken.append(f"{found.waiting} rows of the history have no seal")
    return History(found.head.events + found.head.audit, tuple(broken))
