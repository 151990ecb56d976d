"""`dondoc run`: the real bot, from a checked start to a clean stop."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
import sys
import threading

import structlog

from bot.assembly import Clocks, assemble, open_database
from bot.clock import SteadyClock, WallClock
from bot.copying_apart import back_up_apart
from bot.identity import named_at, named_by_chance, place_of
from bot.logs import set_up_logs
from bot.office_lock import AlreadyRunning, office_lock
from bot.opening import answers
from bot.policies import chosen_policy
from bot.program import Program
from bot.settings import Settings, service_manager
from bot.systemd import ServiceManager
from bot.web import Pages
from bot.web.calendars import Shelf
from bot.web.server import open_pages
from domain.disk import Limits
from locales.catalog import Words
from models import schema
from models.integrity import Damaged, quick_check
from models.queries.rewind import rewound_to
from models.queries.settings import DEMO, read_setting
from models.work import Database
from scheduler.backups import backing_up
from scheduler.rewind import accept_rewind

log = structlog.get_logger()

DONE, FAILED, WRONG_USE = 0, 1, 2
LAST_MOMENT = 9.5  # seconds after SIGTERM; a container is killed after ten


def run_bot(settings: Settings, words: Words, *, accept_rewind: bool = False) -> int:
    """Run until SIGTERM or Ctrl-C; the exit code of the command.

    `accept_rewind`: after a restore, sending may go on.
    """
    set_up_logs(settings.log_level, settings.log_format)
    chosen_policy(settings)  # a wrong one is said before anything is opened
    if settings.telegram_token is None:
        said = words("There is no token. Set {setting}; @BotFather gives one.")
        return refuse(said.format(setting="DONDOC_TELEGRAM_TOKEN"), WRONG_USE)
    return asyncio.run(_run(settings, words, accept_rewind=accept_rewind))


async def _run(settings: Settings, words: Words, *, accept_rewind: bool) -> int:
    stop = stop_asked(last_moment=LAST_MOMENT)
    database = open_database(settings, WallClock(), Limits())
    try:
        with office_lock(database.engines.file):
            if sentence := await _prepare(database, words, stop):
                return refuse(sentence, FAILED)
            if stop.is_set():
                return DONE
            if sentence := await _go_on(settings, database, words, accept_rewind):
                return refuse(sentence, FAILED)
            return await _serve(settings, words, database, stop)
    except AlreadyRunning:
        return refuse(words("The bot of this office runs already."), FAILED)
    finally:
        await database.close()


async def _prepare(database: Database, words: Words, stop: asyncio.Event) -> str | None:
    """Bring the database to our schema; or say why nothing may be sent from it.

    What is damaged is not migrated: that would only make it worse.
    """
    if not await answers(database, SteadyClock(), stop):
        if stop.is_set():
            return None
        said = words("The database does not answer. Check {setting}.")
        return said.format(setting="DONDOC_DATABASE_URL")
    try:
        if not await quick_check(database):
            log.info("integrity_not_checked")
    except Damaged as error:
        said = words("The database's file is damaged ({error}). Restore a backup.")
        return said.format(error=error)
    await schema.upgrade(database)
    if await is_demo(database):
        return words("This is the demo's database; the real bot does not use it.")
    return None


async def _go_on(
    settings: Settings, database: Database, words: Words, accepted: bool
) -> str | None:
    """After a restore only who says so lets us send; None if we may."""
    async with database.read() as reads:
        since = await rewound_to(reads)
    if since is None:
        return None
    if accepted:
        policy = chosen_policy(settings).policy
        await accept_rewind(database, policy, database.now())
        return None
    said = words(
        "The database was restored from a backup of {since}; what was due since then"
        " may have been sent. To go on: dondoc run --accept-rewind"
    )
    return said.format(since=since)


async def _serve(
    settings: Settings, words: Words, database: Database, stop: asyncio.Event
) -> int:
    """The pages first, so that a busy port is known before anything is done."""
    pages = Pages(settings)
    try:
        runner = await open_pages(pages, settings.host, settings.port)
    except OSError as error:
        said = words("It is not possible to listen at {listen} ({error}). Set {name}.")
        why = errno.errorcode.get(error.errno or 0, type(error).__name__)
        names = {"listen": settings.listen, "name": "DONDOC_LISTEN"}
        return refuse(said.format(error=why, **names), WRONG_USE)
    try:
        await _work(settings, database, pages, stop)
    finally:
        await runner.cleanup()
    return DONE


async def _work(
    settings: Settings, database: Database, pages: Pages, stop: asyncio.Event
) -> None:
    clocks = Clocks(WallClock(), SteadyClock())
    manager = ServiceManager(*service_manager())
    # The socket is ours: an earlier process of this place is dead.
    place = settings.port and place_of(settings.host, settings.port)
    name = named_at(place) if place else named_by_chance()
    program = Program(assemble(settings, database, clocks, name=name))
    if settings.backups is not None:
        copying = backing_up(settings.backups, back_up_apart)
        program.parts.timetable.add(copying)
    program.parts.timetable.add(pages.api.tick)
    await program.start()
    settle_memory()
    watched = program.watched()
    pages.open(watched, program.parts.intake)
    pages.calendars.open(Shelf(program.parts.database, program.parts.words))
    pages.api.open(program.for_systems())
    feeding = asyncio.create_task(manager.keep_fed(watched.is_well, clocks.steady))
    manager.say("READY=1")
    log.info("running", database=database.engines.write.dialect.name)
    await stop.wait()
    log.info("stopping")
    manager.say("STOPPING=1")
    pages.close()
    feeding.cancel()
    await pages.api.uses.settle(database, database.now())
    await program.stop()


def settle_memory() -> None:
    """What the start has made stays for good; the collector need not look at it again.

    A whole look takes 50 to 100 ms, in which nothing else is done, and comes some times
    in a busy minute.
    """
    gc.collect()
    gc.freeze()


async def is_demo(database: Database) -> bool:
    async with database.read() as reads:
        return await read_setting(reads, DEMO) is not None


def stop_asked(*, last_moment: float | None = None) -> asyncio.Event:
    """Set by the first SIGTERM or Ctrl-C; the second one ends the process at once.

    Called first of all, so that a stop in the middle of the start is a clean one too.
    So many seconds after the first one the process ends, whatever still hangs.
    """
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        asked.set()
        if last_moment is not None:
            end_after(last_moment)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return asked


def end_after(seconds: float) -> None:
    """In a thread of its own: the event loop may be what hangs. All that was
    acknowledged is in the database, and what was being sent is taken for unknown."""
    timer = threading.Timer(seconds, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    log.error("stopped_late")
    os._exit(DONE)


def refuse(sentence: str, code: int) -> int:
    """Say one sentence to who typed the command; his exit code."""
    sys.stderr.write(f"{sentence}\n")
    return code
