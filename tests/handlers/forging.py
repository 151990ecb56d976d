"""Forged buttons, codes, replies and commands, thrown at the handlers themselves.

Everybody here tries what is not his: nothing may be read, nothing may change, and what
is forbidden is refused as what is not there. All of it happens in one transaction that
is never kept; `python -m tests.handlers 100000` throws more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSessionTransaction

from domain.policy import Policy
from domain.proof import Seen
from domain.refusals import OF_RIGHTS, Reason, Refusal
from handlers.buttons import press
from handlers.command import guarded
from handlers.commands import BY_NAME
from handlers.context import Dondoc, Place, Turn
from handlers.conversation import hear
from handlers.filing import hear_file
from models.ballast import Ballast
from models.queries.inbox import Arrived
from models.queries.people import Person, chat_at, person_at
from models.tables import Chat
from models.work import Database, Reads, Work
from tests.handlers.forgeries import Forgeries, Forgery
from tests.handlers.in_their_group import (
    HIDDEN,
    MEMBERS,
    ROOM,
    InTheirGroup,
    fill_group,
    leaks_in,
)
from tests.handlers.others_office import ATTACKERS, GROUP, MARK, NOW, fill
from tests.handlers.overhearing import Overhearing
from tests.handlers.traces import Traces, written

# Of so many forgeries one, and at least so many, are said in a group of their own.
SHARE, LEAST = 25, 60
ADDRESS = re.compile(r"/lich/[\w-]+")
# Of what was written he did not say enough, or it is no such thing: who asks so is no
# trespasser, and the audit keeps nothing of it. No button is refused so.
MISREAD = {
    *(Reason.NOT_UNDERSTOOD, Reason.NO_TASK_NAMED, Reason.BAD_PERCENT, Reason.NO_NAME),
    *(Reason.NO_PROGRESS, Reason.GROUP_ONLY, Reason.BAD_PERIOD, Reason.NO_CODE),
    *(Reason.NO_UNIT, Reason.NAME_UNKNOWN, Reason.NO_REASON, Reason.NO_HOURS),
    *(Reason.NOTHING_TO_CANCEL, Reason.NO_TASKS_TO_HAND_OVER, Reason.BAD_YEAR_LINE),
}
# Of what is there, nothing is in the part's own scope: that is an answer, no denial.
NOTHING_OF_HIS = {Reason.NOTHING_TO_URGE}


class OneTransaction:
    """A database whose every transaction is a step of ours, taken back at its end.

    A step in which nothing was written is gone on with: most are refused before that.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self.ballast = Ballast(None, None)
        self.written: set[str] = set()  # tables
        self._step: AsyncSessionTransaction | None = None
        engine = work.session.get_bind()
        event.listen(engine, "before_cursor_execute", self._hear)

    def _hear(
        self, _connection: object, _cursor: object, said: str, *_: object
    ) -> None:
        self.written |= written(said)

    @asynccontextmanager
    async def begin(self, **_more: Any) -> AsyncIterator[Work]:
        session = self.work.session
        if self._step is None:
            self._step = await session.begin_nested()
            self.written.clear()
        try:
            yield Work(session, self.work.connection, now=NOW, zone=self.work.zone)
        finally:
            is_touched = session.new or session.dirty or session.deleted
            if self._step is not None and (self.written or is_touched):
                await self._step.rollback()
                self._step = None
            session.expunge_all()

    @asynccontextmanager
    async def read(self, **_more: Any) -> AsyncIterator[Reads]:
        work = self.work
        yield Reads(work.session, work.connection, now=NOW, zone=work.zone)


class OurTurn(Turn):
    """It is never another process's: that is not asked each time."""

    async def open(self) -> Work:
        if self._work is None:
            begin = self.program.database.begin(now=self.now)
            self._work = await self._stack.enter_async_context(begin)
            # As it is now, so that what is changed in it is seen.
            self.chat = await chat_at(self._work, self.place.address)
        return self._work


@dataclass
class Found:
    """What came of all of it: how often each answer, and what should not have been."""

    answers: Counter[str]
    leaks: list[str]
    overheard: int = 0  # answers in their own group; and those that spoke of a task
    named: int = 0


class Forger:
    """Throws forgeries of a seed, and looks what comes of each."""

    def __init__(self, work: Work, seed: int, policy: Policy) -> None:
        self.work = work
        self.seed = seed
        self.known: dict[tuple[int, int], tuple[Person | None, Chat | None]] = {}
        self.kept = OneTransaction(work)
        self.traces = Traces(work)
        self.program = Dondoc(
            cast(Database, self.kept),
            policy,
            lambda: NOW,
            lambda: None,
            public_address="https://dondoc.example",
        )

    async def throw(self, forgery: Forgery) -> tuple[str, str]:
        """What was answered (a refusal's reason, or nothing), and all that was said."""
        turn = self.turn(forgery)
        answer = "answered"
        try:
            await self.handle(forgery, turn)
            if turn._work is not None and await self._has_changed(turn):
                answer = "CHANGED"
        except Refusal as refusal:
            # The facts are ignored where a reason must not tell things apart.
            answer = refusal.reason.value
        finally:
            await turn.close(Refusal, Refusal(Reason.NOT_FOUND), None)
        return answer, _said(turn, forgery)

    def turn(self, forgery: Forgery) -> Turn:
        place = Place(
            address=forgery.room if forgery.in_group else forgery.sender,
            sender=forgery.sender,
            in_group=forgery.in_group,
            message_id=forgery.reply_to if forgery.data is None else forgery.under,
            reply_to=forgery.reply_to,
            seen=None if forgery.reply_to is None else Seen(forgery.reply_to, NOW),
            pressed=forgery.data is not None,
        )
        reads = Reads(
            self.work.session, self.work.connection, now=NOW, zone=self.work.zone
        )
        turn = OurTurn(self.program, place, arrived=Arrived(1, 1, 0), reads=reads)
        turn.person, turn.chat = self.known[place.sender, place.address]
        return turn

    async def _look_up(self) -> None:
        """Who they are and their chats: the same for all that they try."""
        places = [(one, at) for one in ATTACKERS for at in (one, GROUP)]
        for sender, address in (*places, *((one, ROOM) for one in MEMBERS)):
            seen = (
                await person_at(self.work, sender),
                await chat_at(self.work, address),
            )
            self.known[sender, address] = seen

    async def _has_changed(self, turn: Turn) -> bool:
        """Anything but what is the attacker's own."""
        await turn.work.session.flush()
        return await self.traces.differ(self.kept.written, turn.place.sender)

    async def run(self, count: int) -> Found:
        forgeries = Forgeries(self.seed, await fill(self.work))
        here = await fill_group(self.work)
        await self._look_up()
        await self.traces.look()
        found = Found(Counter(), [])
        for _ in range(count // 2):
            there, nothing = forgeries.forge()
            seen = [await self.throw(one) for one in (there, nothing)]
            for (answer, said), forgery in zip(seen, (there, nothing), strict=True):
                found.answers[answer] += 1
                if not _is_due(forgery, answer) or MARK in said or _names_a_task(said):
                    found.leaks.append(f"{forgery} -> {answer} {said}")
            if seen[0] != seen[1]:
                found.leaks.append(f"told apart: {there}: {seen[0]} / {seen[1]}")
        overheard = max(LEAST, count // SHARE)
        await self._overhear(InTheirGroup(self.seed, here), overheard, found)
        if await self.traces.differ(None, None):
            found.leaks.append("something was kept")
        return found

    async def _overhear(self, group: InTheirGroup, count: int, found: Found) -> None:
        """What members of a group say there is answered, and says too much to none."""
        for _ in range(count):
            forgery = group.throw()
            said = await Overhearing(self, group.dice).hear(forgery)
            found.overheard += bool(said)
            found.named += "NV-" in said
            if leaks_in(said):
                found.leaks.append(f"{forgery} -> {said}")

    async def handle(self, forgery: Forgery, turn: Turn) -> None:
        update, context = _as_the_library_does(forgery, turn)
        await _handle(forgery, update, context)


async def _handle(forgery: Forgery, update: Any, context: Any) -> None:
    if forgery.data is not None:
        await press(update, context)
    elif forgery.file:
        await hear_file(update, context)
    elif forgery.text.startswith("/"):
        command = BY_NAME[forgery.text[1:].split()[0]]
        await guarded(command)(update, context)
    else:
        await hear(update, context)


def _is_due(forgery: Forgery, answer: str) -> bool:
    """Every denial is one that the audit keeps; but of words, what cannot be read."""
    if answer == "answered" or answer in OF_RIGHTS | NOTHING_OF_HIS:
        return True
    return forgery.data is None and answer in MISREAD


def _said(turn: Turn, forgery: Forgery) -> str:
    """Without what he wrote himself, and without the chance in an address."""
    said = f"{turn.answers} {turn.toast}"
    for named in forgery.names:
        said = re.sub(rf"{re.escape(named)}(?!\d)", "…", said)
    return ADDRESS.sub("…", said)


def _names_a_task(said: str) -> bool:  # a card of one that is not his
    return "'task': " in said


def _as_the_library_does(forgery: Forgery, turn: Turn) -> tuple[Any, Any]:
    photo = [SimpleNamespace(file_id="f")] if forgery.file == "photo" else []
    name = forgery.file if forgery.file != "photo" else ""
    document = SimpleNamespace(file_id="f", file_name=name, file_size=1)
    message = SimpleNamespace(
        text=None if forgery.file else forgery.text,
        caption=forgery.text if forgery.file else None,
        document=document if name else None,
        photo=photo,
        forward_origin=object() if forgery.forwarded else None,
    )
    query = None if forgery.data is None else SimpleNamespace(data=forgery.data)
    user = SimpleNamespace(full_name="Kẻ lạ")
    update = SimpleNamespace(
        callback_query=query, effective_message=message, effective_user=user
    )
    context = SimpleNamespace(turn=turn, args=forgery.text.split()[1:])
    return update, context


async def forge_many(
    database: Database, count: int, seed: int, policy: Policy = HIDDEN
) -> Found:
    """So many forgeries of this seed; nothing of it is kept."""
    found = None
    try:
        async with database.begin(now=NOW, brief=True) as work:
            found = await Forger(work, seed, policy).run(count)
            raise LookupError  # take all of it back
    except LookupError:
        assert found is not None
        return found
