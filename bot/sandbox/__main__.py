"""The sandbox by itself: `python -m bot.sandbox --port 8081`.

For programs in other processes. The token comes from DONDOC_TELEGRAM_TOKEN. With no
program attached, "idle" tells of the sandbox's own queue only, and moving the clock
moves no clock but its own.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from aiohttp import web

from bot.clock import MovableClock, SteadyClock, WallClock
from bot.sandbox.server import Sandbox
from bot.settings import Settings, WrongSetting, read_settings

WRONG_USE = 2
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Plan:
    """How this one is to run. Port 0 is any free one; it is told on stdout."""

    token: str
    port: int
    state: Path | None = None
    at: datetime | None = None
    has_limits: bool = True


def main(
    port: Annotated[int, typer.Option(help="0 is any free one.")] = 8081,
    state: Annotated[Path | None, typer.Option(help="Where it remembers.")] = None,
    at: Annotated[str | None, typer.Option(help="Its time at the start, ISO.")] = None,
    limits: Annotated[bool, typer.Option(help="Telegram's flood limits.")] = True,
) -> None:
    """Run a local Bot API server until SIGTERM or Ctrl-C."""
    settings = _read()
    if settings.telegram_token is None:
        raise _refuse("Set DONDOC_TELEGRAM_TOKEN, for example to 4242:sandbox.")
    try:
        start = datetime.fromisoformat(at) if at else None
    except ValueError:
        raise _refuse(f"{at} is no ISO time.") from None
    if start is not None and start.tzinfo is None:
        start = start.replace(tzinfo=settings.zone)
    token = settings.telegram_token.get_secret_value()
    try:
        asyncio.run(serve(Plan(token, port, state, start, limits)))
    except OSError as error:
        raise _refuse(f"Port {port} cannot be used: {error.strerror}.") from None


def _read() -> Settings:
    try:
        return read_settings(_env_file=None)
    except WrongSetting as error:
        raise _refuse(f"{error}.") from None


def _refuse(sentence: str) -> typer.Exit:
    sys.stderr.write(f"{sentence}\n")
    return typer.Exit(WRONG_USE)


async def serve(plan: Plan) -> None:
    """Serve until told to stop; the address is printed once it can be used."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    app = web.Application(client_max_size=30 * 1024**2)
    sandbox = Sandbox(
        token=plan.token,
        clock=MovableClock(plan.at or WallClock().now()),
        steady=SteadyClock(),
        state_file=plan.state,
    )
    sandbox.limit(plan.has_limits)
    sandbox.add_routes(app)
    # The access log would write the token, which is part of every address.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, plan.port).start()
        sys.stdout.write(f"http://{HOST}:{runner.addresses[0][1]}\n")
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    typer.run(main)
