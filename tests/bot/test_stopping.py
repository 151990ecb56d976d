"""A real process is started and told to stop: always in time, with nothing lost."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from tests.bot.conftest import TOKEN, said

CONTAINER = 10.0  # seconds from SIGTERM to SIGKILL
STARTS_IN = 60.0  # seconds, on a busy machine


@dataclass
class Telegram:
    """Brings updates, and answers a message only when it is told to."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    sends: int = 0
    sending: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "getMe":
            me = {"id": 4_200_000_000, "is_bot": True, "first_name": "d"}
            return _ok(me | {"username": "dondoc_bot"})
        if method == "getUpdates":
            return await self._bring(await request.json())
        if method == "sendMessage":
            self.sends += 1
            self.sending.set()
            await self.let_go.wait()
        return _ok({"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}})

    async def _bring(self, asked: dict[str, Any]) -> web.Response:
        self.offsets.append(asked.get("offset", 0))
        waiting = [u for u in self.updates if u["update_id"] >= self.offsets[-1]]
        if not waiting:
            await self.let_go.wait()
        return _ok(waiting)


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


@dataclass
class Bot:
    """`dondoc run` in a folder of its own."""

    folder: Path
    telegram: Telegram
    api: str
    port: int
    stack: AsyncExitStack

    async def start(self, **settings: str) -> asyncio.subprocess.Process:
        environment = os.environ | {
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": self.api,
            "DONDOC_LISTEN": f"127.0.0.1:{self.port}",
            "DONDOC_LANGUAGE": "en",
            **settings,
        }
        with (self.folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(Path(sys.executable).with_name("dondoc"), "run"),
                cwd=self.folder,
                env=environment,
                stderr=log,
            )
        self.stack.push_async_callback(_gone, process)
        return process

    async def says(self, path: str) -> int:
        """The status of one of its pages; 0 while nobody listens."""
        address = f"http://127.0.0.1:{self.port}{path}"
        try:
            async with ClientSession() as session, session.get(address) as answer:
                return answer.status
        except OSError:
            return 0

    async def ready(self) -> None:
        async def is_ready() -> bool:
            return await self.says("/readyz") == 200

        await until(is_ready)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")


async def _gone(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110 (another process has no bell for us)
            await asyncio.sleep(0.1)


@pytest.fixture
async def bot(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Bot]:
    telegram = Telegram()
    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/{{method}}", telegram.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with AsyncExitStack() as stack:
        yield Bot(tmp_path, telegram, api, unused_tcp_port, stack)
    telegram.let_go.set()
    await runner.cleanup()


def rows(bot: Bot, statement: str) -> list[Any]:
    with sqlite3.connect(bot.folder / "var" / "dondoc.db") as connection:
        found = connection.execute(statement).fetchall()
    connection.close()
    return found


async def ended(process: asyncio.subprocess.Process, seconds: float = CONTAINER) -> int:
    """Its exit code; after ten seconds a container would kill it."""
    async with asyncio.timeout(seconds):
        return await process.wait()


async def test_with_forty_updates_waiting_and_sends_in_flight_nothing_is_lost(
    bot: Bot,
) -> None:
    bot.telegram.updates = [said(n, chat=n) for n in range(1, 41)]
    process = await bot.start()
    await bot.telegram.sending.wait()
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0
    states = dict(rows(bot, "SELECT state, count(*) FROM inbox GROUP BY state"))
    assert sum(states.values()) == 40
    assert set(states) <= {"new", "done"}
    stuck = "SELECT count(*) FROM delivery WHERE state = 'claimed'"
    assert rows(bot, stuck) == [(0,)]
    assert "left_in_flight" in bot.log

    bot.telegram.let_go.set()
    again = await bot.start()
    answered = "SELECT count(*) FROM delivery WHERE state IN ('sent', 'unknown')"

    async def all_answered() -> bool:
        return rows(bot, answered) == [(40,)]

    await until(all_answered)
    again.send_signal(signal.SIGTERM)
    assert await ended(again) == 0
    assert rows(bot, "SELECT DISTINCT state FROM inbox") == [("done",)]


async def test_a_second_signal_ends_it_at_once(bot: Bot) -> None:
    bot.telegram.updates = [said(1)]
    process = await bot.start()
    await bot.telegram.sending.wait()
    process.send_signal(signal.SIGTERM)

    async def stopping() -> bool:
        return "stopping" in bot.log

    await until(stopping)
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == -signal.SIGTERM


async def test_what_hangs_in_the_end_does_not_hold_up_the_end() -> None:
    code = "from bot.running import end_after; end_after(0.1)\nwhile True: pass"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.DEVNULL
    )
    assert await ended(process, STARTS_IN) == 0  # it has to begin first


async def test_a_busy_port_is_one_sentence_and_a_wrong_use(bot: Bot) -> None:
    with socket.create_server(("127.0.0.1", bot.port)):
        process = await bot.start()
        assert await ended(process, STARTS_IN) == 2
    assert bot.log.splitlines() == [
        f"It is not possible to listen at 127.0.0.1:{bot.port} (EADDRINUSE)."
        " Set DONDOC_LISTEN."
    ]


async def test_a_damaged_file_is_not_built_upon(bot: Bot) -> None:
    process = await bot.start()
    await bot.ready()
    process.send_signal(signal.SIGTERM)
    await ended(process)
    file = bot.folder / "var" / "dondoc.db"
    pages = bytearray(file.read_bytes())
    pages[8 * 4096 : 60 * 4096] = b"\xa5" * (52 * 4096)
    file.write_bytes(pages)
    process = await bot.start()
    assert await ended(process, STARTS_IN) == 1
    assert "damaged" in bot.log.splitlines()[-1]


async def test_the_service_manager_is_told(bot: Bot) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0dondoc-test-{bot.port}")
        manager.setblocking(False)
        process = await bot.start(
            NOTIFY_SOCKET=f"@dondoc-test-{bot.port}", WATCHDOG_USEC="600000"
        )
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(60):
            heard = [await loop.sock_recv(manager, 99) for _ in range(3)]
            process.send_signal(signal.SIGTERM)
            while heard[-1] != b"STOPPING=1":
                heard.append(await loop.sock_recv(manager, 99))
        assert heard[0] == b"READY=1"
        assert set(heard[1:-1]) == {b"WATCHDOG=1"}
        assert await ended(process) == 0
