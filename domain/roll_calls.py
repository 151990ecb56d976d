"""The roll-call of a unit's week, as its group is shown it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class RollCallCard:
    """The group's card of the weekly update; edited as answers come, then frozen."""

    unit: str
    nominal: date
    due_at: datetime
    closes_at: datetime
    total: int
    on_time: int
    late: int
    missing: tuple[str, ...]  # codes of tasks without an update
    frozen: bool
