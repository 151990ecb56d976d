"""What a handler receives: one update, who sent it, and what is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram.ext import CallbackContext, ExtBot

from actions.note_refusal import Asker, note_refusal
from actions.prove_arrival import prove_arrival
from domain.buttons import Keyboard
from domain.notices import Notice, Refused, Told
from domain.policy import InForce, Policy
from domain.proof import Seen
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.outbox import Envelope, Live, put, put_live
from models.queries.inbox import Arrived, take
from models.queries.people import Person, chat_at
from models.tables import Chat, Delivery
from models.work import Database, Reads, Work

Fetch = Callable[[str, int], Awaitable[bytes]]


Keyboards = Callable[[Reads, Delivery, str | None], Awaitable[Keyboard]]


async def no_buttons(
    _reads: Reads, _delivery: Delivery, _language: str | None
) -> Keyboard:
    return ()


async def nothing_to_fetch(_file_id: str, _limit: int) -> bytes:
    raise Refusal(Reason.FILE_NOT_TAKEN)


@dataclass(frozen=True)
class Dondoc:
    """What handlers share. Built once, in bot/assembly.py."""

    database: Database
    policies: InForce
    now: Callable[[], datetime]
    wake: Callable[[], None]  # the dispatcher, after a commit
    public_address: str | None = None  # under which the program is reached, if known
    fetch: Fetch = (
        nothing_to_fetch  # a file that a person sent, of at most so many bytes
    )
    keyboard_of: Keyboards = no_buttons  # under a message, in a language


@dataclass(frozen=True)
class Place:
    """Where the update came from, as Telegram names it."""

    address: int  # of the chat
    sender: int  # of the account that sent it
    in_group: bool
    title: str = ""
    thread: int = 0
    message_id: int | None = None
    reply_to: int | None = None  # the message that was answered
    seen: Seen | None = None  # the message of ours that was pressed or answered
    pressed: bool = False  # a button; `message_id` is then the message it is under

    @property
    def is_chatter(self) -> bool:
        """What people of a group say to each other. As its administrator the bot gets
        all of it (telegram.md, privacy mode): only an answer to a message of ours is
        said to us."""
        return self.in_group and self.seen is None


@dataclass(frozen=True)
class Answer:
    """Something to be said in this chat, written to the outbox at the end."""

    notice: Notice | None
    live: Live | None = None
    params: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    key: str | None = None  # instead of one made from the update


class Handled(Exception):
    """The update is not ours: somebody else handles it, or has done so."""


class Turn:
    """One update being handled: reads first, then one transaction for all of it."""

    def __init__(
        self, program: Dondoc, place: Place, *, arrived: Arrived, reads: Reads
    ) -> None:
        self.program = program
        self.place = place
        self.arrived = arrived
        self.now = reads.now
        self.person: Person | None = None
        self.chat: Chat | None = None
        self.toast: Told | None = None  # worthless a minute later: no message
        self.error: Exception | None = None  # as the library caught it
        self.refused: Refusal | None = None  # of a pressed button
        self.noting: Refusal | None = None  # to be kept with the answer that says it
        self.new_parts = False  # who he is here was just settled: so is his menu
        self.answers: list[Answer] = []
        self._reads: Reads = reads
        self._work: Work | None = None
        self._stack = AsyncExitStack()

    @property
    def reads(self) -> Reads:
        """For looking things up: the transaction once it is open."""
        return self._work or self._reads

    @property
    def work(self) -> Work:
        """The transaction of this update; opened before any command that changes."""
        assert self._work is not None, "the command is marked as one that only reads"
        return self._work

    @property
    def actor(self) -> Actor:
        if self.person is None:
            raise Refusal(Reason.STRANGER)
        return self.person.actor

    @property
    def policy(self) -> Policy:
        return self.program.policies.in_force(self.now)

    def look_beside(self) -> AbstractAsyncContextManager[Reads]:
        """For what reads many rows: on SQLite nobody waits meanwhile, as all do for the
        turn's own brief looks (decision 17). It sees nothing that the turn changed."""
        return self.program.database.read(now=self.now)

    def check_room(self) -> None:
        """Raises Refusal while the disk has no room for new work."""
        if self.program.database.ballast.is_short:
            raise Refusal(Reason.NO_ROOM)

    async def open(self) -> Work:
        """Begin the transaction, once; it holds the update until it ends.

        Raises Handled if another process holds it, or an earlier one of its chat.
        """
        if self._work is None:
            begin = self.program.database.begin(now=self.now, brief=True)
            self._work = await self._stack.enter_async_context(begin)
            if not await take(self._work, self.arrived):
                raise Handled
            if self.noting is not None:
                await self.note(self.noting)
            self._work.after_commit(self.program.wake)
            place = self.place
            # As it is now, and so that what is changed in it is kept.
            self.chat = await chat_at(self._work, place.address, place.thread)
            if self.chat is not None and place.seen is not None:
                await prove_arrival(self._work, self.chat.id, place.seen)
        return self._work

    async def note(self, refusal: Refusal) -> None:
        """Keep in the audit that this was refused, if it is about rights."""
        place, officer = self.place, self.person.id if self.person else None
        number = self.arrived.update_id
        asker = Asker(place.sender, place.address, number, officer)
        await note_refusal(self.work, refusal, asker)

    def say(self, notice: Notice, *, subject: str = "", key: str | None = None) -> None:
        """Answer with these facts."""
        self.answers.append(Answer(notice, subject=subject, key=key))

    def show(self, live: Live, params: dict[str, Any], *, subject: str) -> None:
        """Answer with a notice that is kept up to date in place."""
        self.answers.append(Answer(None, live, params, subject))

    def refuse(self, refusal: Refusal, *, key: str | None = None) -> None:
        self.say(Refused(refusal.reason.value, refusal.facts), key=key)

    async def write_answers(self, chat_id: int) -> None:
        """Put the answers in the outbox, under keys that a second handling repeats."""
        work = await self.open()
        for number, answer in enumerate(self.answers):
            envelope = Envelope(
                chat_id=chat_id,
                key=answer.key or f"reply:{self.arrived.update_id}:{number}",
                subject=answer.subject,
                reply_to=self.place.message_id if self.place.in_group else None,
            )
            if answer.notice is not None:
                await put(work, answer.notice, envelope)
            elif answer.live is not None:
                await put_live(work, answer.live, answer.params, envelope)

    async def close(self, *error: Any) -> None:
        """Commit, or roll back if an error is given."""
        await self._stack.__aexit__(*(error or (None, None, None)))


_turn: ContextVar[Turn] = ContextVar("turn")


def enter(turn: Turn) -> None:
    """From now on this task handles this update."""
    _turn.set(turn)


class Context(
    CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
):
    """What every handler receives: no string keys, no casts."""

    @property
    def turn(self) -> Turn:
        return _turn.get()
