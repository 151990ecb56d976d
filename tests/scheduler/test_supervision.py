"""What has to go on goes on; only who is asked to stop stops."""

from __future__ import annotations

import asyncio

import pytest

from scheduler.supervision import RETRIES, forever, kept_up, until_done


class Step:
    """Fails as told, and counts."""

    def __init__(self, *failures: BaseException) -> None:
        self.failures = list(failures)
        self.times = 0
        self.waits: list[float] = []
        self.hangs = asyncio.Event()

    async def work(self) -> None:
        self.times += 1
        if self.failures:
            raise self.failures.pop(0)

    async def work_and_hang(self) -> None:
        await self.work()
        self.hangs.set()
        await asyncio.Event().wait()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.mark.parametrize("failure", [LookupError(), asyncio.CancelledError()])
async def test_a_failure_does_not_end_it(failure: BaseException) -> None:
    """Nor does a library that cancels something of its own."""
    step = Step(failure)
    await kept_up("step", step.work, pause=0)
    assert step.times == 2


async def test_it_stops_when_it_is_asked_to() -> None:
    step = Step(LookupError())
    running = asyncio.create_task(forever("step", step.work_and_hang, pause=0))
    await asyncio.wait_for(step.hangs.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert step.times == 2


async def test_a_step_is_tried_with_growing_pauses_until_it_succeeds() -> None:
    step = Step(*(OSError() for _ in range(8)))
    await until_done("step", step.work, step.sleep)
    assert step.times == 9
    assert step.waits == [*RETRIES, RETRIES[-1], RETRIES[-1]]
