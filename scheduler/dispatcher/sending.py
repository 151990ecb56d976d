"""Messages on their way: from a claim to what became of it (delivery.md 2.4)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import structlog

from domain.outcomes import NotSent, Outcome, Sent
from models.queries.claims import (
    CALL,
    LEASE,
    ChatBusy,
    Claim,
    claim,
    mark_sending,
    release,
)
from models.queries.letters import Letter, read_letters
from models.queries.outcomes import Change, settle
from models.work import Reads, Work
from scheduler.dispatcher.failures import told
from scheduler.dispatcher.hand import Hand, Held
from scheduler.dispatcher.line import RESTS, Line
from scheduler.dispatcher.looking import Ready, look
from scheduler.dispatcher.office import Office
from scheduler.dispatcher.recording import (
    Landed,
    change_after,
    landed,
    pause_asked,
    record,
    wait_after,
)

log = structlog.get_logger()

CLAIM_EVERY = 1.0  # seconds, when nobody wakes us
LOOK_AHEAD = 0.25  # seconds before a chat's turn at which its message is prepared
PREPARED = 32  # messages looked at in one round
NOT_NOW = 1.0  # seconds until a row that could not be marked is tried again
FENCE = (LEASE - CALL).total_seconds() - 1  # a process paused for longer must not send


class Sender:
    """One dispatcher's messages."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self._hand = Hand()
        self._asked = True
        self._more = True
        self._claim_at = 0.0
        self._sending: dict[int, int] = {}  # deliveries marked so, and their chats
        self._landed: list[Landed] = []
        self._changes: list[Change] = []  # of those that are not sent
        self._not_sent: list[Claim] = []
        self._at_once: int | None = None  # outcomes in one transaction; None: all

    @property
    def is_busy(self) -> bool:
        return bool(self._hand or self._sending or self.has_news)

    @property
    def has_news(self) -> bool:
        """Something is to be recorded."""
        return bool(self._landed or self._changes or self._not_sent)

    @property
    def ours(self) -> set[int]:
        """Deliveries that are ours, whatever their lease says."""
        given_back = {one.id for one in self._not_sent}
        given_back |= {one.id for one in self._changes}
        return self._hand.ids | self._sending.keys() | given_back

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._asked = self._more = True

    async def fill(self) -> None:
        """Claim what can leave soon."""
        self._give_back(self._hand.too_old(self._steady))
        if not self._may_claim():
            return
        wish = self._hand.wish(
            self._office.owner,
            self._line.waits,
            self._sending.values(),
            asked=self._asked,
        )
        self._asked, self._more = False, False
        self._claim_at = self._steady + CLAIM_EVERY
        if wish is not None:
            async with self._office.database.begin(now=self._office.now()) as work:
                claims = await claim(work, wish)
            self._hand.add(claims, self._steady)
            self._more = len(claims) == wish.limit

    def _may_claim(self) -> bool:
        if not self._line.gate.places():
            return False
        if self._line.pacer.paused_until > self._steady + RESTS:
            return False
        due = min(self._claim_at, self._line.waits.soonest())
        return self._more or self._steady >= due or bool(self._line.waits.ready())

    async def prepare(self) -> None:
        """Look again at those whose turn is near, and put them into words."""
        wanted: Sequence[Held] = self._near()
        while wanted:
            async with self._office.database.read(now=self._office.now()) as reads:
                letters = await read_letters(reads, [one.claim.id for one in wanted])
                wanted = await self._look(reads, wanted, letters)
        if self._changes:
            self._line.woken.set()

    def _near(self) -> list[Held]:
        if not self._line.gate.places():
            return []
        near = [
            one
            for one in self._hand
            if not one.is_fresh(self._steady)
            and self._line.wait_for(one.claim.address) <= LOOK_AHEAD
        ]
        return near[:PREPARED]

    async def _look(
        self, reads: Reads, wanted: Sequence[Held], letters: Mapping[int, Letter]
    ) -> Sequence[Held]:
        """Those still to be looked at: a failure may have spoilt the transaction."""
        for number, held in enumerate(wanted, start=1):
            letter = letters.get(held.claim.id)
            if letter is None or not _is_ours(held.claim, letter):
                self._hand.drop({held.claim.id})
                continue
            try:
                await self._look_at(reads, held, letter)
            except Exception as error:  # noqa: BLE001 (others must not wait)
                log.error(
                    "message_not_made",
                    delivery=letter.id,
                    notice=letter.notice,
                    **told(error),
                )
                self._put_off(letter)
                return wanted[number:]
        return ()

    async def _look_at(self, reads: Reads, held: Held, letter: Letter) -> None:
        chat = letter.chat_id, letter.address
        if not self._line.obeys(*chat, letter.chat_not_before):
            self._give_back({letter.id})
            return
        found = await look(self._office, reads, letter)
        if isinstance(found, Ready):
            held.ready, held.looked_at = found, self._steady
            return
        log.info("not_sent", delivery=letter.id, state=found.state, reason=found.reason)
        self._hand.drop({letter.id})
        self._changes.append(found)

    def _put_off(self, letter: Letter) -> None:
        self._hand.drop({letter.id})
        one = landed(letter, NotSent("not_made"), self._office.now(), jitter=1.0)
        self._remember_wait(one)
        self._changes.append(change_after(one))

    async def start(self) -> None:
        """Mark what may go at this instant, and let it go."""
        batch = self._turns()
        if not batch:
            return
        began = self._steady
        marked: set[int] = set()
        try:
            marked = await self._mark([one.claim for one in batch])
            if self._steady - began > FENCE:
                marked = set()
        finally:
            missed = {one.claim.id for one in batch} - marked
            for one in batch:
                if one.claim.id in missed:
                    self._line.not_started(one.claim.address)
            self._give_back(missed)
        for one in batch:
            if one.claim.id in marked:
                self._send(one)

    def _turns(self) -> list[Held]:
        """The messages that the pacer lets go at this instant."""
        places = self._line.places()
        batch: list[Held] = []
        for one in self._hand:
            if len(batch) >= places:
                break
            if one.is_fresh(self._steady) and self._line.try_start(one.claim.address):
                batch.append(one)
        return batch

    async def _mark(self, claims: Sequence[Claim]) -> set[int]:
        try:
            return await self._mark_together(claims)
        except ChatBusy:
            log.info("chat_busy", deliveries=len(claims))
        marked: set[int] = set()
        for one in claims:
            with suppress(ChatBusy):
                marked |= await self._mark_together([one])
        return marked

    async def _mark_together(self, claims: Sequence[Claim]) -> set[int]:
        async with self._office.database.begin(now=self._office.now()) as work:
            return await mark_sending(work, claims, self._office.owner)

    def _send(self, held: Held) -> None:
        ready = held.ready
        assert ready is not None
        letter = ready.letter
        self._sending[letter.id] = letter.chat_id
        self._hand.drop({letter.id})
        self._line.start(
            f"delivery {letter.id}",
            (letter.chat_id, letter.address),
            lambda: self._office.channel.send(ready.message),
            lambda outcome: self._end(ready, outcome),
        )

    def _end(self, ready: Ready, outcome: Outcome) -> None:
        jitter = random.random()
        now = self._office.now()
        one = landed(ready.letter, outcome, now, jitter=jitter, ready=ready)
        self._landed.append(one)
        self._remember_wait(one)
        if not isinstance(outcome, Sent):
            log.info(
                "not_sent",
                delivery=ready.letter.id,
                outcome=type(outcome).__name__,
                next=type(one.step).__name__,
            )

    def _remember_wait(self, one: Landed) -> None:
        until = wait_after(one)
        if until is None:
            self._line.waits.forget(one.letter.id)
        else:
            flood = pause_asked(one.outcome) > 0
            self._line.waits.put_off(one.letter.id, until, long=flood)

    def _give_back(self, gone: Iterable[int]) -> None:
        claims = self._hand.drop(set(gone))
        self._not_sent += claims
        for one in claims:
            self._line.waits.hold(one.id, NOT_NOW)

    def give_all_back(self) -> None:
        """Before the end: what was not begun is free for whoever comes next."""
        self._give_back(self._hand.ids)

    async def record(self, work: Work) -> None:
        """Write down what became of messages; forgotten here once that is safe."""
        done = self._landed[: self._at_once]
        changes, not_sent = list(self._changes), list(self._not_sent)
        await release(work, not_sent)
        await settle(work, changes)
        await record(work, done)

        def forget() -> None:
            del self._landed[: len(done)], self._changes[: len(changes)]
            del self._not_sent[: len(not_sent)]
            for one in done:
                self._sending.pop(one.letter.id, None)
            self._more = True
            if not self._landed:
                self._at_once = None

        work.after_commit(forget)

    def record_apart(self) -> None:
        """After a failed record: one outcome at a time, so that none holds up all."""
        self._at_once = 1
        self._landed = self._landed[1:] + self._landed[:1]

    def next_at(self) -> float:
        """When there is something to do, in seconds of the steady clock."""
        times = [self._claim_at, self._line.waits.soonest()]
        if self._line.gate.opens_at > self._steady:
            times.append(self._line.gate.opens_at)
        elif self._line.places():
            times += (self._turn_of(one) for one in self._hand)
        return self._steady if self._more else min(times)

    def _turn_of(self, held: Held) -> float:
        ahead = 0.0 if held.is_fresh(self._steady) else LOOK_AHEAD
        return self._steady + self._line.wait_for(held.claim.address) - ahead

    @property
    def _steady(self) -> float:
        return self._office.steady.monotonic()


def _is_ours(claim: Claim, letter: Letter) -> bool:
    return letter.state == "claimed" and letter.epoch == claim.epoch
