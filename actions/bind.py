"""Binding an account to an officer, and a group to a unit."""

from __future__ import annotations

from dataclasses import dataclass

from actions.invites import use_code
from domain.refusals import Reason, Refusal
from models.queries.accounts import (
    bind_account,
    officer_of_account,
    open_group_chat,
    open_private_chat,
)
from models.queries.people import Person, person, unit_names
from models.work import Work


@dataclass(frozen=True)
class Group:
    """A group, or a topic of one, as the channel names it."""

    address: int
    title: str
    thread: int = 0


async def bind_person(work: Work, code: str, *, address: int) -> Person:
    """Bind an account by its one-time link; the officer's older account is dropped.

    An account that belongs to another officer is refused and the code stays unused:
    the refusal rolls its use back.
    """
    invite = await use_code(work, code, by=address, group=False)
    assert invite.officer_id is not None
    bound = await officer_of_account(work, address)
    if bound not in (None, invite.officer_id):
        raise Refusal(Reason.ACCOUNT_TAKEN)
    found = await person(work, invite.officer_id)
    if found is None:
        raise Refusal(Reason.BAD_LINK)
    await bind_account(work, invite.officer_id, address)
    await open_private_chat(work, address, officer_id=invite.officer_id)
    return found


async def bind_group(work: Work, code: str, group: Group, *, by: int) -> str:
    """Bind the group to the unit of the code; returns the unit's name."""
    invite = await use_code(work, code, by=by, group=True)
    assert invite.unit_id is not None
    chat = await open_group_chat(
        work, group.address, group.thread, unit_id=invite.unit_id
    )
    chat.title = group.title[:250]
    names = await unit_names(work, [invite.unit_id])
    return names[invite.unit_id]
