"""Histories that nobody thought of: hypothesis chooses what happens, and when."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from models.outbox import DeliveryClass
from tests.chaos.fate import EFFECT_ADDED, POINTS, Fate
from tests.chaos.opening import open_town
from tests.chaos.storm import FAULTS, next_moment
from tests.chaos.tally import MOST_COPIES, accepted
from tests.chaos.town import Town

SHORT = settings(max_examples=3, stateful_step_count=8)
STOPPED = 0.2  # seconds of the machine
T = TypeVar("T")


class History(RuleBasedStateMachine):
    """An office to which anything may happen; in the end it must have kept its word."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        opening = open_town(database_url, folder, officers=4, groups=1)
        self._town: Town = self._run(self._stack.enter_async_context(opening))

    def _run(self, happening: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(happening)

    @rule(cls=st.sampled_from(list(DeliveryClass)), long=st.booleans())
    def put(self, cls: DeliveryClass, long: bool) -> None:
        self._run(self._town.put(self._town.people.chats, cls=cls, long=long))

    @rule(who=st.integers(0, 3))
    def say(self, who: int) -> None:
        self._run(self._town.say(self._town.people.phones[who]))

    @rule(point=st.sampled_from([*POINTS, EFFECT_ADDED]), nth=st.integers(1, 3))
    def die(self, point: str, nth: int) -> None:
        self._run(self._town.live_until(Fate(point, nth, after=0.005), seconds=1.5))

    @rule()
    def live_in_peace(self) -> None:
        self._run(self._live_in_peace())

    async def _live_in_peace(self) -> None:
        async with self._town.living() as running:
            await running.idle()

    @rule(ends=st.sampled_from([signal.SIGKILL, signal.SIGTERM]))
    def stand_still(self, ends: signal.Signals) -> None:
        """Stopped in the middle of whatever it does; then it goes on, and ends."""
        self._run(self._stand_still(ends))

    async def _stand_still(self, ends: signal.Signals) -> None:
        running = self._town.begin()
        await running.started()
        running.send(signal.SIGSTOP)
        await asyncio.sleep(STOPPED)
        running.send(signal.SIGCONT)
        running.send(ends)
        await running.ended()

    @rule(kind=st.sampled_from(FAULTS), times=st.integers(1, 2))
    def fail(self, kind: str, times: int) -> None:
        more = {"seconds": 2.0} if kind == "slow" else {}
        self._run(self._town.fail(kind, times, method="sendMessage", **more))

    @rule()
    def wait_a_quarter(self) -> None:
        now = self._town.clock.now()
        self._town.clock.move_to(now + timedelta(minutes=16))

    @rule()
    def wait_for_a_moment(self) -> None:
        """Not while something waits at the server, which forgets it after a day."""
        if self._run(self._town.is_all_read()):
            self._town.clock.move_to(next_moment(self._town.clock.now()))

    @invariant()
    def nobody_gets_a_third_copy(self) -> None:
        calls = accepted(self._run(self._town.ledger()))
        copies = Counter(one.identity for one in calls)
        assert max(copies.values(), default=0) <= MOST_COPIES

    def teardown(self) -> None:
        try:
            self._run(self._keep_the_promise())
        finally:
            self._run(self._stack.aclose())
            self._runner.close()

    async def _keep_the_promise(self) -> None:
        await self._town.mend()
        tally = await self._town.rest()
        assert tally.broken == ()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Addresses of migrated, empty databases, each time another one."""
    numbers = itertools.count(1)
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")

        def copy() -> str:
            file = shutil.copy(template, tmp_path / f"history_{next(numbers)}.db")
            return f"sqlite+aiosqlite:///{file}"

        return copy
    server: str = request.getfixturevalue("postgresql_template")

    def create() -> str:
        name = f"history_{next(numbers)}"
        asyncio.run(_create(server, name))
        return server.replace("/postgres?", f"/{name}?")

    return create


async def _create(server: str, name: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE office_template")
    await connection.close()


def test_the_promise_holds_in_any_history(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    folders = itertools.count(1)

    def history() -> History:
        folder = tmp_path / f"town_{next(folders)}"
        folder.mkdir()
        return History(new_database(), folder)

    much = settings() if settings.get_current_profile_name() == "chaos" else SHORT
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        history,
        settings=settings(
            much,
            deadline=None,
            derandomize=much is SHORT,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
