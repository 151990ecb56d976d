"""The occurrences that one message tells."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from domain.reminders import Rule
from models.many_values import among
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
    def task(self) -> int | None:
        """The task that it is about, if it is about one."""
        kind, _, number = self.subject.partition(":")
        return int(number) if kind == "task" and number.isdigit() else None

    @property
    def day(self) -> str:
        """The day that the slot names, as ISO text."""
        found = DAY.search(self.slot)
        assert found is not None
        return found.group()


TOLD_BY = (
    select(Occurrence.delivery_id, Occurrence.rule, Occurrence.subject, Occurrence.slot)
    .where(among(Occurrence.delivery_id, "deliveries"))
    .order_by(Occurrence.id)
)


async def told_by(reads: Reads, delivery_id: int) -> list[Told]:
    return (await told_by_each(reads, [delivery_id]))[delivery_id]


async def told_by_each(
    reads: Reads, deliveries: Collection[int]
) -> dict[int, list[Told]]:
    """What each of these messages tells."""
    found: dict[int, list[Told]] = {one: [] for one in deliveries}
    rows = await reads.rows(TOLD_BY, {"deliveries": deliveries})
    for delivery, rule, subject, slot in rows:
        assert delivery is not None
        found[delivery].append(Told(Rule(rule), subject, slot))
    return found
