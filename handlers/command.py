"""What a command is: its name, where and for whom it is, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Flag, auto
from typing import Any

from telegram import Update

from domain.permissions import Action, may_in_unit, may_somewhere
from domain.scope import Actor, urge_scope_of
from handlers.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Where(Flag):
    """Where a command is answered."""

    PRIVATE = auto()
    GROUP = auto()


BOTH = Where.PRIVATE | Where.GROUP


def anybody(_actor: Actor) -> bool:
    return True


def may_ask_summary(actor: Actor) -> bool:
    return may_in_unit(actor, Action.SEE_SUMMARY, None)


def asks(action: Action) -> Callable[[Actor], bool]:
    """Whoever has this right anywhere; whether here is asked when it is done."""
    return lambda actor: may_somewhere(actor, action)


def may_urge(actor: Actor) -> bool:
    return not urge_scope_of(actor).is_empty


@dataclass(frozen=True)
class Command:
    """One command. `changes` opens the transaction before the callback runs."""

    name: str
    help: str
    callback: Callback
    where: Where = BOTH
    allowed: Callable[[Actor], bool] = anybody
    changes: bool = False
    for_strangers: bool = False


def request(name: str, help_: str, callback: Callback, action: Action) -> Command:
    """One by which a unit asks for something, in private or in its group."""
    return Command(name, help_, callback, allowed=asks(action), changes=True)
