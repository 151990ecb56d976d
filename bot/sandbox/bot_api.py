"""The bot's side: `/bot<token>/<method>`.

Each call is looked at for a fault first, then done, written to the ledger, and
put on disk, before anything is answered.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.answers import TOKEN, is_same_token, refusal_body, respond
from bot.sandbox.breaking import Decided
from bot.sandbox.calls import Call, call_of, decide, record
from bot.sandbox.fault_kinds import KINDS, SOUND, Kind
from bot.sandbox.faults import Fault
from bot.sandbox.methods import NAMES
from bot.sandbox.params import Params, read_params
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.stage import Stage


class BotApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        for path in ("/bot{token}", "/bot{token}/", "/bot{token}/{method}"):
            app.router.add_route("GET", path, self.receive)
            app.router.add_route("POST", path, self.receive)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        try:
            method = self._read_method(request)
            fault = self._stage.faults.take_unread(method)
            if fault is not None:
                return await self._answer(request, Call(method, Params(), None), fault)
            call = call_of(self._stage, method, await read_params(request))
        except BotRefusal as refusal:
            return respond(refusal.code, refusal_body(refusal))
        fault = self._stage.faults.take(call.method, call.chat)
        return await self._answer(request, call, fault)

    def _read_method(self, request: web.Request) -> str:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise BotRefusal(401, "Unauthorized: invalid token specified")
        if not is_same_token(token, self._stage.token):
            raise BotRefusal(401, "Unauthorized")
        if not request.match_info.get("method"):
            raise BotRefusal(404, "Not Found")
        name = NAMES.get(request.match_info["method"].lower())
        if name is None:
            raise BotRefusal(404, "Not Found: method not found")
        return name

    async def _answer(
        self, request: web.Request, call: Call, fault: Fault | None
    ) -> web.StreamResponse:
        kind = KINDS[fault.kind] if fault else SOUND
        await self._decide(call, fault, kind)
        record(self._stage, call, answered=kind.is_answered)
        seconds = fault.seconds if fault else 0.0
        decided = Decided(request, self._stage, call.status, call.answer, seconds)
        return await kind.end(decided)

    async def _decide(self, call: Call, fault: Fault | None, kind: Kind) -> None:
        if not kind.is_done:
            return
        refusal = None
        if fault is not None and kind.refuse is not None:
            refusal = kind.refuse(self._stage, fault, call.chat)
        if refusal is None:
            await decide(self._stage, call)
        else:
            call.refuse(refusal)
