"""From a message in words to what became of it: pace, mark, send, record."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from contextlib import suppress

import structlog

from actions.keep_report import keep_files
from domain.outcomes import Outcome, Sent
from domain.summary_notices import ReportFile
from models.queries.claims import CALL, LEASE
from models.queries.marking import ChatBusy, mark_sending
from models.queries.outcomes import keep_parts, settle
from models.queries.rescue import release
from models.work import Work
from scheduler.dispatcher.hand import Held
from scheduler.dispatcher.line import AHEAD, Line
from scheduler.dispatcher.looking import Ready
from scheduler.dispatcher.office import Office
from scheduler.dispatcher.preparing import Preparer
from scheduler.dispatcher.recording import (
    Landed,
    landed,
    pause_asked,
    record,
    wait_after,
)
from scheduler.dispatcher.waits import is_long_flood
from scheduler.watching import Station

log = structlog.get_logger()

FENCE = (LEASE - CALL).total_seconds() - 1  # a process paused for longer must not send


class Sender:
    """One dispatcher's messages on their way."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self._preparer = Preparer(office, line)
        self._sending: dict[int, int] = {}  # deliveries marked so, and their chats
        self._landed: list[Landed] = []
        self._at_once: int | None = None  # outcomes in one transaction; None: all

    @property
    def is_busy(self) -> bool:
        return bool(self._preparer.hand or self._sending or self.has_news)

    @property
    def has_news(self) -> bool:
        """Something is to be recorded."""
        unwritten = self._preparer.kept_back or self._preparer.given_back
        return bool(self._landed or unwritten)

    @property
    def ours(self) -> set[int]:
        """Deliveries that are ours, whatever their lease says."""
        return self._preparer.ours | self._sending.keys()

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._preparer.wake()

    def next_at(self) -> float:
        """When there is something to do, in seconds of the steady clock."""
        return self._preparer.next_at()

    def give_all_back(self) -> None:
        """Before the end: what was not begun is free for whoever comes next."""
        self._preparer.give_back(self._preparer.hand.ids)

    @property
    def may_claim(self) -> bool:
        """There may be more to send; what could not be recorded comes first."""
        failed = self._at_once is not None and bool(self._landed)
        return not failed and self._preparer.may_claim

    def tidy(self) -> None:
        self._preparer.tidy()

    async def fill(self, work: Work, done: Collection[Landed]) -> None:
        """Claim what can leave soon; a chat is busy until its last outcome is kept, as
        those `done` are in the same transaction."""
        kept = {one.letter.id for one in done}
        busy = [chat for number, chat in self._sending.items() if number not in kept]
        await self._preparer.fill(work, busy)

    async def prepare(self) -> None:
        await self._preparer.prepare()

    async def start(self) -> None:
        """Mark what may go in a moment, and let each go at its turn."""
        batch = self._turns()
        if not batch:
            return
        began = self._office.steady.monotonic()
        marked: set[int] = set()
        try:
            marked = await self._mark(batch)
            if self._office.steady.monotonic() - began > FENCE:
                marked = set()
        finally:
            self._preparer.give_back({one.claim.id for one in batch} - marked)
        if marked:
            self._office.watcher.passed(Station.SENDING, len(marked))
        for one in batch:
            if one.claim.id in marked:
                self._send(one, began + FENCE)

    def _turns(self) -> list[Held]:
        """The messages that the pacer lets go in a moment."""
        turns, steady = self._line.turns(AHEAD), self._office.steady.monotonic()
        batch: dict[int, Held] = {}  # by address
        for one in self._preparer.hand:
            if len(batch) >= turns:
                break
            address = one.claim.address
            if address in batch or not one.is_fresh(steady):
                continue
            if self._line.wait_for(address) <= AHEAD:
                batch[address] = one
        return list(batch.values())

    async def _mark(self, batch: Sequence[Held]) -> set[int]:
        try:
            return await self._mark_together(batch)
        except ChatBusy:
            log.info("chat_busy", deliveries=len(batch))
        marked: set[int] = set()
        for one in batch:
            with suppress(ChatBusy):
                marked |= await self._mark_together([one])
        return marked

    async def _mark_together(self, batch: Sequence[Held]) -> set[int]:
        claims = [one.claim for one in batch]
        async with self._office.database.begin(
            now=self._office.now(), brief=True
        ) as work:
            marked = await mark_sending(work, claims, self._office.owner)
            await keep_parts(work, _unknown_parts(batch, marked))
            await keep_files(work, _files(batch, marked))
        return marked

    def _send(self, held: Held, leaves_by: float) -> None:
        ready = held.ready
        assert ready is not None
        letter = ready.letter
        if self._line.wait_for(letter.address) > AHEAD:
            # Told to wait while it was marked: it would stand as sent for so long.
            self._preparer.give_back({letter.id})
            return
        self._preparer.hand.drop({letter.id})
        self._line.start(
            f"delivery {letter.id}",
            (letter.chat_id, letter.address),
            lambda: self._office.channel.send(ready.message),
            lambda outcome: self._end(held, ready, outcome),
            leaves_by,
        )
        self._sending[letter.id] = letter.chat_id

    def _end(self, held: Held, ready: Ready, outcome: Outcome | None) -> None:
        number, jitter = ready.letter.id, random.random()
        if outcome is None:
            self._preparer.take_back(held.claim)
            del self._sending[number]
            return
        self._tell_watcher(ready, outcome)
        one = landed(
            ready.letter, outcome, self._office.now(), jitter=jitter, ready=ready
        )
        self._landed.append(one)
        long = is_long_flood(pause_asked(outcome))
        self._preparer.remember_wait(number, wait_after(one), long=long)
        if not isinstance(outcome, Sent):
            log.info(
                "not_sent",
                delivery=number,
                outcome=type(outcome).__name__,
                next=type(one.step).__name__,
            )

    def _tell_watcher(self, ready: Ready, outcome: Outcome) -> None:
        watcher, letter = self._office.watcher, ready.letter
        late = (self._office.now() - letter.not_before).total_seconds()
        watcher.ended(letter.cls, outcome, max(0.0, late))
        watcher.passed(Station.ANSWERED)

    async def record(self, work: Work) -> Sequence[Landed]:
        """Write down what became of messages; forgotten here once that is safe."""
        done = self._landed[: self._at_once]
        kept_back = list(self._preparer.kept_back)
        given_back = list(self._preparer.given_back)
        self._preparer.look_for_more()
        await release(work, given_back)
        await settle(work, kept_back)
        await record(work, done)

        def forget() -> None:
            del self._landed[: len(done)]
            del self._preparer.kept_back[: len(kept_back)]
            del self._preparer.given_back[: len(given_back)]
            for one in done:
                self._sending.pop(one.letter.id, None)
            if done:
                self._office.watcher.passed(Station.RECORDED, len(done))
            if not self._landed:
                self._at_once = None

        work.after_commit(forget)
        return done

    def record_apart(self) -> None:
        """After a failed record: one outcome at a time, so that none holds up all."""
        self._at_once = 1
        self._landed = self._landed[1:] + self._landed[:1]


def _files(batch: Sequence[Held], marked: Collection[int]) -> list[ReportFile]:
    """The files of reports among those that leave."""
    ready = [one.ready for one in batch if one.ready is not None]
    leaving = [one for one in ready if one.letter.id in marked]
    return [one.file for one in leaving if one.file is not None]


def _unknown_parts(batch: Sequence[Held], marked: Collection[int]) -> dict[int, int]:
    """Of long messages: in how many parts they go, where the row does not say so."""
    ready = [one.ready for one in batch if one.ready is not None]
    return {
        one.letter.id: one.parts
        for one in ready
        if one.letter.id in marked and one.letter.parts != one.parts
    }
