"""What is kept of one person, table by table: the rows that speak of him, and where
else he is named.

What the office asked, gave or found is its own business: of a paper that he entered or
decided the copy says only which one, and when.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, func, inspect, or_, select

from domain.tasks import OPEN
from models.base import Base, Instant
from models.copying import plain
from models.queries.people import TELEGRAM
from models.tables import (
    Absence,
    Account,
    Audit,
    Chat,
    Consent,
    Delivery,
    Extension,
    ImportRun,
    Invite,
    Justification,
    Membership,
    MonthlyReceipt,
    Obstacle,
    Officer,
    Petition,
    Preference,
    Question,
    ReportRun,
    RollCall,
    Snooze,
    Task,
    TaskEvent,
)
from models.work import Reads

# Proofs and keys of the machine: nobody's data.
LEFT_OUT = frozenset({"digest", "prev", "mac", "link", "folded", "owner", "epoch"})
Of = Callable[[int], ColumnElement[bool]]


def _his_chats(officer: int) -> Any:
    return select(Chat.id).where(Chat.officer_id == officer, Chat.kind == "private")


OWN: Mapping[Any, Of] = {
    Officer: lambda his: Officer.id == his,
    Membership: lambda his: Membership.officer_id == his,
    Account: lambda his: Account.officer_id == his,
    Chat: lambda his: Chat.id.in_(_his_chats(his)),
    Consent: lambda his: Consent.officer_id == his,
    Preference: lambda his: Preference.officer_id == his,
    Invite: lambda his: or_(Invite.officer_id == his, Invite.created_by == his),
    Absence: lambda his: or_(Absence.officer_id == his, Absence.stand_in_id == his),
    Snooze: lambda his: Snooze.officer_id == his,
    RollCall: lambda his: RollCall.officer_id == his,
    MonthlyReceipt: lambda his: MonthlyReceipt.officer_id == his,
    Question: lambda his: Question.officer_id == his,
    Task: lambda his: Task.officer_id == his,
    TaskEvent: lambda his: TaskEvent.actor_id == his,
    ImportRun: lambda his: ImportRun.actor_id == his,
    ReportRun: lambda his: ReportRun.actor_id == his,
    Extension: lambda his: Extension.raised_by == his,
    Obstacle: lambda his: Obstacle.raised_by == his,
    Petition: lambda his: Petition.raised_by == his,
    Justification: lambda his: Justification.raised_by == his,
    Audit: lambda his: Audit.officer_id == his,
    Delivery: lambda his: Delivery.chat_id.in_(_his_chats(his)),
}


@dataclass(frozen=True)
class Counted:
    """In figures: since when he is linked, what he has to do, what he did."""

    bound_at: datetime | None
    open_tasks: int
    events: int


def names_of(table: Any) -> list[Any]:
    """The columns that say which officer."""
    return [
        column
        for column in inspect(table).columns
        for key in column.foreign_keys
        if key.column.table.name == Officer.__tablename__
    ]


# All other tables that name an officer: a new one cannot be forgotten.
_ALL: list[Any] = [mapper.class_ for mapper in Base.registry.mappers]
NAMED = tuple(
    table
    for table in sorted(_ALL, key=lambda one: str(one.__tablename__))
    if table not in OWN and names_of(table)
)


async def count_own(reads: Reads, officer_id: int) -> Counted:
    bound = select(Account.bound_at).where(
        Account.officer_id == officer_id,
        Account.channel == TELEGRAM,
        Account.revoked_at.is_(None),
    )
    tasks = select(func.count(Task.id)).where(
        Task.officer_id == officer_id, Task.progress.in_(OPEN)
    )
    events = select(func.count(TaskEvent.id)).where(TaskEvent.actor_id == officer_id)
    of = [await reads.session.scalar(one) for one in (tasks, events)]
    return Counted(await reads.session.scalar(bound), of[0] or 0, of[1] or 0)


async def read_own(reads: Reads, officer_id: int) -> dict[str, list[dict[str, Any]]]:
    """By the names of tables and columns; values are plain, moments in UTC."""
    found = {}
    for table, is_his in OWN.items():
        columns = [one for one in inspect(table).columns if one.name not in LEFT_OUT]
        rows = select(*columns).where(is_his(officer_id))
        found[table.__tablename__] = await _read(reads, table, rows)
    for table in NAMED:
        named = or_(*(column == officer_id for column in names_of(table)))
        rows = select(*_which_and_when(table)).where(named)
        found[table.__tablename__] = await _read(reads, table, rows)
    return found


def _which_and_when(table: Any) -> list[Any]:
    """The key, who, and the moments."""
    shown = {column.name for column in (*inspect(table).primary_key, *names_of(table))}
    return [
        column
        for column in inspect(table).columns
        if column.name in shown or isinstance(column.type, Instant | Date)
    ]


async def _read(reads: Reads, table: Any, rows: Select[Any]) -> list[dict[str, Any]]:
    kept = await reads.session.execute(rows.order_by(*inspect(table).primary_key))
    return [
        {name: plain(value) for name, value in row.items()} for row in kept.mappings()
    ]
