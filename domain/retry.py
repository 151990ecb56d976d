"""What follows an attempt to send: the tables of delivery.md 2.5 to 2.7, as a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain.outcomes import (
    Dead,
    Migrated,
    NotSent,
    Outcome,
    Sent,
    Stopped,
    Unknown,
)

DeliveryClass = Literal["critical", "periodic", "reply"]

BACKOFF = (1, 2, 4, 8, 16, 32, 60, 120, 300)  # seconds; the last one repeats
PROBE_AFTER = timedelta(seconds=30)  # the token was refused: asked again with getMe
LONGEST_WAIT = timedelta(days=1)  # a server that names more is asked again tomorrow
# So many chats told to wait within so long: it is the bot that is to wait, not they.
FLOODED_CHATS = 3
FLOOD_WINDOW = timedelta(seconds=10)

# After an unknown outcome the reminder is sent once more, said to be a second copy. A
# periodic one leaves time to answer first: an answer proves that it arrived.
RESEND_AFTER = {
    "critical": timedelta(seconds=60),
    "periodic": timedelta(minutes=15),
}


@dataclass(frozen=True)
class DeliveryFacts:
    """What is known of the message when an attempt ends, that attempt not counted.

    `plain`, `split` and `moved` say that the remedy of that name has been taken.
    `known_by_number`: its receiver is a program that knows a second copy by its number.
    """

    cls: DeliveryClass
    attempts: int = 0  # those that used up a step of the backoff
    unknowns: int = 0
    expires_at: datetime | None = None  # None: never worthless
    plain: bool = False
    split: bool = False
    moved: bool = False
    known_by_number: bool = False


@dataclass(frozen=True)
class Record:
    """It arrived: keep its number (None for an edit) and be done."""

    message_id: int | None


@dataclass(frozen=True)
class SendAgain:
    """Send once more at that time; `marked` says "may be a second copy" in it.

    `chat` is the new address of a group that moved.
    """

    at: datetime
    marked: bool = False
    chat: int | None = None


@dataclass(frozen=True)
class Wait:
    """Back into the queue. A wait that the server asked for uses up no attempt."""

    until: datetime
    counts_as_attempt: bool


@dataclass(frozen=True)
class AsPlainText:
    """Our markup was refused: send the same words without it, and raise an alarm."""


@dataclass(frozen=True)
class Split:
    """Too long: send it in parts. Nothing is ever cut off."""


@dataclass(frozen=True)
class SendAnew:
    """The message to be edited is gone, and matters: send it as a new one."""


@dataclass(frozen=True)
class GiveUp:
    """Dead for good. `chat_gone` closes the chat, and the unit is told once."""

    why: str
    chat_gone: bool = False


@dataclass(frozen=True)
class Park:
    """Nobody knows whether it arrived: shown to the administrator, not sent again."""

    why: str


@dataclass(frozen=True)
class Expire:
    """By the time it could be sent it would be worthless."""


@dataclass(frozen=True)
class StopSending:
    """The token was refused. This delivery waits unharmed, as do all others."""

    why: str
    probe_at: datetime


Step = (
    Record
    | SendAgain
    | Wait
    | AsPlainText
    | Split
    | SendAnew
    | GiveUp
    | Park
    | Expire
    | StopSending
)


def next_step(
    outcome: Outcome, delivery: DeliveryFacts, now: datetime, jitter: float
) -> Step:
    """Say what follows. `jitter` is a number from 0 to 1, drawn at random."""
    if delivery.known_by_number:
        return _next_for_a_program(outcome, delivery, now, jitter)
    match outcome:
        case Sent(message_id):
            return Record(message_id)
        case NotSent():
            return _after_not_sent(outcome, delivery, now, jitter)
        case Unknown(why):
            return _after_unknown(why, delivery, now)
        case Dead():
            return _after_refusal(outcome, delivery)
        case Migrated(chat):
            return _after_move(chat, delivery, now, jitter)
        case Stopped(why):
            return StopSending(why, probe_at=now + PROBE_AFTER)


def _next_for_a_program(
    outcome: Outcome, delivery: DeliveryFacts, now: datetime, jitter: float
) -> Step:
    """At least once: a doubt is tried again like a refusal, since a copy harms nobody;
    and what could not be told in time is a dead letter, not one that was worthless."""
    match outcome:
        case Sent(message_id):
            return Record(message_id)
        case Dead(why, chat_gone):
            return GiveUp(why, chat_gone)
        case NotSent():
            failed = outcome
        case Unknown(why) | Stopped(why):
            failed = NotSent(why)
        case Migrated():
            failed = NotSent("migrated")
    step = _after_not_sent(failed, delivery, now, jitter)
    return GiveUp(failed.why) if isinstance(step, Expire) else step


def _after_not_sent(
    outcome: NotSent, delivery: DeliveryFacts, now: datetime, jitter: float
) -> Wait | Expire:
    if outcome.retry_after is None:
        return _back_off(delivery, now, jitter)
    asked = min(max(outcome.retry_after, 0.0) + jitter, LONGEST_WAIT.total_seconds())
    until = now + timedelta(seconds=asked)
    return _unless_expired(Wait(until, counts_as_attempt=False), delivery)


def _back_off(delivery: DeliveryFacts, now: datetime, jitter: float) -> Wait | Expire:
    """Full jitter: anywhere up to the step, so that chats do not come back at once."""
    step = BACKOFF[min(delivery.attempts, len(BACKOFF) - 1)]
    until = now + timedelta(seconds=step * jitter)
    return _unless_expired(Wait(until, counts_as_attempt=True), delivery)


def _unless_expired(wait: Wait, delivery: DeliveryFacts) -> Wait | Expire:
    return Expire() if _is_worthless(wait.until, delivery) else wait


def _is_worthless(at: datetime, delivery: DeliveryFacts) -> bool:
    return delivery.expires_at is not None and at >= delivery.expires_at


def _after_unknown(
    why: str, delivery: DeliveryFacts, now: datetime
) -> SendAgain | Park:
    """At most two copies of a reminder; an answer is never repeated, one asks again."""
    pause = RESEND_AFTER.get(delivery.cls)
    if pause is None or delivery.unknowns > 0:
        return Park(why)
    if _is_worthless(now + pause, delivery):
        return Park(why)  # not expired: the first copy may well have arrived
    return SendAgain(at=now + pause, marked=True)


def _after_refusal(outcome: Dead, delivery: DeliveryFacts) -> Step:
    match outcome.why:
        case "entities" if not delivery.plain:
            return AsPlainText()
        case "too_long" if not delivery.split:
            return Split()
        case "edit_gone":
            return SendAnew() if delivery.cls == "critical" else Record(None)
    return GiveUp(outcome.why, outcome.chat_gone)


def _after_move(
    chat: int, delivery: DeliveryFacts, now: datetime, jitter: float
) -> Step:
    if delivery.moved:
        # The new address names another one yet: no hurry, and no endless circle.
        return _back_off(delivery, now, jitter)
    return SendAgain(at=now, chat=chat)
