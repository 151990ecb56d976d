"""The line to the channel: who may go now, what is on its way, what comes back."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from channels.pacing import Pacer
from domain.outcomes import NotSent, Outcome, Unknown
from domain.retry import LONGEST_WAIT
from scheduler.dispatcher.flights import Flights
from scheduler.dispatcher.gate import Gate, Shut
from scheduler.dispatcher.office import Office
from scheduler.dispatcher.waits import Waits
from scheduler.failures import told

log = structlog.get_logger()

# A chat's next message leaves so long after the last answer: the first call of a new
# connection is slow, and the server counts it late.
SPACE = 1.0  # seconds
REMEMBERED = 256  # chats
NOBODY = 0  # no chat has this address
RESTS = 1.5  # seconds; a chat that waits longer is not claimed for meanwhile
# Marked so long before its turn: a commit takes some of it, and a full second's thirty
# would be late by that much in every second.
AHEAD = 0.05  # seconds


class Line:
    """Shared by messages and edits, so that both keep the same limits.

    `holds` are chats that the server asked to leave alone, until when by the office
    clock: to be written down for a restart. `holds_all` is the same for everybody.
    """

    def __init__(self, office: Office, pacer: Pacer) -> None:
        self._steady = office.steady
        self._sharing = office.sharing
        self.pacer = pacer
        self.gate = Gate(office.steady)
        self.waits = Waits(office.steady, office.now)
        self.woken = asyncio.Event()
        self.flights = Flights(self.woken.set)
        self.holds: dict[int, datetime] = {}
        self.holds_all: datetime | None = None
        self._answered: dict[int, float] = {}
        self._forget_at = REMEMBERED

    def places(self) -> int:
        """How many calls may begin now, before pacing."""
        if not self._sharing.is_trusted:
            return 0
        return max(0, self.gate.places() - len(self.flights))

    def wait_for(self, address: int) -> float:
        """Seconds until this chat's turn; infinite while a call to it is on its way."""
        if address in self.flights:
            return float("inf")
        return self._turn_at(address) - self._steady.monotonic()

    def _turn_at(self, address: int) -> float:
        spaced_at = self._answered.get(address, 0.0) + SPACE
        return max(self.pacer.ready_at(address), spaced_at)

    def turns(self, ahead: float = 0.0) -> int:
        """How many calls may begin within so many seconds, to chats whose turn it is
        then."""
        opening = max(0, self.gate.opening() - len(self.flights))
        return min(self.places(), self.pacer.room(ahead), opening)

    def start(
        self,
        name: str,
        chat: tuple[int, int],
        call: Callable[[], Awaitable[Outcome]],
        then: Callable[[Outcome | None], None],
        leaves_by: float = math.inf,
    ) -> None:
        """Make the call beside others, at its turn, which may be a moment away.

        `chat` is our number for it and its address. It is not made after `leaves_by`,
        nor when everybody was told to wait meanwhile: then the outcome is None.
        """
        turn_at = self._turn_at(chat[1])
        self.pacer.start(chat[1], turn_at)

        async def at_its_turn() -> None:
            if await self._may_still_leave(turn_at, leaves_by):
                await self._fly(name, chat, call, then)
            else:
                self.pacer.withdrawn(chat[1])
                then(None)

        self.flights.start(chat[1], name, at_its_turn())

    async def _may_still_leave(self, turn_at: float, leaves_by: float) -> bool:
        if (wait := turn_at - self._steady.monotonic()) > 0:
            await self._steady.sleep(wait)
        now = self._steady.monotonic()
        return now <= leaves_by and self.pacer.paused_until <= now

    def prove(self, call: Callable[[], Awaitable[Outcome]]) -> None:
        """Ask whether the token is good again, if it is time to ask that."""
        if self.gate.asks_for_proof and NOBODY not in self.flights:
            self.gate.proving()
            self.flights.start(NOBODY, "proof of the token", self._prove(call))

    async def _prove(self, call: Callable[[], Awaitable[Outcome]]) -> None:
        self.gate.note(await _outcome("proof of the token", call))

    async def _fly(
        self,
        name: str,
        chat: tuple[int, int],
        call: Callable[[], Awaitable[Outcome]],
        then: Callable[[Outcome | None], None],
    ) -> None:
        outcome = await _outcome(name, call)
        self._landed(chat, outcome)
        then(outcome)

    def _landed(self, chat: tuple[int, int], outcome: Outcome) -> None:
        number, address = chat
        self.pacer.answered(address)
        self._note_answer(address)
        self.gate.note(outcome)
        if isinstance(outcome, NotSent) and outcome.retry_after:
            self.pause(number, address, outcome.retry_after)
        ready_at = self.pacer.ready_at(address)
        if ready_at > self._steady.monotonic() + RESTS:
            self.waits.rest(number, ready_at)

    def _note_answer(self, address: int) -> None:
        now = self._steady.monotonic()
        if len(self._answered) >= self._forget_at:
            self._answered = {
                chat: at for chat, at in self._answered.items() if at + SPACE > now
            }
            # Twice as many before it is worth looking again.
            self._forget_at = max(REMEMBERED, 2 * len(self._answered))
        self._answered[address] = now

    def obeys(self, chat_id: int, address: int, not_before: datetime | None) -> bool:
        """False for a chat that was told to wait before this process knew of it."""
        seconds = self.waits.owed_pause(chat_id, not_before)
        if seconds > 0:
            self.pacer.pause(address, seconds)
        return seconds <= 0

    def obeys_all(self, until: datetime | None) -> None:
        """Take up a pause for everybody that another process, or run, was told."""
        seconds = self.waits.owed_by_all(until)
        if seconds is not None:
            self.pacer.pause_all(seconds)
            self.gate.flood(seconds)

    def pause(self, chat_id: int, address: int, seconds: float) -> None:
        """The server asked for it; kept for a restart as well. At most a day."""
        seconds = min(seconds, LONGEST_WAIT.total_seconds())
        self.pacer.pause(address, seconds)
        self.holds[chat_id] = self.waits.flood(chat_id, seconds)
        log.info("chat_paused", chat=chat_id, seconds=seconds)
        if self.gate.shut is Shut.FLOOD:
            self.pacer.pause_all(seconds)  # the one that tried it came back
        left = self.pacer.paused_until - self._steady.monotonic()
        if left > 0:
            self.gate.flood(left)
            self.holds_all = self.waits.flood_of_all(left)
            log.warning("all_paused", seconds=round(left, 1))


async def _outcome(name: str, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
    try:
        return await call()
    except Exception as error:  # noqa: BLE001 (it may have arrived)
        log.error("channel_failed", call=name, **told(error))
        return Unknown(type(error).__name__)
