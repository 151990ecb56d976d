"""Finding people, their parts and their chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, bindparam, case, or_, select

from domain.folding import fold
from domain.scope import Actor, Part, standing_in
from models import tables
from models.queries.absences import parts_stood_in_for, stands_in
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


# Every update asks these. They are built once: that costs more than asking does.
_PARTS = tables.Membership
_TODAYS = and_(
    _PARTS.officer_id == Officer.id,
    or_(_PARTS.valid_from.is_(None), _PARTS.valid_from <= bindparam("today")),
    or_(_PARTS.valid_to.is_(None), _PARTS.valid_to >= bindparam("today")),
)
# Hardly anybody stands in for another today: who does is asked for the rest.
_STANDS_IN = stands_in(Officer.id, bindparam("today")).label("stands_in")
_PERSON = (
    select(
        *(Officer.id, Officer.name, Officer.position),
        *(_PARTS.role, _PARTS.unit_id, _STANDS_IN),
    )
    .where(Officer.active)
    .order_by(_PARTS.id)
)
PERSON = (
    _PERSON.select_from(Officer)
    .outerjoin(_PARTS, _TODAYS)
    .where(Officer.id == bindparam("officer"))
)
PERSON_AT = (
    _PERSON.select_from(Account)
    .join(Officer, Officer.id == Account.officer_id)
    .outerjoin(_PARTS, _TODAYS)
    .where(
        Account.channel == TELEGRAM,
        Account.address == bindparam("address"),
        Account.revoked_at.is_(None),
    )
)


async def person_at(reads: Reads, address: int) -> Person | None:
    """Whoever this account is bound to; its binding holds on the next update only."""
    values = {"address": address, "today": reads.today}
    return await _person(reads, await reads.rows(PERSON_AT, values))


async def person(reads: Reads, officer_id: int) -> Person | None:
    values = {"officer": officer_id, "today": reads.today}
    rows = await reads.session.execute(PERSON, values)
    return await _person(reads, rows.all())


async def _person(reads: Reads, rows: Sequence[Any]) -> Person | None:
    """A row for each of his parts, or one without any."""
    if not rows:
        return None
    first = rows[0]
    parts = [Part(one.role, one.unit_id, one.id) for one in rows if one.role]
    if first.stands_in:
        parts += await parts_stood_in_for(reads, first.id)
    return Person(standing_in(first.id, parts), first.name, first.position)


IN_PRIVATE = (
    select(
        *(Chat.address, tables.Preference.language),
        *(Officer.id, Officer.name, Officer.position),
        *(_PARTS.role, _PARTS.unit_id, _STANDS_IN),
    )
    .select_from(Chat)
    .outerjoin(
        Account,
        and_(
            Account.channel == TELEGRAM,
            Account.address == Chat.address,
            Account.revoked_at.is_(None),
        ),
    )
    .outerjoin(Officer, and_(Officer.id == Account.officer_id, Officer.active))
    .outerjoin(_PARTS, _TODAYS)
    .outerjoin(tables.Preference, tables.Preference.officer_id == Officer.id)
    .where(Chat.channel == TELEGRAM, Chat.kind == "private", Chat.state == "active")
    .order_by(Chat.address, _PARTS.id)
)


async def people_in_private(
    reads: Reads,
) -> list[tuple[int, Person | None, str | None]]:
    """Every open private chat: its address, who is bound to it, and his language."""
    rows = await reads.session.execute(IN_PRIVATE, {"today": reads.today})
    found = []
    for address, own in groupby(rows, key=attrgetter("address")):
        parts = list(own)
        bound = parts[0].id is not None
        who = await _person(reads, parts) if bound else None
        found.append((address, who, parts[0].language or None))
    return found


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
    """A unit by its Mã, its name or another name it goes by; of two, the one that has
    not ended."""
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
        .order_by(case((Unit.valid_to < reads.today, 1), else_=0), Unit.id)
        .limit(1)
    )


CHAT_AT = select(Chat).where(
    Chat.channel == TELEGRAM,
    Chat.address == bindparam("address"),
    Chat.thread == bindparam("thread"),
)


async def chat_at(reads: Reads, address: int, thread: int = 0) -> Chat | None:
    values = {"address": address, "thread": thread}
    return await reads.session.scalar(CHAT_AT, values)
