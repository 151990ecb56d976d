"""`dondoc demo`: a sample office, a local Bot API server with phones, a movable clock.

The program is the real one; it speaks to the sandbox over HTTP as it would to Telegram.
"""

from __future__ import annotations

import asyncio
import errno
import secrets
import shutil
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr

from bot.assembly import Clocks, assemble, open_database
from bot.clock import MovableClock, SteadyClock
from bot.demo_cast import link_cast
from bot.demo_office import READY, fill_office
from bot.logs import set_up_logs
from bot.office_lock import AlreadyRunning, office_lock
from bot.policies import chosen_policy
from bot.program import Program
from bot.running import DONE, FAILED, WRONG_USE, refuse, stop_asked
from bot.sandbox import Sandbox, read_stored_clock
from bot.settings import Settings
from bot.web import Pages
from locales.catalog import Words
from models import schema
from models.queries.settings import DEMO, keep_setting, read_setting
from models.work import Database

FOLDER = Path("var/demo")
FIRST_START = "2026-11-20T14:58:00"  # a Friday: two minutes later the reminders come
BOT_ID = 4_200_000_000


@dataclass(frozen=True)
class Demo:
    """One start of the demo."""

    settings: Settings
    words: Words
    host: str
    port: int
    fresh: bool = False
    at: datetime | None = None
    folder: Path = FOLDER

    @property
    def address(self) -> str:
        """What a person opens, and the program speaks to: always this machine."""
        host = self.host if self.host not in ("0.0.0.0", "::") else "127.0.0.1"
        return f"http://{host}:{self.port}"


def run_demo(
    settings: Settings,
    words: Words,
    *,
    port: int | None = None,
    at: datetime | None = None,
    fresh: bool = False,
) -> int:
    """Run the demo until Ctrl-C; the exit code of the command.

    `at` without an offset is a time of the office's zone.
    """
    # What a newcomer sees in his terminal is the address, unless he asked for more.
    chosen_policy(settings)  # a wrong one is said before anything is opened
    asked = "log_level" in settings.model_fields_set
    set_up_logs(settings.log_level if asked else "WARNING", settings.log_format)
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=settings.zone)
    demo = Demo(
        settings, words, settings.host, port or settings.port, fresh=fresh, at=at
    )
    try:
        return asyncio.run(_locked(demo))
    except KeyboardInterrupt:
        return DONE


async def _locked(demo: Demo) -> int:
    try:
        with office_lock(demo.folder / "dondoc.db"):
            if demo.fresh:
                _empty(demo.folder)
            return await _run(demo)
    except AlreadyRunning:
        if _is_taken(demo.host, demo.port):
            return _refuse_port(demo)
        return refuse(demo.words("The demo runs already."), FAILED)


def _empty(folder: Path) -> None:
    """All but the lock that we hold."""
    for path in folder.iterdir():
        if path.name != "dondoc.db.lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


async def _run(demo: Demo) -> int:
    stored = read_stored_clock(demo.folder)
    if stored is not None and demo.at is not None and demo.at < stored:
        said = demo.words(
            "The demo's clock is past {at} already. Add --fresh to begin anew."
        )
        return refuse(said.format(at=demo.at.isoformat()), WRONG_USE)
    first = datetime.fromisoformat(FIRST_START).replace(tzinfo=demo.settings.zone)
    clock = MovableClock(demo.at or stored or first)
    try:
        await serve(demo, clock)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _refuse_port(demo)
    return DONE


def _refuse_port(demo: Demo) -> int:
    said = demo.words("Port {port} is in use. Choose another with --port.")
    return refuse(said.format(port=demo.port), WRONG_USE)


def _is_taken(host: str, port: int) -> bool:
    """Whether somebody listens there, as the demo that holds the lock may do."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


async def serve(demo: Demo, clock: MovableClock) -> None:
    """Sandbox and program on one port, until asked to stop."""
    stop = stop_asked()
    token = f"{BOT_ID}:{secrets.token_urlsafe(27)}"
    clocks = Clocks(clock, SteadyClock())
    sandbox = Sandbox(
        token=token,
        clock=clock,
        steady=clocks.steady,
        state_file=demo.folder / "sandbox.db",
    )
    sandbox.hold()
    settings = _settings(demo, token)
    pages = Pages(settings)
    runner = await _open_door(demo, sandbox, pages)
    try:
        database = open_database(settings, clock)
        await _prepare(database)
        program = Program(assemble(settings, database, clocks))
        sandbox.program = program
        await _start(program, pages)
        try:
            await _until_stopped(demo, database, sandbox, stop)
        finally:
            pages.close()
            await program.stop()
    finally:
        await runner.cleanup()


async def _start(program: Program, pages: Pages) -> None:
    program.parts.timetable.add(pages.api.tick)
    await program.start()
    pages.open(program.watched(), program.parts.intake)
    pages.api.open(program.for_systems())


def _settings(demo: Demo, token: str) -> Settings:
    """The office's own, except for where the demo's messages go."""
    return demo.settings.model_copy(
        update={
            "telegram_token": SecretStr(token),
            "telegram_api_url": demo.address,
            "telegram_proxy": None,
            "database_url": _database_url(demo.folder),
            "webhook_url": None,
            "webhook_secret": None,
        }
    )


async def _open_door(demo: Demo, sandbox: Sandbox, pages: Pages) -> web.AppRunner:
    application = web.Application(client_max_size=30 * 1024**2)
    sandbox.add_routes(application)
    pages.add_routes(application)
    # The access log would write the token, which is part of every address.
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, demo.host, demo.port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def _database_url(folder: Path) -> SecretStr:
    return SecretStr(f"sqlite+aiosqlite:///{(folder / 'dondoc.db').absolute()}")


async def _prepare(database: Database) -> None:
    await schema.upgrade(database)
    async with database.begin() as work:
        await keep_setting(work, DEMO, "true")


async def _until_stopped(
    demo: Demo, database: Database, sandbox: Sandbox, stop: asyncio.Event
) -> None:
    """Fill the office if it is not yet, say where it is, and wait."""
    stopping = asyncio.create_task(stop.wait())
    filling = asyncio.create_task(_fill(demo, database))
    await asyncio.wait({stopping, filling}, return_when=asyncio.FIRST_COMPLETED)
    if filling.done():
        filling.result()
        sandbox.open()
        sys.stdout.write(f"{demo.address}\n")
        sys.stdout.flush()
        await stopping
    filling.cancel()
    with suppress(asyncio.CancelledError):
        await filling


async def _fill(demo: Demo, database: Database) -> None:
    """Each step may be done again, so that a start that was cut short goes on."""
    async with database.read() as reads:
        if await read_setting(reads, READY):
            return
    await fill_office(database)
    await link_cast(database, demo.address)
    async with database.begin() as work:
        await keep_setting(work, READY, "true")
