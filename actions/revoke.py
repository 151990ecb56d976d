"""Taking a person's account away: on the next update he is a stranger."""

from __future__ import annotations

from models.queries.accounts import unbind_account
from models.queries.audits import Deed, note_deed
from models.queries.deadlines import drop_feed
from models.queries.invites import void_invites
from models.queries.senders import sender_of
from models.work import Work


async def revoke_person(
    work: Work, officer_id: int, *, door: str, by: int | None = None
) -> bool:
    """His open invitations are void too, and the address of his calendar leads nowhere.
    Whether he was linked at all."""
    address = await unbind_account(work, officer_id)
    await void_invites(work, officer_id)
    await drop_feed(work, officer_id)
    detail = {} if address is None else {"sender": await sender_of(work, address)}
    await note_deed(work, Deed("unbound", f"officer:{officer_id}", by, door, detail))
    return address is not None
