"""The office's policy, as the table `policy` has it: every version that was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select

from domain.policy import Policy, Versions
from domain.policy_file import digest_of, dump, load
from models.tables import PolicyVersion
from models.work import Database, Reads, Work


@dataclass(frozen=True)
class Stored:
    """One version, as a list of them shows it."""

    version: int
    profile: str
    valid_from: date
    digest: str
    stored_at: datetime


async def versions_of(reads: Reads) -> Sequence[Stored]:
    """All that were stored, oldest first."""
    rows = await reads.session.execute(
        select(
            PolicyVersion.version,
            PolicyVersion.profile,
            PolicyVersion.valid_from,
            PolicyVersion.digest,
            PolicyVersion.stored_at,
        ).order_by(PolicyVersion.version)
    )
    return [Stored(*row) for row in rows]


async def store_policy(work: Work, policy: Policy) -> int:
    """Keep a version; its number."""
    row = PolicyVersion(
        valid_from=policy.valid_from,
        profile=policy.name,
        digest=digest_of(policy),
        content=dump(policy),
        stored_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row.version


ALL = select(
    PolicyVersion.profile, PolicyVersion.valid_from, PolicyVersion.content
).order_by(PolicyVersion.version)


async def read_policies(reads: Reads) -> Versions | None:
    """Every version, for asking by day; None while none was stored."""
    found = [_loaded(*row) for row in await reads.rows(ALL)]
    if not found:
        return None
    return Versions(replace(one, zone_name=reads.zone.key) for one in found)


@lru_cache(maxsize=64)
def _loaded(name: str, valid_from: date, content: str) -> Policy:
    """A stored version never changes."""
    return load(name, valid_from, content)


class PolicyBook:
    """The policy for whoever runs for long: as the table had it when last read.

    Until then, and while the table is empty, it is the one that the settings choose.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def in_force(self, now: datetime) -> Policy:
        """The version valid on the office's day of this instant."""
        return self._policy.in_force(now)

    async def read_again(self, database: Database, now: datetime) -> Policy:
        """Another process may have stored a newer one; the one in force at `now`."""
        async with database.read(now=now, brief=True) as reads:
            versions = await read_policies(reads)
        if versions is not None:
            self._policy = versions.on(self._policy.today(now))
        return self.in_force(now)
