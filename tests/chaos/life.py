"""One life of the office's program: a real process, from its start to its end.

A process of its own imports everything once and makes lives by forking, which takes
tenths of a second instead of seconds (`multiprocessing`, start method forkserver).
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pydantic import SecretStr

from bot.assembly import Clocks, assemble
from bot.clock import SteadyClock
from bot.identity import named_at
from bot.logs import set_up_logs
from bot.office_lock import office_lock
from bot.program import Program
from bot.running import stop_asked
from bot.settings import Settings
from channels.telegram_wire import Timeouts
from models.work import Database
from tests.chaos.clocks import HANOI, SPEED, TownClock
from tests.chaos.fate import End, Fate, MortalRequest, watch_writes
from tests.chaos.history import KEY

TOKEN = "4200000000:abcdefghijklmnopqrstuvwxyzABCDEFGHI"
# Shorter than a lease by the town's clock, and long enough for a machine at work.
TIMEOUTS = Timeouts(pool=1.0, connect=1.0, write=1.0, read=4.0)
LOOK_EVERY = 0.05  # seconds of the machine
MOVED = signal.SIGUSR1  # the clock was moved: plan now
BLOCKED = signal.SIGUSR2
BLOCKED_FOR = 75.0  # seconds of the office's clock: longer than a fence

_fork = multiprocessing.get_context("forkserver")
_fork.set_forkserver_preload(["__main__", "tests.chaos.warm"])


@dataclass(frozen=True)
class Life:
    """What a process is to be, and where it is to end."""

    database_url: str
    api_url: str
    clock: Path
    log: Path
    fate: Fate | None = None
    speed: float = SPEED  # of the office's clocks
    place: int = 1  # nobody else lives there: an earlier one is dead by proof


def begin(life: Life) -> tuple[ForkServerProcess, Connection]:
    """A new process; by the connection it says that it has started, and that it is
    idle for the first time."""
    ready, started = _fork.Pipe(duplex=False)
    process = _fork.Process(target=live, args=(life, started), daemon=True)
    process.start()
    started.close()
    return process, ready


def live(life: Life, started: Connection) -> None:
    """The whole of it; what it says goes to its log."""
    log = os.open(life.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    set_up_logs("INFO", "console")
    # Where a case wants the event loop to be blocked: nothing else runs meanwhile.
    signal.signal(BLOCKED, lambda *_: block(BLOCKED_FOR / life.speed))
    asyncio.run(_live(life, started))


def block(seconds: float) -> None:
    """By the machine's clock; no other thread is held up."""
    threading.Event().wait(seconds)


async def _live(life: Life, started: Connection) -> None:
    stop, end = stop_asked(), End(life.fate)
    clocks = Clocks(TownClock(life.clock, life.speed), SteadyClock(life.speed))
    settings = settings_for(life.api_url)
    database = Database(life.database_url, zone=HANOI, now=clocks.office.now)
    watch_writes(database, end)
    with office_lock(database.engines.file):
        request = MortalRequest(end, TIMEOUTS)
        name = named_at(f"town:{life.place}")
        program = Program(
            assemble(settings, database, clocks, end, request=request, name=name)
        )
        plan = _Planning(program)
        asyncio.get_running_loop().add_signal_handler(MOVED, plan.begin)
        await program.start()
        started.send_bytes(b"started")
        resting = asyncio.create_task(_tell_rest(program, started))
        await stop.wait()
        resting.cancel()
        await program.stop()


async def _tell_rest(program: Program, idle: Connection) -> None:
    """Once it has planned what was due, and done all that there was."""
    while not await program.is_idle():  # noqa: ASYNC110 (as the sandbox asks it)
        await asyncio.sleep(LOOK_EVERY)
    idle.send_bytes(b"idle")


class _Planning:
    """What the sandbox asks of its program when the clock is moved."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._task = asyncio.create_task(self._program.plan_now())


def settings_for(api_url: str) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token=SecretStr(TOKEN),
        telegram_api_url=api_url,
        telegram_proxy=None,
        language="en",
        audit_key=SecretStr(KEY),
    )
