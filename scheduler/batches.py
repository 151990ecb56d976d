"""The moments that are told together, and what their messages have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.catch_up import Choice, JoinMorning, Late, OnTime
from domain.reminders import Moment, slot_key


@dataclass(frozen=True)
class Batch:
    """One digest for each person. `planned_at` is the time of its planning."""

    at: datetime
    choices: tuple[Choice, ...]
    planned_at: datetime

    @property
    def worth(self) -> list[Moment]:
        """The moments that are told; the others are only marked."""
        told = OnTime | Late | JoinMorning
        return [c.moment for c in self.choices if isinstance(c.verdict, told)]

    @property
    def marks(self) -> list[tuple[str, str, str]]:
        """(rule, slot, verdict) of every moment, as it is remembered."""
        return [
            (c.moment.rule.value, slot_key(c.moment), type(c.verdict).__name__)
            for c in self.choices
        ]

    @property
    def labelled(self) -> bool:
        """All of it comes late, and says so."""
        return all(
            isinstance(c.verdict, Late) and c.verdict.label for c in self.choices
        )

    @property
    def joined(self) -> bool:
        """Something of it comes from an earlier day."""
        return any(isinstance(c.verdict, JoinMorning) for c in self.choices)
