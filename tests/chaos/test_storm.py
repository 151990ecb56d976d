"""A short storm; the long one is `make chaos`."""

from __future__ import annotations

import pytest

from tests.chaos.storm import Forecast, Storm
from tests.chaos.town import Town

SEED = 20261120


async def test_nothing_is_lost_in_a_storm(town: Town) -> None:
    """F10: messages and updates flow while processes are killed at random points."""
    tally = await Storm(town, Forecast(deliveries=60, kills=12, seed=SEED)).blow()
    assert tally.broken == ()
    assert tally.deliveries >= 60


async def test_nothing_is_lost_by_several_processes(town: Town) -> None:
    """F10 and F40: three at once, one killed every second."""
    if town.database.engines.one_writer:
        pytest.skip("one process runs an office on SQLite")
    forecast = Forecast(60, kills=8, seed=SEED, processes=3, every=0.7)
    tally = await Storm(town, forecast).blow()
    assert tally.broken == ()
