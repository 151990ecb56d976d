"""The token with which another system asks: given once, and taken away.

Only its digest is kept, as of every code (`actions/invites.py`).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from actions.invites import digest
from domain.systems import LONGEST_LIFE, SystemScope
from models.queries.audits import Deed, note_deed
from models.queries.systems import live_token
from models.tables import ApiToken
from models.work import Work

PREFIX = "dondoc_"  # so that whoever finds one in a file knows what it is


class TokenRefused(Exception):
    """No token was given: `there_is_one`, or the day is not within a year from now."""

    def __init__(self, *, there_is_one: bool = False) -> None:
        super().__init__("there is one" if there_is_one else "life")
        self.there_is_one = there_is_one


async def give_token(
    work: Work,
    system: str,
    scopes: Collection[SystemScope],
    expires_at: datetime,
    unit_id: int | None = None,
) -> str:
    """A token of 256 random bits, said this once. Raises TokenRefused."""
    if not work.now < expires_at <= work.now + LONGEST_LIFE:
        raise TokenRefused
    before = await live_token(work, system)
    if before is not None and before.expires_at > work.now:
        raise TokenRefused(there_is_one=True)
    if before is not None:
        before.revoked_at = work.now
        await work.session.flush()
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        system=system,
        digest=digest(token),
        scopes=" ".join(sorted(scope.value for scope in scopes)),
        unit_id=unit_id,
        created_at=work.now,
        expires_at=expires_at,
    )
    work.session.add(row)
    await work.session.flush()
    detail = {"system": system, "scopes": row.scopes}
    deed = Deed("token_given", f"token:{row.id}", None, "terminal", detail)
    await note_deed(work, deed)
    return token


async def revoke_token(work: Work, system: str) -> bool:
    """It opens nothing from the next request on; False if the system has none."""
    row = await live_token(work, system)
    if row is None:
        return False
    row.revoked_at = work.now
    await work.session.flush()
    deed = Deed("token_revoked", f"token:{row.id}", None, "terminal")
    await note_deed(work, deed)
    return True
