"""The bot's side: `/bot<token>/<method>`.

Each call is looked at for a fault first, then done, written to the ledger, and
put on disk, before anything is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.answers import TOKEN, is_same_token, refusal_body, respond
from bot.sandbox.breaking import cut, hold
from bot.sandbox.faults import BEFORE_ACCEPTING, Fault
from bot.sandbox.ledger import NOT_KEPT
from bot.sandbox.markup import parse_html
from bot.sandbox.methods import METHODS, NAMES
from bot.sandbox.methods.chats import MIGRATED, find_chat_id
from bot.sandbox.migration import migrate
from bot.sandbox.params import Params, read_params
from bot.sandbox.reader import MarkupError
from bot.sandbox.records import Group, LedgerEntry
from bot.sandbox.refusals import BotRefusal, forbidden, too_many
from bot.sandbox.stage import Stage

PAGE_OF_A_GATEWAY = "<html><body><h1>Bad Gateway</h1></body></html>"


@dataclass
class Call:
    """One call on its way: what was asked, and what was decided."""

    method: str
    params: Params
    chat: int | None
    status: int = 0  # 0: nothing was decided
    answer: dict[str, Any] | None = None


class BotApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        for path in ("/bot{token}", "/bot{token}/", "/bot{token}/{method}"):
            app.router.add_route("GET", path, self.receive)
            app.router.add_route("POST", path, self.receive)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        try:
            call = await self._read_call(request)
        except BotRefusal as refusal:
            return respond(refusal.code, refusal_body(refusal))
        fault = self._stage.faults.take(call.method, call.chat)
        if fault is not None and fault.kind == "reset":
            return self._withhold(call, request)
        if fault is not None and fault.kind == "hang":
            self._record(call, answered=False)
            return await hold(request, self._stage)
        await self._decide(call, fault)
        return self._answer(call, fault, request)

    async def _read_call(self, request: web.Request) -> Call:
        self._check_token(request)
        name = NAMES.get(request.match_info.get("method", "").lower())
        if name is None:
            raise BotRefusal(404, "Not Found: method not found")
        params = await read_params(request)
        return Call(name, params, self._chat_of(params))

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise BotRefusal(401, "Unauthorized: invalid token specified")
        if not is_same_token(token, self._stage.token):
            raise BotRefusal(401, "Unauthorized")
        if not request.match_info.get("method"):
            raise BotRefusal(404, "Not Found")

    def _chat_of(self, params: Params) -> int | None:
        press = self._stage.presses.find(params.text("callback_query_id"))
        return press.chat if press else find_chat_id(params)

    async def _decide(self, call: Call, fault: Fault | None) -> None:
        try:
            if fault is not None and fault.kind in BEFORE_ACCEPTING:
                self._refuse_by(fault, call)
            result = await METHODS[call.method](self._stage, call.params)
        except BotRefusal as refusal:
            call.status, call.answer = refusal.code, refusal_body(refusal)
        else:
            call.status, call.answer = 200, {"ok": True, "result": result}

    def _refuse_by(self, fault: Fault, call: Call) -> None:
        group = self._stage.world.groups.get(call.chat or 0)
        match fault.kind:
            case "429":
                raise too_many(fault.retry_after)
            case "500":
                raise BotRefusal(500, "Internal Server Error: restart")
            case "blocked" if call.chat is not None and call.chat < 0:
                raise forbidden(f"bot was kicked from the {_kind(group)} chat")
            case "blocked":
                raise forbidden("bot was blocked by the user")
            case "migrate" if group is not None and group.moved_to is None:
                moved = migrate(self._stage, group)
                raise BotRefusal(400, MIGRATED, {"migrate_to_chat_id": moved.id})

    def _answer(
        self, call: Call, fault: Fault | None, request: web.Request
    ) -> web.StreamResponse:
        match fault.kind if fault is not None else "":
            case "ok_then_reset":
                return self._withhold(call, request)
            case "200_html" | "502_html" as kind:
                self._record(call, answered=False)
                status = int(kind.removesuffix("_html"))
                return web.Response(
                    status=status, text=PAGE_OF_A_GATEWAY, content_type="text/html"
                )
        self._record(call, answered=True)
        return respond(call.status, call.answer or {})

    def _withhold(self, call: Call, request: web.Request) -> web.StreamResponse:
        self._record(call, answered=False)
        return cut(request)

    def _record(self, call: Call, *, answered: bool) -> None:
        """Write the call to the ledger, and everything that it did to the disk."""
        stage = self._stage
        if call.method not in NOT_KEPT:
            entry = LedgerEntry(
                n=stage.ledger.next_number(),
                at=stage.clocks.iso(stage.clocks.now()),
                method=call.method,
                chat=call.chat,
                message_id=_message_id(call),
                text=_plain_text(call.params),
                status=call.status,
                answered=answered,
            )
            stage.ledger.add(entry)
        stage.store.commit()


def _kind(group: Group | None) -> str:
    return group.kind if group is not None else "group"


def _message_id(call: Call) -> int | None:
    """Name the message that was made, else the one that the call is about."""
    result = (call.answer or {}).get("result")
    if isinstance(result, dict) and "message_id" in result:
        return int(result["message_id"])
    return call.params.integer("message_id") or None


def _plain_text(params: Params) -> str | None:
    """Give the words without tags; with them when the tags cannot be read."""
    told = params.text("text") or params.text("caption")
    if params.text("parse_mode").lower() == "html":
        try:
            return parse_html(told).text
        except MarkupError:
            return told
    return told or None
