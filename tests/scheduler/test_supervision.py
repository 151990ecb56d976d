"""A failure ends nothing that has to go on."""

from __future__ import annotations

from scheduler.supervision import until_done

FAILURES = 1


async def test_what_fails_is_done_again_until_it_is_done() -> None:
    tries: list[int] = []

    async def work() -> None:
        tries.append(len(tries))
        if len(tries) <= FAILURES:
            raise ConnectionError

    await until_done("introduction", work)
    assert len(tries) == FAILURES + 1
