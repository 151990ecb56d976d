"""A private address for an officer's deadlines: given anew, or revoked."""

from __future__ import annotations

import hashlib
import secrets

from domain.scope import Actor
from models.queries.audits import Deed, note_deed
from models.queries.deadlines import drop_feed, keep_feed, officer_of_feed
from models.work import Reads, Work

BYTES = 24  # of chance: 192 bits, more than anybody can try


async def give_feed(work: Work, actor: Actor, *, told_key: str) -> str:
    """The token of a new address; an earlier one is worth nothing from now on.

    `told_key` is that of the one message that tells it.
    """
    token = secrets.token_urlsafe(BYTES)
    await keep_feed(work, actor.officer_id, _digest(token), told_key)
    await _note(work, actor, "calendar_opened")
    return token


async def revoke_feed(work: Work, actor: Actor) -> None:
    await drop_feed(work, actor.officer_id)
    await _note(work, actor, "calendar_closed")


async def _note(work: Work, actor: Actor, action: str) -> None:
    """Who reads there needs no account: that it was opened is in the audit."""
    of = f"officer:{actor.officer_id}"
    await note_deed(work, Deed(action, of, actor.officer_id, "chat"))


async def reader_of_feed(reads: Reads, token: str) -> int | None:
    """The officer whose token this is.

    It is looked up by its digest: how long that takes tells nothing of the token.
    """
    return await officer_of_feed(reads, _digest(token))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
