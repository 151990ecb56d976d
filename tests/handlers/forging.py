"""Forged buttons, codes, replies and commands, thrown at the handlers themselves.

Everybody here tries what is not his: nothing may be read, nothing may change, and what
is forbidden is refused as what is not there. All of it happens in one transaction that
is never kept; `python -m tests.handlers.forging 100000` throws more.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
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
from tests.handlers.others_office import (
    ADMIN,
    ATTACKERS,
    FIRST_MESSAGE,
    GROUP,
    MARK,
    NOW,
    NOWHERE,
    TASK_FORCE,
    THEIRS,
    TRACKER,
    fill,
)

MISSING = 700_000  # a number of nothing
REFUSED = OF_RIGHTS | {
    *(Reason.NOT_UNDERSTOOD, Reason.NO_TASK_NAMED, Reason.BAD_PERCENT, Reason.NO_NAME),
    *(Reason.NO_PROGRESS, Reason.GROUP_ONLY, Reason.BAD_PERIOD, Reason.NO_CODE),
    *(Reason.NO_UNIT, Reason.NAME_UNKNOWN, Reason.NO_REASON, Reason.NOT_PARKED),
}
VERBS = (
    *("open", "more", "less", "history", "doing", "p25", "p50", "p75", "done"),
    *("confirm", "return", "assign", "x"),
)
NAMED = ("trangthai", "capnhat", "hoanthanh", "phancong", "xacnhan", "tralai")
# Messages and invitations are the administrator's own affair; a tracker may name any
# unit, and counts in it what his division tracks; the task force sees all overdue.
KINDS = {ADMIN: "qlsm", TRACKER: "qdilm", TASK_FORCE: "qdism"}
COUNTED = ("quahan", "tongket", "nhom", "moi")
ASKED = {
    ADMIN: ("quahan", "tongket"),
    TRACKER: ("quahan", "nhom", "moi"),
    TASK_FORCE: ("moi",),
}
TAILS = ("60%", "Ngô Văn Lạ", "số 12/BC-STC ngày 12/11/2026", "chưa đủ", "")


@dataclass(frozen=True)
class Forgery:
    """What somebody sends: a button's data, or a text, perhaps as an answer."""

    sender: int
    in_group: bool
    data: str | None = None
    text: str = ""
    reply_to: int | None = None


class OneTransaction:
    """A database whose every transaction is a step of ours, taken back at its end."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.ballast = Ballast(None, None)

    @asynccontextmanager
    async def begin(self, **_more: Any) -> AsyncIterator[Work]:
        step = await self.work.session.begin_nested()
        try:
            yield Work(self.work.session, now=NOW, zone=self.work.zone)
        finally:
            await step.rollback()
            self.work.session.expunge_all()


@dataclass
class Found:
    """What came of all of it: how often each answer, and what should not have been."""

    answers: Counter[str]
    leaks: list[str]


class Forger:
    """Makes forgeries from a seed, and throws them."""

    def __init__(self, work: Work, seed: int) -> None:
        self.work = work
        self.dice = random.Random(seed)
        self.numbers: dict[str, list[int]] = {}
        self.known: dict[tuple[int, int], tuple[Person | None, Chat | None]] = {}
        self.program = Dondoc(
            cast(Database, OneTransaction(work)), Policy(), lambda: NOW, lambda: None
        )

    # What is thrown.

    def forge(self) -> tuple[Forgery, Forgery]:
        """Of something that is there and not his, and the same of nothing at all."""
        base = Forgery(self.dice.choice(list(ATTACKERS)), self.dice.random() < 0.3)
        kind = self.dice.choice(("task", "other", "command", "reply", "noise"))
        match kind:
            case "task":
                return self._task(base)
            case "other":
                return self._other(base)
            case "command":
                return self._command(base)
            case "reply":
                reply = FIRST_MESSAGE + self.dice.randint(1, 10)
                text = self.dice.choice(("60%", "xong rồi", "đã nhận", "vì sao?"))
                there = replace(base, text=text, reply_to=reply)
                return there, replace(there, reply_to=MISSING)
        return self._noise(base)

    def _pick(self, kind: str) -> int:
        return self.dice.choice(self.numbers[kind])

    def _task(self, base: Forgery) -> tuple[Forgery, Forgery]:
        verb, version = self.dice.choice(VERBS), self.dice.randint(0, 3)
        there, nothing = self._pick("t"), MISSING + self.dice.randint(0, 99)
        return (
            replace(base, data=f"t:{there}:{version}:{verb}"),
            replace(base, data=f"t:{nothing}:{version}:{verb}"),
        )

    def _other(self, base: Forgery) -> tuple[Forgery, Forgery]:
        kind = self.dice.choice(KINDS.get(base.sender, "qdilsm"))
        verb = self.dice.choice(("yes", "no", "fix", "seen", "again", "x", "5"))
        there, nothing = str(THEIRS), str(NOWHERE)
        if kind in self.numbers:
            there, nothing = str(self._pick(kind)), str(MISSING)
        around = {
            "l": "overdue.1.{}",
            "s": self.dice.choice(("week.{}", "year.{}", "x.{}")),
            "m": "{}.2026-11",
        }.get(kind, "{}")
        return tuple(  # type: ignore[return-value]
            replace(base, data=f"{kind}:{around.format(one)}:{verb}")
            for one in (there, nothing)
        )

    def _command(self, base: Forgery) -> tuple[Forgery, Forgery]:
        if self.dice.random() < 0.2:
            name = self.dice.choice(ASKED.get(base.sender, COUNTED))
            words = ("U2", "U40") if name != "moi" else ("CB900", "CB901")
        else:
            name, tail = self.dice.choice(NAMED), self.dice.choice(TAILS)
            words = (f"NV-{self._pick('t')} {tail}", f"NV-{MISSING} {tail}")
        return tuple(  # type: ignore[return-value]
            replace(base, text=f"/{name} {one}") for one in words
        )

    def _noise(self, base: Forgery) -> tuple[Forgery, Forgery]:
        """Data of no shape of ours, or of one that was bent."""
        bent = list(f"t:{self._pick('t')}:1:done")
        for _ in range(self.dice.randint(1, 6)):
            at = self.dice.randrange(len(bent))
            bent[at] = self.dice.choice(":;t-0129٣²ạ\0\u200b ")
        some = replace(base, data="".join(bent))
        return some, some

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
        reads = Reads(self.work.session, now=NOW, zone=self.work.zone)
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
        self.numbers = await fill(self.work)
        await self._look_up()
        self.before = await _print_of(self.work)
        found = Found(Counter(), [])
        for _ in range(count // 2):
            there, nothing = self.forge()
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
    return tuple([await work.session.scalar(select(one)) for one in counts])


async def forge_many(database: Database, count: int, seed: int) -> Found:
    """So many forgeries of this seed; nothing of it is kept."""
    found = None
    try:
        async with database.begin(now=NOW) as work:
            found = await Forger(work, seed).run(count)
            raise LookupError  # take all of it back
    except LookupError:
        assert found is not None
        return found
