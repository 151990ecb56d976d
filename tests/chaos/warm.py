"""What a first life does slowly, done once: statements compiled, catalogs read.

The process that all lives are forked from imports this, and lives a short life of its
own in peace; each life then begins as a second one does.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bot.assembly import Clocks, assemble
from bot.clock import SteadyClock
from bot.logs import set_up_logs
from bot.program import Program
from models.work import Database
from tests.chaos import life
from tests.chaos.clocks import HANOI, SPEED, TownClock
from tests.chaos.databases import opened
from tests.chaos.fate import End, MortalRequest
from tests.chaos.opening import open_town
from tests.chaos.town import Town


async def _live_once() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            opened("sqlite", folder) as (url, _),
            open_town(url, folder, officers=2, groups=1) as town,
        ):
            await town.put(town.people.chats)
            await town.say(town.people.phones[0])
            await _live(town)


async def _live(town: Town) -> None:
    clocks = Clocks(TownClock(town.folder / "clock"), SteadyClock(SPEED))
    database = Database(town.database.url, zone=HANOI, now=clocks.office.now)
    end = End(None)
    request = MortalRequest(end, life.TIMEOUTS)
    settings = life.settings_for(town.url)
    program = Program(assemble(settings, database, clocks, end, request=request))
    await program.start()
    while not await program.is_idle():  # noqa: ASYNC110 (as the sandbox asks it)
        await asyncio.sleep(life.LOOK_EVERY)
    await program.stop()


set_up_logs("CRITICAL", "console")
asyncio.run(_live_once())
