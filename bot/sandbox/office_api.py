"""The rest of the people's side: the clock, the ledger, and live news."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.clock_file import write_stored_clock
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.stage import Stage

LAST_YEAR = 9000  # dates of Python end soon after
HEARTBEAT = 15.0  # seconds of the steady clock
EVENT_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


class OfficeApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        # Two moves at once would plan for two moments at once.
        self._moving = asyncio.Lock()

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/sandbox/clock", self.move_clock)
        app.router.add_get("/sandbox/state", self.tell_state)
        app.router.add_get("/sandbox/office", self.tell_cast)
        app.router.add_get("/sandbox/ledger", self.list_calls)
        app.router.add_get("/sandbox/events", self.tell_news)

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        fields = await read_fields(request)
        stage = self._stage
        await stage.wait_until_open()
        async with self._moving:
            at = self._read_moment(fields)
            stage.clocks.office.move_to(at)
            if stage.folder is not None:
                write_stored_clock(stage.folder, at)
            stage.presses.ring_all()
            stage.events.tell_clock(stage.clocks.iso(at))
            if stage.program is not None:
                await stage.program.plan_now()
        return web.json_response({"at": stage.clocks.iso(at)})

    def _read_moment(self, fields: Fields) -> datetime:
        now = self._stage.clocks.now()
        try:
            at = _read_at(fields, now, self._stage)
        except (ValueError, OverflowError) as error:
            raise PeopleRefusal("The clock cannot go there.") from error
        if at.year > LAST_YEAR:
            raise PeopleRefusal("The clock cannot go there.")
        if at < now:
            raise PeopleRefusal("The clock cannot be moved back.")
        return at

    async def tell_state(self, request: web.Request) -> web.StreamResponse:
        stage = self._stage
        idle = stage.opened.is_set() and not stage.updates.count_waiting()
        if idle and stage.program is not None:
            idle = await stage.program.is_idle()
        # An update may have come while the program was asked.
        idle = idle and not stage.updates.count_waiting()
        at = stage.clocks.iso(stage.clocks.now())
        return web.json_response({"at": at, "idle": idle})

    async def tell_cast(self, request: web.Request) -> web.StreamResponse:
        await self._stage.wait_until_open()
        program = self._stage.program
        cast = await program.cast() if program else {"people": [], "groups": []}
        return web.json_response(cast)

    async def list_calls(self, request: web.Request) -> web.StreamResponse:
        after = request.query.get("after", "0")
        if not (after.isascii() and after.isdecimal() and len(after) < 19):
            raise PeopleRefusal("'after' must be a number of the ledger.")
        calls = self._stage.ledger.list_after(int(after))
        return web.json_response({"calls": [vars(call) for call in calls]})

    async def tell_news(self, request: web.Request) -> web.StreamResponse:
        """Stream what changes, as Server-Sent Events, until the page is closed."""
        response = web.StreamResponse(headers=EVENT_HEADERS)
        with self._stage.events.listen() as queue, suppress(ConnectionError):
            await response.prepare(request)
            await response.write(b": welcome\n\n")
            while request.transport is not None and not self._stage.closing.is_set():
                await response.write(await self._next_news(queue))
        return response

    async def _next_news(self, queue: asyncio.Queue[dict[str, Any] | None]) -> bytes:
        """Give the next line of the stream: news, or a sign of life."""
        getting = asyncio.ensure_future(queue.get())
        nap = asyncio.ensure_future(self._stage.clocks.steady.sleep(HEARTBEAT))
        try:
            await asyncio.wait({getting, nap}, return_when=asyncio.FIRST_COMPLETED)
            news = getting.result() if getting.done() else None
        finally:
            getting.cancel()
            nap.cancel()
        return f"data: {json.dumps(news)}\n\n".encode() if news else b": beat\n\n"


def _read_at(fields: Fields, now: datetime, stage: Stage) -> datetime:
    if "at" in fields:
        at = datetime.fromisoformat(fields.text("at"))
        # A time without an offset is the office's.
        aware = at if at.tzinfo else at.replace(tzinfo=stage.clocks.zone)
        return aware.astimezone(now.tzinfo)
    return now + timedelta(seconds=fields.number("forward"))
