"""Taking a one-time code: the database decides who was first."""

from __future__ import annotations

from sqlalchemy import func, or_, select, text, update

from domain.invites import TRIES_WITHIN
from models.queries.senders import sender_of
from models.tables import Audit, Invite
from models.work import Reads, Work

WRONG = "code_refused"  # the audit's word for a wrong code that was read out
UNHEARD = "code_not_heard"  # and for one that was not looked at, after too many
ONE_TRY = 4_210_933  # an advisory key: tries are counted one after the other


async def take_invite(
    work: Work, digest: str, *, by: int, spoken: bool = False
) -> Invite | None:
    """The invite, used from now on; None if it may not be used (any more)."""
    return await work.session.scalar(
        update(Invite)
        .where(
            Invite.digest == digest,
            Invite.spoken.is_(spoken),
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > work.now,
        )
        .values(used_at=work.now, used_by=by)
        .returning(Invite)
        .execution_options(synchronize_session=False)
    )


async def wrong_codes(work: Work, account: int) -> tuple[int, int]:
    """Of this account, and of all, within the time that counts; asked one after the
    other."""
    if work.is_postgresql:
        await work.session.execute(text(f"SELECT pg_advisory_xact_lock({ONE_TRY})"))
    wrong = (Audit.action == WRONG, Audit.at > work.now - TRIES_WITHIN)
    of_all = await work.session.scalar(select(func.count(Audit.id)).where(*wrong))
    mine = (*wrong, Audit.object == f"sender:{await sender_of(work, account)}")
    of_one = await work.session.scalar(select(func.count(Audit.id)).where(*mine))
    return of_one or 0, of_all or 0


async def invite_of(reads: Reads, digest: str) -> Invite | None:
    """Whatever became of it."""
    found = select(Invite).where(Invite.digest == digest)
    return await reads.session.scalar(found)


async def void_invites(work: Work, officer_id: int) -> None:
    """No other code of this officer may be used any more, nor wait for a word."""
    await work.session.execute(
        update(Invite)
        .where(
            Invite.officer_id == officer_id,
            Invite.revoked_at.is_(None),
            or_(
                Invite.used_at.is_(None),
                Invite.claimed_name.is_not(None) & Invite.decided_at.is_(None),
            ),
        )
        .values(revoked_at=work.now, claimed_name=None)
        .execution_options(synchronize_session=False)
    )


async def take_claim(work: Work, number: int) -> Invite | None:
    """An invitation that waits for a word; nobody else can give it now."""
    return await work.session.scalar(
        update(Invite)
        .where(
            Invite.id == number,
            Invite.used_at.is_not(None),
            Invite.claimed_name.is_not(None),
            Invite.decided_at.is_(None),
            Invite.revoked_at.is_(None),
        )
        .values(decided_at=work.now, claimed_name=None)
        .returning(Invite)
        .execution_options(synchronize_session=False)
    )
