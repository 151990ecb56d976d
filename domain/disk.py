"""Whether there is room on the disk for what an office goes on to write.

What is being sent has to be recorded even on a full disk, or it would be sent twice. So
a ballast lies beside the database: a file that gives its room back at that moment
(delivery.md 2.10, F44). All sizes are in bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """With less than `least` free no new work is begun."""

    least: int = 200 * MEGABYTE
    ballast: int = 32 * MEGABYTE

    @property
    def plenty(self) -> int:
        """From here on all is well: making the ballast does not end that at once."""
        return self.least + 2 * self.ballast


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """What is known of the disk. `refused`: a write found no room since the last look,
    whatever is said to be free; a quota shows in no other way."""

    free: int
    has_ballast: bool
    refused: bool = False


class Shortage(StrEnum):
    """Why no new work is begun."""

    REFUSED = "refused"  # a write found no room
    SPENT = "spent"  # little is free, and the ballast is gone
    LOW = "low"  # little is free


@dataclass(frozen=True, slots=True)
class Ample:
    """There is room. `make_ballast`: also for a new one."""

    make_ballast: bool


@dataclass(frozen=True, slots=True)
class Tight:
    """Enough to work, too little to say that a shortage is over."""


@dataclass(frozen=True, slots=True)
class Short:
    """Reminders and registers wait; what arrives is kept for as long as it can be."""

    why: Shortage


Verdict = Ample | Tight | Short


def judge(facts: DiskFacts, limits: Limits) -> Verdict:
    if facts.refused:
        return Short(Shortage.REFUSED)
    if facts.free < limits.least:
        return Short(Shortage.LOW if facts.has_ballast else Shortage.SPENT)
    if facts.free < limits.plenty:
        return Tight()
    return Ample(make_ballast=not facts.has_ballast)
