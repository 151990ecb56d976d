"""Stopping when asked, from the first moment on."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from bot.running import stop_asked


@pytest.fixture(autouse=True)
def kept_handlers() -> Iterator[None]:
    """The test runner's own handlers come back afterwards."""
    kept = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


async def test_the_first_signal_asks_and_the_second_one_would_end_it() -> None:
    stop = stop_asked()
    assert not stop.is_set()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(stop.wait(), timeout=5)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


async def test_a_signal_before_anybody_waits_is_not_lost() -> None:
    stop = stop_asked()
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(0)
    await asyncio.wait_for(stop.wait(), timeout=5)
