"""How long a wave takes, told by the pacer on a clock that nobody waits for."""

from __future__ import annotations

import pytest

from channels.wave_times import WaveTimes

PRIVATE = range(1, 2_000)


@pytest.mark.parametrize(
    ("chats", "seconds"),
    [
        ([], 0.0),
        (PRIVATE[:30], 0.0),  # the first thirty leave at once
        (PRIVATE[:31], 1.01),
        (PRIVATE[:1_000], 33 * 1.01),
        (PRIVATE[:1_900], 63 * 1.01),
        ([5, 5, 5], 2.02),  # one a second in a chat
        ([-5] * 21, 60.01),  # twenty a minute in a group
        ([*PRIVATE[:60], -1, -1], 2.02),  # one chat's two are never sent in a row
    ],
)
def test_a_wave_takes_what_telegrams_limits_say(
    chats: list[int], seconds: float
) -> None:
    assert WaveTimes().last_start(list(chats), 0.0) == pytest.approx(seconds)


def test_a_long_wave_holds_up_the_next() -> None:
    times = WaveTimes()
    assert times.last_start(list(PRIVATE[:120]), 0.0) == pytest.approx(3.03)
    assert times.last_start([9_001], 2.0) == pytest.approx(4.04)


def test_a_wave_begins_at_its_own_time() -> None:
    times = WaveTimes()
    times.last_start(list(PRIVATE[:30]), 0.0)
    assert times.last_start([9_001], 1_800.0) == 1_800.0
