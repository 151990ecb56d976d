"""Is the history whole? Every sealed row is looked at, and the head that was told."""

from __future__ import annotations

from dataclasses import dataclass

from domain.chain import Break, Chain, Flaw, Follower, Head, head_of
from models.chain import chained, count_unsealed, resorted, seal_at
from models.guards import Guards, look_at_guards
from models.work import Reads


@dataclass(frozen=True)
class Verdict:
    """What was found. `waiting` rows have no seal yet: nothing can be said of them."""

    head: Head
    waiting: int
    broken: Break | None
    guards: Guards

    @property
    def is_whole(self) -> bool:
        return self.broken is None and self.guards.are_whole


async def verify_history(reads: Reads, key: bytes, told: Head | None) -> Verdict:
    """`told` is a head that an administrator kept: what it covers must still be there.

    Stops at the first bad row, of the events before the audit.
    """
    followers = [await _follow(reads, key, chain) for chain in Chain]
    found = [one.broken for one in followers if one.broken is not None]
    events, audit = (one.head for one in followers)
    if not found and told is not None:
        found = await _compare(reads, told)
    waiting = [await count_unsealed(reads, chain) for chain in Chain]
    return Verdict(
        head=head_of(events, audit),
        waiting=sum(waiting),
        broken=found[0] if found else None,
        guards=await look_at_guards(reads),
    )


async def _follow(reads: Reads, key: bytes, chain: Chain) -> Follower:
    follower = Follower(key, chain, resorted)
    async for rows in chained(reads, chain):
        if not follower.follow(rows):
            break
    return follower


async def _compare(reads: Reads, told: Head) -> list[Break]:
    """What was sealed when the head was told, and is not there now."""
    seals = {
        chain: await seal_at(reads, chain, told.length_of(chain)) for chain in Chain
    }
    missing = [chain for chain, seal in seals.items() if seal is None]
    if missing:
        return [Break(one, told.length_of(one), None, Flaw.CUT) for one in missing]
    events, audit = (
        (told.length_of(chain), seal or "") for chain, seal in seals.items()
    )
    if head_of(events, audit) == told:
        return []
    return [Break(Chain.EVENTS, told.events, None, Flaw.REPLACED)]
