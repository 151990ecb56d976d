"""A delivery with all that must be known of it, and of its chat, when it leaves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from domain.preferences import NONE, Preferences
from models.many_values import among
from models.queries.preferences import hours
from models.tables import Account, Chat, Delivery, Preference
from models.work import Reads

PART = "#"  # stands between the key of a message and the number of its further part
NARROW = "narrow"  # among its facts: it was too long for the server, and goes in halves


@dataclass(frozen=True)
class Letter:
    """One message to one chat, as it stands.

    `bound_officer` is whose account the chat's address is now; `origin` the delivery
    that planning knows: another one for the second part of a long message.
    """

    id: int
    epoch: int
    state: str
    chat_id: int
    cls: str
    priority: int
    notice: str
    params: dict[str, Any]
    subject: str
    silent: bool
    plain: bool
    reply_to: int | None
    reason: str
    not_before: datetime
    expires_at: datetime | None
    attempts: int
    unknowns: int
    marked: bool
    late: bool
    part: int
    parts: int
    short_code: str
    dedup_key: str
    address: int
    thread: int
    chat_kind: str
    chat_state: str
    chat_unit: int | None  # to which a group is bound
    chat_not_before: datetime | None
    bound_officer: int | None
    origin: int
    language: str | None  # of its reader; None where he chose nothing
    quiet_from: time | None
    quiet_until: time | None
    muted: str | None

    @property
    def preferences(self) -> Preferences:
        """What its reader chose for himself; a group has chosen nothing."""
        if self.muted is None:
            return NONE
        quiet = hours(self.quiet_from, self.quiet_until)
        return Preferences(self.language or "", quiet, frozenset(self.muted.split()))


_bound_officer = (
    select(Account.officer_id)
    .where(
        Account.channel == Chat.channel,
        Account.address == Chat.address,
        Account.revoked_at.is_(None),
    )
    .correlate(Chat)
    .scalar_subquery()
)
_LETTERS = select(
    Delivery.id,
    Delivery.epoch,
    Delivery.state,
    Delivery.chat_id,
    Delivery.cls,
    Delivery.priority,
    Delivery.notice,
    Delivery.params,
    Delivery.subject,
    Delivery.silent,
    Delivery.plain,
    Delivery.reply_to,
    Delivery.reason,
    Delivery.not_before,
    Delivery.expires_at,
    Delivery.attempts,
    Delivery.unknowns,
    Delivery.marked,
    Delivery.late,
    Delivery.part,
    Delivery.parts,
    Delivery.short_code,
    Delivery.dedup_key,
    Chat.address,
    Chat.thread,
    Chat.kind,
    Chat.state,
    Chat.unit_id,
    Chat.not_before,
    _bound_officer,
    Delivery.id,
    Preference.language,
    Preference.quiet_from,
    Preference.quiet_until,
    Preference.muted,
)
_WITH_CHOICES = _LETTERS.join(Chat, Chat.id == Delivery.chat_id).outerjoin(
    Preference, Preference.officer_id == Chat.officer_id
)
_THESE = _WITH_CHOICES.where(among(Delivery.id, "these"))


async def read_letters(reads: Reads, numbers: Collection[int]) -> dict[int, Letter]:
    """The deliveries of these numbers."""
    if not numbers:
        return {}
    rows = await reads.rows(_THESE, {"these": numbers})
    letters = [Letter(*row) for row in rows]
    parts = {one.dedup_key.rpartition(PART)[0] for one in letters if one.part > 1}
    origins = await _numbers(reads, parts) if parts else {}
    return {one.id: _with_origin(one, origins) for one in letters}


def _with_origin(letter: Letter, origins: dict[str, int]) -> Letter:
    if letter.part == 1:
        return letter
    return replace(letter, origin=origins[letter.dedup_key.rpartition(PART)[0]])


async def _numbers(reads: Reads, keys: Collection[str]) -> dict[str, int]:
    rows = await reads.session.execute(
        select(Delivery.dedup_key, Delivery.id).where(Delivery.dedup_key.in_(keys))
    )
    return {row.dedup_key: row.id for row in rows}
