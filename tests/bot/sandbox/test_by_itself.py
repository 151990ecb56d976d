"""The sandbox in a process of its own, for programs in other processes."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

TOKEN = "4242:by-itself"


@asynccontextmanager
async def started(
    *options: str, token: str = TOKEN
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--port", "0", *options),
        env={**os.environ, "DONDOC_TELEGRAM_TOKEN": token},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def ask(url: str, **fields: Any) -> Any:
    verb = "POST" if fields else "GET"
    async with aiohttp.request(verb, url, json=fields or None) as response:
        return await response.json()


async def test_it_goes_on_after_a_kill(tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "s.db"), "--at", "2026-11-20T14:58:00")
    async with started(*options) as process:
        url = await address(process)
        lan = (await ask(f"{url}/sandbox/people", name="Lan"))["id"]
        said = {"from": lan, "text": "/start"}
        await ask(f"{url}/sandbox/chats/{lan}/messages", **said)
        state = await ask(f"{url}/sandbox/state")
        assert state["at"].startswith("2026-11-20T14:5")
        assert state["idle"] is False
        moved = await ask(f"{url}/sandbox/clock", at="2026-11-20T15:00:00")
        assert moved["at"] == "2026-11-20T15:00:00+07:00"
        process.kill()
    async with started(*options) as process:
        url = await address(process)
        [update] = (await ask(f"{url}/bot{TOKEN}/getUpdates"))["result"]
        assert update["message"]["text"] == "/start"
        await ask(f"{url}/bot{TOKEN}/getUpdates", offset=update["update_id"] + 1)
        assert (await ask(f"{url}/sandbox/state"))["idle"] is True
        process.terminate()
        assert await process.wait() == 0


async def test_it_says_in_one_sentence_what_it_lacks() -> None:
    async with started(token="") as process:
        _, said = await process.communicate()
    assert process.returncode == 2
    assert said.decode().startswith("Set DONDOC_TELEGRAM_TOKEN")
    async with started("--at", "Friday") as process:
        _, said = await process.communicate()
    assert (process.returncode, said) == (2, b"Friday is no ISO time.\n")


async def test_limits_are_off_for_benches_and_on_again(town: Any) -> None:
    lan = await town.person("Lan")
    told = await town.post("limits", flood=False)
    assert told.body == {"flood": False}
    for number in range(40):
        await town.bot("sendMessage", chat_id=lan, text=str(number))
    await town.post("limits", flood=True)
    await town.bot("sendMessage", chat_id=lan, text="một")
    assert (await town.call("sendMessage", chat_id=lan, text="hai")).status == 429
    assert (await town.post("limits", flood=5)).status == 400
