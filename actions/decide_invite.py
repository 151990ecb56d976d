"""Whoever gave an invitation says whether the right person used it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.bind import bind
from domain.notices import Saying, Told
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.outbox import DeliveryClass, Envelope, put
from models.queries.accounts import officer_of_account, open_private_chat
from models.queries.audits import Deed, note_deed
from models.queries.invites import take_claim
from models.queries.people import Person, person
from models.tables import Invite
from models.work import Work


@dataclass(frozen=True)
class Decided:
    """The invitation, and the officer that it names."""

    invite: Invite
    officer: Person


async def decide_invite(
    work: Work, actor: Actor, number: int, *, approved: bool
) -> Decided:
    """Bind the account that used it, or let it go. Raises Refusal."""
    invite = await take_claim(work, number)
    if invite is None or invite.officer_id is None or invite.used_by is None:
        raise Refusal(Reason.NOT_FOUND)
    officer = await person(work, invite.officer_id)
    mine = invite.created_by == actor.officer_id
    if officer is None or not (mine or may_in_unit(actor, Action.INVITE, None)):
        raise Refusal(Reason.NOT_FOUND)
    if approved:
        await _check_free(work, invite.used_by, officer)
        await bind(work, officer, invite.used_by)
    await _tell(work, invite, approved=approved)
    word = "approved" if approved else "rejected"
    deed = Deed(word, f"invite:{invite.id}", actor.officer_id, "chat")
    await note_deed(work, deed)
    return Decided(invite, officer)


async def _check_free(work: Work, address: int, officer: Person) -> None:
    """He may have become somebody else meanwhile."""
    if await officer_of_account(work, address) not in (None, officer.id):
        raise Refusal(Reason.ACCOUNT_TAKEN)


async def _tell(work: Work, invite: Invite, *, approved: bool) -> None:
    """Whoever waits hears the answer, and nothing else of the office."""
    assert invite.used_by is not None
    chat = await open_private_chat(work, invite.used_by)
    saying = Saying.INVITE_APPROVED if approved else Saying.INVITE_REJECTED
    key = f"invite:{invite.id}:decided"
    await put(work, Told(saying, {}), Envelope(chat.id, key, DeliveryClass.CRITICAL, 1))
