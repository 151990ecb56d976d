"""What a case measured, and how it is shown and judged."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bot.running import settle_memory


@dataclass(frozen=True)
class Budget:
    """A bound of design.md section 10 on one of a line's figures."""

    figure: str
    at_most: float | None = None
    at_least: float | None = None

    def __str__(self) -> str:
        sign = "<=" if self.at_most is not None else ">="
        return f"{self.figure} {sign} {self._bound:g}"

    @property
    def _bound(self) -> float:
        bound = self.at_most if self.at_most is not None else self.at_least
        assert bound is not None
        return bound

    def held(self, value: float) -> bool:
        if self.at_most is not None:
            return value <= self.at_most
        return value >= self._bound


@dataclass(frozen=True)
class Line:
    """One row of a case's table: who, his figures, and what they had to be."""

    what: str
    figures: Mapping[str, float]
    budgets: Sequence[Budget] = ()

    def verdicts(self) -> list[tuple[str, bool]]:
        return [
            (str(one), one.held(self.figures[one.figure]))
            for one in self.budgets
            if one.figure in self.figures
        ]

    @property
    def missed(self) -> list[str]:
        return [said for said, held in self.verdicts() if not held]


@dataclass
class Spent:
    """What a run took: messages, seconds, seconds of our processor (not the peer's)."""

    messages: int = 0
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def per_second(self) -> float:
        return self.messages / self.seconds

    @property
    def cpu_ms(self) -> float:
        return 1_000 * self.cpu / self.messages


@contextmanager
def spending(messages: int) -> Iterator[Spent]:
    """Measure what is done inside, with a memory settled as after the program's start
    for every contender."""
    settle_memory()
    spent = Spent(messages)
    began, cpu = time.perf_counter(), _cpu()
    yield spent
    spent.seconds = time.perf_counter() - began
    spent.cpu = _cpu() - cpu
    gc.unfreeze()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@dataclass
class Runs:
    """Runs of several contenders, taken in turn: the n-th of each are a pair."""

    by_name: dict[str, list[Spent]] = field(default_factory=dict)

    def add(self, name: str, spent: Spent) -> None:
        self.by_name.setdefault(name, []).append(spent)
        say_meanwhile(f"{name}: {spent.per_second:,.3g} a second")

    def per_second(self, name: str) -> float:
        return median(one.per_second for one in self.by_name[name])

    def cpu_ms(self, name: str) -> float:
        return median(one.cpu_ms for one in self.by_name[name])

    def ratio(self, name: str, peer: str) -> float:
        """The median of the pairs' ratios: what shook the machine shook both."""
        pairs = zip(self.by_name[name], self.by_name[peer], strict=True)
        return median(one.per_second / other.per_second for one, other in pairs)

    def cpu_ratio(self, name: str, peer: str) -> float:
        pairs = zip(self.by_name[name], self.by_name[peer], strict=True)
        return median(one.cpu_ms / other.cpu_ms for one, other in pairs)


def say_meanwhile(news: str) -> None:
    """A case takes minutes: whoever waits sees how far it is. Not part of the table."""
    sys.stderr.write(f"  {news}\n")
    sys.stderr.flush()


def table(lines: Sequence[Line]) -> str:
    """Plain text; a column for every figure that some line has."""
    columns = list(dict.fromkeys(name for line in lines for name in line.figures))
    rows = [["", *columns, "budget"]]
    for line in lines:
        figures = [_shown(line.figures.get(name)) for name in columns]
        rows.append([line.what, *figures, _judged(line)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_row(row, widths) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if place in (0, len(cells) - 1) else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _judged(line: Line) -> str:
    return "; ".join(
        f"{said}: {'held' if held else 'MISSED'}" for said, held in line.verdicts()
    )


def as_json(line: Line) -> dict[str, Any]:
    return {
        "what": line.what,
        "figures": dict(line.figures),
        "budgets": [{"budget": said, "held": held} for said, held in line.verdicts()],
    }
