"""A post office for stories: phones that answer as told, and clocks that obey."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from channels.outgoing import Edit, Outgoing
from domain.buttons import Keyboard
from domain.notices import Notice, Saying, Told
from domain.outcomes import Outcome, Sent
from domain.policy import Policy
from locales.catalog import Catalog
from locales.html import visible
from models.outbox import DeliveryClass, Envelope, Live, put, put_live
from models.tables import Attempt, Card, Chat, Delivery
from models.work import Database
from scheduler.dispatcher import Dispatcher
from scheduler.guarding import Trusting

PATIENCE = 2_000  # rounds until a story counts as stuck
CRASH = "crash"  # the process dies before the answer arrives


@dataclass
class HandSteady:
    """A steady clock that a story moves; who sleeps gets there at once."""

    at: float = 1000.0

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.at += seconds


@dataclass
class Phones:
    """The server and the phones behind it: what was accepted, when, by which chat."""

    steady: HandSteady
    calls: list[Outgoing | Edit] = field(default_factory=list)
    accepted: list[Outgoing] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    stripped: list[tuple[int, int]] = field(default_factory=list)
    times: list[tuple[float, int]] = field(default_factory=list)
    token: Outcome | None = None  # what the server says of it; None: good
    proofs: int = 0  # how often it was asked

    def __post_init__(self) -> None:
        self._told: dict[int | None, deque[Outcome | str]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self.gate: asyncio.Event | None = None  # answers wait for it
        self.called = asyncio.Event()
        self.takes = 0.0  # seconds of the steady clock until an answer

    def answer(self, *outcomes: Outcome | str, chat: int | None = None) -> None:
        """The next calls (of this chat's) end so; after that all is accepted."""
        self._told[chat] += outcomes

    async def send(self, message: Outgoing) -> Outcome:
        outcome = await self._answered(message)
        if isinstance(outcome, Sent):
            self.accepted.append(message)
        return outcome

    async def edit(self, message: Edit) -> Outcome:
        outcome = await self._answered(message)
        if isinstance(outcome, Sent):
            self.edits.append(message)
        return outcome

    async def edit_keyboard(
        self, chat: int, message_id: int, keyboard: Keyboard = ()
    ) -> Outcome:
        outcome = await self._answered(Edit(chat, message_id, "", keyboard))
        if isinstance(outcome, Sent):
            self.stripped.append((chat, message_id))
        return outcome

    async def prove(self) -> Outcome:
        self.proofs += 1
        return self.token or Sent(None)

    async def _answered(self, message: Outgoing | Edit) -> Outcome:
        self.calls.append(message)
        self.called.set()
        self.times.append((self.steady.at, message.chat))
        await (self.gate.wait() if self.gate else asyncio.sleep(0))
        self.steady.at += self.takes
        told = self._told[message.chat] or self._told[None]
        outcome = told.popleft() if told else Sent(next(self._numbers))
        if isinstance(outcome, str):
            raise asyncio.CancelledError
        return outcome

    def texts(self, chat: int | None = None) -> list[str]:
        """What was accepted, as a reader sees it, in its order."""
        return [visible(one.text) for one in self.accepted if chat in (None, one.chat)]


class Doubting(Trusting):
    """A guard that a story makes doubt the clock."""

    sure = True

    def is_sure(self) -> bool:
        return self.sure


class Post:
    """An office's outbox, and whoever empties it."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.database = database
        self.clock = clock
        self.steady = HandSteady()
        self.phones = Phones(self.steady)
        self.words = Catalog.load().words("en")
        self.guard = Doubting()
        self.dispatcher = self.another("one")
        self._numbers = itertools.count(1)

    def another(self, owner: str, **parts: Any) -> Dispatcher:
        return Dispatcher(
            self.database,
            self.phones,
            policy=Policy(),
            words=self.words,
            now=self.clock.now,
            steady=self.steady,
            owner=owner,
            guard=self.guard,
            **parts,
        )

    async def chat(self, address: int = 501, **columns: Any) -> int:
        columns.setdefault("kind", "private" if address > 0 else "group")
        chat = Chat(address=address, **columns)
        async with self.database.begin() as work:
            work.session.add(chat)
            await work.session.flush()
            return chat.id

    async def put(
        self,
        chat: int,
        text: str = "NV-1",
        *,
        cls: DeliveryClass = DeliveryClass.REPLY,
        **envelope: Any,
    ) -> int:
        """A sentence that names the text; its number."""
        return await self.put_notice(chat, noted(text), cls=cls, **envelope)

    async def put_notice(self, chat: int, notice: Notice, **envelope: Any) -> int:
        envelope.setdefault("key", f"key:{next(self._numbers)}")
        async with self.database.begin() as work:
            number = await put(work, notice, Envelope(chat, **envelope))
        assert number is not None
        return number

    async def put_live(
        self, chat: int, live: Live, params: Any, **envelope: Any
    ) -> int:
        envelope.setdefault("key", f"key:{next(self._numbers)}")
        async with self.database.begin() as work:
            number = await put_live(work, live, params, Envelope(chat, **envelope))
        assert number is not None
        return number

    async def deliver(self, *dispatchers: Dispatcher) -> None:
        """Rounds until nothing is due, while the steady clock goes on."""
        working = dispatchers or (self.dispatcher,)
        for dispatcher in working:
            dispatcher.wake()
        for _ in range(PATIENCE):
            await asyncio.gather(*(one.step() for one in working))
            await asyncio.gather(*(one.landed() for one in working))
            if all([await one.is_idle() for one in working]):
                return
            self.steady.at += 0.2
        raise AssertionError("still not idle")

    async def deliver_some(self) -> None:
        """A few rounds, whatever is left after them."""
        for _ in range(5):
            self.dispatcher.wake()
            await self.dispatcher.step()
            await self.dispatcher.landed()
            self.steady.at += 0.2

    async def restart(self) -> None:
        """A new process on the same database; PostgreSQL waits for the lease."""
        self.dispatcher = self.another("two")
        await self.dispatcher.rescue_all()

    async def row(self, number: int) -> Delivery:
        async with self.database.read() as reads:
            return await reads.session.get_one(Delivery, number)

    async def rows(self) -> list[Delivery]:
        return await self._all(select(Delivery).order_by(Delivery.id))

    async def attempts(self) -> list[Attempt]:
        return await self._all(select(Attempt).order_by(Attempt.id))

    async def cards(self) -> list[Card]:
        return await self._all(select(Card).order_by(Card.id))

    async def chats(self) -> dict[int, Chat]:
        return {one.id: one for one in await self._all(select(Chat))}

    async def _all(self, statement: Any) -> list[Any]:
        async with self.database.read() as reads:
            return list(await reads.session.scalars(statement))

    async def change(self, number: int, changed: Callable[[Delivery], None]) -> None:
        async with self.database.begin() as work:
            changed(await work.session.get_one(Delivery, number))

    async def age(self, by: timedelta) -> None:
        """Let leases grow older: they run by a clock that no story moves."""
        async with self.database.begin() as work:
            for row in await work.session.scalars(select(Delivery)):
                if row.lease_until is not None:
                    row.lease_until -= by

    def move_to(self, at: datetime) -> None:
        self.clock.at = at


def noted(text: str) -> Told:
    return Told(Saying.NOTED, {"code": text})


def sentence(text: str) -> str:
    """What a reader sees of `noted(text)`."""
    return f"What you said about {text} is noted."
