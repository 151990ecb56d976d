"""One-time codes: to bind a person's account, and a group to a unit.

A code is kept only as its digest; wrong, expired, revoked and used ones are refused in
the same words (delivery.md 2.13).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from domain.invites import LINK_LIFE, SPOKEN_LENGTH, SPOKEN_LIFE, needs_approval
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Role
from models.outbox import CODE_LETTERS
from models.queries.invites import take_invite
from models.queries.people import Person
from models.tables import Invite
from models.work import Work

GROUP_CODE_LIFE = timedelta(minutes=30)
GROUP_CODE_LENGTH = 10  # letters: 50 bits for half an hour


async def invite_person(
    work: Work, officer_id: int, *, created_by: int | None = None
) -> str:
    """A code of 256 bits for one officer, good for a day and for one use.

    Without `created_by` it was made at the terminal, and counts as approved.
    """
    code = secrets.token_urlsafe(32)
    work.session.add(
        Invite(
            digest=digest(code),
            officer_id=officer_id,
            created_by=created_by,
            created_at=work.now,
            expires_at=work.now + LINK_LIFE,
        )
    )
    return code


async def invite_by_voice(
    work: Work, officer_id: int, *, created_by: int | None = None
) -> str:
    """Eight letters to be read out, good for ten minutes and for one use."""
    code = _letters(SPOKEN_LENGTH)
    work.session.add(
        Invite(
            digest=digest(code),
            officer_id=officer_id,
            created_by=created_by,
            created_at=work.now,
            expires_at=work.now + SPOKEN_LIFE,
            spoken=True,
        )
    )
    return code


def may_invite(actor: Actor, invited: Person) -> bool:
    """Who sees more than his own tasks is invited by the administrator only: else a
    head could make himself that person."""
    if may_in_unit(actor, Action.INVITE, None):
        return True
    parts = invited.actor.memberships
    his = any(may_in_unit(actor, Action.INVITE, part.unit_id) for part in parts)
    return his and not needs_approval(invited.actor.roles)


async def invite_group(work: Work, actor: Actor, unit_id: int) -> str:
    """A short code that binds the group in which it is said to this unit."""
    if not may_in_unit(actor, Action.BIND_GROUP, unit_id):
        raise Refusal(Reason.NOT_ALLOWED)
    code = _letters(GROUP_CODE_LENGTH)
    work.session.add(
        Invite(
            digest=digest(code),
            unit_id=unit_id,
            created_by=actor.officer_id,
            created_at=work.now,
            expires_at=work.now + GROUP_CODE_LIFE,
        )
    )
    return code


def _letters(count: int) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(count))


def units_to_bind(actor: Actor) -> list[int]:
    """The units whose group he may bind, of those he belongs to."""
    units = actor.units_as(Role.UNIT_HEAD, Role.CONTACT)
    return sorted(unit for unit in units if may_in_unit(actor, Action.BIND_GROUP, unit))


async def use_code(work: Work, code: str, *, by: int, group: bool) -> Invite:
    """Take a code for good. Of two who use it at once, one is refused."""
    invite = await take_invite(work, digest(code), by=by)
    wanted = invite is not None and (invite.unit_id if group else invite.officer_id)
    if invite is None or wanted is None:
        raise Refusal(Reason.BAD_LINK, digest=digest(code))
    return invite


def digest(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()
