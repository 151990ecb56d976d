"""Whether anything was changed: every row of every table, but what is one's own."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import inspect, select

from models.base import Base
from models.tables import (
    Audit,
    CalendarFeed,
    Chat,
    Consent,
    Delivery,
    Officer,
    Preference,
    Question,
    Sender,
)
from models.work import Work

WRITES = re.compile(r"(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
TABLES = Base.metadata.tables
# Whose a new row is, where somebody may have rows of his own: the column that says it.
OWN = {
    Question: "officer_id",
    Preference: "officer_id",
    CalendarFeed: "officer_id",
    Consent: "officer_id",
}
# Nobody's business: that a code was wrong, and the number of whose account said it.
OF_THE_MACHINE = {Audit.__tablename__, Sender.__tablename__}
Rows = dict[tuple[Any, ...], tuple[Any, ...]]


def written(statement: str) -> set[str]:
    """The tables that this statement writes."""
    return TABLES.keys() & set(WRITES.findall(statement))


class Traces:
    """How all of it was, and whether it still is."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.before: dict[str, Rows] = {}

    async def look(self) -> None:
        self.before = {name: await self._rows(name) for name in TABLES}

    async def differ(self, tables: set[str] | None, sender: int | None) -> bool:
        """Of these tables, or of all: rows gone or changed, or new ones that are not
        the sender's own. An officer's number is that of his account here."""
        for name in TABLES if tables is None else set(tables):
            before, now = self.before[name], await self._rows(name)
            if any(now.get(key) != row for key, row in before.items()):
                return True
            if any(
                not _is_own(name, row, sender)
                for key, row in now.items()
                if key not in before
            ):
                return True
        return False

    async def _rows(self, name: str) -> Rows:
        table = TABLES[name]
        keys = [column.name for column in table.primary_key]
        found = await self.work.session.execute(select(table))
        return {
            tuple(row[key] for key in keys): tuple(map(repr, row.values()))
            for row in found.mappings()
        }


def _is_own(name: str, row: tuple[Any, ...], sender: int | None) -> bool:
    if sender is None:
        return False
    if name in OF_THE_MACHINE:
        return True
    for table, column in OWN.items():
        if table.__tablename__ == name:
            at = [one.name for one in inspect(table).columns].index(column)
            return row[at] == repr(sender)
    return False


assert {Chat, Delivery, Officer}.isdisjoint(OWN)  # a message to anybody is a change
