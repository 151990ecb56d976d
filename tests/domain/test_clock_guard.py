"""Whether the machine's clock is believed: it shows 15:00 on Friday 20/11/2026.

Its steady clock stands at 1,000 seconds.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.clock_guard import (
    ClockFacts,
    Doubt,
    Fine,
    Reading,
    Suspect,
    Verdict,
    judge,
)

THREE = datetime(2026, 11, 20, 15, tzinfo=UTC)
NOW = Reading(THREE, 1000.0)
HOUR, DAY, TEN_YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=3652)


def off(by: timedelta = timedelta(), *, ago: float = 0) -> Reading:
    """What one sees who says that it is now so much later than our clock says."""
    return Reading(THREE + by - timedelta(seconds=ago), NOW.steady - ago)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def judged(**facts: Any) -> Verdict:
    return judge(ClockFacts(**{"now": NOW, "started": 0.0, **facts}))


def why(verdict: Verdict) -> Doubt | None:
    return verdict.why if isinstance(verdict, Suspect) else None


@pytest.mark.parametrize(
    ("believed", "trusted", "expected"),
    [
        # While it runs, and nobody else says what time it is.
        (off(ago=20), None, None),
        (off(seconds(120), ago=20), None, None),
        (off(seconds(121), ago=20), None, Doubt.JUMPED),
        (off(seconds(-121), ago=20), None, Doubt.JUMPED),
        (off(HOUR, ago=20), None, Doubt.JUMPED),
        (off(-HOUR, ago=20), None, Doubt.JUMPED),
        (off(DAY, ago=1), None, Doubt.JUMPED),
        (off(-DAY, ago=1), None, Doubt.JUMPED),
        (off(-TEN_YEARS, ago=1), None, Doubt.JUMPED),
        # Asleep for two hours: both clocks have gone on.
        (off(ago=7200), None, None),
        # An older word of Telegram still counts, by the steady clock.
        (off(ago=1), off(ago=30), None),
        (off(ago=1), off(seconds(300), ago=30), None),
        (off(ago=1), off(seconds(301), ago=30), Doubt.DISAGREES),
        (off(ago=1), off(seconds(-301), ago=30), Doubt.DISAGREES),
        # Telegram's word came before a small jump: that proves nothing of it.
        (off(seconds(200), ago=20), off(seconds(200), ago=30), Doubt.JUMPED),
        # It came after it, and agrees: the clock was corrected.
        (off(seconds(200), ago=20), off(ago=10), None),
        (off(-TEN_YEARS, ago=20), off(ago=10), None),
        # It came after it, and does not.
        (off(HOUR, ago=20), off(HOUR, ago=10), Doubt.DISAGREES),
        # Wrong all the time, without any jump.
        (off(ago=1), off(DAY, ago=1), Doubt.DISAGREES),
    ],
)
def test_while_it_runs(
    believed: Reading, trusted: Reading | None, expected: Doubt | None
) -> None:
    assert why(judged(believed=believed, trusted=trusted)) is expected


@pytest.mark.parametrize(
    ("seen", "running", "expected"),
    [
        # So long after the start, and the office was last alive so long ago.
        (None, 0, Doubt.UNPROVEN),
        (None, 29, Doubt.UNPROVEN),
        (None, 30, None),
        (-HOUR, 29, Doubt.UNPROVEN),
        (-HOUR, 30, None),
        (seconds(300), 30, None),  # a machine that is a little slow
        (seconds(301), 30, Doubt.WENT_BACK),
        (HOUR, 0, Doubt.WENT_BACK),
        (DAY, 3600, Doubt.WENT_BACK),
        (-12 * HOUR, 30, None),
        (-13 * HOUR, 30, Doubt.TOO_FAR_AHEAD),
        (-DAY, 3600, Doubt.TOO_FAR_AHEAD),
        (-TEN_YEARS, 3600, Doubt.TOO_FAR_AHEAD),
    ],
)
def test_after_a_start_without_a_word_of_telegram(
    seen: timedelta | None, running: float, expected: Doubt | None
) -> None:
    lived = None if seen is None else THREE + seen
    verdict = judged(started=NOW.steady - running, seen=lived)
    assert why(verdict) is expected


@pytest.mark.parametrize("seen", [None, -TEN_YEARS, -DAY, -HOUR, HOUR, DAY, TEN_YEARS])
@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (seconds(0), None),
        (seconds(-300), None),
        (-HOUR, Doubt.DISAGREES),
        (-DAY, Doubt.DISAGREES),
        (-TEN_YEARS, Doubt.DISAGREES),
        (HOUR, Doubt.DISAGREES),
        (DAY, Doubt.DISAGREES),
    ],
)
def test_the_first_word_of_telegram_decides(
    seen: timedelta | None, wrong: timedelta, expected: Doubt | None
) -> None:
    lived = None if seen is None else THREE + seen
    facts = {"started": NOW.steady, "seen": lived, "trusted": off(wrong)}
    assert why(judged(**facts)) is expected


def test_a_database_of_this_machine_proves_nothing() -> None:
    start = {"started": NOW.steady - 10}
    assert why(judged(database=off(), **start)) is Doubt.UNPROVEN
    assert why(judged(database=off(DAY), **start)) is Doubt.DISAGREES
    assert judged(database=off(DAY), trusted=off(), **start) == Fine()


def test_it_says_what_time_it_should_be() -> None:
    expected = THREE - DAY
    assert judged(trusted=off(-DAY)) == Suspect(Doubt.DISAGREES, expected)
    assert judged(believed=off(-DAY, ago=5)) == Suspect(Doubt.JUMPED, expected)


def test_a_clock_at_the_end_of_time_is_only_wrong() -> None:
    end = Reading(datetime.max.replace(tzinfo=UTC), 0.0)
    assert why(judge(ClockFacts(NOW, 0.0, believed=end))) is Doubt.JUMPED
