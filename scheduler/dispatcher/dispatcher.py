"""The loop that empties the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from channels.pacing import Pacer
from domain.outcomes import Unknown
from domain.policy import InForce
from locales.catalog import Words
from models.queries.cards import take_up_cards
from models.queries.chats import hold_chat
from models.queries.idle import anything_to_send
from models.queries.letters import read_letters
from models.queries.pauses import keep_pause, read_pause, read_pauses
from models.queries.rescue import Proof, release_dead
from models.work import Database, Work
from scheduler.dispatcher.cards import Refresher
from scheduler.dispatcher.gate import Gate
from scheduler.dispatcher.line import Line
from scheduler.dispatcher.office import Channel, Office, Steady
from scheduler.dispatcher.recording import landed, record
from scheduler.dispatcher.sending import Sender
from scheduler.dispatcher.sharing import DISPATCHER, Alone, Name, Sharing
from scheduler.failures import told
from scheduler.guarding import Guard, Trusting
from scheduler.watching import Nobody, Watcher

log = structlog.get_logger()

EVERY = 1.0  # seconds between two rounds, when nobody wakes us
SHORTEST = 0.001
# What lands together is recorded together, and replaced together: each round has its
# own transactions, and they cost more than what is in them (performance.md).
TOGETHER = 0.005
MOMENTS = 5  # into which that wait is cut: it ends early when nothing is on its way
RESCUE_EVERY = 30.0  # seconds


class Dispatcher:
    """Sends what is in the outbox, and keeps cards up to date.

    Times in rows (not before, lease, expiry) are of the office clock; pacing, backoff
    and debouncing run on the steady one.
    """

    def __init__(  # noqa: PLR0913 (wired once, in bot/assembly.py)
        self,
        database: Database,
        channel: Channel,
        *,
        policy: InForce,
        words: Words,
        now: Callable[[], datetime],
        steady: Steady,
        owner: str,
        pacer: Pacer | None = None,
        watcher: Watcher | None = None,
        guard: Guard | None = None,
        sharing: Sharing | None = None,
        name: Name | None = None,
    ) -> None:
        watch = guard or Trusting()
        office = Office(
            database,
            policy,
            words,
            now,
            steady,
            channel,
            owner,
            watcher or Nobody(),
            lambda: watch.is_sure() and not database.ballast.is_short,
            sharing or Alone(),
        )
        self._name = name or Name(owner, owner)
        self._office = office
        self._line = Line(office, pacer or Pacer(steady))
        self._sender = Sender(office, self._line)
        self._cards = Refresher(office, self._line)
        self._rescue_at = 0.0
        self._stopping = False
        self._stopped = asyncio.Event()
        self._stopped.set()

    @property
    def gate(self) -> Gate:
        """Whether anything may be sent at all, and why not: for a monitor."""
        return self._line.gate

    def wake(self) -> None:
        """Something was put in the outbox, or a card became stale."""
        self._sender.wake()
        self._cards.wake()
        self._line.woken.set()

    async def run(self) -> None:
        """Until stopped. A failure is logged and gone past."""
        self._stopped.clear()
        try:
            while not self._stopping:
                self._line.woken.clear()
                try:
                    await self.step()
                except Exception as error:  # noqa: BLE001 (the loop must go on)
                    log.error("round_failed", **told(error))
                    await self._office.steady.sleep(EVERY)
                else:
                    await self._rest()
        finally:
            self._stopped.set()

    async def step(self) -> None:
        """One round."""
        await self._share()
        if self._office.steady.monotonic() >= self._rescue_at:
            await self.rescue()
        self._line.prove(self._office.channel.prove)
        self._sender.tidy()
        await self._record_and_claim()
        if self._office.may_remind():  # a card frozen by a wrong clock stays so
            await self._cards.step()
        await self._sender.prepare()
        if not self._stopping:
            await self._sender.start()
        if not self._stopping:
            # The next ones are put into words while these are on their way.
            await self._sender.prepare()

    async def _share(self) -> None:
        """Where several processes send: what is ours changes as they come and go."""
        sharing = self._office.sharing
        if not await sharing.keep():
            return
        self._line.pacer.divide(sharing.holding.count)
        self.wake()
        self._rescue_at = 0.0
        if sharing.holding.is_settled:
            async with self._office.database.begin(
                now=self._office.now(), brief=True
            ) as work:
                await take_up_cards(work, sharing.holding.shares)

    async def _record_and_claim(self) -> None:
        """What became of messages, and what comes next: one transaction, as each waits
        for the disk. Tried again in every round, for as long as the process lives."""
        if self._has_news or self._sender.may_claim:
            await self._keep(claims=True)

    @property
    def _has_news(self) -> bool:
        """Something is to be recorded."""
        news = self._sender.has_news or self._cards.has_news
        return news or bool(self._line.holds)

    async def _keep(self, *, claims: bool) -> None:
        holds, holds_all = dict(self._line.holds), self._line.holds_all
        try:
            async with self._office.database.begin(
                now=self._office.now(), brief=True
            ) as work:
                done = await self._sender.record(work)
                await self._cards.record(work)
                if holds or holds_all is not None:
                    await self._hold(work, holds, holds_all)
                if claims and self._sender.may_claim:
                    await self._sender.fill(work, done)
        except BaseException:
            self._sender.record_apart()
            raise
        for chat in holds:
            self._line.holds.pop(chat, None)
        if self._line.holds_all == holds_all:
            self._line.holds_all = None

    async def _hold(
        self, work: Work, holds: Mapping[int, datetime], holds_all: datetime | None
    ) -> None:
        """Write down what the server asked for; what it asked of others counts too."""
        for chat, until in holds.items():
            await hold_chat(work, chat, until)
        owner = self._office.owner
        if holds_all is not None:
            await keep_pause(work, owner, holds_all)
        elif self._office.sharing.is_divided:
            together = await read_pauses(work)
            if together is not None:
                await keep_pause(work, owner, together)
                work.after_commit(lambda: self._line.obeys_all(together))

    async def _rest(self) -> None:
        """Until the next turn, or until something lands or is put in the outbox."""
        steady = self._office.steady
        next_at = min(self._sender.next_at(), self._cards.looks_again_at)
        seconds = min(max(next_at - steady.monotonic(), SHORTEST), EVERY)
        alarm = asyncio.create_task(self._ring(seconds))
        try:
            await self._line.woken.wait()
            for _ in range(MOMENTS):
                if not len(self._line.flights):
                    break
                await steady.sleep(TOGETHER / MOMENTS)
        finally:
            alarm.cancel()

    async def _ring(self, seconds: float) -> None:
        await self._office.steady.sleep(seconds)
        self._line.woken.set()

    async def rescue_all(self) -> None:
        """At start: what earlier processes left, as far as they are known to be dead.

        An SQLite file's lock proves that of all of them; elsewhere others may be at
        work, and only our own place is known to be ours.
        """
        place = self._name.place if self._name.proven else None
        await self._rescue(
            Proof(
                all_dead=self._office.database.engines.one_writer,
                place=place,
                owner=self._office.owner,
            )
        )
        async with self._office.database.begin(
            now=self._office.now(), brief=True
        ) as work:
            await take_up_cards(work)
            self._line.obeys_all(await read_pause(work))

    async def rescue(self) -> None:
        """What others left behind: leases that ran out, claims of who has gone."""
        self._rescue_at = self._office.steady.monotonic() + RESCUE_EVERY
        divided = self._office.sharing.is_divided
        await self._rescue(Proof(rows=DISPATCHER if divided else None))

    async def _rescue(self, proof: Proof) -> None:
        """What was being sent may have arrived: nobody knows."""
        now = self._office.now()
        async with self._office.database.begin(now=now, brief=True) as work:
            left = await release_dead(work, proof, ours=self._sender.ours)
            letters = await read_letters(work, left)
            unknown = Unknown("owner_died")
            await record(work, [landed(one, unknown, now) for one in letters.values()])
        for letter in letters.values():
            late = max(0.0, (now - letter.not_before).total_seconds())
            self._office.watcher.ended(letter.cls, unknown, late)
        for number in left:
            log.warning("attempt_unknown", delivery=number)

    async def stop(self, grace_seconds: float) -> None:
        """Begin nothing more, wait for what is in flight, give back the rest.

        What does not land in time is left as `sending`; the next start takes it for
        unknown.
        """
        self._stopping = True
        self._line.woken.set()
        try:
            async with asyncio.timeout(grace_seconds):
                await self._stopped.wait()
                await self._line.flights.all_landed()
        except TimeoutError:
            log.warning("left_in_flight", calls=self._line.flights.names)
            await self._line.flights.abandon()
        self._sender.give_all_back()
        if self._has_news:
            await self._keep(claims=False)
        await self._office.sharing.leave()

    async def landed(self) -> None:
        """When nothing is on its way; what came back is recorded by the next round."""
        await self._line.flights.all_landed()

    async def is_idle(self) -> bool:
        """Nothing is in flight or due. What waits a minute or longer does not count."""
        if self._is_busy():
            return False
        waiting = self._line.waits.for_idle(self._cards.long_waits())
        async with self._office.database.read(
            now=self._office.now(), brief=True
        ) as reads:
            if await anything_to_send(reads, waiting):
                return False
        return not self._is_busy()

    def _is_busy(self) -> bool:
        flying = len(self._line.flights) > 0
        return flying or self._sender.is_busy or self._cards.is_busy
