"""Taking a one-time code: the database decides who was first."""

from __future__ import annotations

from sqlalchemy import update

from models.tables import Invite
from models.work import Work


async def take_invite(work: Work, digest: str, *, by: int) -> Invite | None:
    """The invite, used from now on; None if it may not be used (any more)."""
    return await work.session.scalar(
        update(Invite)
        .where(
            Invite.digest == digest,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > work.now,
        )
        .values(used_at=work.now, used_by=by)
        .returning(Invite)
        .execution_options(synchronize_session=False)
    )
