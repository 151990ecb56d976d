"""The people's side of failing: which calls of the bot are to go wrong, and how."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.fault_kinds import KINDS
from bot.sandbox.faults import UNREAD, Fault
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.refusals import PeopleRefusal
from bot.sandbox.stage import Stage

MOST_CALLS = 1_000_000
LONGEST_WAIT = 3600.0  # seconds


class FaultsApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/faults", self.list_faults)
        app.router.add_post("/sandbox/faults", self.add_fault)
        app.router.add_delete("/sandbox/faults", self.clear_faults)
        app.router.add_post("/sandbox/limits", self.set_limits)

    async def list_faults(self, request: web.Request) -> web.StreamResponse:
        """Show what still waits for calls."""
        return web.json_response({"faults": self._stage.faults.list_waiting()})

    async def add_fault(self, request: web.Request) -> web.StreamResponse:
        self._stage.faults.add(_read_fault(await read_fields(request)))
        return web.json_response({})

    async def clear_faults(self, request: web.Request) -> web.StreamResponse:
        self._stage.faults.clear()
        return web.json_response({})

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        """Turn the flood limits off, as benches need it, or on again."""
        fields = await read_fields(request)
        self._stage.flood.is_on = fields.flag("flood")
        return web.json_response({"flood": self._stage.flood.is_on})


def _read_fault(fields: Fields) -> Fault:
    kind, count = fields.text("kind"), fields.integer("count")
    if kind not in KINDS:
        raise PeopleRefusal(f"'kind' must be one of {', '.join(sorted(KINDS))}.")
    if not 1 <= count <= MOST_CALLS:
        raise PeopleRefusal(f"'count' must be 1 to {MOST_CALLS}.")
    retry_after = fields.optional_integer("retry_after")
    if retry_after is not None and retry_after < 1:
        raise PeopleRefusal("'retry_after' must be at least 1.")
    chat = fields.optional_integer("chat")
    if kind == UNREAD and chat is not None:
        raise PeopleRefusal(f"Nobody knows the chat before reading: {UNREAD}.")
    return Fault(
        kind,
        count,
        method=fields.optional_text("method"),
        chat=chat,
        retry_after=retry_after or 1,
        description=fields.optional_text("description"),
        seconds=_read_seconds(fields, kind),
        needs=KINDS[kind].needs,
    )


def _read_seconds(fields: Fields, kind: str) -> float:
    if kind != "slow" and "seconds" not in fields:
        return 0.0
    seconds = fields.number("seconds")
    if not 0 <= seconds <= LONGEST_WAIT:
        raise PeopleRefusal(f"'seconds' must be 0 to {LONGEST_WAIT:.0f}.")
    return seconds
