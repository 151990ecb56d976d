"""What a command is, and the guard that stands before each of them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Flag, auto
from typing import Any

from telegram import Update

from domain.refusals import Reason, Refusal
from domain.scope import Actor
from handlers.context import Context
from handlers.spoken import check_text

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Where(Flag):
    """Where a command is answered."""

    PRIVATE = auto()
    GROUP = auto()


BOTH = Where.PRIVATE | Where.GROUP


def anybody(_actor: Actor) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """One command. `changes` opens the transaction before the callback runs;
    `begins` new work, for which a disk short of room has none (delivery.md 2.10)."""

    name: str
    help: str
    callback: Callback
    where: Where = BOTH
    allowed: Callable[[Actor], bool] = anybody
    changes: bool = False
    begins: bool = False
    for_strangers: bool = False


def guarded(command: Command) -> Callback:
    """The command behind its guard, so that no callback can forget one."""

    async def run(update: Update, context: Context) -> None:
        turn = context.turn
        message = update.effective_message
        check_text((message.text if message else "") or "")
        # In a group nothing is for strangers: who is refused there, is seldom answered.
        welcome = command.for_strangers and not turn.place.in_group
        if turn.person is None and not welcome:
            raise Refusal(Reason.STRANGER)
        if turn.place.in_group:
            _check_group(command, context)
        elif not command.where & Where.PRIVATE:
            raise Refusal(Reason.GROUP_ONLY)
        if turn.person is not None and not command.allowed(turn.actor):
            raise Refusal(Reason.NOT_ALLOWED, code=f"/{command.name}")
        if command.begins:
            turn.check_room()
        if command.changes:
            await turn.open()
        await command.callback(update, context)

    return run


def _check_group(command: Command, context: Context) -> None:
    if not command.where & Where.GROUP:
        raise Refusal(Reason.PRIVATE_ONLY)
    chat = context.turn.chat
    bound = chat is not None and chat.unit_id is not None
    if not bound and command.name != "nhom":
        raise Refusal(Reason.GROUP_UNBOUND)
