"""What every part of the dispatcher asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from channels.outgoing import Edit, Outgoing
from domain.buttons import Keyboard
from domain.outcomes import Outcome
from domain.policy import InForce, Policy
from locales.catalog import Catalog, Words
from models.work import Database
from scheduler.dispatcher.sharing import Sharing
from scheduler.watching import Watcher


class Channel(Protocol):
    """How a message leaves: one try, and what became of it. Nothing is raised."""

    async def send(self, message: Outgoing) -> Outcome: ...

    async def edit(self, message: Edit) -> Outcome: ...

    async def edit_keyboard(
        self, chat: int, message_id: int, keyboard: Keyboard = ()
    ) -> Outcome: ...

    async def prove(self) -> Outcome:
        """Ask who we are: whether the token is good, and nothing else."""
        ...


class Steady(Protocol):
    """The clock of waits, pacing and backoff: seconds that never jump."""

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Office:
    """The office for which we send. `now` is its own clock: aware UTC.

    `may_remind` says whether what waited for its time may be sent: not while the clock
    is in doubt or the disk is short of room.
    """

    database: Database
    policies: InForce
    words: Words
    now: Callable[[], datetime]
    steady: Steady
    channel: Channel
    owner: str
    watcher: Watcher
    may_remind: Callable[[], bool]
    sharing: Sharing

    def words_in(self, language: str | None) -> Words:
        """A reader's own language, or the office's."""
        return Catalog.load().words(language) if language else self.words

    @property
    def policy(self) -> Policy:
        """The one in force now."""
        return self.policies.in_force(self.now())
