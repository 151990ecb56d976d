"""A bot's webhook: keeps what was posted to it, and answers as it was told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from typing import Any

from aiohttp import web


class Receiver:
    """Answers 200, or what `then` lined up; `hold` keeps everybody waiting."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.running = 0
        self.most_running = 0
        self.url = ""
        self._lined_up: dict[int | None, deque[web.Response]] = defaultdict(deque)
        self._open = asyncio.Event()
        self._open.set()
        self._arrived = asyncio.Condition()

    def then(
        self,
        status: int,
        *,
        chat: int | None = None,
        times: int = 1,
        body: Any = None,
        **headers: str,
    ) -> None:
        """Line up an answer, for one chat only or for the next one that asks."""
        for _ in range(times):
            named = {k.replace("_", "-"): v for k, v in headers.items()}
            answer = web.json_response(body or {}, status=status, headers=named)
            self._lined_up[chat].append(answer)

    def hold(self) -> None:
        self._open.clear()

    def let_go(self) -> None:
        self._open.set()

    def texts(self, chat: int | None = None) -> list[str]:
        return [
            update["message"]["text"]
            for update in self.got
            if "message" in update
            and (chat is None or update["message"]["chat"]["id"] == chat)
        ]

    async def until(self, count: int) -> None:
        """Wait until so many updates have been posted."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: len(self.got) >= count)

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        async with self._arrived:
            self.got.append(update)
            self._arrived.notify_all()
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await self._open.wait()
        finally:
            self.running -= 1
        return self._answer(update)

    def _answer(self, update: dict[str, Any]) -> web.Response:
        chat = update.get("message", {}).get("chat", {}).get("id")
        for line in (self._lined_up[chat], self._lined_up[None]):
            if line:
                return line.popleft()
        return web.Response()


async def settled(town: Any) -> None:
    """Until nothing waits; time passes meanwhile."""
    while not (await town.get("state"))["idle"]:
        town.steady.drive(1)


async def posted(town: Any, hook: Receiver, count: int) -> int:
    """Until so many were posted; the seconds that had to pass."""
    waited = 0
    while len(hook.got) < count:
        town.steady.drive(1)
        waited += 1
        await asyncio.sleep(0.01)
    return waited
