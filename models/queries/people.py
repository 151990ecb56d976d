"""Finding people, their parts and their chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from domain.folding import fold
from domain.scope import Actor, Part, standing_in
from models import tables
from models.queries.absences import stood_in_for
from models.tables import Account, Chat, Officer, Unit
from models.work import Reads

TELEGRAM = "telegram"


@dataclass(frozen=True)
class Person:
    """An officer who speaks to the bot, and the parts he has today."""

    actor: Actor
    name: str
    position: str

    @property
    def id(self) -> int:
        return self.actor.officer_id


async def person_at(reads: Reads, address: int) -> Person | None:
    """Whoever this account is bound to; its binding holds on the next update only."""
    officer = await reads.session.scalar(
        select(Officer)
        .join(Account, Account.officer_id == Officer.id)
        .where(
            Account.channel == TELEGRAM,
            Account.address == address,
            Account.revoked_at.is_(None),
            Officer.active,
        )
    )
    return None if officer is None else await _person(reads, officer)


async def person(reads: Reads, officer_id: int) -> Person | None:
    officer = await reads.session.get(Officer, officer_id)
    if officer is None or not officer.active:
        return None
    return await _person(reads, officer)


async def _person(reads: Reads, officer: Officer) -> Person:
    today = reads.today
    table = tables.Membership
    stood_for = table.officer_id.in_(stood_in_for(officer.id, today))
    rows = await reads.session.execute(
        select(table.role, table.unit_id, table.officer_id)
        .where(or_(table.officer_id == officer.id, stood_for))
        .where(or_(table.valid_from.is_(None), table.valid_from <= today))
        .where(or_(table.valid_to.is_(None), table.valid_to >= today))
        .order_by(table.id)
    )
    actor = standing_in(officer.id, [Part(*row) for row in rows])
    return Person(actor, officer.name, officer.position)


async def parts_of(reads: Reads, officer_id: int) -> list[int]:
    """The units in which he has a part today, each once."""
    found = await person(reads, officer_id)
    parts = found.actor.memberships if found else ()
    return list(dict.fromkeys(part.unit_id for part in parts))


async def named(reads: Reads, words: str, *, unit: int | None = None) -> list[Officer]:
    """The active officers of that name or Mã, diacritics or not, of one unit if given.

    A name written in full with its diacritics wins over one that only folds alike.
    """
    folded = fold(words)
    query = select(Officer).where(
        Officer.active,
        or_(Officer.folded == folded, Officer.code == words.strip().upper()),
    )
    if unit is not None:
        query = query.where(
            Officer.id.in_(
                select(tables.Membership.officer_id).where(
                    tables.Membership.unit_id == unit
                )
            )
        )
    found: Sequence[Officer] = (
        await reads.session.scalars(query.order_by(Officer.code))
    ).all()
    exact = [one for one in found if one.name == words.strip()]
    return exact or list(found)


async def unit_names(reads: Reads, ids: Sequence[int]) -> dict[int, str]:
    rows = await reads.session.execute(
        select(Unit.id, Unit.name).where(Unit.id.in_(ids)).order_by(Unit.sort_order)
    )
    return {row.id: row.name for row in rows}


async def unit_named(reads: Reads, words: str) -> Unit | None:
    """A unit by its Mã, its name or another name it goes by."""
    folded = fold(words)
    alias = select(tables.UnitAlias.unit_id).where(tables.UnitAlias.folded == folded)
    return await reads.session.scalar(
        select(Unit)
        .where(
            or_(
                Unit.folded == folded,
                Unit.code == words.strip().upper(),
                Unit.id.in_(alias),
            )
        )
        .order_by(Unit.id)
        .limit(1)
    )


async def chat_at(reads: Reads, address: int, thread: int = 0) -> Chat | None:
    return await reads.session.scalar(
        select(Chat).where(
            and_(
                Chat.channel == TELEGRAM,
                Chat.address == address,
                Chat.thread == thread,
            )
        )
    )
