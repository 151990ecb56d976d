"""Binding an account to an officer, and a group to a unit."""

from __future__ import annotations

from dataclasses import dataclass

from actions.alarms import tell_administrators
from actions.invites import digest, use_code
from domain.invites import (
    TRIES_AT_MOST,
    is_alarming,
    may_try,
    needs_approval,
    spoken_code,
)
from domain.notices import InviteClaimed, Saying, Told
from domain.refusals import Reason, Refusal
from models.outbox import DeliveryClass, Envelope, put
from models.queries.accounts import (
    address_of,
    bind_account,
    officer_of_account,
    open_group_chat,
    open_private_chat,
)
from models.queries.audits import Deed, note_deed
from models.queries.deadlines import drop_feed
from models.queries.directory import read_directory
from models.queries.invites import (
    UNHEARD,
    WRONG,
    take_invite,
    void_invites,
    wrong_codes,
)
from models.queries.people import Person, person, unit_names
from models.queries.planning import free_untold
from models.queries.senders import sender_of
from models.tables import Invite
from models.work import Work

LONGEST_NAME = 130  # letters of what a stranger calls himself


@dataclass(frozen=True)
class Stranger:
    """Whoever used a code: his account, and how he calls himself there."""

    address: int
    name: str | None  # None where it bore a mark, and was not kept


@dataclass(frozen=True)
class Group:
    """A group, or a topic of one, as the channel names it."""

    address: int
    title: str
    thread: int = 0


async def take_code(work: Work, code: str, stranger: Stranger) -> Invite | None:
    """The invitation of a link or of a code that was read out.

    A wrong one of the second kind is counted, and one that is not heard any more is
    noted, which has to be kept: then None, and the caller refuses. Raises Refusal for a
    wrong link.
    """
    spoken = spoken_code(code)
    if spoken is None:
        return await use_code(work, code, by=stranger.address, group=False)
    of_one, of_all = await wrong_codes(work, stranger.address)
    if not may_try(of_one, of_all):
        await _note_code(work, UNHEARD, stranger)
        return None
    mine = digest(spoken)
    invite = await take_invite(work, mine, by=stranger.address, spoken=True)
    if invite is None:
        await _note_code(work, WRONG, stranger)
        await _warn(work, of_all + 1)
    return invite


async def _note_code(work: Work, word: str, stranger: Stranger) -> None:
    of = f"sender:{await sender_of(work, stranger.address)}"
    await note_deed(work, Deed(word, of, None, "chat"))


async def _warn(work: Work, wrong: int) -> None:
    """The administrators, at most once in each hour of the clock about each number."""
    if is_alarming(wrong):
        facts = {"count": str(wrong), "limit": str(TRIES_AT_MOST)}
        key = f"codes:{wrong}:{work.now:%Y-%m-%dT%H}"
        await tell_administrators(work, Told(Saying.CODES_GUESSED, facts), key=key)


async def claim(work: Work, invite: Invite, stranger: Stranger) -> Person | None:
    """Bind the account; None if somebody has to look at it first.

    An account that belongs to another officer is refused and the code stays unused:
    the refusal rolls its use back.
    """
    assert invite.officer_id is not None
    bound = await officer_of_account(work, stranger.address)
    if bound not in (None, invite.officer_id):
        raise Refusal(Reason.ACCOUNT_TAKEN)
    found = await person(work, invite.officer_id)
    if found is None:
        raise Refusal(Reason.BAD_LINK)
    if invite.created_by is not None and needs_approval(found.actor.roles):
        await _ask_giver(work, invite, found, stranger)
        return None
    await bind(work, found, stranger.address)
    return found


async def _ask_giver(
    work: Work, invite: Invite, invited: Person, stranger: Stranger
) -> None:
    """Nothing is bound and nothing shown until he has answered."""
    assert invite.created_by is not None
    name = (stranger.name or "")[:LONGEST_NAME] or str(stranger.address)
    invite.claimed_name = name
    notice = InviteClaimed(invite.id, invited.name, invited.position, name)
    chat = (await read_directory(work)).chats.get(invite.created_by)
    if chat is not None:
        key = f"invite:{invite.id}:claimed|chat:{chat}"
        await put(work, notice, Envelope(chat, key, DeliveryClass.CRITICAL, 1))
    await note_deed(
        work,
        Deed(
            "claimed",
            f"invite:{invite.id}",
            None,
            "chat",
            await _sender(work, stranger.address),
        ),
    )


async def bind(work: Work, found: Person, address: int) -> None:
    """The officer's older account is dropped and told so; his other codes are void, and
    so is the address of his calendar, which the older account may know. What could not
    be told him before and is still true comes with the next morning."""
    older = await address_of(work, found.id)
    await bind_account(work, found.id, address)
    await void_invites(work, found.id)
    await open_private_chat(work, address, officer_id=found.id)
    await free_untold(work, found.id)
    if older is not None and older != address:
        await drop_feed(work, found.id)
        chat = await open_private_chat(work, older)
        key = f"replaced:{found.id}:{work.now:%Y-%m-%dT%H:%M:%S}"
        said = Told(Saying.ACCOUNT_REPLACED, {"name": found.name})
        await put(work, said, Envelope(chat.id, key, DeliveryClass.CRITICAL, 1))
    await note_deed(
        work,
        Deed(
            "bound",
            f"officer:{found.id}",
            found.id,
            "chat",
            await _sender(work, address),
        ),
    )


async def _sender(work: Work, address: int) -> dict[str, int]:
    return {"sender": await sender_of(work, address)}


async def bind_group(work: Work, code: str, group: Group, *, by: int) -> str:
    """Bind the group to the unit of the code; returns the unit's name."""
    invite = await use_code(work, code, by=by, group=True)
    assert invite.unit_id is not None
    chat = await open_group_chat(
        work, group.address, group.thread, unit_id=invite.unit_id
    )
    chat.title = group.title[:250]
    names = await unit_names(work, [invite.unit_id])
    await note_deed(
        work,
        Deed("group_bound", f"chat:{chat.id}", None, "chat", await _sender(work, by)),
    )
    return names[invite.unit_id]
