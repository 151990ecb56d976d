"""How often a system may ask: a bucket of requests for each token, that fills again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many at once, and then so many a second."""

    burst: int = 60
    each_second: float = 2.0


class Rates:
    """Of this process; with several of them a system has as many buckets."""

    def __init__(self, monotonic: Callable[[], float], rate: Rate) -> None:
        self._monotonic = monotonic
        self._rate = rate
        self._left: dict[int, tuple[float, float]] = {}  # token: requests left, when

    def wait_for(self, token: int) -> int:
        """0: go on, and it counts; else the seconds until it may ask again."""
        now, burst = self._monotonic(), float(self._rate.burst)
        left, then = self._left.get(token, (burst, now))
        left = min(burst, left + (now - then) * self._rate.each_second)
        if left < 1:
            self._left[token] = (left, now)
            return math.ceil((1 - left) / self._rate.each_second)
        self._left[token] = (left - 1, now)
        return 0
