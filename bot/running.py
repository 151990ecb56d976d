"""`dondoc run`: the real bot, from a checked start to a clean stop."""

from __future__ import annotations

import asyncio
import signal
import sys

import structlog

from bot.assembly import Clocks, assemble, open_database
from bot.clock import SteadyClock, WallClock
from bot.logs import set_up_logs
from bot.office_lock import AlreadyRunning, office_lock
from bot.program import Program
from bot.settings import Settings
from locales.catalog import Words
from models import schema
from models.queries.settings import DEMO, read_setting
from models.work import Database

log = structlog.get_logger()

DONE, FAILED, WRONG_USE = 0, 1, 2


def run_bot(settings: Settings, words: Words) -> int:
    """Run until SIGTERM or Ctrl-C; the exit code of the command."""
    set_up_logs(settings.log_level, settings.log_format)
    if settings.telegram_token is None:
        said = words("There is no token. Set {setting}; @BotFather gives one.")
        return refuse(said.format(setting="DONDOC_TELEGRAM_TOKEN"), WRONG_USE)
    return asyncio.run(_run(settings, words))


async def _run(settings: Settings, words: Words) -> int:
    stop = stop_asked()
    database = open_database(settings, WallClock())
    try:
        with office_lock(database.engines.file):
            await schema.upgrade(database)
            if await is_demo(database):
                said = words(
                    "This is the demo's database; the real bot does not use it."
                )
                return refuse(said, FAILED)
            clocks = Clocks(WallClock(), SteadyClock())
            program = Program(assemble(settings, database, clocks))
            await program.start()
            log.info("running", database=database.engines.write.dialect.name)
            await stop.wait()
            log.info("stopping")
            await program.stop()
    except AlreadyRunning:
        return refuse(words("The bot of this office runs already."), FAILED)
    finally:
        await database.close()
    return DONE


async def is_demo(database: Database) -> bool:
    async with database.read() as reads:
        return await read_setting(reads, DEMO) is not None


def stop_asked() -> asyncio.Event:
    """Set by the first SIGTERM or Ctrl-C; the second one ends the process at once.

    Called first of all, so that a stop in the middle of the start is a clean one too.
    """
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        asked.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return asked


def refuse(sentence: str, code: int) -> int:
    """Say one sentence to who typed the command; his exit code."""
    sys.stderr.write(f"{sentence}\n")
    return code
