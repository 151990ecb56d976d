"""Who is linked to the bot, as the sandbox's page shows them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, select

from domain.tasks import Role
from models.tables import Account, Chat, Membership, Officer, Unit
from models.work import Reads

# An officer who is nothing else comes first: he is the one the page is about.
ORDER = (
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.CONTACT,
    Role.TRACKER,
    Role.SYNTHESIS,
    Role.LEADER,
)


async def read_cast(reads: Reads) -> dict[str, Any]:
    """One row per person and role, and the groups that are bound."""
    return {"people": await _people(reads), "groups": await _groups(reads)}


async def _people(reads: Reads) -> list[dict[str, Any]]:
    rows = (
        await reads.session.execute(
            select(Account.address, Officer.name, Membership.role, Unit.code)
            .join(Officer, Officer.id == Account.officer_id)
            .join(Membership, Membership.officer_id == Officer.id)
            .join(Unit, Unit.id == Membership.unit_id)
            .where(Account.revoked_at.is_(None))
            .order_by(Unit.sort_order, Officer.code)
        )
    ).all()
    parts: dict[int, int] = {}
    for row in rows:
        parts[row.address] = parts.get(row.address, 0) + 1
    # Somebody with two parts comes after those who have only that one.
    ordered = sorted(rows, key=lambda row: (_place(row.role), parts[row.address]))
    return [
        {
            "id": row.address,
            "name": row.name,
            "role": row.role.value,
            "unit": row.code,
        }
        for row in ordered
    ]


def _place(role: Role) -> int:
    return ORDER.index(role) if role in ORDER else len(ORDER)


async def _groups(reads: Reads) -> list[dict[str, Any]]:
    rows = await reads.session.execute(
        select(Chat.address, Chat.title, Unit.code)
        .join(Unit, Unit.id == Chat.unit_id)
        .where(and_(Chat.kind == "group", Chat.state == "active"))
        .order_by(Unit.sort_order, Chat.id)
    )
    return [
        {"id": address, "title": title, "unit": code} for address, title, code in rows
    ]


async def linked_address(reads: Reads, officer_id: int) -> int | None:
    """The account an officer is bound to."""
    address: int | None = await reads.session.scalar(
        select(Account.address).where(
            Account.officer_id == officer_id, Account.revoked_at.is_(None)
        )
    )
    return address


async def members_linked(reads: Reads, unit_id: int) -> list[int]:
    """The accounts of a unit's people."""
    found = await reads.session.scalars(
        select(Account.address)
        .join(Membership, Membership.officer_id == Account.officer_id)
        .where(Membership.unit_id == unit_id, Account.revoked_at.is_(None))
        .distinct()
        .order_by(Account.address)
    )
    return list(found)


async def is_group_bound(reads: Reads, unit_id: int) -> bool:
    found = await reads.session.scalar(
        select(Chat.id).where(Chat.unit_id == unit_id, Chat.kind == "group").limit(1)
    )
    return found is not None
