"""Proofs of the fault catalogue that are small in every run and large in `make chaos`.

A test that bears `@pytest.mark.proof("F26", short=60, long=10_000, of="updates")` asks
for the fixture `times` and gets one of both counts: the long one with `--long`. One
without a short count runs only then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Proof:
    """What a mark says: the fault, both counts, and what they count."""

    fault: str
    short: int | None
    long: int
    of: str

    def __str__(self) -> str:
        return f"{self.fault}: {self.long:,} {self.of}"

    def count(self, *, long: bool) -> int:
        return self.long if long or self.short is None else self.short


def proof_of(item: Any) -> Proof | None:
    """The mark of a collected test, if it has one."""
    mark = item.get_closest_marker("proof")
    return None if mark is None else Proof(*mark.args, **mark.kwargs)


def is_long(config: pytest.Config) -> bool:
    return bool(config.getoption("--long"))
