"""The deliveries that this process has claimed and not begun to send."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from domain.shares import Holding
from models.outbox import WAITS_FOR_THE_CLOCK
from models.queries.claims import Claim
from models.queries.queue import Wish
from scheduler.dispatcher.looking import Ready
from scheduler.dispatcher.office import Office
from scheduler.dispatcher.waits import Waits

ENOUGH = 64  # more is not claimed ahead, so that what is urgent comes soon
MOST = 100  # with what is more urgent than all that is in hand
FRESH = 1.0  # seconds for which a look is good
KEPT = 60.0  # seconds; what cannot leave for so long goes back


@dataclass
class Held:
    """A claim, since when (steady), and the message once it has been looked at."""

    claim: Claim
    since: float
    ready: Ready | None = None
    looked_at: float = 0.0

    def is_fresh(self, steady: float) -> bool:
        return self.ready is not None and steady - self.looked_at <= FRESH


class Hand:
    """Claims in the order in which they should leave."""

    def __init__(self) -> None:
        self._held: list[Held] = []

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Held]:
        return iter(list(self._held))

    @property
    def ids(self) -> set[int]:
        return {one.claim.id for one in self._held}

    def add(self, claims: Sequence[Claim], steady: float) -> None:
        self._held += [Held(claim, steady) for claim in claims]
        self._held.sort(key=lambda one: (one.claim.priority, one.claim.id))

    def drop(self, gone: Collection[int]) -> list[Claim]:
        """Take these deliveries out of the hand."""
        dropped = [one.claim for one in self._held if one.claim.id in gone]
        self._held = [one for one in self._held if one.claim.id not in gone]
        return dropped

    def too_old(self, steady: float) -> set[int]:
        return {one.claim.id for one in self._held if steady - one.since > KEPT}

    def waiting_for_the_clock(self) -> set[int]:
        """Those that do not leave while the clock is in doubt."""
        return {
            one.claim.id
            for one in self._held
            if one.claim.priority >= WAITS_FOR_THE_CLOCK
        }

    def not_in(self, holding: Holding) -> set[int]:
        """Those whose chats are another process's now."""
        if not holding.shares:
            return set()
        return {one.claim.id for one in self if not holding.has(one.claim.chat_id)}

    def wish(
        self, office: Office, waits: Waits, flying: Collection[int], *, asked: bool
    ) -> Wish | None:
        """What to claim now; `asked` because something was just put in the outbox."""
        limit, urgent = ENOUGH - len(self), None
        if limit <= 0 and asked:
            limit, urgent = MOST - len(self), self._held[-1].claim.priority
        if limit <= 0:
            return None
        return Wish(
            office.owner,
            limit,
            more_urgent_than=urgent,
            ready=waits.ready(),
            waiting=waits.waiting(),
            busy_chats={*waits.resting(), *flying},
            # In order, so that of two of a chat the more urgent one remains.
            held={
                one.claim.chat_id: one.claim.priority for one in reversed(self._held)
            },
            shares=office.sharing.holding.shares,
        )
