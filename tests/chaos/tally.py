"""What became of everything: the sandbox's ledger as witness, against the rows.

The ledger knows what the server accepted, also what it never answered; the rows know
what the office believes. The promise is delivery.md's: lost 0, duplicates at most the
unknown outcomes, two copies at most, every unknown visible, one effect for an update,
and a history whose chain of seals is whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from models.tables import Attempt, Chat, Delivery, Inbox, TaskEvent
from models.work import Database, Reads
from tests.chaos.history import look_through

MARK = re.compile(r"M\d{5}")
TITLE = re.compile(r"Reminder of [^\n]+")
AGAIN = re.compile(r"\(Sent again [^)]*\) #\w{5}\n\n")
MOST_COPIES = 2


@dataclass(frozen=True)
class Accepted:
    """A new message that the server took."""

    chat: int
    message_id: int
    text: str
    answered: bool

    @property
    def is_marked(self) -> bool:
        """It says of itself that it may be a second copy."""
        return AGAIN.match(self.text) is not None

    @property
    def identity(self) -> tuple[int, str]:
        """Equal for copies of one message, or of one part of it."""
        plain = AGAIN.sub("", self.text, count=1)
        title = TITLE.search(plain)
        return self.chat, title[0] if title else plain


def accepted(calls: Iterable[dict[str, Any]]) -> list[Accepted]:
    return [
        Accepted(call["chat"], call["message_id"], call["text"], call["answered"])
        for call in calls
        if call["method"] == "sendMessage" and call["status"] == 200
    ]


@dataclass(frozen=True)
class Row:
    """What the office believes of one message."""

    key: str
    address: int
    state: str
    reason: str
    message_id: int | None
    unknowns: int


@dataclass(frozen=True)
class Promised:
    """What was put in the outbox (mark: key), and what people said (their marks)."""

    messages: dict[str, str] = field(default_factory=dict)
    updates: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Tally:
    """The figures of a run, and in words whatever breaks the promise."""

    deliveries: int
    accepted: int
    lost: int
    duplicates: int
    unknown: int
    copies: int
    updates: int
    skipped: int
    parked: int
    sealed: int  # rows of the history
    chain_is_whole: bool
    broken: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"lost {self.lost}, duplicates {self.duplicates},"
            f" unknown {self.unknown}, max copies {self.copies},"
            f" audit chain {'whole' if self.chain_is_whole else 'BROKEN'}"
        )


async def count(
    database: Database, promised: Promised, calls: Sequence[dict[str, Any]]
) -> Tally:
    """Compare what was promised, what the rows say, and what the server took."""
    history = await look_through(database)
    async with database.read() as reads:
        rows = await _rows(reads)
        unknown = await _number(reads, Attempt.outcome == "unknown")
        unended = await _number(reads, Attempt.outcome.is_(None))
        effects = await _effects(reads)
        inbox = Counter(await reads.session.scalars(select(Inbox.state)))
    taken = accepted(calls)
    lost = [*_lost(rows, promised, taken), *_unheard(promised, effects)]
    copies = Counter(one.identity for one in taken)
    duplicates = sum(copies.values()) - len(copies)
    most = max(copies.values(), default=0)
    broken = [*lost, *_repeated(promised, effects), *_unfinished(rows, inbox)]
    broken += [*_uncovered(rows, promised, taken), *history.broken]
    if duplicates > unknown:
        broken.append(f"{duplicates} duplicates, but only {unknown} unknown outcomes")
    if most > MOST_COPIES:
        broken.append(f"{most} copies of {copies.most_common(1)[0][0]}")
    if unended:
        broken.append(f"{unended} attempts without an outcome")
    states = Counter(row.state for row in rows)
    return Tally(
        deliveries=len(rows),
        accepted=len(taken),
        lost=len(lost),
        duplicates=duplicates,
        unknown=unknown,
        copies=most,
        updates=len(promised.updates),
        skipped=states["skipped"],
        parked=states["unknown"],
        sealed=history.sealed,
        chain_is_whole=not history.broken,
        broken=tuple(broken),
    )


def _lost(
    rows: Sequence[Row], promised: Promised, taken: Sequence[Accepted]
) -> list[str]:
    """Due, and neither accepted nor parked nor left out for a reason."""
    known = {row.key: row for row in rows}
    marks = Counter(mark for one in taken for mark in set(MARK.findall(one.text)))
    numbers = {(one.chat, one.message_id) for one in taken}
    found = [
        f"{mark} is no row"
        for mark, key in promised.messages.items()
        if key not in known
    ]
    found += [
        f"{mark} is {known[key].state} and was never accepted"
        for mark, key in promised.messages.items()
        if not marks[mark] and key in known and not _is_accounted(known[key])
    ]
    found += [
        f"{row.key} is sent, but as no message that was accepted"
        for row in rows
        if row.state == "sent" and (row.address, row.message_id) not in numbers
    ]
    return found


def _is_accounted(row: Row) -> bool:
    if row.state == "unknown":
        return True
    return row.state in {"skipped", "dead"} and row.reason != ""


def _unheard(promised: Promised, effects: Counter[str]) -> list[str]:
    return [f"{mark} had no effect" for mark in promised.updates if not effects[mark]]


def _repeated(promised: Promised, effects: Counter[str]) -> list[str]:
    return [
        f"{mark} had {effects[mark]} effects"
        for mark in promised.updates
        if effects[mark] > 1
    ]


def _unfinished(rows: Sequence[Row], inbox: Counter[str]) -> list[str]:
    left = [
        f"{row.key} is left {row.state}"
        for row in rows
        if row.state in {"pending", "claimed", "sending"}
    ]
    for state, many in inbox.items():
        if state != "done":
            left.append(f"{many} updates are left {state}")
    return left


def _uncovered(
    rows: Sequence[Row], promised: Promised, taken: Sequence[Accepted]
) -> list[str]:
    """Message by message: a second copy needs an unknown outcome of its own."""
    known = {row.key: row for row in rows}
    keys = {mark: key for mark, key in promised.messages.items() if key in known}
    copies = Counter(one.identity for one in taken)
    marked = {
        one.identity: found[0] for one in taken if (found := MARK.search(one.text))
    }
    return [
        f"{mark} has {copies[identity]} copies and no unknown outcome"
        for identity, mark in marked.items()
        if copies[identity] > 1
        and mark in keys
        and not any(
            row.unknowns
            for row in rows
            if row.key == keys[mark] or row.key.startswith(f"{keys[mark]}#")
        )
    ]


async def _rows(reads: Reads) -> list[Row]:
    found = await reads.session.execute(
        select(
            Delivery.dedup_key,
            Chat.address,
            Delivery.state,
            Delivery.reason,
            Delivery.message_id,
            Delivery.unknowns,
        ).join(Chat, Chat.id == Delivery.chat_id)
    )
    return [Row(*row) for row in found]


async def _number(reads: Reads, condition: Any) -> int:
    return int(
        await reads.session.scalar(select(func.count(Attempt.id)).where(condition)) or 0
    )


async def _effects(reads: Reads) -> Counter[str]:
    """How often each mark stands in the tasks' history."""
    notes = await reads.session.scalars(
        select(TaskEvent.note).where(TaskEvent.note != "")
    )
    return Counter(mark for note in notes for mark in MARK.findall(note))
