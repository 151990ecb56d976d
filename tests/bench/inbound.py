"""`inbound`: from what a person types to the answer on his phone.

The real program: update, inbox, handler, outbox, message; every step safe before the
next. `/viec` is asked by many officers, Telegram is 50 ms away. Beside it
python-telegram-bot's own polling, which answers from memory and keeps nothing.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from statistics import quantiles
from typing import Any

from pydantic import SecretStr
from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler

from bot.assembly import Clocks, assemble
from bot.clock import MovableClock, SteadyClock
from bot.program import Program
from bot.running import settle_memory
from bot.settings import Settings
from channels.telegram_request import AiohttpRequest
from scheduler.watching import Station
from tests.bench.databases import FRIDAY, KINDS, Databases
from tests.bench.dispatch import Counting
from tests.bench.figures import Budget, Line, Runs, Spent, spending
from tests.bench.office import address_of, fill_office
from tests.bench.peer import TOKEN, Peer, serving
from tests.bench.sizes import Size

AWAY = 0.05  # seconds, there and back
CALM = 10  # updates a second, as in an office on a busy day
ASKED = "/viec"
DEFAULT, CONCURRENT = "default", "concurrent, our request class"
BEFORE = FRIDAY - timedelta(hours=1)  # nothing of the timetable comes in between


async def inbound(databases: Databases, size: Size) -> list[Line]:
    """A calm day's waits first, then how many can be handled at most."""
    lines = [await _calm(databases, kind, size) for kind in KINDS]
    runs = Runs()
    for _ in range(size.runs):
        for kind in KINDS:
            runs.add(f"dondoc, {kind}", await _dondoc(databases, kind, size))
        for how in (DEFAULT, CONCURRENT):
            runs.add(f"python-telegram-bot, {how}", await _library(how, size))
    return lines + [_line(runs, name) for name in runs.by_name]


def _line(runs: Runs, name: str) -> Line:
    figures = {"handled a second": runs.per_second(name), "CPU ms": runs.cpu_ms(name)}
    budget = Budget("handled a second", at_least=150)
    return Line(name, figures, (budget,) if name == "dondoc, SQLite" else ())


async def _calm(databases: Databases, kind: str, size: Size) -> Line:
    """From typing to the answer's arrival, both by the server's own clock."""
    asking = CALM * size.slow_seconds
    async with (
        serving(delay=AWAY) as peer,
        _program(databases, kind, size, peer, Counting(Station.RECORDED, 1)) as end,
    ):
        # On PostgreSQL a process that has just begun waits until others know of it.
        await peer.ask(say=_people(1), text=ASKED)
        await end.done.wait()
        end.again(asking)
        await peer.ask(say=_people(asking), text=ASKED, per_second=CALM)
        await end.done.wait()
        told = await peer.ask(waits=True)
    percents = quantiles(told["waits"][1:], n=100, method="inclusive")
    figures = {"p50 ms": 1_000 * percents[49], "p99 ms": 1_000 * percents[98]}
    what = f"dondoc, {kind}, {CALM} updates a second"
    return Line(what, figures, (Budget("p99 ms", at_most=150),))


def _people(count: int) -> list[int]:
    return [address_of(one) for one in range(1, count + 1)]


async def _dondoc(databases: Databases, kind: str, size: Size) -> Spent:
    """Handled: effect and answer are committed. What is sent keeps Telegram's pace."""
    counting = Counting(Station.EFFECT_COMMITTED, size.updates)
    async with (
        serving(delay=AWAY) as peer,
        _program(databases, kind, size, peer, counting) as end,
    ):
        with spending(size.updates) as spent:
            await peer.ask(say=_people(size.updates), text=ASKED)
            await end.done.wait()
    return spent


@asynccontextmanager
async def _program(
    databases: Databases, kind: str, size: Size, peer: Peer, counting: Counting
) -> AsyncIterator[Counting]:
    """The program as it runs, at rest."""
    clock = MovableClock(BEFORE)
    people = max(size.updates, CALM * size.slow_seconds)
    fill = partial(fill_office, people=people)
    async with databases.copy(kind, f"office:{people}", fill, clock.now) as database:
        settings = Settings(
            telegram_token=SecretStr(TOKEN),
            telegram_api_url=peer.address,
            database_url=SecretStr(database.url),
        )
        clocks = Clocks(clock, SteadyClock())
        program = Program(assemble(settings, database, clocks, counting))
        await program.start()
        while not await program.is_idle():  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0.05)
        settle_memory()
        yield counting
        gc.unfreeze()
        await program.stop()


async def _library(how: str, size: Size) -> Spent:
    """Its own polling and a handler that answers at once, with nothing kept."""
    done, left = asyncio.Event(), size.updates

    async def answer(update: Update, _context: Any) -> None:
        nonlocal left
        assert update.message is not None
        await update.message.reply_text("1. Tham mưu ban hành kế hoạch năm 2027")
        left -= 1
        if not left:
            done.set()

    async with serving(delay=AWAY) as peer:
        builder = ApplicationBuilder().token(TOKEN).base_url(peer.base_url)
        if how == CONCURRENT:
            builder = builder.concurrent_updates(True).request(AiohttpRequest())
            builder = builder.get_updates_request(AiohttpRequest())
        application = builder.build()
        application.add_handler(CommandHandler(ASKED[1:], answer))
        async with application:
            assert application.updater is not None
            await application.start()
            await application.updater.start_polling()
            with spending(size.updates) as spent:
                await peer.ask(say=_people(size.updates), text=ASKED)
                await done.wait()
            await application.updater.stop()
            await application.stop()
    return spent
