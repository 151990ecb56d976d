"""What has happened since the start, counted: read when somebody asks for figures.

Numbers only; no chat and no person is in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from bot.clock import Steady
from domain.outcomes import Outcome, Unknown
from scheduler.watching import Station, Watcher

LATENESS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600)  # seconds
LAG = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)  # seconds
MOST_CAUSES = 30  # further ones are counted as "other"


class Spread:
    """How often a measure fell between which bounds."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(bounds) + 1)  # the last one: above all bounds
        self.total = 0.0

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


class Tally:
    """The watcher that counts; another one may look on beside it."""

    def __init__(self, beside: Watcher | None = None) -> None:
        self._beside = beside
        self.stations: Counter[Station] = Counter()
        self.outcomes: Counter[tuple[str, str]] = Counter()  # (class, outcome)
        self.causes: Counter[str] = Counter()  # of unknown outcomes
        self.lateness: dict[str, Spread] = {}  # by class

    def passed(self, station: Station, count: int = 1) -> None:
        self.stations[station] += count
        if self._beside is not None:
            self._beside.passed(station, count)

    def ended(self, cls: str, outcome: Outcome, seconds_late: float) -> None:
        self.outcomes[cls, type(outcome).__name__.lower()] += 1
        self.lateness.setdefault(cls, Spread(LATENESS)).add(seconds_late)
        if isinstance(outcome, Unknown):
            self._count_cause(outcome.why)
        if self._beside is not None:
            self._beside.ended(cls, outcome, seconds_late)

    def _count_cause(self, why: str) -> None:
        known = why in self.causes or len(self.causes) < MOST_CAUSES
        self.causes[why if known else "other"] += 1


class LoopLag:
    """How late the event loop comes to what it should do now: a blocked loop sends
    nothing and hears nothing."""

    EVERY = 0.5  # seconds between two measurements

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self.spread = Spread(LAG)
        self.last = 0.0  # seconds
        self._due_at: float | None = None

    @property
    def now(self) -> float:
        """The last measure, or what the running one has come to: in seconds."""
        late = 0.0
        if self._due_at is not None:
            late = self._steady.monotonic() - self._due_at
        return max(self.last, late)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._due_at = self._steady.monotonic() + self.EVERY
            await self._steady.sleep(self.EVERY)
            self.last = max(0.0, self._steady.monotonic() - self._due_at)
            self.spread.add(self.last)
