"""What is told to places: an occurrence of each thing, and one message for each place.

By the timetable, by hand or at once, it is written in this one way. The message looks
again when it leaves: only the numbers of what it tells are kept with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from domain.directory import Place
from domain.reminders import Rule
from models.outbox import Live
from models.queries.planning import add_deliveries, add_occurrences, take_back
from models.work import Work

Row = dict[str, Any]


class Told(NamedTuple):
    """An occurrence to be. `live` is the message that will tell it."""

    rule: Rule
    subject: str
    place: Place
    slot: str
    version: int = 0
    reason: str = ""
    live: Live = Live.DIGEST
    params: Mapping[str, Any] | None = None

    @property
    def identity(self) -> tuple[str, str, int, str, str]:
        """What the table knows it by: it is told once."""
        return self.rule, self.subject, self.version, self.place.name, self.slot

    @property
    def message(self) -> str:
        """By which message it is told: a digest gathers all, a card is of one thing."""
        if self.live is Live.DIGEST:
            return self.place.name
        return f"{self.place.name}|{self.slot}|{self.subject}"


Letter = Callable[[Sequence[Told]], Row]


async def tell_places(work: Work, told: Iterable[Told], letter: Letter) -> int:
    """How many messages this made: none for what was told before.

    `letter` gives the columns of one place's message. Of a place that cannot be reached
    it is kept that it was not told. Which of all this is new only the keys of the
    occurrences know for certain, so a message that turns out to tell nothing new is
    taken back in the same transaction, and nobody ever sees it.
    """
    once = {one.identity: one for one in told}
    letters = _letters_to(once.values(), letter)
    numbers = await _numbers(work, letters)
    rows = [_occurrence(work, one, numbers) for one in once.values()]
    told_now = await add_occurrences(work, rows)
    await take_back(work, [one for one in numbers.values() if one not in told_now])
    return len(told_now)


def _letters_to(told: Iterable[Told], letter: Letter) -> dict[str, Row]:
    """By its name each message, to the places that can be reached."""
    together: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.place.chat_id is not None:
            together[one.message].append(one)
    return {name: letter(some) for name, some in together.items()}


async def _numbers(work: Work, letters: Mapping[str, Row]) -> dict[str, int]:
    """By its name the number of each message.

    After a crash a message of this key may be there. As long as it waits it takes up
    what is new; once it has been taken to be sent it cannot, and another one follows.
    """
    numbers = await add_deliveries(work, list(letters.values()))
    again = [one for one in letters.values() if one["dedup_key"] not in numbers]
    for one in again:
        one["dedup_key"] += f"|{work.now.isoformat(timespec='seconds')}"
    if again:
        numbers |= await add_deliveries(work, again)
    return {name: numbers[one["dedup_key"]] for name, one in letters.items()}


def _occurrence(work: Work, told: Told, numbers: Mapping[str, int]) -> Row:
    return {
        "rule": told.rule.value,
        "subject": told.subject,
        "version": told.version,
        "recipient": told.place.name,
        "slot": told.slot,
        "reason": told.reason,
        "planned_at": work.now,
        "delivery_id": numbers.get(told.message),
    }
