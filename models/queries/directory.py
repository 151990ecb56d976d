"""The directory of the office: all of it, or what one officer answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from domain.calendar import DAY
from domain.directory import Directory
from domain.tasks import Role
from models.many_values import among
from models.policies import read_policies
from models.queries.absences import read_stand_ins
from models.queries.mailboxes import officers_mailboxes
from models.tables import Absence, Account, Chat, Membership, Officer
from models.work import Reads

IN_ORDER = ("telegram", "email")  # where the office has stored no policy


async def read_directory(
    reads: Reads, channels: Sequence[str] | None = None
) -> Directory:
    """Who holds which part today, and where each is told: by the first of these
    channels that is open to him; None: in the order of the policy in force. There are
    mailboxes only where the policy wants them.
    """
    if channels is None:
        channels = await _channels_in_force(reads)
    directory = Directory(
        holders=await _holders(reads, HOLDERS, {}),
        chats=await _private_chats(reads),
        groups=await _groups(reads),
        active=await _active(reads),
        stand_ins=await read_stand_ins(reads),
        mailboxes=await officers_mailboxes(reads),
    )
    return directory.reached_by(channels)


async def _channels_in_force(reads: Reads) -> Sequence[str]:
    versions = await read_policies(reads)
    return IN_ORDER if versions is None else versions.on(reads.today).channels


async def directory_changes_on(reads: Reads) -> date | None:
    """The next day on which, by what is known, a part changes hands or one is away."""
    days = [await reads.session.scalar(one, {"day": reads.today}) for one in CHANGES]
    begins = [day for day in days[:2] if day is not None]
    ends = [day + DAY for day in days[2:] if day is not None]
    return min((*begins, *ends), default=None)


CHANGES = (
    select(func.min(Membership.valid_from)).where(
        Membership.valid_from > bindparam("day")
    ),
    select(func.min(Absence.first_on)).where(Absence.first_on > bindparam("day")),
    select(func.min(Membership.valid_to)).where(
        Membership.valid_to >= bindparam("day")
    ),
    select(func.min(Absence.last_on)).where(Absence.last_on >= bindparam("day")),
)


async def read_parts(reads: Reads, *officers: int) -> Directory:
    """Of the directory what says for which units these officers answer, and which they
    track: who holds those parts in the units of their own, and of those for whom they
    stand in. Nobody's chats."""
    stand_ins = await read_stand_ins(reads)
    away = (one for one, other in stand_ins.items() if other in officers)
    values = {"officers": [*officers, *away]}
    holders = await _holders(reads, HOLDERS_BESIDE, values)
    return Directory(holders=holders, stand_ins=stand_ins)


HOLDERS = (
    select(Membership.unit_id, Membership.role, Membership.officer_id)
    .join(Officer, and_(Officer.id == Membership.officer_id, Officer.active))
    .where(
        or_(Membership.valid_from.is_(None), Membership.valid_from <= bindparam("day")),
        or_(Membership.valid_to.is_(None), Membership.valid_to >= bindparam("day")),
    )
    .order_by(Membership.id)
)
HOLDERS_BESIDE = HOLDERS.where(
    Membership.unit_id.in_(
        select(Membership.unit_id).where(among(Membership.officer_id, "officers"))
    ),
    Membership.role.in_((Role.CONTACT, Role.UNIT_HEAD, Role.TRACKER)),
)


async def _holders(
    reads: Reads, statement: Select[*tuple[Any, ...]], values: dict[str, Any]
) -> dict[tuple[int, Role], tuple[int, ...]]:
    rows = await reads.rows(statement, {"day": reads.today} | values)
    found: dict[tuple[int, Role], list[int]] = defaultdict(list)
    for unit_id, role, officer_id in rows:
        found[unit_id, role].append(officer_id)
    return {key: tuple(officers) for key, officers in found.items()}


PRIVATE_CHATS = (
    select(Chat.officer_id, Chat.id)
    .join(
        Account,
        and_(
            Account.officer_id == Chat.officer_id,
            Account.channel == Chat.channel,
            Account.address == Chat.address,
            Account.revoked_at.is_(None),
        ),
    )
    .where(Chat.kind == "private", Chat.state == "active")
)
GROUPS = (
    select(Chat.unit_id, Chat.id)
    .where(Chat.kind == "group", Chat.state == "active", Chat.unit_id.is_not(None))
    .order_by(Chat.id)
)
ACTIVE = select(Officer.id).where(Officer.active)


async def _private_chats(reads: Reads) -> dict[int, int]:
    rows = await reads.rows(PRIVATE_CHATS)
    return {row.officer_id: row.id for row in rows}


async def _groups(reads: Reads) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, chat_id in await reads.rows(GROUPS):
        found[unit_id].append(chat_id)
    return {unit: tuple(chats) for unit, chats in found.items()}


async def _active(reads: Reads) -> frozenset[int]:
    return frozenset(one for (one,) in await reads.rows(ACTIVE))
