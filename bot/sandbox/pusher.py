"""Delivers updates to the webhook, as Telegram does.

Those of one lane (`updates.lane_of`) go one after the other: the next waits until the
one before it was answered with 2xx, or has become too old. Lanes go side by side.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp

from bot.sandbox.calls import call_of, decide, record
from bot.sandbox.methods import NAMES
from bot.sandbox.params import Params, texts_of
from bot.sandbox.pushing import Reply, post
from bot.sandbox.records import Update
from bot.sandbox.stage import Stage
from bot.sandbox.webhook import Webhook

LONGEST_BACKOFF = 60.0  # seconds, and up to twice that, so that bots do not all ask
NOT_IN_A_REPLY = {"setwebhook", "deletewebhook", "close", "logout"}


class Pusher:
    """Works while `running`; until then everything waits in the queue."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._http: aiohttp.ClientSession | None = None
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=None)
        async with aiohttp.ClientSession(
            connector=connector, timeout=timeout
        ) as self._http:
            self._begin()
            yield
            await self.stop()

    def change(self) -> None:
        """The webhook is another one, or none: begin anew with what waits."""
        for task in self._tasks.values():
            task.cancel()
        self._begin()

    async def stop(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()

    def _begin(self) -> None:
        self._lanes, self._tasks = {}, {}
        webhook = self._stage.webhook.current
        if webhook is not None:
            self._slots = asyncio.Semaphore(webhook.max_connections)
            for update in self._stage.updates.list_waiting():
                self.hear(update)

    def hear(self, update: Update) -> None:
        """Take an update that has begun to wait."""
        if self._http is None or self._stage.webhook.current is None:
            return
        lane = self._lanes.setdefault(update.lane, deque())
        lane.append(update)
        if update.lane not in self._tasks:
            serving = asyncio.ensure_future(self._serve(update.lane, lane))
            self._tasks[update.lane] = serving

    async def _serve(self, name: str, lane: deque[Update]) -> None:
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[name], self._tasks[name]

    async def _deliver(self, update: Update) -> None:
        """Post it until it is taken, or would become too old before the next try."""
        backoff, failures = 1.0, 0
        stage = self._stage
        while stage.updates.is_waiting(update):
            async with self._slots:
                reply = await self._post(update)
            if reply.is_ok:
                await self._do(reply)
                break
            stage.webhook.note_error(stage.clocks.seconds(), reply.error)
            stage.store.commit()
            failures += 1
            if failures > 1 and not reply.retry_after:
                longest = random.uniform(LONGEST_BACKOFF, 2 * LONGEST_BACKOFF)
                backoff = min(backoff * 2, longest)
            wait = reply.retry_after or (backoff if failures > 1 else 0)
            if stage.clocks.seconds() + wait > update.expires_at:
                break
            await stage.clocks.steady.sleep(wait)
        stage.updates.forget([update])
        stage.store.commit()

    async def _post(self, update: Update, url: str | None = None) -> Reply:
        webhook = self._stage.webhook.current
        if self._http is None or webhook is None:
            return Reply("Connection closed: there is no webhook")
        target: Webhook = replace(webhook, url=url) if url else webhook
        return await post(self._http, target, update.body, self._stage.clocks.steady)

    async def post_again(
        self, update: Update, times: int, urls: Iterable[str] = ()
    ) -> list[int]:
        """Post copies all at once, whatever waits; give the statuses, 0 for none."""
        addresses: list[str | None] = [*urls] or [None]
        posting = [self._post(update, url) for url in addresses for _ in range(times)]
        return [reply.status for reply in await asyncio.gather(*posting)]

    async def _do(self, reply: Reply) -> None:
        """Do what the webhook's answer asks for; what comes of it is told to nobody."""
        try:
            told = texts_of(json.loads(reply.body)) if reply.body else {}
        except (ValueError, RecursionError):
            return
        asked = told.pop("method", "").lower()
        name = NAMES.get(asked)
        if name is None or asked in NOT_IN_A_REPLY or asked.startswith("get"):
            return
        call = call_of(self._stage, name, Params(told))
        await decide(self._stage, call)
        record(self._stage, call, answered=False)
