"""How large a run is: the real one, or a quick one that can be tried often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`runs`: so often is each contender run, in turn with the others."""

    runs: int
    messages: int  # dispatch
    private: int  # wave
    groups: int
    in_a_group: int
    updates: int  # inbound
    slow_seconds: int  # inbound, at ten updates a second
    officers: int  # plan
    tasks: int  # plan, summary
    rows: int  # import


REAL = Size(5, 3_000, 1_500, 40, 10, 1_500, 60, 10_000, 1_000_000, 50_000)
QUICK = Size(3, 400, 150, 4, 5, 200, 8, 500, 20_000, 5_000)
TINY = Size(1, 20, 5, 1, 2, 10, 1, 20, 100, 50)  # only to see that it runs
