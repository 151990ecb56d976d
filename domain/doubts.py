"""When so many messages are in doubt that somebody should hear of it the same day."""

from __future__ import annotations

PER_THOUSAND = 5
FEWEST = 3  # one or two of a quiet day say nothing about the line


def are_too_many(unknown: int, tried: int) -> bool:
    """Whether more than 0.5 % of a day's sends ended unknown (delivery.md 2.6)."""
    return unknown >= FEWEST and unknown * 1_000 > tried * PER_THOUSAND
