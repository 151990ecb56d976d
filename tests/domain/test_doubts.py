"""When the administrators hear, the same day, that messages may not have arrived."""

from __future__ import annotations

import pytest

from domain.doubts import are_too_many

CASES = [
    # unknown, tried, told
    (0, 0, False),
    (2, 10, False),  # one or two of a quiet day
    (3, 10, True),
    (3, 600, False),  # 0.5 % exactly
    (3, 599, True),
    (25, 5_000, False),
    (26, 5_000, True),
]


@pytest.mark.parametrize(("unknown", "tried", "told"), CASES)
def test_more_than_half_a_percent_of_a_day(
    unknown: int, tried: int, told: bool
) -> None:
    assert are_too_many(unknown, tried) is told
