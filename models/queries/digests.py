"""The occurrences that one message tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select

from domain.reminders import Rule
from models.tables import Occurrence
from models.work import Reads

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Told:
    """One occurrence: the rule, what it is about, and its slot."""

    rule: Rule
    subject: str
    slot: str

    @property
    def number(self) -> int:
        """The task's, officer's or unit's number in the subject."""
        return int(self.subject.partition(":")[2])

    @property
    def day(self) -> str:
        """The day that the slot names, as ISO text."""
        found = DAY.search(self.slot)
        assert found is not None
        return found.group()


async def told_by(reads: Reads, delivery_id: int) -> list[Told]:
    rows = await reads.session.execute(
        select(Occurrence.rule, Occurrence.subject, Occurrence.slot)
        .where(Occurrence.delivery_id == delivery_id)
        .order_by(Occurrence.id)
    )
    return [Told(Rule(rule), subject, slot) for rule, subject, slot in rows]
