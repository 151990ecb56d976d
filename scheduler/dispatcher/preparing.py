"""From the outbox to a message in words: claim, look again, render."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import structlog

from domain.outcomes import NotSent
from models.queries.claims import Claim, claim
from models.queries.letters import Letter, read_letters
from models.queries.outcomes import Change
from models.queries.pauses import read_pauses
from models.work import Reads, Work
from scheduler.dispatcher.hand import Hand, Held
from scheduler.dispatcher.line import AHEAD, RESTS, Line
from scheduler.dispatcher.looking import Ready, look, look_together
from scheduler.dispatcher.office import Office
from scheduler.dispatcher.recording import change_after, landed, wait_after
from scheduler.failures import told
from scheduler.gather.shared import Shared
from scheduler.watching import Station

log = structlog.get_logger()

CLAIM_EVERY = 1.0  # seconds, when nobody wakes us
LOOK_AHEAD = 0.25  # seconds before a chat's turn at which its message is prepared
PREPARED = 32  # messages in words at a time
NOT_NOW = 1.0  # seconds until a row that was given back is claimed again


class Preparer:
    """What is claimed and not sent yet. `kept_back` and `given_back` are unwritten."""

    def __init__(self, office: Office, line: Line) -> None:
        self._office = office
        self._line = line
        self.hand = Hand()
        self.kept_back: list[Change] = []
        self.given_back: list[Claim] = []
        self._asked = True
        self._more = True
        self._claim_at = 0.0

    @property
    def ours(self) -> set[int]:
        """Deliveries that are ours, whatever their lease says."""
        given_back = {one.id for one in self.given_back}
        given_back |= {one.id for one in self.kept_back}
        return self.hand.ids | given_back

    def wake(self) -> None:
        """Something was put in the outbox."""
        self._asked = self._more = True

    def look_for_more(self) -> None:
        """A chat became free."""
        self._more = True

    def tidy(self) -> None:
        """Give back what is not to leave from here soon."""
        self.give_back(self.hand.too_old(self._steady))
        if not self._office.may_remind():
            self.give_back(self.hand.waiting_for_the_clock())
        self.give_back(self.hand.not_in(self._office.sharing.holding))

    async def fill(self, work: Work, busy_chats: Collection[int]) -> None:
        """Claim what can leave soon; while reminders have to wait, only answers."""
        if not self.may_claim:
            return
        wish = self.hand.wish(
            self._office, self._line.waits, busy_chats, asked=self._asked
        )
        self._asked, self._more = False, False
        self._claim_at = self._steady + CLAIM_EVERY
        if wish is None:
            return
        if not self._office.may_remind():
            wish = wish.without_the_clock()
        claims = await claim(work, wish)
        if not self._office.database.engines.one_writer:
            self._line.obeys_all(await read_pauses(work))
        work.after_commit(lambda: self._take(claims, more=len(claims) == wish.limit))

    def _take(self, claims: Sequence[Claim], *, more: bool) -> None:
        self.hand.add(claims, self._steady)
        if claims:
            self._office.watcher.passed(Station.CLAIMED, len(claims))
        self._more |= more

    @property
    def may_claim(self) -> bool:
        if not self._line.gate.places() or not self._office.sharing.is_trusted:
            return False
        if self._line.pacer.paused_until > self._steady + RESTS:
            return False
        due = min(self._claim_at, self._line.waits.soonest())
        return self._more or self._steady >= due or bool(self._line.waits.ready())

    async def prepare(self) -> None:
        """Look again at those whose turn is near, and put them into words."""
        wanted: Sequence[Held] = self._near()
        while wanted:
            async with self._office.database.read(
                now=self._office.now(), brief=True
            ) as reads:
                letters = await read_letters(reads, [one.claim.id for one in wanted])
                wanted = await self._look(reads, wanted, letters)
        if self.kept_back:
            self._line.woken.set()

    def _near(self) -> list[Held]:
        if not self._line.gate.places():
            return []
        near = [
            one
            for one in self.hand
            if not one.is_fresh(self._steady)
            and self._line.wait_for(one.claim.address) <= LOOK_AHEAD
        ]
        return near[: self._unprepared()]

    def _unprepared(self) -> int:
        """How many more are worth putting into words ahead of their turn."""
        return PREPARED - sum(one.is_fresh(self._steady) for one in self.hand)

    async def _look(
        self, reads: Reads, wanted: Sequence[Held], letters: Mapping[int, Letter]
    ) -> Sequence[Held]:
        """Those still to be looked at: a failure may have spoilt the transaction."""
        shared = await look_together(self._office, reads, letters.values())
        for number, held in enumerate(wanted, start=1):
            letter = letters.get(held.claim.id)
            if letter is None or not _is_ours(held.claim, letter):
                self.hand.drop({held.claim.id})
                continue
            try:
                await self._look_at(reads, held, letter, shared)
            except Exception as error:  # noqa: BLE001 (others must not wait)
                log.error("message_not_made", delivery=letter.id, **told(error))
                self._put_off(letter)
                return wanted[number:]
        return ()

    async def _look_at(
        self, reads: Reads, held: Held, letter: Letter, shared: Shared | None
    ) -> None:
        chat = letter.chat_id, letter.address
        if not self._line.obeys(*chat, letter.chat_not_before):
            self.give_back({letter.id})
            return
        found = await look(self._office, reads, letter, shared)
        if isinstance(found, Ready):
            held.ready, held.looked_at = found, self._steady
            return
        log.info("kept_back", delivery=found.id, state=found.state, why=found.reason)
        self.hand.drop({letter.id})
        self.kept_back.append(found)

    def _put_off(self, letter: Letter) -> None:
        self.hand.drop({letter.id})
        one = landed(letter, NotSent("not_made"), self._office.now(), jitter=1.0)
        self.remember_wait(letter.id, wait_after(one))
        self.kept_back.append(change_after(one))

    def remember_wait(
        self, delivery_id: int, until: datetime | None, *, long: bool = False
    ) -> None:
        if until is None:
            self._line.waits.forget(delivery_id)
        else:
            self._line.waits.put_off(delivery_id, until, long=long)

    def give_back(self, gone: Iterable[int]) -> None:
        """Out of the hand, to be claimed again by anybody."""
        for one in self.hand.drop(set(gone)):
            self.take_back(one)

    def take_back(self, claim: Claim) -> None:
        """What was marked and has not begun after all."""
        self.given_back.append(claim)
        self._line.waits.hold(claim.id, NOT_NOW)

    def next_at(self) -> float:
        """When there is something to do, in seconds of the steady clock."""
        if not self._line.gate.places():
            return self._line.gate.opens_at
        if not self._office.sharing.is_trusted:
            return self._steady + LOOK_AHEAD  # until `keep` says what is ours
        # While everybody has to wait nothing is claimed, whatever there may be.
        return max(self._next_here(), self._line.pacer.paused_until - RESTS)

    def _next_here(self) -> float:
        if self._more:
            return self._steady
        times = [self._claim_at, self._line.waits.soonest()]
        if self._line.places():
            ahead = self._unprepared() > 0
            times += (
                self._turn_of(one)
                for one in self.hand
                if ahead or one.is_fresh(self._steady)
            )
        return min(times)

    def _turn_of(self, held: Held) -> float:
        ahead = AHEAD if held.is_fresh(self._steady) else LOOK_AHEAD
        return self._steady + self._line.wait_for(held.claim.address) - ahead

    @property
    def _steady(self) -> float:
        return self._office.steady.monotonic()


def _is_ours(claim: Claim, letter: Letter) -> bool:
    return letter.state == "claimed" and letter.epoch == claim.epoch
