"""Whether the machine's clock can be believed (delivery.md 2.9).

All that time asks rests on it: a clock that is a day ahead would plan tomorrow's
reminders today, and what is planned once is never planned again. So nothing is planned
or sent by a clock in doubt. What Telegram says decides; without it, what we saw
ourselves. Steady readings are in seconds, of a clock that goes on while the machine
sleeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

DISAGREES_BY = timedelta(seconds=300)  # from what a server says
JUMPS_BY = timedelta(seconds=120)  # against the steady clock
PROOF_WITHIN = 30.0  # seconds after the start; then Telegram is out of reach
# A longer rest than this, and nobody who confirms it: it may as well be a wrong clock.
# Waiting costs nothing, because without Telegram nothing can be sent.
LONGEST_REST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Reading:
    """A time, and the steady reading at the instant at which it was true."""

    at: datetime
    steady: float

    def expected(self, steady: float) -> datetime:
        """What time it must be now, if it was that time then."""
        try:
            return self.at + timedelta(seconds=steady - self.steady)
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What is known when the question is asked.

    `believed` is our own clock when it was last found right. `trusted` came with
    Telegram's last answer. `database` is a server's clock: it may stand on this very
    machine, so it can disprove ours and never prove it. `seen` is the latest instant
    that this office has lived through in an earlier run.
    """

    now: Reading
    started: float
    believed: Reading | None = None
    trusted: Reading | None = None
    database: Reading | None = None
    seen: datetime | None = None


class Doubt(StrEnum):
    """Why the clock is not believed."""

    DISAGREES = "disagrees"  # with a server
    JUMPED = "jumped"  # against the steady clock
    WENT_BACK = "went_back"  # before what this office has seen
    TOO_FAR_AHEAD = "too_far_ahead"  # of it, and nobody confirms that
    UNPROVEN = "unproven"  # only just started: Telegram will tell


@dataclass(frozen=True, slots=True)
class Fine:
    """Time may ask."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Time may not ask. `expected` is what it should be, if that is known."""

    why: Doubt
    expected: datetime | None = None


Verdict = Fine | Suspect


def judge(facts: ClockFacts) -> Verdict:
    """Say whether the clock is to be believed at this instant.

    A word of Telegram that came since it was last believed settles every doubt.
    """
    now, trusted, believed = facts.now, facts.trusted, facts.believed
    if trusted is not None:
        expected = trusted.expected(now.steady)
        if _differ(now.at, expected, DISAGREES_BY):
            return Suspect(Doubt.DISAGREES, expected)
        if believed is None or trusted.steady >= believed.steady:
            return Fine()
    if believed is not None:
        expected = believed.expected(now.steady)
        jumped = _differ(now.at, expected, JUMPS_BY)
        return Suspect(Doubt.JUMPED, expected) if jumped else Fine()
    return _unproven(facts)


def _unproven(facts: ClockFacts) -> Verdict:
    """At the start, while Telegram has not said anything yet."""
    now, seen = facts.now, facts.seen
    if facts.database is not None:
        expected = facts.database.expected(now.steady)
        if _differ(now.at, expected, DISAGREES_BY):
            return Suspect(Doubt.DISAGREES, expected)
    if seen is not None and seen - now.at > DISAGREES_BY:
        return Suspect(Doubt.WENT_BACK)
    if now.steady - facts.started < PROOF_WITHIN:
        return Suspect(Doubt.UNPROVEN)
    if seen is not None and now.at - seen > LONGEST_REST:
        return Suspect(Doubt.TOO_FAR_AHEAD)
    return Fine()


def _differ(one: datetime, other: datetime, by: timedelta) -> bool:
    return abs(one - other) > by
