"""One call of the bot: done, or refused, and written to the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.answers import refusal_body
from bot.sandbox.ledger import NOT_KEPT
from bot.sandbox.markup import parse_html
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.chats import find_chat_id
from bot.sandbox.params import Params
from bot.sandbox.reader import MarkupError
from bot.sandbox.records import LedgerEntry
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.stage import Stage


@dataclass
class Call:
    """One call on its way: what was asked, and what was decided."""

    method: str
    params: Params
    chat: int | None
    status: int = 0  # 0: nothing was decided
    answer: dict[str, Any] | None = None

    def refuse(self, refusal: BotRefusal) -> None:
        self.status, self.answer = refusal.code, refusal_body(refusal)


def call_of(stage: Stage, method: str, params: Params) -> Call:
    """Say what a call is about; `method` is one of METHODS."""
    press = stage.presses.find(params.text("callback_query_id"))
    return Call(method, params, press.chat if press else find_chat_id(params))


async def decide(stage: Stage, call: Call) -> None:
    """Do what is asked, or refuse it."""
    try:
        result = await METHODS[call.method](stage, call.params)
    except BotRefusal as refusal:
        call.refuse(refusal)
    else:
        call.status, call.answer = 200, {"ok": True, "result": result}


def record(stage: Stage, call: Call, *, answered: bool) -> None:
    """Write the call to the ledger, and everything that it did to the disk."""
    if call.method not in NOT_KEPT:
        entry = LedgerEntry(
            n=stage.ledger.next_number(),
            at=stage.clocks.iso(stage.clocks.now()),
            method=call.method,
            chat=call.chat,
            message_id=_message_id(call),
            text=_plain_text(call),
            status=call.status,
            answered=answered,
        )
        stage.ledger.add(entry)
    stage.store.commit()


def _result(call: Call) -> dict[str, Any]:
    """Give the message that was made; empty for every other result."""
    result = (call.answer or {}).get("result")
    is_message = isinstance(result, dict) and "message_id" in result
    return result if isinstance(result, dict) and is_message else {}


def _message_id(call: Call) -> int | None:
    """Name the message that was made, else the one that the call is about."""
    made = _result(call).get("message_id")
    return made or call.params.integer("message_id") or None


def _plain_text(call: Call) -> str | None:
    """Give the words without tags; with them when the tags cannot be read."""
    told = call.params.text("text") or call.params.text("caption")
    made = _result(call)
    if told and made:
        # Read once already, and reading is slow.
        return made.get("text") or made.get("caption")
    if call.params.text("parse_mode").lower() == "html":
        try:
            return parse_html(told).text or None
        except MarkupError:
            return told
    return told or None
