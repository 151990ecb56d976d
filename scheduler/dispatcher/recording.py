"""From the outcome of an attempt to what its rows say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.alarms import tell_administrators
from actions.close_chat import close_chat
from domain.notices import Saying, Told
from domain.outcomes import Dead, Migrated, NotSent, Outcome, Sent, Stopped, Unknown
from domain.retry import (
    AsPlainText,
    DeliveryClass,
    DeliveryFacts,
    Expire,
    GiveUp,
    Park,
    Record,
    SendAgain,
    Split,
    Step,
    StopSending,
    Wait,
    next_step,
)
from models.outbox import CARDS
from models.queries.cards import NewCard, add_cards
from models.queries.chats import move_chat
from models.queries.letters import Letter
from models.queries.mailboxes import ENDPOINT
from models.queries.outcomes import (
    Change,
    Ended,
    add_next_part,
    narrow,
    note_attempts,
    settle,
)
from models.queries.readdressing import send_by_mail
from models.work import Work
from scheduler.dispatcher.looking import Ready, face

# Refusals that should not be: our markup, our length, or an answer that is none of the
# known ones.
ODD = ("entities", "too_long", "ok_false")
MOVED = "moved"  # the reason of a row whose group has been followed once


@dataclass(frozen=True)
class Landed:
    """An attempt that came to an end at `at`, and what follows."""

    letter: Letter
    outcome: Outcome
    step: Step
    at: datetime
    ready: Ready | None = None  # None: nobody knows any more what it said

    @property
    def is_followed(self) -> bool:
        """It arrived, or all was done that could be; and it has a further part."""
        parts = self.letter.parts if self.ready is None else self.ready.parts
        return isinstance(self.step, Record | Park) and self.letter.part < parts


def landed(
    letter: Letter,
    outcome: Outcome,
    now: datetime,
    *,
    jitter: float = 0.0,
    ready: Ready | None = None,
) -> Landed:
    facts = DeliveryFacts(
        cls=class_of(letter.cls),
        attempts=letter.attempts,
        unknowns=letter.unknowns,
        expires_at=letter.expires_at,
        plain=letter.plain,
        split=ready is None or not ready.may_be_narrower,
        moved=letter.reason == MOVED,
        known_by_number=letter.chat_kind == ENDPOINT,
    )
    return Landed(letter, outcome, next_step(outcome, facts, now, jitter), now, ready)


def class_of(cls: str) -> DeliveryClass:
    match cls:
        case "critical":
            return "critical"
        case "reply":
            return "reply"
    return "periodic"


def change_after(one: Landed) -> Change:
    """The row after this step (delivery.md 2.3)."""
    same = Change.back(one.letter)
    match one.step:
        case Record(message_id):
            return replace(
                same, state="sent", reason="", message_id=message_id, sent_at=one.at
            )
        case GiveUp(why):
            return replace(same, state="dead", reason=why)
        case Park(why):
            unknowns = same.unknowns + 1
            return replace(same, state="unknown", reason=why, unknowns=unknowns)
        case Expire():
            return replace(same, state="skipped", reason="late")
    return _sent_again(one, same)


def _sent_again(one: Landed, same: Change) -> Change:
    match one.step:
        case SendAgain(at, marked=True):
            unknowns = same.unknowns + 1
            return replace(same, not_before=at, unknowns=unknowns, marked=True)
        case SendAgain(at):
            return replace(same, not_before=at, reason=MOVED)
        case Wait(until, counts):
            attempts = same.attempts + int(counts)
            return replace(same, not_before=until, attempts=attempts)
        case AsPlainText():
            return replace(same, plain=True)
        case Split() | StopSending():
            return same
    return replace(same, state="dead", reason=type(one.step).__name__)


async def record(work: Work, done: Sequence[Landed]) -> None:
    """Write what became of these attempts, and what follows."""
    await note_attempts(work, [_ended(one) for one in done])
    await settle(work, [change_after(one) for one in done])
    await add_cards(work, [card for one in done if (card := _card(one)) is not None])
    for one in done:
        if one.is_followed:
            await add_next_part(work, one.letter)
        if isinstance(one.step, Split) and one.ready is not None:
            await narrow(work, one.letter, one.ready.part_when_narrower)
        await tell_chat(work, one.letter.chat_id, one.outcome)
    gone = [one.letter.id for one in done if _met_a_closed_chat(one.outcome)]
    if gone:
        await send_by_mail(work, gone)


def _met_a_closed_chat(outcome: Outcome) -> bool:
    """It is certain that it did not arrive, nor will: no letter is a second copy."""
    return isinstance(outcome, Dead) and outcome.chat_gone


async def tell_chat(work: Work, chat_id: int, outcome: Outcome) -> None:
    """What an outcome says about the chat itself."""
    match outcome:
        case Dead(why, chat_gone=True):
            await close_chat(work, chat_id, why)
        case Dead(why) if why.startswith(ODD):
            await raise_alarm(work, why)
        case Migrated(address):
            await move_chat(work, chat_id, address)


async def raise_alarm(work: Work, why: str) -> None:
    """Once a day for each cause."""
    cause = why.partition(":")[0]
    told = Told(Saying.REFUSED_ODDLY, {"why": why})
    await tell_administrators(work, told, key=f"refused:{cause}:{work.today}")


def _ended(one: Landed) -> Ended:
    number: int | None = None
    match one.outcome:
        case Sent(number):
            outcome, detail = "sent", ""
        case Unknown(why):
            outcome, detail = "unknown", why
        case Dead(why):
            outcome, detail = "dead", why
        case NotSent(why) | Stopped(why):
            outcome, detail = "not_sent", why
        case Migrated():
            outcome, detail = "not_sent", "migrated"
    return Ended(one.letter.id, one.letter.epoch, outcome, detail, number)


def _card(one: Landed) -> NewCard | None:
    """Messages that are kept up to date; of a long one its last part is."""
    letter, ready = one.letter, one.ready
    if letter.notice not in CARDS or not isinstance(one.outcome, Sent):
        return None
    if ready is None or not ready.is_last or one.outcome.message_id is None:
        return None
    return NewCard(
        letter.id, one.outcome.message_id, letter.subject, face(ready.rendered)
    )


def pause_asked(outcome: Outcome) -> float:
    """Seconds for which the server asked us to leave the chat alone."""
    if isinstance(outcome, NotSent) and outcome.retry_after:
        return outcome.retry_after
    return 0.0


def wait_after(one: Landed) -> datetime | None:
    """Until when the row waits, if it does."""
    match one.step:
        case Wait(until):
            return until
        case SendAgain(at) if at > one.at:
            return at
    return None
