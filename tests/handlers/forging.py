"""Forged buttons, codes, replies and commands, thrown at the handlers themselves.

Everybody here tries what is not his: nothing may be read, nothing may change, and what
is forbidden is refused as what is not there. All of it happens in one transaction that
is never kept; `python -m tests.handlers 100000` throws more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import func, select

from domain.policy import Policy
from domain.refusals import OF_RIGHTS, Reason, Refusal
from handlers.buttons import press
from handlers.command import guarded
from handlers.commands import BY_NAME
from handlers.context import Dondoc, Place, Turn
from handlers.conversation import hear
from models.ballast import Ballast
from models.queries.inbox import Arrived
from models.queries.people import Person, chat_at, person_at
from models.tables import (
    Account,
    Chat,
    Delivery,
    Invite,
    MonthlyReceipt,
    Question,
    Task,
    TaskEvent,
)
from models.work import Database, Reads, Work
from tests.handlers.forgeries import Forgeries, Forgery
from tests.handlers.others_office import (
    ATTACKERS,
    FIRST_MESSAGE,
    GROUP,
    MARK,
    NOW,
    fill,
)

REFUSED = OF_RIGHTS | {
    *(Reason.NOT_UNDERSTOOD, Reason.NO_TASK_NAMED, Reason.BAD_PERCENT, Reason.NO_NAME),
    *(Reason.NO_PROGRESS, Reason.GROUP_ONLY, Reason.BAD_PERIOD, Reason.NO_CODE),
    *(Reason.NO_UNIT, Reason.NAME_UNKNOWN, Reason.NO_REASON, Reason.NOT_PARKED),
}


class OneTransaction:
    """A database whose every transaction is a step of ours, taken back at its end."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.ballast = Ballast(None, None)

    @asynccontextmanager
    async def begin(self, **_more: Any) -> AsyncIterator[Work]:
        step = await self.work.session.begin_nested()
        try:
            yield Work(
                self.work.session, self.work.connection, now=NOW, zone=self.work.zone
            )
        finally:
            await step.rollback()
            self.work.session.expunge_all()


@dataclass
class Found:
    """What came of all of it: how often each answer, and what should not have been."""

    answers: Counter[str]
    leaks: list[str]


class Forger:
    """Throws forgeries of a seed, and looks what comes of each."""

    def __init__(self, work: Work, seed: int) -> None:
        self.work = work
        self.seed = seed
        self.known: dict[tuple[int, int], tuple[Person | None, Chat | None]] = {}
        self.program = Dondoc(
            cast(Database, OneTransaction(work)), Policy(), lambda: NOW, lambda: None
        )

    async def throw(self, forgery: Forgery) -> tuple[str, str]:
        """What was answered (a refusal's reason, or nothing), and all that was said."""
        turn = self._turn(forgery)
        update, context = _as_the_library_does(forgery, turn)
        answer = "answered"
        try:
            if forgery.data is not None:
                await press(update, context)
            elif forgery.text.startswith("/"):
                command = BY_NAME[forgery.text[1:].split()[0]]
                await guarded(command)(update, context)
            else:
                await hear(update, context)
            if turn._work is not None and await self.has_changed(turn.work):
                answer = "CHANGED"
        except Refusal as refusal:
            # The facts are ignored where a reason must not tell things apart.
            answer = refusal.reason.value
        finally:
            await turn.close(Refusal, Refusal(Reason.NOT_FOUND), None)
        return answer, f"{turn.answers} {turn.toast}"

    def _turn(self, forgery: Forgery) -> Turn:
        place = Place(
            address=GROUP if forgery.in_group else forgery.sender,
            sender=forgery.sender,
            in_group=forgery.in_group,
            message_id=forgery.reply_to if forgery.data is None else FIRST_MESSAGE + 1,
            reply_to=forgery.reply_to,
            pressed=forgery.data is not None,
        )
        reads = Reads(
            self.work.session, self.work.connection, now=NOW, zone=self.work.zone
        )
        turn = Turn(self.program, place, arrived=Arrived(1, 1, 0), reads=reads)
        turn.person, turn.chat = self.known[place.sender, place.address]
        return turn

    async def _look_up(self) -> None:
        """Who they are and their chats: the same for all that they try."""
        for sender in ATTACKERS:
            for address in (sender, GROUP):
                seen = (
                    await person_at(self.work, sender),
                    await chat_at(self.work, address),
                )
                self.known[sender, address] = seen

    async def has_changed(self, work: Work) -> bool:
        """Anything but the attacker's own questions."""
        await work.session.flush()
        return await _print_of(work) != self.before

    async def run(self, count: int) -> Found:
        forgeries = Forgeries(self.seed, await fill(self.work))
        await self._look_up()
        self.before = await _print_of(self.work)
        found = Found(Counter(), [])
        for _ in range(count // 2):
            there, nothing = forgeries.forge()
            seen = [await self.throw(one) for one in (there, nothing)]
            for (answer, said), forgery in zip(seen, (there, nothing), strict=True):
                found.answers[answer] += 1
                known = answer in REFUSED or answer == "answered"
                if not known or MARK in said or _names_a_task(said):
                    found.leaks.append(f"{forgery} -> {answer} {said}")
            if seen[0] != seen[1]:
                found.leaks.append(f"told apart: {there}: {seen[0]} / {seen[1]}")
        if await _print_of(self.work) != self.before:
            found.leaks.append("something was kept")
        return found


def _names_a_task(said: str) -> bool:  # a card of one that is not his
    return "'task': " in said


def _as_the_library_does(forgery: Forgery, turn: Turn) -> tuple[Any, Any]:
    message = SimpleNamespace(text=forgery.text)
    query = None if forgery.data is None else SimpleNamespace(data=forgery.data)
    user = SimpleNamespace(full_name="Kẻ lạ")
    update = SimpleNamespace(
        callback_query=query, effective_message=message, effective_user=user
    )
    context = SimpleNamespace(turn=turn, args=forgery.text.split()[1:])
    return update, context


async def _print_of(work: Work) -> tuple[Any, ...]:
    """Of all that a forgery might change."""
    counts = [
        func.count(TaskEvent.id), func.sum(Task.version), func.count(Account.id),
        func.count(Account.revoked_at), func.count(Invite.decided_at),
        func.count(Invite.used_at), func.count(Invite.revoked_at),
        func.count(Question.answered_at), func.count(Delivery.seen_at),
        func.count(MonthlyReceipt.unit_id), func.count(Chat.unit_id),
    ]  # fmt: skip
    alone = [select(one).scalar_subquery() for one in counts]
    return tuple((await work.session.execute(select(*alone))).one())


async def forge_many(database: Database, count: int, seed: int) -> Found:
    """So many forgeries of this seed; nothing of it is kept."""
    found = None
    try:
        async with database.begin(now=NOW, brief=True) as work:
            found = await Forger(work, seed).run(count)
            raise LookupError  # take all of it back
    except LookupError:
        assert found is not None
        return found
