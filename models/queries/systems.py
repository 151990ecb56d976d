"""Tokens of other systems, and what they were answered under their keys."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text, update

from domain.systems import SystemScope, Token
from models.tables import ApiRequest, ApiToken
from models.work import Reads, Work

ENTERING = 4_210_934  # an advisory key: two pushes never make one task twice
TRY_KEY = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
WAIT = text("SELECT set_config('lock_timeout', :waits, true)")
TAKE_TURN = text("SELECT pg_advisory_xact_lock(:key)")


async def token_of(reads: Reads, digest: str) -> Token | None:
    """The token of this digest, good or not."""
    row = await reads.session.scalar(select(ApiToken).where(ApiToken.digest == digest))
    if row is None or not hmac.compare_digest(row.digest, digest):
        return None
    return as_token(row)


def as_token(row: ApiToken) -> Token:
    return Token(
        id=row.id,
        system=row.system,
        scopes=frozenset(SystemScope(word) for word in row.scopes.split()),
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        unit_id=row.unit_id,
    )


async def any_token(reads: Reads) -> bool:
    """Whether any system may ask: without one there is no API."""
    live = select(ApiToken.id).where(
        ApiToken.revoked_at.is_(None), ApiToken.expires_at > reads.now
    )
    return await reads.session.scalar(live.limit(1)) is not None


async def all_tokens(reads: Reads) -> Sequence[ApiToken]:
    """The newest of each system first."""
    return (
        await reads.session.scalars(
            select(ApiToken).order_by(ApiToken.system, ApiToken.id.desc())
        )
    ).all()


async def live_token(reads: Reads, system: str) -> ApiToken | None:
    """Its token that is not revoked; it may have expired."""
    return await reads.session.scalar(
        select(ApiToken).where(ApiToken.system == system, ApiToken.revoked_at.is_(None))
    )


async def note_last_use(work: Work, token_id: int, at: datetime) -> None:
    await work.session.execute(
        update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=at)
    )


async def kept_answer(reads: Reads, system: str, key: str) -> ApiRequest | None:
    return await reads.session.get(ApiRequest, (system, key))


async def take_key(work: Work, system: str, key: str) -> bool:
    """False while another process answers under the same key. Until the commit.

    Within one process, and so on SQLite, `bot/web/api/` knows that by itself.
    """
    if not work.is_postgresql:
        return True
    named = {"key": f"api:{system}:{key}"}
    return bool(await work.session.scalar(TRY_KEY, named))


async def take_turn(work: Work, *, patience: timedelta | None = None) -> None:
    """Pushes and files go one after the other, so that none misses what another adds.

    `patience`: how long it is waited for, instead of the database's usual time. SQLite
    has one writer anyway.
    """
    if not work.is_postgresql:
        return
    if patience is not None:
        waits = {"waits": f"{patience.total_seconds():.0f}s"}
        await work.session.execute(WAIT, waits)
    await work.session.execute(TAKE_TURN, {"key": ENTERING})


async def keep_answer(work: Work, answered: ApiRequest) -> None:
    work.session.add(answered)
    await work.session.flush()


async def forget_answers(work: Work, before: datetime) -> int:
    """Of keys that nobody asks under any more; how many rows."""
    old: Any = delete(ApiRequest).where(ApiRequest.at < before)
    found = await work.session.scalar(
        select(func.count()).select_from(ApiRequest).where(ApiRequest.at < before)
    )
    if found:
        await work.session.execute(old.execution_options(synchronize_session=False))
    return found or 0
