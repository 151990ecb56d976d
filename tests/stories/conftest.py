"""A small office on the stage: the real program, the sandbox, both databases.

The office clock stands still and is moved by the story; the steady clock runs fast.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiohttp import web

from bot.assembly import Clocks, assemble
from bot.clock import MovableClock, SteadyClock
from bot.program import Program
from bot.sandbox import Sandbox
from models.work import Database
from tests.stories.machine import Machine
from tests.stories.stage import HANOI, TOKEN, Stage, settings_for

START = datetime(2026, 11, 20, 14, 58, tzinfo=HANOI)  # a Friday
FAST = 8.0


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    clock = MovableClock(START, running=False)
    machine = Machine()
    clocks = Clocks(clock, SteadyClock(speed=FAST), machine)
    sandbox = Sandbox(token=TOKEN, clock=clock, steady=clocks.steady)
    application = web.Application()
    sandbox.add_routes(application)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    database = Database(database_url, zone=HANOI, now=clock.now)
    program = Program(assemble(settings_for(address), database, clocks))
    sandbox.program = program
    stage = Stage(database, program, clock, address)
    stage.sandbox, stage.machine = sandbox, machine
    await program.start()
    yield stage
    await stage.program.stop()
    await stage.session.close()
    await runner.cleanup()
